/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-discovery-private.h"
#include "tendril-entry-point.h"
#include "tendril-index-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define GROUP "tendril_extensions"

/* A directory of distributions, old enough for its stamps to count, and a cache of its own. */
typedef struct
{
  char *directory;
  char *index;              /* the file of the user's index */
} Fixture;

static void
remove_tree (const char *path)
{
  g_autofree char *quoted = g_shell_quote (path);
  g_autofree char *command = g_strconcat ("rm -rf ", quoted, NULL);

  g_assert_cmpint (system (command), ==, 0);
}

static void
write_file (Fixture    *fixture,
            const char *name,
            const char *contents)
{
  g_autofree char *path = g_build_filename (fixture->directory, name, NULL);
  g_autofree char *directory = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (directory, 0755));
  g_file_set_contents_full (path, contents, -1, G_FILE_SET_CONTENTS_NONE, 0644, &error);
  g_assert_no_error (error);
}

static void
add_distribution (Fixture    *fixture,
                  const char *name,
                  const char *value)
{
  g_autofree char *metadata = g_strdup_printf ("%s-1.0.dist-info/METADATA", name);
  g_autofree char *manifest = g_strdup_printf ("%s-1.0.dist-info/entry_points.txt", name);
  g_autofree char *metadata_text = g_strdup_printf ("Name: %s\nVersion: 1.0\n", name);
  g_autofree char *text = g_strdup_printf ("[" GROUP "]\ninit = %s\n", value);

  write_file (fixture, metadata, metadata_text);
  write_file (fixture, manifest, text);
}

static GPtrArray *
run_discovery (Fixture   *fixture,
               GPtrArray *diagnostics)
{
  g_autoptr (GPtrArray) elements =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tendril_path_element_free);
  g_autoptr (GError) error = NULL;
  GPtrArray *entry_points;

  g_ptr_array_add (elements, tendril_path_element_new (fixture->directory, TENDRIL_PATH_PYTHON));
  entry_points = tendril_discovery_run (elements, GROUP, "init", TENDRIL_DISCOVERY_NONE,
                                        diagnostics, NULL, &error);
  g_assert_no_error (error);
  return entry_points;
}

/* Sorted `id value` lines: what a discovery of the wanted group finds. */
static char *
discover (Fixture *fixture)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) entry_points = run_discovery (fixture, diagnostics);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < entry_points->len; i++)
    {
      TendrilEntryPoint *entry_point = g_ptr_array_index (entry_points, i);
      TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);

      g_string_append_printf (text, "%s %s %s\n", tendril_distribution_get_id (distribution),
                              tendril_distribution_get_version (distribution),
                              tendril_entry_point_get_value (entry_point));
    }

  return g_string_free (text, FALSE);
}

static void
assert_found (Fixture    *fixture,
              const char *expected)
{
  g_autofree char *found = discover (fixture);

  g_assert_cmpstr (found, ==, expected);
}

/* A file's ctime cannot be set back: the stamps count once the clock has moved on. */
static void
grow_old (void)
{
  g_usleep (2100 * G_TIME_SPAN_MILLISECOND);
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "tendril-1", NULL);
  g_autofree char *canonical = NULL;

  remove_tree (cache);
  fixture->directory = g_dir_make_tmp ("tendril-index-XXXXXX", NULL);
  add_distribution (fixture, "one", "one:init");
  add_distribution (fixture, "two", "two:init");
  write_file (fixture, "bare-1.0.dist-info/METADATA", "Name: bare\nVersion: 1.0\n");
  canonical = realpath (fixture->directory, NULL);
  fixture->index = tendril_index_get_file (canonical);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  remove_tree (fixture->directory);
  g_free (fixture->directory);
  g_free (fixture->index);
  g_unsetenv ("TENDRIL_INDEX");
}

static const char both[] = "one 1.0 one:init\ntwo 1.0 two:init\n";

static void
test_index_is_written_and_tells_the_same (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  g_assert_false (g_file_test (fixture->index, G_FILE_TEST_EXISTS));
  assert_found (fixture, both);
  g_assert_true (g_file_test (fixture->index, G_FILE_TEST_EXISTS));
  assert_found (fixture, both);
  grow_old ();
  assert_found (fixture, both);
  assert_found (fixture, both);
}

