/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tendril-gsl-adapt.h"

#include <gsl/gsl_sf.h>
#include <gsl/gsl_machine.h>
#include <math.h>

/* What is multiplied factor by factor has at most so many factors. */
#define MAX_PRODUCT 100

/* Between the negatives of these Gamma neither overflows nor underflows. */
#define MAX_GAMMA 168

/* GSL's time for the incomplete function grows with -a. */
#define MAX_NEGATIVE_A 1000

double
beta_at_infinity (double a,
                  double b,
                  double value)
{
  return a > 0 && b > 0 ? value : NAN;
}

double
gammainc_at_infinity (double a,
                      double x,
                      double at_infinite_a)
{
  if (a < 0 || x < 0 || (isinf (a) && isinf (x)))
    return NAN;
  return isinf (a) ? at_infinite_a : 1 - at_infinite_a;
}

double
zeta_at_infinity (double s,
                  double q)
{
  if (isinf (q))
    return q > 0 && s > 1 ? 0 : NAN;
  if (s < 0 || q <= 0)
    return NAN;
  return q == 1 ? 1 : q > 1 ? 0 : INFINITY;
}

static gboolean
is_pole (double x)
{
  return x <= 0 && x == floor (x);
}

int
adapt_gammaln (double         x,
               gsl_sf_result *r)
{
  return is_pole (x) ? GIVE (INFINITY) : gsl_sf_lngamma_e (x, r);
}

int
adapt_rgamma (double         x,
              gsl_sf_result *r)
{
  const int status = gsl_sf_gammainv_e (x, r);

  if (status == GSL_EOVRFLW && fmod (floor (x), 2) != 0)
    r->val = -r->val;

  return status;
}

int
adapt_gamma_inc (double         a,
                 double         x,
                 gsl_sf_result *r)
{
  return a < -MAX_NEGATIVE_A ? GIVE (NAN) : gsl_sf_gamma_inc_e (a, x, r);
}

int
adapt_gammainc (double         a,
                double         x,
                gsl_sf_result *r)
{
  if (a == 0)
    return GIVE (x > 0 ? 1 : NAN);
  return gsl_sf_gamma_inc_P_e (a, x, r);
}

int
adapt_gammaincc (double         a,
                 double         x,
                 gsl_sf_result *r)
{
  if (a == 0)
    return GIVE (x > 0 ? 0 : NAN);
  return gsl_sf_gamma_inc_Q_e (a, x, r);
}

/* GSL is accurate for a, b > 0; B (a, b) = B (a + 1, b) (a + b) / a leads there. */
static int
lnbeta_sgn (double         a,
            double         b,
            gsl_sf_result *r,
            double        *sign)
{
  double factor = 1;
  int status;

  if (b < a)
    return lnbeta_sgn (b, a, r, sign);
  for (; a < 0 && a > -MAX_PRODUCT && b > 0; a++)
    factor *= (a + b) / a;

  status = gsl_sf_lnbeta_sgn_e (a, b, r, sign);
  r->val += log (fabs (factor));
  *sign *= copysign (1, factor);

  return status;
}

static int
lnbeta (double         a,
        double         b,
        gsl_sf_result *r)
{
  double sign;

  if (is_pole (a + b))
    return GIVE (-INFINITY);
  return lnbeta_sgn (a, b, r, &sign);
}

static int
beta (double         a,
      double         b,
      gsl_sf_result *r)
{
  double sign;
  int status;

  if (a > 0 && b > 0)
    return gsl_sf_beta_e (a, b, r);

  status = lnbeta_sgn (a, b, r, &sign);
  return status == GSL_SUCCESS ? adapt_exp_mult (r->val, sign, r) : status;
}

/* For a pole of Gamma (a), SciPy takes the limit along integers where there is one. */
static int
beta_at_pole (TendrilGslEvalDD eval,
              gboolean         is_signed,
              double           a,
              double           b,
              gsl_sf_result   *r)
{
  int status;

  if (b != floor (b) || b <= 0 || 1 - a - b <= 0)
    return GIVE (INFINITY);

  status = eval (1 - a - b, b, r);
  if (is_signed && fmod (b, 2) != 0)
    r->val = -r->val;

  return status;
}

int
adapt_beta (double         a,
            double         b,
            gsl_sf_result *r)
{
  if (is_pole (a))
    return beta_at_pole (beta, TRUE, a, b, r);
  if (is_pole (b))
    return beta_at_pole (beta, TRUE, b, a, r);
  if (is_pole (a + b))
    return GIVE (0);
  return beta (a, b, r);
}

int
adapt_betaln (double         a,
              double         b,
              gsl_sf_result *r)
{
  if (is_pole (a))
    return beta_at_pole (lnbeta, FALSE, a, b, r);
  if (is_pole (b))
    return beta_at_pole (lnbeta, FALSE, b, a, r);
  return lnbeta (a, b, r);
}

static double
binomial_product (double n,
                  int    k)
{
  double product = 1;

  for (int i = 1; i <= k; i++)
    product *= (n - (k - i)) / i;

  return product;
}

/* B (n + 1, k - n) sin (pi (k - n)) / pi, for k > n. */
static int
binomial_by_reflection (double         n,
                        double         k,
                        gsl_sf_result *r)
{
  gsl_sf_result ln, sin_n, cos_n, sin_k, cos_k;
  double sign, sine;
  const int status = lnbeta_sgn (n + 1, k - n, &ln, &sign);

  if (status != GSL_SUCCESS)
    return status;

  gsl_sf_sin_pi_e (n, &sin_n);
  gsl_sf_cos_pi_e (n, &cos_n);
  gsl_sf_sin_pi_e (k, &sin_k);
  gsl_sf_cos_pi_e (k, &cos_k);
  sine = sin_k.val * cos_n.val - cos_k.val * sin_n.val;

  return adapt_exp_mult (ln.val, sign * sine / M_PI, r);
}

