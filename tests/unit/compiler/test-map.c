/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "compiler-fixture.h"

#include <math.h>
#include <string.h>

#include "tendril-map.h"

/* More than one thread takes on. */
#define MANY 400000

typedef struct
{
  TendrilExtensionRegistry *registry;
  TendrilCompiler *compiler;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->registry = fixture_registry_new ();
  fixture->compiler = tendril_compiler_new (fixture->registry);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_finalize_object (fixture->compiler);
  g_assert_finalize_object (fixture->registry);
}

static TendrilFunction *
compile (Fixture    *fixture,
         const char *source)
{
  g_autoptr (GError) error = NULL;
  TendrilFunction *function = tendril_compiler_compile (fixture->compiler, source, &error);

  g_assert_no_error (error);
  return function;
}

static TendrilArray *
map (TendrilFunction  *function,
     TendrilArray     *x,
     TendrilArray     *y,
     GError          **error)
{
  GValue arguments[2] = { G_VALUE_INIT, G_VALUE_INIT };
  TendrilArray *output;

  g_value_init (&arguments[0], TENDRIL_TYPE_ARRAY);
  g_value_init (&arguments[1], TENDRIL_TYPE_ARRAY);
  g_value_set_object (&arguments[0], x);
  g_value_set_object (&arguments[1], y);
  output = tendril_function_map (function, arguments, y != NULL ? 2 : 1, NULL, error);
  g_value_unset (&arguments[0]);
  g_value_unset (&arguments[1]);
  return output;
}

static gboolean
map_into (TendrilFunction  *function,
          TendrilArray     *x,
          TendrilArray     *output,
          GError          **error)
{
  g_auto (GValue) argument = G_VALUE_INIT;

  g_value_set_object (g_value_init (&argument, TENDRIL_TYPE_ARRAY), x);
  return tendril_function_map_into (function, &argument, 1, output, NULL, error);
}

/* 0, 1, 2, … in that shape. */
static TendrilArray *
range (const gsize *shape,
       guint        n_dimensions)
{
  TendrilArray *array = tendril_array_new (tendril_type_int64 (), shape, n_dimensions, NULL);
  gint64 *data = tendril_array_get_data (array);

  for (gsize i = 0; i < tendril_array_get_n_elements (array); i++)
    data[i] = (gint64) i;

  return array;
}

#define range_of(...)                                                                        \
  range ((const gsize[]) { __VA_ARGS__ }, sizeof ((const gsize[]) { __VA_ARGS__ }) / sizeof (gsize))

static void
assert_ints (TendrilArray *array,
             const char   *expected)
{
  g_autoptr (GBytes) bytes = tendril_array_dup_bytes (array);
  const gint64 *data = g_bytes_get_data (bytes, NULL);
  g_autoptr (GString) text = g_string_new (NULL);

  g_assert_true (tendril_array_get_dtype (array) == tendril_type_int64 ());
  for (gsize i = 0; i < tendril_array_get_n_elements (array); i++)
    g_string_append_printf (text, "%s%" G_GINT64_FORMAT, i > 0 ? " " : "", data[i]);
  g_assert_cmpstr (text->str, ==, expected);
}

static void
test_broadcast (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x, y: 10 * x + y");
  g_autoptr (TendrilArray) row = range_of (3);
  g_autoptr (TendrilArray) column = range_of (2, 1);
  g_autoptr (TendrilArray) one = range_of (1, 1, 1);
  g_autoptr (TendrilArray) none = range_of (2, 0);
  g_autoptr (TendrilArray) table = map (function, column, row, NULL);
  g_autoptr (TendrilArray) same = map (function, row, row, NULL);
  g_autoptr (TendrilArray) deep = map (function, row, one, NULL);
  g_autoptr (TendrilArray) empty = map (function, column, none, NULL);

  assert_ints (table, "0 1 2 10 11 12");
  g_assert_cmpuint (tendril_array_get_n_dimensions (table), ==, 2);
  assert_ints (same, "0 11 22");
  assert_ints (deep, "0 10 20");
  g_assert_cmpuint (tendril_array_get_n_dimensions (deep), ==, 3);
  assert_ints (empty, "");
}

