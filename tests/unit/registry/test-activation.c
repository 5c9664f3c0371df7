/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "registry-fixture.h"

#include <string.h>

static void
test_discover_runs_nothing (RegistryFixture *fixture,
                            gconstpointer    user_data)
{
  registry_fixture_add (fixture, "Some_Thing", "fixture.so:fixture_counts");
  registry_fixture_share (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->registry)), ==, 1);
  registry_fixture_assert (fixture, "some-thing", TENDRIL_EXTENSION_STATE_DISCOVERED);
  g_assert_cmpuint (registry_fixture_get_runs (fixture, "some-thing"), ==, 0);
  g_assert_cmpuint (fixture->log->len, ==, 0);
}

static void
test_extension_is_described_by_metadata (RegistryFixture *fixture,
                                         gconstpointer    user_data)
{
  TendrilExtension *extension;
  TendrilEntryPoint *entry_point;

  registry_fixture_add (fixture, "Some_Thing", "fixture.so:fixture_counts");
  registry_fixture_share (fixture);
  extension = registry_fixture_get (fixture, "some-thing");
  entry_point = tendril_extension_get_entry_point (extension);

  g_assert_cmpstr (tendril_extension_get_name (extension), ==, "Some_Thing");
  g_assert_cmpstr (tendril_extension_get_version (extension), ==, "1.5");
  g_assert_cmpstr (tendril_extension_get_description (extension), ==, "About Some_Thing");
  g_assert_cmpstr (tendril_extension_get_licence (extension), ==, "MIT");
  g_assert_cmpstr (tendril_extension_get_language (extension), ==, "native");
  g_assert_cmpint (tendril_extension_get_init_duration (extension), ==, -1);
  g_assert_null (tendril_extension_get_error (extension));
  g_assert_cmpstr (tendril_entry_point_get_value (entry_point), ==, "fixture.so:fixture_counts");
  g_assert_cmpuint (tendril_entry_point_get_line (entry_point), ==, 2);
}

static void
test_init_all_runs_each_init_once (RegistryFixture *fixture,
                                   gconstpointer    user_data)
{
  registry_fixture_add (fixture, "one", "fixture.so:fixture_counts");
  registry_fixture_add (fixture, "two", "fixture.so:fixture_plain");
  registry_fixture_init_all (fixture);
  registry_fixture_init_all (fixture);

  g_assert_cmpuint (registry_fixture_get_runs (fixture, "one"), ==, 1);
  g_assert_cmpuint (registry_fixture_get_runs (fixture, "two"), ==, 1);
  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_ACTIVE);
  g_assert_cmpint (tendril_extension_get_init_duration (registry_fixture_get (fixture, "one")), >=,
                   0);
}

static void
test_signal_comes_once_before_any_init (RegistryFixture *fixture,
                                        gconstpointer    user_data)
{
  registry_fixture_add (fixture, "one", "fixture.so:fixture_counts");
  registry_fixture_add (fixture, "two", "fixture.so:fixture_fails");
  registry_fixture_init_all (fixture);
  registry_fixture_init_all (fixture);

  g_assert_cmpuint (fixture->log->len, ==, 5);
  g_assert_cmpint (registry_fixture_find_log (fixture, "before"), ==, 0);
  g_assert_cmpint (registry_fixture_find_log (fixture, "initializing one 1/2"), ==, 1);
  g_assert_cmpint (registry_fixture_find_log (fixture, "initialized one"), ==, 2);
  g_assert_cmpint (registry_fixture_find_log (fixture, "initializing two 2/2"), ==, 3);
  g_assert_cmpint (registry_fixture_find_log (fixture, "failed two"), ==, 4);
}

static void
test_signal_comes_without_extensions (RegistryFixture *fixture,
                                      gconstpointer    user_data)
{
  registry_fixture_init_all (fixture);
  g_assert_cmpuint (fixture->log->len, ==, 1);
}

static const struct
{
  const char *name;
  const char *value;
  int code;
} broken[] = {
  { "no-module", "absent.so:init", TENDRIL_ERROR_NO_MODULE },
  { "no-symbol", "fixture.so:absent", TENDRIL_ERROR_NO_SYMBOL },
  { "no-attr", "fixture.so", TENDRIL_ERROR_NO_SYMBOL },
  { "no-elf", "text.so:init", TENDRIL_ERROR_BAD_MODULE },
  { "no-loader", "some.module:init", TENDRIL_ERROR_NO_LOADER },
};

