/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Types, conversions, closures and errors of extensions. */

#include "compiler-fixture.h"

#include <string.h>

#include "tendril-struct.h"
#include "tendril-value-private.h"

typedef struct
{
  double x;
  gboolean up;
  gint64 n;
} Point;

typedef struct
{
  TendrilExtensionRegistry *registry;
  TendrilExtension *extension;
  TendrilRegistrar *registrar;
} Fixture;

static TendrilType *
point_type_new (void)
{
  TendrilType *type = tendril_type_new_struct ("point", 0);
  g_autoptr (GError) error = NULL;

  g_assert_true (tendril_type_add_field (type, "x", tendril_type_float64 (), -1, &error));
  g_assert_true (tendril_type_add_field (type, "up", tendril_type_bool (), -1, &error));
  g_assert_true (tendril_type_add_field (type, "n", tendril_type_int64 (), -1, &error));
  g_assert_no_error (error);
  return type;
}

static void
point_shift (const Point *point,
             double       by,
             Point       *result)
{
  *result = *point;
  result->x += by;
}

static gint64
point_count (const Point  *point,
             GError      **error)
{
  if (point->n < 0)
    g_set_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "n is %d", (int) point->n);
  return point->n;
}

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  g_autoptr (TendrilType) type = point_type_new ();
  g_autoptr (GError) error = NULL;

  fixture->registry = fixture_registry_new ();
  fixture->extension = fixture_extension_new (fixture->registry, "ext-one");
  fixture->registrar = fixture_extension_begin (fixture->extension);
  g_assert_true (tendril_registrar_add_type (fixture->registrar, type, &error));
  g_assert_true (tendril_registrar_add_native (fixture->registrar, "shift",
                                               "(point, float64) -> point", point_shift,
                                               TENDRIL_OVERLOAD_PURE, &error));
  g_assert_true (tendril_registrar_add_native (fixture->registrar, "count", "(point) -> int64",
                                               point_count, TENDRIL_OVERLOAD_MAY_RAISE, &error));
  g_assert_true (tendril_registrar_add_source (fixture->registrar, "operator+",
                                               "(point, point) -> point",
                                               "lambda a, b: point (a.x + b.x, a.up, a.n + b.n)",
                                               TENDRIL_OVERLOAD_PURE, &error));
  g_assert_true (tendril_registrar_add_conversion (fixture->registrar, "(float64) -> point",
                                                   "lambda x: point (x, True, 1)", 5, &error));
  g_assert_no_error (error);
  fixture_extension_end ();
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  g_assert_finalize_object (fixture->extension);
  g_assert_finalize_object (fixture->registry);
}

static void
assert_result (Fixture    *fixture,
               const char *source,
               const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *result = fixture_evaluate (&fixture->extension, 1, source, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (result, ==, expected);
}

static void
test_layout_is_that_of_c (Fixture       *fixture,
                          gconstpointer  user_data)
{
  g_autoptr (TendrilType) type = point_type_new ();

  g_assert_cmpuint (tendril_type_get_size (type), ==, sizeof (Point));
  g_assert_cmpuint (tendril_type_get_field_offset (type, 0), ==, G_STRUCT_OFFSET (Point, x));
  g_assert_cmpuint (tendril_type_get_field_offset (type, 1), ==, G_STRUCT_OFFSET (Point, up));
  g_assert_cmpuint (tendril_type_get_field_offset (type, 2), ==, G_STRUCT_OFFSET (Point, n));
  g_assert_cmpuint (tendril_type_get_n_fields (type), ==, 3);
  g_assert_cmpstr (tendril_type_get_field_name (type, 1), ==, "up");
  g_assert_true (tendril_type_get_field_type (type, 2) == tendril_type_int64 ());
}

static void
test_refuses_fields (Fixture       *fixture,
                     gconstpointer  user_data)
{
  g_autoptr (TendrilType) type = tendril_type_new_struct ("pair", 16);
  static const struct
  {
    const char *name;
    int offset;
  } wrong[] = { { "a", 8 }, { "b", 4 }, { "b", 16 }, { "b", 12 } };

  g_assert_true (tendril_type_add_field (type, "a", tendril_type_float64 (), 0, NULL));
  for (guint i = 0; i < G_N_ELEMENTS (wrong); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tendril_type_add_field (type, wrong[i].name, tendril_type_float64 (),
                                              wrong[i].offset, &error));
      g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);
    }
  g_assert_true (tendril_type_add_field (type, "b", tendril_type_float64 (), -1, NULL));
  g_assert_cmpuint (tendril_type_get_field_offset (type, 1), ==, 8);
}

