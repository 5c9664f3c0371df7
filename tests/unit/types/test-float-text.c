/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <math.h>
#include <string.h>

#include "tendril-value-private.h"

static void
assert_text (double      number,
             const char *expected)
{
  char text[TENDRIL_FLOAT_TEXT_SIZE];

  tendril_float_to_text (number, text);
  g_assert_cmpstr (text, ==, expected);
}

/* What repr() of CPython prints. */
static void
test_as_python (void)
{
  assert_text (0.0, "0.0");
  assert_text (-0.0, "-0.0");
  assert_text (1.0, "1.0");
  assert_text (-124, "-124.0");
  assert_text (0.1, "0.1");
  assert_text (1.5118276716, "1.5118276716");
  assert_text (0.1 + 0.2, "0.30000000000000004");
  assert_text (1e15, "1000000000000000.0");
  assert_text (9999999999999998, "9999999999999998.0");
  assert_text (1e16, "1e+16");
  assert_text (12345678901234567890.0, "1.2345678901234567e+19");
  assert_text (1e22, "1e+22");
  assert_text (1e100, "1e+100");
  assert_text (0.0001, "0.0001");
  assert_text (0.00012, "0.00012");
  assert_text (0.00001, "1e-05");
  assert_text (1.7976931348623157e308, "1.7976931348623157e+308");
  assert_text (5e-324, "5e-324");
  assert_text (2.2250738585072014e-308, "2.2250738585072014e-308");
  assert_text (INFINITY, "inf");
  assert_text (-INFINITY, "-inf");
  assert_text (NAN, "nan");
}

/* Where the nearest decimal of 16 digits reads back as the number below. */
static void
test_powers_of_two (void)
{
  assert_text (ldexp (1, -44), "5.684341886080802e-14");
  assert_text (ldexp (1, 89), "6.189700196426902e+26");
  assert_text (ldexp (1, -1022), "2.2250738585072014e-308");
}

static void
test_reads_back (void)
{
  for (int i = 0; i < 20000; i++)
    {
      guint64 bits = (guint64) g_test_rand_int () << 32 | (guint32) g_test_rand_int ();
      char text[TENDRIL_FLOAT_TEXT_SIZE];
      double number;

      memcpy (&number, &bits, sizeof number);
      if (!isfinite (number))
        continue;
      tendril_float_to_text (number, text);
      g_assert_true (g_ascii_strtod (text, NULL) == number);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/types/float-text/as-python", test_as_python);
  g_test_add_func ("/types/float-text/powers-of-two", test_powers_of_two);
  g_test_add_func ("/types/float-text/reads-back", test_reads_back);
  return g_test_run ();
}
