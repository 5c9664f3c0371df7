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

/* The root of a double is exact to a unit; near the end of int64 that unit shows. */
gint64
tendril_math_isqrt (gint64 x)
{
  guint64 root;

  if (x <= 0)
    return 0;

  root = (guint64) sqrt ((double) x);
  while (root * root > (guint64) x)
    root--;
  while ((root + 1) * (root + 1) <= (guint64) x)
    root++;

  return (gint64) root;
}

gint64
tendril_math_perm (gint64 n,
                   gint64 k)
{
  guint64 product = 1;

  if (k < 0 || n < k)
    return 0;

  /* The product doubles at each step but the last: the loop is short. */
  for (gint64 i = 0; i < k; i++)
    {
      if (__builtin_mul_overflow (product, (guint64) (n - i), &product) || product > G_MAXINT64)
        return G_MAXINT64;
    }

  return (gint64) product;
}

gint64
tendril_math_factorial (gint64 n)
{
  return tendril_math_perm (n, n);
}

/* The product so far is a binomial coefficient itself, so each division is exact. From k = 34 on
 * the smallest one, of 2 k, is past the end of int64: the loop is short. */
gint64
tendril_math_comb (gint64 n,
                   gint64 k)
{
  unsigned __int128 product = 1;

  if (k < 0 || n < k)
    return 0;

  k = MIN (k, n - k);
  for (gint64 i = 1; i <= k; i++)
    {
      product = product * (guint64) (n - k + i) / (guint64) i;
      if (product > G_MAXINT64)
        return G_MAXINT64;
    }

  return (gint64) product;
}
