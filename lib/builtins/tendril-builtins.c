/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-builtins-private.h"

#include <math.h>

#include "tendril-error.h"
#include "tendril-math-private.h"

#define B_B "(bool) -> bool"
#define I_B "(int64) -> bool"
#define I_I "(int64) -> int64"
#define F_B "(float64) -> bool"
#define F_I "(float64) -> int64"
#define F_F "(float64) -> float64"
#define II_B "(int64, int64) -> bool"
#define II_I "(int64, int64) -> int64"
#define II_F "(int64, int64) -> float64"
#define IF_B "(int64, float64) -> bool"
#define FI_B "(float64, int64) -> bool"
#define FI_F "(float64, int64) -> float64"
#define FF_B "(float64, float64) -> bool"
#define FF_F "(float64, float64) -> float64"

#define FOLDS TENDRIL_OVERLOAD_FOLDS
#define INTRINSIC(name) TENDRIL_INTRINSIC_##name
#define COMPARISON(symbol, name)                                                             \
  { "operator" symbol, II_B, INTRINSIC (INT_##name) },                                       \
  { "operator" symbol, IF_B, INTRINSIC (INT_FLOAT_##name) },                                 \
  { "operator" symbol, FI_B, INTRINSIC (FLOAT_INT_##name) },                                 \
  { "operator" symbol, FF_B, INTRINSIC (FLOAT_##name) }

/* A bool converts to int64 by itself, so no operator needs it; nor does mixed arithmetic, which is
 * that of float64. Comparisons of an int64 with a float64 are exact, as in Python. */
static const struct
{
  const char *name;
  const char *signature;
  TendrilIntrinsic intrinsic;
} intrinsics[] = {
  { "operator-", I_I, INTRINSIC (INT_NEGATE) },
  { "operator-", F_F, INTRINSIC (FLOAT_NEGATE) },
  { "operator+", II_I, INTRINSIC (INT_ADD) },
  { "operator+", FF_F, INTRINSIC (FLOAT_ADD) },
  { "operator-", II_I, INTRINSIC (INT_SUBTRACT) },
  { "operator-", FF_F, INTRINSIC (FLOAT_SUBTRACT) },
  { "operator*", II_I, INTRINSIC (INT_MULTIPLY) },
  { "operator*", FF_F, INTRINSIC (FLOAT_MULTIPLY) },
  { "operator/", II_F, INTRINSIC (INT_DIVIDE) },
  { "operator/", FF_F, INTRINSIC (FLOAT_DIVIDE) },
  { "operator//", II_I, INTRINSIC (INT_FLOOR_DIVIDE) },
  { "operator//", FF_F, INTRINSIC (FLOAT_FLOOR_DIVIDE) },
  { "operator%", II_I, INTRINSIC (INT_MODULO) },
  { "operator%", FF_F, INTRINSIC (FLOAT_MODULO) },
  { "operator**", FF_F, INTRINSIC (FLOAT_POWER) },
  { "operator**literal", II_I, INTRINSIC (INT_POWER) },
  COMPARISON ("==", EQUAL),
  COMPARISON ("!=", NOT_EQUAL),
  COMPARISON ("<", LESS),
  COMPARISON ("<=", LESS_EQUAL),
  COMPARISON (">", GREATER),
  COMPARISON (">=", GREATER_EQUAL),
  { "bool", I_B, INTRINSIC (INT_TRUTH) },
  { "bool", F_B, INTRINSIC (FLOAT_TRUTH) },
  { "abs", I_I, INTRINSIC (INT_ABS) },
  { "abs", F_F, INTRINSIC (FLOAT_ABS) },
  { "fabs", F_F, INTRINSIC (FLOAT_ABS) },
  { "sqrt", F_F, INTRINSIC (FLOAT_SQRT) },
  { "pow", FF_F, INTRINSIC (FLOAT_POWER) },
};

static const struct
{
  const char *name;
  const char *signature;
  gpointer function;
  TendrilOverloadFlags flags;
} natives[] = {
  { "int", F_I, tendril_math_trunc },
  { "round", F_I, tendril_math_round },
  { "round", FI_F, tendril_math_round_to },
  { "round", II_I, tendril_math_round_int },
  { "floor", F_I, tendril_math_floor },
  { "ceil", F_I, tendril_math_ceil },
  { "trunc", F_I, tendril_math_trunc },
  { "gcd", II_I, tendril_math_gcd, FOLDS },
  { "lcm", II_I, tendril_math_lcm, FOLDS },
  { "isqrt", I_I, tendril_math_isqrt },
  { "factorial", I_I, tendril_math_factorial },
  { "comb", II_I, tendril_math_comb },
  { "perm", II_I, tendril_math_perm },
  { "ldexp", FI_F, tendril_math_ldexp },
  { "ulp", F_F, tendril_math_ulp },
  { "lgamma", F_F, tendril_math_lgamma },
  { "gamma", F_F, tgamma },
  { "erf", F_F, erf },
  { "erfc", F_F, erfc },
  { "exp", F_F, exp },
  { "exp2", F_F, exp2 },
  { "expm1", F_F, expm1 },
  { "log", F_F, log },
  { "log2", F_F, log2 },
  { "log10", F_F, log10 },
  { "log1p", F_F, log1p },
  { "cbrt", F_F, cbrt },
  { "sin", F_F, sin },
  { "cos", F_F, cos },
  { "tan", F_F, tan },
  { "asin", F_F, asin },
  { "acos", F_F, acos },
  { "atan", F_F, atan },
  { "atan2", FF_F, atan2 },
  { "sinh", F_F, sinh },
  { "cosh", F_F, cosh },
  { "tanh", F_F, tanh },
  { "asinh", F_F, asinh },
  { "acosh", F_F, acosh },
  { "atanh", F_F, atanh },
  { "fmod", FF_F, fmod },
  { "remainder", FF_F, remainder },
  { "hypot", FF_F, hypot, FOLDS },
  { "copysign", FF_F, copysign },
  { "nextafter", FF_F, nextafter },
};

static const struct
{
  const char *name;
  const char *signature;
  const char *source;
  TendrilOverloadFlags flags;
} sources[] = {
  { "operator+", I_I, "lambda x: x" },
  { "operator+", F_F, "lambda x: x" },
  { ".real", I_I, "lambda x: x" },
  { ".real", F_F, "lambda x: x" },
  { ".imag", I_I, "lambda x: 0" },
  { ".imag", F_F, "lambda x: 0.0" },
  { "bool", B_B, "lambda x: x" },
  { "int", I_I, "lambda x: x" },
  { "float", F_F, "lambda x: x" },
  { "round", I_I, "lambda x: x" },
  { "floor", I_I, "lambda x: x" },
  { "ceil", I_I, "lambda x: x" },
  { "trunc", I_I, "lambda x: x" },
  { "gcd", I_I, "lambda x: abs (x)" },
  { "lcm", I_I, "lambda x: abs (x)" },
  { "hypot", F_F, "lambda x: abs (x)" },
  { "perm", I_I, "lambda n: factorial (n)" },
  { "log", FF_F, "lambda x, base: log (x) / log (base)" },
  { "degrees", F_F, "lambda x: x * (180.0 / pi)" },
  { "radians", F_F, "lambda x: x * (pi / 180.0)" },
  { "isnan", F_B, "lambda x: x != x" },
  { "isinf", F_B, "lambda x: abs (x) == inf" },
  { "isfinite", F_B, "lambda x: abs (x) < inf" },
  { "isclose", FF_B, "lambda a, b: isclose (a, b, 1e-09, 0.0)" },
  { "isclose", "(float64, float64, float64) -> bool",
    "lambda a, b, rel: isclose (a, b, rel, 0.0)" },
  { "isclose", "(float64, float64, float64, float64) -> bool",
    "lambda a, b, rel, tol: a == b or abs (a) < inf and abs (b) < inf and "
    "(abs (b - a) <= abs (rel * b) or abs (b - a) <= abs (rel * a) or abs (b - a) <= tol)" },
  { "min", "(bool, bool) -> bool", "lambda a, b: b if b < a else a", FOLDS },
  { "min", II_I, "lambda a, b: b if b < a else a", FOLDS },
  { "min", FF_F, "lambda a, b: b if b < a else a", FOLDS },
  { "max", "(bool, bool) -> bool", "lambda a, b: b if b > a else a", FOLDS },
  { "max", II_I, "lambda a, b: b if b > a else a", FOLDS },
  { "max", FF_F, "lambda a, b: b if b > a else a", FOLDS },
};

static const struct
{
  const char *name;
  double value;
} constants[] = {
  { "pi", G_PI }, { "tau", 2 * G_PI }, { "e", G_E }, { "inf", INFINITY }, { "nan", NAN },
};

static void
check (gboolean   ok,
       GError   **error)
{
  if (!ok)
    g_error ("a built-in is wrong: %s", (*error)->message);
}

static void
register_constant (TendrilRegistrar *registrar,
                   const char       *name,
                   double            number)
{
  g_auto (GValue) value = G_VALUE_INIT;
  GError *error = NULL;

  g_value_init (&value, G_TYPE_DOUBLE);
  g_value_set_double (&value, number);
  check (tendril_registrar_add_constant (registrar, name, &value, &error), &error);
}

void
tendril_builtins_register (TendrilRegistrar *registrar)
{
  const TendrilOverloadFlags pure = TENDRIL_OVERLOAD_PURE;
  GError *error = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (intrinsics); i++)
    check (tendril_registrar_add_intrinsic (registrar, intrinsics[i].name, intrinsics[i].signature,
                                            intrinsics[i].intrinsic, &error), &error);
  for (guint i = 0; i < G_N_ELEMENTS (natives); i++)
    check (tendril_registrar_add_native (registrar, natives[i].name, natives[i].signature,
                                         natives[i].function, natives[i].flags | pure,
                                         &error), &error);
  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    check (tendril_registrar_add_source (registrar, sources[i].name, sources[i].signature,
                                         sources[i].source, sources[i].flags | pure,
                                         &error), &error);
  for (guint i = 0; i < G_N_ELEMENTS (constants); i++)
    register_constant (registrar, constants[i].name, constants[i].value);
}
