/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What a Python host tells of its path, and when it is asked. */

#include "registry-fixture.h"

#include <glib/gstdio.h>
#include <unistd.h>

typedef struct
{
  RegistryFixture base;
  RegistryFixture other;    /* for its directory */
  const char *path[4];
  guint n_calls;
  GThread *thread;
  gboolean freed;
} PathFixture;

static char **
get_path (gpointer user_data)
{
  PathFixture *self = user_data;

  self->n_calls++;
  self->thread = g_thread_self ();
  return self->path[0] != NULL ? g_strdupv ((char **) self->path) : NULL;
}

static void
note_freed (gpointer user_data)
{
  PathFixture *self = user_data;

  self->freed = TRUE;
}

static void
set_up (PathFixture   *self,
        gconstpointer  user_data)
{
  registry_fixture_set_up (&self->base, NULL);
  registry_fixture_set_up (&self->other, NULL);
  g_object_unref (self->base.registry);
  self->base.registry = tendril_extension_registry_new (NULL);
  registry_fixture_add (&self->base, "one", "one:init");
  tendril_set_python_path_func (get_path, self, note_freed);
}

static void
tear_down (PathFixture   *self,
           gconstpointer  user_data)
{
  tendril_set_python_path_func (NULL, NULL, NULL);
  g_assert_true (self->freed);
  g_assert_no_errno (chdir ("/"));
  registry_fixture_tear_down (&self->other, NULL);
  registry_fixture_tear_down (&self->base, NULL);
}

static gboolean
finds (PathFixture *self,
       const char  *id)
{
  g_autoptr (GError) error = NULL;
  TendrilExtension *extension;

  tendril_extension_registry_discover (self->base.registry, NULL, &error);
  g_assert_no_error (error);

  extension = tendril_extension_registry_lookup (self->base.registry, id);
  return extension != NULL &&
         tendril_extension_get_state (extension) != TENDRIL_EXTENSION_STATE_REMOVED;
}

static void
test_is_asked_at_each_discovery (PathFixture   *self,
                                 gconstpointer  user_data)
{
  self->path[0] = "/nowhere";
  g_assert_false (finds (self, "one"));
  g_assert_cmpuint (self->n_calls, ==, 1);

  self->path[0] = self->base.directory;
  g_assert_true (finds (self, "one"));
  g_assert_cmpuint (self->n_calls, ==, 2);

  self->path[0] = "/nowhere";
  g_assert_false (finds (self, "one"));
  g_assert_cmpuint (self->n_calls, ==, 3);
}

/* The installed tests find Tendril's own extensions, too. */
static gboolean
holds (GPtrArray  *entry_points,
       const char *id)
{
  for (guint i = 0; i < entry_points->len; i++)
    {
      TendrilEntryPoint *entry_point = g_ptr_array_index (entry_points, i);
      TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);

      if (g_str_equal (tendril_distribution_get_id (distribution), id))
        return TRUE;
    }

  return FALSE;
}

static void
test_is_asked_by_list_entry_points (PathFixture   *self,
                                    gconstpointer  user_data)
{
  g_autoptr (GPtrArray) entry_points = NULL;
  g_autoptr (GError) error = NULL;

  self->path[0] = self->base.directory;
  entry_points = tendril_extension_registry_list_entry_points (self->base.registry, NULL, "init",
                                                               FALSE, NULL, &error);
  g_assert_no_error (error);
  g_assert_true (holds (entry_points, "one"));
  g_assert_cmpuint (self->n_calls, ==, 1);
}

static void
test_is_asked_by_the_first_compile (PathFixture   *self,
                                    gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  self->path[0] = self->base.directory;
  tendril_extension_registry_init_all (self->base.registry, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (tendril_extension_registry_lookup (self->base.registry, "one"));
  g_assert_cmpuint (self->n_calls, ==, 1);
}

static void
note_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  GAsyncResult **slot = user_data;

  *slot = g_object_ref (result);
}

static void
test_is_asked_on_the_calling_thread (PathFixture   *self,
                                     gconstpointer  user_data)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  self->path[0] = self->base.directory;
  tendril_extension_registry_init_all_async (self->base.registry, NULL, note_result, &result);
  g_assert_cmpuint (self->n_calls, ==, 1);
  g_assert_true (self->thread == g_thread_self ());

  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  tendril_extension_registry_init_all_finish (self->base.registry, result, &error);
  g_assert_no_error (error);
  g_assert_nonnull (tendril_extension_registry_lookup (self->base.registry, "one"));
}

static void
test_is_not_asked_for_an_isolated_registry (PathFixture   *self,
                                            gconstpointer  user_data)
{
  registry_fixture_share (&self->other);
  g_assert_cmpuint (self->n_calls, ==, 0);
}

static void
test_empty_string_is_the_current_directory (PathFixture   *self,
                                            gconstpointer  user_data)
{
  self->path[0] = "";
  g_assert_false (finds (self, "one"));
  g_assert_no_errno (chdir (self->base.directory));
  g_assert_true (finds (self, "one"));
  g_assert_no_errno (chdir ("/"));
  g_assert_false (finds (self, "one"));
}

