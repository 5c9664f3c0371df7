/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Who may switch extensions off and on, and who wins. */

#include "registry-fixture.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

static char *
get_settings_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "tendril-1", "settings.ini", NULL);
}

static void
write_settings (const char *text)
{
  g_autofree char *path = get_settings_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GError) error = NULL;

  g_assert_no_errno (g_mkdir_with_parents (folder, 0700));
  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

static void
assert_settings (const char *expected)
{
  g_autofree char *path = get_settings_path ();
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  g_file_get_contents (path, &text, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (text, ==, expected);
}

static void
clear_settings (void)
{
  static const char *const variables[] = { "TENDRIL_AUTOLOAD", "TENDRIL_ENABLE",
                                           "TENDRIL_DISABLE" };
  g_autoptr (GSettings) settings = g_settings_new ("org.tendril.Registry");
  g_autofree char *path = get_settings_path ();

  for (gsize i = 0; i < G_N_ELEMENTS (variables); i++)
    g_unsetenv (variables[i]);
  g_settings_reset (settings, "disabled-extensions");
  g_settings_reset (settings, "enabled-extensions");
  g_settings_reset (settings, "manual-extensions");
  g_settings_reset (settings, "autoload");
  g_unlink (path);
}

static void
set_up (RegistryFixture *fixture,
        gconstpointer    user_data)
{
  clear_settings ();
  registry_fixture_set_up (fixture, user_data);
  registry_fixture_add (fixture, "One_Ext", "fixture.so:fixture_counts");
  registry_fixture_add (fixture, "two", "fixture.so:fixture_plain");
}

static void
tear_down (RegistryFixture *fixture,
           gconstpointer    user_data)
{
  registry_fixture_tear_down (fixture, user_data);
  clear_settings ();
}

static void
assert_disabled (RegistryFixture *fixture,
                 const char      *id,
                 const char      *by)
{
  TendrilExtension *extension = registry_fixture_get (fixture, id);
  const GError *error = tendril_extension_get_error (extension);

  registry_fixture_assert (fixture, id, TENDRIL_EXTENSION_STATE_DISABLED);
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_DISABLED);
  g_assert_nonnull (strstr (error->message, by));
  g_assert_cmpint (tendril_extension_get_init_duration (extension), ==, -1);
}

/* Runs all that may, and tells the states: A for active, D for disabled. */
static void
assert_states (RegistryFixture *fixture,
               const char      *expected)
{
  static const char *const ids[] = { "one-ext", "two" };

  registry_fixture_init_all (fixture);
  for (gsize i = 0; i < G_N_ELEMENTS (ids); i++)
    registry_fixture_assert (fixture, ids[i],
                             expected[i] == 'A' ? TENDRIL_EXTENSION_STATE_ACTIVE
                                                : TENDRIL_EXTENSION_STATE_DISABLED);
}

static void
test_without_settings_all_run (RegistryFixture *fixture,
                               gconstpointer    user_data)
{
  assert_states (fixture, "AA");
}

static void
test_environment_disables_by_any_name (RegistryFixture *fixture,
                                       gconstpointer    user_data)
{
  g_setenv ("TENDRIL_DISABLE", " one.EXT ,, none", TRUE);
  assert_states (fixture, "DA");
  assert_disabled (fixture, "one-ext", "TENDRIL_DISABLE");
}

static void
test_module_names_what_it_holds (RegistryFixture *fixture,
                                 gconstpointer    user_data)
{
  g_setenv ("TENDRIL_DISABLE", "fixture.so", TRUE);
  assert_states (fixture, "DD");
}

static void
test_environment_allows_only_some (RegistryFixture *fixture,
                                   gconstpointer    user_data)
{
  g_setenv ("TENDRIL_ENABLE", "two", TRUE);
  assert_states (fixture, "DA");
  assert_disabled (fixture, "one-ext", "TENDRIL_ENABLE");
}

