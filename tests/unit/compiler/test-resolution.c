/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "compiler-fixture.h"

#include <string.h>

/* Two extensions, of which each case says what they register. */
typedef struct
{
  TendrilExtensionRegistry *registry;
  TendrilExtension *extensions[2];
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->registry = fixture_registry_new ();
  fixture->extensions[0] = fixture_extension_new (fixture->registry, "ext-one");
  fixture->extensions[1] = fixture_extension_new (fixture->registry, "ext-two");
  for (guint i = 0; i < 2; i++)
    {
      fixture_extension_begin (fixture->extensions[i]);
      fixture_extension_end ();
    }
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_finalize_object (fixture->extensions[0]);
  g_assert_finalize_object (fixture->extensions[1]);
  g_assert_finalize_object (fixture->registry);
}

static void
add (Fixture    *fixture,
     guint       extension,
     const char *name,
     const char *signature,
     const char *source)
{
  g_autoptr (GError) error = NULL;
  TendrilRegistrar *registrar = fixture_extension_begin (fixture->extensions[extension]);

  tendril_registrar_add_source (registrar, name, signature, source, TENDRIL_OVERLOAD_PURE, &error);
  fixture_extension_end ();
  g_assert_no_error (error);
}

static void
assert_gives (Fixture    *fixture,
              const char *source,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *result = fixture_evaluate (fixture->extensions, 2, source, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (result, ==, expected);
}

static void
assert_fails (Fixture      *fixture,
              const char   *source,
              TendrilError  code,
              const char   *message)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fixture_evaluate (fixture->extensions, 2, source, &error));
  g_assert_error (error, TENDRIL_ERROR, (int) code);
  g_assert_cmpstr (error->message, ==, message);
}

static void
test_exact_first (Fixture       *fixture,
                  gconstpointer  user_data)
{
  add (fixture, 0, "which", "(bool) -> int64", "lambda x: 1");
  add (fixture, 0, "which", "(int64) -> int64", "lambda x: 2");
  add (fixture, 1, "which", "(float64) -> int64", "lambda x: 3");
  assert_gives (fixture, "lambda: which (True)", "int64 1");
  assert_gives (fixture, "lambda: which (1)", "int64 2");
  assert_gives (fixture, "lambda: which (1.0)", "int64 3");
}

static void
test_cheapest_conversion (Fixture       *fixture,
                          gconstpointer  user_data)
{
  add (fixture, 0, "which", "(int64, float64) -> int64", "lambda x, y: 1");
  add (fixture, 1, "which", "(float64, float64) -> int64", "lambda x, y: 2");
  assert_gives (fixture, "lambda: which (1, 1)", "int64 1");
  assert_gives (fixture, "lambda: which (True, 1)", "int64 1");
  assert_gives (fixture, "lambda: which (1.0, 1)", "int64 2");
}

static void
test_ambiguous (Fixture       *fixture,
                gconstpointer  user_data)
{
  add (fixture, 0, "f", "(int64, float64) -> int64", "lambda x, y: 1");
  add (fixture, 1, "f", "(float64, int64) -> int64", "lambda x, y: 2");
  assert_gives (fixture, "lambda: f (1, 1.0)", "int64 1");
  assert_fails (fixture, "lambda: f (1, 1)", TENDRIL_ERROR_AMBIGUOUS,
                "1:9: “f” with (int64, int64) is ambiguous\n"
                "lambda: f (1, 1)\n"
                "        ^\n"
                "candidates:\n"
                "  f (int64, float64) -> int64, of “ext-one”\n"
                "  f (float64, int64) -> int64, of “ext-two”");
}

static void
test_conflict (Fixture       *fixture,
               gconstpointer  user_data)
{
  add (fixture, 0, "f", "(float64) -> int64", "lambda x: 1");
  add (fixture, 0, "f", "(int64) -> int64", "lambda x: 2");
  add (fixture, 1, "f", "(float64) -> float64", "lambda x: 3");
  assert_gives (fixture, "lambda: f (1)", "int64 2");
  assert_gives (fixture, "lambda: ext_one.f (1.0)", "int64 1");
  assert_gives (fixture, "lambda: ext_two.f (1)", "float64 3.0");
  assert_fails (fixture, "lambda: f (1.0)", TENDRIL_ERROR_CONFLICT,
                "1:9: “f” is registered by both “ext-one” and “ext-two”\n"
                "lambda: f (1.0)\n"
                "        ^\n"
                "name one of them: “ext_one.f” or “ext_two.f”");
}

