/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tendril-gsl-adapt.h"

#include <gsl/gsl_machine.h>
#include <gsl/gsl_sf.h>
#include <math.h>

/* Where GSL's Mathieu values were compared with eigenvalues; beyond, it may find a neighbour. */
#define MAX_MATHIEU_ORDER 50
#define MAX_MATHIEU_Q 1000

double
at_order (int    n,
          double value)
{
  return n < 0 ? NAN : value;
}

double
legendre_at_infinity (int n,
                      int sign)
{
  const int degree = n < 0 ? -(n + 1) : n;

  return POWER (degree, sign);
}

int
adapt_exp_mult (double         x,
                double         y,
                gsl_sf_result *r)
{
  const int status = gsl_sf_exp_mult_e (x, fabs (y), r);

  r->val = copysign (r->val, y);

  return status;
}

/* DLMF 8.19.17 by the modified Lentz method: exp (x) E_n (x) for x > 1. */
static double
expn_by_fraction (int    n,
                  double x)
{
  double b = x + n;
  double c = 1 / GSL_DBL_MIN;
  double d = 1 / b;
  double value = d;
  double change = 0;

  for (int i = 1; fabs (change - 1) > GSL_DBL_EPSILON && i < 1000; i++)
    {
      const double a = -i * (n - 1.0 + i);

      b += 2;
      d = 1 / (a * d + b);
      c = b + a / c;
      change = c * d;
      value *= change;
    }

  return value;
}

/* DLMF 8.19.8: E_n (x) for 0 < x <= 1 and n > 1. */
static double
expn_by_series (int    n,
                double x)
{
  gsl_sf_result psi;
  double power = 1;
  double sum = 1 / (n - 1.0);

  for (int i = 1; i < n || fabs (power) > GSL_DBL_EPSILON * fabs (sum); i++)
    {
      power *= -x / i;
      if (i == n - 1)
        {
          gsl_sf_psi_int_e (n, &psi);
          sum += power * (psi.val - log (x));
        }
      else
        sum -= power / (i - n + 1);
      if (power == 0)
        break;
    }

  return sum;
}

/* GSL goes through an incomplete gamma function and a power that overflow; SciPy's has no x < 0. */
static int
expn (int            n,
      double         x,
      double         scale,
      gsl_sf_result *r)
{
  if (n < 0 || x < 0)
    return GIVE (NAN);
  if (x == 0)
    return GIVE (n > 1 ? 1 / (n - 1.0) : INFINITY);
  if (n == 0)
    return GIVE (scale / x);
  if (x > 1)
    return GIVE (scale * expn_by_fraction (n, x));
  return GIVE (scale * exp (x) * (n == 1 ? gsl_sf_expint_E1 (x) : expn_by_series (n, x)));
}

int
adapt_expn (int            n,
            double         x,
            gsl_sf_result *r)
{
  return expn (n, x, exp (-x), r);
}

int
adapt_expn_scaled (int            n,
                   double         x,
                   gsl_sf_result *r)
{
  return expn (n, x, 1, r);
}

/* GSL overflows a little early, and with the wrong sign. */
int
adapt_expi (double         x,
            gsl_sf_result *r)
{
  if (x == 0)
    return GIVE (-INFINITY);
  if (x < 700)
    return gsl_sf_expint_Ei_e (x, r);
  gsl_sf_expint_Ei_scaled_e (x, r);
  return adapt_exp_mult (x, r->val, r);
}

int
adapt_expint_e2 (double         x,
                 gsl_sf_result *r)
{
  const int status = gsl_sf_expint_E2_e (x, r);

  return status == GSL_EOVRFLW ? GIVE (-INFINITY) : status;
}

/* Where it overflows GSL drops the sign, which is that of Gamma (c) for x > 0. */
static int
hyp0f1_by_bessel (double         c,
                  double         x,
                  gsl_sf_result *r)
{
  const int status = gsl_sf_hyperg_0F1_e (c, x, r);
  gsl_sf_result lngamma;
  double sign;

  if (status != GSL_EOVRFLW)
    return status;
  gsl_sf_lngamma_sgn_e (c, &lngamma, &sign);
  return GIVE (x > 0 ? sign * INFINITY : NAN);
}

/* GSL's detour through Bessel functions fails for large c; the series is short there. */
int
adapt_hyp0f1 (double         c,
              double         x,
              gsl_sf_result *r)
{
  const gboolean is_good = fabs (x) < MAX (1, fabs (c) / 2) || (c > 0 && x > 0 && x < 1e8);
  double term = 1;
  double sum = 1;

  if (!is_good || (c <= 0 && c == floor (c)))
    return hyp0f1_by_bessel (c, x, r);

  for (int k = 0; fabs (term) > GSL_DBL_EPSILON / 4 * fabs (sum) || c + k < 0; k++)
    {
      term *= x / ((c + k) * (k + 1));
      sum += term;
      if (term == 0)
        break;
    }

  return GIVE (sum);
}

int
adapt_mathieu (TendrilGslEvalND eval,
               int              n,
               double           q,
               gsl_sf_result   *r)
{
  if (n < 0 || n > MAX_MATHIEU_ORDER || fabs (q) > MAX_MATHIEU_Q)
    return GIVE (NAN);
  return eval (n, q, r);
}

int
adapt_log_ndtr (double         x,
                gsl_sf_result *r)
{
  int status;

  if (x > 0)
    {
      status = gsl_sf_erf_Q_e (x, r);
      r->val = log1p (-r->val);
    }
  else
    {
      status = gsl_sf_log_erfc_e (-x * M_SQRT1_2, r);
      r->val -= M_LN2;
    }

  return status;
}

int
adapt_eval_laguerre (int            n,
                     double         x,
                     gsl_sf_result *r)
{
  return n < 0 ? GIVE (0) : gsl_sf_laguerre_n_e (n, 0, x, r);
}

static double
legendre_by_recurrence (int    n,
                        double x)
{
  double previous = 1;
  double value = x;

  for (int i = 1; i < n && !isinf (value); i++)
    {
      const double next = x * value + (x * value - previous) * i / (i + 1.0);

      previous = value;
      value = next;
    }

  return n == 0 ? 1 : value;
}

int
adapt_eval_legendre (int            n,
                     double         x,
                     gsl_sf_result *r)
{
  const int degree = n < 0 ? -(n + 1) : n;
  const double ax = fabs (x);
  const double sign = x < 0 ? PARITY (degree) : 1;

  if (ax <= 1)
    return gsl_sf_legendre_Pl_e (degree, x, r);
  return GIVE (sign * legendre_by_recurrence (degree, ax));
}
