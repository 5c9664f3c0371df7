/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tendril-gsl-functions.h"

#include "tendril-gsl-adapt.h"
#include "tendril-gsl-guard.h"

#include <gsl/gsl_sf.h>
#include <limits.h>
#include <math.h>

/* GSL squares some orders as an int, and takes a number of steps that grows with others. */
#define MAX_ORDER 40000

/* NaN and the infinities never reach GSL, which is not made for them. */
#define GUARDED(call)                                                                         \
  G_STMT_START {                                                                              \
    gsl_sf_result result = { NAN, 0.0 };                                                      \
    gsl_sf_result *r = &result;                                                               \
    int status;                                                                               \
                                                                                              \
    tendril_gsl_guard_enter ();                                                               \
    status = (call);                                                                          \
    return tendril_gsl_guard_leave (status, result.val);                                      \
  } G_STMT_END

#define D(name, at_minus_infinity, at_infinity, call)                                         \
  static double                                                                               \
  d_##name (double x)                                                                         \
  {                                                                                           \
    if (isnan (x))                                                                            \
      return NAN;                                                                             \
    if (isinf (x))                                                                            \
      return x < 0 ? (at_minus_infinity) : (at_infinity);                                     \
    GUARDED (call);                                                                           \
  }

#define ND(name, at_minus_infinity, at_infinity, call)                                        \
  static double                                                                               \
  nd_##name (gint64 order,                                                                    \
             double x)                                                                        \
  {                                                                                           \
    const int n = (int) order;                                                                \
                                                                                              \
    if (isnan (x) || order < -MAX_ORDER || order > MAX_ORDER)                                 \
      return NAN;                                                                             \
    if (isinf (x))                                                                            \
      return x < 0 ? (at_minus_infinity) : (at_infinity);                                     \
    GUARDED (call);                                                                           \
  }

#define DD(name, at_infinity, call)                                                           \
  static double                                                                               \
  dd_##name (double a,                                                                        \
             double x)                                                                        \
  {                                                                                           \
    if (isnan (a) || isnan (x))                                                               \
      return NAN;                                                                             \
    if (isinf (a) || isinf (x))                                                               \
      return (at_infinity);                                                                   \
    GUARDED (call);                                                                           \
  }

#include "tendril-gsl-table.inc"

#undef D
#undef ND
#undef DD

#define D(name, at_minus_infinity, at_infinity, call)                                         \
  { #name, TENDRIL_GSL_D, (gpointer) d_##name },
#define ND(name, at_minus_infinity, at_infinity, call)                                        \
  { #name, TENDRIL_GSL_ND, (gpointer) nd_##name },
#define DD(name, at_infinity, call)                                                           \
  { #name, TENDRIL_GSL_DD, (gpointer) dd_##name },

const TendrilGslFunction tendril_gsl_functions[] = {
#include "tendril-gsl-table.inc"
};

const gsize tendril_gsl_n_functions = G_N_ELEMENTS (tendril_gsl_functions);
