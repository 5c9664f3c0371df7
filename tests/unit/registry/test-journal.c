/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "registry-fixture.h"

#include <string.h>

static double
call (RegistryFixture  *fixture,
      const char       *source,
      double            argument,
      GError          **error)
{
  g_autoptr (TendrilCompiler) compiler = tendril_compiler_new (fixture->registry);
  g_autoptr (TendrilFunction) function = tendril_compiler_compile (compiler, source, error);
  g_auto (GValue) x = G_VALUE_INIT;
  g_auto (GValue) result = G_VALUE_INIT;

  g_value_set_double (g_value_init (&x, G_TYPE_DOUBLE), argument);
  if (function == NULL || !tendril_function_call (function, &x, 1, &result, error))
    return 0;

  g_assert_true (G_VALUE_HOLDS_DOUBLE (&result));
  return g_value_get_double (&result);
}

static void
test_first_call_initializes_everything (RegistryFixture *fixture,
                                        gconstpointer    user_data)
{
  g_autoptr (TendrilCompiler) compiler = tendril_compiler_new (fixture->registry);
  g_autoptr (TendrilFunction) function = NULL;
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "one", "fixture.so:fixture_registers");
  function = tendril_compiler_compile (compiler, "lambda x: twice(x)", &error);
  g_assert_no_error (error);
  g_assert_nonnull (function);
  g_assert_false (tendril_extension_registry_get_initialized (fixture->registry));

  g_assert_cmpfloat (call (fixture, "lambda x: twice(x) + 1", 4, &error), ==, 9);
  g_assert_no_error (error);
  g_assert_true (tendril_extension_registry_get_initialized (fixture->registry));
  g_assert_cmpint (registry_fixture_find_log (fixture, "before"), ==, 0);
}

static void
test_later_compiler_replays_the_journals (RegistryFixture *fixture,
                                          gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "one", "fixture.so:fixture_registers");
  registry_fixture_init_all (fixture);

  g_assert_cmpfloat (call (fixture, "lambda x: twice(x)", 4, &error), ==, 8);
  g_assert_no_error (error);
  g_assert_cmpuint (registry_fixture_get_runs (fixture, "one"), ==, 1);
}

static void
test_failed_init_leaves_nothing (RegistryFixture *fixture,
                                 gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "one", "fixture.so:fixture_registers_then_fails");
  call (fixture, "lambda x: never_seen(x)", 4, &error);

  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_UNKNOWN_NAME);
  g_assert_true (g_str_has_prefix (error->message, "1:11: "));
  g_assert_nonnull (strstr (error->message, "\nlambda x: never_seen(x)\n          ^"));
}

static void
test_init_sees_only_its_own_journal (RegistryFixture *fixture,
                                     gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "aaa", "fixture.so:fixture_registers");
  registry_fixture_add (fixture, "zzz", "fixture.so:fixture_compiles");
  registry_fixture_share (fixture);
  registry_fixture_init_all (fixture);

  registry_fixture_assert (fixture, "zzz", TENDRIL_EXTENSION_STATE_ACTIVE);
  g_assert_cmpfloat (call (fixture, "lambda x: own(twice(x))", 4, &error), ==, 16);
  g_assert_no_error (error);
}

static void
test_conflict_names_both (RegistryFixture *fixture,
                          gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "first-one", "fixture.so:fixture_registers");
  registry_fixture_add (fixture, "other", "fixture.so:fixture_registers_other");
  call (fixture, "lambda x: twice(x)", 4, &error);

  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_CONFLICT);
  g_assert_nonnull (strstr (error->message, "first-one"));
  g_assert_nonnull (strstr (error->message, "other"));
  registry_fixture_assert (fixture, "first-one", TENDRIL_EXTENSION_STATE_ACTIVE);
  registry_fixture_assert (fixture, "other", TENDRIL_EXTENSION_STATE_ACTIVE);
}

static void
test_qualified_names_know_no_conflict (RegistryFixture *fixture,
                                       gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "first-one", "fixture.so:fixture_registers");
  registry_fixture_add (fixture, "other", "fixture.so:fixture_registers_other");

  g_assert_cmpfloat (call (fixture, "lambda x: first_one.twice(x)", 4, &error), ==, 8);
  g_assert_no_error (error);
  g_assert_cmpfloat (call (fixture, "lambda x: other.twice(x)", 4, &error), ==, -4);
  g_assert_no_error (error);
}

static void
test_bad_source_fails_the_init_that_registers_it (RegistryFixture *fixture,
                                                  gconstpointer    user_data)
{
  registry_fixture_add (fixture, "careless", "fixture.so:fixture_bad_source");
  registry_fixture_init_all (fixture);

  g_assert_error (tendril_extension_get_error (registry_fixture_get (fixture, "careless")),
                  TENDRIL_ERROR, TENDRIL_ERROR_SYNTAX);
}

static void
test_every_order_gives_the_same (RegistryFixture *fixture,
                                 gconstpointer    user_data)
{
  static const char *const seeds[] = { "1", "2", "3", "4", "5", "6", "7", "8" };

  registry_fixture_add (fixture, "a", "fixture.so:fixture_registers");
  registry_fixture_add (fixture, "b", "fixture.so:fixture_registers_other");
  registry_fixture_add (fixture, "c", "fixture.so:fixture_registers_then_fails");

  for (gsize i = 0; i < G_N_ELEMENTS (seeds); i++)
    {
      RegistryFixture other = { .directory = fixture->directory };
      g_autoptr (GError) conflict = NULL;
      g_autoptr (GError) error = NULL;

      g_setenv ("TENDRIL_ORDER_SEED", seeds[i], TRUE);
      other.registry = g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "isolated", TRUE, NULL);
      tendril_extension_registry_add_extension_path (other.registry, other.directory);

      call (&other, "lambda x: twice(x)", 4, &conflict);
      g_assert_error (conflict, TENDRIL_ERROR, TENDRIL_ERROR_CONFLICT);
      g_assert_cmpfloat (call (&other, "lambda x: a.twice(b.twice(x))", 4, &error), ==, -8);
      g_assert_no_error (error);
      g_assert_finalize_object (other.registry);
      g_unsetenv ("TENDRIL_ORDER_SEED");
    }
}

static void
test_no_registrar_outside_of_an_init (RegistryFixture *fixture,
                                      gconstpointer    user_data)
{
  g_assert_null (tendril_registrar_get_current ());
  g_assert_null (tendril_extension_get_current ());
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  REGISTRY_TEST ("/journal/first-call-initializes-everything",
                 test_first_call_initializes_everything);
  REGISTRY_TEST ("/journal/later-compiler-replays-the-journals",
                 test_later_compiler_replays_the_journals);
  REGISTRY_TEST ("/journal/failed-init-leaves-nothing", test_failed_init_leaves_nothing);
  REGISTRY_TEST ("/journal/init-sees-only-its-own-journal", test_init_sees_only_its_own_journal);
  REGISTRY_TEST ("/journal/conflict-names-both", test_conflict_names_both);
  REGISTRY_TEST ("/journal/qualified-names-know-no-conflict",
                 test_qualified_names_know_no_conflict);
  REGISTRY_TEST ("/journal/bad-source-fails-the-init-that-registers-it",
                 test_bad_source_fails_the_init_that_registers_it);
  REGISTRY_TEST ("/journal/every-order-gives-the-same", test_every_order_gives_the_same);
  REGISTRY_TEST ("/journal/no-registrar-outside-of-an-init",
                 test_no_registrar_outside_of_an_init);

  return g_test_run ();
}
