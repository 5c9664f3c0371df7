/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-distribution-name-private.h"

#include <string.h>

static const struct
{
  const char *rule;
  const char *name;
  const char *expected;
} normal_cases[] = {
  { "lower-case", "Friendly-Bard", "friendly-bard" },
  { "all-upper", "FRIENDLY-BARD", "friendly-bard" },
  { "dot", "friendly.bard", "friendly-bard" },
  { "underscore", "friendly_bard", "friendly-bard" },
  { "run", "friendly--bard", "friendly-bard" },
  { "mixed-run", "FrIeNdLy-._.-bArD", "friendly-bard" },
  { "digits", "Py3.11", "py3-11" },
  { "one-character", "X", "x" },
  { "edges", "_a_", "-a-" },
  { "only-separators", "._-", "-" },
  { "empty", "", "" },
  { "unicode", "\xc3\x84 B", "\xc3\xa4 b" },
  { "not-utf8", "A\xff", "a\xff" },
};

static void
test_normalize (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  const char *name = normal_cases[i].name;
  g_autofree char *result =
    tendril_distribution_name_normalize ((TendrilSpan) { name, strlen (name) });

  g_assert_cmpstr (result, ==, normal_cases[i].expected);
}

static const struct
{
  const char *rule;
  const char *directory;
  TendrilMetadataKind kind;
  const char *name;
  const char *version;
} directory_cases[] = {
  { "dist-info", "foo-1.0.dist-info", TENDRIL_METADATA_DIST_INFO, "foo", "1.0" },
  { "dist-info-normalised", "foo_bar-1.0.dist-info", TENDRIL_METADATA_DIST_INFO, "foo_bar", "1.0" },
  { "dist-info-local-version", "foo-1.0+a.1.dist-info", TENDRIL_METADATA_DIST_INFO, "foo",
    "1.0+a.1" },
  { "dist-info-epoch", "foo-1!2.0.dist-info", TENDRIL_METADATA_DIST_INFO, "foo", "1!2.0" },
  { "dist-info-case", "Foo-1.0.DIST-INFO", TENDRIL_METADATA_DIST_INFO, "Foo", "1.0" },
  { "dist-info-without-version", "foo.dist-info", TENDRIL_METADATA_DIST_INFO, "foo", "" },
  { "dist-info-dotted-name", "foo.bar-1.0.dist-info", TENDRIL_METADATA_DIST_INFO, "foo.bar",
    "1.0" },
  { "dist-info-digit-name", "2to3-1.0.dist-info", TENDRIL_METADATA_DIST_INFO, "2to3", "1.0" },
  { "dist-info-no-python-tag", "foo-1.0-py3.11.dist-info", TENDRIL_METADATA_DIST_INFO, "foo",
    "1.0-py3.11" },
  { "historical-hyphen", "foo-bar-1.0.dist-info", TENDRIL_METADATA_DIST_INFO, "foo-bar", "1.0" },
  { "historical-hyphens", "foo-bar-baz-1.0.egg-info", TENDRIL_METADATA_EGG_INFO, "foo-bar-baz",
    "1.0" },
  { "historical-word-version", "foo-unknown.dist-info", TENDRIL_METADATA_DIST_INFO, "foo",
    "unknown" },
  { "egg-info", "foo-1.0.egg-info", TENDRIL_METADATA_EGG_INFO, "foo", "1.0" },
  { "egg-info-without-version", "foo_bar.egg-info", TENDRIL_METADATA_EGG_INFO, "foo_bar", "" },
  { "egg-info-python-tag", "foo-1.0-py3.11.egg-info", TENDRIL_METADATA_EGG_INFO, "foo", "1.0" },
  { "egg-info-python-2", "foo-1.0-py2.egg-info", TENDRIL_METADATA_EGG_INFO, "foo", "1.0" },
  { "egg-info-platform", "foo-1.0-py3.11-linux-x86_64.egg-info", TENDRIL_METADATA_EGG_INFO, "foo",
    "1.0" },
  { "egg-info-case", "foo-1.0.Egg-Info", TENDRIL_METADATA_EGG_INFO, "foo", "1.0" },
  { "egg-info-name-like-a-tag", "foo-py3-1.0-py3.11.egg-info", TENDRIL_METADATA_EGG_INFO,
    "foo-py3", "1.0" },
  { "egg-info-name-like-a-tag-untagged", "foo-py3-1.0.egg-info", TENDRIL_METADATA_EGG_INFO,
    "foo-py3", "1.0" },
  { "egg-info-version-like-a-tag", "foo-1.0-python.egg-info", TENDRIL_METADATA_EGG_INFO, "foo",
    "1.0-python" },
  { "no-name-dist-info", ".dist-info", TENDRIL_METADATA_DIST_INFO, "", "" },
  { "no-name-egg-info", ".egg-info", TENDRIL_METADATA_EGG_INFO, "", "" },
  { "no-name-but-version", "-1.0.dist-info", TENDRIL_METADATA_DIST_INFO, "", "1.0" },
  { "left-over", "~oo-1.0.dist-info", TENDRIL_METADATA_DIST_INFO, "~oo", "1.0" },
  { "trailing-hyphen", "foo-.dist-info", TENDRIL_METADATA_DIST_INFO, "foo", "" },
  { "other-suffix", "foo-1.0.dist-info.bak", TENDRIL_METADATA_NONE, NULL, NULL },
  { "other-name", "dist-info", TENDRIL_METADATA_NONE, NULL, NULL },
  { "plain-egg-info", "EGG-INFO", TENDRIL_METADATA_NONE, NULL, NULL },
  { "egg", "foo-1.0-py3.11.egg", TENDRIL_METADATA_NONE, NULL, NULL },
  { "empty", "", TENDRIL_METADATA_NONE, NULL, NULL },
};

static void
test_directory (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *directory = g_strdup (directory_cases[i].directory);
  TendrilDirectoryName parsed = { 0 };
  gboolean found = tendril_directory_name_parse (directory, &parsed);

  g_assert_cmpint (parsed.kind, ==, directory_cases[i].kind);
  g_assert_cmpint (found, ==, directory_cases[i].kind != TENDRIL_METADATA_NONE);
  if (!found)
    return;
  g_assert_cmpmem (parsed.name.start, parsed.name.length, directory_cases[i].name,
                   strlen (directory_cases[i].name));
  g_assert_cmpmem (parsed.version.start, parsed.version.length, directory_cases[i].version,
                   strlen (directory_cases[i].version));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (normal_cases); i++)
    {
      g_autofree char *path = g_strconcat ("/distribution-name/normal/", normal_cases[i].rule, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_normalize);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (directory_cases); i++)
    {
      g_autofree char *path =
        g_strconcat ("/distribution-name/directory/", directory_cases[i].rule, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_directory);
    }

  return g_test_run ();
}