static void
test_autoload_off_disables_all (RegistryFixture *fixture,
                                gconstpointer    user_data)
{
  g_setenv ("TENDRIL_AUTOLOAD", "0", TRUE);
  assert_states (fixture, "DD");
  assert_disabled (fixture, "two", "TENDRIL_AUTOLOAD");
}

static void
test_key_file_counts (RegistryFixture *fixture,
                      gconstpointer    user_data)
{
  write_settings ("[registry]\ndisabled-extensions=two;\n");
  assert_states (fixture, "AD");
  assert_disabled (fixture, "two", "settings.ini");
}

static void
test_gsettings_count (RegistryFixture *fixture,
                      gconstpointer    user_data)
{
  static const char *const names[] = { "two", NULL };
  g_autoptr (GSettings) settings = g_settings_new ("org.tendril.Registry");

  g_settings_set_strv (settings, "disabled-extensions", names);
  assert_states (fixture, "AD");
  assert_disabled (fixture, "two", "org.tendril.Registry");
}

static void
test_precedence (RegistryFixture *fixture,
                 gconstpointer    user_data)
{
  g_autoptr (GSettings) settings = g_settings_new ("org.tendril.Registry");

  g_settings_set_boolean (settings, "autoload", FALSE);
  tendril_extension_registry_discover (fixture->registry, NULL, NULL);
  g_assert_false (tendril_extension_registry_get_autoload (fixture->registry));
  write_settings ("[registry]\nautoload=true\n");
  tendril_extension_registry_discover (fixture->registry, NULL, NULL);
  g_assert_true (tendril_extension_registry_get_autoload (fixture->registry));
  g_setenv ("TENDRIL_AUTOLOAD", "off", TRUE);
  tendril_extension_registry_discover (fixture->registry, NULL, NULL);
  g_assert_false (tendril_extension_registry_get_autoload (fixture->registry));
  tendril_extension_registry_set_autoload (fixture->registry, TRUE);
  assert_states (fixture, "AA");
}

static void
test_disabled_beats_enabled_whoever_says_which (RegistryFixture *fixture,
                                                gconstpointer    user_data)
{
  static const char *const names[] = { "one-ext", "two", NULL };

  write_settings ("[registry]\ndisabled-extensions=two\n");
  g_setenv ("TENDRIL_ENABLE", "one-ext,two", TRUE);
  tendril_extension_registry_set_enabled_extensions (fixture->registry, names);
  assert_states (fixture, "AD");
}

static void
test_api_takes_effect_until_the_init_runs (RegistryFixture *fixture,
                                           gconstpointer    user_data)
{
  static const char *const names[] = { "two", NULL };

  tendril_extension_registry_discover (fixture->registry, NULL, NULL);
  tendril_extension_registry_set_disabled_extensions (fixture->registry, names);
  assert_disabled (fixture, "two", "application");
  tendril_extension_registry_set_disabled_extensions (fixture->registry, NULL);
  registry_fixture_assert (fixture, "two", TENDRIL_EXTENSION_STATE_DISCOVERED);
  tendril_extension_registry_set_disabled_extensions (fixture->registry, names);
  assert_states (fixture, "AD");
}

static void
disable_two (TendrilExtensionRegistry *registry,
             gpointer                  user_data)
{
  static const char *const names[] = { "two", NULL };

  tendril_extension_registry_set_disabled_extensions (registry, names);
}

static void
test_handler_may_disable_what_has_not_run (RegistryFixture *fixture,
                                           gconstpointer    user_data)
{
  g_signal_connect (fixture->registry, "before-first-compile", G_CALLBACK (disable_two), NULL);
  assert_states (fixture, "AD");
  g_signal_handlers_disconnect_by_func (fixture->registry, disable_two, NULL);
}

