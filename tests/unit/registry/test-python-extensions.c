/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What is told of an extension in Python before anything is imported. */

#include "registry-fixture.h"

#include <glib/gstdio.h>

#define OTHER_SITE "lib/python2.0/site-packages"

static void
make_file (const char *directory,
           const char *name)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autofree char *parent = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (parent, 0755));
  g_file_set_contents (path, "", -1, &error);
  g_assert_no_error (error);
}

static guint
count_stale (GListModel *diagnostics)
{
  guint n = 0;

  for (guint i = 0; i < g_list_model_get_n_items (diagnostics); i++)
    {
      g_autoptr (TendrilDiagnostic) diagnostic = g_list_model_get_item (diagnostics, i);

      if (tendril_diagnostic_get_code (diagnostic) != TENDRIL_DIAGNOSTIC_STALE)
        continue;
      g_assert_cmpint (tendril_diagnostic_get_severity (diagnostic), ==, TENDRIL_SEVERITY_WARNING);
      g_assert_true (g_str_has_suffix (tendril_diagnostic_get_file (diagnostic),
                                       "one-1.5.dist-info/entry_points.txt"));
      g_assert_cmpuint (tendril_diagnostic_get_line (diagnostic), ==, 2);
      n++;
    }

  return n;
}

/* The extension itself stays as it is: the import decides. */
static gboolean
is_stale (RegistryFixture *fixture)
{
  registry_fixture_share (fixture);
  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_DISCOVERED);

  return count_stale (tendril_extension_registry_get_diagnostics (fixture->registry)) == 1;
}

typedef struct
{
  const char *name;
  const char *value;
  const char *file;
  gboolean stale;
} Module;

static const Module modules[] = {
  { "missing", "one:init", "two.py", TRUE },
  { "source", "one:init", "one.py", FALSE },
  { "byte-code", "one:init", "one.pyc", FALSE },
  { "package", "one:init", "one/__init__.py", FALSE },
  { "package-of-byte-code", "one:init", "one/__init__.pyc", FALSE },
  { "shared-object", "one:init", "one.so", FALSE },
  { "stable-abi", "one:init", "one.abi3.so", FALSE },
  { "tagged", "one:init", "one.cpython-311-x86_64-linux-gnu.so", FALSE },
  { "tagged-of-another-name", "one:init", "one_two.cpython-311-x86_64-linux-gnu.so", TRUE },
  { "tagged-package", "one:init", "one/__init__.cpython-311-x86_64-linux-gnu.so", FALSE },
  { "submodule", "one.two:init", "one/two.py", FALSE },
  { "submodule-missing", "one.two:init", "one/__init__.py", TRUE },
  { "subpackage", "one.two:init", "one/two/__init__.py", FALSE },
  { "tagged-submodule", "one.two:init", "one/two.cpython-311-x86_64-linux-gnu.so", FALSE },
  { "deep-namespace", "one.two.three:init", "one/two/three.py", FALSE },
  { "left-over-directory", "one:init", "one/__pycache__/one.cpython-311.pyc", TRUE },
  { "directory-instead-of-a-file", "one:init", "one.py/two.py", TRUE },
  { "submodule-that-looks-like-a-script", "one.js:init", "one/js.py", FALSE },
};

static void
test_module (RegistryFixture *fixture,
             gconstpointer    user_data)
{
  const Module *module = user_data;

  registry_fixture_add (fixture, "one", module->value);
  make_file (fixture->directory, module->file);
  g_assert_cmpint (is_stale (fixture), ==, module->stale);
}

static void
test_module_elsewhere_on_the_path (RegistryFixture *fixture,
                                   gconstpointer    user_data)
{
  g_autofree char *source = g_build_filename (fixture->directory, "source", NULL);

  registry_fixture_add (fixture, "one", "one.two:init");
  make_file (source, "one/two.py");
  g_assert_true (is_stale (fixture));

  tendril_extension_registry_add_python_path (fixture->registry, source);
  g_assert_false (is_stale (fixture));
}

static void
test_module_in_an_extension_path_of_others (RegistryFixture *fixture,
                                            gconstpointer    user_data)
{
  g_autofree char *source = g_build_filename (fixture->directory, "source", NULL);

  registry_fixture_add (fixture, "one", "one:init");
  make_file (source, "one.py");
  tendril_extension_registry_add_extension_path (fixture->registry, source);
  g_assert_true (is_stale (fixture));
}

static void
test_module_behind_a_pth (RegistryFixture *fixture,
                          gconstpointer    user_data)
{
  g_autoptr (TendrilExtensionRegistry) isolated = g_steal_pointer (&fixture->registry);
  g_autofree char *version = g_file_read_link ("/usr/bin/python3", NULL);
  g_autofree char *site =
    g_build_filename (fixture->directory, "lib", version, "site-packages", NULL);
  g_autofree char *information = g_build_filename (site, "one-1.5.dist-info", NULL);
  g_autofree char *installed = NULL;
  g_autofree char *line = g_strconcat (fixture->directory, "/source\n", NULL);
  g_autofree char *pth = g_build_filename (site, "one.pth", NULL);

  registry_fixture_add (fixture, "one", "one:init");
  installed = g_build_filename (fixture->directory, "one-1.5.dist-info", NULL);
  make_file (fixture->directory, "source/one.py");
  make_file (fixture->directory, "pyvenv.cfg");
  make_file (site, "one.pth");
  g_assert_no_errno (g_rename (installed, information));
  g_file_set_contents (pth, line, -1, NULL);

  g_setenv ("VIRTUAL_ENV", fixture->directory, TRUE);
  fixture->registry = tendril_extension_registry_new (NULL);
  g_assert_false (is_stale (fixture));
  g_unsetenv ("VIRTUAL_ENV");
}

