/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What cells.py expects of an extension in any language, in C. */

#include <tendril.h>

#define INIT(name) TENDRIL_EXPORT void name (GError **error)

INIT (registers);
INIT (fails);
INIT (is_slow);
INIT (reenters);

static double
increment (double x)
{
  return x + 1;
}

void
registers (GError **error)
{
  tendril_registrar_add_native (tendril_registrar_get_current (), "increment",
                                "(float64) -> float64", increment, TENDRIL_OVERLOAD_PURE, error);
}

void
fails (GError **error)
{
  if (tendril_registrar_add_native (tendril_registrar_get_current (), "never",
                                    "(float64) -> float64", increment, TENDRIL_OVERLOAD_PURE, error))
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_FAILED, "not today");
}

void
is_slow (GError **error)
{
  g_usleep (50 * G_TIME_SPAN_MILLISECOND);
}

/* Sees its own journal, and init_all () returns at once. */
void
reenters (GError **error)
{
  g_autoptr (TendrilExtensionRegistry) registry =
    tendril_extension_dup_registry (tendril_extension_get_current ());
  g_autoptr (TendrilCompiler) compiler = tendril_compiler_new (registry);
  g_autoptr (TendrilFunction) function = NULL;
  g_auto (GValue) x = G_VALUE_INIT;
  g_auto (GValue) result = G_VALUE_INIT;

  if (!tendril_registrar_add_source (tendril_registrar_get_current (), "twice",
                                     "(float64) -> float64", "lambda x: 2 * x",
                                     TENDRIL_OVERLOAD_PURE, error) ||
      !tendril_extension_registry_init_all (registry, NULL, error))
    return;

  function = tendril_compiler_compile (compiler, "lambda x: twice(x)", error);
  g_value_set_double (g_value_init (&x, G_TYPE_DOUBLE), 2.5);
  if (function == NULL || !tendril_function_call (function, &x, 1, &result, error))
    return;
  g_assert_cmpfloat (g_value_get_double (&result), ==, 5);
}
