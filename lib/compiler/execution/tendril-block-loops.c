/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Compiled once per instruction set, with TENDRIL_BLOCK_LOOPS as the name of the table. What the
 * compiler vectorises here gives the same bits as the scalar code: nothing is contracted or
 * reordered. */

#include "tendril-block-loops-private.h"

#include <math.h>
#include <string.h>

#include "tendril-arithmetic-private.h"

#if defined(__AVX512F__)
#define VECTOR_SIZE 64
#define VECTOR_PREFIX "_ZGVeN8v"
#elif defined(__AVX2__)
#define VECTOR_SIZE 32
#define VECTOR_PREFIX "_ZGVdN4v"
#elif defined(__SSE2__)
#define VECTOR_SIZE 16
#define VECTOR_PREFIX "_ZGVbN2v"
#elif defined(__aarch64__)
#define VECTOR_SIZE 16
#define VECTOR_PREFIX "_ZGVnN2v"
#endif

/* r may be x or y themselves, but never overlaps them otherwise. */
#define LOOP(name, field, value)                                                             \
  static void run_##name (TendrilPayload *r, const TendrilPayload *x,                        \
                          const TendrilPayload *y, guint n)                                  \
  {                                                                                          \
    _Pragma ("GCC ivdep")                                                                    \
    for (guint i = 0; i < n; i++)                                                            \
      {                                                                                      \
        TendrilPayload a = { .i = x[i].i };                                                  \
        TendrilPayload b = { .i = y[i].i };                                                  \
                                                                                             \
        (void) a;                                                                            \
        (void) b;                                                                            \
        r[i].field = value;                                                                  \
      }                                                                                      \
  }

TENDRIL_INTRINSICS (LOOP)
TENDRIL_CHECKED_INTRINSICS (LOOP)

static void
run_select (TendrilPayload       *r,
            const TendrilPayload *mask,
            const TendrilPayload *x,
            const TendrilPayload *y,
            guint                 n)
{
#pragma GCC ivdep
  for (guint i = 0; i < n; i++)
    {
      gint64 chosen = -mask[i].i;

      r[i].i = (x[i].i & chosen) | (y[i].i & ~chosen);
    }
}

static gboolean
run_mask_with (TendrilPayload       *r,
               const TendrilPayload *mask,
               const TendrilPayload *x,
               gint64                flip,
               guint                 n)
{
  gint64 any = 0;

  if (mask == NULL)
    {
#pragma GCC ivdep
      for (guint i = 0; i < n; i++)
        any |= r[i].i = x[i].i ^ flip;
    }
  else
    {
#pragma GCC ivdep
      for (guint i = 0; i < n; i++)
        any |= r[i].i = mask[i].i & (x[i].i ^ flip);
    }

  return any != 0;
}

static gboolean
run_mask (TendrilPayload       *r,
          const TendrilPayload *mask,
          const TendrilPayload *x,
          guint                 n)
{
  return run_mask_with (r, mask, x, 0, n);
}

static gboolean
run_mask_not (TendrilPayload       *r,
              const TendrilPayload *mask,
              const TendrilPayload *x,
              guint                 n)
{
  return run_mask_with (r, mask, x, 1, n);
}

static gboolean
run_has_zero (const TendrilPayload *mask,
              const TendrilPayload *x,
              guint                 n)
{
  gint64 any = 0;

  for (guint i = 0; i < n; i++)
    any |= (x[i].i == 0) & (mask != NULL ? mask[i].i : 1);

  return any != 0;
}

static void
run_widen (TendrilPayload *r,
           const guint8   *x,
           guint           n)
{
  for (guint i = 0; i < n; i++)
    r[i].i = x[i] != 0;
}

static void
run_narrow (guint8               *r,
            const TendrilPayload *x,
            guint                 n)
{
  for (guint i = 0; i < n; i++)
    r[i] = (guint8) x[i].i;
}

static void
run_fill (TendrilPayload *r,
          TendrilPayload  x,
          guint           n)
{
  for (guint i = 0; i < n; i++)
    r[i].i = x.i;
}

#ifdef VECTOR_SIZE

typedef double Vector __attribute__ ((vector_size (VECTOR_SIZE)));

#define WIDTH (VECTOR_SIZE / sizeof (double))

/* Behind the last element the rest of the vector repeats it. */
static Vector
load_rest (const TendrilPayload *x,
           guint                 n)
{
  Vector v;

  for (guint i = 0; i < WIDTH; i++)
    v[i] = x[MIN (i, n - 1)].f;

  return v;
}

static Vector
load (const TendrilPayload *x)
{
  Vector v;

  memcpy (&v, x, sizeof v);
  return v;
}

static void
run_vector_1 (gpointer              function,
              TendrilPayload       *r,
              const TendrilPayload *x,
              guint                 n)
{
  Vector (*call) (Vector) = (Vector (*) (Vector)) function;
  guint i = 0;
  Vector v;

  for (; i + WIDTH <= n; i += WIDTH)
    {
      v = call (load (x + i));
      memcpy (r + i, &v, sizeof v);
    }
  if (i < n)
    {
      v = call (load_rest (x + i, n - i));
      memcpy (r + i, &v, (n - i) * sizeof *r);
    }
}

static void
run_vector_2 (gpointer              function,
              TendrilPayload       *r,
              const TendrilPayload *x,
              const TendrilPayload *y,
              guint                 n)
{
  Vector (*call) (Vector, Vector) = (Vector (*) (Vector, Vector)) function;
  guint i = 0;
  Vector v;

  for (; i + WIDTH <= n; i += WIDTH)
    {
      v = call (load (x + i), load (y + i));
      memcpy (r + i, &v, sizeof v);
    }
  if (i < n)
    {
      v = call (load_rest (x + i, n - i), load_rest (y + i, n - i));
      memcpy (r + i, &v, (n - i) * sizeof *r);
    }
}

#endif

#define ENTRY(name, field, value) [TENDRIL_INTRINSIC_##name] = run_##name,

const TendrilBlockLoops TENDRIL_BLOCK_LOOPS = {
#ifdef VECTOR_SIZE
  .vector_prefix = VECTOR_PREFIX,
  .vector_1 = run_vector_1,
  .vector_2 = run_vector_2,
#endif
  .intrinsics = { TENDRIL_INTRINSICS (ENTRY) TENDRIL_CHECKED_INTRINSICS (ENTRY) },
  .select = run_select,
  .mask = run_mask,
  .mask_not = run_mask_not,
  .has_zero = run_has_zero,
  .widen = run_widen,
  .narrow = run_narrow,
  .fill = run_fill,
};
