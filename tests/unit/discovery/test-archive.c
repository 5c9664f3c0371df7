/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-archive-private.h"
#include "tendril-discovery-private.h"
#include "tendril-entry-point-private.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

/* Archives come from make-archives.py, which also asks importlib.metadata about the good ones. */

static char *folder;

typedef struct
{
  GPtrArray *entry_points;
  GPtrArray *diagnostics;
} Found;

static void
found_clear (Found *found)
{
  g_clear_pointer (&found->entry_points, g_ptr_array_unref);
  g_clear_pointer (&found->diagnostics, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Found, found_clear)

/* @names: file names in the folder, separated by blanks. */
static void
discover (Found      *found,
          const char *names)
{
  g_autoptr (GPtrArray) elements =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tendril_path_element_free);
  g_auto (GStrv) list = g_strsplit (names, " ", -1);
  g_autoptr (GError) error = NULL;

  for (gsize i = 0; list[i] != NULL; i++)
    {
      g_autofree char *path = g_build_filename (folder, list[i], NULL);

      g_ptr_array_add (elements, tendril_path_element_new (path, TENDRIL_PATH_PYTHON));
    }

  found->diagnostics = g_ptr_array_new_with_free_func (g_object_unref);
  found->entry_points = tendril_discovery_run (elements, NULL, NULL, TENDRIL_DISCOVERY_NONE,
                                               found->diagnostics, NULL, &error);
  g_assert_no_error (error);
}

static char *
describe_entry (TendrilEntryPoint *entry_point)
{
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);

  return g_strdup_printf ("%s|%s|%s|%s|%s\n", tendril_entry_point_get_group (entry_point),
                          tendril_entry_point_get_name (entry_point),
                          tendril_entry_point_get_value (entry_point),
                          tendril_distribution_get_name (distribution),
                          tendril_distribution_get_version (distribution));
}

static char *
describe_diagnostic (TendrilDiagnostic *diagnostic)
{
  g_autoptr (GEnumClass) codes = g_type_class_ref (TENDRIL_TYPE_DIAGNOSTIC_CODE);
  const char *file = tendril_diagnostic_get_file (diagnostic);

  g_assert_true (g_utf8_validate (tendril_diagnostic_get_cause (diagnostic), -1, NULL));
  g_assert_true (g_str_has_prefix (file, folder));

  return g_strdup_printf (
    "%s %s\n", g_enum_get_value (codes, tendril_diagnostic_get_code (diagnostic))->value_nick,
    file + strlen (folder) + 1);
}

static int
compare_lines (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

static char *
join (GPtrArray *objects,
      char    *(*describe) (gpointer))
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (g_free);
  GString *text = g_string_new (NULL);

  for (guint i = 0; i < objects->len; i++)
    g_ptr_array_add (lines, describe (g_ptr_array_index (objects, i)));
  g_ptr_array_sort (lines, compare_lines);
  for (guint i = 0; i < lines->len; i++)
    g_string_append (text, g_ptr_array_index (lines, i));

  return g_string_free (text, FALSE);
}

static char *
join_entries (const Found *found)
{
  return join (found->entry_points, (char *(*) (gpointer)) describe_entry);
}

static char *
join_diagnostics (const Found *found)
{
  return join (found->diagnostics, (char *(*) (gpointer)) describe_diagnostic);
}

/* What importlib.metadata finds, and without a word. */
static void
test_good (gconstpointer data)
{
  const char *name = data;
  g_autofree char *file = g_strconcat (folder, "/", name, ".expected", NULL);
  g_autofree char *expected = NULL;
  g_auto (Found) found = { 0 };
  g_autofree char *entries = NULL;
  g_autofree char *diagnostics = NULL;

  g_assert_true (g_file_get_contents (file, &expected, NULL, NULL));
  discover (&found, name);
  entries = join_entries (&found);
  diagnostics = join_diagnostics (&found);
  g_assert_cmpstr (entries, ==, expected);
  g_assert_cmpstr (diagnostics, ==, "");
}

typedef struct
{
  const char *names;
  const char *entries;      /* values of the group tendril_extensions, in their order */
  const char *diagnostics;
} BadCase;

#define FOO_MANIFEST "/foo-1.0.dist-info/entry_points.txt\n"

