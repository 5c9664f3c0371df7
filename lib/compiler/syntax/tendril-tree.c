/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-tree-private.h"

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