static void
test_fields_are_attributes (Fixture       *fixture,
                            gconstpointer  user_data)
{
  assert_result (fixture, "lambda: point (1.5, True, 7).x", "float64 1.5");
  assert_result (fixture, "lambda: point (1.5, True, 7).up", "bool True");
  assert_result (fixture, "lambda: point (1.5, False, 7).up", "bool False");
  assert_result (fixture, "lambda: point (1.5, True, 7).n", "int64 7");
  assert_result (fixture, "lambda: shift (point (1.5, True, 7), 2).x", "float64 3.5");
  assert_result (fixture, "lambda: shift (point (1.5, True, 7), 2).up", "bool True");
  assert_result (fixture, "lambda: shift (point (1.5, False, 7), 2).n", "int64 7");
}

static void
test_structs_pass_through_branches (Fixture       *fixture,
                                    gconstpointer  user_data)
{
  assert_result (fixture, "lambda: (point (1, True, 2) if 1 > 2 else point (3, False, 4)).n",
                 "int64 4");
  assert_result (fixture,
                 "lambda: (p := shift (point (1, True, 2), 1) if 2 > 1 else point (3, False, 4)) "
                 "+ shift (p, p.x)",
                 "point point(x=6.0, up=True, n=4)");
}

static void
test_prints_fields (Fixture       *fixture,
                    gconstpointer  user_data)
{
  assert_result (fixture, "lambda: point (1, True, 2)", "point point(x=1.0, up=True, n=2)");
}

static void
test_converts_unasked (Fixture       *fixture,
                       gconstpointer  user_data)
{
  assert_result (fixture, "lambda: point (1, True, 2) + 3.0", "point point(x=4.0, up=True, n=3)");
  assert_result (fixture, "lambda: (3.0 if 1 > 2 else point (1, True, 2)).n", "int64 2");
  assert_result (fixture, "lambda: shift (2.5, 1.0)", "point point(x=3.5, up=True, n=1)");
  assert_result (fixture, "lambda: 1.5 + 2.5", "float64 4.0");
}

static void
test_no_attribute (Fixture       *fixture,
                   gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fixture_evaluate (&fixture->extension, 1, "lambda: point (1, True, 2).y", &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TYPE);
  g_assert_nonnull (strstr (error->message, "point has no attribute “y”"));
}

