/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "compiler-fixture.h"

#include <math.h>

#include "tendril-map.h"

typedef struct
{
  TendrilExtensionRegistry *registry;
  TendrilCompiler *compiler;
  TendrilFunction *identity;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->registry = fixture_registry_new ();
  fixture->compiler = tendril_compiler_new (fixture->registry);
  fixture->identity = tendril_compiler_compile (fixture->compiler, "lambda x: x", NULL);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_finalize_object (fixture->identity);
  g_assert_finalize_object (fixture->compiler);
  g_assert_finalize_object (fixture->registry);
}

static char *
reduce (Fixture           *fixture,
        TendrilReduction   reduction,
        TendrilArray      *array,
        GError           **error)
{
  g_auto (GValue) argument = G_VALUE_INIT;
  g_auto (GValue) result = G_VALUE_INIT;

  g_value_set_object (g_value_init (&argument, TENDRIL_TYPE_ARRAY), array);
  if (!tendril_function_reduce (fixture->identity, reduction, &argument, 1, NULL, &result, error))
    return NULL;

  return tendril_value_to_string (&result);
}

/* In the order of TendrilReduction. */
static void
assert_reduces (Fixture      *fixture,
                TendrilArray *array,
                const char   *expected)
{
  g_auto (GStrv) values = g_strsplit (expected, " ", -1);

  for (guint i = 0; values[i] != NULL; i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *value = reduce (fixture, i, array, &error);

      if (g_str_equal (values[i], "error"))
        g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);
      else
        g_assert_cmpstr (value, ==, values[i]);
    }
}

static void
test_int64 (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autoptr (TendrilArray) some = tendril_array_new_from_int64 ((const gint64[]) { 3, -2, 0, 7 }, 4);
  g_autoptr (TendrilArray) large =
    tendril_array_new_from_int64 ((const gint64[]) { G_MAXINT64, G_MAXINT64 }, 2);
  g_autoptr (TendrilArray) none = tendril_array_new_from_int64 (NULL, 0);

  assert_reduces (fixture, some, "8 0 -2 7 2.0 3");
  assert_reduces (fixture, large, "-2 1 9223372036854775807 9223372036854775807 "
                                  "9.223372036854776e+18 2");
  assert_reduces (fixture, none, "0 1 error error nan 0");
}

static void
test_float64 (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr (TendrilArray) some = tendril_array_new_from_float64 ((const double[]) { 1.5, -2, 4 }, 3);
  g_autoptr (TendrilArray) zeros = tendril_array_new_from_float64 ((const double[]) { 0.0, -0.0 }, 2);
  g_autoptr (TendrilArray) nan = tendril_array_new_from_float64 ((const double[]) { 1, NAN, 3 }, 3);
  g_autoptr (TendrilArray) none = tendril_array_new_from_float64 (NULL, 0);

  assert_reduces (fixture, some, "3.5 -12.0 -2.0 4.0 1.1666666666666667 3");
  assert_reduces (fixture, zeros, "0.0 -0.0 -0.0 0.0 0.0 0");
  assert_reduces (fixture, nan, "nan nan nan nan nan 3");
  assert_reduces (fixture, none, "0.0 1.0 error error nan 0");
}

static void
test_bool (Fixture       *fixture,
           gconstpointer  user_data)
{
  static const guint8 truths[] = { 1, 0, 1, 1 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (truths, sizeof truths);
  g_autoptr (TendrilArray) some =
    tendril_array_new_from_bytes (bytes, tendril_type_bool (), (const gsize[]) { 4 }, 1, NULL);
  g_autoptr (TendrilArray) none =
    tendril_array_new (tendril_type_bool (), (const gsize[]) { 0 }, 1, NULL);

  assert_reduces (fixture, some, "3 0 False True 0.75 3");
  assert_reduces (fixture, none, "0 1 error error nan 0");
}

/* The documented order, written down once more. */
static double
sum_as_documented (const double *x,
                   gsize         n)
{
  double lanes[8] = { 0 };
  gsize half = 128;

  if (n > 128)
    {
      while (half * 2 < n)
        half *= 2;
      return sum_as_documented (x, half) + sum_as_documented (x + half, n - half);
    }

  for (gsize i = 0; i < n; i++)
    lanes[i % 8] += x[i];
  return ((lanes[0] + lanes[1]) + (lanes[2] + lanes[3])) +
         ((lanes[4] + lanes[5]) + (lanes[6] + lanes[7]));
}

static void
test_order_of_sum (Fixture       *fixture,
                   gconstpointer  user_data)
{
  const gsize sizes[] = { 1, 7, 128, 129, 1000, 16384, 16385, 50000, 131072, 300001 };

  for (guint i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autofree double *numbers = g_new (double, sizes[i]);
      g_autoptr (TendrilArray) array = NULL;
      g_auto (GValue) argument = G_VALUE_INIT;
      g_auto (GValue) result = G_VALUE_INIT;

      for (gsize j = 0; j < sizes[i]; j++)
        numbers[j] = g_test_rand_double_range (-1e6, 1e6);
      array = tendril_array_new_from_float64 (numbers, sizes[i]);
      g_value_set_object (g_value_init (&argument, TENDRIL_TYPE_ARRAY), array);
      g_assert_true (tendril_function_reduce (fixture->identity, TENDRIL_REDUCTION_SUM, &argument, 1,
                                              NULL, &result, NULL));
      g_assert_cmpfloat (g_value_get_double (&result), ==, sum_as_documented (numbers, sizes[i]));
    }
}

static void
keep_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  *(GAsyncResult **) user_data = g_object_ref (result);
}

static void
test_async (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autoptr (TendrilArray) array = tendril_array_new_from_int64 ((const gint64[]) { 3, 4 }, 2);
  g_auto (GValue) argument = G_VALUE_INIT;
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_value_set_object (g_value_init (&argument, TENDRIL_TYPE_ARRAY), array);
  tendril_function_reduce_async (fixture->identity, TENDRIL_REDUCTION_SUM, &argument, 1, NULL, NULL,
                                 NULL, NULL, keep_result, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);
  /* The thread lets go of it a little later. */
  while (g_atomic_int_get (&G_OBJECT (result)->ref_count) > 1)
    g_thread_yield ();
  tendril_function_reduce_finish (fixture->identity, result, &value, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_value_get_int64 (&value), ==, 7);
}

#define add(name, func) g_test_add ("/reduce/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("int64", test_int64);
  add ("float64", test_float64);
  add ("bool", test_bool);
  add ("order-of-sum", test_order_of_sum);
  add ("async", test_async);

  return g_test_run ();
}
