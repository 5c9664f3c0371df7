/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Each operator and function, for each list of types: strict arrays give what numbers give. */

#include "compiler-fixture.h"

#include <math.h>
#include <string.h>

#include "tendril-map.h"

static const char *const unary[] = {
  "-x", "+x", "not x", "abs (x)", "fabs (x)", "sqrt (x)", "bool (x)", "int (x)", "float (x)",
  "round (x)", "floor (x)", "ceil (x)", "trunc (x)", "ulp (x)", "lgamma (x)", "gamma (x)",
  "erf (x)", "erfc (x)", "exp (x)", "exp2 (x)", "expm1 (x)", "log (x)", "log2 (x)", "log10 (x)",
  "log1p (x)", "cbrt (x)", "sin (x)", "cos (x)", "tan (x)", "asin (x)", "acos (x)", "atan (x)",
  "sinh (x)", "cosh (x)", "tanh (x)", "asinh (x)", "acosh (x)", "atanh (x)", "degrees (x)",
  "radians (x)", "isnan (x)", "isinf (x)", "isfinite (x)", "x ** 3", "2 + x", "x", "1.5",
  "2 * x if x > 1 else -x", "x and 1.5", "x or 7", "17 // x", "17 % x",
};

static const char *const binary[] = {
  "x + y", "x - y", "x * y", "x / y", "x // y", "x % y", "x ** y", "pow (x, y)", "x == y",
  "x != y", "x < y", "x <= y", "x > y", "x >= y", "gcd (x, y)", "lcm (x, y)", "ldexp (x, y)",
  "round (x, y)", "atan2 (x, y)", "fmod (x, y)", "remainder (x, y)", "hypot (x, y)",
  "copysign (x, y)", "nextafter (x, y)", "log (x, y)", "min (x, y)", "max (x, y)", "x and y",
  "x or y", "0 < x < y < 4", "x if y else y * y", "x // y if y != 0 else x",
  "(x % y if x > 1 else 5) if y > 0 else sin (x)", "sin (x) if x < y else cos (y)",
  "x * 2 if x < y else (y - 1 if x > 0 else x + y)", "x + y * x - y * y + x * (y + 1) * (x - y)",
};

static const double numbers[] = {
  0.0, -0.0, 1.0, -1.0, 0.5, -2.5, 3.0, 7.25, 1e-310, -1e300, 1e17, 1e19, 170.5, INFINITY, -INFINITY,
  NAN, 2.0, 1e-5, -0.75, 4.0,
};

static const gint64 integers[] = {
  0, 1, -1, 2, 3, -7, 10, 64, G_MAXINT64, G_MININT64, G_GINT64_CONSTANT (1) << 53,
  (G_GINT64_CONSTANT (1) << 53) + 1, 5, -2, 100, 12, -3, 4,
};

#define N_ELEMENTS 400

/* The second argument runs through all values for each value of the first one. */
static TendrilArray *
array_new (TendrilType *type,
           guint        argument)
{
  const gsize shape[] = { N_ELEMENTS };
  TendrilArray *array = tendril_array_new (type, shape, 1, NULL);
  guint8 *data = tendril_array_get_data (array);

  for (guint i = 0; i < N_ELEMENTS; i++)
    {
      guint n = argument == 0 ? i / G_N_ELEMENTS (numbers) : i;

      if (type == tendril_type_bool ())
        data[i] = n % 2;
      else if (type == tendril_type_int64 ())
        ((gint64 *) (gpointer) data)[i] = integers[n % G_N_ELEMENTS (integers)];
      else
        ((double *) (gpointer) data)[i] = numbers[n % G_N_ELEMENTS (numbers)];
    }

  return array;
}

static gboolean
call_numbers (TendrilFunction  *function,
              TendrilArray    **arrays,
              guint             n,
              gsize             index,
              GValue           *result,
              GError          **error)
{
  GValue arguments[2] = { G_VALUE_INIT, G_VALUE_INIT };

  for (guint i = 0; i < n; i++)
    tendril_array_get_element (arrays[i], &index, 1, &arguments[i], NULL);
  return tendril_function_call (function, arguments, n, result, error);
}

