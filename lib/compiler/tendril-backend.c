/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-backend-private.h"

#include "tendril-backend-view-private.h"
#include "tendril-debug-private.h"
#include "tendril-error.h"
#include "tendril-extension-private.h"
#include "tendril-extension-registry-private.h"

struct _TendrilBackendSlot
{
  TendrilExtensionRegistry *registry;
  GMutex lock;
  gboolean is_loaded;
  const TendrilBackend *backend;
  GError *error;
};

static GQuark
backend_quark (void)
{
  return g_quark_from_static_string ("tendril-backend");
}

gboolean
tendril_backend_register (const TendrilBackend  *backend,
                          GError               **error)
{
  TendrilExtension *extension = tendril_extension_get_current ();

  g_return_val_if_fail (backend != NULL, FALSE);

  if (extension == NULL)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_INIT,
                   "the back end registers itself while no init is running");
      return FALSE;
    }
  if (backend->abi != TENDRIL_BACKEND_ABI)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_BACKEND,
                   "the back end was built for version %u of the interface, this is version %d",
                   backend->abi, TENDRIL_BACKEND_ABI);
      return FALSE;
    }

  g_object_set_qdata (G_OBJECT (extension), backend_quark (), (gpointer) backend);
  return TRUE;
}

TendrilBackendSlot *
tendril_backend_slot_new (TendrilExtensionRegistry *registry)
{
  TendrilBackendSlot *self = g_new0 (TendrilBackendSlot, 1);

  self->registry = registry;
  g_mutex_init (&self->lock);

  return self;
}

void
tendril_backend_slot_free (TendrilBackendSlot *self)
{
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
  g_free (self);
}

static const TendrilBackend *
find_backend (TendrilExtensionRegistry *registry,
              GString                  *reasons)
{
  GListModel *extensions = G_LIST_MODEL (registry);

  for (guint i = 0; i < g_list_model_get_n_items (extensions); i++)
    {
      g_autoptr (TendrilExtension) extension = g_list_model_get_item (extensions, i);
      const TendrilBackend *backend = g_object_get_qdata (G_OBJECT (extension), backend_quark ());
      const GError *failure = tendril_extension_get_error (extension);

      if (tendril_extension_get_state (extension) == TENDRIL_EXTENSION_STATE_ACTIVE &&
          backend != NULL)
        return backend;
      g_string_append_printf (reasons, "\n  %s: %s", tendril_extension_get_id (extension),
                              failure != NULL ? failure->message : "it registered no back end");
    }

  return NULL;
}

/* A registry belongs to the thread's main context: this one is to be independent of whether anybody
 * iterates the host's. */
static const TendrilBackend *
load (TendrilBackendSlot  *self,
      GError             **error)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  g_autoptr (GString) reasons = g_string_new (NULL);
  const TendrilBackend *backend = NULL;

  g_main_context_push_thread_default (context);
  registry = tendril_extension_registry_new_like (self->registry, TENDRIL_BACKEND_GROUP);
  if (tendril_extension_registry_init_all (registry, NULL, error))
    backend = find_backend (registry, reasons);
  g_main_context_pop_thread_default (context);

  if (backend == NULL && (error == NULL || *error == NULL))
    g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_BACKEND,
                 reasons->len > 0
                   ? "no back end of the compiler can be used:%s"
                   : "no back end of the compiler is installed; the one with LLVM comes in the "
                     "package tendril-llvm (in a build of your own: -Dllvm=enabled)%s",
                 reasons->str);
  return backend;
}

const TendrilBackend *
tendril_backend_slot_get (TendrilBackendSlot  *self,
                          GError             **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (!self->is_loaded)
    self->backend = load (self, &self->error);
  self->is_loaded = TRUE;
  if (self->backend == NULL && error != NULL)
    *error = g_error_copy (self->error);

  return self->backend;
}

static gboolean
set_declined (const TendrilBackend  *backend,
              GError               **error)
{
  if (error == NULL || *error == NULL)
    g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_BACKEND,
                 "the back end “%s” cannot compile all that the function uses", backend->name);
  return FALSE;
}

TendrilBackendCode *
tendril_backend_code_new (const TendrilBackend  *backend,
                          const TendrilIr       *ir,
                          guint64                broadcast,
                          TendrilBackendFlags    flags,
                          GError               **error)
{
  g_autoptr (TendrilArena) arena = tendril_arena_new ();
  g_autofree TendrilBackendCode *code = g_new0 (TendrilBackendCode, 1);
  g_autoptr (GError) failure = NULL;
  gint64 start = g_get_monotonic_time ();
  const TendrilBackendJob job = {
    .ir = tendril_backend_view_new (ir, arena),
    .helpers = &tendril_backend_helpers,
    .broadcast = broadcast,
    .flags = flags,
  };

  if (!backend->compile (&job, code, &failure))
    {
      set_declined (backend, &failure);
      g_propagate_error (error, g_steal_pointer (&failure));
      return NULL;
    }

  tendril_debug (TENDRIL_DEBUG_COMPILER, "%s: %u instructions, %" G_GINT64_FORMAT " µs",
                 backend->name, job.ir->n_instructions, g_get_monotonic_time () - start);
  return g_steal_pointer (&code);
}

void
tendril_backend_code_free (TendrilBackendCode *self)
{
  self->release (self->data);
  g_free (self);
}

char *
tendril_backend_dump (const TendrilBackend  *backend,
                      const TendrilIr       *ir,
                      TendrilBackendFlags    flags,
                      const char            *phase,
                      GError               **error)
{
  g_autoptr (TendrilArena) arena = tendril_arena_new ();
  g_autoptr (GError) failure = NULL;
  const TendrilBackendJob job = {
    .ir = tendril_backend_view_new (ir, arena),
    .helpers = &tendril_backend_helpers,
    .flags = flags,
  };
  char *text = backend->dump (&job, phase, &failure);

  if (text == NULL)
    {
      set_declined (backend, &failure);
      g_propagate_error (error, g_steal_pointer (&failure));
    }

  return text;
}
