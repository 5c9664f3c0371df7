/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tendril-gsl-adapt.h"

#include <gsl/gsl_machine.h>
#include <gsl/gsl_sf.h>
#include <math.h>

/* The number of steps that GSL takes grows with the order. */
#define MAX_ORDER 40000

/* From here on the first term of the asymptotic expansion in x is all there is, for such orders. */
#define FAR 1e30

double
bessel_at_infinity (double v,
                    double x,
                    double value)
{
  return isinf (v) || x < 0 ? NAN : value;
}

static gboolean
is_order (double v)
{
  return (v == rint (v) && fabs (v) <= MAX_ORDER) || fabs (v) < GSL_DBL_EPSILON / 8;
}

/* The value at 0 of what behaves like (x/2)^v / Gamma (v + 1), where v is no negative integer. */
static double
power_at_zero (double v)
{
  gsl_sf_result lngamma;
  double sign = 1;

  if (v >= 0)
    return v == 0 ? 1 : 0;

  gsl_sf_lngamma_sgn_e (v + 1, &lngamma, &sign);

  return sign * INFINITY;
}

static int
scale (int            status,
       double         factor,
       gsl_sf_result *r)
{
  r->val *= factor;
  r->err *= fabs (factor);
  return status;
}

static gboolean
failed (int status)
{
  return status != GSL_SUCCESS && status != GSL_EUNDRFLW;
}

int
adapt_odd (TendrilGslEval eval,
           double         x,
           gsl_sf_result *r)
{
  return scale (eval (fabs (x), r), copysign (1, x), r);
}

/* |J (v)| <= 1 for v >= 0; for x beyond all precision GSL's expansions give anything. */
static int
bounded (int            status,
         gsl_sf_result *r)
{
  return fabs (r->val) > 1 ? GSL_ELOSS : status;
}

int
adapt_jv (double         v,
          double         x,
          gsl_sf_result *r)
{
  if (is_order (v))
    return gsl_sf_bessel_Jn_e ((int) v, x, r);
  if (x < 0)
    return GIVE (NAN);
  if (x == 0)
    return GIVE (power_at_zero (v));
  if (v < 0)
    return gsl_sf_bessel_Jnu_e (v, x, r);
  return bounded (gsl_sf_bessel_Jnu_e (v, x, r), r);
}

int
adapt_yn (int            n,
          double         x,
          gsl_sf_result *r)
{
  const double at_zero = n < 0 && n % 2 != 0 ? INFINITY : -INFINITY;
  const int status = x == 0 ? GSL_EOVRFLW : gsl_sf_bessel_Yn_e (n, x, r);

  return status == GSL_EOVRFLW || isinf (r->val) ? GIVE (at_zero) : status;
}

int
adapt_yv (double         v,
          double         x,
          gsl_sf_result *r)
{
  if (is_order (v))
    return adapt_yn ((int) v, x, r);
  if (x < 0 || (x == 0 && v < 0))
    return GIVE (NAN);
  if (x == 0)
    return GIVE (-INFINITY);
  if (v > 0)
    return NEGATIVE (gsl_sf_bessel_Ynu_e (v, x, r));
  return gsl_sf_bessel_Ynu_e (v, x, r);
}

/* I(v) = (x/2)^v / Gamma (v + 1) * 0F1 (v + 1, x^2 / 4). */
static int
i_by_series (double         v,
             double         x,
             gsl_sf_result *r)
{
  gsl_sf_result lngamma;

  gsl_sf_lngamma_e (v + 1, &lngamma);
  adapt_hyp0f1 (v + 1, x * x / 4, r);

  return adapt_exp_mult (v * log (x / 2) - lngamma.val, r->val, r);
}

/* For v, x > 0. GSL's own underflows where only the scaled function, or a helper, does. */
static int
i_positive (double         v,
            double         x,
            gsl_sf_result *r)
{
  int status;

  if (x > FAR)
    return GIVE (INFINITY);

  status = gsl_sf_bessel_Inu_scaled_e (v, x, r);
  if (status == GSL_SUCCESS)
    return adapt_exp_mult (x, r->val, r);
  return status == GSL_EUNDRFLW ? i_by_series (v, x, r) : status;
}

static int
i_scaled_positive (double         v,
                   double         x,
                   gsl_sf_result *r)
{
  return x > FAR ? GIVE (1 / sqrt (2 * M_PI * x)) : gsl_sf_bessel_Inu_scaled_e (v, x, r);
}

/* GSL's integer orders above fail as described, and lose digits where x is large. */
static gboolean
is_good_integer_i (int    n,
                   double x)
{
  return n < 2 || x == 0 || (n < 150 && fabs (x) < 1000);
}

int
adapt_in (int            n,
          double         x,
          gsl_sf_result *r)
{
  const double sign = x < 0 ? PARITY (n) : 1;

  n = ABS (n);
  if (is_good_integer_i (n, x))
    return scale (gsl_sf_bessel_In_e (n, fabs (x), r), sign, r);
  return scale (i_positive (n, fabs (x), r), sign, r);
}

int
adapt_in_scaled (int            n,
                 double         x,
                 gsl_sf_result *r)
{
  const double sign = x < 0 ? PARITY (n) : 1;

  n = ABS (n);
  if (is_good_integer_i (n, x))
    return gsl_sf_bessel_In_scaled_e (n, x, r);
  return scale (i_scaled_positive (n, fabs (x), r), sign, r);
}

