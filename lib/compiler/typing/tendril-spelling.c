/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-spelling-private.h"

#include <string.h>

gboolean
tendril_spelling_init (TendrilSpelling *self,
                       const char      *name)
{
  self->name = name;
  self->length = strlen (name);
  /* Two slips in a word of three letters make another word. */
  self->limit = self->length <= 3 ? 1 : 2;
  self->best = NULL;
  self->best_distance = self->limit + 1;

  return self->length <= TENDRIL_MAX_SPELLING;
}

/* Levenshtein's, with a swap of neighbours as one slip. */
static guint
distance (const char *a,
          gsize       a_length,
          const char *b,
          gsize       b_length)
{
  guint rows[3][TENDRIL_MAX_SPELLING + 1];
  guint *before = rows[0];
  guint *previous = rows[1];
  guint *current = rows[2];

  for (guint j = 0; j <= b_length; j++)
    before[j] = previous[j] = j;

  for (guint i = 1; i <= a_length; i++)
    {
      guint *reused = before;

      current[0] = i;
      for (guint j = 1; j <= b_length; j++)
        {
          guint replaced = previous[j - 1] + (a[i - 1] != b[j - 1]);

          current[j] = MIN (replaced, MIN (previous[j], current[j - 1]) + 1);
          if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
            current[j] = MIN (current[j], before[j - 2] + 1);
        }
      before = previous;
      previous = current;
      current = reused;
    }

  return previous[b_length];
}

void
tendril_spelling_try (TendrilSpelling *self,
                      const char      *known)
{
  gsize length = strlen (known);
  guint found;

  if (length > TENDRIL_MAX_SPELLING || length > self->length + self->limit ||
      self->length > length + self->limit || length <= self->limit)
    return;

  found = distance (self->name, self->length, known, length);
  if (found > self->best_distance || found > self->limit)
    return;
  if (found == self->best_distance && strcmp (known, self->best) >= 0)
    return;

  self->best = known;
  self->best_distance = found;
}
