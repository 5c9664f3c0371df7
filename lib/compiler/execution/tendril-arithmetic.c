/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-arithmetic-private.h"

#include <math.h>

/* Up to here a double holds every integer. */
#define EXACT_LIMIT (G_GINT64_CONSTANT (1) << 53)
/* 2^63, the first double above every int64. */
#define INT64_END 9223372036854775808.0

static gboolean
is_exact (gint64 number)
{
  return number >= -EXACT_LIMIT && number <= EXACT_LIMIT;
}

static guint64
magnitude (gint64 number)
{
  return number < 0 ? 0 - (guint64) number : (guint64) number;
}

/* Long division to more digits than a double has, the last one sticky: rounded once, as in Python,
 * where (double) a / (double) b would round three times. */
static double
divide_exactly (guint64 a,
                guint64 b)
{
  guint64 quotient = a / b;
  guint64 rest = a % b;
  int exponent = 0;

  /* The top bit must stay free for the shift, the next one makes it more than 53 + 2 digits. */
  while (quotient < G_GUINT64_CONSTANT (1) << 62)
    {
      gboolean carry = rest >= b - rest;

      quotient = quotient << 1 | carry;
      rest = carry ? rest - (b - rest) : rest << 1;
      exponent--;
    }

  return ldexp ((double) (quotient | (rest != 0)), exponent);
}

double
tendril_int_divide (gint64 a,
                    gint64 b)
{
  double quotient;

  if (b == 0 || a == 0 || (is_exact (a) && is_exact (b)))
    return (double) a / (double) b;

  quotient = divide_exactly (magnitude (a), magnitude (b));
  return (a < 0) != (b < 0) ? -quotient : quotient;
}

gint64
tendril_int_power (gint64 base,
                   gint64 exponent)
{
  guint64 result = 1;
  guint64 square = base;

  for (guint64 rest = exponent; rest != 0; rest >>= 1)
    {
      if (rest & 1)
        result *= square;
      square *= square;
    }

  return (gint64) result;
}

/* The one quotient that does not fit wraps; the processor would trap. */
gint64
tendril_int_floor_divide (gint64 a,
                          gint64 b)
{
  gint64 quotient;

  if (b == -1)
    return (gint64) (0 - (guint64) a);

  quotient = a / b;
  return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
}

gint64
tendril_int_modulo (gint64 a,
                    gint64 b)
{
  gint64 rest;

  if (b == -1)
    return 0;

  rest = a % b;
  return rest != 0 && (rest < 0) != (b < 0) ? rest + b : rest;
}

/* As CPython computes it: from the exact remainder, since floor (a / b) may be one too large. */
double
tendril_float_floor_divide (double a,
                            double b)
{
  double rest;
  double quotient;
  double floored;

  if (b == 0.0)
    return floor (a / b);

  rest = fmod (a, b);
  quotient = (a - rest) / b;
  if (rest != 0.0 && (b < 0.0) != (rest < 0.0))
    quotient -= 1.0;
  if (quotient == 0.0)
    return copysign (0.0, a / b);

  floored = floor (quotient);
  return quotient - floored > 0.5 ? floored + 1.0 : floored;
}

double
tendril_float_modulo (double a,
                      double b)
{
  double rest = fmod (a, b);

  if (rest == 0.0)
    return copysign (0.0, b);

  return (b < 0.0) != (rest < 0.0) ? rest + b : rest;
}

TendrilOrdering
tendril_int_float_compare (gint64 a,
                           double b)
{
  gint64 whole;

  if (isnan (b))
    return TENDRIL_UNORDERED;
  if (b >= INT64_END)
    return TENDRIL_LESS;
  if (b < -INT64_END)
    return TENDRIL_GREATER;

  whole = (gint64) b;
  if (a != whole)
    return a < whole ? TENDRIL_LESS : TENDRIL_GREATER;
  if ((double) whole == b)
    return TENDRIL_EQUAL;
  return (double) whole < b ? TENDRIL_LESS : TENDRIL_GREATER;
}