/* I(-v) = I(v) + 2/pi sin (pi v) K(v), K times the factor for the scaled functions. */
static int
reflect_i (TendrilGslEvalDD i,
           TendrilGslEvalDD k,
           double           factor,
           double           v,
           double           x,
           gsl_sf_result   *r)
{
  gsl_sf_result sine, second;
  int status;

  if (fabs (v) > MAX_ORDER || x < 0)
    return GIVE (NAN);
  if (x == 0)
    return GIVE (power_at_zero (v));

  status = i (fabs (v), x, r);
  if (v > 0 || failed (status))
    return status;

  gsl_sf_sin_pi_e (-v, &sine);
  status = k (-v, x, &second);
  r->val += 2 / M_PI * sine.val * second.val * factor;

  return status == GSL_EOVRFLW ? GIVE (sine.val * INFINITY) : status;
}

int
adapt_iv (double         v,
          double         x,
          gsl_sf_result *r)
{
  if (is_order (v))
    return adapt_in ((int) v, x, r);
  return reflect_i (i_positive, adapt_kv, 1, v, x, r);
}

int
adapt_ive (double         v,
           double         x,
           gsl_sf_result *r)
{
  if (is_order (v))
    return adapt_in_scaled ((int) v, x, r);
  return reflect_i (i_scaled_positive, adapt_kve, exp (-2 * x), v, x, r);
}

static int
k_scaled_positive (double         v,
                   double         x,
                   gsl_sf_result *r)
{
  int status;

  if (x > FAR)
    return GIVE (sqrt (M_PI_2 / x));

  status = gsl_sf_bessel_Knu_scaled_e (v, x, r);
  return isnan (r->val) || isinf (r->val) ? GSL_EOVRFLW : status;
}

/* Upwards, which is stable, from the order below 1: where K fits and exp (x) K does not. */
static int
k_by_recurrence (double         v,
                 double         x,
                 gsl_sf_result *r)
{
  const double step = 0x1p500;
  const double lowest = v - floor (v);
  gsl_sf_result k, next;
  double ln = -x;

  gsl_sf_bessel_Knu_scaled_e (lowest, x, &k);
  gsl_sf_bessel_Knu_scaled_e (lowest + 1, x, &next);
  for (int i = 1; i < v - lowest + 0.5; i++)
    {
      const double above = 2 * (lowest + i) / x * next.val + k.val;
      const double factor = above > step ? 1 / step : 1;

      k.val = next.val * factor;
      next.val = above * factor;
      ln -= log (factor);
    }

  return adapt_exp_mult (ln, k.val, r);
}

static int
k_positive (double         v,
            double         x,
            gsl_sf_result *r)
{
  const int status = k_scaled_positive (v, x, r);

  if (status == GSL_EOVRFLW)
    return x < 1 ? GIVE (INFINITY) : k_by_recurrence (v, x, r);
  return status == GSL_SUCCESS ? adapt_exp_mult (-x, r->val, r) : status;
}

static int
k_everywhere (TendrilGslEvalDD eval,
              double           v,
              double           x,
              gsl_sf_result   *r)
{
  if (fabs (v) > MAX_ORDER || x < 0)
    return GIVE (NAN);
  return x == 0 ? GIVE (INFINITY) : eval (fabs (v), x, r);
}

int
adapt_kv (double         v,
          double         x,
          gsl_sf_result *r)
{
  return k_everywhere (k_positive, v, x, r);
}

int
adapt_kve (double         v,
           double         x,
           gsl_sf_result *r)
{
  return k_everywhere (k_scaled_positive, v, x, r);
}

int
adapt_lnknu (double         v,
             double         x,
             gsl_sf_result *r)
{
  return k_everywhere (gsl_sf_bessel_lnKnu_e, v, x, r);
}

/* sqrt (pi / 2x) f (n + 1/2, x), where GSL's own spherical function gives up. */
static int
spherical (TendrilGslEvalDD eval,
           int              n,
           double           x,
           gsl_sf_result   *r)
{
  return scale (eval (n + 0.5, x, r), sqrt (M_PI_2 / x), r);
}

int
adapt_spherical_jn (int            n,
                    double         x,
                    gsl_sf_result *r)
{
  const double sign = x < 0 ? PARITY (n) : 1;

  int status = gsl_sf_bessel_jl_e (n, fabs (x), r);

  if (n >= 0 && failed (status))
    status = spherical (gsl_sf_bessel_Jnu_e, n, fabs (x), r);

  return scale (status, sign, r);
}

int
adapt_spherical_yn (int            n,
                    double         x,
                    gsl_sf_result *r)
{
  const double sign = x < 0 ? -PARITY (n) : 1;
  int status;

  if (n < 0 || x == 0)
    return GIVE (n < 0 ? NAN : -INFINITY);

  status = gsl_sf_bessel_yl_e (n, fabs (x), r);

  if (status == GSL_EOVRFLW)
    status = spherical (gsl_sf_bessel_Ynu_e, n, fabs (x), r);

  return scale (NEGATIVE (status), sign, r);
}

int
adapt_spherical_in (int            n,
                    double         x,
                    gsl_sf_result *r)
{
  const int status = gsl_sf_bessel_il_scaled_e (n, x, r);

  return status == GSL_SUCCESS ? adapt_exp_mult (fabs (x), r->val, r) : status;
}

int
adapt_kl_scaled (int            n,
                 double         x,
                 gsl_sf_result *r)
{
  const int status = x == 0 && n >= 0 ? GIVE (INFINITY) : gsl_sf_bessel_kl_scaled_e (n, x, r);

  return x != 0 && isinf (r->val) ? GSL_EOVRFLW : status;
}

int
adapt_spherical_kn (int            n,
                    double         x,
                    gsl_sf_result *r)
{
  const int status = adapt_kl_scaled (n, x, r);

  if (x == 0 || failed (status))
    return status == GSL_EOVRFLW && x > 0 ? spherical (adapt_kv, n, x, r) : status;
  return adapt_exp_mult (-x, r->val, r);
}