static void
test_error_of_overload_keeps_its_code (Fixture       *fixture,
                                       gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  assert_result (fixture, "lambda: count (point (1, True, 2))", "int64 2");
  g_assert_null (fixture_evaluate (&fixture->extension, 1, "lambda: 1 + count (point (1, True, -2))",
                                   &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA);
  g_assert_nonnull (strstr (error->message, "n is -2"));
  g_assert_nonnull (strstr (error->message, "1:13"));
}

static double
closure_half (gint64   n,
              gpointer user_data)
{
  return n / 2.0;
}

static void
test_closure_is_called (Fixture       *fixture,
                        gconstpointer  user_data)
{
  TendrilRegistrar *registrar = fixture_extension_begin (fixture->extension);
  GClosure *closure = g_cclosure_new (G_CALLBACK (closure_half), NULL, NULL);
  g_autoptr (GError) error = NULL;

  g_assert_true (tendril_registrar_add_closure (registrar, "half", "(int64) -> float64", closure,
                                                TENDRIL_OVERLOAD_NONE, &error));
  fixture_extension_end ();

  assert_result (fixture, "lambda: half (3) + half (True)", "float64 2.0");
}

static void
test_type_in_conflict_is_found_by_its_owner (Fixture       *fixture,
                                             gconstpointer  user_data)
{
  g_autoptr (TendrilExtension) second = fixture_extension_new (fixture->registry, "ext-two");
  TendrilExtension *both[] = { fixture->extension, second };
  TendrilRegistrar *registrar = fixture_extension_begin (second);
  g_autoptr (TendrilType) type = tendril_type_new_struct ("point", 8);
  g_autoptr (GError) error = NULL;
  g_autofree char *first = NULL;
  g_autofree char *other = NULL;

  g_assert_true (tendril_type_add_field (type, "x", tendril_type_float64 (), 0, &error));
  g_assert_true (tendril_registrar_add_type (registrar, type, &error));
  g_assert_true (tendril_registrar_add_source (registrar, "abscissa", "(point) -> float64",
                                               "lambda p: p.x", TENDRIL_OVERLOAD_PURE, &error));
  g_assert_true (tendril_registrar_add_source (registrar, "foreign", "(ext_one.point) -> float64",
                                               "lambda p: p.x", TENDRIL_OVERLOAD_PURE, &error));
  g_assert_no_error (error);
  fixture_extension_end ();

  first = fixture_evaluate (both, 2, "lambda: abscissa (ext_two.point (2.5))", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, "float64 2.5");
  other = fixture_evaluate (both, 2, "lambda: foreign (ext_one.point (4, True, 2))", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (other, ==, "float64 4.0");
}

static void
test_dormant_until_the_type_is_there (Fixture       *fixture,
                                      gconstpointer  user_data)
{
  g_autoptr (TendrilExtension) early = fixture_extension_new (fixture->registry, "early");
  TendrilExtension *both[] = { early, fixture->extension };
  TendrilRegistrar *registrar = fixture_extension_begin (early);
  g_autoptr (GError) error = NULL;
  g_autofree char *result = NULL;

  g_assert_true (tendril_registrar_add_source (registrar, "twice", "(point) -> float64",
                                               "lambda p: 2 * p.x", TENDRIL_OVERLOAD_PURE, &error));
  fixture_extension_end ();

  g_assert_null (fixture_evaluate (&early, 1, "lambda: twice (1.0)", &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_UNKNOWN_NAME);
  g_clear_error (&error);
  result = fixture_evaluate_late (both, 2, "lambda: twice (point (1.5, True, 0))", &error);
  g_assert_no_error (error);
  g_assert_cmpstr (result, ==, "float64 3.0");
}

static void
test_boxes_to_its_gtype (Fixture       *fixture,
                         gconstpointer  user_data)
{
  g_autoptr (TendrilType) type = point_type_new ();
  const Point point = { 1.5, TRUE, 7 };
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) field = G_VALUE_INIT;
  g_autoptr (GError) error = NULL;
  TendrilPayload payload[TENDRIL_MAX_SLOTS];
  TendrilStruct *boxed;

  memcpy (payload, &point, sizeof point);
  tendril_value_box (&value, type, payload);
  g_assert_true (G_VALUE_HOLDS (&value, TENDRIL_TYPE_STRUCT));
  boxed = g_value_get_boxed (&value);
  g_assert_true (tendril_struct_get_field (boxed, "n", &field, &error));
  g_assert_cmpint (g_value_get_int64 (&field), ==, 7);
  g_value_set_int64 (&field, 9);
  g_assert_true (tendril_struct_set_field (boxed, "x", &field, &error));
  g_assert_false (tendril_struct_set_field (boxed, "z", &field, &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_UNKNOWN_NAME);
  g_assert_true (tendril_value_read (&value, type, payload, NULL));
  g_assert_cmpfloat (payload[0].f, ==, 9.0);
}

int
main (int    argc,
      char **argv)
{
  static const struct
  {
    const char *name;
    void (*test) (Fixture *, gconstpointer);
  } tests[] = {
    { "layout-is-that-of-c", test_layout_is_that_of_c },
    { "refuses-fields", test_refuses_fields },
    { "fields-are-attributes", test_fields_are_attributes },
    { "structs-pass-through-branches", test_structs_pass_through_branches },
    { "prints-fields", test_prints_fields },
    { "converts-unasked", test_converts_unasked },
    { "no-attribute", test_no_attribute },
    { "error-of-overload-keeps-its-code", test_error_of_overload_keeps_its_code },
    { "closure-is-called", test_closure_is_called },
    { "type-in-conflict-is-found-by-its-owner", test_type_in_conflict_is_found_by_its_owner },
    { "dormant-until-the-type-is-there", test_dormant_until_the_type_is_there },
    { "boxes-to-its-gtype", test_boxes_to_its_gtype },
  };

  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (tests); i++)
    {
      g_autofree char *path = g_strdup_printf ("/struct/%s", tests[i].name);

      g_test_add (path, Fixture, NULL, set_up, tests[i].test, tear_down);
    }

  return g_test_run ();
}
