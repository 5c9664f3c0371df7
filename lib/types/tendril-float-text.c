/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-value-private.h"

#include <math.h>
#include <string.h>

/* Any float64 is told apart from its neighbours by 17 significant digits. */
#define MAX_DIGITS 17

typedef struct
{
  char digits[MAX_DIGITS + 1];
  int n_digits;
  /* Of the first digit, as in 1.5e3. */
  int exponent;
} Decimal;

static void
decimal_read (Decimal *decimal,
              double   number,
              int      n_digits)
{
  char format[] = "%.00e";
  char text[TENDRIL_FLOAT_TEXT_SIZE];
  int n = 0;

  format[2] = '0' + (n_digits - 1) / 10;
  format[3] = '0' + (n_digits - 1) % 10;
  g_ascii_formatd (text, sizeof text, format, number);

  for (const char *p = text; *p != 'e'; p++)
    {
      if (g_ascii_isdigit (*p))
        decimal->digits[n++] = *p;
    }
  decimal->digits[n] = '\0';
  decimal->n_digits = n;
  decimal->exponent = (int) g_ascii_strtoll (strchr (text, 'e') + 1, NULL, 10);
}

static void
decimal_increment (Decimal *decimal)
{
  int i = decimal->n_digits - 1;

  while (i >= 0 && decimal->digits[i] == '9')
    decimal->digits[i--] = '0';
  if (i >= 0)
    {
      decimal->digits[i]++;
      return;
    }

  decimal->digits[0] = '1';
  decimal->exponent++;
}

static double
decimal_to_float (const Decimal *decimal)
{
  char text[MAX_DIGITS + 16];

  g_snprintf (text, sizeof text, "%se%d", decimal->digits,
              decimal->exponent - decimal->n_digits + 1);
  return g_ascii_strtod (text, NULL);
}

/* Just above a power of two the numbers lie twice as far apart as below it: there the next decimal
 * up may read back where the nearest one does not. */
static gboolean
decimal_find (Decimal *decimal,
              double   number,
              int      n_digits)
{
  int exponent;

  decimal_read (decimal, number, n_digits);
  if (decimal_to_float (decimal) == number)
    return TRUE;
  if (frexp (number, &exponent) != 0.5)
    return FALSE;

  decimal_increment (decimal);
  return decimal_to_float (decimal) == number;
}

static void
decimal_print_fixed (const Decimal *decimal,
                     GString       *text)
{
  int point = decimal->exponent + 1;

  if (point <= 0)
    {
      g_string_append (text, "0.");
      for (int i = point; i < 0; i++)
        g_string_append_c (text, '0');
      g_string_append (text, decimal->digits);
      return;
    }

  for (int i = 0; i < MAX (point, decimal->n_digits); i++)
    {
      if (i == point)
        g_string_append_c (text, '.');
      g_string_append_c (text, i < decimal->n_digits ? decimal->digits[i] : '0');
    }
  if (point >= decimal->n_digits)
    g_string_append (text, ".0");
}

static void
decimal_print (const Decimal *decimal,
               GString       *text)
{
  if (decimal->exponent >= -4 && decimal->exponent < 16)
    {
      decimal_print_fixed (decimal, text);
      return;
    }

  g_string_append_c (text, decimal->digits[0]);
  if (decimal->n_digits > 1)
    g_string_append_printf (text, ".%s", decimal->digits + 1);
  g_string_append_printf (text, "e%c%02d", decimal->exponent < 0 ? '-' : '+',
                          ABS (decimal->exponent));
}

void
tendril_float_to_text (double  number,
                       char   *buffer)
{
  Decimal decimal;
  g_autoptr (GString) text = g_string_sized_new (TENDRIL_FLOAT_TEXT_SIZE);

  if (isnan (number))
    g_string_append (text, "nan");
  else if (isinf (number))
    g_string_append (text, number < 0 ? "-inf" : "inf");
  else
    {
      int n_digits = 1;

      while (n_digits < MAX_DIGITS && !decimal_find (&decimal, fabs (number), n_digits))
        n_digits++;
      if (n_digits == MAX_DIGITS)
        decimal_read (&decimal, fabs (number), MAX_DIGITS);
      if (signbit (number))
        g_string_append_c (text, '-');
      decimal_print (&decimal, text);
    }

  g_strlcpy (buffer, text->str, TENDRIL_FLOAT_TEXT_SIZE);
}