static ino_t
get_inode (const char *path)
{
  struct stat info;

  g_assert_no_errno (stat (path, &info));
  return info.st_ino;
}

static void
test_index_is_left_alone_when_nothing_changed (Fixture       *fixture,
                                               gconstpointer  user_data)
{
  ino_t before;

  grow_old ();
  assert_found (fixture, both);
  before = get_inode (fixture->index);
  assert_found (fixture, both);
  assert_found (fixture, both);
  g_assert_cmpuint (get_inode (fixture->index), ==, before);
}

static void
test_edit_in_the_same_second_is_seen (Fixture       *fixture,
                                      gconstpointer  user_data)
{
  assert_found (fixture, both);
  write_file (fixture, "one-1.0.dist-info/entry_points.txt", "[" GROUP "]\ninit = new:init\n");
  assert_found (fixture, "one 1.0 new:init\ntwo 1.0 two:init\n");
}

static void
test_edit_in_place_is_seen_later (Fixture       *fixture,
                                  gconstpointer  user_data)
{
  grow_old ();
  assert_found (fixture, both);
  write_file (fixture, "one-1.0.dist-info/entry_points.txt", "[" GROUP "]\ninit = new:init\n");
  assert_found (fixture, "one 1.0 new:init\ntwo 1.0 two:init\n");
}

/* As `touch -r` does: the same size and the old mtime, but ctime is the kernel's. */
static void
test_restored_mtime_is_seen_through (Fixture       *fixture,
                                     gconstpointer  user_data)
{
  g_autofree char *path =
    g_build_filename (fixture->directory, "one-1.0.dist-info", "entry_points.txt", NULL);
  struct stat info;
  struct timespec times[2];

  grow_old ();
  assert_found (fixture, both);
  g_assert_no_errno (stat (path, &info));
  write_file (fixture, "one-1.0.dist-info/entry_points.txt", "[" GROUP "]\ninit = new:init\n");
  times[0] = info.st_atim;
  times[1] = info.st_mtim;
  g_assert_no_errno (utimensat (AT_FDCWD, path, times, 0));
  assert_found (fixture, "one 1.0 new:init\ntwo 1.0 two:init\n");
}

static void
test_manifest_that_appears_is_seen (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  grow_old ();
  assert_found (fixture, both);
  write_file (fixture, "bare-1.0.dist-info/entry_points.txt", "[" GROUP "]\ninit = bare:init\n");
  assert_found (fixture, "bare 1.0 bare:init\none 1.0 one:init\ntwo 1.0 two:init\n");
}

static void
test_distribution_that_goes_is_seen (Fixture       *fixture,
                                     gconstpointer  user_data)
{
  g_autofree char *path = g_build_filename (fixture->directory, "two-1.0.dist-info", NULL);

  grow_old ();
  assert_found (fixture, both);
  remove_tree (path);
  assert_found (fixture, "one 1.0 one:init\n");
}

static void
test_metadata_edited_in_place_is_seen (Fixture       *fixture,
                                       gconstpointer  user_data)
{
  grow_old ();
  assert_found (fixture, both);
  write_file (fixture, "one-1.0.dist-info/METADATA", "Name: one\nVersion: 1.5\n");
  assert_found (fixture, "one 1.5 one:init\ntwo 1.0 two:init\n");
}

/* What TENDRIL_INDEX=directory gives up for its speed. */
static void
test_directory_mode_believes_the_directory (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  grow_old ();
  assert_found (fixture, both);
  g_setenv ("TENDRIL_INDEX", "directory", TRUE);
  write_file (fixture, "one-1.0.dist-info/entry_points.txt", "[" GROUP "]\ninit = new:init\n");
  assert_found (fixture, both);

  add_distribution (fixture, "three", "three:init");
  assert_found (fixture, "one 1.0 new:init\nthree 1.0 three:init\ntwo 1.0 two:init\n");
}

