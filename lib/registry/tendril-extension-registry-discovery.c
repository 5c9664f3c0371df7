/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* How a registry finds out what is installed. */

#include "tendril-extension-registry-struct-private.h"

typedef struct
{
  TendrilExtensionRegistry *registry;
  TendrilScan *scan;
  TendrilChanges changes;
} Update;

/* On the owner's thread. */
static gboolean
apply_scan (gpointer       user_data,
            GCancellable  *cancellable,
            GError       **error)
{
  Update *update = user_data;
  TendrilExtensionRegistry *self = update->registry;

  self->discovered = TRUE;
  if (update->scan->entry_points->len > 0)
    tendril_control_read (self->control, update->scan->diagnostics);
  tendril_quarantine_update (self->quarantine);
  tendril_activator_invalidate (self->activator);
  tendril_scanner_keep_python_path (self->scanner, update->scan->elements);
  tendril_extension_list_update (self->list, update->scan->elements, update->scan->entry_points,
                                 update->scan->diagnostics,
                                 tendril_activation_is_done (self->activation), &update->changes);
  return TRUE;
}

static void
update_init (Update                   *update,
             TendrilExtensionRegistry *self,
             TendrilScan              *scan)
{
  update->registry = self;
  update->scan = scan;
  update->changes.added = g_strv_builder_new ();
  update->changes.removed = g_strv_builder_new ();
  update->changes.changed = g_strv_builder_new ();
}

static void
update_clear (Update *update)
{
  g_clear_pointer (&update->scan, tendril_scan_free);
  g_clear_pointer (&update->changes.added, g_strv_builder_unref);
  g_clear_pointer (&update->changes.removed, g_strv_builder_unref);
  g_clear_pointer (&update->changes.changed, g_strv_builder_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Update, update_clear)

/* From any thread. */
static gboolean
update_run (Update                    *update,
            TendrilExtensionRegistry  *self,
            TendrilDiscoveryFlags      flags,
            GCancellable              *cancellable,
            GError                   **error)
{
  update_init (update, self, tendril_scanner_run (self->scanner, self->group,
                                                  self->entry_point_name, flags, cancellable,
                                                  error));

  return update->scan != NULL &&
         tendril_owner_call (self->owner, apply_scan, update, cancellable, error);
}

/**
 * tendril_extension_registry_add_python_path:
 * @self: a registry
 * @path: (type filename): a directory as on Python's `sys.path`
 *
 * Has a directory of Python distributions searched by the next discovery, before all that the
 * environment and the system name and behind those that were added earlier. May be called from any
 * thread.
 *
 * Since: 1.0
 */
void
tendril_extension_registry_add_python_path (TendrilExtensionRegistry *self,
                                            const char               *path)
{
  g_return_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self));
  g_return_if_fail (path != NULL);

  tendril_scanner_add_path (self->scanner, path, TENDRIL_PATH_PYTHON);
}

/**
 * tendril_extension_registry_add_extension_path:
 * @self: a registry
 * @path: (type filename): a directory that holds `NAME-VERSION.dist-info` and the modules
 *
 * Has a directory of extensions searched by the next discovery, before all that the environment and
 * the system name and behind those that were added earlier. May be called from any thread.
 *
 * Since: 1.0
 */
void
tendril_extension_registry_add_extension_path (TendrilExtensionRegistry *self,
                                               const char               *path)
{
  g_return_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self));
  g_return_if_fail (path != NULL);

  tendril_scanner_add_path (self->scanner, path, TENDRIL_PATH_EXTENSION);
}

/**
 * tendril_extension_registry_dup_python_path:
 * @self: a registry
 *
 * The directories of Python distributions that the last discovery searched, without those that the
 * interpreter could not use. A loader of Python needs them on `sys.path`. May be called from any
 * thread.
 *
 * Returns: (transfer full) (array zero-terminated=1) (element-type filename): the directories, in
 *   their order
 *
 * Since: 1.0
 */
char **
tendril_extension_registry_dup_python_path (TendrilExtensionRegistry *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), NULL);

  return tendril_scanner_dup_python_path (self->scanner);
}

/**
 * tendril_extension_registry_discover:
 * @self: a registry
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Reads the manifests on the search path and brings the list up to date. Runs nothing of any
 * extension. What is wrong with a manifest is a diagnostic, not an error.
 *
 * May be called from any thread; the list changes on the one that owns the registry, and the call
 * returns when it has.
 *
 * Returns: %FALSE if it was cancelled, or called from a thread that cannot reach the owner's
 *   (%TENDRIL_ERROR_WRONG_THREAD)
 *
 * Since: 1.0
 */
gboolean
tendril_extension_registry_discover (TendrilExtensionRegistry  *self,
                                     GCancellable              *cancellable,
                                     GError                   **error)
{
  g_auto (Update) update = { 0 };

  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), FALSE);

  return update_run (&update, self, TENDRIL_DISCOVERY_NONE, cancellable, error);
}

static void
end_builder (GStrvBuilder   *builder,
             char         ***ids)
{
  if (ids != NULL)
    *ids = g_strv_builder_end (builder);
}

/**
 * tendril_extension_registry_refresh:
 * @self: a registry
 * @added: (out) (optional) (transfer full) (array zero-terminated=1):
 *   the ids of the extensions that are new
 * @removed: (out) (optional) (transfer full) (array zero-terminated=1):
 *   the ids of those whose packages are gone
 * @changed: (out) (optional) (transfer full) (array zero-terminated=1):
 *   the ids of those that are not what they were
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Does what [method@ExtensionRegistry.discover] does, and tells the difference. An extension that
 * has not run is replaced in the list by what is there now; one that has run stays, and is
 * [enum@ExtensionState.removed] if its package is gone. What is new after the first compile is
 * [enum@ExtensionState.pending].
 *
 * Returns: %FALSE if it was cancelled, or called from a thread that cannot reach the owner's
 *   (%TENDRIL_ERROR_WRONG_THREAD)
 *
 * Since: 1.0
 */
