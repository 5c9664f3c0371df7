/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "compiler-fixture.h"

#include <math.h>

typedef struct
{
  TendrilExtensionRegistry *registry;
  TendrilExtension *extension;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->registry = fixture_registry_new ();
  fixture->extension = fixture_extension_new (fixture->registry, "ext-one");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_finalize_object (fixture->extension);
  g_assert_finalize_object (fixture->registry);
}

static void
test_only_while_init_runs (Fixture       *fixture,
                           gconstpointer  user_data)
{
  g_autoptr (TendrilRegistrar) kept = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_null (tendril_registrar_get_current ());
  kept = g_object_ref (fixture_extension_begin (fixture->extension));
  g_assert_true (tendril_registrar_get_current () == kept);
  fixture_extension_end ();

  g_assert_false (tendril_registrar_add_native (kept, "f", "(float64) -> float64", sqrt,
                                                TENDRIL_OVERLOAD_PURE, &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_INIT);
}

static void
test_refuses_after_drop (Fixture       *fixture,
                         gconstpointer  user_data)
{
  g_autoptr (TendrilRegistrar) kept = g_object_ref (fixture_extension_begin (fixture->extension));
  g_autoptr (GError) error = NULL;

  tendril_extension_set_journal (fixture->extension, NULL, NULL);
  g_assert_false (tendril_registrar_add_source (kept, "f", "() -> int64", "lambda: 1",
                                                TENDRIL_OVERLOAD_NONE, &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_INIT);
  fixture_extension_end ();
}

static void
test_refuses (Fixture       *fixture,
              gconstpointer  user_data)
{
  static const struct
  {
    const char *name;
    const char *signature;
    const char *source;
    TendrilError code;
  } cases[] = {
    { "", "() -> int64", "lambda: 1", TENDRIL_ERROR_INVALID_NAME },
    { "1f", "() -> int64", "lambda: 1", TENDRIL_ERROR_INVALID_NAME },
    { "a.b", "() -> int64", "lambda: 1", TENDRIL_ERROR_INVALID_NAME },
    { "é", "() -> int64", "lambda: 1", TENDRIL_ERROR_INVALID_NAME },
    { "lambda", "() -> int64", "lambda: 1", TENDRIL_ERROR_INVALID_NAME },
    { "while", "() -> int64", "lambda: 1", TENDRIL_ERROR_INVALID_NAME },
    { "operator&", "(int64, int64) -> int64", "lambda a, b: 1", TENDRIL_ERROR_INVALID_NAME },
    { "operator*", "(int64) -> int64", "lambda a: 1", TENDRIL_ERROR_INVALID_SIGNATURE },
    { "operator-", "() -> int64", "lambda: 1", TENDRIL_ERROR_INVALID_SIGNATURE },
    { "f", "int64", "lambda: 1", TENDRIL_ERROR_INVALID_SIGNATURE },
    { "f", "(int64) -> int64", "lambda: 1", TENDRIL_ERROR_INVALID_SIGNATURE },
    { "f", "() -> int64", "lambda: 1 +", TENDRIL_ERROR_SYNTAX },
    { "f", "() -> int64", "1", TENDRIL_ERROR_SYNTAX },
    { "twice", "(int64) -> int64", "lambda x: 2", TENDRIL_ERROR_CONFLICT },
    { "twice", "(int64) -> float64", "lambda x: 2", TENDRIL_ERROR_CONFLICT },
  };
  TendrilRegistrar *registrar = fixture_extension_begin (fixture->extension);

  g_assert_true (tendril_registrar_add_source (registrar, "twice", "(int64) -> int64",
                                               "lambda x: x * 2", TENDRIL_OVERLOAD_NONE, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tendril_registrar_add_source (registrar, cases[i].name, cases[i].signature,
                                                    cases[i].source, TENDRIL_OVERLOAD_NONE,
                                                    &error));
      g_assert_error (error, TENDRIL_ERROR, (int) cases[i].code);
    }
  g_assert_cmpuint (tendril_registrar_get_journal (registrar)->len, ==, 1);
  fixture_extension_end ();
}

static void
test_constants (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) twice = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *qualified = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  TendrilRegistrar *registrar = fixture_extension_begin (fixture->extension);

  g_value_set_int (g_value_init (&value, G_TYPE_INT), 42);
  g_assert_true (tendril_registrar_add_constant (registrar, "answer", &value, &error));
  g_assert_true (tendril_registrar_add_source (registrar, "answer", "() -> int64", "lambda: 43",
                                               TENDRIL_OVERLOAD_NONE, &error));
  g_assert_false (tendril_registrar_add_constant (registrar, "answer", &value, &twice));
  g_assert_error (twice, TENDRIL_ERROR, TENDRIL_ERROR_CONFLICT);
  fixture_extension_end ();

  plain = fixture_evaluate (&fixture->extension, 1, "lambda: answer + answer ()", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (plain, ==, "int64 85");
  qualified = fixture_evaluate (&fixture->extension, 1, "lambda: ext_one.answer", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (qualified, ==, "int64 42");
}

/* What an init compiles sees the built-ins and its own journal, as it is at that moment. */
static void
test_init_compiles_and_calls (Fixture       *fixture,
                              gconstpointer  user_data)
{
  g_autoptr (TendrilCompiler) compiler = tendril_compiler_new (fixture->registry);
  g_autoptr (TendrilFunction) function = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) early = NULL;
  g_autoptr (GError) late = NULL;
  g_auto (GValue) result = G_VALUE_INIT;
  TendrilRegistrar *registrar;

  g_assert_true (tendril_extension_registry_init_all (fixture->registry, NULL, &error));
  function = tendril_compiler_compile (compiler, "lambda: mine (20) + abs (-2)", &error);
  registrar = fixture_extension_begin (fixture->extension);
  g_assert_false (tendril_function_call (function, NULL, 0, &result, &early));
  g_assert_error (early, TENDRIL_ERROR, TENDRIL_ERROR_UNKNOWN_NAME);
  g_assert_true (tendril_registrar_add_source (registrar, "mine", "(int64) -> int64",
                                               "lambda x: x * 2", TENDRIL_OVERLOAD_NONE, &error));
  g_assert_true (tendril_function_call (function, NULL, 0, &result, &error));
  g_assert_no_error (error);
  g_assert_cmpint (g_value_get_int64 (&result), ==, 42);
  fixture_extension_end ();

  /* This extension is not in the registry, so what was compiled for its init must be forgotten. */
  g_assert_false (tendril_function_call (function, NULL, 0, &result, &late));
  g_assert_error (late, TENDRIL_ERROR, TENDRIL_ERROR_UNKNOWN_NAME);
}

static gpointer
call_get_current (gpointer data)
{
  return tendril_registrar_get_current ();
}

static void
test_other_thread_has_none (Fixture       *fixture,
                            gconstpointer  user_data)
{
  fixture_extension_begin (fixture->extension);
  g_assert_null (g_thread_join (g_thread_new ("other", call_get_current, NULL)));
  fixture_extension_end ();
}

#define ADD(name, func)                                                                      \
  g_test_add ("/compiler/registrar/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("only-while-init-runs", test_only_while_init_runs);
  ADD ("refuses-after-drop", test_refuses_after_drop);
  ADD ("refuses", test_refuses);
  ADD ("constants", test_constants);
  ADD ("init-compiles-and-calls", test_init_compiles_and_calls);
  ADD ("other-thread-has-none", test_other_thread_has_none);
  return g_test_run ();
}
