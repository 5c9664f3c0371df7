/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-builtins-private.h"
#include "tendril-math-private.h"
#include "tendril-overload-private.h"

/* The names that a user of Python's math module and built-in functions looks for. */
static const char *const names[] = {
  "abs",    "min",      "max",   "round", "int",   "float", "bool",   "sqrt",      "exp",
  "log",    "log2",     "log10", "log1p", "expm1", "sin",   "cos",    "tan",       "asin",
  "acos",   "atan",     "atan2", "sinh",  "cosh",  "tanh",  "asinh",  "acosh",     "atanh",
  "floor",  "ceil",     "trunc", "fabs",  "fmod",  "hypot", "pow",    "copysign",  "degrees",
  "radians", "erf",     "erfc",  "gamma", "lgamma", "isnan", "isinf", "isfinite",  "cbrt",
  "exp2",   "gcd",      "lcm",   "ldexp", "ulp",   "remainder", "nextafter", "pi", "tau",
  "e",      "inf",      "nan",
};

static void
test_names (void)
{
  g_autoptr (TendrilRegistrar) registrar = tendril_registrar_new ();
  g_autoptr (GHashTable) known = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *journal;

  tendril_builtins_register (registrar);
  journal = tendril_registrar_get_journal (registrar);
  for (guint i = 0; i < journal->len; i++)
    {
      TendrilOverload *overload = g_ptr_array_index (journal, i);

      g_assert_true (overload->flags & TENDRIL_OVERLOAD_PURE);
      g_assert_null (overload->owner);
      g_hash_table_add (known, overload->name);
    }
  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    {
      if (!g_hash_table_contains (known, names[i]))
        g_error ("“%s” is not registered", names[i]);
    }
}

static void
test_rounding_saturates (void)
{
  g_assert_cmpint (tendril_math_floor (9.3e18), ==, G_MAXINT64);
  g_assert_cmpint (tendril_math_ceil (-9.3e18), ==, G_MININT64);
  g_assert_cmpint (tendril_math_trunc (-9223372036854775808.0), ==, G_MININT64);
  g_assert_cmpint (tendril_math_round (0.0 / 0.0), ==, 0);
}

static void
test_round_int_extremes (void)
{
  g_assert_cmpint (tendril_math_round_int (G_MAXINT64, -18), ==,
                   G_GINT64_CONSTANT (9000000000000000000));
  g_assert_cmpint (tendril_math_round_int (4999999999999999999, -19), ==, 0);
  g_assert_cmpint (tendril_math_round_int (G_MININT64, -20), ==, 0);
  g_assert_cmpint (tendril_math_round_int (G_MININT64, G_MININT64), ==, 0);
  g_assert_cmpint (tendril_math_round_int (15, -1), ==, 20);
  g_assert_cmpint (tendril_math_round_int (-25, -1), ==, -20);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/builtins/names", test_names);
  g_test_add_func ("/builtins/rounding-saturates", test_rounding_saturates);
  g_test_add_func ("/builtins/round-int-extremes", test_round_int_extremes);
  return g_test_run ();
}