static void
test_off_neither_reads_nor_writes (Fixture       *fixture,
                                   gconstpointer  user_data)
{
  g_setenv ("TENDRIL_INDEX", "off", TRUE);
  assert_found (fixture, both);
  g_assert_false (g_file_test (fixture->index, G_FILE_TEST_EXISTS));
}

static void
test_system_index_is_good_until_the_directory_changes (Fixture       *fixture,
                                                       gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  tendril_index_write_system (fixture->directory, &error);
  g_assert_no_error (error);
  write_file (fixture, "one-1.0.dist-info/entry_points.txt", "[" GROUP "]\ninit = new:init\n");
  assert_found (fixture, both);
  g_assert_false (g_file_test (fixture->index, G_FILE_TEST_EXISTS));

  g_usleep (50 * G_TIME_SPAN_MILLISECOND);
  add_distribution (fixture, "three", "three:init");
  assert_found (fixture, "one 1.0 new:init\nthree 1.0 three:init\ntwo 1.0 two:init\n");
}

static void
put_index (Fixture      *fixture,
           const guint8 *data,
           gsize         size)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->index, (const char *) data, size, &error);
  g_assert_no_error (error);
}

static void
test_truncated_index_is_made_anew (Fixture       *fixture,
                                   gconstpointer  user_data)
{
  g_autofree char *data = NULL;
  gsize size;

  assert_found (fixture, both);
  g_assert_true (g_file_get_contents (fixture->index, &data, &size, NULL));
  for (gsize length = 0; length < size; length++)
    {
      put_index (fixture, (const guint8 *) data, length);
      assert_found (fixture, both);
    }
}

static guint
count_diagnostics (Fixture *fixture)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) entry_points = run_discovery (fixture, diagnostics);

  g_assert_cmpuint (entry_points->len, ==, 2);
  return diagnostics->len;
}

static void
test_index_of_another_version_is_no_damage (Fixture       *fixture,
                                            gconstpointer  user_data)
{
  g_autofree char *data = NULL;
  gsize size;

  assert_found (fixture, both);
  g_assert_true (g_file_get_contents (fixture->index, &data, &size, NULL));
  data[strlen (TENDRIL_SNAPSHOT_MAGIC) - 1] = '1';
  put_index (fixture, (const guint8 *) data, size);
  g_assert_cmpuint (count_diagnostics (fixture), ==, 0);

  data[0] = 'X';
  put_index (fixture, (const guint8 *) data, size);
  g_assert_cmpuint (count_diagnostics (fixture), ==, 1);
  assert_found (fixture, both);
}

static void
test_flipped_bits_are_seen_through (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  g_autofree char *data = NULL;
  g_autoptr (GRand) rand = g_rand_new_with_seed (42);
  gsize size;

  assert_found (fixture, both);
  g_assert_true (g_file_get_contents (fixture->index, &data, &size, NULL));
  for (guint i = 0; i < 10000; i++)
    {
      gsize position = g_rand_int_range (rand, 0, size);
      guint8 bit = 1u << g_rand_int_range (rand, 0, 8);
      g_autoptr (GBytes) bytes = NULL;

      data[position] ^= bit;
      bytes = g_bytes_new (data, size);
      g_assert_null (tendril_snapshot_new (bytes));
      if (i % 100 == 0)
        {
          put_index (fixture, (const guint8 *) data, size);
          assert_found (fixture, both);
        }
      data[position] ^= bit;
    }
}

static void
test_foreign_index_is_not_believed (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  assert_found (fixture, both);
  grow_old ();
  assert_found (fixture, both);
  g_assert_no_errno (g_chmod (fixture->index, 0666));
  assert_found (fixture, both);
}

static void
test_index_that_is_a_link_is_left_alone (Fixture       *fixture,
                                         gconstpointer  user_data)
{
  g_autofree char *victim = g_build_filename (fixture->directory, "victim", NULL);
  g_autofree char *directory = g_path_get_dirname (fixture->index);
  g_autofree char *contents = NULL;

  write_file (fixture, "victim", "precious");
  g_assert_no_errno (g_mkdir_with_parents (directory, 0700));
  g_assert_no_errno (symlink (victim, fixture->index));
  assert_found (fixture, both);
  g_assert_true (g_file_get_contents (victim, &contents, NULL, NULL));
  g_assert_cmpstr (contents, ==, "precious");
}

