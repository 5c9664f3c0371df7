/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-type-private.h"

G_BEGIN_DECLS

typedef enum
{
  TENDRIL_LOCAL_UNBOUND,
  TENDRIL_LOCAL_BOUND,
  /* Bound in a branch that may not have been taken. */
  TENDRIL_LOCAL_UNSURE,
} TendrilLocalState;

/* What a name that := binds is at this place of the evaluation. */
typedef struct
{
  TendrilLocalState state;
  TendrilType *type;
  /* Counts bindings, not names: each is a value of its own. */
  guint index;
} TendrilLocal;

/* The locals of one body, in the order of evaluation. What happens in a branch is undone at its
 * end; after it, the names that it bound are unsure. */
typedef struct
{
  TendrilLocal *locals;
  guint n_locals;
  GArray *undo;
} TendrilScope;

void         tendril_scope_init         (TendrilScope *self,
                                         guint         n_locals);
void         tendril_scope_clear        (TendrilScope *self);
TendrilLocal tendril_scope_get          (const TendrilScope *self,
                                         guint         local);
void         tendril_scope_bind         (TendrilScope *self,
                                         guint         local,
                                         TendrilType  *type,
                                         guint         index);

/* The end of a branch takes what its begin returned; @bound gathers the names for
 * tendril_scope_end_branches(), once all branches are over. */
guint        tendril_scope_begin_branch (TendrilScope *self);
void         tendril_scope_end_branch   (TendrilScope *self,
                                         guint         mark,
                                         GArray       *bound);
void         tendril_scope_end_branches (TendrilScope *self,
                                         const GArray *bound);

G_END_DECLS
