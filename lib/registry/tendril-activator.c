/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-activator-private.h"

#include "tendril-debug-private.h"
#include "tendril-error.h"
#include "tendril-extension-private.h"
#include "tendril-guard-private.h"
#include "tendril-extension-trust-private.h"
#include "tendril-order-private.h"
#include "tendril-plugin-map-private.h"

struct _TendrilActivator
{
  TendrilExtensionRegistry *registry;
  GPtrArray *extensions;    /* the registry's list, which only grows */
  gboolean needs_mapping;   /* libpeas has not been told of all of them */
  TendrilPluginMap *plugin_map;
  TendrilLoaderSet *loaders; /* the registry's */

  TendrilQuarantine *quarantine; /* of the registry */
  TendrilGuard *guard;      /* from the first init to the last */

  gboolean announced;
  GPtrArray *queue;
  guint next;
  TendrilTrust *trust;      /* while inits run, or NULL */
  GHashTable *requested;    /* extensions that start by hand and were asked for */

  GMutex mutex;             /* guards committed */
  GPtrArray *committed;     /* replaced as a whole */
  int commit_serial;        /* atomic */
};

TendrilActivator *
tendril_activator_new (TendrilExtensionRegistry *registry,
                       GPtrArray                *extensions,
                       TendrilLoaderSet         *loaders,
                       TendrilQuarantine        *quarantine)
{
  TendrilActivator *self = g_new0 (TendrilActivator, 1);

  self->registry = registry;
  self->quarantine = quarantine;
  self->extensions = g_ptr_array_ref (extensions);
  self->loaders = loaders;
  self->requested = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
  self->committed = g_ptr_array_new_with_free_func (g_object_unref);
  g_mutex_init (&self->mutex);

  return self;
}

void
tendril_activator_free (TendrilActivator *self)
{
  g_clear_pointer (&self->guard, tendril_guard_free);
  g_clear_pointer (&self->queue, g_ptr_array_unref);
  g_clear_pointer (&self->trust, tendril_trust_free);
  g_clear_pointer (&self->plugin_map, tendril_plugin_map_free);
  g_ptr_array_unref (self->committed);
  g_ptr_array_unref (self->extensions);
  g_hash_table_unref (self->requested);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* The list has changed. */
void
tendril_activator_invalidate (TendrilActivator *self)
{
  self->needs_mapping = TRUE;
}

static GPtrArray *
find_unmapped (TendrilActivator *self)
{
  GPtrArray *unmapped = g_ptr_array_new ();

  for (guint i = 0; i < self->extensions->len; i++)
    {
      TendrilExtension *extension = g_ptr_array_index (self->extensions, i);

      if (tendril_extension_peek_plugin_info (extension) == NULL)
        g_ptr_array_add (unmapped, extension);
    }

  return unmapped;
}

/* Costs what libpeas costs, so it is done only for who needs it. */
PeasEngine *
tendril_activator_map_plugins (TendrilActivator *self)
{
  if (self->plugin_map == NULL)
    self->plugin_map = tendril_plugin_map_new ();

  if (self->needs_mapping)
    {
      g_autoptr (GPtrArray) unmapped = find_unmapped (self);
      g_autoptr (GError) error = NULL;

      self->needs_mapping = FALSE;
      if (!tendril_plugin_map_add (self->plugin_map, unmapped, &error))
        g_warning ("%s", error->message);
    }

  return tendril_plugin_map_get_engine (self->plugin_map);
}

static void
report_stall (TendrilExtension *extension,
              gpointer          user_data)
{
  TendrilActivator *self = user_data;

  tendril_extension_registry_queue_stalled (self->registry, extension);
}

static void
begin_guard (TendrilActivator *self,
             TendrilExtension *extension)
{
  g_autofree char *file =
    tendril_module_file_find (tendril_extension_get_entry_point (extension));
  TendrilModuleStamp stamp;

  if (self->guard == NULL)
    self->guard =
      tendril_guard_new (tendril_quarantine_get_directory (self->quarantine),
                         tendril_extension_registry_get_watchdog_timeout (self->registry),
                         report_stall, self);
  tendril_module_stamp_read (&stamp, file);
  tendril_guard_begin (self->guard, extension, file, &stamp);
}

/* What was trusted when it was discovered need not be any more; an index never authorises. */
static gboolean
check_trust_again (TendrilActivator  *self,
                   TendrilExtension  *extension,
                   GError           **error)
{
  if (tendril_extension_is_vouched (extension))
    return TRUE;
  if (self->trust == NULL)
    self->trust = tendril_trust_new ();

  return tendril_extension_check_trust (extension, self->trust, error);
}

/* Takes @error. */
static void
stop (TendrilExtension *extension,
      GError           *error)
{
  gboolean refused = g_error_matches (error, TENDRIL_ERROR, TENDRIL_ERROR_UNTRUSTED) &&
                     tendril_extension_get_init_duration (extension) < 0;

  tendril_debug (TENDRIL_DEBUG_REGISTRY, "%s failed: %s", tendril_extension_get_id (extension),
                 error->message);
  tendril_extension_stop (extension,
                          refused ? TENDRIL_EXTENSION_STATE_REFUSED
                                  : TENDRIL_EXTENSION_STATE_FAILED,
                          error);
}

static gboolean
run_init (TendrilActivator  *self,
          TendrilExtension  *extension,
          GError           **error)
{
  gint64 start;
  gboolean result;

  if (!check_trust_again (self, extension, error) ||
      !tendril_plugin_map_load (self->plugin_map, extension, error))
    return FALSE;

  begin_guard (self, extension);
  start = g_get_monotonic_time ();
  result = tendril_loader_set_load (self->loaders, extension, error);
  tendril_extension_set_init_duration (extension, g_get_monotonic_time () - start);
  tendril_guard_end (self->guard);
  tendril_quarantine_acquit (self->quarantine, tendril_extension_get_entry_point (extension));

  if (!result)
    tendril_plugin_map_unload (self->plugin_map, extension);
  return result;
}

/* The inits that were to run have. */
static void
end_guard (TendrilActivator *self)
{
  g_clear_pointer (&self->guard, tendril_guard_free);
  tendril_quarantine_save (self->quarantine);
}

static void
activate (TendrilActivator *self,
          TendrilExtension *extension)
{
  GError *error = NULL;

  /* A handler of the signals may have disabled it since the queue was made. */
  if (tendril_extension_get_state (extension) != TENDRIL_EXTENSION_STATE_DISCOVERED)
    return;

  tendril_extension_set_state (extension, TENDRIL_EXTENSION_STATE_INITIALIZING);
  tendril_extension_registry_emit (self->registry, extension, self->next, self->queue->len);

  if (run_init (self, extension, &error))
    {
      tendril_extension_set_state (extension, TENDRIL_EXTENSION_STATE_ACTIVE);
    }
  else
    {
      stop (extension, error);
    }

  tendril_extension_registry_emit (self->registry, extension, self->next, self->queue->len);
}

static gboolean
is_wanted (TendrilActivator *self,
           TendrilExtension *extension)
{
  return tendril_extension_get_start_mode (extension) == TENDRIL_START_MODE_EAGER ||
         g_hash_table_contains (self->requested, extension);
}

/* One that starts by hand is to run with the others. On the owner's thread. */
void
tendril_activator_request (TendrilActivator *self,
                           TendrilExtension *extension)
{
  if (is_wanted (self, extension))
    return;

  g_hash_table_add (self->requested, g_object_ref (extension));
  if (self->queue != NULL)
    g_ptr_array_add (self->queue, g_object_ref (extension));
}

static void
build_queue (TendrilActivator *self)
{
  self->queue = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < self->extensions->len; i++)
    {
      TendrilExtension *extension = g_ptr_array_index (self->extensions, i);

      if (tendril_extension_get_state (extension) == TENDRIL_EXTENSION_STATE_DISCOVERED &&
          is_wanted (self, extension))
        g_ptr_array_add (self->queue, g_object_ref (extension));
    }

  tendril_order_shuffle (self->queue, tendril_getenv ("TENDRIL_ORDER_SEED"));
}

