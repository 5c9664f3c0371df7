/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-error.h"

#include <string.h>

static void
test_quark (void)
{
  g_assert_cmpstr (g_quark_to_string (TENDRIL_ERROR), ==, "tendril-error-quark");
}

/* What a binding shows of a code must be unique and made as GObject makes nicks. */
static void
test_nicks (void)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (TENDRIL_TYPE_ERROR);

  for (guint i = 0; i < klass->n_values; i++)
    {
      const GEnumValue *value = &klass->values[i];
      g_autofree char *name = g_ascii_strup (value->value_nick, -1);
      g_autofree char *full = g_strconcat ("TENDRIL_ERROR_", g_strdelimit (name, "-", '_'), NULL);

      g_assert_cmpstr (value->value_name, ==, full);
      g_assert_cmpint (value->value, ==, (int) i);
      g_assert_true (g_enum_get_value_by_nick (klass, value->value_nick) == value);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/error/quark", test_quark);
  g_test_add_func ("/error/nicks", test_nicks);

  return g_test_run ();
}