static void
assert_same (const GValue *a,
             const GValue *b,
             const char   *source,
             gsize         index)
{
  TendrilPayload left;
  TendrilPayload right;
  TendrilType *type = tendril_value_unbox (a, &left, NULL);

  g_assert_true (tendril_value_unbox (b, &right, NULL) == type);
  if (type == tendril_type_float64 () && isnan (left.f) && isnan (right.f))
    return;
  if (left.i != right.i)
    g_error ("%s, element %" G_GSIZE_FORMAT ": %.17g %" G_GINT64_FORMAT " instead of %.17g", source,
             index, right.f, right.i, left.f);
}

/* Where a number fails, the map fails with that message and the index of the first. */
static void
compare (TendrilFunction  *function,
         TendrilArray    **arrays,
         guint             n)
{
  GValue arguments[2] = { G_VALUE_INIT, G_VALUE_INIT };
  g_autoptr (GError) error = NULL;
  g_autoptr (TendrilArray) output = NULL;

  for (guint i = 0; i < n; i++)
    g_value_set_object (g_value_init (&arguments[i], TENDRIL_TYPE_ARRAY), arrays[i]);
  output = tendril_function_map (function, arguments, n, NULL, &error);
  for (guint i = 0; i < n; i++)
    g_value_unset (&arguments[i]);

  for (gsize i = 0; i < N_ELEMENTS; i++)
    {
      g_auto (GValue) expected = G_VALUE_INIT;
      g_auto (GValue) actual = G_VALUE_INIT;
      g_autoptr (GError) expected_error = NULL;

      if (!call_numbers (function, arrays, n, i, &expected, &expected_error))
        {
          g_autofree char *prefixed =
            g_strdup_printf ("element (%" G_GSIZE_FORMAT "): %s", i, expected_error->message);

          g_assert_error (error, expected_error->domain, expected_error->code);
          if (!g_str_equal (error->message, expected_error->message))
            g_assert_cmpstr (error->message, ==, prefixed);
          return;
        }
      if (error != NULL)
        continue;
      g_assert_true (tendril_array_get_element (output, &i, 1, &actual, NULL));
      assert_same (&expected, &actual, tendril_function_get_source (function), i);
    }

  g_assert_no_error (error);
}

static void
compare_all (const char *const *bodies,
             guint              n_bodies,
             guint              n)
{
  g_autoptr (TendrilExtensionRegistry) registry = fixture_registry_new ();
  g_autoptr (TendrilCompiler) compiler =
    g_object_new (TENDRIL_TYPE_COMPILER, "registry", registry, "strict", TRUE, NULL);
  TendrilType *const types[] = { tendril_type_bool (), tendril_type_int64 (),
                                 tendril_type_float64 () };

  for (guint i = 0; i < n_bodies; i++)
    {
      g_autofree char *source =
        g_strconcat (n == 1 ? "lambda x: " : "lambda x, y: ", bodies[i], NULL);
      g_autoptr (GError) error = NULL;
      g_autoptr (TendrilFunction) function = tendril_compiler_compile (compiler, source, &error);

      g_assert_no_error (error);
      for (guint j = 0; j < 9; j++)
        {
          g_autoptr (TendrilArray) x = array_new (types[j % 3], 0);
          g_autoptr (TendrilArray) y = array_new (types[j / 3], 1);

          compare (function, (TendrilArray *[]) { x, y }, n);
        }
    }
}

static void
test_unary (void)
{
  compare_all (unary, G_N_ELEMENTS (unary), 1);
}

static void
test_binary (void)
{
  compare_all (binary, G_N_ELEMENTS (binary), 2);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/map-cells/unary", test_unary);
  g_test_add_func ("/map-cells/binary", test_binary);

  return g_test_run ();
}