/* Together, and in an order that no init can influence: that of the list. @late is to become
 * active. */
static void
commit (TendrilActivator *self,
        TendrilExtension *late)
{
  g_autoptr (GPtrArray) committed = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) previous = NULL;

  for (guint i = 0; i < self->extensions->len; i++)
    {
      TendrilExtension *extension = g_ptr_array_index (self->extensions, i);

      if (tendril_extension_get_state (extension) == TENDRIL_EXTENSION_STATE_ACTIVE ||
          extension == late)
        g_ptr_array_add (committed, g_object_ref (extension));
    }

  g_mutex_lock (&self->mutex);
  previous = g_steal_pointer (&self->committed);
  self->committed = g_steal_pointer (&committed);
  g_mutex_unlock (&self->mutex);
  g_atomic_int_inc (&self->commit_serial);
}

/* Runs the init of one that came when the others had run, unless it has run; what it registers
 * waits. On the owner's thread. */
gboolean
tendril_activator_run_late (TendrilActivator  *self,
                            TendrilExtension  *extension,
                            GError           **error)
{
  GError *failure = NULL;
  gboolean succeeded;

  if (tendril_extension_get_init_duration (extension) >= 0)
    return TRUE;

  tendril_activator_map_plugins (self);
  tendril_extension_set_state (extension, TENDRIL_EXTENSION_STATE_INITIALIZING);
  tendril_extension_registry_emit (self->registry, extension, 1, 1);
  succeeded = run_init (self, extension, &failure);
  end_guard (self);
  if (succeeded)
    return TRUE;

  g_propagate_error (error, g_error_copy (failure));
  stop (extension, failure);
  g_clear_pointer (&self->trust, tendril_trust_free);
  tendril_extension_registry_emit (self->registry, extension, 1, 1);
  return FALSE;
}

/* Runs no foreign code, so that it may be called while compilers wait. */
void
tendril_activator_commit_late (TendrilActivator *self,
                               TendrilExtension *extension)
{
  g_clear_pointer (&self->trust, tendril_trust_free);
  commit (self, extension);
}

/* On the thread that has run steps, when it stops doing so. */
void
tendril_activator_leave (TendrilActivator *self)
{
  if (self->guard != NULL)
    tendril_guard_leave (self->guard);
}

/* On the owner's thread: the signal, or one init, or the commit. */
TendrilStep
tendril_activator_step (TendrilActivator *self)
{
  if (!self->announced)
    {
      tendril_activator_map_plugins (self);
      self->announced = TRUE;
      tendril_extension_registry_emit_before_first_compile (self->registry);
      build_queue (self);
      return TENDRIL_STEP_CONTINUE;
    }

  if (self->next < self->queue->len)
    {
      activate (self, g_ptr_array_index (self->queue, self->next++));
      return TENDRIL_STEP_CONTINUE;
    }

  end_guard (self);
  g_clear_pointer (&self->trust, tendril_trust_free);
  commit (self, NULL);
  return TENDRIL_STEP_DONE;
}

/* From any thread. */
GPtrArray *
tendril_activator_dup_committed (TendrilActivator *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_ptr_array_ref (self->committed);
}

/* From any thread. */
guint
tendril_activator_get_commit_serial (TendrilActivator *self)
{
  return g_atomic_int_get (&self->commit_serial);
}
