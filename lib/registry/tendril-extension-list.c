/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-extension-list-private.h"

#include "tendril-diagnostic-private.h"
#include "tendril-distribution-private.h"
#include "tendril-error.h"
#include "tendril-extension-private.h"
#include "tendril-debug-private.h"
#include "tendril-extension-registry-private.h"
#include "tendril-extension-trust-private.h"
#include "tendril-python-module-private.h"
#include "tendril-search-path-private.h"

struct _TendrilExtensionList
{
  TendrilExtensionRegistry *registry;
  TendrilLoaderSet *loaders;
  TendrilControl *control;
  GPtrArray *items;
  GListStore *diagnostics;
  TendrilQuarantine *quarantine; /* of the registry */
  GPtrArray *elements;      /* the search path of the last update */
  TendrilTrust *trust;      /* while an update goes on, or NULL */

  GMutex mutex;             /* guards by_id, which any thread may look into */
  GHashTable *by_id;
};

TendrilExtensionList *
tendril_extension_list_new (TendrilExtensionRegistry *registry,
                            TendrilLoaderSet         *loaders,
                            TendrilControl           *control,
                            TendrilQuarantine        *quarantine)
{
  TendrilExtensionList *self = g_new0 (TendrilExtensionList, 1);

  self->registry = registry;
  self->loaders = loaders;
  self->control = control;
  self->quarantine = quarantine;
  self->items = g_ptr_array_new_with_free_func (g_object_unref);
  self->diagnostics = g_list_store_new (TENDRIL_TYPE_DIAGNOSTIC);
  self->by_id = g_hash_table_new (g_str_hash, g_str_equal);
  g_mutex_init (&self->mutex);

  return self;
}

void
tendril_extension_list_free (TendrilExtensionList *self)
{
  g_clear_pointer (&self->elements, g_ptr_array_unref);
  g_clear_pointer (&self->trust, tendril_trust_free);
  g_hash_table_unref (self->by_id);
  g_ptr_array_unref (self->items);
  g_object_unref (self->diagnostics);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

GPtrArray *
tendril_extension_list_get_items (TendrilExtensionList *self)
{
  return self->items;
}

GListModel *
tendril_extension_list_get_diagnostics (TendrilExtensionList *self)
{
  return G_LIST_MODEL (self->diagnostics);
}

/* From any thread. */
TendrilExtension *
tendril_extension_list_lookup (TendrilExtensionList *self,
                               const char           *id)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return g_hash_table_lookup (self->by_id, id);
}

static char *
build_module_file (TendrilEntryPoint *entry_point)
{
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);

  return g_build_filename (tendril_distribution_get_location (distribution),
                           tendril_entry_point_get_module (entry_point), NULL);
}

/* `color.js` is a script where that file exists, and else the submodule `js` of a Python module,
 * unless that does not exist either. */
static const char *
find_language (TendrilExtensionList *self,
               TendrilEntryPoint    *entry_point)
{
  const char *language = tendril_loader_set_find_language (self->loaders, entry_point);
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);
  g_autofree char *file = build_module_file (entry_point);

  if (g_str_equal (language, "native") || g_file_test (file, G_FILE_TEST_EXISTS))
    return language;

  return tendril_python_module_exists (tendril_entry_point_get_module (entry_point),
                                       tendril_distribution_get_location (distribution),
                                       self->elements) ? "python" : language;
}

static void
add_diagnostic (TendrilExtensionList  *self,
                TendrilDiagnosticCode  code,
                TendrilSeverity        severity,
                TendrilEntryPoint     *entry_point,
                const char            *cause)
{
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);
  g_autofree char *manifest = g_build_filename (tendril_distribution_get_path (distribution),
                                                "entry_points.txt", NULL);
  g_autoptr (TendrilDiagnostic) diagnostic =
    tendril_diagnostic_new (code, severity, manifest, tendril_entry_point_get_line (entry_point), 0,
                            cause);

  tendril_diagnostic_set_id (diagnostic, tendril_distribution_get_id (distribution));
  g_list_store_append (self->diagnostics, diagnostic);
}

static void
check_file (TendrilExtensionList *self,
            TendrilExtension     *extension,
            TendrilEntryPoint    *entry_point)
{
  g_autofree char *file = build_module_file (entry_point);
  GError *error;

  if (g_file_test (file, G_FILE_TEST_EXISTS))
    return;

  error = g_error_new (TENDRIL_ERROR, TENDRIL_ERROR_NO_MODULE, "The file %s does not exist", file);
  add_diagnostic (self, TENDRIL_DIAGNOSTIC_STALE, TENDRIL_SEVERITY_ERROR, entry_point,
                  error->message);
  tendril_extension_fail (extension, error);
}

