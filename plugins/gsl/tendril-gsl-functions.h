/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TENDRIL_GSL_D,  /* float64 -> float64 */
  TENDRIL_GSL_ND, /* int64, float64 -> float64 */
  TENDRIL_GSL_DD, /* float64, float64 -> float64 */
} TendrilGslShape;

typedef double (*TendrilGslD)  (double x);
typedef double (*TendrilGslND) (gint64 n,
                                double x);
typedef double (*TendrilGslDD) (double a,
                                double x);

typedef struct
{
  const char *name;
  TendrilGslShape shape;
  gpointer function;
} TendrilGslFunction;

extern const TendrilGslFunction tendril_gsl_functions[];
extern const gsize tendril_gsl_n_functions;

G_END_DECLS
