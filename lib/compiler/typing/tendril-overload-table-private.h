/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-overload-private.h"
#include "tendril-type-private.h"

G_BEGIN_DECLS

/* An overload whose types are all known. */
typedef struct
{
  TendrilOverload *overload;
  /* The same key from another extension: neither may be used. */
  TendrilOverload *rival;
  /* Which call of tendril_overload_table_add() brought it. */
  guint batch;
  TendrilType *result;
  guint n_parameters;
  TendrilType *parameters[];
} TendrilCandidate;

/* What names mean. A table adds to its parent, whose overloads win. Not changed while it is used:
 * the compiler's lock, or the init that it is made for, sees to that. */
typedef struct _TendrilOverloadTable TendrilOverloadTable;

TendrilOverloadTable *tendril_overload_table_new      (const TendrilOverloadTable  *parent);
void                  tendril_overload_table_free     (TendrilOverloadTable        *self);

/* Adds journals (arrays of overloads) as one batch. Keys that an earlier batch holds keep their
 * meaning, so that functions do not change once they are compiled. */
void                  tendril_overload_table_add      (TendrilOverloadTable        *self,
                                                       GPtrArray                   *journals);

/* Calls @func for each candidate of that name. */
typedef void (*TendrilCandidateFunc) (const TendrilCandidate *candidate,
                                      gpointer                user_data);
void                  tendril_overload_table_foreach  (const TendrilOverloadTable  *self,
                                                       const char                  *name,
                                                       TendrilCandidateFunc         func,
                                                       gpointer                     user_data);

/* The known name that is spelt most like it, or NULL. */
const char           *tendril_overload_table_suggest  (const TendrilOverloadTable  *self,
                                                       const char                  *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilOverloadTable, tendril_overload_table_free)

G_END_DECLS
