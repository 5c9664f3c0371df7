/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Extensions that run when the others have run. */

#include "tendril-extension-registry-struct-private.h"

#include "tendril-error.h"
#include "tendril-extension-private.h"

/* A compiler, held weakly while nothing is being admitted. */
typedef struct
{
  const TendrilCompilerTable *table;
  GWeakRef compiler;
} CompilerHook;

static void
compiler_hook_free (gpointer data)
{
  CompilerHook *hook = data;

  g_weak_ref_clear (&hook->compiler);
  g_free (hook);
}

void
tendril_extension_registry_init_compilers (TendrilExtensionRegistry *self)
{
  g_mutex_init (&self->compilers_mutex);
  self->compilers = g_ptr_array_new_with_free_func (compiler_hook_free);
}

static gboolean
is_alive (CompilerHook *hook)
{
  g_autoptr (GObject) compiler = g_weak_ref_get (&hook->compiler);

  return compiler != NULL;
}

void
tendril_extension_registry_add_compiler (TendrilExtensionRegistry   *self,
                                         const TendrilCompilerTable *table,
                                         gpointer                    compiler)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->compilers_mutex);
  CompilerHook *hook = g_new0 (CompilerHook, 1);

  for (guint i = self->compilers->len; i > 0; i--)
    if (!is_alive (g_ptr_array_index (self->compilers, i - 1)))
      g_ptr_array_remove_index_fast (self->compilers, i - 1);

  hook->table = table;
  g_weak_ref_init (&hook->compiler, compiler);
  g_ptr_array_add (self->compilers, hook);
}

/* A compiler, held while an admission goes on. */
typedef struct
{
  const TendrilCompilerTable *table;
  GObject *compiler;
} Held;

static void
held_clear (gpointer data)
{
  g_object_unref (((Held *) data)->compiler);
}

static GArray *
hold_compilers (TendrilExtensionRegistry *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->compilers_mutex);
  GArray *held = g_array_new (FALSE, FALSE, sizeof (Held));

  g_array_set_clear_func (held, held_clear);
  for (guint i = 0; i < self->compilers->len; i++)
    {
      CompilerHook *hook = g_ptr_array_index (self->compilers, i);
      Held item = { hook->table, g_weak_ref_get (&hook->compiler) };

      if (item.compiler != NULL)
        g_array_append_val (held, item);
    }

  return held;
}

/* All compilers agree, or none changes. No foreign code runs in here. */
static gboolean
commit_if_nothing_changes (TendrilExtensionRegistry  *self,
                           TendrilExtension          *extension,
                           GError                   **error)
{
  g_autoptr (GArray) held = hold_compilers (self);
  guint n_checked = 0;

  while (n_checked < held->len)
    {
      const Held *item = &g_array_index (held, Held, n_checked);

      if (!item->table->check (item->compiler, extension, error))
        break;
      n_checked++;
    }

  if (n_checked == held->len)
    tendril_activator_commit_late (self->activator, extension);
  for (guint i = 0; i < n_checked; i++)
    {
      const Held *item = &g_array_index (held, Held, i);

      (n_checked == held->len ? item->table->commit : item->table->drop) (item->compiler);
    }

  return n_checked == held->len;
}

typedef struct
{
  TendrilExtensionRegistry *registry;
  TendrilExtension *extension;
} Admission;

static gboolean
can_start (TendrilExtension  *extension,
           GError           **error)
{
  TendrilExtensionState state = tendril_extension_get_state (extension);
  const GError *reason = tendril_extension_get_error (extension);

  if (state == TENDRIL_EXTENSION_STATE_PENDING || state == TENDRIL_EXTENSION_STATE_DISCOVERED)
    return TRUE;

  if (reason != NULL)
    g_propagate_error (error, g_error_copy (reason));
  else
    g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NOT_PENDING,
                 "“%s” cannot be started in the state that it is in",
                 tendril_extension_get_id (extension));
  return FALSE;
}

