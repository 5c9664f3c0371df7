/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-array-private.h"

#include "tendril-error.h"

static void
assert_element (TendrilArray *array,
                const gsize  *index,
                guint         n,
                gint64        expected)
{
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  tendril_array_get_element (array, index, n, &value, &error);
  g_assert_no_error (error);
  g_assert_cmpint (g_value_get_int64 (&value), ==, expected);
}

static void
test_new_is_zero (void)
{
  const gsize shape[] = { 2, 3 };
  g_autoptr (TendrilArray) array = tendril_array_new (tendril_type_int64 (), shape, 2, NULL);
  guint n;

  g_assert_cmpuint (tendril_array_get_n_elements (array), ==, 6);
  g_assert_cmpuint (tendril_array_get_shape (array, &n)[1], ==, 3);
  g_assert_cmpuint (n, ==, 2);
  g_assert_cmpint (tendril_array_get_strides (array, NULL)[0], ==, 24);
  g_assert_cmpint (tendril_array_get_strides (array, NULL)[1], ==, 8);
  g_assert_true (tendril_array_is_contiguous (array));
  g_assert_false (tendril_array_get_read_only (array));
  assert_element (array, (const gsize[]) { 1, 2 }, 2, 0);
}

static void
test_bool_is_one_byte (void)
{
  const gsize shape[] = { 3 };
  g_autoptr (TendrilArray) array = tendril_array_new (tendril_type_bool (), shape, 1, NULL);
  g_auto (GValue) value = G_VALUE_INIT;

  g_assert_cmpuint (tendril_array_get_item_size (array), ==, 1);
  g_value_set_boolean (g_value_init (&value, G_TYPE_BOOLEAN), TRUE);
  g_assert_true (tendril_array_set_element (array, (const gsize[]) { 1 }, 1, &value, NULL));
  g_assert_cmpint (((guint8 *) tendril_array_get_data (array))[1], ==, 1);
  g_assert_cmpint (((guint8 *) tendril_array_get_data (array))[2], ==, 0);
}

static void
test_strides (void)
{
  gint64 numbers[] = { 0, 1, 2, 3, 4, 5 };
  const gsize shape[] = { 3, 2 };
  const gssize transposed[] = { 8, 24 };
  const gssize reversed[] = { -16, 8 };
  g_autoptr (TendrilArray) columns =
    tendril_array_new_for_data (numbers, sizeof numbers, 0, tendril_type_int64 (), shape, transposed,
                                2, FALSE, NULL, NULL, NULL);
  g_autoptr (TendrilArray) backwards =
    tendril_array_new_for_data (numbers, sizeof numbers, 32, tendril_type_int64 (), shape, reversed,
                                2, FALSE, NULL, NULL, NULL);
  g_autoptr (GBytes) bytes = tendril_array_dup_bytes (columns);
  const gint64 *copy = g_bytes_get_data (bytes, NULL);

  assert_element (columns, (const gsize[]) { 1, 1 }, 2, 4);
  assert_element (backwards, (const gsize[]) { 0, 0 }, 2, 4);
  assert_element (backwards, (const gsize[]) { 2, 1 }, 2, 1);
  g_assert_false (tendril_array_is_contiguous (columns));
  g_assert_true (tendril_array_is_writable_apart (columns));
  g_assert_true (tendril_array_is_writable_apart (backwards));
  g_assert_cmpint (copy[0], ==, 0);
  g_assert_cmpint (copy[1], ==, 3);
  g_assert_cmpint (copy[2], ==, 1);
}

static void
test_places_outside_are_refused (void)
{
  gint64 numbers[6] = { 0 };
  const struct
  {
    gsize offset;
    gsize shape;
    gssize stride;
  } rows[] = {
    { 0, 7, 8 }, { 8, 6, 8 }, { 0, 2, -8 }, { 0, 2, 4 }, { 4, 1, 8 }, { 49, 1, 8 },
    { 0, 3, G_MAXSSIZE }, { 40, 3, G_MINSSIZE }, { 0, G_MAXSIZE, 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tendril_array_new_for_data (numbers, sizeof numbers, rows[i].offset,
                                                 tendril_type_int64 (), &rows[i].shape,
                                                 &rows[i].stride, 1, FALSE, NULL, NULL, &error));
      g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);
    }
}

static void
test_shared_elements_are_known (void)
{
  gint64 numbers[6] = { 0 };
  const gsize shape[] = { 2, 3 };
  const gssize strides[] = { 8, 8 };
  g_autoptr (TendrilArray) array =
    tendril_array_new_for_data (numbers, sizeof numbers, 0, tendril_type_int64 (), shape, strides, 2,
                                FALSE, NULL, NULL, NULL);

  g_assert_false (tendril_array_is_writable_apart (array));
}

