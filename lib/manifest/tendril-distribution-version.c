/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-distribution-version-private.h"

#include <string.h>

/* PEP 440's order, as far as a directory name tells it: epoch, release, then
 * dev < a < b < rc < final < post, then the local version. Spellings that PEP 440 normalises
 * (`alpha`, `c`, `rev`, separators, case) are equal to their normal form. */

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

static guint64
read_number (TendrilSpan *rest)
{
  guint64 number = 0;

  while (rest->length > 0 && g_ascii_isdigit (*rest->start))
    {
      if (number < G_MAXUINT32)
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

      if (a->length > 1 && *a->start == '.' && g_ascii_isdigit (a->start[1]))
        skip_separator (a);
      if (b->length > 1 && *b->start == '.' && g_ascii_isdigit (b->start[1]))
        skip_separator (b);
    }
}

static gboolean
read_phase (TendrilSpan *rest,
            Phase       *phase,
            guint64     *number)
{
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

static int
compare_text (TendrilSpan a,
              TendrilSpan b)
{
  gsize length = MIN (a.length, b.length);
  int result = length > 0 ? memcmp (a.start, b.start, length) : 0;

  if (result != 0)
    return result;
  return (a.length > b.length) - (a.length < b.length);
}

int
tendril_distribution_version_compare (TendrilSpan a,
                                      TendrilSpan b)
{
  guint64 epoch_a = read_epoch (&a);
  guint64 epoch_b = read_epoch (&b);
  int result;

  if (epoch_a != epoch_b)
    return epoch_a > epoch_b ? 1 : -1;

  result = compare_release (&a, &b);
  if (result == 0)
    result = compare_phases (&a, &b);
  if (result == 0)
    result = compare_text (a, b);
  return result;
}