/* On the owner's thread. */
static gboolean
start_late (gpointer       user_data,
            GCancellable  *cancellable,
            GError       **error)
{
  const Admission *admission = user_data;
  TendrilExtensionRegistry *self = admission->registry;
  TendrilExtension *extension = admission->extension;
  GError *obstacle = NULL;

  if (tendril_extension_get_state (extension) == TENDRIL_EXTENSION_STATE_ACTIVE)
    return TRUE;
  if (g_cancellable_set_error_if_cancelled (cancellable, error) || !can_start (extension, error) ||
      !tendril_activator_run_late (self->activator, extension, error))
    return FALSE;

  if (!commit_if_nothing_changes (self, extension, &obstacle))
    {
      g_propagate_error (error, g_error_copy (obstacle));
      tendril_extension_postpone (extension, obstacle);
      return FALSE;
    }

  tendril_extension_set_admitted (extension);
  tendril_extension_registry_emit (self, extension, 1, 1);
  return TRUE;
}

/**
 * tendril_extension_registry_admit:
 * @self: a registry
 * @extension: one of its extensions that is [enum@ExtensionState.pending]
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Runs the init of an extension that appeared after the first compile. What it registers is taken
 * over only if everything that is already compiled would mean the same with it; else the call fails
 * with %TENDRIL_ERROR_WOULD_CHANGE_COMPILED, and the extension stays pending: it is active at the
 * next start, or once the functions in the way are gone and it is admitted again, which does not run
 * its init a second time.
 *
 * May be called from any thread; the init runs on the one that owns the registry.
 *
 * Returns: whether the extension is active
 *
 * Since: 1.0
 */
gboolean
tendril_extension_registry_admit (TendrilExtensionRegistry  *self,
                                  TendrilExtension          *extension,
                                  GCancellable              *cancellable,
                                  GError                   **error)
{
  Admission admission = { self, extension };

  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), FALSE);
  g_return_val_if_fail (TENDRIL_IS_EXTENSION (extension), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return tendril_activation_run (self->activation, cancellable, error) &&
         tendril_owner_call (self->owner, start_late, &admission, cancellable, error);
}

/* On the owner's thread. */
static gboolean
request (gpointer       user_data,
         GCancellable  *cancellable,
         GError       **error)
{
  const Admission *admission = user_data;

  if (!can_start (admission->extension, error))
    return FALSE;

  tendril_activator_request (admission->registry->activator, admission->extension);
  return TRUE;
}

/**
 * tendril_extension_activate:
 * @self: an extension
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Starts an extension whose [property@Extension:start-mode] is
 * [enum@StartMode.manual]. Before the first compile that is
 * [method@ExtensionRegistry.init_all] with this one among the others; after it, what
 * [method@ExtensionRegistry.admit] does.
 *
 * May be called from any thread; the init runs on the one that owns the registry.
 *
 * Returns: whether the extension is active
 *
 * Since: 1.0
 */
gboolean
tendril_extension_activate (TendrilExtension  *self,
                            GCancellable      *cancellable,
                            GError           **error)
{
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  Admission admission = { NULL, self };

  g_return_val_if_fail (TENDRIL_IS_EXTENSION (self), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  registry = tendril_extension_dup_registry (self);
  if (registry == NULL)
    {
      g_set_error_literal (error, TENDRIL_ERROR, TENDRIL_ERROR_NOT_PENDING,
                           "The registry of the extension is gone");
      return FALSE;
    }
  if (tendril_extension_get_state (self) == TENDRIL_EXTENSION_STATE_ACTIVE)
    return TRUE;

  admission.registry = registry;
  if (!tendril_activation_is_done (registry->activation) &&
      !tendril_owner_call (registry->owner, request, &admission, cancellable, error))
    return FALSE;

  return tendril_extension_registry_admit (registry, self, cancellable, error);
}
