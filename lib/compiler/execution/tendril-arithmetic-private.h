/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Bits, so that "less or equal" is one test. Unordered is none of them. */
typedef enum
{
  TENDRIL_UNORDERED = 0,
  TENDRIL_LESS = 1 << 0,
  TENDRIL_EQUAL = 1 << 1,
  TENDRIL_GREATER = 1 << 2,
} TendrilOrdering;

double          tendril_int_divide         (gint64 a,
                                            gint64 b);
gint64          tendril_int_power          (gint64 base,
                                            gint64 exponent);
gint64          tendril_int_floor_divide   (gint64 a,
                                            gint64 b);
gint64          tendril_int_modulo         (gint64 a,
                                            gint64 b);
double          tendril_float_floor_divide (double a,
                                            double b);
double          tendril_float_modulo       (double a,
                                            double b);
TendrilOrdering tendril_int_float_compare  (gint64 a,
                                            double b);

G_END_DECLS