/* Of a module that is not found a warning only: the import knows more ways to it. */
static void
check_python (TendrilExtensionList *self,
              TendrilExtension     *extension,
              TendrilEntryPoint    *entry_point)
{
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);
  const char *location = tendril_distribution_get_location (distribution);
  const char *module = tendril_entry_point_get_module (entry_point);
  g_autofree char *cause = NULL;

  if (tendril_distribution_is_wrong_python (distribution))
    {
      tendril_extension_fail (
        extension, g_error_new_literal (TENDRIL_ERROR, TENDRIL_ERROR_WRONG_PYTHON,
                                        "The virtual environment is of another Python version than "
                                        "the interpreter that would run the extension"));
      return;
    }
  if (tendril_python_module_exists (module, location, self->elements))
    return;

  cause = g_strdup_printf ("The module %s is neither in %s nor on the Python path", module,
                           location);
  add_diagnostic (self, TENDRIL_DIAGNOSTIC_STALE, TENDRIL_SEVERITY_WARNING, entry_point, cause);
}

/* What can be told from the files alone: an extension that has failed so has not run. */
static void
check_extension (TendrilExtensionList *self,
                 TendrilExtension     *extension)
{
  TendrilEntryPoint *entry_point = tendril_extension_get_entry_point (extension);
  const char *language = tendril_extension_get_language (extension);

  if (g_str_equal (language, "python"))
    check_python (self, extension, entry_point);
  else
    check_file (self, extension, entry_point);
}

static void
check_quarantine (TendrilExtensionList *self,
                  TendrilExtension     *extension,
                  TendrilEntryPoint    *entry_point)
{
  GError *error = NULL;

  if (!tendril_quarantine_check (self->quarantine, entry_point, &error))
    tendril_extension_stop (extension, TENDRIL_EXTENSION_STATE_QUARANTINED, error);
}

/* Whether the host itself names the directory in which the distribution, or its egg, lies. */
static gboolean
is_vouched (TendrilExtensionList *self,
            TendrilEntryPoint    *entry_point)
{
  const char *location =
    tendril_distribution_get_location (tendril_entry_point_get_distribution (entry_point));
  g_autofree char *parent = NULL;

  if (tendril_is_secure ())
    return FALSE;
  if (tendril_trust_is_lowered ())
    return TRUE;

  parent = g_path_get_dirname (location);
  for (guint i = 0; self->elements != NULL && i < self->elements->len; i++)
    {
      const TendrilPathElement *element = g_ptr_array_index (self->elements, i);

      if (g_str_equal (element->path, location) || g_str_equal (element->path, parent))
        return element->vouched;
    }

  return FALSE;
}

/* FALSE: it is refused. */
static gboolean
check_trust (TendrilExtensionList *self,
             TendrilExtension     *extension,
             TendrilEntryPoint    *entry_point)
{
  gboolean vouched = is_vouched (self, entry_point);
  g_autoptr (GError) error = NULL;

  if (self->trust == NULL)
    self->trust = tendril_trust_new ();
  tendril_extension_set_vouched (extension, vouched);
  if (tendril_extension_check_trust (extension, self->trust, &error))
    return TRUE;

  add_diagnostic (self, TENDRIL_DIAGNOSTIC_UNTRUSTED,
                  vouched ? TENDRIL_SEVERITY_WARNING : TENDRIL_SEVERITY_ERROR, entry_point,
                  error->message);
  if (!vouched)
    tendril_extension_stop (extension, TENDRIL_EXTENSION_STATE_REFUSED, g_steal_pointer (&error));
  return vouched;
}

/* Brings one that has not run into the state that it starts from. What is disabled is not even
 * looked at. */
static void
settle_extension (TendrilExtensionList *self,
                  TendrilExtension     *extension,
                  gboolean              late)
{
  TendrilEntryPoint *entry_point = tendril_extension_get_entry_point (extension);
  GError *denial = tendril_control_find_denial (self->control, entry_point);

  tendril_extension_set_start_mode (extension,
                                    tendril_control_get_start_mode (self->control, entry_point));
  if (denial != NULL)
    {
      tendril_extension_stop (extension, TENDRIL_EXTENSION_STATE_DISABLED, denial);
      return;
    }

  if (!check_trust (self, extension, entry_point))
    return;

  check_extension (self, extension);
  if (tendril_extension_get_state (extension) == TENDRIL_EXTENSION_STATE_DISCOVERED)
    check_quarantine (self, extension, entry_point);
  if (late && tendril_extension_get_state (extension) == TENDRIL_EXTENSION_STATE_DISCOVERED &&
      tendril_extension_get_start_mode (extension) == TENDRIL_START_MODE_EAGER)
    tendril_extension_set_state (extension, TENDRIL_EXTENSION_STATE_PENDING);
}