static void
test_relative_path_starts_at_the_current_directory (PathFixture   *self,
                                                    gconstpointer  user_data)
{
  g_autofree char *parent = g_path_get_dirname (self->base.directory);
  g_autofree char *name = g_path_get_basename (self->base.directory);

  self->path[0] = name;
  g_assert_false (finds (self, "one"));
  g_assert_no_errno (chdir (parent));
  g_assert_true (finds (self, "one"));
}

static void
test_current_directory_that_was_removed (PathFixture   *self,
                                         gconstpointer  user_data)
{
  g_autofree char *gone = g_dir_make_tmp ("tendril-gone-XXXXXX", NULL);

  g_assert_no_errno (chdir (gone));
  g_assert_no_errno (g_rmdir (gone));
  self->path[0] = "";
  self->path[1] = "relative";
  self->path[2] = self->base.directory;
  g_assert_true (finds (self, "one"));
}

static void
assert_location (PathFixture *self,
                 const char  *id,
                 const char  *location)
{
  TendrilExtension *extension = registry_fixture_get (&self->base, id);
  TendrilEntryPoint *entry_point = tendril_extension_get_entry_point (extension);
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);

  g_assert_cmpstr (tendril_distribution_get_location (distribution), ==, location);
}

static void
test_order_is_kept (PathFixture   *self,
                    gconstpointer  user_data)
{
  registry_fixture_add (&self->other, "one", "one:init");
  self->path[0] = self->other.directory;
  self->path[1] = self->base.directory;
  g_assert_true (finds (self, "one"));
  assert_location (self, "one", self->other.directory);

  self->path[0] = self->base.directory;
  self->path[1] = self->other.directory;
  g_assert_true (finds (self, "one"));
  assert_location (self, "one", self->base.directory);
}

static void
test_added_paths_come_first (PathFixture   *self,
                             gconstpointer  user_data)
{
  registry_fixture_add (&self->other, "one", "one:init");
  tendril_extension_registry_add_python_path (self->base.registry, self->other.directory);
  self->path[0] = self->base.directory;
  g_assert_true (finds (self, "one"));
  assert_location (self, "one", self->other.directory);
}

static void
test_variables_of_python_do_not_count (PathFixture   *self,
                                       gconstpointer  user_data)
{
  self->path[0] = "/nowhere";
  g_setenv ("PYTHONPATH", self->base.directory, TRUE);
  g_assert_false (finds (self, "one"));
  g_setenv ("TENDRIL_PYTHON_PATH", self->base.directory, TRUE);
  g_assert_true (finds (self, "one"));
  g_unsetenv ("TENDRIL_PYTHON_PATH");
  g_unsetenv ("PYTHONPATH");
}

static void
test_pth_files_are_not_followed (PathFixture   *self,
                                 gconstpointer  user_data)
{
  g_autofree char *line = g_strconcat (self->base.directory, "\n", NULL);

  registry_fixture_write (&self->other, "one.pth", line);
  self->path[0] = self->other.directory;
  g_assert_false (finds (self, "one"));
}

static void
test_no_path_has_it_computed (PathFixture   *self,
                              gconstpointer  user_data)
{
  g_setenv ("PYTHONPATH", self->base.directory, TRUE);
  g_assert_true (finds (self, "one"));
  g_assert_cmpuint (self->n_calls, ==, 1);

  tendril_set_python_path_func (NULL, NULL, NULL);
  g_assert_true (self->freed);
  g_assert_true (finds (self, "one"));
  g_assert_cmpuint (self->n_calls, ==, 1);
  g_unsetenv ("PYTHONPATH");
}

#define PATH_TEST(name, function)                                                            \
  g_test_add ("/python-path/" name, PathFixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  PATH_TEST ("is-asked-at-each-discovery", test_is_asked_at_each_discovery);
  PATH_TEST ("is-asked-by-list-entry-points", test_is_asked_by_list_entry_points);
  PATH_TEST ("is-asked-by-the-first-compile", test_is_asked_by_the_first_compile);
  PATH_TEST ("is-asked-on-the-calling-thread", test_is_asked_on_the_calling_thread);
  PATH_TEST ("is-not-asked-for-an-isolated-registry", test_is_not_asked_for_an_isolated_registry);
  PATH_TEST ("empty-string-is-the-current-directory", test_empty_string_is_the_current_directory);
  PATH_TEST ("relative-path-starts-at-the-current-directory",
             test_relative_path_starts_at_the_current_directory);
  PATH_TEST ("current-directory-that-was-removed", test_current_directory_that_was_removed);
  PATH_TEST ("order-is-kept", test_order_is_kept);
  PATH_TEST ("added-paths-come-first", test_added_paths_come_first);
  PATH_TEST ("variables-of-python-do-not-count", test_variables_of_python_do_not_count);
  PATH_TEST ("pth-files-are-not-followed", test_pth_files_are_not_followed);
  PATH_TEST ("no-path-has-it-computed", test_no_path_has_it_computed);

  return g_test_run ();
}
