/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-type-private.h"

static void
test_names_and_sizes (void)
{
  static const struct
  {
    TendrilType *(*get) (void);
    const char *name;
    guint size;
  } types[] = {
    { tendril_type_bool, "bool", sizeof (gboolean) },
    { tendril_type_int64, "int64", 8 },
    { tendril_type_float64, "float64", 8 },
  };

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      TendrilType *type = types[i].get ();
      g_autofree char *name = NULL;
      guint size;

      g_assert_true (type == types[i].get ());
      g_assert_cmpstr (tendril_type_get_name (type), ==, types[i].name);
      g_assert_cmpuint (tendril_type_get_size (type), ==, types[i].size);
      g_object_get (type, "name", &name, "size", &size, NULL);
      g_assert_cmpstr (name, ==, types[i].name);
      g_assert_cmpuint (size, ==, types[i].size);
      g_assert_true (tendril_type_lookup (types[i].name) == type);
    }
}

static void
test_lookup_of_unknown (void)
{
  g_assert_null (tendril_type_lookup ("complex128"));
  g_assert_null (tendril_type_lookup (""));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/types/type/names-and-sizes", test_names_and_sizes);
  g_test_add_func ("/types/type/lookup-of-unknown", test_lookup_of_unknown);
  return g_test_run ();
}