static const BadCase bad_cases[] = {
  { "crc.zip", "bar:init", "bad-zip crc.zip" FOO_MANIFEST },
  { "deflate.zip", "bar:init", "bad-zip deflate.zip" FOO_MANIFEST },
  { "encrypted.zip", "bar:init", "bad-zip encrypted.zip" FOO_MANIFEST },
  { "method.zip", "bar:init", "bad-zip method.zip" FOO_MANIFEST },
  { "link.zip", "bar:init", "not-a-file link.zip" FOO_MANIFEST },
  { "bomb.zip", "bar:init", "bad-zip bomb.zip" FOO_MANIFEST },
  { "lie.zip", "bar:init", "bad-zip lie.zip" FOO_MANIFEST },
  /* libarchive reads as slashes what Windows programs wrote; zipfile does that on Windows only. */
  { "backslash.zip", "evil:init foo:init", "" },
  { "contents.zip", "", "bad-zip contents.zip\n" },
  { "truncated.whl", "", "bad-zip truncated.whl\n" },
  { "truncated-any-name", "", "bad-zip truncated-any-name\n" },
  { "garbage.whl", "", "bad-zip garbage.whl\n" },
  { "nothing.egg", "", "bad-zip nothing.egg\n" },
  { "directory.zip", "", "bad-zip directory.zip\n" },
  { "outside.zip", "", "bad-zip outside.zip\n" },
  { "hole.zip", "", "bad-zip hole.zip\n" },
  { "members.zip", "", "bad-zip members.zip\n" },
  { "big-directory.zip", "", "bad-zip big-directory.zip\n" },
  { "sparse.zip", "", "too-big sparse.zip\n" },
  { "fifo.egg", "", "not-a-file fifo.egg\n" },
  { "missing.zip", "", "" },
  { "wheel.whl/below", "", "" },
  /* What is wrong with one element costs that element. */
  { "truncated.whl wheel.whl", "foo:init", "bad-zip truncated.whl\n" },
  { "fifo.egg garbage.whl wheel.whl", "foo:init",
    "bad-zip garbage.whl\nnot-a-file fifo.egg\n" },
  /* The same file under two names counts once. */
  { "wheel.whl link-to-wheel", "foo:init", "" },
  { "wheel.whl wheel.whl", "foo:init", "" },
  /* Precedence is that of the path, whatever holds the distribution. */
  { "wheel.whl stored.whl", "foo:init",
    "dup-dist stored.whl/foo-1.0.dist-info\n" },
  { "twice.zip wheel.whl", "last:init", "dup-dist wheel.whl/foo-1.0.dist-info\n" },
  /* The egg's file name tells what PKG-INFO does not. */
  { "No_Name-3.1-py3.11.egg", "nameless:init", "" },
};

static void
test_bad (gconstpointer data)
{
  const BadCase *test = data;
  g_auto (Found) found = { 0 };
  g_autoptr (GString) values = g_string_new (NULL);
  g_autofree char *diagnostics = NULL;

  discover (&found, test->names);
  for (guint i = 0; i < found.entry_points->len; i++)
    {
      TendrilEntryPoint *entry_point = g_ptr_array_index (found.entry_points, i);

      if (strcmp (tendril_entry_point_get_group (entry_point), "tendril_extensions") == 0)
        g_string_append_printf (values, "%s%s", values->len > 0 ? " " : "",
                                tendril_entry_point_get_value (entry_point));
    }

  diagnostics = join_diagnostics (&found);
  g_assert_cmpstr (values->str, ==, test->entries);
  g_assert_cmpstr (diagnostics, ==, test->diagnostics);
}

static void
test_egg_without_pkg_info (void)
{
  g_auto (Found) found = { 0 };
  TendrilDistribution *distribution;
  g_autofree char *location = g_build_filename (folder, "No_Name-3.1-py3.11.egg", NULL);
  g_autofree char *path = g_build_filename (location, "EGG-INFO", NULL);

  discover (&found, "No_Name-3.1-py3.11.egg");
  distribution = tendril_entry_point_get_distribution (g_ptr_array_index (found.entry_points, 0));
  g_assert_cmpstr (tendril_distribution_get_id (distribution), ==, "no-name");
  g_assert_cmpstr (tendril_distribution_get_name (distribution), ==, "No_Name");
  g_assert_cmpstr (tendril_distribution_get_version (distribution), ==, "3.1");
  g_assert_cmpstr (tendril_distribution_get_location (distribution), ==, location);
  g_assert_cmpstr (tendril_distribution_get_path (distribution), ==, path);
  g_assert_false (tendril_distribution_get_editable (distribution));
}

