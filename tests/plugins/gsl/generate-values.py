#!/usr/bin/python3
# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Prints the values that test-functions.c expects of plugins/gsl.

Needs python3-scipy and python3-mpmath, which neither the build nor the tests do. To make the
list anew (it takes a minute):

    /usr/bin/python3 generate-values.py > values.tsv

Names that scipy.special has get SciPy's values, names of GSL's own a definition in mpmath. Where
mpmath knows a function of SciPy's and the two differ in a finite value, mpmath is right: SciPy 1.10
loses digits in beta, betaln, binom and polygamma, among others.
"""

import warnings

import mpmath as mp
import numpy as np
import scipy
import scipy.special as special
from mpmath.libmp import NoConvergence

mp.mp.dps = 40
inf, nan = float('inf'), float('nan')


def spherical(bessel):
    def function(n, x):
        if x < 0:
            raise ValueError('on the cut')
        return mp.sqrt(mp.pi / (2 * x)) * bessel(n + mp.mpf('0.5'), x)
    return function


def scaled_i(n, x):
    return mp.exp(-x) * spherical(mp.besseli)(n, x)


def scaled_k(n, x):
    return mp.exp(x) * spherical(mp.besselk)(n, x)


def fixed(n, function):
    return lambda x: function(n, x)


def airy_exponent(x):
    return mp.exp(2 * x ** 1.5 / 3) if x > 0 else 1


def debye(n, x):
    return n / x ** n * mp.quad(lambda t: t ** n / mp.expm1(t) if t else 0, [0, x])


def fermi_dirac(j, x):
    if j == -1:
        return 1 / (1 + mp.exp(-x))
    peak = max(x, mp.mpf(1))
    integral = mp.quad(lambda t: t ** j / (mp.exp(t - x) + 1),
                       [0, peak / 2, peak, 2 * peak + 10, mp.inf])
    return integral / mp.gamma(j + 1)


def transport(n, x):
    return mp.quad(lambda t: t ** n * mp.exp(t) / mp.expm1(t) ** 2 if t else 0,
                   mp.linspace(0, x, 5))


def coulomb_c(l, eta):
    return (2 ** l * mp.exp(-mp.pi * eta / 2) * abs(mp.gamma(l + 1 + 1j * eta))
            / mp.gamma(2 * l + 2))


def ellint_d(phi, k):
    return mp.quad(lambda t: mp.sin(t) ** 2 / mp.sqrt(1 - (k * mp.sin(t)) ** 2), [0, phi])


def ellint_pcomp(k, n):
    return mp.quad(lambda t: 1 / ((1 + n * mp.sin(t) ** 2) * mp.sqrt(1 - (k * mp.sin(t)) ** 2)),
                   [0, mp.pi / 2])


def conical(mu):
    return lambda lam, x: mp.legenp(-0.5 + 1j * lam, mp.mpf(mu), x, type=3 if x > 1 else 2)


def h3d_0(lam, eta):
    return mp.sin(lam * eta) / (lam * mp.sinh(eta))


def h3d_1(lam, eta):
    return h3d_0(lam, eta) * (mp.coth(eta) - lam * mp.cot(lam * eta)) / mp.sqrt(lam ** 2 + 1)


def hermite_func(n, x):
    return (mp.hermite(n, x) * mp.exp(-x * x / 2)
            / mp.sqrt(mp.mpf(2) ** n * mp.factorial(n) * mp.sqrt(mp.pi)))


def legendre_q(n, x):
    return mp.legenq(n, 0, x, type=3 if x > 1 else 2)


def normal_tail(x):
    return mp.erfc(x / mp.sqrt(2)) / 2


def normal_density(x):
    return mp.npdf(x)


def gammastar(x):
    return mp.exp(mp.loggamma(x) - (x - 0.5) * mp.log(x) + x) / mp.sqrt(2 * mp.pi)


def modulo(low):
    return lambda x: x - 2 * mp.pi * mp.floor((x - low) / (2 * mp.pi))


# What GSL calls its own, defined independently of it.
DEFINITIONS = {
    'airy_Ai': mp.airyai,
    'airy_Bi': mp.airybi,
    'airy_Ai_scaled': lambda x: mp.airyai(x) * airy_exponent(x),
    'airy_Bi_scaled': lambda x: mp.airybi(x) / airy_exponent(x),
    'airy_Ai_deriv': lambda x: mp.airyai(x, derivative=1),
    'airy_Bi_deriv': lambda x: mp.airybi(x, derivative=1),
    'airy_Ai_deriv_scaled': lambda x: mp.airyai(x, derivative=1) * airy_exponent(x),
    'airy_Bi_deriv_scaled': lambda x: mp.airybi(x, derivative=1) / airy_exponent(x),
    'bessel_lnKnu': lambda v, x: mp.log(mp.besselk(v, x)),
    'bessel_il_scaled': scaled_i,
    'bessel_kl_scaled': scaled_k,
    'bessel_j0': fixed(0, spherical(mp.besselj)),
    'bessel_j1': fixed(1, spherical(mp.besselj)),
    'bessel_j2': fixed(2, spherical(mp.besselj)),
    'bessel_y0': fixed(0, spherical(mp.bessely)),
    'bessel_y1': fixed(1, spherical(mp.bessely)),
    'bessel_y2': fixed(2, spherical(mp.bessely)),
    'bessel_i0_scaled': fixed(0, scaled_i),
    'bessel_i1_scaled': fixed(1, scaled_i),
    'bessel_i2_scaled': fixed(2, scaled_i),
    'bessel_k0_scaled': fixed(0, scaled_k),
    'bessel_k1_scaled': fixed(1, scaled_k),
    'bessel_k2_scaled': fixed(2, scaled_k),
    'clausen': lambda x: mp.clsin(2, x),
    'coulomb_CL': coulomb_c,
    'hydrogenicR_1': lambda z, r: 2 * z ** 1.5 * mp.exp(-z * r),
    'debye_1': fixed(1, debye),
    'debye_2': fixed(2, debye),
    'debye_3': fixed(3, debye),
    'debye_4': fixed(4, debye),
    'debye_5': fixed(5, debye),
    'debye_6': fixed(6, debye),
    'dilog': lambda x: mp.polylog(2, x),
    'ellint_Dcomp': lambda k: ellint_d(mp.pi / 2, k),
    'ellint_D': ellint_d,
    'ellint_Pcomp': ellint_pcomp,
    'erf_Z': normal_density,
    'erf_Q': normal_tail,
    'log_erfc': lambda x: mp.log(mp.erfc(x)),
    'hazard': lambda x: normal_density(x) / normal_tail(x),
    'exprel_2': lambda x: mp.hyp1f1(1, 3, x),
    'exprel_n': lambda n, x: mp.hyp1f1(1, n + 1, x),
    'exp_mult': lambda x, y: y * mp.exp(x),
    'expint_E1_scaled': lambda x: mp.exp(x) * mp.e1(x),
    'expint_E2': lambda x: mp.expint(2, x),
    'expint_E2_scaled': lambda x: mp.exp(x) * mp.expint(2, x),
    'expint_Ei_scaled': lambda x: mp.exp(-x) * mp.ei(x),
    'expint_En_scaled': lambda n, x: mp.exp(x) * mp.expint(n, x),
    'expint_3': lambda x: mp.quad(lambda t: mp.exp(-t ** 3), [0, x]),
    'Shi': mp.shi,
    'Chi': mp.chi,
    'Si': mp.si,
    'Ci': mp.ci,
    'atanint': lambda x: mp.quad(lambda t: mp.atan(t) / t if t else 1, [0, x]),
    'fermi_dirac_m1': fixed(-1, fermi_dirac),
    'fermi_dirac_0': fixed(0, fermi_dirac),
    'fermi_dirac_1': fixed(1, fermi_dirac),
    'fermi_dirac_2': fixed(2, fermi_dirac),
    'fermi_dirac_mhalf': fixed(mp.mpf('-0.5'), fermi_dirac),
    'fermi_dirac_half': fixed(mp.mpf('0.5'), fermi_dirac),
    'fermi_dirac_3half': fixed(mp.mpf('1.5'), fermi_dirac),
    'fermi_dirac_int': fermi_dirac,
    'fermi_dirac_inc_0': lambda x, b: mp.log1p(mp.exp(b - x)) - (b - x),
    'gammastar': gammastar,
    'gamma_inc': mp.gammainc,
    'lnpoch': lambda a, x: mp.log(mp.rf(a, x)),
    'pochrel': lambda a, x: (mp.rf(a, x) - 1) / x,
    'taylorcoeff': lambda n, x: x ** n / mp.factorial(n),
    'lambert_Wm1': lambda x: mp.lambertw(x, -1),
    'hermite_func': hermite_func,
    'hermite_func_fast': hermite_func,
    'legendre_Ql': legendre_q,
    'legendre_Q0': fixed(0, legendre_q),
    'legendre_Q1': fixed(1, legendre_q),
    'legendre_P1': fixed(1, mp.legendre),
    'legendre_P2': fixed(2, mp.legendre),
    'legendre_P3': fixed(3, mp.legendre),
    'conicalP_half': conical('0.5'),
    'conicalP_mhalf': conical('-0.5'),
    'conicalP_0': conical('0'),
    'conicalP_1': conical('1'),
    'legendre_H3d_0': h3d_0,
    'legendre_H3d_1': h3d_1,
    'gegenpoly_1': lambda a, x: mp.gegenbauer(1, a, x),
    'gegenpoly_2': lambda a, x: mp.gegenbauer(2, a, x),
    'gegenpoly_3': lambda a, x: mp.gegenbauer(3, a, x),
    'laguerre_1': lambda a, x: mp.laguerre(1, a, x),
    'laguerre_2': lambda a, x: mp.laguerre(2, a, x),
    'laguerre_3': lambda a, x: mp.laguerre(3, a, x),
    'log_1plusx_mx': lambda x: mp.log1p(x) - x,
    'log_abs': lambda x: mp.log(abs(x)),
    'lnsinh': lambda x: mp.log(mp.sinh(x)),
    'lncosh': lambda x: mp.log(mp.cosh(x)),
    'sin_pi': mp.sinpi,
    'cos_pi': mp.cospi,
    'angle_restrict_symm': modulo(-mp.pi),
    'angle_restrict_pos': modulo(0),
    'psi_1': lambda x: mp.psi(1, x),
    'psi_1piy': lambda y: mp.psi(0, 1 + 1j * y),
    'synchrotron_1': lambda x: x * mp.quad(lambda t: mp.besselk(mp.mpf(5) / 3, t),
                                           [x, x + 1, x + 5, x + 50, mp.inf]),
    'synchrotron_2': lambda x: x * mp.besselk(mp.mpf(2) / 3, x),
    'transport_2': fixed(2, transport),
    'transport_3': fixed(3, transport),
    'transport_4': fixed(4, transport),
    'transport_5': fixed(5, transport),
    'eta': mp.altzeta,
}

# A second opinion on SciPy's, which is not right everywhere.
OPINIONS = {
    'beta': mp.beta, 'betaln': lambda a, b: mp.log(abs(mp.beta(a, b))), 'binom': mp.binomial,
    'digamma': mp.digamma, 'ellipe': mp.ellipe, 'ellipeinc': mp.ellipe, 'ellipk': mp.ellipk,
    'ellipkinc': mp.ellipf, 'ellipkm1': lambda p: mp.ellipk(1 - p), 'elliprc': mp.elliprc,
    'erf': mp.erf, 'erfc': mp.erfc, 'eval_hermite': mp.hermite,
    'eval_laguerre': lambda n, x: mp.laguerre(n, 0, x), 'eval_legendre': mp.legendre,
    'exp1': mp.e1, 'expi': mp.ei, 'expm1': mp.expm1, 'expn': mp.expint, 'gamma': mp.gamma,
    'gammaincc': lambda a, x: mp.gammainc(a, x, regularized=True),
    'gammainc': lambda a, x: mp.gammainc(a, 0, x, regularized=True),
    'gammaln': lambda x: mp.log(abs(mp.gamma(x))), 'hyp0f1': mp.hyp0f1,
    'i0': fixed(0, mp.besseli), 'i1': fixed(1, mp.besseli), 'iv': mp.besseli, 'j0': mp.j0,
    'i0e': lambda x: mp.besseli(0, x) * mp.exp(-abs(x)),
    'i1e': lambda x: mp.besseli(1, x) * mp.exp(-abs(x)),
    'ive': lambda v, x: mp.besseli(v, x) * mp.exp(-abs(x)), 'j1': mp.j1, 'jn': mp.besselj,
    'jv': mp.besselj, 'k0': fixed(0, mp.besselk), 'k1': fixed(1, mp.besselk),
    'k0e': lambda x: mp.besselk(0, x) * mp.exp(x), 'k1e': lambda x: mp.besselk(1, x) * mp.exp(x),
    'kn': mp.besselk, 'kv': mp.besselk, 'kve': lambda v, x: mp.besselk(v, x) * mp.exp(x),
    'lambertw': mp.lambertw, 'log1p': mp.log1p,
    'log_ndtr': lambda x: mp.log(mp.ncdf(x)), 'ndtr': mp.ncdf, 'poch': mp.rf,
    'polygamma': mp.psi, 'psi': mp.digamma, 'rgamma': mp.rgamma, 'sinc': mp.sincpi,
    'spence': lambda x: mp.polylog(2, 1 - x), 'spherical_jn': spherical(mp.besselj),
    'spherical_yn': spherical(mp.bessely), 'spherical_in': spherical(mp.besseli),
    'spherical_kn': spherical(mp.besselk), 'y0': fixed(0, mp.bessely),
    'y1': fixed(1, mp.bessely), 'yn': mp.bessely, 'yv': mp.bessely, 'zeta': mp.zeta,
    'zetac': lambda x: mp.zeta(x) - 1,
}

# Arguments. An interval of one argument where a function has no other points of its own:
REAL = [-20.3, -5.5, -1, -0.25, -1e-5, 0, 1e-5, 0.25, 0.5, 1, 1.5, 2, 3.7, 10, 31.7]
POSITIVE = [1e-5, 0.1, 0.5, 1, 1.5, 2, 3.7, 10, 31.7]
POINTS = {
    'D': {
        'j0 j1 bessel_j0 bessel_j1 bessel_j2': REAL + [150.25, 1000.5],
        'y0 y1 bessel_y0 bessel_y1 bessel_y2': [0] + POSITIVE + [150.25, 1000.5, -1],
        'i0 i1 i0e i1e bessel_i0_scaled bessel_i1_scaled bessel_i2_scaled': REAL + [150.25, 700],
        'k0 k1 k0e k1e bessel_k0_scaled bessel_k1_scaled bessel_k2_scaled':
            [0] + POSITIVE + [150.25, 700, -1],
        'airy_Ai airy_Bi airy_Ai_scaled airy_Bi_scaled airy_Ai_deriv airy_Bi_deriv '
        'airy_Ai_deriv_scaled airy_Bi_deriv_scaled': [-20.3, -5.5, -1, 0, 0.5, 1, 2, 5, 20.3],
        'clausen': [-1, 0.1, 0.5, 1, 3, 5, 10],
        'dawsn': REAL,
        'debye_1 debye_2 debye_3 debye_4 debye_5 debye_6': [1e-5, 0.1, 1, 2, 5, 10, 50],
        'dilog': [-20.3, -1, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.5, 2, 3.7, 20.3],
        'spence': [-1, 0, 1e-5, 0.25, 0.5, 1, 1.5, 2, 3.7, 20.3, 1e6],
        'ellipk ellipe': [-1e6, -20.3, -1, -0.25, 0, 0.25, 0.5, 0.75, 0.99, 0.99999, 1, 1.5],
        'ellipkm1': [-1, 0, 1e-300, 1e-30, 1e-5, 0.25, 0.5, 1, 2, 100, 1e250],
        'ellint_Dcomp': [-0.5, 0, 0.1, 0.5, 0.9, 0.99],
        'erf erfc erf_Q erf_Z': REAL,
        'log_erfc': [-5, -1, -1e-5, 0, 1e-5, 0.5, 1, 5, 20.3, 100],
        'hazard': [-20.3, -5, -1, 0, 1, 5, 20.3, 100],
        'ndtr log_ndtr': [-100, -31.7, -5, -1, 0, 1, 5, 8, 10] ,
        'expm1 exprel exprel_2': REAL + [-700, 700],
        'exp1 expint_E1_scaled expint_E2 expint_E2_scaled': POSITIVE + [0, 100],
        'expi': [-20.3, -1, -1e-5, 0, 1e-5, 0.25, 0.5, 1, 3.7, 10, 31.7, 705, 715, 1000],
        'expint_Ei_scaled': [-20.3, -1, 1e-5, 0.25, 1, 10, 100],
        'expint_3': [0, 1e-5, 0.1, 1, 1.5, 2, 3],
        'Shi Si atanint': REAL[:-1],
        'Chi Ci': POSITIVE,
        'fermi_dirac_m1 fermi_dirac_0 fermi_dirac_1 fermi_dirac_2 fermi_dirac_mhalf '
        'fermi_dirac_half fermi_dirac_3half': [-10, -1, -0.5, 0, 0.5, 1, 2, 5, 10, 20],
        'gamma gammaln rgamma': [-150.25, -5.5, -1.5, -0.25, 1e-5, 0.5, 1, 1.5, 2, 3.7, 10, 31.7,
                                 150.25],
        'gammastar': POSITIVE + [1e4, 1e6],
        'lambertw': [-0.5, -0.3678794, -0.35, -0.1, 0, 1e-5, 0.5, 1, 2.5, 10, 1e6, 1e300],
        'lambert_Wm1': [-0.36, -0.3, -0.1, -0.01, -1e-5, -1e-20],
        'legendre_P1 legendre_P2 legendre_P3': [-1, -0.5, 0, 0.25, 1, 2, 10],
        'legendre_Q0 legendre_Q1': [-0.9, -0.5, 0, 0.25, 0.5, 0.99, 1.01, 2, 10, 100],
        'log1p log_1plusx_mx': [-0.99, -0.5, -1e-5, 0, 1e-5, 0.5, 1, 10, 1e10],
        'log_abs': [-10, -1, 0.5, 1, 10],
        'lnsinh': [1e-5, 0.5, 1, 10, 800],
        'lncosh': [-10, -1e-5, 0, 1e-5, 0.5, 1, 10, 800],
        'sinc': [-20.3, -0.5, 0, 1e-5, 0.25, 0.5, 1.5, 3.7, 100.25],
        'sin_pi cos_pi': [-20.3, -2, -0.5, 0, 1e-5, 0.25, 0.5, 1, 1.5, 3.7, 100.25],
        'angle_restrict_symm angle_restrict_pos': [-20.3, -3, -1, 0, 1, 3, 4, 10, 100.25],
        'psi digamma psi_1': [-5.5, -1.5, -0.25, 1e-5, 0.5, 1, 1.5, 2, 3.7, 10, 1e6],
        'psi_1piy': [-10, -1, 0, 0.5, 1, 2, 10, 100],
        'synchrotron_1 synchrotron_2': [1e-5, 0.1, 0.5, 1, 2, 5, 10, 31.7],
        'transport_2 transport_3 transport_4 transport_5': [1e-5, 0.1, 1, 2, 5, 10, 50],
        'zeta zetac': [-20.3, -5.5, -2, -1, 0, 0.5, 1, 1.5, 2, 3, 10, 31.7],
        'eta': [-5.5, -1, 0, 0.5, 1, 2, 10],
    },
    'ND': {
        'jn jv': [(n, x) for n in (-3, -2, 0, 1, 2, 5, 25, 150)
                  for x in (-3.7, 0, 0.5, 10, 150.25)],
        'yn kn kve': [(n, x) for n in (-3, 0, 1, 2, 5, 25, 100)
                      for x in (-1, 0, 0.5, 3.7, 10, 150.25)],
        'iv ive': [(n, x) for n in (-3, -2, 0, 1, 2, 5, 25, 150, 300)
                   for x in (-3.7, 0, 0.5, 10, 31.7, 150.25)],
        'spherical_jn spherical_yn spherical_in spherical_kn bessel_il_scaled bessel_kl_scaled':
            [(n, x) for n in (0, 1, 2, 5, 25, 60) for x in (0.25, 1, 3.7, 10, 31.7)],
        'exprel_n': [(n, x) for n in (0, 1, 2, 3, 10) for x in (-10, -0.5, 0, 0.5, 10)],
        'expn': [(n, x) for n in (-1, 0, 1, 2, 3, 10, 60, 500)
                 for x in (-1, 0, 1e-5, 0.5, 1, 1.5, 10, 100)],
        'expint_En_scaled': [(n, x) for n in (0, 1, 2, 3, 10, 60)
                             for x in (1e-5, 0.5, 1, 1.5, 100)],
        'fermi_dirac_int': [(n, x) for n in (0, 1, 2, 3, 7) for x in (-5, -0.5, 0, 0.5, 2, 10)],
        'taylorcoeff': [(n, x) for n in (0, 1, 2, 10, 100) for x in (0, 0.5, 2, 50)],
        'eval_legendre': [(n, x) for n in (-4, -1, 0, 1, 2, 5, 25, 150)
                          for x in (-3.7, -1, -0.25, 0, 0.5, 1, 1.001, 2)],
        'eval_hermite eval_hermitenorm hermite_func hermite_func_fast':
            [(n, x) for n in (0, 1, 2, 5, 25, 60) for x in (-2, 0, 0.25, 1, 5)],
        'eval_laguerre': [(n, x) for n in (-1, 0, 1, 2, 5, 25, 100)
                          for x in (-1, 0, 0.25, 2, 20.3)],
        'legendre_Ql': [(n, x) for n in (0, 1, 2, 5, 25) for x in (-0.5, 0.25, 0.9, 1.5, 3)],
        'mathieu_a mathieu_b': [(n, x) for n in (-1, 0, 1, 2, 3, 5, 10)
                                for x in (-20.3, -1, 0, 0.5, 5, 100)],
        'polygamma': [(n, x) for n in (-1, 0, 1, 2, 5, 25) for x in (1e-3, 0.5, 1, 3.7, 31.7)],
    },
    'DD': {
        'jn jv': [(v, x) for v in (-5.5, -1, -0.25, 0, 0.5, 1.5, 7, 60.5)
                  for x in (0.5, 1, 3.7, 31.7, 150.25)],
        'yv': [(v, x) for v in (-5.25, -1, -0.25, 0, 0.5, 1.5, 7, 60.5)
               for x in (-1, 0.5, 1, 3.7, 31.7)],
        'iv ive': [(v, x) for v in (-5.25, -1, -0.25, 0, 0.5, 1.5, 7, 60.5, 200.5)
                   for x in (0.5, 1, 3.7, 31.7, 150.25)],
        'kv kve bessel_lnKnu': [(v, x) for v in (-5.25, -1, 0, 0.5, 1.5, 7, 60.5)
                                for x in (0.5, 1, 3.7, 31.7)],
        'coulomb_CL': [(0, 0.5), (0, -1), (1, 0.5), (2.5, 1.5), (5, 3)],
        'hydrogenicR_1': [(1, 0), (1, 0.5), (3, 1.5), (2, 10)],
        'ellipkinc ellipeinc': [(p, m) for p in (-10, -1, 0, 0.5, 1.5, 3, 31.7)
                                for m in (-1e6, -20.3, -1, 0, 0.25, 0.5, 0.99)] + [(0.5, 1),
                                    (0.5, 2)],
        'elliprc': [(0, 1), (1, 1), (0.5, 2), (2, 0.5), (3, -1), (100, 1e-5), (-1, 1), (1, 0)],
        'ellint_D': [(0.1, 0.5), (0.5, 0.5), (1, 0.25), (1.5, 0.9), (-1, 0.5)],
        'ellint_Pcomp': [(0.1, 0.5), (0.5, 0.5), (0.9, 0.25), (0.5, -0.5), (0.5, 10)],
        'exp_mult': [(0, 1), (1, -2), (-700, 1e300), (700, -1e-300), (0.5, 0), (800, -1)],
        'fermi_dirac_inc_0': [(0.5, 1), (1, 0.5), (-1, 2), (5, 1)],
        'gammainc gammaincc': [(a, x) for a in (0, 0.25, 1, 5, 31.7, 150.25)
                               for x in (1e-5, 0.5, 1, 5, 31.7, 160)] + [(-1, 1), (1, 0)],
        'gamma_inc': [(a, x) for a in (-2.5, -1, 0, 0.5, 3, 10) for x in (0.1, 0.5, 1, 5, 31.7)],
        'beta betaln': [(0.5, 0.5), (1, 1), (2, 3), (0.1, 10), (31.7, 31.7), (100, 200),
                        (-0.5, 2.2),
                        (-2.5, 1.3), (-2.5, -1.3), (0, 1), (-1, 1), (-3, 2), (-2, 5), (1e-5, 1e-5),
                        (0.25, 1e6), (-2.5, 1e6)],
        'binom': [(5, 2), (10, 7), (5, 0), (5, 6), (0.5, 2), (60, 30), (5.5, 2.2), (-2.5, 3),
                  (-2, 1),
                  (3, -1), (5.5, -2.25), (-3.25, 2.2), (1e6, 0.1), (1e-10, 20), (300, 150)],
        'poch': [(1, 3), (0.5, 0), (2.5, 1.5), (-2.5, 3), (-3, 2), (-3, 5), (-3, 1.5), (5, -2),
                 (0, 2),
                 (10, 60), (-2.5, 1.25), (3, -5), (1e6, 0.75), (1e6, -0.999), (1e-10, 0.5)],
        'lnpoch pochrel': [(1, 3), (2.5, 1.5), (0.5, 0.25), (10, 5), (5, 1e-5), (20, 0.01)],
        'hyp0f1': [(c, x) for c in (-1.5, 0.5, 1, 2.5, 60.5, 700)
                   for x in (-31.7, -1, 0, 1e-5, 0.5, 3.7, 100)],
        'conicalP_half conicalP_mhalf conicalP_0 conicalP_1':
            [(0.5, 0.5), (1, 0.25), (2, 1.5), (0.5, 3), (5, 2)],
        'legendre_H3d_0 legendre_H3d_1': [(0.5, 0.5), (1, 1), (2.5, 0.25), (5, 2)],
        'gegenpoly_1 gegenpoly_2 gegenpoly_3': [(0.5, 0.25), (1, -0.5), (2.5, 2), (-0.25, 0.5)],
        'laguerre_1 laguerre_2 laguerre_3': [(0.5, 0.25), (1, -0.5), (2.5, 2), (-0.25, 10)],
        'zeta': [(s, q) for s in (1, 1.5, 2, 5, 31.7) for q in (0, 0.25, 1, 2.5, 100)] + [(0.5, 1)],
    },
}

# What holds at and around the edges by definition, not by computation; nobody else knows them all.
EDGES = [
    ('j0', 'D', inf, 0), ('j0', 'D', nan, nan), ('k0', 'D', inf, 0), ('i0', 'D', inf, inf),
    ('i1', 'D', -inf, -inf), ('i1', 'D', -1000, -inf), ('y1', 'D', 1e-310, -inf),
    ('gamma', 'D', 0.0, inf), ('gamma', 'D', -0.0, -inf), ('gamma', 'D', -20, nan),
    ('gamma', 'D', 200, inf), ('gammaln', 'D', -3, inf), ('rgamma', 'D', -3, 0),
    ('rgamma', 'D', -1000.5, -inf), ('psi', 'D', -20, nan), ('psi', 'D', 0, -inf),
    ('psi_1', 'D', -3, inf), ('zeta', 'D', inf, 1), ('zeta', 'D', -1000.5, -inf),
    ('erf', 'D', -inf, -1), ('erfc', 'D', inf, 0), ('exp1', 'D', -1, nan), ('expi', 'D', inf, inf),
    ('lambertw', 'D', -1, nan), ('lambertw', 'D', inf, inf), ('log1p', 'D', -1, -inf),
    ('log1p', 'D', -2, nan), ('ellipk', 'D', -inf, 0), ('ellipe', 'D', -inf, inf),
    ('expint_3', 'D', inf, float(mp.gamma(mp.mpf(4) / 3))),
    ('transport_2', 'D', inf, float(mp.pi ** 2 / 3)),
    ('transport_3', 'D', inf, float(6 * mp.zeta(3))),
    ('transport_4', 'D', inf, float(4 * mp.pi ** 4 / 15)),
    ('transport_5', 'D', inf, float(120 * mp.zeta(5))),
    ('jn', 'ND', (2 ** 40, 1.0), nan), ('jn', 'ND', (-2 ** 63, 1.0), nan),
    ('jn', 'ND', (2 ** 32 + 1, 1.0), nan),
    ('yn', 'ND', (500, 0.75), -inf), ('yn', 'ND', (-3, 1e-300), inf),
    ('kn', 'ND', (500, 100.0), float(mp.besselk(500, 100))),
    ('iv', 'ND', (500, 100.0), float(mp.besseli(500, 100))),
    ('ive', 'ND', (5, 1e5), float(mp.besseli(5, 1e5) * mp.exp(-1e5))),
    ('spherical_jn', 'ND', (150, 12345.678), float(spherical(mp.besselj)(150, mp.mpf(12345.678)))),
    ('spherical_jn', 'ND', (3, -2.0), -float(spherical(mp.besselj)(3, mp.mpf(2)))),
    ('spherical_yn', 'ND', (2, -2.0), -float(spherical(mp.bessely)(2, mp.mpf(2)))),
    ('spherical_yn', 'ND', (150, 2.0), float(spherical(mp.bessely)(150, mp.mpf(2)))),
    ('spherical_in', 'ND', (3, -2.0), -float(spherical(mp.besseli)(3, mp.mpf(2)))),
    ('spherical_kn', 'ND', (150, 2.0), float(spherical(mp.besselk)(150, mp.mpf(2)))),
    ('spherical_jn', 'ND', (-1, 2.0), nan), ('mathieu_a', 'ND', (51, 1.0), nan),
    ('kv', 'DD', (300.25, 77.0), float(mp.besselk(300.25, 77))), ('kv', 'DD', (20.5, 1e-300), inf),
    ('kv', 'DD', (2.5, inf), 0), ('iv', 'DD', (0.5, 1e308), inf), ('jv', 'DD', (0.5, -1.0), nan),
    ('gammainc', 'DD', (2.0, inf), 1), ('gammaincc', 'DD', (2.0, inf), 0),
    ('gammainc', 'DD', (inf, 2.0), 0), ('beta', 'DD', (2.0, inf), 0), ('zeta', 'DD', (2.0, -3.0),
    inf),
    ('ellipkinc', 'DD', (inf, 0.5), inf), ('ellipkinc', 'DD', (3.0, 1.0), inf),
]

# Where SciPy gives up early: what mpmath says counts.
MPMATH_FIRST = ('expi', 'hyp0f1')


def from_scipy(name, arguments):
    if name == 'sinc':
        return float(np.sinc(*arguments))
    if name == 'lambertw':
        value = special.lambertw(*arguments)
        return float(value.real) if value.imag == 0 else nan
    return float(getattr(special, name)(*arguments))


def from_mpmath(function, arguments):
    # In mpmath 1.2, an order must be an int to be taken as one.
    values = [int(x) if isinstance(x, int) else mp.mpf(x) for x in arguments]
    try:
        value = mp.mpc(function(*values))
    except (ValueError, ZeroDivisionError, NoConvergence, TypeError, NotImplementedError,
            OverflowError):
        return None
    if abs(value.imag) > 1e-25 * abs(value.real):
        return float(value.real) if function in (mp.ei, mp.chi, DEFINITIONS['dilog']) else None
    return float(value.real)


def agree(a, b):
    return a == b or (np.isfinite(a) and abs(a - b) <= 1e-11 * max(abs(a), abs(b)))


def is_scipys(name):
    return name == 'sinc' or (hasattr(special, name) and name not in DEFINITIONS)


def expected(name, shape, arguments):
    """The value; SciPy's where it is finite and nobody knows better."""
    if not is_scipys(name):
        return from_mpmath(DEFINITIONS[name], arguments)
    theirs = from_scipy(name, arguments)
    if name not in OPINIONS or (not np.isfinite(theirs) and name not in MPMATH_FIRST):
        return theirs
    other = from_mpmath(OPINIONS[name], arguments)
    return theirs if other is None or not np.isfinite(other) or agree(theirs, other) else other


def rows():
    for shape, groups in POINTS.items():
        for names, points in groups.items():
            for name in names.split():
                for point in points:
                    arguments = point if isinstance(point, tuple) else (point,)
                    if shape == 'ND':
                        arguments = (arguments[0], float(arguments[1]))
                    else:
                        arguments = tuple(float(x) for x in arguments)
                    value = expected(name, shape, arguments)
                    if value is not None:
                        yield name, shape, arguments, value
    for name, shape, point, value in EDGES:
        yield name, shape, point if isinstance(point, tuple) else (point,), value


def main():
    warnings.simplefilter('ignore')
    np.seterr(all='ignore')
    print('# SPDX-FileCopyrightText: 2026 The Tendril authors')
    print('# SPDX-License-Identifier: CC0-1.0')
    print('#')
    print('# Made by generate-values.py with SciPy %s and mpmath %s; see there.'
          % (scipy.__version__, mp.__version__))
    print('# name, shape, arguments, value')
    for name, shape, arguments, value in rows():
        numbers = ['%d' % x if isinstance(x, int) else '%.17g' % x for x in arguments]
        print('\t'.join([name, shape, *numbers, '%.17g' % value]))


if __name__ == '__main__':
    main()
