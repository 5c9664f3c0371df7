/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-intrinsic-private.h"
#include "tendril-value-private.h"

G_BEGIN_DECLS

/* Elements of a block: ten registers of them and the inputs fit in 32 KiB, the first-level cache. */
#define TENDRIL_BLOCK_SIZE 128

/* r may be x or y. A loop over one operand does not read y. */
typedef void (*TendrilBlockLoop) (TendrilPayload *r, const TendrilPayload *x,
                                  const TendrilPayload *y, guint n);

/* The loops, compiled for one instruction set. */
typedef struct
{
  /* Of libmvec's names: "_ZGVdN4v"; NULL where there is no such library. */
  const char *vector_prefix;
  TendrilBlockLoop intrinsics[TENDRIL_N_INTRINSICS];
  void (*vector_1) (gpointer function, TendrilPayload *r, const TendrilPayload *x, guint n);
  void (*vector_2) (gpointer function, TendrilPayload *r, const TendrilPayload *x,
                    const TendrilPayload *y, guint n);
  void (*select)   (TendrilPayload *r, const TendrilPayload *mask, const TendrilPayload *x,
                    const TendrilPayload *y, guint n);
  /* r = mask and x (or not x), mask may be NULL; whether any is left. */
  gboolean (*mask)     (TendrilPayload *r, const TendrilPayload *mask, const TendrilPayload *x,
                        guint n);
  gboolean (*mask_not) (TendrilPayload *r, const TendrilPayload *mask, const TendrilPayload *x,
                        guint n);
  /* Whether any x in the mask, which may be NULL, is 0. */
  gboolean (*has_zero) (const TendrilPayload *mask, const TendrilPayload *x, guint n);
  void (*widen)    (TendrilPayload *r, const guint8 *x, guint n);
  void (*narrow)   (guint8 *r, const TendrilPayload *x, guint n);
  void (*fill)     (TendrilPayload *r, TendrilPayload x, guint n);
} TendrilBlockLoops;

extern const TendrilBlockLoops tendril_block_loops_baseline;
#ifdef TENDRIL_HAVE_X86_64_LEVELS
extern const TendrilBlockLoops tendril_block_loops_v3;
extern const TendrilBlockLoops tendril_block_loops_v4;
#endif

/* The best that this processor runs. */
const TendrilBlockLoops *tendril_block_loops_get (void);

G_END_DECLS
