/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-discovery-private.h"

#include "tendril-entry-point.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

typedef struct
{
  char *folder;
  GPtrArray *elements;
  GPtrArray *diagnostics;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("tendril-discovery-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->elements = g_ptr_array_new_with_free_func ((GDestroyNotify) tendril_path_element_free);
  fixture->diagnostics = g_ptr_array_new_with_free_func (g_object_unref);
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_remove (path);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  remove_tree (fixture->folder);
  g_ptr_array_unref (fixture->diagnostics);
  g_ptr_array_unref (fixture->elements);
  g_free (fixture->folder);
}

static TendrilPathElement *
add_element (Fixture    *fixture,
             const char *name)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  TendrilPathElement *element = tendril_path_element_new (path, TENDRIL_PATH_PYTHON);

  g_mkdir_with_parents (path, 0755);
  g_ptr_array_add (fixture->elements, element);
  return element;
}

static void
add_file (Fixture    *fixture,
          const char *name,
          const char *text)
{
  g_autofree char *path = g_build_filename (fixture->folder, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);

  g_mkdir_with_parents (parent, 0755);
  g_assert_true (g_file_set_contents (path, text, -1, NULL));
}

static void
add_distribution (Fixture    *fixture,
                  const char *element,
                  const char *name)
{
  g_autofree char *manifest =
    g_strdup_printf ("%s/%s-1.0.dist-info/entry_points.txt", element, name);
  g_autofree char *metadata = g_strdup_printf ("%s/%s-1.0.dist-info/METADATA", element, name);

  add_file (fixture, manifest, "[g]\na = m:f\n[h]\nb = m:g\n");
  add_file (fixture, metadata, "Name: foo\nVersion: 1.0\n");
}

static GPtrArray *
discover (Fixture       *fixture,
          const char    *group,
          GCancellable  *cancellable,
          GError       **error)
{
  return tendril_discovery_run (fixture->elements, group, NULL, TENDRIL_DISCOVERY_NONE,
                                fixture->diagnostics, cancellable, error);
}

static void
test_empty_path (Fixture       *fixture,
                 gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = discover (fixture, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 0);
  g_assert_cmpuint (fixture->diagnostics->len, ==, 0);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  add_element (fixture, "p");
  add_distribution (fixture, "p", "foo");
  g_cancellable_cancel (cancellable);
  found = discover (fixture, NULL, cancellable, &error);

  g_assert_null (found);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_entry_points_share_their_distribution (Fixture       *fixture,
                                            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;

  add_element (fixture, "p");
  add_distribution (fixture, "p", "foo");
  found = discover (fixture, NULL, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 2);
  g_assert_true (tendril_entry_point_get_distribution (found->pdata[0]) ==
                 tendril_entry_point_get_distribution (found->pdata[1]));
}

static void
test_pth_grows_the_path (Fixture       *fixture,
                         gconstpointer  data)
{
  g_autofree char *src = g_build_filename (fixture->folder, "src", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  const TendrilPathElement *added;

  add_element (fixture, "p")->site = TRUE;
  add_element (fixture, "q");
  add_file (fixture, "p/x.pth", "../src\n");
  add_distribution (fixture, "src", "foo");
  found = discover (fixture, "g", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_cmpuint (fixture->elements->len, ==, 3);
  added = g_ptr_array_index (fixture->elements, 1);
  g_assert_cmpstr (added->path, ==, src);
  g_assert_cmpint (added->kind, ==, TENDRIL_PATH_PYTHON);
}

static void
test_pth_of_another_python (Fixture       *fixture,
                            gconstpointer  data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) found = NULL;
  TendrilPathElement *site = add_element (fixture, "p");

  site->site = site->wrong_python = TRUE;
  add_file (fixture, "p/x.pth", "../src\n");
  add_distribution (fixture, "src", "foo");
  found = discover (fixture, "g", NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (found->len, ==, 1);
  g_assert_true (((TendrilPathElement *) g_ptr_array_index (fixture->elements, 1))->wrong_python);
}

/* Each thread may discover; nothing is shared. */
static gpointer
discover_often (gpointer user_data)
{
  const char *folder = user_data;

  for (guint i = 0; i < 20; i++)
    {
      g_autoptr (GPtrArray) elements =
        g_ptr_array_new_with_free_func ((GDestroyNotify) tendril_path_element_free);
      g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func (g_object_unref);
      g_autofree char *path = g_build_filename (folder, "p", NULL);
      g_autoptr (GPtrArray) found = NULL;

      g_ptr_array_add (elements, tendril_path_element_new (path, TENDRIL_PATH_PYTHON));
      found = tendril_discovery_run (elements, "g", NULL, TENDRIL_DISCOVERY_NONE, diagnostics, NULL,
                                     NULL);
      g_assert_cmpuint (found->len, ==, 1);
    }

  return NULL;
}

static void
test_threads (Fixture       *fixture,
              gconstpointer  data)
{
  GThread *threads[4];

  add_element (fixture, "p");
  add_distribution (fixture, "p", "foo");
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("discover", discover_often, fixture->folder);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_descriptors (Fixture       *fixture,
                  gconstpointer  data)
{
  int before, after;

  add_element (fixture, "p")->site = TRUE;
  add_element (fixture, "nothing");
  add_element (fixture, "p");
  add_file (fixture, "p/x.pth", "../src\n../p\n../p/x.pth\n");
  add_distribution (fixture, "p", "foo");
  add_distribution (fixture, "src", "bar");

  before = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  close (before);
  for (guint i = 0; i < 10; i++)
    {
      g_autoptr (GPtrArray) found = discover (fixture, NULL, NULL, NULL);

      g_assert_nonnull (found);
    }
  after = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  close (after);
  g_assert_cmpint (after, ==, before);
}

#define ADD(rule, function)                                                                 \
  g_test_add ("/discovery/" rule, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("empty-path", test_empty_path);
  ADD ("cancelled", test_cancelled);
  ADD ("entry-points-share-their-distribution", test_entry_points_share_their_distribution);
  ADD ("pth-grows-the-path", test_pth_grows_the_path);
  ADD ("pth-of-another-python", test_pth_of_another_python);
  ADD ("threads", test_threads);
  ADD ("descriptors", test_descriptors);

  return g_test_run ();
}
