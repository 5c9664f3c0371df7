/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-distribution-private.h"
#include "tendril-entry-point-private.h"

#include <string.h>

static TendrilDistribution *
make (const char *directory,
      const char *metadata_text)
{
  g_auto (TendrilMetadata) metadata = { 0 };

  tendril_metadata_parse (&metadata, metadata_text, strlen (metadata_text));
  return tendril_distribution_new ("/site", directory, &metadata);
}

static void
test_metadata_names_it (void)
{
  g_autoptr (TendrilDistribution) distribution =
    make ("foo_bar-1.0.dist-info", "Name: Foo.Bar\nVersion: 1.0.0\nSummary: S\n");

  g_assert_cmpstr (tendril_distribution_get_name (distribution), ==, "Foo.Bar");
  g_assert_cmpstr (tendril_distribution_get_id (distribution), ==, "foo-bar");
  g_assert_cmpstr (tendril_distribution_get_version (distribution), ==, "1.0.0");
  g_assert_cmpstr (tendril_distribution_get_summary (distribution), ==, "S");
  g_assert_null (tendril_distribution_get_license (distribution));
  g_assert_cmpstr (tendril_distribution_get_path (distribution), ==, "/site/foo_bar-1.0.dist-info");
  g_assert_cmpstr (tendril_distribution_get_location (distribution), ==, "/site");
}

static void
test_directory_names_it (void)
{
  g_autoptr (TendrilDistribution) distribution = make ("Foo_Bar-1.0-py3.11.egg-info", "");

  g_assert_cmpstr (tendril_distribution_get_name (distribution), ==, "Foo_Bar");
  g_assert_cmpstr (tendril_distribution_get_id (distribution), ==, "foo-bar");
  g_assert_cmpstr (tendril_distribution_get_version (distribution), ==, "1.0");
}

static void
test_empty_headers_name_nothing (void)
{
  g_autoptr (TendrilDistribution) distribution =
    make ("foo-1.0.dist-info", "Name: \nVersion:\nSummary:\n");

  g_assert_cmpstr (tendril_distribution_get_name (distribution), ==, "foo");
  g_assert_cmpstr (tendril_distribution_get_id (distribution), ==, "foo");
  g_assert_cmpstr (tendril_distribution_get_version (distribution), ==, "1.0");
  g_assert_null (tendril_distribution_get_summary (distribution));
}

static void
test_without_version (void)
{
  g_autoptr (TendrilDistribution) distribution = make ("foo.egg-info", "");

  g_assert_null (tendril_distribution_get_version (distribution));
}

static void
test_names_are_utf8 (void)
{
  g_autoptr (TendrilDistribution) distribution = make ("f\xff-1\xff.dist-info", "");

  g_assert_true (g_utf8_validate (tendril_distribution_get_name (distribution), -1, NULL));
  g_assert_true (g_utf8_validate (tendril_distribution_get_id (distribution), -1, NULL));
  g_assert_true (g_utf8_validate (tendril_distribution_get_version (distribution), -1, NULL));
}

static void
take_entry (const TendrilManifestEntry *entry,
            gpointer                    user_data)
{
  *(TendrilEntryPoint **) user_data = tendril_entry_point_new (entry);
}

static void
no_diagnostic (TendrilDiagnosticCode  code,
               TendrilSeverity        severity,
               guint                  line,
               guint                  column,
               const char            *cause,
               gpointer               user_data)
{
  g_assert_not_reached ();
}

static TendrilEntryPoint *
parse_one (const char *text)
{
  static const TendrilManifestHandler handler = { take_entry, no_diagnostic };
  TendrilEntryPoint *entry_point = NULL;

  tendril_manifest_parse (text, strlen (text), &handler, &entry_point);
  return entry_point;
}

static void
test_entry_point (void)
{
  g_autoptr (TendrilEntryPoint) entry_point = parse_one ("[g]\n\n n =  a.b : C.f  [x-y, z]  ");
  g_autoptr (TendrilDistribution) distribution = make ("foo-1.0.dist-info", "");

  g_assert_cmpstr (tendril_entry_point_get_group (entry_point), ==, "g");
  g_assert_cmpstr (tendril_entry_point_get_name (entry_point), ==, "n");
  g_assert_cmpstr (tendril_entry_point_get_value (entry_point), ==, "a.b : C.f  [x-y, z]");
  g_assert_cmpstr (tendril_entry_point_get_module (entry_point), ==, "a.b");
  g_assert_cmpstr (tendril_entry_point_get_attr (entry_point), ==, "C.f");
  g_assert_cmpstrv (tendril_entry_point_get_extras (entry_point),
                    ((const char *const[]) { "x-y", "z", NULL }));
  g_assert_cmpuint (tendril_entry_point_get_line (entry_point), ==, 3);

  g_assert_null (tendril_entry_point_get_distribution (entry_point));
  tendril_entry_point_set_distribution (entry_point, distribution);
  g_assert_true (tendril_entry_point_get_distribution (entry_point) == distribution);
}

static void
test_entry_point_without_attr (void)
{
  g_autoptr (TendrilEntryPoint) entry_point = parse_one ("[g]\nn = a.b");

  g_assert_null (tendril_entry_point_get_attr (entry_point));
  g_assert_nonnull (tendril_entry_point_get_extras (entry_point));
  g_assert_null (tendril_entry_point_get_extras (entry_point)[0]);
}

/* Every property says what its getter says. */
static void
test_entry_point_properties (void)
{
  g_autoptr (TendrilEntryPoint) entry_point = parse_one ("[g]\nn = m:f [x]");
  g_autofree char *group = NULL, *name = NULL, *value = NULL, *module = NULL, *attr = NULL;
  g_auto (GStrv) extras = NULL;
  guint line;

  g_object_get (entry_point, "group", &group, "name", &name, "value", &value, "module", &module,
                "attr", &attr, "extras", &extras, "line", &line, NULL);
  g_assert_cmpstr (group, ==, "g");
  g_assert_cmpstr (name, ==, "n");
  g_assert_cmpstr (value, ==, "m:f [x]");
  g_assert_cmpstr (module, ==, "m");
  g_assert_cmpstr (attr, ==, "f");
  g_assert_cmpstrv (extras, ((const char *const[]) { "x", NULL }));
  g_assert_cmpuint (line, ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/distribution/metadata-names-it", test_metadata_names_it);
  g_test_add_func ("/distribution/directory-names-it", test_directory_names_it);
  g_test_add_func ("/distribution/empty-headers-name-nothing", test_empty_headers_name_nothing);
  g_test_add_func ("/distribution/without-version", test_without_version);
  g_test_add_func ("/distribution/names-are-utf8", test_names_are_utf8);
  g_test_add_func ("/entry-point/parts", test_entry_point);
  g_test_add_func ("/entry-point/without-attr", test_entry_point_without_attr);
  g_test_add_func ("/entry-point/properties", test_entry_point_properties);

  return g_test_run ();
}
