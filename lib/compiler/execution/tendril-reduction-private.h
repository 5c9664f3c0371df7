/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-array-private.h"
#include "tendril-map.h"

G_BEGIN_DECLS

/* Each is reduced by itself, on any thread; then they are combined in a fixed tree. A multiple of
 * the run that is reduced in one go, by a power of two: so the tree is that of all elements. */
#define TENDRIL_CHUNK_SIZE 16384

/* What is known of some elements. */
typedef struct
{
  TendrilPayload value;
  __int128 wide;
  gboolean has_nan;
} TendrilPartial;

typedef struct
{
  void (*reduce)  (TendrilPartial *partial, gconstpointer data, gsize n);
  /* @a becomes both. */
  void (*combine) (TendrilPartial *a, const TendrilPartial *b);
  TendrilType *(*finish) (const TendrilPartial *partial, gsize n, TendrilPayload *result);
  gboolean needs_elements;
} TendrilReducer;

/* NULL where values of that type cannot be reduced so. */
const TendrilReducer *tendril_reducer_find    (TendrilReduction       reduction,
                                               TendrilType           *type);
/* n_partials > 0; overwrites them. */
void                  tendril_reducer_combine (const TendrilReducer  *self,
                                               TendrilPartial        *partials,
                                               gsize                  n_partials);

G_END_DECLS
