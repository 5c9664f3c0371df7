/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* benchmark-compile PATH SOURCE REPETITIONS: the nanoseconds from each source to its first result,
 * with the extensions of PATH initialized before. Each has a constant of its own. */

#include <stdio.h>
#include <stdlib.h>
#include <tendril.h>

static void
check (gboolean ok,
       GError  *error)
{
  if (!ok)
    g_error ("%s", error->message);
}

static void
measure (TendrilCompiler *compiler,
         const char      *source,
         guint            number)
{
  g_autofree char *text = g_strdup_printf ("%s + %u", source, number);
  g_autoptr (TendrilFunction) function = NULL;
  g_auto (GValue) argument = G_VALUE_INIT;
  g_auto (GValue) result = G_VALUE_INIT;
  GError *error = NULL;
  GTimer *timer;

  g_value_set_double (g_value_init (&argument, G_TYPE_DOUBLE), 1.5);
  timer = g_timer_new ();
  function = tendril_compiler_compile (compiler, text, &error);
  check (function != NULL, error);
  check (tendril_function_call (function, &argument, 1, &result, &error), error);
  printf ("%.0f\n", g_timer_elapsed (timer, NULL) * 1e9);
  g_timer_destroy (timer);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  g_autoptr (TendrilCompiler) compiler = NULL;

  registry = g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "isolated", TRUE, NULL);
  tendril_extension_registry_add_extension_path (registry, argv[1]);
  compiler = tendril_compiler_new (registry);
  for (int i = 0; i < atoi (argv[3]); i++)
    measure (compiler, argv[2], i);

  return 0;
}
