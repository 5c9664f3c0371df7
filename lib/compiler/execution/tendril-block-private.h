/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-block-loops-private.h"
#include "tendril-code-private.h"

G_BEGIN_DECLS

/* A function over arrays of certain types: each instruction works on a block of elements, so that
 * its dispatch is paid for once per block; immutable. */
typedef struct _TendrilBlockCode TendrilBlockCode;

typedef enum
{
  TENDRIL_BLOCK_LOOP,
  /* As above; fails where an element of b in the mask is 0. */
  TENDRIL_BLOCK_CHECKED,
  /* Calls a vector function of libmvec. */
  TENDRIL_BLOCK_VECTOR,
  /* Calls a native overload per element in the mask. */
  TENDRIL_BLOCK_CALL,
  /* a = where c: b; a is a mask. To target where nothing is left. c may be no register. */
  TENDRIL_BLOCK_MASK,
  TENDRIL_BLOCK_MASK_NOT,
  /* a = where mask: b, else: c */
  TENDRIL_BLOCK_SELECT,
} TendrilBlockOpcode;

#define TENDRIL_NO_REGISTER G_MAXUINT16

typedef struct
{
  guint16 opcode;
  guint16 a;
  guint16 b;
  guint16 c;
  guint16 mask;
  /* In calls, or an intrinsic. */
  guint16 index;
  guint32 target;
  gpointer function;
} TendrilBlockInstruction;

typedef struct
{
  guint16 value;
  TendrilPayload constant;
} TendrilBlockConstant;

struct _TendrilBlockCode
{
  const TendrilBlockLoops *loops;
  guint n_parameters;
  guint n_registers;
  /* Which parameters are one element for all. */
  guint64 broadcast;
  /* A bit per parameter: of one byte per element. */
  guint64 bools;
  guint16 result;
  gboolean result_is_bool;
  /* The last instruction writes to the output itself. */
  gboolean writes_output;
  /* Run once per call: what is the same for all elements. */
  GArray *prologue;
  GArray *instructions;
  GArray *constants;
  GArray *calls;
};

/* NULL without an error for what only the scalar code can do. @broadcast has a bit for each
 * parameter that is one element for all. */
TendrilBlockCode *tendril_block_code_new  (const TendrilIr   *ir,
                                           guint64            broadcast,
                                           gboolean           strict);
void              tendril_block_code_free (TendrilBlockCode  *self);

/* A TendrilKernelFunc. */
gsize             tendril_block_code_run  (gpointer              block_code,
                                           const gconstpointer  *inputs,
                                           gpointer              output,
                                           gsize                 n);

/* The vector function of libmvec for a function of libm; NULL where there is none. The first use
 * loads the library. */
gpointer          tendril_block_find_vector (const TendrilBlockLoops *loops,
                                             const char              *name,
                                             guint                    n_arguments);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilBlockCode, tendril_block_code_free)

G_END_DECLS
