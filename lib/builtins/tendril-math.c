/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-math-private.h"

#include <math.h>

double
tendril_math_lgamma (double x)
{
  int sign;

  /* lgamma() itself writes the sign to a global variable. */
  return lgamma_r (x, &sign);
}

double
tendril_math_ldexp (double x,
                    gint64 exponent)
{
  return ldexp (x, (int) CLAMP (exponent, G_MININT, G_MAXINT));
}

double
tendril_math_ulp (double x)
{
  double magnitude = fabs (x);
  double next = nextafter (magnitude, INFINITY);

  if (isnan (x) || isinf (x))
    return magnitude;

  return isinf (next) ? magnitude - nextafter (magnitude, 0.0) : next - magnitude;
}

static guint64
magnitude_of (gint64 x)
{
  return x < 0 ? 0 - (guint64) x : (guint64) x;
}

static guint64
greatest_divisor (guint64 a,
                  guint64 b)
{
  while (b != 0)
    {
      guint64 rest = a % b;

      a = b;
      b = rest;
    }

  return a;
}

gint64
tendril_math_gcd (gint64 a,
                  gint64 b)
{
  return (gint64) greatest_divisor (magnitude_of (a), magnitude_of (b));
}

gint64
tendril_math_lcm (gint64 a,
                  gint64 b)
{
  guint64 left = magnitude_of (a);
  guint64 right = magnitude_of (b);

  if (left == 0 || right == 0)
    return 0;

  return (gint64) (left / greatest_divisor (left, right) * right);
}
