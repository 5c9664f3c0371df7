/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <gobject/gvaluecollector.h>

#include "tendril-error.h"
#include "tendril-value-private.h"

static void
collect (GValue *value,
         GType   type,
         ...)
{
  char *message = NULL;
  va_list arguments;

  va_start (arguments, type);
  G_VALUE_COLLECT_INIT (value, type, arguments, 0, &message);
  va_end (arguments);
  g_assert_null (message);
}

#define assert_unboxes(gtype, number, name, field)                                           \
  G_STMT_START {                                                                             \
    g_auto (GValue) value = G_VALUE_INIT;                                                    \
    TendrilPayload payload;                                                                  \
    TendrilType *type;                                                                       \
                                                                                             \
    collect (&value, gtype, number);                                                         \
    type = tendril_value_unbox (&value, &payload, NULL);                                     \
    g_assert_true (type == tendril_type_##name ());                                          \
    g_assert_true (payload.field == number);                                                 \
  } G_STMT_END

static void
test_unbox (void)
{
  assert_unboxes (G_TYPE_INT, -5, int64, i);
  assert_unboxes (G_TYPE_UINT, G_MAXUINT, int64, i);
  assert_unboxes (G_TYPE_LONG, G_MINLONG, int64, i);
  assert_unboxes (G_TYPE_ULONG, (gulong) 7, int64, i);
  assert_unboxes (G_TYPE_INT64, G_MININT64, int64, i);
  assert_unboxes (G_TYPE_UINT64, (guint64) G_MAXINT64, int64, i);
  assert_unboxes (G_TYPE_CHAR, -7, int64, i);
  assert_unboxes (G_TYPE_UCHAR, 200, int64, i);
  assert_unboxes (G_TYPE_DOUBLE, 1.5, float64, f);
  assert_unboxes (G_TYPE_FLOAT, 0.25, float64, f);
  assert_unboxes (G_TYPE_BOOLEAN, TRUE, bool, i);
}

static void
test_unbox_refuses (void)
{
  g_auto (GValue) large = G_VALUE_INIT;
  g_auto (GValue) string = G_VALUE_INIT;
  g_autoptr (GError) range = NULL;
  g_autoptr (GError) type = NULL;
  TendrilPayload payload;

  collect (&large, G_TYPE_UINT64, (guint64) G_MAXINT64 + 1);
  g_assert_null (tendril_value_unbox (&large, &payload, &range));
  g_assert_error (range, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);

  collect (&string, G_TYPE_STRING, "1");
  g_assert_null (tendril_value_unbox (&string, &payload, &type));
  g_assert_error (type, TENDRIL_ERROR, TENDRIL_ERROR_TYPE);
}

static void
test_box_replaces (void)
{
  g_auto (GValue) value = G_VALUE_INIT;

  tendril_value_box (&value, tendril_type_float64 (), &(TendrilPayload) { .f = 1.5 });
  g_assert_cmpfloat (g_value_get_double (&value), ==, 1.5);
  tendril_value_box (&value, tendril_type_int64 (), &(TendrilPayload) { .i = -3 });
  g_assert_cmpint (g_value_get_int64 (&value), ==, -3);
  tendril_value_box (&value, tendril_type_bool (), &(TendrilPayload) { .i = 1 });
  g_assert_true (g_value_get_boolean (&value));
}

#define assert_prints(gtype, number, expected)                                               \
  G_STMT_START {                                                                             \
    g_auto (GValue) value = G_VALUE_INIT;                                                    \
    g_autofree char *text = NULL;                                                            \
                                                                                             \
    collect (&value, gtype, number);                                                         \
    text = tendril_value_to_string (&value);                                                 \
    g_assert_cmpstr (text, ==, expected);                                                    \
  } G_STMT_END

static void
test_to_string (void)
{
  assert_prints (G_TYPE_INT64, G_MININT64, "-9223372036854775808");
  assert_prints (G_TYPE_INT, 124, "124");
  assert_prints (G_TYPE_UINT64, G_MAXUINT64, "18446744073709551615");
  assert_prints (G_TYPE_DOUBLE, 1e16, "1e+16");
  assert_prints (G_TYPE_BOOLEAN, TRUE, "True");
  assert_prints (G_TYPE_BOOLEAN, FALSE, "False");
  assert_prints (G_TYPE_STRING, "x", "\"x\"");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/types/value/unbox", test_unbox);
  g_test_add_func ("/types/value/unbox-refuses", test_unbox_refuses);
  g_test_add_func ("/types/value/box-replaces", test_box_replaces);
  g_test_add_func ("/types/value/to-string", test_to_string);
  return g_test_run ();
}
