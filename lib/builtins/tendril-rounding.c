/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-math-private.h"

#include <math.h>
#include <string.h>

/* 2^63, the first double above every int64. */
#define INT64_END 9223372036854775808.0
/* From here on every double is written out in full, and before its start every one rounds to 0. */
#define MAX_PLACES 323
#define MIN_PLACES -308
/* Longer than a double written out in full: 308 digits before the point, MAX_PLACES after it. */
#define TEXT_SIZE 700
/* No double has more significant digits. */
#define EXACT_DIGITS 767
/* 10^18 is the last power of ten in an int64. */
#define INT64_PLACES 18

static gint64
saturate (double whole)
{
  if (isnan (whole))
    return 0;
  if (whole >= INT64_END)
    return G_MAXINT64;
  if (whole < -INT64_END)
    return G_MININT64;

  return (gint64) whole;
}

gint64
tendril_math_trunc (double x)
{
  return saturate (trunc (x));
}

gint64
tendril_math_floor (double x)
{
  return saturate (floor (x));
}

gint64
tendril_math_ceil (double x)
{
  return saturate (ceil (x));
}

gint64
tendril_math_round (double x)
{
  /* The rounding mode is nobody's to change: it is to nearest, half to even. */
  return saturate (nearbyint (x));
}

/* Rounds by printing, which the C library does exactly; half to even where it is a tie. */
static double
round_printed (double x,
               char   conversion,
               int    precision)
{
  char format[16];
  char text[TEXT_SIZE];

  g_snprintf (format, sizeof format, "%%.%d%c", precision, conversion);
  g_ascii_formatd (text, sizeof text, format, x);
  return g_ascii_strtod (text, NULL);
}

/* Whether @x, which has its first digit right of the place, is more than half a unit of it. Half is
 * not: the neighbours are 0 and 1, and 0 is even. */
static gboolean
is_above_half (double x)
{
  char text[EXACT_DIGITS + 16];
  const char *end;

  g_ascii_formatd (text, sizeof text, "%.766e", fabs (x));
  if (text[0] != '5')
    return text[0] > '5';

  end = strchr (text, 'e');
  return text + 2 + strspn (text + 2, "0") < end;
}

static double
round_left_of_point (double x,
                     int    places)
{
  char text[32];
  int exponent;

  g_ascii_formatd (text, sizeof text, "%.16e", x);
  exponent = (int) g_ascii_strtoll (strchr (text, 'e') + 1, NULL, 10);
  if (exponent + places >= 0)
    return round_printed (x, 'e', exponent + places);
  if (exponent + places < -1 || !is_above_half (x))
    return copysign (0.0, x);

  g_snprintf (text, sizeof text, "1e%d", -places);
  return copysign (g_ascii_strtod (text, NULL), x);
}

double
tendril_math_round_to (double x,
                       gint64 places)
{
  if (!isfinite (x) || x == 0.0 || places > MAX_PLACES)
    return x;
  if (places < MIN_PLACES)
    return copysign (0.0, x);

  return places >= 0 ? round_printed (x, 'f', (int) places)
                     : round_left_of_point (x, (int) places);
}

gint64
tendril_math_round_int (gint64 x,
                        gint64 places)
{
  guint64 unit = 1;
  guint64 magnitude = x < 0 ? 0 - (guint64) x : (guint64) x;
  guint64 rest;
  guint64 rounded;

  if (places >= 0)
    return x;
  if (places < -INT64_PLACES - 1)
    return 0;

  for (gint64 i = places; i < 0; i++)
    unit *= 10;
  rest = magnitude % unit;
  rounded = magnitude - rest;
  if (rest > unit - rest || (rest == unit - rest && rounded / unit % 2 == 1))
    rounded += unit;

  return (gint64) (x < 0 ? 0 - rounded : rounded);
}
