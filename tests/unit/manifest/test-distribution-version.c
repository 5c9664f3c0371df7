/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-distribution-version-private.h"

#include <string.h>

/* The order of python3-packaging 25.0, equal versions with equal ranks. Made by
 *
 *   from packaging.version import Version
 *   rank = sorted ({Version (v) for v in versions})
 *   for v in sorted (versions, key=lambda v: (Version (v), v)):
 *       print ('  { %d, "%s" },' % (rank.index (Version (v)), v))
 */
static const struct
{
  int rank;
  const char *version;
} versions[] = {
  { 0, "0" },
  { 1, "0.0.1" },
  { 2, "0.1" },
  { 3, "0.9" },
  { 4, "0.10" },
  { 5, "1.0.dev" },
  { 5, "1.dev0" },
  { 6, "1.0.dev1" },
  { 7, "1.0.dev2" },
  { 8, "1.0.dev10" },
  { 9, "1.0a" },
  { 10, "1.0a1.dev1" },
  { 11, "1.0a1" },
  { 12, "1.0a1.post1.dev1" },
  { 13, "1.0a1.post1" },
  { 14, "1.0a2" },
  { 15, "1.0a10" },
  { 16, "1.0alpha11" },
  { 17, "1.0b1.dev3" },
  { 18, "1.0b1" },
  { 19, "1.0beta2" },
  { 20, "1.0-b.3" },
  { 21, "1.0c1" },
  { 22, "1.0rc2" },
  { 23, "1.0.RC.3" },
  { 24, "1.0pre4" },
  { 25, "1.0_preview_5" },
  { 26, "1.0rc10" },
  { 27, "1.0" },
  { 27, "1.0.0" },
  { 27, "v1.0" },
  { 28, "1.0+abc" },
  { 29, "1.0+abc.def" },
  { 30, "1.0+abc.2" },
  { 31, "1.0+ubuntu.2" },
  { 32, "1.0+ubuntu-10" },
  { 33, "1.0+UBUNTU.11" },
  { 34, "1.0+1" },
  { 35, "1.0+1.2" },
  { 36, "1.0+2" },
  { 37, "1.0+2.abc" },
  { 38, "1.0+10" },
  { 39, "1.0+10.1" },
  { 40, "1.0.post" },
  { 41, "1.0.post1.dev1" },
  { 42, "1.0-1" },
  { 42, "1.0.post1" },
  { 43, "1.0.post1+local" },
  { 44, "1.0-2" },
  { 45, "1.0.rev3" },
  { 46, "1.0-r4" },
  { 47, "1.0.post10" },
  { 48, "1.0.1.dev1" },
  { 49, "1.0.1" },
  { 50, "1.0.2" },
  { 51, "1.0.10" },
  { 52, "1.1.dev1" },
  { 53, "1.1" },
  { 54, "1.2.3.4.5" },
  { 55, "1.2.3.4.5.6" },
  { 56, "1.10" },
  { 57, "2.0" },
  { 58, "2.0.20230101123456" },
  { 59, "2.0.20230101123999" },
  { 60, "10.0" },
  { 61, "38.0.4" },
  { 62, "38.0.4.post0" },
  { 63, "2013b0" },
  { 64, "2023.10.1" },
  { 65, "4294967295" },
  { 66, "4294967296" },
  { 67, "4294967297" },
  { 68, "20230101123456" },
  { 69, "20230101123457" },
  { 70, "202301011234567" },
  { 71, "18446744073709551614" },
  { 72, "1!0" },
  { 73, "1!0.1.dev1" },
  { 74, "1!1.0" },
  { 75, "1!1.0.post1" },
  { 76, "2!0.5" },
  { 77, "10!0" },};

static int
sign (int number)
{
  return (number > 0) - (number < 0);
}

static TendrilSpan
span (const char *text)
{
  return (TendrilSpan) { text, strlen (text) };
}

static void
test_order (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);

  for (gsize j = 0; j < G_N_ELEMENTS (versions); j++)
    {
      int expected = sign (versions[i].rank - versions[j].rank);
      int result = tendril_distribution_version_compare (span (versions[i].version),
                                                         span (versions[j].version));

      if (sign (result) != expected)
        g_test_message ("%s and %s: %d instead of %d", versions[i].version, versions[j].version,
                        sign (result), expected);
      g_assert_cmpint (sign (result), ==, expected);
    }
}

static void
test_missing_is_oldest (void)
{
  g_assert_cmpint (tendril_distribution_version_compare (span (""), span ("0.1")), <, 0);
  g_assert_cmpint (tendril_distribution_version_compare (span ("0.1"), span ("")), >, 0);
  g_assert_cmpint (tendril_distribution_version_compare (span (""), span ("")), ==, 0);
}

/* What is no version at all still has an order that does not depend on who asks. */
static void
test_garbage_is_ordered (void)
{
  static const char *const garbage[] = { "", ".0rc1", "0rc1", "unknown", "x", "1.0x", "1..0", "!", "1!", "+", "-",
                                         "1.0-", "1.0+", "1.0_", "v", "1.0.a.b", "\xff", "1.0rc" };

  for (gsize i = 0; i < G_N_ELEMENTS (garbage); i++)
    for (gsize j = 0; j < G_N_ELEMENTS (garbage); j++)
      {
        int forth = tendril_distribution_version_compare (span (garbage[i]), span (garbage[j]));
        int back = tendril_distribution_version_compare (span (garbage[j]), span (garbage[i]));

        g_assert_cmpint (sign (forth), ==, -sign (back));
        if (i == j)
          g_assert_cmpint (forth, ==, 0);
        for (gsize k = 0; forth <= 0 && k < G_N_ELEMENTS (garbage); k++)
          if (tendril_distribution_version_compare (span (garbage[j]), span (garbage[k])) <= 0)
            g_assert_cmpint (
              tendril_distribution_version_compare (span (garbage[i]), span (garbage[k])), <=, 0);
      }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (versions); i++)
    {
      g_autofree char *path = g_strconcat ("/distribution-version/", versions[i].version, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_order);
    }
  g_test_add_func ("/distribution-version/missing-is-oldest", test_missing_is_oldest);
  g_test_add_func ("/distribution-version/garbage-is-ordered", test_garbage_is_ordered);

  return g_test_run ();
}
