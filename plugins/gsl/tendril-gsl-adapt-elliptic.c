/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tendril-gsl-adapt.h"

#include <gsl/gsl_sf.h>
#include <math.h>

/* Carlson's integrals of GSL overflow beyond; the leading term is exact to the last bit there. */
#define HUGE_ARGUMENT 1e200

double
ellipkinc_at_infinity (double phi,
                       double m)
{
  if (isinf (phi))
    return isinf (m) || m > 1 ? NAN : phi;
  return m < 0 ? 0 : NAN;
}

double
ellipeinc_at_infinity (double phi,
                       double m)
{
  if (isinf (phi))
    return m > 1 ? NAN : phi;
  return m < 0 ? copysign (phi == 0 ? 0 : INFINITY, phi) : NAN;
}

double
elliprc_at_infinity (double x,
                     double y)
{
  return x >= 0 && y != 0 ? 0 : NAN;
}

/* K (1 - p) for p > 0 = R_F (0, p, 1), which keeps its accuracy near the pole and for m < 0. */
int
adapt_ellipkm1 (double         p,
                gsl_sf_result *r)
{
  if (p <= 0)
    return GIVE (p == 0 ? INFINITY : NAN);
  if (p < 1 / HUGE_ARGUMENT)
    return GIVE (2 * M_LN2 - log (p) / 2);
  if (p > HUGE_ARGUMENT)
    return GIVE ((2 * M_LN2 + log (p) / 2) / sqrt (p));
  return gsl_sf_ellint_RF_e (0, p, 1, GSL_PREC_DOUBLE, r);
}

/* E (phi, m) from the sine and the square of the cosine, |phi| <= pi/2. */
static int
legendre_e (double         s,
            double         c2,
            double         m,
            gsl_sf_result *r)
{
  const double q = c2 + (1 - m) * s * s;
  gsl_sf_result rd = { 0, 0 };
  int status;

  if (s == 0)
    return GIVE (s);
  if (q > HUGE_ARGUMENT)
    return GIVE (copysign (sqrt (-m) * s * s / (1 + sqrt (c2)), s));

  status = gsl_sf_ellint_RF_e (c2, q, 1, GSL_PREC_DOUBLE, r);
  if (status == GSL_SUCCESS)
    status = gsl_sf_ellint_RD_e (c2, q, 1, GSL_PREC_DOUBLE, &rd);
  r->val = s * r->val - m / 3 * s * s * s * rd.val;

  return status;
}

int
adapt_ellipe (double         m,
              gsl_sf_result *r)
{
  if (m >= 1)
    return GIVE (m == 1 ? 1 : NAN);
  return legendre_e (1, 0, m, r);
}

/* phi = s + n pi with |s| <= pi/2. */
static double
split_angle (double  phi,
             double *n)
{
  const double s = remainder (phi, M_PI);

  *n = rint ((phi - s) / M_PI);

  return s;
}

int
adapt_ellipkinc (double         phi,
                 double         m,
                 gsl_sf_result *r)
{
  gsl_sf_result complete = { 0, 0 };
  double n, s = split_angle (phi, &n);
  const double sine = sin (s);
  const double c2 = cos (s) * cos (s);
  int status;

  if (m > 1)
    return GIVE (NAN);
  if (m == 1 && n != 0)
    return GIVE (copysign (INFINITY, phi));
  if (n != 0)
    adapt_ellipkm1 (1 - m, &complete);

  /* R_F is of degree -1/2: the factor keeps the largest argument below GSL's limit. */
  status = gsl_sf_ellint_RF_e (c2 / 16, (c2 + (1 - m) * sine * sine) / 16, 1. / 16,
                               GSL_PREC_DOUBLE, r);
  r->val = sine * r->val / 4 + 2 * n * complete.val;

  return status;
}

int
adapt_ellipeinc (double         phi,
                 double         m,
                 gsl_sf_result *r)
{
  gsl_sf_result complete = { 0, 0 };
  double n, s = split_angle (phi, &n);
  int status;

  if (m > 1)
    return GIVE (NAN);
  if (n != 0)
    adapt_ellipe (m, &complete);

  status = legendre_e (sin (s), cos (s) * cos (s), m, r);
  r->val += 2 * n * complete.val;

  return status;
}

/* For y < 0 the principal value. */
int
adapt_elliprc (double         x,
               double         y,
               gsl_sf_result *r)
{
  int status;

  if (x < 0 || y == 0)
    return GIVE (NAN);
  if (y > 0)
    return gsl_sf_ellint_RC_e (x, y, GSL_PREC_DOUBLE, r);

  status = gsl_sf_ellint_RC_e (x - y, -y, GSL_PREC_DOUBLE, r);
  r->val *= sqrt (x / (x - y));

  return status;
}
