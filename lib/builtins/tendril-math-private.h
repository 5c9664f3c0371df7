/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What libm does not have as Python has it. */
double tendril_math_lgamma     (double x);
double tendril_math_ldexp      (double x,
                                gint64 exponent);
double tendril_math_ulp        (double x);
gint64 tendril_math_gcd        (gint64 a,
                                gint64 b);
gint64 tendril_math_lcm        (gint64 a,
                                gint64 b);

/* 0 for what has no such number; outside of int64 its end. */
gint64 tendril_math_isqrt      (gint64 x);
gint64 tendril_math_factorial  (gint64 n);
gint64 tendril_math_perm       (gint64 n,
                                gint64 k);
gint64 tendril_math_comb       (gint64 n,
                                gint64 k);

/* To int64: outside of its range the nearest end, and 0 for a NaN. */
gint64 tendril_math_trunc      (double x);
gint64 tendril_math_floor      (double x);
gint64 tendril_math_ceil       (double x);
/* Half to even. */
gint64 tendril_math_round      (double x);
/* To that many decimal places, as if the number were written out in full: 2.675 is below it. */
double tendril_math_round_to   (double x,
                                gint64 places);
gint64 tendril_math_round_int  (gint64 x,
                                gint64 places);

G_END_DECLS