static void
test_empty_allow_list_of_the_application_allows_none (RegistryFixture *fixture,
                                                      gconstpointer    user_data)
{
  static const char *const none[] = { NULL };

  tendril_extension_registry_set_enabled_extensions (fixture->registry, none);
  assert_states (fixture, "DD");
}

static void
test_switching_keeps_comments_and_unknown_keys (RegistryFixture *fixture,
                                                gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  write_settings ("# mine\n\n[registry]\n# why\nfuture=1\ndisabled-extensions=two;\n\n[other]\nx=y\n");
  tendril_extension_registry_discover (fixture->registry, NULL, NULL);
  registry_fixture_assert (fixture, "two", TENDRIL_EXTENSION_STATE_DISABLED);
  tendril_extension_registry_enable (fixture->registry, "two", &error);
  g_assert_no_error (error);
  registry_fixture_assert (fixture, "two", TENDRIL_EXTENSION_STATE_DISCOVERED);
  tendril_extension_registry_disable (fixture->registry, "One_Ext", &error);
  g_assert_no_error (error);
  assert_settings ("# mine\n\n[registry]\n# why\nfuture=1\ndisabled-extensions=One_Ext;\n\n"
                   "[other]\nx=y\n");
  assert_states (fixture, "DA");
}

static void
test_enabling_reaches_the_allow_list_and_gsettings (RegistryFixture *fixture,
                                                    gconstpointer    user_data)
{
  static const char *const names[] = { "two", NULL };
  g_autoptr (GSettings) settings = g_settings_new ("org.tendril.Registry");
  g_autoptr (GError) error = NULL;

  g_settings_set_strv (settings, "disabled-extensions", names);
  write_settings ("[registry]\nenabled-extensions=one-ext;\n");
  tendril_extension_registry_enable (fixture->registry, "two", &error);
  g_assert_no_error (error);
  assert_states (fixture, "AA");
}