int
adapt_binom (double         n,
             double         k,
             gsl_sf_result *r)
{
  int status;

  if (n < 0 && n == floor (n))
    return GIVE (NAN);
  if (n == floor (n) && k == floor (k) && k > n / 2)
    k = n - k;
  if (k == floor (k) && k >= 0 && k <= MAX_PRODUCT)
    return GIVE (binomial_product (n, (int) k));
  if (is_pole (k + 1) || is_pole (n - k + 1))
    return GIVE (0);
  if (n - k + 1 <= 0)
    return binomial_by_reflection (n, k, r);
  if (k + 1 <= 0)
    return binomial_by_reflection (n, n - k, r);

  status = gsl_sf_lnbeta_e (n - k + 1, k + 1, r);
  return status == GSL_SUCCESS ? adapt_exp_mult (-r->val, 1 / (n + 1), r) : status;
}

static double
rising_product (double a,
                int    n)
{
  double product = 1;

  for (int i = 0; i < n; i++)
    product *= a + i;

  return product;
}

/* Gamma (a + n) / Gamma (a) for a > 0, 0 < n << a, without a difference of large logarithms. */
static int
poch_by_beta (double         a,
              double         n,
              double         sign,
              gsl_sf_result *r)
{
  gsl_sf_result lngamma;

  gsl_sf_lngamma_e (n, &lngamma);
  gsl_sf_lnbeta_e (a, n, r);

  return adapt_exp_mult (sign * (lngamma.val - r->val), 1, r);
}

static int
poch_by_gammas (double         a,
                double         n,
                gsl_sf_result *r)
{
  gsl_sf_result reciprocal;

  gsl_sf_gamma_e (a + n, r);
  gsl_sf_gammainv_e (a, &reciprocal);
  r->val *= reciprocal.val;

  return GSL_SUCCESS;
}

int
adapt_poch (double         a,
            double         n,
            gsl_sf_result *r)
{
  if (n == floor (n) && n >= 0 && n <= MAX_PRODUCT)
    return GIVE (rising_product (a, (int) n));
  if (n == floor (n) && n < 0 && n >= -MAX_PRODUCT)
    return GIVE (1 / rising_product (a + n, (int) -n));
  if (is_pole (a) && !is_pole (a + n))
    return GIVE (0);
  if (is_pole (a + n) && !is_pole (a))
    return GIVE (INFINITY);
  if (fabs (a) < MAX_GAMMA && fabs (a + n) < MAX_GAMMA && !is_pole (a))
    return poch_by_gammas (a, n, r);
  if (a > MAX_GAMMA && n > 0 && n < a / 5)
    return poch_by_beta (a, n, 1, r);
  if (a + n > MAX_GAMMA && n < 0 && -n < (a + n) / 5)
    return poch_by_beta (a + n, -n, -1, r);
  return gsl_sf_poch_e (a, n, r);
}

int
adapt_zeta (double         s,
            double         q,
            gsl_sf_result *r)
{
  if (s == 1 || (s > 1 && is_pole (q)))
    return GIVE (INFINITY);
  return gsl_sf_hzeta_e (s, q, r);
}

/* The Taylor series where GSL's expansion is too short; the largest x / a there is 0.003. */
int
adapt_lnpoch (double         a,
              double         x,
              gsl_sf_result *r)
{
  gsl_sf_result psi;
  double term = 1;
  double sum = 0;

  if (a < 15 || fabs (x) * log (a) > 0.1)
    return gsl_sf_lnpoch_e (a, x, r);

  for (int k = 1; k <= 5; k++)
    {
      gsl_sf_psi_n_e (k - 1, a, &psi);
      term *= x / k;
      sum += term * psi.val;
    }

  return GIVE (sum);
}

/* The sign where it overflows is that of sin (pi s / 2). */
int
adapt_riemann (TendrilGslEval eval,
               double         s,
               gsl_sf_result *r)
{
  const int status = s == 1 ? GIVE (INFINITY) : eval (s, r);

  if (status == GSL_EOVRFLW && fmod (-s, 4) < 2)
    r->val = -r->val;

  return status;
}

int
adapt_psi (double         x,
           gsl_sf_result *r)
{
  if (is_pole (x))
    return GIVE (x == 0 ? -INFINITY : NAN);
  return gsl_sf_psi_e (x, r);
}

int
adapt_psi_1 (double         x,
             gsl_sf_result *r)
{
  return is_pole (x) ? GIVE (INFINITY) : gsl_sf_psi_1_e (x, r);
}

int
adapt_polygamma (int            n,
                 double         x,
                 gsl_sf_result *r)
{
  int status;

  if (n < 0)
    return GIVE (NAN);
  if (n == 0)
    return adapt_psi (x, r);
  if (is_pole (x))
    return GIVE (-PARITY (n) * INFINITY);

  status = gsl_sf_psi_n_e (n, x, r);

  /* GSL multiplies with n!, which brings back nothing from a zeta that underflowed. */
  if (r->val == 0 && lgamma (n + 1.0) > (n + 1.0) * log (x) + GSL_LOG_DBL_MIN)
    return GSL_ELOSS;
  return status;
}
