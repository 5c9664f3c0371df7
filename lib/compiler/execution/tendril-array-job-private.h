/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-backend.h"
#include "tendril-block-private.h"
#include "tendril-limits-private.h"
#include "tendril-reduction-private.h"

G_BEGIN_DECLS

/* An argument, or the output, spread over the shape of the result. */
typedef struct
{
  TendrilType *type;
  gsize item_size;
  guint8 *data;
  /* 0 where an argument is repeated. */
  gssize strides[TENDRIL_ARRAY_MAX_DIMENSIONS];
  /* The elements lie one behind the other in the order of the result. */
  gboolean is_direct;
  /* What a number, repeated for all elements, is in memory. */
  TendrilPayload cell;
} TendrilOperand;

/* A call of a function over arrays. Filled by tendril_array_job_set_arguments(), then by
 * tendril_function_prepare_job(), then run. */
typedef struct
{
  guint n_arguments;
  TendrilType *types[TENDRIL_MAX_PARAMETERS];
  TendrilOperand arguments[TENDRIL_MAX_PARAMETERS];
  guint64 broadcast;
  guint n_dimensions;
  gsize shape[TENDRIL_ARRAY_MAX_DIMENSIONS];
  gsize n_elements;

  const TendrilCode *code;
  TendrilCode *own_code;
  /* NULL where only the scalar code can do it. */
  TendrilKernelFunc kernel;
  /* For an output that is too large for the caches, or NULL. */
  TendrilKernelFunc streaming_kernel;
  gpointer kernel_data;

  /* One of both: where the results go, or how they are reduced. */
  TendrilOperand output;
  const TendrilReducer *reducer;
  TendrilPartial *partials;

  GCancellable *cancellable;
  /* Atomic: how many elements are done. May be NULL. */
  gsize *progress;

  GMutex lock;
  gsize n_chunks;
  gsize next_chunk;          /* atomic */
  gsize failed_chunk;
  GError *error;
} TendrilArrayJob;

/* Each argument is a number or holds a TendrilArray, which must live as long as the job. */
gboolean  tendril_array_job_set_arguments (TendrilArrayJob      *self,
                                           const char *const    *names,
                                           const GValue         *arguments,
                                           guint                 n_arguments,
                                           GError              **error);
/* The shape must be that of the job. */
void      tendril_operand_set_array       (TendrilOperand       *self,
                                           const TendrilArrayJob *job,
                                           TendrilArray         *array);
char     *tendril_shape_to_string         (const gsize          *shape,
                                           guint                 n_dimensions);

/* To @buffer, or from it: @n elements from element @start of the result on. */
void      tendril_array_job_copy          (const TendrilArrayJob *self,
                                           const TendrilOperand  *operand,
                                           gsize                  start,
                                           gsize                  n,
                                           guint8                *buffer,
                                           gboolean               to_buffer);

gboolean  tendril_array_job_run           (TendrilArrayJob      *self,
                                           GError              **error);
/* Takes chunks until none is left; from any thread. */
void      tendril_array_job_work          (TendrilArrayJob      *self);
void      tendril_array_job_clear         (TendrilArrayJob      *self);

/* Runs tendril_array_job_work() here and on the library's threads, until all is done. */
void      tendril_job_pool_run            (TendrilArrayJob      *job);

G_END_DECLS
