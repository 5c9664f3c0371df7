/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-reduction-private.h"

#include <math.h>
#include <string.h>

/* What is summed in one loop, in LANES sums side by side. */
#define RUN_SIZE 128
#define LANES 8

typedef double Lanes __attribute__ ((vector_size (LANES * sizeof (double))));

G_STATIC_ASSERT (TENDRIL_CHUNK_SIZE % RUN_SIZE == 0);

/* The largest power of two times @unit below @n: where a tree of all elements branches. */
static gsize
split (gsize n,
       gsize unit)
{
  gsize half = unit;

  while (half * 2 < n)
    half *= 2;

  return half;
}

#define DEFINE_FLOAT(name, op, neutral)                                                      \
  static double run_##name (const double *x, gsize n)                                        \
  {                                                                                          \
    double lanes[LANES];                                                                     \
    Lanes sum;                                                                               \
    Lanes each;                                                                              \
    gsize i = 0;                                                                             \
                                                                                             \
    for (guint j = 0; j < LANES; j++)                                                        \
      sum[j] = neutral;                                                                      \
    for (; i + LANES <= n; i += LANES)                                                       \
      {                                                                                      \
        memcpy (&each, x + i, sizeof each);                                                  \
        sum = sum op each;                                                                   \
      }                                                                                      \
    memcpy (lanes, &sum, sizeof lanes);                                                      \
    for (guint j = 0; i < n; i++, j++)                                                       \
      lanes[j] = lanes[j] op x[i];                                                           \
    return ((lanes[0] op lanes[1]) op (lanes[2] op lanes[3])) op                             \
           ((lanes[4] op lanes[5]) op (lanes[6] op lanes[7]));                               \
  }                                                                                          \
                                                                                             \
  static double tree_##name (const double *x, gsize n)                                       \
  {                                                                                          \
    gsize half = split (n, RUN_SIZE);                                                        \
                                                                                             \
    if (n <= RUN_SIZE)                                                                       \
      return run_##name (x, n);                                                              \
    return tree_##name (x, half) op tree_##name (x + half, n - half);                        \
  }                                                                                          \
                                                                                             \
  static void reduce_float_##name (TendrilPartial *partial, gconstpointer data, gsize n)     \
  {                                                                                          \
    partial->value.f = tree_##name (data, n);                                                \
  }                                                                                          \
                                                                                             \
  static void combine_float_##name (TendrilPartial *a, const TendrilPartial *b)              \
  {                                                                                          \
    a->value.f = a->value.f op b->value.f;                                                   \
  }

DEFINE_FLOAT (sum, +, 0.0)
DEFINE_FLOAT (product, *, 1.0)

/* For what gives the same in every order: the value of the elements before is in r. */
#define DEFINE(name, type, start, field, step)                                               \
  static void reduce_##name (TendrilPartial *partial, gconstpointer data, gsize n)           \
  {                                                                                          \
    const type *x = data;                                                                    \
    gint64 r = start;                                                                        \
                                                                                             \
    for (gsize i = 0; i < n; i++)                                                            \
      r = step;                                                                              \
    partial->value.field = r;                                                                \
  }

#define WRAP(op, a, b) ((gint64) ((guint64) (a) op (guint64) (b)))

DEFINE (int_sum, gint64, 0, i, WRAP (+, r, x[i]))
DEFINE (int_product, gint64, 1, i, WRAP (*, r, x[i]))
DEFINE (int_min, gint64, G_MAXINT64, i, MIN (r, x[i]))
DEFINE (int_max, gint64, G_MININT64, i, MAX (r, x[i]))
DEFINE (int_count, gint64, 0, i, r + (x[i] != 0))
DEFINE (float_count, double, 0, i, r + (x[i] != 0.0))
DEFINE (bool_count, guint8, 0, i, r + (x[i] != 0))
DEFINE (bool_min, guint8, 1, i, r & (x[i] != 0))
DEFINE (bool_max, guint8, 0, i, r | (x[i] != 0))

/* The bits of a double as an integer that is ordered alike, with -0.0 below 0.0. */
static gint64
order_of (gint64 bits)
{
  return bits ^ (gint64) ((guint64) (bits >> 63) >> 1);
}

#define DEFINE_FLOAT_EXTREME(name, start, choose)                                            \
  static void reduce_float_##name (TendrilPartial *partial, gconstpointer data, gsize n)     \
  {                                                                                          \
    const TendrilPayload *x = data;                                                          \
    gint64 r = start;                                                                        \
    gint64 has_nan = 0;                                                                      \
                                                                                             \
    for (gsize i = 0; i < n; i++)                                                            \
      {                                                                                      \
        gint64 order = order_of (x[i].i);                                                    \
                                                                                             \
        r = choose (r, order);                                                               \
        has_nan |= x[i].f != x[i].f;                                                         \
      }                                                                                      \
    partial->value.i = r;                                                                    \
    partial->has_nan = has_nan != 0;                                                         \
  }                                                                                          \
                                                                                             \
  static void combine_##name (TendrilPartial *a, const TendrilPartial *b)                    \
  {                                                                                          \
    a->value.i = choose (a->value.i, b->value.i);                                            \
    a->has_nan |= b->has_nan;                                                                \
  }

DEFINE_FLOAT_EXTREME (min, G_MAXINT64, MIN)
DEFINE_FLOAT_EXTREME (max, G_MININT64, MAX)

static void
combine_int_sum (TendrilPartial       *a,
                 const TendrilPartial *b)
{
  a->value.i = WRAP (+, a->value.i, b->value.i);
}

