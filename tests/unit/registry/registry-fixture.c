/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "registry-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static void
log_signal (RegistryFixture *self,
            const char      *signal,
            const char      *detail)
{
  g_ptr_array_add (self->log, g_strdup_printf ("%s %s", signal, detail));
}

static void
log_before (TendrilExtensionRegistry *registry,
            gpointer                  user_data)
{
  log_signal (user_data, "before", "");
}

static void
log_initializing (TendrilExtensionRegistry *registry,
                  TendrilExtension         *extension,
                  guint                     position,
                  guint                     n_extensions,
                  gpointer                  user_data)
{
  g_autofree char *detail = g_strdup_printf ("%s %u/%u", tendril_extension_get_id (extension),
                                             position, n_extensions);

  g_assert_cmpint (tendril_extension_get_state (extension), ==,
                   TENDRIL_EXTENSION_STATE_INITIALIZING);
  log_signal (user_data, "initializing", detail);
}

static void
log_initialized (TendrilExtensionRegistry *registry,
                 TendrilExtension         *extension,
                 gpointer                  user_data)
{
  log_signal (user_data, "initialized", tendril_extension_get_id (extension));
}

static void
log_failed (TendrilExtensionRegistry *registry,
            TendrilExtension         *extension,
            const GError             *error,
            gpointer                  user_data)
{
  g_assert_nonnull (error);
  log_signal (user_data, "failed", tendril_extension_get_id (extension));
}

void
registry_fixture_set_up (RegistryFixture *self,
                         gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  self->directory = g_dir_make_tmp ("tendril-registry-XXXXXX", &error);
  g_assert_no_error (error);
  self->log = g_ptr_array_new_with_free_func (g_free);
  self->registry = g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "isolated", TRUE, NULL);
  tendril_extension_registry_add_extension_path (self->registry, self->directory);

  g_signal_connect (self->registry, "before-first-compile", G_CALLBACK (log_before), self);
  g_signal_connect (self->registry, "extension-initializing", G_CALLBACK (log_initializing), self);
  g_signal_connect (self->registry, "extension-initialized", G_CALLBACK (log_initialized), self);
  g_signal_connect (self->registry, "extension-failed", G_CALLBACK (log_failed), self);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_SYMLINK) || !g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_unlink (path);
      return;
    }

  dir = g_dir_open (path, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_rmdir (path);
}

/* The thread that scanned may hold its reference a moment longer than the call lasted. */
static void
assert_finalized (TendrilExtensionRegistry *registry)
{
  gint64 end = g_get_monotonic_time () + 5 * G_TIME_SPAN_SECOND;

  g_object_add_weak_pointer (G_OBJECT (registry), (gpointer *) &registry);
  g_object_unref (registry);
  while (g_atomic_pointer_get (&registry) != NULL && g_get_monotonic_time () < end)
    g_usleep (G_TIME_SPAN_MILLISECOND);
  g_assert_null (registry);
}

void
registry_fixture_tear_down (RegistryFixture *self,
                            gconstpointer    user_data)
{
  g_signal_handlers_disconnect_by_data (self->registry, self);
  assert_finalized (self->registry);
  g_ptr_array_unref (self->log);
  remove_tree (self->directory);
  g_free (self->directory);
}

void
registry_fixture_write (RegistryFixture *self,
                        const char      *name,
                        const char      *contents)
{
  g_autofree char *path = g_build_filename (self->directory, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, contents, -1, &error);
  g_assert_no_error (error);
}

/* The modules of an extension path lie beside its dist-info. */
static void
link_module (RegistryFixture *self,
             const char      *value)
{
  g_autofree char *module = g_strndup (value, strcspn (value, ":"));
  g_autofree char *source = g_test_build_filename (G_TEST_BUILT, module, NULL);
  g_autofree char *target = g_build_filename (self->directory, module, NULL);

  if (g_file_test (source, G_FILE_TEST_EXISTS) && !g_file_test (target, G_FILE_TEST_EXISTS))
    g_assert_no_errno (symlink (source, target));
}

/* Installs a distribution whose manifest is `init = value`. */
void
registry_fixture_add (RegistryFixture *self,
                      const char      *name,
                      const char      *value)
{
  g_autofree char *directory = g_strdup_printf ("%s/%s-1.5.dist-info", self->directory, name);
  g_autofree char *metadata = g_strdup_printf ("%s-1.5.dist-info/METADATA", name);
  g_autofree char *manifest = g_strdup_printf ("%s-1.5.dist-info/entry_points.txt", name);
  g_autofree char *metadata_text =
    g_strdup_printf ("Metadata-Version: 2.1\nName: %s\nVersion: 1.5\nSummary: About %s\n"
                     "Author: Ada; and others\nLicense: MIT\nHome-page: https://example.org/%s\n",
                     name, name, name);
  g_autofree char *manifest_text = g_strdup_printf ("[tendril_extensions]\ninit = %s\n", value);

  g_assert_no_errno (g_mkdir_with_parents (directory, 0755));
  registry_fixture_write (self, metadata, metadata_text);
  registry_fixture_write (self, manifest, manifest_text);
  link_module (self, value);
}

void
registry_fixture_remove (RegistryFixture *self,
                         const char      *name)
{
  g_autofree char *directory = g_strdup_printf ("%s/%s-1.5.dist-info", self->directory, name);

  remove_tree (directory);
}

void
registry_fixture_init_all (RegistryFixture *self)
{
  g_autoptr (GError) error = NULL;

  tendril_extension_registry_init_all (self->registry, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (tendril_extension_registry_get_initialized (self->registry));
}

TendrilExtension *
registry_fixture_get (RegistryFixture *self,
                      const char      *id)
{
  TendrilExtension *extension = tendril_extension_registry_lookup (self->registry, id);

  g_assert_nonnull (extension);
  return extension;
}

guint
registry_fixture_get_runs (RegistryFixture *self,
                           const char      *id)
{
  return GPOINTER_TO_UINT (g_object_get_data (G_OBJECT (registry_fixture_get (self, id)), "runs"));
}

/* Lets the inits find the registry that runs them. */
void
registry_fixture_share (RegistryFixture *self)
{
  GListModel *extensions = G_LIST_MODEL (self->registry);
  g_autoptr (GError) error = NULL;

  tendril_extension_registry_discover (self->registry, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < g_list_model_get_n_items (extensions); i++)
    {
      g_autoptr (GObject) extension = g_list_model_get_item (extensions, i);

      g_object_set_data (extension, "registry", self->registry);
    }
}

void
registry_fixture_assert (RegistryFixture       *self,
                         const char            *id,
                         TendrilExtensionState  state)
{
  TendrilExtension *extension = registry_fixture_get (self, id);

  g_assert_cmpint (tendril_extension_get_state (extension), ==, state);
}

/* The position in the log, or -1. */
int
registry_fixture_find_log (RegistryFixture *self,
                           const char      *text)
{
  for (guint i = 0; i < self->log->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (self->log, i), text))
      return i;

  return -1;
}