static void
test_damaged_settings_count_as_far_as_they_can_be_read (RegistryFixture *fixture,
                                                        gconstpointer    user_data)
{
  GListModel *diagnostics = tendril_extension_registry_get_diagnostics (fixture->registry);
  const char *damaged = "[registry]\nnonsense\ndisabled-extensions=two\n[bro[ken\nautoload=0\n";
  g_autoptr (TendrilDiagnostic) diagnostic = NULL;
  g_autoptr (GError) error = NULL;

  write_settings (damaged);
  assert_states (fixture, "AD");
  diagnostic = g_list_model_get_item (diagnostics, 0);
  g_assert_cmpint (tendril_diagnostic_get_code (diagnostic), ==, TENDRIL_DIAGNOSTIC_BAD_SETTINGS);

  g_assert_false (tendril_extension_registry_enable (fixture->registry, "two", &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_SETTINGS);
  assert_settings (damaged);
}

static void
test_linked_settings_stay_a_link (RegistryFixture *fixture,
                                  gconstpointer    user_data)
{
  g_autofree char *path = get_settings_path ();
  g_autofree char *target = g_build_filename (fixture->directory, "dotfile", NULL);
  g_autoptr (GError) error = NULL;

  write_settings ("");
  g_assert_no_errno (g_rename (path, target));
  g_assert_no_errno (symlink (target, path));
  tendril_extension_registry_disable (fixture->registry, "two", &error);
  g_assert_no_error (error);
  g_assert_true (g_file_test (path, G_FILE_TEST_IS_SYMLINK));
  assert_settings ("[registry]\ndisabled-extensions=two;\n");
}

static void
test_manual_waits_for_activate (RegistryFixture *fixture,
                                gconstpointer    user_data)
{
  TendrilExtension *extension;
  g_autoptr (GError) error = NULL;

  write_settings ("[registry]\nmanual-extensions=one_ext\n");
  registry_fixture_init_all (fixture);
  registry_fixture_assert (fixture, "one-ext", TENDRIL_EXTENSION_STATE_DISCOVERED);
  registry_fixture_assert (fixture, "two", TENDRIL_EXTENSION_STATE_ACTIVE);

  extension = registry_fixture_get (fixture, "one-ext");
  g_assert_cmpint (tendril_extension_get_start_mode (extension), ==, TENDRIL_START_MODE_MANUAL);
  tendril_extension_activate (extension, NULL, &error);
  g_assert_no_error (error);
  tendril_extension_activate (extension, NULL, &error);
  g_assert_no_error (error);
  registry_fixture_assert (fixture, "one-ext", TENDRIL_EXTENSION_STATE_ACTIVE);
  g_assert_cmpuint (registry_fixture_get_runs (fixture, "one-ext"), ==, 1);
}

static void
test_manual_may_be_activated_before_the_first_compile (RegistryFixture *fixture,
                                                       gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  write_settings ("[registry]\nmanual-extensions=one_ext\n");
  tendril_extension_registry_discover (fixture->registry, NULL, NULL);
  tendril_extension_activate (registry_fixture_get (fixture, "one-ext"), NULL, &error);
  g_assert_no_error (error);
  assert_states (fixture, "AA");
  g_assert_cmpint (registry_fixture_find_log (fixture, "before"), ==, 0);
}

static void
test_disabled_is_not_activated (RegistryFixture *fixture,
                                gconstpointer    user_data)
{
  TendrilExtension *extension;
  g_autoptr (GError) error = NULL;

  write_settings ("[registry]\nmanual-extensions=one_ext\ndisabled-extensions=one_ext\n");
  registry_fixture_init_all (fixture);
  extension = registry_fixture_get (fixture, "one-ext");
  g_assert_false (tendril_extension_activate (extension, NULL, &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_DISABLED);
  g_clear_error (&error);
  g_assert_false (tendril_extension_registry_admit (fixture->registry, extension, NULL, &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_DISABLED);
  assert_disabled (fixture, "one-ext", "settings.ini");
}

#define CONTROL_TEST(path, function)                                                         \
  g_test_add ("/control/" path, RegistryFixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_autofree char *config = g_dir_make_tmp ("tendril-config-XXXXXX", NULL);

  g_setenv ("XDG_CONFIG_HOME", config, TRUE);
  g_test_init (&argc, &argv, NULL);

  CONTROL_TEST ("without-settings-all-run", test_without_settings_all_run);
  CONTROL_TEST ("environment-by-any-name", test_environment_disables_by_any_name);
  CONTROL_TEST ("module", test_module_names_what_it_holds);
  CONTROL_TEST ("environment-allows", test_environment_allows_only_some);
  CONTROL_TEST ("autoload-off", test_autoload_off_disables_all);
  CONTROL_TEST ("key-file", test_key_file_counts);
  CONTROL_TEST ("gsettings", test_gsettings_count);
  CONTROL_TEST ("precedence", test_precedence);
  CONTROL_TEST ("disabled-beats-enabled", test_disabled_beats_enabled_whoever_says_which);
  CONTROL_TEST ("api", test_api_takes_effect_until_the_init_runs);
  CONTROL_TEST ("handler", test_handler_may_disable_what_has_not_run);
  CONTROL_TEST ("empty-allow-list", test_empty_allow_list_of_the_application_allows_none);
  CONTROL_TEST ("comments-and-unknown-keys", test_switching_keeps_comments_and_unknown_keys);
  CONTROL_TEST ("enable-everywhere", test_enabling_reaches_the_allow_list_and_gsettings);
  CONTROL_TEST ("damaged-settings", test_damaged_settings_count_as_far_as_they_can_be_read);
  CONTROL_TEST ("linked-settings", test_linked_settings_stay_a_link);
  CONTROL_TEST ("manual", test_manual_waits_for_activate);
  CONTROL_TEST ("manual-before", test_manual_may_be_activated_before_the_first_compile);
  CONTROL_TEST ("disabled-is-not-activated", test_disabled_is_not_activated);

  return g_test_run ();
}
