/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <gio/gio.h>

#include "tendril-array.h"
#include "tendril-function.h"

G_BEGIN_DECLS

/**
 * TendrilReduction:
 * @TENDRIL_REDUCTION_SUM: the sum; of `int64` it wraps, of `bool` it is how many are true, as an
 *   `int64`; of nothing it is 0
 * @TENDRIL_REDUCTION_PRODUCT: the product; of `int64` it wraps, of `bool` it is an `int64`; of
 *   nothing it is 1
 * @TENDRIL_REDUCTION_MIN: the smallest; NaN if there is a NaN, and -0.0 is below 0.0; of nothing it
 *   is an error
 * @TENDRIL_REDUCTION_MAX: the largest, likewise
 * @TENDRIL_REDUCTION_MEAN: the sum, of `int64` without wrapping, divided by the number of elements,
 *   as a `float64`; of nothing it is NaN
 * @TENDRIL_REDUCTION_COUNT: how many elements are true, that is not 0, as an `int64`; a NaN is true
 *
 * How the elements of an array become one value. The order is the same for every number of threads,
 * so the bits of the result are too: a `float64` sum or product of up to 128 elements is made of
 * eight, one for the elements whose index leaves the same rest divided by eight, which are then
 * combined in pairs; of more elements, it is combined of that of the first 128 × 2ⁿ, for the
 * largest n that leaves any, and that of the rest.
 *
 * Since: 1.0
 */
typedef enum
{
  TENDRIL_REDUCTION_SUM,
  TENDRIL_REDUCTION_PRODUCT,
  TENDRIL_REDUCTION_MIN,
  TENDRIL_REDUCTION_MAX,
  TENDRIL_REDUCTION_MEAN,
  TENDRIL_REDUCTION_COUNT,
} TendrilReduction;

#define TENDRIL_TYPE_REDUCTION (tendril_reduction_get_type ())

TENDRIL_AVAILABLE_IN_1_0
GType tendril_reduction_get_type (void) G_GNUC_CONST;

/**
 * TendrilProgressFunc:
 * @n_done: how many elements are done
 * @n_elements: how many there are
 * @user_data: user data
 *
 * Is told how far a call over arrays has come: now and then, and at its end, in the main context
 * that the call was made in.
 *
 * Since: 1.0
 */
typedef void (*TendrilProgressFunc) (guint64  n_done,
                                     guint64  n_elements,
                                     gpointer user_data);

TENDRIL_AVAILABLE_IN_1_0
TendrilArray *tendril_function_map           (TendrilFunction      *self,
                                              const GValue         *arguments,
                                              guint                 n_arguments,
                                              GCancellable         *cancellable,
                                              GError              **error)
  G_GNUC_WARN_UNUSED_RESULT;
TENDRIL_AVAILABLE_IN_1_0
gboolean      tendril_function_map_into      (TendrilFunction      *self,
                                              const GValue         *arguments,
                                              guint                 n_arguments,
                                              TendrilArray         *output,
                                              GCancellable         *cancellable,
                                              GError              **error);
TENDRIL_AVAILABLE_IN_1_0
void          tendril_function_map_async     (TendrilFunction      *self,
                                              const GValue         *arguments,
                                              guint                 n_arguments,
                                              TendrilArray         *output,
                                              GCancellable         *cancellable,
                                              TendrilProgressFunc   progress,
                                              gpointer              progress_data,
                                              GDestroyNotify        progress_destroy,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
TENDRIL_AVAILABLE_IN_1_0
TendrilArray *tendril_function_map_finish    (TendrilFunction      *self,
                                              GAsyncResult         *result,
                                              GError              **error)
  G_GNUC_WARN_UNUSED_RESULT;

TENDRIL_AVAILABLE_IN_1_0
gboolean      tendril_function_reduce        (TendrilFunction      *self,
                                              TendrilReduction      reduction,
                                              const GValue         *arguments,
                                              guint                 n_arguments,
                                              GCancellable         *cancellable,
                                              GValue               *result,
                                              GError              **error);
TENDRIL_AVAILABLE_IN_1_0
void          tendril_function_reduce_async  (TendrilFunction      *self,
                                              TendrilReduction      reduction,
                                              const GValue         *arguments,
                                              guint                 n_arguments,
                                              GCancellable         *cancellable,
                                              TendrilProgressFunc   progress,
                                              gpointer              progress_data,
                                              GDestroyNotify        progress_destroy,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
TENDRIL_AVAILABLE_IN_1_0
gboolean      tendril_function_reduce_finish (TendrilFunction      *self,
                                              GAsyncResult         *result,
                                              GValue               *value,
                                              GError              **error);

G_END_DECLS