static TendrilExtension *
new_extension (TendrilExtensionList *self,
               TendrilEntryPoint    *entry_point,
               gboolean              late)
{
  TendrilExtension *extension =
    tendril_extension_new (self->registry, entry_point, find_language (self, entry_point));

  settle_extension (self, extension, late);
  return extension;
}

static void
emit_pending (TendrilExtensionList *self,
              TendrilExtension     *extension)
{
  if (tendril_extension_get_state (extension) == TENDRIL_EXTENSION_STATE_PENDING)
    tendril_extension_registry_emit (self->registry, extension, 0, 0);
}

static void
apply_control (TendrilExtensionList *self,
               TendrilExtension     *extension,
               gboolean              late)
{
  TendrilExtensionState state = tendril_extension_get_state (extension);
  TendrilEntryPoint *entry_point = tendril_extension_get_entry_point (extension);
  g_autoptr (GError) denial = tendril_control_find_denial (self->control, entry_point);

  if (tendril_extension_get_init_duration (extension) >= 0 ||
      state == TENDRIL_EXTENSION_STATE_INITIALIZING || state == TENDRIL_EXTENSION_STATE_REMOVED)
    return;

  tendril_extension_set_start_mode (extension,
                                    tendril_control_get_start_mode (self->control, entry_point));
  if (denial != NULL)
    {
      tendril_extension_stop (extension, TENDRIL_EXTENSION_STATE_DISABLED,
                              g_steal_pointer (&denial));
    }
  else if (state == TENDRIL_EXTENSION_STATE_DISABLED)
    {
      tendril_extension_allow (extension);
      settle_extension (self, extension, late);
      emit_pending (self, extension);
    }
}

/* What may run has changed. What has run stays as it is until the process ends. */
void
tendril_extension_list_apply_control (TendrilExtensionList *self,
                                      gboolean              late)
{
  g_autoptr (GPtrArray) items = g_ptr_array_new_with_free_func (g_object_unref);

  /* A handler of notify may start an update of the list. */
  for (guint i = 0; i < self->items->len; i++)
    g_ptr_array_add (items, g_object_ref (g_ptr_array_index (self->items, i)));
  for (guint i = 0; i < items->len; i++)
    apply_control (self, g_ptr_array_index (items, i), late);
  g_clear_pointer (&self->trust, tendril_trust_free);
}

static void
set_by_id (TendrilExtensionList *self,
           TendrilExtension     *extension)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_hash_table_replace (self->by_id, (gpointer) tendril_extension_get_id (extension), extension);
}

/* Takes @extension. */
static void
replace_extension (TendrilExtensionList *self,
                   TendrilExtension     *previous,
                   TendrilExtension     *extension)
{
  guint position;

  if (!g_ptr_array_find (self->items, previous, &position))
    g_assert_not_reached ();

  set_by_id (self, extension);
  g_object_unref (g_ptr_array_index (self->items, position));
  g_ptr_array_index (self->items, position) = extension;
  g_list_model_items_changed (G_LIST_MODEL (self->registry), position, 1, 1);
}

static gboolean
is_same_declaration (TendrilEntryPoint *a,
                     TendrilEntryPoint *b)
{
  TendrilDistribution *dist_a = tendril_entry_point_get_distribution (a);
  TendrilDistribution *dist_b = tendril_entry_point_get_distribution (b);

  return g_strcmp0 (tendril_entry_point_get_value (a), tendril_entry_point_get_value (b)) == 0 &&
         g_strcmp0 (tendril_distribution_get_path (dist_a),
                    tendril_distribution_get_path (dist_b)) == 0 &&
         g_strcmp0 (tendril_distribution_get_version (dist_a),
                    tendril_distribution_get_version (dist_b)) == 0;
}

/* What has run stays as it is until the process ends, whatever becomes of its package. */
static gboolean
update_extension (TendrilExtensionList *self,
                  TendrilExtension     *extension,
                  TendrilEntryPoint    *entry_point,
                  gboolean              late)
{
  TendrilExtensionState state = tendril_extension_get_state (extension);
  gboolean has_run = tendril_extension_get_init_duration (extension) >= 0;
  gboolean same =
    is_same_declaration (tendril_extension_get_entry_point (extension), entry_point);
  g_autoptr (TendrilExtension) update = NULL;

  if (state == TENDRIL_EXTENSION_STATE_INITIALIZING)
    return FALSE;
  if (has_run)
    {
      gboolean back = state == TENDRIL_EXTENSION_STATE_REMOVED;

      if (back)
        tendril_extension_restore_state (extension);
      return back || !same;
    }

  update = new_extension (self, entry_point, late);
  if (same && tendril_extension_get_state (update) == state)
    return FALSE;

  replace_extension (self, extension, g_object_ref (update));
  emit_pending (self, update);
  return TRUE;
}

