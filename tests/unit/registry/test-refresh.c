/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "registry-fixture.h"

/* Compares with words joined by blanks, sorted as the search path is. */
static void
assert_ids (char       **ids,
            const char  *expected)
{
  g_autofree char *joined = g_strjoinv (" ", ids);

  g_assert_cmpstr (joined, ==, expected);
}

static void
assert_refresh (RegistryFixture *fixture,
                const char      *added,
                const char      *removed,
                const char      *changed)
{
  g_auto (GStrv) added_ids = NULL;
  g_auto (GStrv) removed_ids = NULL;
  g_auto (GStrv) changed_ids = NULL;
  g_autoptr (GError) error = NULL;

  tendril_extension_registry_refresh (fixture->registry, &added_ids, &removed_ids, &changed_ids,
                                      NULL, &error);
  g_assert_no_error (error);
  assert_ids (added_ids, added);
  assert_ids (removed_ids, removed);
  assert_ids (changed_ids, changed);
}

static void
test_refresh_tells_the_difference (RegistryFixture *fixture,
                                   gconstpointer    user_data)
{
  registry_fixture_add (fixture, "one", "fixture.so:fixture_counts");
  registry_fixture_add (fixture, "two", "fixture.so:fixture_counts");
  assert_refresh (fixture, "one two", "", "");
  assert_refresh (fixture, "", "", "");

  registry_fixture_remove (fixture, "one");
  registry_fixture_add (fixture, "two", "fixture.so:fixture_plain");
  registry_fixture_add (fixture, "zed", "fixture.so:fixture_counts");
  assert_refresh (fixture, "zed", "one", "two");
}

static void
test_what_has_not_run_is_replaced (RegistryFixture *fixture,
                                   gconstpointer    user_data)
{
  TendrilEntryPoint *entry_point;

  registry_fixture_add (fixture, "one", "fixture.so:fixture_fails");
  assert_refresh (fixture, "one", "", "");
  registry_fixture_add (fixture, "one", "fixture.so:fixture_counts");
  assert_refresh (fixture, "", "", "one");

  entry_point = tendril_extension_get_entry_point (registry_fixture_get (fixture, "one"));
  g_assert_cmpstr (tendril_entry_point_get_value (entry_point), ==, "fixture.so:fixture_counts");
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->registry)), ==, 1);
  registry_fixture_init_all (fixture);
  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_ACTIVE);
}

static void
test_replaced_extension_has_its_own_plugin_info (RegistryFixture *fixture,
                                                 gconstpointer    user_data)
{
  gpointer before, after;

  registry_fixture_add (fixture, "one", "fixture.so:fixture_fails");
  assert_refresh (fixture, "one", "", "");
  before = tendril_extension_get_plugin_info (registry_fixture_get (fixture, "one"));
  registry_fixture_add (fixture, "one", "fixture.so:fixture_counts");
  assert_refresh (fixture, "", "", "one");
  after = tendril_extension_get_plugin_info (registry_fixture_get (fixture, "one"));

  g_assert_nonnull (after);
  g_assert_true (before != after);
}

static void
test_missing_file_that_appears_mends_the_extension (RegistryFixture *fixture,
                                                    gconstpointer    user_data)
{
  registry_fixture_add (fixture, "one", "late.so:init");
  assert_refresh (fixture, "one", "", "");
  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_FAILED);

  registry_fixture_write (fixture, "late.so", "something");
  assert_refresh (fixture, "", "", "one");
  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_DISCOVERED);
}

static void
test_what_has_run_stays_and_may_come_back (RegistryFixture *fixture,
                                           gconstpointer    user_data)
{
  TendrilExtension *extension;

  registry_fixture_add (fixture, "one", "fixture.so:fixture_counts");
  registry_fixture_init_all (fixture);
  extension = registry_fixture_get (fixture, "one");

  registry_fixture_remove (fixture, "one");
  assert_refresh (fixture, "", "one", "");
  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_REMOVED);
  assert_refresh (fixture, "", "", "");

  registry_fixture_add (fixture, "one", "fixture.so:fixture_counts");
  assert_refresh (fixture, "", "", "one");
  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_ACTIVE);
  g_assert_true (registry_fixture_get (fixture, "one") == extension);
}