static void
test_failures_name_their_cause_and_the_rest_goes_on (RegistryFixture *fixture,
                                                     gconstpointer    user_data)
{
  registry_fixture_write (fixture, "text.so", "this is no shared object");
  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    registry_fixture_add (fixture, broken[i].name, broken[i].value);
  registry_fixture_add (fixture, "zz-last", "fixture.so:fixture_counts");
  registry_fixture_init_all (fixture);

  for (gsize i = 0; i < G_N_ELEMENTS (broken); i++)
    {
      TendrilExtension *extension = registry_fixture_get (fixture, broken[i].name);

      registry_fixture_assert (fixture, broken[i].name, TENDRIL_EXTENSION_STATE_FAILED);
      g_assert_error (tendril_extension_get_error (extension), TENDRIL_ERROR, broken[i].code);
    }
  registry_fixture_assert (fixture, "zz-last", TENDRIL_EXTENSION_STATE_ACTIVE);
}

static void
test_missing_file_is_failed_from_discovery_on (RegistryFixture *fixture,
                                               gconstpointer    user_data)
{
  GListModel *diagnostics = tendril_extension_registry_get_diagnostics (fixture->registry);
  g_autoptr (TendrilDiagnostic) diagnostic = NULL;

  registry_fixture_add (fixture, "gone", "absent.so:init");
  registry_fixture_share (fixture);

  registry_fixture_assert (fixture, "gone", TENDRIL_EXTENSION_STATE_FAILED);
  g_assert_cmpuint (g_list_model_get_n_items (diagnostics), ==, 1);
  diagnostic = g_list_model_get_item (diagnostics, 0);
  g_assert_cmpint (tendril_diagnostic_get_code (diagnostic), ==, TENDRIL_DIAGNOSTIC_STALE);
  g_assert_cmpint (tendril_diagnostic_get_severity (diagnostic), ==, TENDRIL_SEVERITY_ERROR);
  g_assert_cmpuint (tendril_diagnostic_get_line (diagnostic), ==, 2);
  g_assert_true (g_str_has_suffix (tendril_diagnostic_get_file (diagnostic),
                                   "/gone-1.5.dist-info/entry_points.txt"));
}

static void
test_init_reports_its_own_error (RegistryFixture *fixture,
                                 gconstpointer    user_data)
{
  registry_fixture_add (fixture, "unwilling", "fixture.so:fixture_fails");
  registry_fixture_init_all (fixture);

  g_assert_error (tendril_extension_get_error (registry_fixture_get (fixture, "unwilling")),
                  G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED);
  g_assert_cmpuint (registry_fixture_get_runs (fixture, "unwilling"), ==, 1);
}

static void
test_reentry_returns_at_once (RegistryFixture *fixture,
                              gconstpointer    user_data)
{
  registry_fixture_add (fixture, "one", "fixture.so:fixture_reenters");
  registry_fixture_add (fixture, "two", "fixture.so:fixture_reenters");
  registry_fixture_share (fixture);
  registry_fixture_init_all (fixture);

  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_ACTIVE);
  registry_fixture_assert (fixture, "two", TENDRIL_EXTENSION_STATE_ACTIVE);
  g_assert_cmpuint (registry_fixture_get_runs (fixture, "one"), ==, 1);
}

static void
test_late_arrival_is_pending (RegistryFixture *fixture,
                              gconstpointer    user_data)
{
  registry_fixture_init_all (fixture);
  registry_fixture_add (fixture, "late", "fixture.so:fixture_counts");
  registry_fixture_share (fixture);
  registry_fixture_init_all (fixture);

  registry_fixture_assert (fixture, "late", TENDRIL_EXTENSION_STATE_PENDING);
  g_assert_cmpuint (registry_fixture_get_runs (fixture, "late"), ==, 0);
}

static void
test_removed_package_is_removed (RegistryFixture *fixture,
                                 gconstpointer    user_data)
{
  registry_fixture_add (fixture, "leaving", "fixture.so:fixture_counts");
  registry_fixture_init_all (fixture);
  registry_fixture_remove (fixture, "leaving");
  registry_fixture_share (fixture);

  registry_fixture_assert (fixture, "leaving", TENDRIL_EXTENSION_STATE_REMOVED);
}