static void
combine_int_product (TendrilPartial       *a,
                     const TendrilPartial *b)
{
  a->value.i = WRAP (*, a->value.i, b->value.i);
}

/* Exact: no 2^63 elements are in memory. */
static void
reduce_wide_sum (TendrilPartial *partial,
                 gconstpointer   data,
                 gsize           n)
{
  const gint64 *x = data;

  partial->wide = 0;
  for (gsize i = 0; i < n; i++)
    partial->wide += x[i];
}

static void
combine_wide_sum (TendrilPartial       *a,
                  const TendrilPartial *b)
{
  a->wide += b->wide;
}

static TendrilType *
finish_int (const TendrilPartial *partial,
            gsize                 n,
            TendrilPayload       *result)
{
  *result = partial->value;
  return tendril_type_int64 ();
}

static TendrilType *
finish_bool (const TendrilPartial *partial,
             gsize                 n,
             TendrilPayload       *result)
{
  *result = partial->value;
  return tendril_type_bool ();
}

static TendrilType *
finish_float (const TendrilPartial *partial,
              gsize                 n,
              TendrilPayload       *result)
{
  *result = partial->value;
  return tendril_type_float64 ();
}

static TendrilType *
finish_extreme (const TendrilPartial *partial,
                gsize                 n,
                TendrilPayload       *result)
{
  if (partial->has_nan)
    result->f = NAN;
  else
    result->i = order_of (partial->value.i);
  return tendril_type_float64 ();
}

static TendrilType *
finish_float_mean (const TendrilPartial *partial,
                   gsize                 n,
                   TendrilPayload       *result)
{
  result->f = n > 0 ? partial->value.f / (double) n : NAN;
  return tendril_type_float64 ();
}

static TendrilType *
finish_wide_mean (const TendrilPartial *partial,
                  gsize                 n,
                  TendrilPayload       *result)
{
  result->f = n > 0 ? (double) partial->wide / (double) n : NAN;
  return tendril_type_float64 ();
}

static TendrilType *
finish_count_mean (const TendrilPartial *partial,
                   gsize                 n,
                   TendrilPayload       *result)
{
  result->f = n > 0 ? (double) partial->value.i / (double) n : NAN;
  return tendril_type_float64 ();
}

static const TendrilReducer reducers[][TENDRIL_KIND_FLOAT64 + 1] = {
  [TENDRIL_REDUCTION_SUM] = {
    [TENDRIL_KIND_BOOL] = { reduce_bool_count, combine_int_sum, finish_int },
    [TENDRIL_KIND_INT64] = { reduce_int_sum, combine_int_sum, finish_int },
    [TENDRIL_KIND_FLOAT64] = { reduce_float_sum, combine_float_sum, finish_float },
  },
  [TENDRIL_REDUCTION_PRODUCT] = {
    [TENDRIL_KIND_BOOL] = { reduce_bool_min, combine_int_product, finish_int },
    [TENDRIL_KIND_INT64] = { reduce_int_product, combine_int_product, finish_int },
    [TENDRIL_KIND_FLOAT64] = { reduce_float_product, combine_float_product, finish_float },
  },
  [TENDRIL_REDUCTION_MIN] = {
    [TENDRIL_KIND_BOOL] = { reduce_bool_min, combine_min, finish_bool, TRUE },
    [TENDRIL_KIND_INT64] = { reduce_int_min, combine_min, finish_int, TRUE },
    [TENDRIL_KIND_FLOAT64] = { reduce_float_min, combine_min, finish_extreme, TRUE },
  },
  [TENDRIL_REDUCTION_MAX] = {
    [TENDRIL_KIND_BOOL] = { reduce_bool_max, combine_max, finish_bool, TRUE },
    [TENDRIL_KIND_INT64] = { reduce_int_max, combine_max, finish_int, TRUE },
    [TENDRIL_KIND_FLOAT64] = { reduce_float_max, combine_max, finish_extreme, TRUE },
  },
  [TENDRIL_REDUCTION_MEAN] = {
    [TENDRIL_KIND_BOOL] = { reduce_bool_count, combine_int_sum, finish_count_mean },
    [TENDRIL_KIND_INT64] = { reduce_wide_sum, combine_wide_sum, finish_wide_mean },
    [TENDRIL_KIND_FLOAT64] = { reduce_float_sum, combine_float_sum, finish_float_mean },
  },
  [TENDRIL_REDUCTION_COUNT] = {
    [TENDRIL_KIND_BOOL] = { reduce_bool_count, combine_int_sum, finish_int },
    [TENDRIL_KIND_INT64] = { reduce_int_count, combine_int_sum, finish_int },
    [TENDRIL_KIND_FLOAT64] = { reduce_float_count, combine_int_sum, finish_int },
  },
};

const TendrilReducer *
tendril_reducer_find (TendrilReduction  reduction,
                      TendrilType      *type)
{
  TendrilKind kind = tendril_type_get_kind (type);

  return kind <= TENDRIL_KIND_FLOAT64 ? &reducers[reduction][kind] : NULL;
}

void
tendril_reducer_combine (const TendrilReducer *self,
                         TendrilPartial       *partials,
                         gsize                 n_partials)
{
  gsize half = split (n_partials, 1);

  if (n_partials == 1)
    return;

  tendril_reducer_combine (self, partials, half);
  tendril_reducer_combine (self, partials + half, n_partials - half);
  self->combine (partials, partials + half);
}
