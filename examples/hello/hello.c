/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <tendril.h>

static void
announce (void)
{
  g_print ("before the first compile\n");
}

int
main (void)
{
  g_autoptr (TendrilExtensionRegistry) registry = tendril_extension_registry_new (NULL);
  g_autoptr (TendrilCompiler) compiler = tendril_compiler_new (registry);
  g_autoptr (TendrilFunction) function = NULL;
  g_autoptr (GError) error = NULL;
  g_auto (GValue) x = G_VALUE_INIT;
  g_auto (GValue) result = G_VALUE_INIT;

  g_signal_connect (registry, "before-first-compile", announce, NULL);
  function = tendril_compiler_compile (compiler, "lambda x: x + 1", &error);
  g_value_set_int64 (g_value_init (&x, G_TYPE_INT64), 123);
  if (function == NULL || !tendril_function_call (function, &x, 1, &result, &error))
    g_error ("%s", error->message);

  g_print ("%" G_GINT64_FORMAT "\n", g_value_get_int64 (&result));
  return 0;
}
