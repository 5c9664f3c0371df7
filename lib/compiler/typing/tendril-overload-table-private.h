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

/* Ids of extensions, the first first, that win where another registered the same. Counts for what
 * is added from then on. */
void                  tendril_overload_table_set_preferred (TendrilOverloadTable   *self,
                                                            const char *const      *preferred);

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

/* The type of that name, as the extension @owner (or NULL) sees it; NULL if there is none. */
TendrilType          *tendril_overload_table_find_type (const TendrilOverloadTable *self,
                                                        const char                 *owner,
                                                        const char                 *name);
/* The struct type whose values are of that GType. */
TendrilType          *tendril_overload_table_find_value_type (const TendrilOverloadTable *self,
                                                              GType                       type);
typedef void (*TendrilTypeFunc) (TendrilType *type,
                                 gpointer     user_data);
void                  tendril_overload_table_foreach_type (const TendrilOverloadTable *self,
                                                           TendrilTypeFunc             func,
                                                           gpointer                    user_data);

/* The conversion that an extension registered, or NULL. */
const TendrilCandidate *tendril_overload_table_find_conversion (const TendrilOverloadTable *self,
                                                                TendrilType                *from,
                                                                TendrilType                *to);

/* The known name that is spelt most like it, or NULL. */
const char           *tendril_overload_table_suggest  (const TendrilOverloadTable  *self,
                                                       const char                  *name);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilOverloadTable, tendril_overload_table_free)

G_END_DECLS
