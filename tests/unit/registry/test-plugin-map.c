/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "registry-fixture.h"

#include "tendril-peas-private.h"

static void
test_plugin_info_holds_the_metadata (RegistryFixture *fixture,
                                     gconstpointer    user_data)
{
  PeasPluginInfo *info;
  const char *const *authors;

  registry_fixture_add (fixture, "Some_Thing", "fixture.so:fixture_counts");
  registry_fixture_share (fixture);
  info = tendril_extension_get_plugin_info (registry_fixture_get (fixture, "some-thing"));

  g_assert_nonnull (info);
  g_assert_cmpstr (peas_plugin_info_get_module_name (info), ==, "some-thing");
  g_assert_cmpstr (peas_plugin_info_get_name (info), ==, "Some_Thing");
  g_assert_cmpstr (peas_plugin_info_get_version (info), ==, "1.5");
  g_assert_cmpstr (peas_plugin_info_get_description (info), ==, "About Some_Thing");
  g_assert_cmpstr (peas_plugin_info_get_website (info), ==, "https://example.org/Some_Thing");
  g_assert_cmpstr (peas_plugin_info_get_external_data (info, "Tendril-Id"), ==, "some-thing");
  authors = (const char *const *) peas_plugin_info_get_authors (info);
  g_assert_cmpstr (authors[0], ==, "Ada; and others");
  g_assert_null (authors[1]);
}

static void
test_plugin_is_loaded_while_active (RegistryFixture *fixture,
                                    gconstpointer    user_data)
{
  PeasPluginInfo *good, *bad;

  registry_fixture_add (fixture, "good", "fixture.so:fixture_counts");
  registry_fixture_add (fixture, "bad", "fixture.so:fixture_fails");
  registry_fixture_share (fixture);
  good = tendril_extension_get_plugin_info (registry_fixture_get (fixture, "good"));
  bad = tendril_extension_get_plugin_info (registry_fixture_get (fixture, "bad"));
  g_assert_false (peas_plugin_info_is_loaded (good));

  registry_fixture_init_all (fixture);
  g_assert_true (peas_plugin_info_is_loaded (good));
  g_assert_false (peas_plugin_info_is_loaded (bad));
}

static void
test_engine_is_not_the_default_one (RegistryFixture *fixture,
                                    gconstpointer    user_data)
{
  PeasEngine *engine = tendril_extension_registry_get_engine (fixture->registry);
  g_autoptr (PeasEngine) host = peas_engine_new ();

  g_assert_true (PEAS_IS_ENGINE (engine));
  g_assert_true (host == peas_engine_get_default ());
  g_assert_true (engine != host);
}

static void
test_odd_names_survive_the_key_file (RegistryFixture *fixture,
                                     gconstpointer    user_data)
{
  PeasPluginInfo *info;

  registry_fixture_add (fixture, "odd", "fixture.so:fixture_counts");
  registry_fixture_write (fixture, "odd-1.5.dist-info/METADATA",
                          "Name: odd\nSummary: a = b; [c]\\n # \xe2\x82\xac\nVersion: 1.5\n");
  registry_fixture_share (fixture);
  info = tendril_extension_get_plugin_info (registry_fixture_get (fixture, "odd"));

  g_assert_cmpstr (peas_plugin_info_get_description (info), ==, "a = b; [c]\\n # \xe2\x82\xac");
}

static void
test_thousand_extensions_are_mapped (RegistryFixture *fixture,
                                     gconstpointer    user_data)
{
  GListModel *extensions = G_LIST_MODEL (fixture->registry);

  for (guint i = 0; i < 1000; i++)
    {
      g_autofree char *name = g_strdup_printf ("ext%u", i);

      registry_fixture_add (fixture, name, "fixture.so:fixture_counts");
    }
  registry_fixture_share (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (extensions), ==, 1000);
  for (guint i = 0; i < 1000; i++)
    {
      g_autoptr (TendrilExtension) extension = g_list_model_get_item (extensions, i);
      PeasPluginInfo *info = tendril_extension_get_plugin_info (extension);

      g_assert_cmpstr (peas_plugin_info_get_module_name (info), ==,
                       tendril_extension_get_id (extension));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  REGISTRY_TEST ("/plugin-map/plugin-info-holds-the-metadata",
                 test_plugin_info_holds_the_metadata);
  REGISTRY_TEST ("/plugin-map/plugin-is-loaded-while-active", test_plugin_is_loaded_while_active);
  REGISTRY_TEST ("/plugin-map/engine-is-not-the-default-one", test_engine_is_not_the_default_one);
  REGISTRY_TEST ("/plugin-map/odd-names-survive-the-key-file",
                 test_odd_names_survive_the_key_file);
  REGISTRY_TEST ("/plugin-map/thousand-extensions-are-mapped",
                 test_thousand_extensions_are_mapped);

  return g_test_run ();
}