static void
test_unwritable_cache_costs_nothing_else (Fixture       *fixture,
                                          gconstpointer  user_data)
{
  g_autofree char *cache = g_build_filename (g_get_user_cache_dir (), "tendril-1", NULL);

  g_assert_no_errno (g_mkdir_with_parents (g_get_user_cache_dir (), 0700));
  g_assert_true (g_file_set_contents (cache, "in the way", -1, NULL));
  assert_found (fixture, both);
  assert_found (fixture, both);
  g_unlink (cache);
}

static void
test_file_size_limit_ends_nobody (Fixture       *fixture,
                                  gconstpointer  user_data)
{
  struct rlimit before, limit;

  g_assert_no_errno (getrlimit (RLIMIT_FSIZE, &before));
  limit = before;
  limit.rlim_cur = 100;
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &limit));
  assert_found (fixture, both);
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &before));

  g_assert_false (g_file_test (fixture->index, G_FILE_TEST_EXISTS));
}

static void
test_negative_result_is_kept (Fixture       *fixture,
                              gconstpointer  user_data)
{
  Fixture empty = { .directory = g_dir_make_tmp ("tendril-empty-XXXXXX", NULL) };
  g_autofree char *canonical = realpath (empty.directory, NULL);

  empty.index = tendril_index_get_file (canonical);
  assert_found (&empty, "");
  g_assert_true (g_file_test (empty.index, G_FILE_TEST_EXISTS));
  remove_tree (empty.directory);
  g_free (empty.directory);
  g_free (empty.index);
}

#define INDEX_TEST(name, function)                                                           \
  g_test_add ("/index/" name, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *cache = g_dir_make_tmp ("tendril-cache-XXXXXX", NULL);
  int result;

  g_setenv ("XDG_CACHE_HOME", cache, TRUE);
  g_test_init (&argc, &argv, NULL);

  INDEX_TEST ("is-written-and-tells-the-same", test_index_is_written_and_tells_the_same);
  INDEX_TEST ("is-left-alone-when-nothing-changed",
              test_index_is_left_alone_when_nothing_changed);
  INDEX_TEST ("edit-in-the-same-second-is-seen", test_edit_in_the_same_second_is_seen);
  INDEX_TEST ("edit-in-place-is-seen-later", test_edit_in_place_is_seen_later);
  INDEX_TEST ("restored-mtime-is-seen-through", test_restored_mtime_is_seen_through);
  INDEX_TEST ("manifest-that-appears-is-seen", test_manifest_that_appears_is_seen);
  INDEX_TEST ("distribution-that-goes-is-seen", test_distribution_that_goes_is_seen);
  INDEX_TEST ("metadata-edited-in-place-is-seen", test_metadata_edited_in_place_is_seen);
  INDEX_TEST ("directory-mode-believes-the-directory",
              test_directory_mode_believes_the_directory);
  INDEX_TEST ("off-neither-reads-nor-writes", test_off_neither_reads_nor_writes);
  INDEX_TEST ("system-index-is-good-until-the-directory-changes",
              test_system_index_is_good_until_the_directory_changes);
  INDEX_TEST ("truncated-is-made-anew", test_truncated_index_is_made_anew);
  INDEX_TEST ("another-version-is-no-damage", test_index_of_another_version_is_no_damage);
  INDEX_TEST ("flipped-bits-are-seen-through", test_flipped_bits_are_seen_through);
  INDEX_TEST ("foreign-is-not-believed", test_foreign_index_is_not_believed);
  INDEX_TEST ("link-is-left-alone", test_index_that_is_a_link_is_left_alone);
  INDEX_TEST ("unwritable-cache-costs-nothing-else", test_unwritable_cache_costs_nothing_else);
  INDEX_TEST ("file-size-limit-ends-nobody", test_file_size_limit_ends_nobody);
  INDEX_TEST ("negative-result-is-kept", test_negative_result_is_kept);

  result = g_test_run ();
  remove_tree (cache);
  return result;
}
