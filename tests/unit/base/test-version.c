/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-version.h"

static void
test_check (void)
{
  g_assert_true (TENDRIL_CHECK_VERSION (TENDRIL_MAJOR_VERSION, TENDRIL_MINOR_VERSION,
                                        TENDRIL_MICRO_VERSION));
  g_assert_true (TENDRIL_CHECK_VERSION (0, 99, 99));
  g_assert_false (TENDRIL_CHECK_VERSION (TENDRIL_MAJOR_VERSION, TENDRIL_MINOR_VERSION,
                                         TENDRIL_MICRO_VERSION + 1));
  g_assert_false (TENDRIL_CHECK_VERSION (TENDRIL_MAJOR_VERSION, TENDRIL_MINOR_VERSION + 1, 0));
  g_assert_false (TENDRIL_CHECK_VERSION (TENDRIL_MAJOR_VERSION + 1, 0, 0));
}

static void
test_string (void)
{
  g_autofree char *text = g_strdup_printf ("%d.%d.%d", TENDRIL_MAJOR_VERSION,
                                           TENDRIL_MINOR_VERSION, TENDRIL_MICRO_VERSION);

  g_assert_cmpstr (TENDRIL_VERSION_S, ==, text);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/version/check", test_check);
  g_test_add_func ("/version/string", test_string);

  return g_test_run ();
}