static void
test_stale_is_told_until_it_is_mended (RegistryFixture *fixture,
                                       gconstpointer    user_data)
{
  registry_fixture_add (fixture, "one", "one:init");
  g_assert_true (is_stale (fixture));
  g_assert_true (is_stale (fixture));
  make_file (fixture->directory, "one.py");
  g_assert_false (is_stale (fixture));
}

static void
make_other_environment (RegistryFixture *fixture)
{
  g_autofree char *site = g_build_filename (fixture->directory, OTHER_SITE, NULL);

  g_assert_no_errno (g_mkdir_with_parents (site, 0755));
  registry_fixture_write (fixture, "pyvenv.cfg", "home = /usr/bin\nversion = 2.0.1\n");
}

static void
install_into_other_environment (RegistryFixture *fixture,
                                const char      *name,
                                const char      *value)
{
  g_autofree char *information = g_strdup_printf ("%s-1.5.dist-info", name);
  g_autofree char *from = g_build_filename (fixture->directory, information, NULL);
  g_autofree char *to = g_build_filename (fixture->directory, OTHER_SITE, information, NULL);

  registry_fixture_add (fixture, name, value);
  g_assert_no_errno (g_rename (from, to));
}

static gboolean
has_wrong_python (RegistryFixture *fixture)
{
  GListModel *diagnostics = tendril_extension_registry_get_diagnostics (fixture->registry);

  for (guint i = 0; i < g_list_model_get_n_items (diagnostics); i++)
    {
      g_autoptr (TendrilDiagnostic) diagnostic = g_list_model_get_item (diagnostics, i);

      if (tendril_diagnostic_get_code (diagnostic) == TENDRIL_DIAGNOSTIC_WRONG_PYTHON &&
          g_str_equal (tendril_diagnostic_get_file (diagnostic), fixture->directory))
        return TRUE;
    }

  return FALSE;
}

static void
test_environment_of_another_version (RegistryFixture *fixture,
                                     gconstpointer    user_data)
{
  g_autoptr (TendrilExtensionRegistry) isolated = g_steal_pointer (&fixture->registry);
  g_autofree char *site = g_build_filename (fixture->directory, OTHER_SITE, NULL);

  make_other_environment (fixture);
  install_into_other_environment (fixture, "one", "one:init");
  make_file (site, "one.py");

  g_setenv ("VIRTUAL_ENV", fixture->directory, TRUE);
  fixture->registry = tendril_extension_registry_new (NULL);
  registry_fixture_share (fixture);
  g_assert_true (has_wrong_python (fixture));
  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_FAILED);
  g_assert_error (tendril_extension_get_error (registry_fixture_get (fixture, "one")),
                  TENDRIL_ERROR, TENDRIL_ERROR_WRONG_PYTHON);

  registry_fixture_init_all (fixture);
  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_FAILED);
  g_unsetenv ("VIRTUAL_ENV");
}

static void
test_other_languages_do_not_care (RegistryFixture *fixture,
                                  gconstpointer    user_data)
{
  g_autoptr (TendrilExtensionRegistry) isolated = g_steal_pointer (&fixture->registry);
  g_autofree char *from = g_build_filename (fixture->directory, "fixture.so", NULL);
  g_autofree char *to = g_build_filename (fixture->directory, OTHER_SITE, "fixture.so", NULL);

  make_other_environment (fixture);
  install_into_other_environment (fixture, "one", "fixture.so:fixture_counts");
  g_assert_no_errno (g_rename (from, to));

  g_setenv ("VIRTUAL_ENV", fixture->directory, TRUE);
  fixture->registry = tendril_extension_registry_new (NULL);
  registry_fixture_init_all (fixture);
  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_ACTIVE);
  g_unsetenv ("VIRTUAL_ENV");
}

static void
add_module_tests (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (modules); i++)
    {
      g_autofree char *path = g_strconcat ("/python-extensions/module/", modules[i].name, NULL);

      g_test_add (path, RegistryFixture, &modules[i], registry_fixture_set_up, test_module,
                  registry_fixture_tear_down);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  add_module_tests ();
  REGISTRY_TEST ("/python-extensions/module-elsewhere-on-the-path",
                 test_module_elsewhere_on_the_path);
  REGISTRY_TEST ("/python-extensions/module-in-an-extension-path-of-others",
                 test_module_in_an_extension_path_of_others);
  REGISTRY_TEST ("/python-extensions/module-behind-a-pth", test_module_behind_a_pth);
  REGISTRY_TEST ("/python-extensions/stale-is-told-until-it-is-mended",
                 test_stale_is_told_until_it_is_mended);
  REGISTRY_TEST ("/python-extensions/environment-of-another-version",
                 test_environment_of_another_version);
  REGISTRY_TEST ("/python-extensions/other-languages-do-not-care",
                 test_other_languages_do_not_care);

  return g_test_run ();
}