static void
test_at_most_50_diagnostics (void)
{
  g_auto (Found) found = { 0 };
  TendrilDiagnostic *last;

  discover (&found, "many-bad.zip");
  g_assert_cmpuint (found.diagnostics->len, ==, TENDRIL_ARCHIVE_MAX_DIAGNOSTICS + 1);
  last = g_ptr_array_index (found.diagnostics, TENDRIL_ARCHIVE_MAX_DIAGNOSTICS);
  g_assert_cmpint (tendril_diagnostic_get_code (last), ==, TENDRIL_DIAGNOSTIC_MORE);
  g_assert_true (g_str_has_prefix (tendril_diagnostic_get_cause (last), "10 "));
}

static gboolean
is_mapped (const char *library)
{
  g_autofree char *maps = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  return strstr (maps, library) != NULL;
}

/* A module, once loaded, stays: what loads it runs in a process of its own. */
static void
run_alone (void)
{
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_INHERIT_STDERR);
  g_test_trap_assert_passed ();
}

static void
test_loaded_when_needed (void)
{
  g_auto (Found) plain = { 0 }, zipped = { 0 };

  if (!g_test_subprocess ())
    {
      run_alone ();
      return;
    }

  discover (&plain, "inside unpacked-1.0-py3.11.egg plain-text empty.zip garbage.whl missing.zip");
  g_assert_false (is_mapped ("libarchive.so"));
  discover (&zipped, "wheel.whl");
  g_assert_cmpuint (zipped.entry_points->len, ==, 2);
  g_assert_true (is_mapped ("libarchive.so"));
}

static void
test_module_missing (void)
{
  g_auto (Found) found = { 0 };
  TendrilDiagnostic *diagnostic;

  if (!g_test_subprocess ())
    {
      run_alone ();
      return;
    }

  g_setenv ("TENDRIL_MODULE_PATH", folder, TRUE);
  discover (&found, "wheel.whl unpacked-1.0-py3.11.egg");
  g_assert_cmpuint (found.entry_points->len, ==, 2);
  g_assert_cmpuint (found.diagnostics->len, ==, 1);
  diagnostic = g_ptr_array_index (found.diagnostics, 0);
  g_assert_cmpint (tendril_diagnostic_get_code (diagnostic), ==, TENDRIL_DIAGNOSTIC_UNREADABLE);
  g_assert_nonnull (strstr (tendril_diagnostic_get_cause (diagnostic), "libtendril-archive.so"));
  g_assert_nonnull (strstr (tendril_diagnostic_get_cause (diagnostic), "Install"));
}

static void
test_module_broken (void)
{
  g_auto (Found) found = { 0 };
  g_autofree char *modules = g_build_filename (folder, "modules", NULL);
  g_autofree char *module = g_build_filename (modules, "libtendril-archive.so", NULL);

  if (!g_test_subprocess ())
    {
      run_alone ();
      return;
    }

  g_mkdir (modules, 0700);
  g_assert_true (g_file_set_contents (module, "no module", -1, NULL));
  g_setenv ("TENDRIL_MODULE_PATH", modules, TRUE);
  discover (&found, "wheel.whl several.zip");
  g_assert_cmpuint (found.entry_points->len, ==, 0);
  g_assert_cmpuint (found.diagnostics->len, ==, 2);
}

static void
test_editable (void)
{
  static const struct
  {
    const char *text;
    gboolean editable;
  } cases[] = {
    { "{\"url\": \"file:///src\", \"dir_info\": {\"editable\": true}}", TRUE },
    { "{\"url\": \"file:///src\", \"dir_info\": {}}", FALSE },
    { "nonsense", FALSE },
  };
  g_autofree char *site = g_build_filename (folder, "site", NULL);
  g_autofree char *info = g_build_filename (site, "foo-1.0.dist-info", NULL);
  g_autofree char *manifest = g_build_filename (info, "entry_points.txt", NULL);
  g_autofree char *direct_url = g_build_filename (info, "direct_url.json", NULL);

  g_assert_no_errno (g_mkdir_with_parents (info, 0700));
  g_assert_true (g_file_set_contents (manifest, "[g]\na = b:c\n", -1, NULL));

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_auto (Found) found = { 0 };
      TendrilDistribution *distribution;
      gboolean editable;

      g_assert_true (g_file_set_contents (direct_url, cases[i].text, -1, NULL));
      discover (&found, "site");
      distribution =
        tendril_entry_point_get_distribution (g_ptr_array_index (found.entry_points, 0));
      g_object_get (distribution, "editable", &editable, NULL);
      g_assert_cmpint (editable, ==, cases[i].editable);
      g_assert_cmpuint (found.diagnostics->len, ==, 0);
    }
}

