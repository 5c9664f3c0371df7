/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What cells.py expects of a host in any language, in C. */

#include <tendril.h>

static TendrilFunction *function;
static int done;

static void
print_extensions (GListModel *registry)
{
  for (guint i = 0; i < g_list_model_get_n_items (registry); i++)
    {
      g_autoptr (TendrilExtension) extension = g_list_model_get_item (registry, i);
      const GError *error = tendril_extension_get_error (extension);

      g_print ("%s\t%d\t%" G_GINT64_FORMAT "\t%s\t%d\t%s\n", tendril_extension_get_id (extension),
               tendril_extension_get_state (extension),
               tendril_extension_get_init_duration (extension),
               error != NULL ? g_quark_to_string (error->domain) : "",
               error != NULL ? error->code : -1,
               error != NULL ? g_strescape (error->message, NULL) : "");
    }
}

static gpointer
call (gpointer user_data)
{
  g_autoptr (GError) error = NULL;
  g_auto (GValue) x = G_VALUE_INIT;
  g_auto (GValue) result = G_VALUE_INIT;

  g_value_set_double (g_value_init (&x, G_TYPE_DOUBLE), 1.5);
  if (tendril_function_call (function, &x, 1, &result, &error))
    g_print ("result\t%g\n", g_value_get_double (&result));
  else
    g_print ("error\t%d\n", error->code);

  g_atomic_int_set (&done, TRUE);
  g_main_context_wakeup (NULL);
  return NULL;
}

static void
initialized (GObject      *source,
             GAsyncResult *result,
             gpointer      user_data)
{
  tendril_extension_registry_init_all_finish (TENDRIL_EXTENSION_REGISTRY (source), result, NULL);
  call (NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TendrilExtensionRegistry) registry =
    g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "isolated", TRUE, NULL);
  g_autoptr (TendrilCompiler) compiler = tendril_compiler_new (registry);
  const char *mode = argv[2];
  GThread *thread = NULL;

  tendril_extension_registry_add_extension_path (registry, argv[1]);
  function = tendril_compiler_compile (compiler, argv[3], NULL);

  if (g_str_equal (mode, "direct"))
    call (NULL);
  else if (g_str_equal (mode, "async"))
    tendril_extension_registry_init_all_async (registry, NULL, initialized, NULL);
  else
    thread = g_thread_new ("caller", call, NULL);

  while (!g_str_equal (mode, "stranded") && !g_atomic_int_get (&done))
    g_main_context_iteration (NULL, TRUE);
  if (thread != NULL)
    g_thread_join (thread);

  print_extensions (G_LIST_MODEL (registry));
  g_object_unref (function);
  return 0;
}