static void
test_bytes_are_not_copied (void)
{
  static const gint64 numbers[] = { 7, 8, 9 };
  const gsize shape[] = { 3 };
  g_autoptr (GBytes) bytes = g_bytes_new_static (numbers, sizeof numbers);
  g_autoptr (TendrilArray) array =
    tendril_array_new_from_bytes (bytes, tendril_type_int64 (), shape, 1, NULL);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_assert_true (tendril_array_get_data (array) == (gpointer) numbers);
  g_assert_true (tendril_array_get_read_only (array));
  g_value_init (&value, G_TYPE_INT64);
  g_assert_false (tendril_array_set_element (array, (const gsize[]) { 0 }, 1, &value, &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);
}

static void
test_reshape_shares (void)
{
  const gint64 numbers[] = { 1, 2, 3, 4, 5, 6 };
  g_autoptr (TendrilArray) array = tendril_array_new_from_int64 (numbers, 6);
  g_autoptr (TendrilArray) table = tendril_array_reshape (array, (const gsize[]) { 2, 3 }, 2, NULL);
  g_autoptr (GError) error = NULL;

  assert_element (table, (const gsize[]) { 1, 0 }, 2, 4);
  g_assert_true (tendril_array_get_data (table) == tendril_array_get_data (array));
  g_assert_null (tendril_array_reshape (array, (const gsize[]) { 4 }, 1, &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);
}

static void
test_limits (void)
{
  gsize shape[TENDRIL_ARRAY_MAX_DIMENSIONS + 1] = { 0 };
  const gsize huge[] = { G_MAXSIZE / 2, G_MAXSIZE / 2 };
  const gsize hidden[] = { 0, G_MAXSIZE, G_MAXSIZE };
  g_autoptr (GError) dimensions = NULL;
  g_autoptr (GError) size = NULL;
  g_autoptr (GError) empty = NULL;

  g_assert_null (tendril_array_new (tendril_type_bool (), shape, G_N_ELEMENTS (shape), &dimensions));
  g_assert_error (dimensions, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);
  g_assert_null (tendril_array_new (tendril_type_bool (), huge, 2, &size));
  g_assert_error (size, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);
  g_assert_null (tendril_array_new (tendril_type_bool (), hidden, 3, &empty));
  g_assert_error (empty, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);
}

static void
test_set_converts_upwards (void)
{
  const double numbers[] = { 0.5 };
  g_autoptr (TendrilArray) reals = tendril_array_new_from_float64 (numbers, 1);
  g_autoptr (TendrilArray) wholes = tendril_array_new (tendril_type_int64 (), NULL, 0, NULL);
  g_auto (GValue) whole = G_VALUE_INIT;
  g_auto (GValue) real = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;

  g_value_set_int (g_value_init (&whole, G_TYPE_INT), 3);
  g_value_set_double (g_value_init (&real, G_TYPE_DOUBLE), 3.5);
  g_assert_true (tendril_array_set_element (reals, (const gsize[]) { 0 }, 1, &whole, NULL));
  g_assert_cmpfloat (*(double *) tendril_array_get_data (reals), ==, 3.0);
  g_assert_false (tendril_array_set_element (wholes, NULL, 0, &real, &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TYPE);
}

static void
test_index_is_checked (void)
{
  g_autoptr (TendrilArray) array = tendril_array_new_from_int64 ((const gint64[]) { 1, 2 }, 2);
  g_auto (GValue) value = G_VALUE_INIT;
  g_autoptr (GError) outside = NULL;
  g_autoptr (GError) count = NULL;

  g_assert_false (tendril_array_get_element (array, (const gsize[]) { 2 }, 1, &value, &outside));
  g_assert_error (outside, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);
  g_assert_false (tendril_array_get_element (array, (const gsize[]) { 0, 0 }, 2, &value, &count));
  g_assert_error (count, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);
}

static void
count_up (gpointer data)
{
  ++*(guint *) data;
}

static void
test_owner_is_freed_once (void)
{
  gint64 number = 5;
  guint n_freed = 0;
  TendrilArray *array = tendril_array_new_for_data (&number, sizeof number, 0, tendril_type_int64 (),
                                                    NULL, NULL, 0, TRUE, count_up, &n_freed, NULL);
  GBytes *bytes = tendril_array_dup_bytes (array);

  g_object_unref (array);
  g_assert_cmpuint (n_freed, ==, 0);
  g_bytes_unref (bytes);
  g_assert_cmpuint (n_freed, ==, 1);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/array/new-is-zero", test_new_is_zero);
  g_test_add_func ("/array/bool-is-one-byte", test_bool_is_one_byte);
  g_test_add_func ("/array/strides", test_strides);
  g_test_add_func ("/array/places-outside-are-refused", test_places_outside_are_refused);
  g_test_add_func ("/array/shared-elements-are-known", test_shared_elements_are_known);
  g_test_add_func ("/array/bytes-are-not-copied", test_bytes_are_not_copied);
  g_test_add_func ("/array/reshape-shares", test_reshape_shares);
  g_test_add_func ("/array/limits", test_limits);
  g_test_add_func ("/array/set-converts-upwards", test_set_converts_upwards);
  g_test_add_func ("/array/index-is-checked", test_index_is_checked);
  g_test_add_func ("/array/owner-is-freed-once", test_owner_is_freed_once);

  return g_test_run ();
}
