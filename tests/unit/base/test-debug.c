/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-debug-private.h"

static void
test_flags (void)
{
  if (g_test_subprocess ())
    {
      g_assert_true (tendril_debug_enabled (TENDRIL_DEBUG_DISCOVERY));
      g_assert_false (tendril_debug_enabled (TENDRIL_DEBUG_REGISTRY));
      g_assert_true (tendril_debug_enabled (TENDRIL_DEBUG_COMPILER));
      return;
    }

  g_setenv ("TENDRIL_DEBUG", "discovery,compiler", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_all (void)
{
  if (g_test_subprocess ())
    {
      g_assert_true (tendril_debug_enabled (TENDRIL_DEBUG_DISCOVERY));
      g_assert_true (tendril_debug_enabled (TENDRIL_DEBUG_REGISTRY));
      g_assert_true (tendril_debug_enabled (TENDRIL_DEBUG_COMPILER));
      return;
    }

  g_setenv ("TENDRIL_DEBUG", "all", TRUE);
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_none (void)
{
  if (g_test_subprocess ())
    {
      g_assert_false (tendril_debug_enabled (TENDRIL_DEBUG_DISCOVERY));
      g_assert_false (tendril_debug_enabled (TENDRIL_DEBUG_COMPILER));
      return;
    }

  g_unsetenv ("TENDRIL_DEBUG");
  g_test_trap_subprocess (NULL, 0, G_TEST_SUBPROCESS_DEFAULT);
  g_test_trap_assert_passed ();
}

static void
test_environment (void)
{
  g_assert_false (tendril_is_secure ());

  g_setenv ("TENDRIL_TEST_VARIABLE", "value", TRUE);
  g_assert_cmpstr (tendril_getenv ("TENDRIL_TEST_VARIABLE"), ==, "value");
  g_unsetenv ("TENDRIL_TEST_VARIABLE");
  g_assert_null (tendril_getenv ("TENDRIL_TEST_VARIABLE"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/debug/flags", test_flags);
  g_test_add_func ("/debug/all", test_all);
  g_test_add_func ("/debug/none", test_none);
  g_test_add_func ("/debug/environment", test_environment);

  return g_test_run ();
}