static void
test_late_extension_changes_nothing (Fixture       *fixture,
                                     gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *plain = NULL;
  g_autofree char *qualified = NULL;

  add (fixture, 0, "f", "(float64) -> int64", "lambda x: 1");
  add (fixture, 1, "f", "(float64) -> int64", "lambda x: 2");
  plain = fixture_evaluate_late (fixture->extensions, 2, "lambda: f (1.0)", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (plain, ==, "int64 1");
  qualified = fixture_evaluate_late (fixture->extensions, 2, "lambda: ext_two.f (1.0)", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (qualified, ==, "int64 2");
}

static void
test_builtin_wins (Fixture       *fixture,
                   gconstpointer  user_data)
{
  add (fixture, 0, "operator+", "(int64, int64) -> int64", "lambda x, y: 7");
  add (fixture, 0, "sqrt", "(float64) -> float64", "lambda x: 7.0");
  add (fixture, 0, "sqrt", "(int64) -> int64", "lambda x: 7");
  assert_gives (fixture, "lambda: 1 + 1", "int64 2");
  assert_gives (fixture, "lambda: sqrt (4.0)", "float64 2.0");
  assert_gives (fixture, "lambda: sqrt (4)", "int64 7");
  assert_gives (fixture, "lambda: ext_one.sqrt (4.0)", "float64 7.0");
}

static void
test_dormant (Fixture       *fixture,
              gconstpointer  user_data)
{
  add (fixture, 0, "f", "(complex128) -> int64", "lambda z: 1");
  add (fixture, 0, "g", "(int64) -> int64", "lambda x: 2");
  add (fixture, 1, "f", "(int64) -> complex128", "lambda x: 3");
  assert_gives (fixture, "lambda: g (1)", "int64 2");
  assert_fails (fixture, "lambda: f (1)", TENDRIL_ERROR_UNKNOWN_NAME,
                "1:9: unknown function “f”\nlambda: f (1)\n        ^");
}

static void
test_recursion (Fixture       *fixture,
                gconstpointer  user_data)
{
  add (fixture, 0, "f", "(int64) -> int64", "lambda x: g (x) + 1");
  add (fixture, 1, "g", "(int64) -> int64", "lambda x: x and f (x)");
  assert_fails (fixture, "lambda: f (1)", TENDRIL_ERROR_RECURSION,
                "1:17: source overloads may not call themselves: f → g → f\n"
                "lambda x: x and f (x)\n"
                "                ^\n"
                "in “g” of “ext-two”");
}

static void
test_body_of_other_type (Fixture       *fixture,
                         gconstpointer  user_data)
{
  add (fixture, 0, "f", "(int64) -> int64", "lambda x: x / 2");
  add (fixture, 0, "g", "(int64) -> float64", "lambda x: x");
  assert_gives (fixture, "lambda: g (1)", "float64 1.0");
  assert_fails (fixture, "lambda: f (1)", TENDRIL_ERROR_TYPE,
                "1:11: the body and the signature's result differ: float64 and int64\n"
                "lambda x: x / 2\n"
                "          ^~~~~\n"
                "in “f” of “ext-one”");
}

static void
test_error_inside_inlined (Fixture       *fixture,
                           gconstpointer  user_data)
{
  add (fixture, 0, "f", "(int64) -> int64", "lambda x: 1 // x");
  assert_fails (fixture, "lambda: 1 + f (0)", TENDRIL_ERROR_ZERO_DIVISION,
                "1:13: integer division or modulo by zero\n"
                "lambda x: 1 // x\n"
                "            ^~\n"
                "in “f” of “ext-one”");
}

static void
test_operators_of_extensions (Fixture       *fixture,
                              gconstpointer  user_data)
{
  add (fixture, 0, "operator<", "(bool, bool) -> int64", "lambda a, b: 5");
  add (fixture, 0, "operator**literal", "(float64, int64) -> float64", "lambda a, n: a * n");
  assert_gives (fixture, "lambda: True < False", "int64 5");
  assert_gives (fixture, "lambda: 1.5 ** 3", "float64 4.5");
  assert_fails (fixture, "lambda: True < False < True", TENDRIL_ERROR_TYPE,
                "1:14: only comparisons that give a bool chain: int64 and bool\n"
                "lambda: True < False < True\n"
                "             ^");
}

static void
test_inlined_arguments_run_once (Fixture       *fixture,
                                 gconstpointer  user_data)
{
  add (fixture, 0, "twice", "(int64) -> int64", "lambda x: x + x");
  add (fixture, 0, "choose", "(bool, int64, int64) -> int64", "lambda c, a, b: a if c else b");
  assert_gives (fixture, "lambda: twice (twice (twice (3)))", "int64 24");
  assert_gives (fixture, "lambda: choose (twice (1) == 2, twice (2), 6) * choose (False, 1, 10)",
                "int64 40");
  assert_fails (fixture, "lambda: choose (True, 1, 1 // 0)", TENDRIL_ERROR_ZERO_DIVISION,
                "1:28: integer division or modulo by zero\n"
                "lambda: choose (True, 1, 1 // 0)\n"
                "                           ^~");
}

static void
test_folding (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;
  TendrilRegistrar *registrar = fixture_extension_begin (fixture->extensions[0]);

  tendril_registrar_add_source (registrar, "minus", "(int64, int64) -> int64",
                                "lambda a, b: a - b", TENDRIL_OVERLOAD_FOLDS, &error);
  fixture_extension_end ();
  g_assert_no_error (error);
  assert_gives (fixture, "lambda: minus (10, 1, 2, 3)", "int64 4");
  assert_gives (fixture, "lambda: ext_one.minus (10, 1, 2, 3)", "int64 4");
}

#define ADD(name, func)                                                                      \
  g_test_add ("/compiler/resolution/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("exact-first", test_exact_first);
  ADD ("cheapest-conversion", test_cheapest_conversion);
  ADD ("ambiguous", test_ambiguous);
  ADD ("conflict", test_conflict);
  ADD ("late-extension-changes-nothing", test_late_extension_changes_nothing);
  ADD ("builtin-wins", test_builtin_wins);
  ADD ("dormant", test_dormant);
  ADD ("recursion", test_recursion);
  ADD ("body-of-other-type", test_body_of_other_type);
  ADD ("error-inside-inlined", test_error_inside_inlined);
  ADD ("operators-of-extensions", test_operators_of_extensions);
  ADD ("inlined-arguments-run-once", test_inlined_arguments_run_once);
  ADD ("folding", test_folding);
  return g_test_run ();
}