gboolean
tendril_extension_registry_refresh (TendrilExtensionRegistry   *self,
                                    char                     ***added,
                                    char                     ***removed,
                                    char                     ***changed,
                                    GCancellable               *cancellable,
                                    GError                    **error)
{
  g_auto (Update) update = { 0 };

  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), FALSE);

  if (!update_run (&update, self, TENDRIL_DISCOVERY_NONE, cancellable, error))
    return FALSE;

  end_builder (update.changes.added, added);
  end_builder (update.changes.removed, removed);
  end_builder (update.changes.changed, changed);
  return TRUE;
}

/**
 * tendril_extension_registry_diagnose:
 * @self: a registry
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Does what [method@ExtensionRegistry.discover] does, and reads all there is, also what belongs to
 * other groups: [property@ExtensionRegistry:diagnostics] then holds everything that is wrong on the
 * search path. Runs nothing of any extension.
 *
 * Returns: %FALSE if it was cancelled, or called from a thread that cannot reach the owner's
 *   (%TENDRIL_ERROR_WRONG_THREAD)
 *
 * Since: 1.0
 */
gboolean
tendril_extension_registry_diagnose (TendrilExtensionRegistry  *self,
                                     GCancellable              *cancellable,
                                     GError                   **error)
{
  g_auto (Update) update = { 0 };

  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), FALSE);

  return update_run (&update, self, TENDRIL_DISCOVERY_COMPLETE, cancellable, error);
}

/**
 * tendril_extension_registry_list_entry_points:
 * @self: a registry
 * @group: (nullable): the group that is wanted, or %NULL for all
 * @name: (nullable): the name that is wanted, or %NULL for all
 * @shadowed: whether distributions count that another of the same name shadows
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Reads the manifests on the registry's search path for entry points of any kind. The list of
 * extensions does not change, and nothing is run. May be called from any thread.
 *
 * Returns: (transfer container) (element-type TendrilEntryPoint): the entry points, in the order of
 *   the search path, or %NULL if it was cancelled
 *
 * Since: 1.0
 */
GPtrArray *
tendril_extension_registry_list_entry_points (TendrilExtensionRegistry  *self,
                                              const char                *group,
                                              const char                *name,
                                              gboolean                   shadowed,
                                              GCancellable              *cancellable,
                                              GError                   **error)
{
  TendrilDiscoveryFlags flags = shadowed ? TENDRIL_DISCOVERY_SHADOWED : TENDRIL_DISCOVERY_NONE;
  g_autoptr (TendrilScan) scan = NULL;

  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), NULL);

  scan = tendril_scanner_run (self->scanner, group, name, flags, cancellable, error);
  return scan != NULL ? g_steal_pointer (&scan->entry_points) : NULL;
}

/**
 * tendril_extension_registry_lookup:
 * @self: a registry
 * @id: the PEP 503 name of a distribution
 *
 * Finds an extension by its id. May be called from any thread.
 *
 * Returns: (transfer none) (nullable): the extension; the registry keeps it
 *
 * Since: 1.0
 */
TendrilExtension *
tendril_extension_registry_lookup (TendrilExtensionRegistry *self,
                                   const char               *id)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), NULL);
  g_return_val_if_fail (id != NULL, NULL);

  return tendril_extension_list_lookup (self->list, id);
}

static void
scanned (GObject      *source,
         GAsyncResult *result,
         gpointer      user_data)
{
  TendrilExtensionRegistry *self = TENDRIL_EXTENSION_REGISTRY (source);
  g_autoptr (GTask) task = user_data;
  g_auto (Update) update = { 0 };
  GError *error = NULL;

  update_init (&update, self, g_task_propagate_pointer (G_TASK (result), &error));
  if (update.scan == NULL)
    {
      g_task_return_error (task, error);
      return;
    }

  if (!self->discovered)
    apply_scan (&update, NULL, NULL);
  tendril_activation_run_async (self->activation, task);
}

/**
 * tendril_extension_registry_init_all_async:
 * @self: a registry
 * @cancellable: (nullable): a cancellable
 * @callback: (scope async): called when all inits have run
 * @user_data: data for @callback
 *
 * Does what [method@ExtensionRegistry.init_all] does from the main loop: the discovery on a thread,
 * then one init in each iteration, so that no frame is blocked longer than one init takes.
 * [signal@ExtensionRegistry::extension-initializing] tells the progress. A compile that comes
 * before the end finishes the work at once.
 *
 * To be called on the thread that owns the registry.
 *
 * Since: 1.0
 */
void
tendril_extension_registry_init_all_async (TendrilExtensionRegistry *self,
                                           GCancellable             *cancellable,
                                           GAsyncReadyCallback       callback,
                                           gpointer                  user_data)
{
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, tendril_extension_registry_init_all_async);

  if (self->discovered)
    {
      tendril_activation_run_async (self->activation, task);
      return;
    }

  tendril_scanner_run_async (self->scanner, self->group, self->entry_point_name, self, cancellable,
                             scanned, g_steal_pointer (&task));
}

/**
 * tendril_extension_registry_init_all_finish:
 * @self: a registry
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends [method@ExtensionRegistry.init_all_async].
 *
 * Returns: %FALSE if it was cancelled
 *
 * Since: 1.0
 */
gboolean
tendril_extension_registry_init_all_finish (TendrilExtensionRegistry  *self,
                                            GAsyncResult              *result,
                                            GError                   **error)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), FALSE);
  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);

  return g_task_propagate_boolean (G_TASK (result), error);
}