/* As easy-install.pth does it. */
static void
test_named_by_pth (void)
{
  g_autofree char *site = g_build_filename (folder, "pth-site", NULL);
  g_autofree char *pth = g_build_filename (site, "easy-install.pth", NULL);
  TendrilPathElement *element = tendril_path_element_new (site, TENDRIL_PATH_PYTHON);
  g_autoptr (GPtrArray) elements =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tendril_path_element_free);
  g_auto (Found) found = { 0 };

  element->site = TRUE;
  g_ptr_array_add (elements, element);
  g_assert_no_errno (g_mkdir (site, 0700));
  g_assert_true (g_file_set_contents (pth, "../Foo_Bar-1.0-py3.11.egg\n"
                                           "../unpacked-1.0-py3.11.egg\n", -1, NULL));

  found.diagnostics = g_ptr_array_new_with_free_func (g_object_unref);
  found.entry_points = tendril_discovery_run (elements, "tendril_extensions", NULL,
                                              TENDRIL_DISCOVERY_NONE, found.diagnostics, NULL, NULL);
  g_assert_cmpuint (found.entry_points->len, ==, 2);
  g_assert_cmpuint (found.diagnostics->len, ==, 0);
}

static void
make_archives (void)
{
  g_autofree char *script = g_test_build_filename (G_TEST_DIST, "make-archives.py", NULL);
  const char *command[] = { "/usr/bin/python3", script, folder, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **) command, NULL, 0, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (g_spawn_check_wait_status (status, &error));
}

static void
remove_folder (void)
{
  const char *command[] = { "rm", "-rf", "--", folder, NULL };

  g_assert_true (g_spawn_sync (NULL, (char **) command, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL, NULL,
                               NULL, NULL, NULL));
}

/* A test that a subprocess leaves out would not free its name: they are kept in @names. */
static void
add_good_tests (GPtrArray *names)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (name, ".expected"))
      {
        char *archive = g_strndup (name, strlen (name) - strlen (".expected"));
        g_autofree char *path = g_strconcat ("/archive/good/", archive, NULL);

        g_ptr_array_add (names, archive);
        g_test_add_data_func (path, archive, test_good);
      }
}

/* A subprocess finds the folder of its parent. */
static void
prepare (void)
{
  const char *inherited = g_getenv ("TENDRIL_TEST_ARCHIVES");

  if (inherited != NULL)
    {
      folder = g_strdup (inherited);
      return;
    }

  folder = g_dir_make_tmp ("tendril-archives-XXXXXX", NULL);
  g_setenv ("TENDRIL_TEST_ARCHIVES", folder, TRUE);
  make_archives ();
}

int
main (int    argc,
      char **argv)
{
  gboolean parent = g_getenv ("TENDRIL_TEST_ARCHIVES") == NULL;
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  int status;

  g_test_init (&argc, &argv, NULL);
  g_setenv ("TENDRIL_INDEX", "off", TRUE);
  prepare ();

  add_good_tests (names);
  for (gsize i = 0; i < G_N_ELEMENTS (bad_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/archive/bad/", bad_cases[i].names, NULL);

      g_strdelimit (path + strlen ("/archive/bad/"), "/", '_');
      g_test_add_data_func (path, &bad_cases[i], test_bad);
    }
  g_test_add_func ("/archive/egg-without-pkg-info", test_egg_without_pkg_info);
  g_test_add_func ("/archive/at-most-50-diagnostics", test_at_most_50_diagnostics);
  g_test_add_func ("/archive/loaded-when-needed", test_loaded_when_needed);
  g_test_add_func ("/archive/module-missing", test_module_missing);
  g_test_add_func ("/archive/module-broken", test_module_broken);
  g_test_add_func ("/archive/editable", test_editable);
  g_test_add_func ("/archive/named-by-pth", test_named_by_pth);

  status = g_test_run ();
  if (parent)
    remove_folder ();
  g_free (folder);
  return status;
}