static void
test_update_of_an_active_extension_is_told_and_not_run (RegistryFixture *fixture,
                                                        gconstpointer    user_data)
{
  registry_fixture_add (fixture, "one", "fixture.so:fixture_counts");
  registry_fixture_init_all (fixture);
  registry_fixture_add (fixture, "one", "fixture.so:fixture_plain");
  assert_refresh (fixture, "", "", "one");
  registry_fixture_init_all (fixture);

  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_ACTIVE);
  g_assert_cmpuint (registry_fixture_get_runs (fixture, "one"), ==, 1);
}

static void
count_change (GListModel *model,
              guint       position,
              guint       removed,
              guint       added,
              gpointer    user_data)
{
  int *n_items = user_data;

  *n_items += (int) added - (int) removed;
  g_assert_cmpuint (position, <, g_list_model_get_n_items (model));
}

static void
test_items_changed_adds_up (RegistryFixture *fixture,
                            gconstpointer    user_data)
{
  int n_items = 0;

  g_signal_connect (fixture->registry, "items-changed", G_CALLBACK (count_change), &n_items);
  registry_fixture_add (fixture, "one", "fixture.so:fixture_fails");
  registry_fixture_add (fixture, "two", "fixture.so:fixture_counts");
  assert_refresh (fixture, "one two", "", "");
  registry_fixture_add (fixture, "one", "fixture.so:fixture_counts");
  registry_fixture_add (fixture, "zed", "fixture.so:fixture_counts");
  assert_refresh (fixture, "zed", "", "one");

  g_assert_cmpint (n_items, ==, g_list_model_get_n_items (G_LIST_MODEL (fixture->registry)));
  g_signal_handlers_disconnect_by_data (fixture->registry, &n_items);
}

static void
test_diagnose_tells_of_other_groups (RegistryFixture *fixture,
                                     gconstpointer    user_data)
{
  GListModel *diagnostics = tendril_extension_registry_get_diagnostics (fixture->registry);
  g_autoptr (TendrilDiagnostic) diagnostic = NULL;
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "other", "m:f");
  registry_fixture_write (fixture, "other-1.5.dist-info/entry_points.txt",
                          "[some.group]\nname = bad-ref:x\n");
  tendril_extension_registry_diagnose (fixture->registry, NULL, &error);
  g_assert_no_error (error);

  g_assert_cmpuint (g_list_model_get_n_items (diagnostics), ==, 1);
  diagnostic = g_list_model_get_item (diagnostics, 0);
  g_assert_cmpint (tendril_diagnostic_get_code (diagnostic), ==, TENDRIL_DIAGNOSTIC_BAD_REF);
  g_assert_cmpstr (tendril_diagnostic_get_id (diagnostic), ==, "other");
  g_assert_cmpuint (tendril_diagnostic_get_line (diagnostic), ==, 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  REGISTRY_TEST ("/refresh/tells-the-difference", test_refresh_tells_the_difference);
  REGISTRY_TEST ("/refresh/what-has-not-run-is-replaced", test_what_has_not_run_is_replaced);
  REGISTRY_TEST ("/refresh/replaced-extension-has-its-own-plugin-info",
                 test_replaced_extension_has_its_own_plugin_info);
  REGISTRY_TEST ("/refresh/missing-file-that-appears-mends-the-extension",
                 test_missing_file_that_appears_mends_the_extension);
  REGISTRY_TEST ("/refresh/what-has-run-stays-and-may-come-back",
                 test_what_has_run_stays_and_may_come_back);
  REGISTRY_TEST ("/refresh/update-of-an-active-extension-is-told-and-not-run",
                 test_update_of_an_active_extension_is_told_and_not_run);
  REGISTRY_TEST ("/refresh/items-changed-adds-up", test_items_changed_adds_up);
  REGISTRY_TEST ("/refresh/diagnose-tells-of-other-groups", test_diagnose_tells_of_other_groups);

  return g_test_run ();
}