static void
test_shapes_that_do_not_fit (Fixture       *fixture,
                             gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x, y: x + y");
  g_autoptr (TendrilArray) two = range_of (4, 2);
  g_autoptr (TendrilArray) three = range_of (3);
  g_autoptr (GError) error = NULL;

  g_assert_null (map (function, two, three, &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);
  g_assert_cmpstr (error->message, ==, "the shapes (4, 2) and (3) do not fit together");
}

static void
test_numbers (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x, y: x * y");
  g_autoptr (TendrilFunction) constant = compile (fixture, "lambda: 4");
  g_autoptr (TendrilArray) row = range_of (3);
  g_autoptr (TendrilArray) single = NULL;
  g_autoptr (TendrilArray) scaled = NULL;
  g_autoptr (TendrilArray) four = tendril_function_map (constant, NULL, 0, NULL, NULL);
  GValue arguments[2] = { G_VALUE_INIT, G_VALUE_INIT };

  g_value_set_int (g_value_init (&arguments[0], G_TYPE_INT), 5);
  g_value_set_object (g_value_init (&arguments[1], TENDRIL_TYPE_ARRAY), row);
  scaled = tendril_function_map (function, arguments, 2, NULL, NULL);
  assert_ints (scaled, "0 5 10");
  g_value_unset (&arguments[1]);
  g_value_set_int (g_value_init (&arguments[1], G_TYPE_INT), 6);
  single = tendril_function_map (function, arguments, 2, NULL, NULL);
  assert_ints (single, "30");
  g_assert_cmpuint (tendril_array_get_n_dimensions (single), ==, 0);
  assert_ints (four, "4");
}

static void
test_strides (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x, y: 100 * x + y");
  g_autoptr (TendrilFunction) successor = compile (fixture, "lambda x: x + 1");
  gint64 numbers[12] = { 0 };
  const gsize shape[] = { 3, 2 };
  g_autoptr (TendrilArray) plain = range_of (3, 2);
  g_autoptr (TendrilArray) turned = range_of (6);
  g_autoptr (TendrilArray) columns =
    tendril_array_new_for_data (tendril_array_get_data (turned), 48, 40, tendril_type_int64 (),
                                shape, (const gssize[]) { -8, -24 }, 2, TRUE, NULL, NULL, NULL);
  g_autoptr (TendrilArray) spread =
    tendril_array_new_for_data (numbers, sizeof numbers, 0, tendril_type_int64 (), shape,
                                (const gssize[]) { 16, 56 }, 2, FALSE, NULL, NULL, NULL);
  g_autoptr (TendrilArray) result = map (function, columns, plain, NULL);

  assert_ints (result, "500 201 402 103 304 5");
  g_assert_true (map_into (successor, plain, spread, NULL));
  assert_ints (spread, "1 2 3 4 5 6");
  g_assert_cmpint (numbers[2], ==, 3);
  g_assert_cmpint (numbers[1], ==, 0);
}

/* As many elements as take several pieces, chunks and threads; neither layout matters. */
static void
test_many (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function =
    compile (fixture, "lambda x: x // 3 if x % 2 == 0 else 7 - x");
  g_autoptr (TendrilArray) plain = range_of (MANY);
  gint64 *data = tendril_array_get_data (plain);
  const gssize backwards = -8;
  const gsize n = MANY;
  g_autoptr (TendrilArray) turned =
    tendril_array_new_for_data (data, MANY * 8, (MANY - 1) * 8, tendril_type_int64 (), &n,
                                &backwards, 1, TRUE, NULL, NULL, NULL);
  g_autoptr (TendrilArray) first = map (function, plain, NULL, NULL);
  g_autoptr (TendrilArray) second = map (function, turned, NULL, NULL);
  const gint64 *a = tendril_array_get_data (first);
  const gint64 *b = tendril_array_get_data (second);

  for (gint64 i = 0; i < MANY; i++)
    {
      g_assert_cmpint (a[i], ==, i % 2 == 0 ? i / 3 : 7 - i);
      g_assert_cmpint (b[MANY - 1 - i], ==, a[i]);
    }
}

static void
test_error_has_the_first_index (Fixture       *fixture,
                                gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x: 1000 // (x % 150000 - 149999)");
  g_autoptr (TendrilArray) line = range_of (MANY);
  g_autoptr (TendrilArray) table =
    tendril_array_reshape (line, (const gsize[]) { MANY / 1000, 1000 }, 2, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) table_error = NULL;

  g_assert_null (map (function, line, NULL, &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_ZERO_DIVISION);
  g_assert_true (g_str_has_prefix (error->message, "element (149999): "));
  g_assert_null (map (function, table, NULL, &table_error));
  g_assert_true (g_str_has_prefix (table_error->message, "element (149, 999): "));
}

static void
test_output_may_be_an_argument (Fixture       *fixture,
                                gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x: (x + 1) * (x + 1) - x");
  g_autoptr (TendrilArray) array = range_of (6);
  gint64 *data = tendril_array_get_data (array);
  const gsize five = 5;
  g_autoptr (TendrilArray) head = tendril_array_new_for_data (
    data, 48, 0, tendril_type_int64 (), &five, NULL, 1, FALSE, NULL, NULL, NULL);
  g_autoptr (TendrilArray) tail = tendril_array_new_for_data (
    data, 48, 8, tendril_type_int64 (), &five, NULL, 1, FALSE, NULL, NULL, NULL);

  g_assert_true (map_into (function, array, array, NULL));
  assert_ints (array, "1 3 7 13 21 31");
  for (guint i = 0; i < 6; i++)
    data[i] = i;
  g_assert_true (map_into (function, head, tail, NULL));
  assert_ints (array, "0 1 3 7 13 21");
}

static void
test_output_is_checked (Fixture       *fixture,
                        gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x: x");
  g_autoptr (TendrilArray) array = range_of (2);
  g_autoptr (TendrilArray) short_one = range_of (1);
  g_autoptr (TendrilArray) real = tendril_array_new_from_float64 ((const double[]) { 0, 0 }, 2);
  g_autoptr (GBytes) bytes = tendril_array_dup_bytes (array);
  g_autoptr (TendrilArray) fixed =
    tendril_array_new_from_bytes (bytes, tendril_type_int64 (), (const gsize[]) { 2 }, 1, NULL);
  g_autoptr (GError) shape = NULL;
  g_autoptr (GError) type = NULL;
  g_autoptr (GError) read_only = NULL;

  g_assert_false (map_into (function, array, short_one, &shape));
  g_assert_error (shape, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);
  g_assert_false (map_into (function, array, real, &type));
  g_assert_error (type, TENDRIL_ERROR, TENDRIL_ERROR_TYPE);
  g_assert_false (map_into (function, array, fixed, &read_only));
  g_assert_error (read_only, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);
}

static void
test_arguments_are_checked (Fixture       *fixture,
                            gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x, y: x");
  g_autoptr (TendrilArray) array = range_of (2);
  g_auto (GValue) nothing = G_VALUE_INIT;
  g_autoptr (TendrilFunction) identity = compile (fixture, "lambda x: x");
  g_autoptr (GError) count = NULL;
  g_autoptr (GError) type = NULL;

  g_assert_null (map (function, array, NULL, &count));
  g_assert_error (count, TENDRIL_ERROR, TENDRIL_ERROR_ARGUMENTS);
  g_value_init (&nothing, TENDRIL_TYPE_ARRAY);
  g_assert_null (tendril_function_map (identity, &nothing, 1, NULL, &type));
  g_assert_error (type, TENDRIL_ERROR, TENDRIL_ERROR_TYPE);
}

static void
test_cancelled (Fixture       *fixture,
                gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x: x");
  g_autoptr (TendrilArray) array = range_of (MANY);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_auto (GValue) argument = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_value_set_object (g_value_init (&argument, TENDRIL_TYPE_ARRAY), array);
  g_cancellable_cancel (cancellable);
  g_assert_null (tendril_function_map (function, &argument, 1, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

typedef struct
{
  GAsyncResult *result;
  guint64 n_done;
  guint64 n_elements;
  guint n_destroyed;
} Progress;

static void
take_progress (guint64  n_done,
               guint64  n_elements,
               gpointer user_data)
{
  Progress *progress = user_data;

  g_assert_cmpuint (n_done, >=, progress->n_done);
  progress->n_done = n_done;
  progress->n_elements = n_elements;
}

static void
count_destroyed (gpointer user_data)
{
  ((Progress *) user_data)->n_destroyed++;
}

static void
keep_result (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  ((Progress *) user_data)->result = g_object_ref (result);
}

static void
test_async (Fixture       *fixture,
            gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x: x + 1");
  g_autoptr (TendrilArray) array = range_of (MANY);
  g_autoptr (TendrilArray) output = NULL;
  g_auto (GValue) argument = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  Progress progress = { NULL };

  g_value_set_object (g_value_init (&argument, TENDRIL_TYPE_ARRAY), array);
  tendril_function_map_async (function, &argument, 1, array, NULL, take_progress, &progress,
                              count_destroyed, keep_result, &progress);
  while (progress.result == NULL || progress.n_destroyed == 0)
    g_main_context_iteration (NULL, TRUE);
  /* The thread lets go of it a little later. */
  while (g_atomic_int_get (&G_OBJECT (progress.result)->ref_count) > 1)
    g_thread_yield ();
  output = tendril_function_map_finish (function, progress.result, &error);
  g_assert_no_error (error);
  g_assert_true (output == array);
  g_assert_cmpint (((gint64 *) tendril_array_get_data (array))[MANY - 1], ==, MANY);
  g_assert_cmpuint (progress.n_done, ==, MANY);
  g_assert_cmpuint (progress.n_elements, ==, MANY);
  g_assert_cmpuint (progress.n_destroyed, ==, 1);
  g_object_unref (progress.result);
}

static gpointer
map_repeatedly (gpointer data)
{
  TendrilFunction *function = data;

  for (guint i = 0; i < 5; i++)
    {
      g_autoptr (TendrilArray) array = range_of (MANY);
      g_autoptr (TendrilArray) output = map (function, array, NULL, NULL);

      g_assert_cmpint (((gint64 *) tendril_array_get_data (output))[MANY - 2], ==, 2 * MANY - 4);
    }

  return NULL;
}

static void
test_threads_share_a_function (Fixture       *fixture,
                               gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x: x + x");
  g_autoptr (TendrilArray) first = range_of (1);
  g_autoptr (TendrilArray) output = map (function, first, NULL, NULL);
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("map", map_repeatedly, function);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

/* By default vector functions may differ from those of numbers, but by no more than 4 ULP. */
static void
test_default_is_near (Fixture       *fixture,
                      gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x: sin (x) * exp (-x)");
  double numbers[1000];
  g_autoptr (TendrilArray) array = NULL;
  g_autoptr (TendrilArray) output = NULL;
  const double *results;

  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    numbers[i] = (double) i / 37.0;
  array = tendril_array_new_from_float64 (numbers, G_N_ELEMENTS (numbers));
  output = map (function, array, NULL, NULL);
  results = tendril_array_get_data (output);
  for (guint i = 0; i < G_N_ELEMENTS (numbers); i++)
    g_assert_cmpfloat_with_epsilon (results[i], sin (numbers[i]) * exp (-numbers[i]),
                                    1e-14 * fabs (results[i]) + 1e-300);
}

#define add(name, func) g_test_add ("/map/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  add ("broadcast", test_broadcast);
  add ("shapes-that-do-not-fit", test_shapes_that_do_not_fit);
  add ("numbers", test_numbers);
  add ("strides", test_strides);
  add ("many", test_many);
  add ("error-has-the-first-index", test_error_has_the_first_index);
  add ("output-may-be-an-argument", test_output_may_be_an_argument);
  add ("output-is-checked", test_output_is_checked);
  add ("arguments-are-checked", test_arguments_are_checked);
  add ("cancelled", test_cancelled);
  add ("async", test_async);
  add ("threads-share-a-function", test_threads_share_a_function);
  add ("default-is-near", test_default_is_near);

  return g_test_run ();
}
