/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-distribution-version-private.h"

#include <string.h>

/* PEP 440's order: epoch, release, then dev < a < b < rc < final < post, then the local version.
 * Spellings that PEP 440 normalises (`v1`, `alpha`, `c`, `rev`, `1.0-1`, separators, case) are equal
 * to their normal form. */

typedef enum
{
  PHASE_DEV,
  PHASE_ALPHA,
  PHASE_BETA,
  PHASE_RC,
  PHASE_FINAL,
  PHASE_POST,
} Phase;

static const struct
{
  const char *word;
  Phase phase;
} phases[] = {
  { "dev", PHASE_DEV }, { "alpha", PHASE_ALPHA }, { "a", PHASE_ALPHA },     { "beta", PHASE_BETA },
  { "b", PHASE_BETA },  { "rc", PHASE_RC },       { "preview", PHASE_RC },  { "pre", PHASE_RC },
  { "c", PHASE_RC },    { "post", PHASE_POST },   { "rev", PHASE_POST },    { "r", PHASE_POST },
};

/* Dates with the time make numbers of 14 digits; only absurd ones stop growing. */
#define MAX_NUMBER (G_MAXUINT64 / 10 - 1)

static TendrilSpan
skip_char (TendrilSpan text,
           char        c)
{
  if (text.length == 0 || g_ascii_tolower (*text.start) != c)
    return text;
  return (TendrilSpan) { text.start + 1, text.length - 1 };
}

static guint64
read_number (TendrilSpan *rest)
{
  guint64 number = 0;

  while (rest->length > 0 && g_ascii_isdigit (*rest->start))
    {
      if (number < MAX_NUMBER)
        number = number * 10 + g_ascii_digit_value (*rest->start);
      rest->start++;
      rest->length--;
    }

  return number;
}

static void
skip_separator (TendrilSpan *rest)
{
  if (rest->length > 0 && strchr ("-_.", *rest->start) != NULL)
    {
      rest->start++;
      rest->length--;
    }
}

static guint64
read_epoch (TendrilSpan *rest)
{
  const char *mark = rest->length > 0 ? memchr (rest->start, '!', rest->length) : NULL;
  guint64 epoch;

  if (mark == NULL)
    return 0;

  epoch = read_number (rest);
  *rest = tendril_span_new (mark + 1, rest->start + rest->length);
  return epoch;
}

/* Release segments are compared with missing ones as zero: 1.0 == 1.0.0. */
static int
compare_release (TendrilSpan *a,
                 TendrilSpan *b)
{
  int result = 0;

  for (;;)
    {
      gboolean more_a = a->length > 0 && g_ascii_isdigit (*a->start);
      gboolean more_b = b->length > 0 && g_ascii_isdigit (*b->start);
      guint64 number_a, number_b;

      if (!more_a && !more_b)
        return result;

      number_a = more_a ? read_number (a) : 0;
      number_b = more_b ? read_number (b) : 0;
      if (result == 0)
        result = (number_a > number_b) - (number_a < number_b);

      if (more_a && a->length > 1 && *a->start == '.' && g_ascii_isdigit (a->start[1]))
        skip_separator (a);
      if (more_b && b->length > 1 && *b->start == '.' && g_ascii_isdigit (b->start[1]))
        skip_separator (b);
    }
}

static gboolean
read_phase (TendrilSpan *rest,
            Phase       *phase,
            guint64     *number)
{
  if (rest->length > 1 && *rest->start == '-' && g_ascii_isdigit (rest->start[1]))
    {
      skip_separator (rest);
      *phase = PHASE_POST;
      *number = read_number (rest);
      return TRUE;
    }
  skip_separator (rest);

  for (gsize i = 0; i < G_N_ELEMENTS (phases); i++)
    {
      gsize length = strlen (phases[i].word);

      if (rest->length < length || g_ascii_strncasecmp (rest->start, phases[i].word, length) != 0)
        continue;

      *phase = phases[i].phase;
      rest->start += length;
      rest->length -= length;
      skip_separator (rest);
      *number = read_number (rest);
      return TRUE;
    }

  return FALSE;
}

static int
compare_phases (TendrilSpan *a,
                TendrilSpan *b)
{
  for (;;)
    {
      Phase phase_a = PHASE_FINAL, phase_b = PHASE_FINAL;
      guint64 number_a = 0, number_b = 0;
      gboolean more_a = read_phase (a, &phase_a, &number_a);
      gboolean more_b = read_phase (b, &phase_b, &number_b);

      if (phase_a != phase_b)
        return phase_a > phase_b ? 1 : -1;
      if (number_a != number_b)
        return number_a > number_b ? 1 : -1;
      if (!more_a && !more_b)
        return 0;
    }
}

static gboolean
next_segment (TendrilSpan *rest,
              TendrilSpan *segment)
{
  const char *end = rest->start + rest->length;
  const char *stop = rest->start;

  if (rest->length == 0)
    return FALSE;

  while (stop < end && strchr ("-_.", *stop) == NULL)
    stop++;
  *segment = tendril_span_new (rest->start, stop);
  *rest = stop < end ? tendril_span_new (stop + 1, end) : (TendrilSpan) TENDRIL_SPAN_INIT;
  return TRUE;
}

static gboolean
is_number (TendrilSpan segment)
{
  for (gsize i = 0; i < segment.length; i++)
    if (!g_ascii_isdigit (segment.start[i]))
      return FALSE;

  return segment.length > 0;
}

static int
compare_segments (TendrilSpan a,
                  TendrilSpan b)
{
  gboolean number_a = is_number (a), number_b = is_number (b);
  gsize length = MIN (a.length, b.length);
  int result;

  if (number_a != number_b)
    return number_a ? 1 : -1;
  if (number_a)
    {
      guint64 value_a = read_number (&a), value_b = read_number (&b);

      return (value_a > value_b) - (value_a < value_b);
    }

  result = length > 0 ? g_ascii_strncasecmp (a.start, b.start, length) : 0;
  return result != 0 ? result : (a.length > b.length) - (a.length < b.length);
}

/* The local version, and whatever else no rule above has taken. */
static int
compare_rest (TendrilSpan a,
              TendrilSpan b)
{
  for (;;)
    {
      TendrilSpan segment_a, segment_b;
      gboolean more_a = next_segment (&a, &segment_a);
      gboolean more_b = next_segment (&b, &segment_b);
      int result;

      if (!more_a || !more_b)
        return more_a - more_b;

      result = compare_segments (segment_a, segment_b);
      if (result != 0)
        return result;
    }
}

int
tendril_distribution_version_compare (TendrilSpan a,
                                      TendrilSpan b)
{
  guint64 epoch_a, epoch_b;
  int result;

  a = skip_char (a, 'v');
  b = skip_char (b, 'v');
  epoch_a = read_epoch (&a);
  epoch_b = read_epoch (&b);

  if (epoch_a != epoch_b)
    return epoch_a > epoch_b ? 1 : -1;

  result = compare_release (&a, &b);
  if (result == 0)
    result = compare_phases (&a, &b);
  if (result == 0)
    result = compare_rest (skip_char (a, '+'), skip_char (b, '+'));
  return result;
}
