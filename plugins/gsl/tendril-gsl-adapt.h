/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

/* Where SciPy's function of a name is not just a function of GSL: same shape as GSL's `_e`. */

#pragma once

#include <glib.h>
#include <gsl/gsl_errno.h>
#include <gsl/gsl_sf_result.h>
#include <math.h>

G_BEGIN_DECLS

typedef int (*TendrilGslEval)   (double         x,
                                 gsl_sf_result *r);
typedef int (*TendrilGslEvalND) (int            n,
                                 double         x,
                                 gsl_sf_result *r);
typedef int (*TendrilGslEvalDD) (double         a,
                                 double         x,
                                 gsl_sf_result *r);

/* (-1)^n, and the limit of x^n as x goes to sign * infinity. */
#define PARITY(n) ((n) % 2 == 0 ? 1 : -1)
#define POWER(n, sign) ((n) == 0 ? 1 : ((sign) < 0 ? PARITY (n) : 1) * INFINITY)
#define GIVE(value) tendril_gsl_give ((value), r)

static inline int
tendril_gsl_give (double         value,
                  gsl_sf_result *r)
{
  r->val = value;
  r->err = 0.0;
  return 0;
}

/* For a function that goes to -infinity; GSL overflows to +infinity only. */
#define NEGATIVE(call) tendril_gsl_negative ((call), r)

static inline int
tendril_gsl_negative (int            status,
                      gsl_sf_result *r)
{
  return status == GSL_EOVRFLW || isinf (r->val) ? GIVE (-INFINITY) : status;
}

double at_order              (int    n,
                              double value);
double bessel_at_infinity    (double v,
                              double x,
                              double value);
double beta_at_infinity      (double a,
                              double b,
                              double value);
double ellipeinc_at_infinity (double phi,
                              double m);
double ellipkinc_at_infinity (double phi,
                              double m);
double elliprc_at_infinity   (double x,
                              double y);
double gammainc_at_infinity  (double a,
                              double x,
                              double at_infinite_a);
double legendre_at_infinity  (int n,
                              int sign);
double zeta_at_infinity      (double s,
                              double q);

int    adapt_in              (int            n,
                              double         x,
                              gsl_sf_result *r);
int    adapt_in_scaled       (int            n,
                              double         x,
                              gsl_sf_result *r);
int    adapt_iv              (double         v,
                              double         x,
                              gsl_sf_result *r);
int    adapt_ive             (double         v,
                              double         x,
                              gsl_sf_result *r);
int    adapt_jv              (double         v,
                              double         x,
                              gsl_sf_result *r);
int    adapt_kl_scaled       (int            n,
                              double         x,
                              gsl_sf_result *r);
int    adapt_kv              (double         v,
                              double         x,
                              gsl_sf_result *r);
int    adapt_kve             (double         v,
                              double         x,
                              gsl_sf_result *r);
int    adapt_lnknu           (double         v,
                              double         x,
                              gsl_sf_result *r);
int    adapt_odd             (TendrilGslEval  eval,
                              double          x,
                              gsl_sf_result  *r);
int    adapt_spherical_in    (int            n,
                              double         x,
                              gsl_sf_result *r);
int    adapt_spherical_jn    (int            n,
                              double         x,
                              gsl_sf_result *r);
int    adapt_spherical_kn    (int            n,
                              double         x,
                              gsl_sf_result *r);
int    adapt_spherical_yn    (int            n,
                              double         x,
                              gsl_sf_result *r);
int    adapt_yn              (int            n,
                              double         x,
                              gsl_sf_result *r);
int    adapt_yv              (double         v,
                              double         x,
                              gsl_sf_result *r);

int    adapt_beta            (double         a,
                              double         b,
                              gsl_sf_result *r);
int    adapt_betaln          (double         a,
                              double         b,
                              gsl_sf_result *r);
int    adapt_binom           (double         n,
                              double         k,
                              gsl_sf_result *r);
int    adapt_gamma_inc       (double         a,
                              double         x,
                              gsl_sf_result *r);
int    adapt_gammainc        (double         a,
                              double         x,
                              gsl_sf_result *r);
int    adapt_gammaincc       (double         a,
                              double         x,
                              gsl_sf_result *r);
int    adapt_gammaln         (double         x,
                              gsl_sf_result *r);
int    adapt_lnpoch          (double         a,
                              double         x,
                              gsl_sf_result *r);
int    adapt_poch            (double         a,
                              double         n,
                              gsl_sf_result *r);
int    adapt_polygamma       (int            n,
                              double         x,
                              gsl_sf_result *r);
int    adapt_psi             (double         x,
                              gsl_sf_result *r);
int    adapt_psi_1           (double         x,
                              gsl_sf_result *r);
int    adapt_rgamma          (double         x,
                              gsl_sf_result *r);
int    adapt_riemann         (TendrilGslEval  eval,
                              double          s,
                              gsl_sf_result  *r);
int    adapt_zeta            (double         s,
                              double         q,
                              gsl_sf_result *r);

int    adapt_ellipe          (double         m,
                              gsl_sf_result *r);
int    adapt_ellipeinc       (double         phi,
                              double         m,
                              gsl_sf_result *r);
int    adapt_ellipkinc       (double         phi,
                              double         m,
                              gsl_sf_result *r);
int    adapt_ellipkm1        (double         p,
                              gsl_sf_result *r);
int    adapt_elliprc         (double         x,
                              double         y,
                              gsl_sf_result *r);

int    adapt_eval_laguerre   (int            n,
                              double         x,
                              gsl_sf_result *r);
int    adapt_eval_legendre   (int            n,
                              double         x,
                              gsl_sf_result *r);
int    adapt_exp_mult        (double         x,
                              double         y,
                              gsl_sf_result *r);
int    adapt_expi            (double         x,
                              gsl_sf_result *r);
int    adapt_expint_e2       (double         x,
                              gsl_sf_result *r);
int    adapt_expn            (int            n,
                              double         x,
                              gsl_sf_result *r);
int    adapt_expn_scaled     (int            n,
                              double         x,
                              gsl_sf_result *r);
int    adapt_hyp0f1          (double         c,
                              double         x,
                              gsl_sf_result *r);
int    adapt_log_ndtr        (double         x,
                              gsl_sf_result *r);
int    adapt_mathieu         (TendrilGslEvalND  eval,
                              int               n,
                              double            q,
                              gsl_sf_result    *r);

G_END_DECLS
