/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The operations that are instructions instead of calls: name, field of the result, value in terms
 * of the operands a and b. Arithmetic of int64 wraps, hence the unsigned detours. */
#define TENDRIL_INTRINSICS(X)                                                                \
  X (INT_TO_FLOAT, f, (double) a.i)                                                          \
  X (INT_TRUTH, i, a.i != 0)                                                                 \
  X (FLOAT_TRUTH, i, a.f != 0.0)                                                             \
  X (BOOL_NOT, i, !a.i)                                                                      \
  X (INT_NEGATE, i, (gint64) (0 - (guint64) a.i))                                            \
  X (INT_ABS, i, a.i < 0 ? (gint64) (0 - (guint64) a.i) : a.i)                               \
  X (INT_ADD, i, (gint64) ((guint64) a.i + (guint64) b.i))                                   \
  X (INT_SUBTRACT, i, (gint64) ((guint64) a.i - (guint64) b.i))                              \
  X (INT_MULTIPLY, i, (gint64) ((guint64) a.i * (guint64) b.i))                              \
  X (INT_DIVIDE, f, tendril_int_divide (a.i, b.i))                                           \
  X (INT_POWER, i, tendril_int_power (a.i, b.i))                                             \
  X (INT_EQUAL, i, a.i == b.i)                                                               \
  X (INT_NOT_EQUAL, i, a.i != b.i)                                                           \
  X (INT_LESS, i, a.i < b.i)                                                                 \
  X (INT_LESS_EQUAL, i, a.i <= b.i)                                                          \
  X (INT_GREATER, i, a.i > b.i)                                                              \
  X (INT_GREATER_EQUAL, i, a.i >= b.i)                                                       \
  X (FLOAT_NEGATE, f, -a.f)                                                                  \
  X (FLOAT_ABS, f, fabs (a.f))                                                               \
  X (FLOAT_SQRT, f, sqrt (a.f))                                                              \
  X (FLOAT_ADD, f, a.f + b.f)                                                                \
  X (FLOAT_SUBTRACT, f, a.f - b.f)                                                           \
  X (FLOAT_MULTIPLY, f, a.f * b.f)                                                           \
  X (FLOAT_DIVIDE, f, a.f / b.f)                                                             \
  X (FLOAT_FLOOR_DIVIDE, f, tendril_float_floor_divide (a.f, b.f))                           \
  X (FLOAT_MODULO, f, tendril_float_modulo (a.f, b.f))                                       \
  X (FLOAT_POWER, f, pow (a.f, b.f))                                                         \
  X (FLOAT_EQUAL, i, a.f == b.f)                                                             \
  X (FLOAT_NOT_EQUAL, i, a.f != b.f)                                                         \
  X (FLOAT_LESS, i, a.f < b.f)                                                               \
  X (FLOAT_LESS_EQUAL, i, a.f <= b.f)                                                        \
  X (FLOAT_GREATER, i, a.f > b.f)                                                            \
  X (FLOAT_GREATER_EQUAL, i, a.f >= b.f)                                                     \
  X (INT_FLOAT_EQUAL, i, tendril_int_float_compare (a.i, b.f) == TENDRIL_EQUAL)              \
  X (INT_FLOAT_NOT_EQUAL, i, tendril_int_float_compare (a.i, b.f) != TENDRIL_EQUAL)          \
  X (INT_FLOAT_LESS, i, tendril_int_float_compare (a.i, b.f) == TENDRIL_LESS)                \
  X (INT_FLOAT_LESS_EQUAL, i,                                                                \
     (tendril_int_float_compare (a.i, b.f) & (TENDRIL_LESS | TENDRIL_EQUAL)) != 0)           \
  X (INT_FLOAT_GREATER, i, tendril_int_float_compare (a.i, b.f) == TENDRIL_GREATER)          \
  X (INT_FLOAT_GREATER_EQUAL, i,                                                             \
     (tendril_int_float_compare (a.i, b.f) & (TENDRIL_GREATER | TENDRIL_EQUAL)) != 0)        \
  X (FLOAT_INT_EQUAL, i, tendril_int_float_compare (b.i, a.f) == TENDRIL_EQUAL)              \
  X (FLOAT_INT_NOT_EQUAL, i, tendril_int_float_compare (b.i, a.f) != TENDRIL_EQUAL)          \
  X (FLOAT_INT_LESS, i, tendril_int_float_compare (b.i, a.f) == TENDRIL_GREATER)             \
  X (FLOAT_INT_LESS_EQUAL, i,                                                                \
     (tendril_int_float_compare (b.i, a.f) & (TENDRIL_GREATER | TENDRIL_EQUAL)) != 0)        \
  X (FLOAT_INT_GREATER, i, tendril_int_float_compare (b.i, a.f) == TENDRIL_LESS)             \
  X (FLOAT_INT_GREATER_EQUAL, i,                                                             \
     (tendril_int_float_compare (b.i, a.f) & (TENDRIL_LESS | TENDRIL_EQUAL)) != 0)

/* Those that fail where b is 0. */
#define TENDRIL_CHECKED_INTRINSICS(X)                                                        \
  X (INT_FLOOR_DIVIDE, i, tendril_int_floor_divide (a.i, b.i))                               \
  X (INT_MODULO, i, tendril_int_modulo (a.i, b.i))

#define TENDRIL_INTRINSIC_MEMBER(name, field, value) TENDRIL_INTRINSIC_##name,

typedef enum
{
  TENDRIL_INTRINSICS (TENDRIL_INTRINSIC_MEMBER)
  TENDRIL_CHECKED_INTRINSICS (TENDRIL_INTRINSIC_MEMBER)
  TENDRIL_N_INTRINSICS,
} TendrilIntrinsic;

#undef TENDRIL_INTRINSIC_MEMBER

G_END_DECLS
