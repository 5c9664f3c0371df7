/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-overload-table-private.h"

G_BEGIN_DECLS

/* What a name with these argument types means. */
typedef struct
{
  const TendrilOverloadTable *table;
  const char *name;
  guint n_arguments;
  TendrilType *const *arguments;

  /* Out: NULL where nothing fits. */
  const TendrilCandidate *best;
  guint best_cost;
  /* How many candidates fit at that cost. */
  guint n_best;
  gboolean name_is_function;
  gboolean name_is_constant;
  /* Whether more than two arguments may be folded. */
  gboolean name_folds;
} TendrilResolution;

typedef struct
{
  guint cost;
  /* NULL for one that is built in. */
  const TendrilCandidate *candidate;
} TendrilConversion;

/* Whether a value converts without being asked, how, and at what cost. */
gboolean tendril_conversion_find      (const TendrilOverloadTable *table,
                                       TendrilType             *from,
                                       TendrilType             *to,
                                       TendrilConversion       *conversion);

void     tendril_resolution_run       (TendrilResolution       *self);
/* The constant of that name. */
void     tendril_resolution_run_bare  (TendrilResolution       *self);

/* Explains in @error why the resolution cannot be used; FALSE if it can. */
gboolean tendril_resolution_explain   (const TendrilResolution  *self,
                                       const TendrilSource      *source,
                                       TendrilSourceSpan         mark,
                                       GError                  **error);

G_END_DECLS
