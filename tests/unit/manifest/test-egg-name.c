/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-distribution-name-private.h"

typedef struct
{
  const char *rule;
  const char *location;
  const char *directory;
  const char *name;         /* NULL where it is no metadata directory */
  const char *version;
} Case;

#define CASE(rule, location, directory, name, version)                                     \
  { "/egg-name/" rule, location, directory, name, version }

static const Case cases[] = {
  CASE ("python-tag", "/x/Foo_Bar-1.0-py3.11.egg", "EGG-INFO", "Foo_Bar", "1.0"),
  CASE ("platform", "/x/foo-1.0-py3.11-linux-x86_64.egg", "EGG-INFO", "foo", "1.0"),
  CASE ("no-tag", "/x/foo-1.0.egg", "EGG-INFO", "foo", "1.0"),
  CASE ("no-version", "/x/foo.egg", "EGG-INFO", "foo", ""),
  CASE ("no-name", "/x/.egg", "EGG-INFO", "", ""),
  CASE ("no-folder", "foo-1.0.egg", "EGG-INFO", "foo", "1.0"),
  CASE ("trailing-slash", "/x/foo-1.0.egg//", "EGG-INFO", "foo", "1.0"),
  CASE ("case-of-suffix", "/x/foo-1.0.EGG", "EGG-INFO", "foo", "1.0"),
  CASE ("case-of-child", "/x/foo-1.0.egg", "egg-info", "foo", "1.0"),
  CASE ("no-egg", "/x/foo", "EGG-INFO", NULL, NULL),
  CASE ("egg-above", "/x/foo-1.0.egg/lib", "EGG-INFO", NULL, NULL),
  CASE ("root", "/", "EGG-INFO", NULL, NULL),
  CASE ("empty", "", "EGG-INFO", NULL, NULL),
  CASE ("dist-info-in-egg", "/x/foo-1.0.egg", "bar-2.0.dist-info", "bar", "2.0"),
  CASE ("egg-info-in-egg", "/x/foo-1.0.egg", "bar-2.0.egg-info", "bar", "2.0"),
  CASE ("other-child", "/x/foo-1.0.egg", "bar", NULL, NULL),
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  TendrilDirectoryName parsed;
  gboolean found = tendril_directory_name_parse_in (test->location, test->directory, &parsed);

  g_assert_cmpint (found, ==, test->name != NULL);
  g_assert_cmpint (parsed.kind != TENDRIL_METADATA_NONE, ==, found);
  if (!found)
    return;

  g_assert_true (tendril_span_equal_str (parsed.name, test->name));
  g_assert_true (tendril_span_equal_str (parsed.version, test->version));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].rule, &cases[i], test_case);

  return g_test_run ();
}
