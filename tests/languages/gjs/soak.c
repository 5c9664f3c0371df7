/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A host in C that runs its main loop long after an extension in JavaScript has run, while that
 * makes garbage. The registry belongs to a worker: the script still runs on the main thread. */

#include <tendril.h>

static GMainLoop *loop;

static gpointer
run_worker (gpointer user_data)
{
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  g_autoptr (GError) error = NULL;

  g_main_context_push_thread_default (context);
  registry = g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "isolated", TRUE, NULL);
  tendril_extension_registry_add_extension_path (registry, user_data);
  g_assert_true (tendril_extension_registry_init_all (registry, NULL, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (registry)), ==, 1);
  g_assert_cmpint (tendril_extension_get_state (tendril_extension_registry_lookup (registry, "soak")),
                   ==, TENDRIL_EXTENSION_STATE_ACTIVE);
  g_main_context_pop_thread_default (context);

  return NULL;
}

static gboolean
quit (gpointer user_data)
{
  g_main_loop_quit (loop);
  return G_SOURCE_REMOVE;
}

/* soak DIRECTORY SECONDS */
int
main (int    argc,
      char **argv)
{
  GThread *worker = g_thread_new ("worker", run_worker, argv[1]);

  loop = g_main_loop_new (NULL, FALSE);
  g_timeout_add_seconds (g_ascii_strtoull (argv[2], NULL, 10), quit, NULL);
  g_main_loop_run (loop);
  g_thread_join (worker);
  g_main_loop_unref (loop);

  g_print ("ran to the end\n");
  return 0;
}
