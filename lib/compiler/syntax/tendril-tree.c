/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-tree-private.h"

#include <string.h>

TendrilTree *
tendril_tree_ref (TendrilTree *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tendril_tree_unref (TendrilTree *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  tendril_source_unref (self->source);
  tendril_arena_free (self->arena);
  g_free (self);
}

int
tendril_tree_find_local (const TendrilTree *self,
                         const char        *name,
                         gsize              length)
{
  for (guint i = 0; i < self->n_locals; i++)
    {
      if (strncmp (self->locals[i], name, length) == 0 && self->locals[i][length] == '\0')
        return i;
    }

  return -1;
}