static gboolean
mark_removed (TendrilExtensionList *self,
              GHashTable           *ids,
              TendrilExtension     *extension)
{
  if (g_hash_table_contains (ids, tendril_extension_get_id (extension)) ||
      tendril_extension_get_state (extension) == TENDRIL_EXTENSION_STATE_REMOVED)
    return FALSE;

  tendril_extension_set_state (extension, TENDRIL_EXTENSION_STATE_REMOVED);
  return TRUE;
}

static const char *
get_id (TendrilEntryPoint *entry_point)
{
  return tendril_distribution_get_id (tendril_entry_point_get_distribution (entry_point));
}

static void
remove_missing (TendrilExtensionList *self,
                GPtrArray            *entry_points,
                TendrilChanges       *changes)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < entry_points->len; i++)
    g_hash_table_add (ids, (gpointer) get_id (g_ptr_array_index (entry_points, i)));

  for (guint i = 0; i < self->items->len; i++)
    {
      TendrilExtension *extension = g_ptr_array_index (self->items, i);

      if (mark_removed (self, ids, extension))
        g_strv_builder_add (changes->removed, tendril_extension_get_id (extension));
    }
}

/* Whoever installs both should know that they are not two. */
static void
find_double_callables (TendrilExtensionList *self)
{
  g_autoptr (GHashTable) declarers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  for (guint i = 0; i < self->items->len; i++)
    {
      TendrilExtension *extension = g_ptr_array_index (self->items, i);
      g_autofree char *callable = tendril_loader_set_get_callable (extension);
      TendrilEntryPoint *entry_point = tendril_extension_get_entry_point (extension);
      const char *first = g_hash_table_lookup (declarers, callable);

      if (tendril_extension_get_state (extension) == TENDRIL_EXTENSION_STATE_REMOVED)
        continue;
      if (first != NULL)
        {
          g_autofree char *cause =
            g_strdup_printf ("“%s” is declared by “%s” as well, and runs once for both",
                             tendril_entry_point_get_value (entry_point), first);

          add_diagnostic (self, TENDRIL_DIAGNOSTIC_DUP_CALLABLE, TENDRIL_SEVERITY_WARNING,
                          entry_point, cause);
        }
      else
        {
          g_hash_table_insert (declarers, g_steal_pointer (&callable),
                               (gpointer) tendril_extension_get_id (extension));
        }
    }
}

/* Brings the list up to date with what a scan of @elements found. What appears @late, after the
 * inits have run, waits to be admitted. A handler of items-changed may start another update. */
void
tendril_extension_list_update (TendrilExtensionList *self,
                               GPtrArray            *elements,
                               GPtrArray            *entry_points,
                               GPtrArray            *diagnostics,
                               gboolean              late,
                               TendrilChanges       *changes)
{
  guint n_before = self->items->len;

  g_clear_pointer (&self->trust, tendril_trust_free);
  g_clear_pointer (&self->elements, g_ptr_array_unref);
  self->elements = g_ptr_array_ref (elements);
  g_list_store_splice (self->diagnostics, 0,
                       g_list_model_get_n_items (G_LIST_MODEL (self->diagnostics)),
                       diagnostics->pdata, diagnostics->len);
  remove_missing (self, entry_points, changes);

  for (guint i = 0; i < entry_points->len; i++)
    {
      TendrilEntryPoint *entry_point = g_ptr_array_index (entry_points, i);
      const char *id = get_id (entry_point);
      TendrilExtension *extension = tendril_extension_list_lookup (self, id);

      if (extension == NULL)
        {
          extension = new_extension (self, entry_point, late);
          set_by_id (self, extension);
          g_ptr_array_add (self->items, extension);
          g_strv_builder_add (changes->added, id);
        }
      else if (update_extension (self, extension, entry_point, late))
        {
          g_strv_builder_add (changes->changed, id);
        }
    }
  find_double_callables (self);
  g_clear_pointer (&self->trust, tendril_trust_free);

  if (self->items->len > n_before)
    g_list_model_items_changed (G_LIST_MODEL (self->registry), n_before, 0,
                                self->items->len - n_before);
  for (guint i = n_before; i < self->items->len; i++)
    emit_pending (self, g_ptr_array_index (self->items, i));
}
