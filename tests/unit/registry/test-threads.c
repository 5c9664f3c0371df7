/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "registry-fixture.h"

#define N_THREADS 64

static gpointer
init_all_in_thread (gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  if (tendril_extension_registry_init_all (user_data, NULL, &error))
    return NULL;

  return g_steal_pointer (&error);
}

/* A thread that has to reach the owner gets there only while the owner iterates its context. */
static void
test_other_thread_needs_an_owner_that_iterates (RegistryFixture *fixture,
                                                gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "one", "fixture.so:fixture_counts");
  error = g_thread_join (g_thread_new ("other", init_all_in_thread, fixture->registry));

  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_WRONG_THREAD);
  g_assert_cmpuint (fixture->log->len, ==, 0);

  registry_fixture_init_all (fixture);
  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_ACTIVE);
}

typedef struct
{
  RegistryFixture *fixture;
  GMainLoop *loop;
  gint n_running;
  GThread *owner;
} Crowd;

static void
assert_owner (TendrilExtensionRegistry *registry,
              gpointer                  user_data)
{
  Crowd *crowd = user_data;

  g_assert_true (crowd->owner == g_thread_self ());
}

static gpointer
join_crowd (gpointer user_data)
{
  Crowd *crowd = user_data;
  g_autoptr (GError) error = init_all_in_thread (crowd->fixture->registry);

  g_assert_no_error (error);
  g_assert_true (tendril_extension_registry_get_initialized (crowd->fixture->registry));
  registry_fixture_assert (crowd->fixture, "slow", TENDRIL_EXTENSION_STATE_ACTIVE);
  if (g_atomic_int_dec_and_test (&crowd->n_running))
    g_main_loop_quit (crowd->loop);

  return NULL;
}

static void
test_crowd_waits_for_one_run_on_the_owner (RegistryFixture *fixture,
                                           gconstpointer    user_data)
{
  g_autoptr (GMainLoop) loop = g_main_loop_new (NULL, FALSE);
  Crowd crowd = { fixture, loop, N_THREADS, g_thread_self () };
  GThread *threads[N_THREADS];

  registry_fixture_add (fixture, "slow", "fixture.so:fixture_is_slow");
  g_signal_connect (fixture->registry, "before-first-compile", G_CALLBACK (assert_owner), &crowd);

  for (guint i = 0; i < N_THREADS; i++)
    threads[i] = g_thread_new ("crowd", join_crowd, &crowd);
  g_main_loop_run (loop);
  for (guint i = 0; i < N_THREADS; i++)
    g_thread_join (threads[i]);

  g_assert_cmpuint (registry_fixture_get_runs (fixture, "slow"), ==, 1);
  g_signal_handlers_disconnect_by_data (fixture->registry, &crowd);
}

static void
store_result (GObject      *source,
              GAsyncResult *result,
              gpointer      user_data)
{
  g_set_object ((GAsyncResult **) user_data, result);
}

static gboolean
run_async (RegistryFixture  *fixture,
           GCancellable     *cancellable,
           GError          **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  tendril_extension_registry_init_all_async (fixture->registry, cancellable, store_result, &result);
  g_assert_null (result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return tendril_extension_registry_init_all_finish (fixture->registry, result, error);
}

static void
test_async_does_the_same (RegistryFixture *fixture,
                          gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "one", "fixture.so:fixture_counts");
  registry_fixture_add (fixture, "two", "fixture.so:fixture_fails");
  g_assert_true (run_async (fixture, NULL, &error));
  g_assert_no_error (error);

  g_assert_true (tendril_extension_registry_get_initialized (fixture->registry));
  g_assert_cmpint (registry_fixture_find_log (fixture, "before"), ==, 0);
  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_ACTIVE);
  registry_fixture_assert (fixture, "two", TENDRIL_EXTENSION_STATE_FAILED);
  g_assert_true (run_async (fixture, NULL, &error));
  g_assert_cmpuint (registry_fixture_get_runs (fixture, "one"), ==, 1);
}

static void
cancel_after_first (TendrilExtensionRegistry *registry,
                    TendrilExtension         *extension,
                    gpointer                  cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
test_cancelled_async_goes_on_later (RegistryFixture *fixture,
                                    gconstpointer    user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "one", "fixture.so:fixture_counts");
  registry_fixture_add (fixture, "two", "fixture.so:fixture_plain");
  g_signal_connect (fixture->registry, "extension-initialized", G_CALLBACK (cancel_after_first),
                    cancellable);
  g_assert_false (run_async (fixture, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_false (tendril_extension_registry_get_initialized (fixture->registry));
  registry_fixture_assert (fixture, "two", TENDRIL_EXTENSION_STATE_DISCOVERED);

  registry_fixture_init_all (fixture);
  g_assert_cmpuint (registry_fixture_get_runs (fixture, "one"), ==, 1);
  g_assert_cmpuint (registry_fixture_get_runs (fixture, "two"), ==, 1);
}

static gboolean
init_all_here (gpointer user_data)
{
  g_autoptr (GError) error = NULL;

  tendril_extension_registry_init_all (user_data, NULL, &error);
  g_assert_no_error (error);
  return G_SOURCE_REMOVE;
}

static void
finish_at_once (TendrilExtensionRegistry *registry,
                TendrilExtension         *extension,
                gpointer                  user_data)
{
  g_idle_add_full (G_PRIORITY_HIGH, init_all_here, registry, NULL);
}

static void
test_compile_in_between_finishes_the_async_run (RegistryFixture *fixture,
                                                gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "a", "fixture.so:fixture_counts");
  registry_fixture_add (fixture, "b", "fixture.so:fixture_plain");
  registry_fixture_add (fixture, "c", "fixture.so:fixture_registers");
  g_signal_connect (fixture->registry, "extension-initialized", G_CALLBACK (finish_at_once), NULL);
  g_assert_true (run_async (fixture, NULL, &error));

  for (char name[] = "a"; *name <= 'c'; (*name)++)
    g_assert_cmpuint (registry_fixture_get_runs (fixture, name), ==, 1);
}

static void
test_cancelled_before_the_start_runs_nothing (RegistryFixture *fixture,
                                              gconstpointer    user_data)
{
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "one", "fixture.so:fixture_counts");
  g_cancellable_cancel (cancellable);
  g_assert_false (
    tendril_extension_registry_init_all (fixture->registry, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_cmpuint (fixture->log->len, ==, 0);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  REGISTRY_TEST ("/threads/other-thread-needs-an-owner-that-iterates",
                 test_other_thread_needs_an_owner_that_iterates);
  REGISTRY_TEST ("/threads/crowd-waits-for-one-run-on-the-owner",
                 test_crowd_waits_for_one_run_on_the_owner);
  REGISTRY_TEST ("/threads/async-does-the-same", test_async_does_the_same);
  REGISTRY_TEST ("/threads/cancelled-async-goes-on-later", test_cancelled_async_goes_on_later);
  REGISTRY_TEST ("/threads/compile-in-between-finishes-the-async-run",
                 test_compile_in_between_finishes_the_async_run);
  REGISTRY_TEST ("/threads/cancelled-before-the-start-runs-nothing",
                 test_cancelled_before_the_start_runs_nothing);

  return g_test_run ();
}
