/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-scope-private.h"

typedef struct
{
  guint local;
  TendrilLocal before;
} Undo;

void
tendril_scope_init (TendrilScope *self,
                    guint         n_locals)
{
  self->n_locals = n_locals;
  self->locals = g_new0 (TendrilLocal, n_locals);
  self->undo = g_array_new (FALSE, FALSE, sizeof (Undo));
}

void
tendril_scope_clear (TendrilScope *self)
{
  g_clear_pointer (&self->locals, g_free);
  g_clear_pointer (&self->undo, g_array_unref);
}

TendrilLocal
tendril_scope_get (const TendrilScope *self,
                   guint               local)
{
  return self->locals[local];
}

static void
set (TendrilScope *self,
     guint         local,
     TendrilLocal  after)
{
  Undo undo = { local, self->locals[local] };

  g_array_append_val (self->undo, undo);
  self->locals[local] = after;
}

void
tendril_scope_bind (TendrilScope *self,
                    guint         local,
                    TendrilType  *type,
                    guint         index)
{
  set (self, local, (TendrilLocal) { TENDRIL_LOCAL_BOUND, type, index });
}

guint
tendril_scope_begin_branch (TendrilScope *self)
{
  return self->undo->len;
}

void
tendril_scope_end_branch (TendrilScope *self,
                          guint         mark,
                          GArray       *bound)
{
  for (guint i = self->undo->len; i > mark; i--)
    {
      const Undo *undo = &g_array_index (self->undo, Undo, i - 1);

      g_array_append_val (bound, undo->local);
      self->locals[undo->local] = undo->before;
    }

  g_array_set_size (self->undo, mark);
}

void
tendril_scope_end_branches (TendrilScope *self,
                            const GArray *bound)
{
  for (guint i = 0; i < bound->len; i++)
    set (self, g_array_index (bound, guint, i), (TendrilLocal) { TENDRIL_LOCAL_UNSURE });
}