static void
test_removed_package_is_not_run (RegistryFixture *fixture,
                                 gconstpointer    user_data)
{
  registry_fixture_add (fixture, "leaving", "fixture.so:fixture_counts");
  registry_fixture_share (fixture);
  registry_fixture_remove (fixture, "leaving");
  registry_fixture_share (fixture);
  registry_fixture_init_all (fixture);

  g_assert_cmpuint (registry_fixture_get_runs (fixture, "leaving"), ==, 0);
}

static void
test_other_groups_are_not_ours (RegistryFixture *fixture,
                                gconstpointer    user_data)
{
  registry_fixture_add (fixture, "other", "fixture.so:fixture_counts");
  registry_fixture_write (fixture, "other-1.5.dist-info/entry_points.txt",
                          "[numba_extensions]\ninit = fixture.so:fixture_counts\n"
                          "[tendril_extensions]\nstart = fixture.so:fixture_counts\n");
  registry_fixture_share (fixture);

  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (fixture->registry)), ==, 0);
}

static void
test_seed_changes_the_order (RegistryFixture *fixture,
                             gconstpointer    user_data)
{
  g_autoptr (GString) order = g_string_new (NULL);

  for (char name[] = "a"; *name <= 'h'; (*name)++)
    registry_fixture_add (fixture, name, "fixture.so:fixture_counts");
  g_setenv ("TENDRIL_ORDER_SEED", "7", TRUE);
  registry_fixture_init_all (fixture);
  g_unsetenv ("TENDRIL_ORDER_SEED");

  for (guint i = 0; i < fixture->log->len; i++)
    if (g_str_has_prefix (g_ptr_array_index (fixture->log, i), "initialized "))
      g_string_append (order, (char *) g_ptr_array_index (fixture->log, i) + strlen ("initialized "));
  g_assert_cmpuint (order->len, ==, 8);
  g_assert_cmpstr (order->str, !=, "abcdefgh");
}

static void
test_default_registry_is_one (RegistryFixture *fixture,
                              gconstpointer    user_data)
{
  TendrilExtensionRegistry *registry = tendril_extension_registry_get_default ();

  g_assert_true (registry == tendril_extension_registry_get_default ());
  g_assert_cmpstr (tendril_extension_registry_get_group (registry), ==, "tendril_extensions");
  g_assert_cmpstr (tendril_extension_registry_get_entry_point_name (registry), ==, "init");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  REGISTRY_TEST ("/activation/discover-runs-nothing", test_discover_runs_nothing);
  REGISTRY_TEST ("/activation/extension-is-described-by-metadata",
                 test_extension_is_described_by_metadata);
  REGISTRY_TEST ("/activation/init-all-runs-each-init-once", test_init_all_runs_each_init_once);
  REGISTRY_TEST ("/activation/signal-comes-once-before-any-init",
                 test_signal_comes_once_before_any_init);
  REGISTRY_TEST ("/activation/signal-comes-without-extensions",
                 test_signal_comes_without_extensions);
  REGISTRY_TEST ("/activation/failures-name-their-cause-and-the-rest-goes-on",
                 test_failures_name_their_cause_and_the_rest_goes_on);
  REGISTRY_TEST ("/activation/missing-file-is-failed-from-discovery-on",
                 test_missing_file_is_failed_from_discovery_on);
  REGISTRY_TEST ("/activation/init-reports-its-own-error", test_init_reports_its_own_error);
  REGISTRY_TEST ("/activation/reentry-returns-at-once", test_reentry_returns_at_once);
  REGISTRY_TEST ("/activation/late-arrival-is-pending", test_late_arrival_is_pending);
  REGISTRY_TEST ("/activation/removed-package-is-removed", test_removed_package_is_removed);
  REGISTRY_TEST ("/activation/removed-package-is-not-run", test_removed_package_is_not_run);
  REGISTRY_TEST ("/activation/other-groups-are-not-ours", test_other_groups_are_not_ours);
  REGISTRY_TEST ("/activation/seed-changes-the-order", test_seed_changes_the_order);
  REGISTRY_TEST ("/activation/default-registry-is-one", test_default_registry_is_one);

  return g_test_run ();
}
