/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "registry-fixture.h"

/* A fifth language: a script whose lines are words that this loader knows. */
typedef enum
{
  SUCCEED,
  FAIL_SILENTLY,
  REENTER,
} Behaviour;

#define TEST_TYPE_LOADER (test_loader_get_type ())
G_DECLARE_FINAL_TYPE (TestLoader, test_loader, TEST, LOADER, GObject)

struct _TestLoader
{
  GObject parent_instance;

  Behaviour behaviour;
  GMainContext *context;
  TendrilExtension *seen;
  GThread *thread;
};

static void loader_init (TendrilEntryPointLoaderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TestLoader, test_loader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TENDRIL_TYPE_ENTRY_POINT_LOADER, loader_init))

static gboolean
load (TendrilEntryPointLoader  *loader,
      TendrilExtension         *extension,
      GError                  **error)
{
  TestLoader *self = TEST_LOADER (loader);
  g_autoptr (TendrilExtensionRegistry) registry = tendril_extension_dup_registry (extension);

  self->seen = extension;
  self->thread = g_thread_self ();
  g_assert_true (tendril_extension_get_current () == extension);

  if (self->behaviour == REENTER)
    return tendril_extension_registry_init_all (registry, NULL, error);
  return self->behaviour == SUCCEED;
}

static GMainContext *
get_main_context (TendrilEntryPointLoader *loader)
{
  return TEST_LOADER (loader)->context;
}

static void
loader_init (TendrilEntryPointLoaderInterface *iface)
{
  iface->load = load;
  iface->get_main_context = get_main_context;
}

static void
test_loader_class_init (TestLoaderClass *klass)
{
}

static void
test_loader_init (TestLoader *self)
{
}

static TestLoader *
add_loader (RegistryFixture *fixture,
            Behaviour        behaviour,
            GMainContext    *context)
{
  TestLoader *loader = g_object_new (TEST_TYPE_LOADER, NULL);

  loader->behaviour = behaviour;
  loader->context = context;
  tendril_extension_registry_add_loader (fixture->registry, "words", ".words",
                                         TENDRIL_ENTRY_POINT_LOADER (loader));
  registry_fixture_write (fixture, "some.words", "hello");
  registry_fixture_add (fixture, "fifth", "some.words:run");

  return loader;
}

static void
test_fifth_language (RegistryFixture *fixture,
                     gconstpointer    user_data)
{
  g_autoptr (TestLoader) loader = add_loader (fixture, SUCCEED, NULL);
  TendrilExtension *extension;

  registry_fixture_init_all (fixture);
  extension = registry_fixture_get (fixture, "fifth");

  g_assert_true (loader->seen == extension);
  g_assert_cmpstr (tendril_extension_get_language (extension), ==, "words");
  registry_fixture_assert (fixture, "fifth", TENDRIL_EXTENSION_STATE_ACTIVE);
}

static void
test_failure_without_a_reason_has_one (RegistryFixture *fixture,
                                       gconstpointer    user_data)
{
  g_autoptr (TestLoader) loader = add_loader (fixture, FAIL_SILENTLY, NULL);

  registry_fixture_init_all (fixture);

  registry_fixture_assert (fixture, "fifth", TENDRIL_EXTENSION_STATE_FAILED);
  g_assert_error (tendril_extension_get_error (registry_fixture_get (fixture, "fifth")),
                  TENDRIL_ERROR, TENDRIL_ERROR_INIT_FAILED);
}

static void
test_file_must_be_there (RegistryFixture *fixture,
                         gconstpointer    user_data)
{
  g_autoptr (TestLoader) loader = add_loader (fixture, SUCCEED, NULL);

  registry_fixture_add (fixture, "absent", "absent.words:run");
  registry_fixture_add (fixture, "script", "absent.js:run");
  registry_fixture_share (fixture);

  for (gsize i = 0; i < 2; i++)
    {
      const char *id = i == 0 ? "absent" : "script";

      registry_fixture_assert (fixture, id, TENDRIL_EXTENSION_STATE_FAILED);
      g_assert_error (tendril_extension_get_error (registry_fixture_get (fixture, id)),
                      TENDRIL_ERROR, TENDRIL_ERROR_NO_MODULE);
    }
}

static void
test_loader_of_the_process (RegistryFixture *fixture,
                            gconstpointer    user_data)
{
  g_autoptr (TestLoader) loader = g_object_new (TEST_TYPE_LOADER, NULL);

  registry_fixture_add (fixture, "one", "some.module:init");
  tendril_set_host_loader ("python", TENDRIL_ENTRY_POINT_LOADER (loader));
  registry_fixture_init_all (fixture);
  tendril_set_host_loader ("python", NULL);

  g_assert_true (loader->seen == registry_fixture_get (fixture, "one"));
  registry_fixture_assert (fixture, "one", TENDRIL_EXTENSION_STATE_ACTIVE);
}

static void
test_own_loader_beats_that_of_the_process (RegistryFixture *fixture,
                                           gconstpointer    user_data)
{
  g_autoptr (TestLoader) own = g_object_new (TEST_TYPE_LOADER, NULL);
  g_autoptr (TestLoader) other = g_object_new (TEST_TYPE_LOADER, NULL);

  registry_fixture_add (fixture, "one", "some.module:init");
  tendril_set_host_loader ("python", TENDRIL_ENTRY_POINT_LOADER (other));
  tendril_extension_registry_add_loader (fixture->registry, "python", NULL,
                                         TENDRIL_ENTRY_POINT_LOADER (own));
  registry_fixture_init_all (fixture);
  tendril_set_host_loader ("python", NULL);

  g_assert_nonnull (own->seen);
  g_assert_null (other->seen);
}

static void
test_callable_runs_once_for_all_that_declare_it (RegistryFixture *fixture,
                                                 gconstpointer    user_data)
{
  GListModel *diagnostics = tendril_extension_registry_get_diagnostics (fixture->registry);
  g_autoptr (TendrilDiagnostic) diagnostic = NULL;
  guint runs = 0;

  registry_fixture_add (fixture, "one", "fixture.so:fixture_counts");
  registry_fixture_add (fixture, "two", "fixture.so:fixture_counts");
  registry_fixture_add (fixture, "three", "fixture.so:fixture_fails");
  registry_fixture_add (fixture, "four", "fixture.so:fixture_fails");
  registry_fixture_init_all (fixture);

  for (const char *const *id = (const char *[]){ "one", "two", NULL }; *id != NULL; id++)
    {
      registry_fixture_assert (fixture, *id, TENDRIL_EXTENSION_STATE_ACTIVE);
      runs += registry_fixture_get_runs (fixture, *id);
    }
  g_assert_cmpuint (runs, ==, 1);
  registry_fixture_assert (fixture, "three", TENDRIL_EXTENSION_STATE_FAILED);
  registry_fixture_assert (fixture, "four", TENDRIL_EXTENSION_STATE_FAILED);

  g_assert_cmpuint (g_list_model_get_n_items (diagnostics), ==, 2);
  diagnostic = g_list_model_get_item (diagnostics, 1);
  g_assert_cmpint (tendril_diagnostic_get_code (diagnostic), ==, TENDRIL_DIAGNOSTIC_DUP_CALLABLE);
}

/* A registry of another thread, with a context of its own. */
typedef struct
{
  const char *directory;
  TestLoader *loader;
  gboolean done;
  TendrilExtensionState state;
  int code;
} Worker;

static gpointer
run_worker (gpointer user_data)
{
  Worker *worker = user_data;
  g_autoptr (GMainContext) context = g_main_context_new ();
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  g_autoptr (GError) error = NULL;
  TendrilExtension *extension;

  g_main_context_push_thread_default (context);
  registry = g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "isolated", TRUE, NULL);
  tendril_extension_registry_add_extension_path (registry, worker->directory);
  tendril_extension_registry_add_loader (registry, "words", ".words",
                                         TENDRIL_ENTRY_POINT_LOADER (worker->loader));
  g_assert_true (tendril_extension_registry_init_all (registry, NULL, &error));
  g_assert_no_error (error);

  extension = tendril_extension_registry_lookup (registry, "fifth");
  worker->state = tendril_extension_get_state (extension);
  worker->code = worker->state == TENDRIL_EXTENSION_STATE_FAILED
                     ? tendril_extension_get_error (extension)->code : -1;
  g_main_context_pop_thread_default (context);

  g_atomic_int_set (&worker->done, TRUE);
  g_main_context_wakeup (NULL);
  return NULL;
}

static void
test_loader_runs_on_its_own_thread (RegistryFixture *fixture,
                                    gconstpointer    user_data)
{
  g_autoptr (TestLoader) loader = add_loader (fixture, REENTER, g_main_context_default ());
  Worker worker = { .directory = fixture->directory, .loader = loader };
  GThread *thread;

  /* However late this thread gets to iterate it, the context is its own. */
  g_assert_true (g_main_context_acquire (NULL));
  thread = g_thread_new ("worker", run_worker, &worker);
  while (!g_atomic_int_get (&worker.done))
    g_main_context_iteration (NULL, TRUE);
  g_thread_join (thread);
  g_main_context_release (NULL);

  g_assert_cmpint (worker.state, ==, TENDRIL_EXTENSION_STATE_ACTIVE);
  g_assert_true (loader->thread == g_thread_self ());
}

static void
test_loader_on_a_thread_that_nobody_runs (RegistryFixture *fixture,
                                          gconstpointer    user_data)
{
  g_autoptr (TestLoader) loader = add_loader (fixture, SUCCEED, g_main_context_default ());
  Worker worker = { .directory = fixture->directory, .loader = loader };

  g_thread_join (g_thread_new ("worker", run_worker, &worker));

  g_assert_cmpint (worker.code, ==, TENDRIL_ERROR_WRONG_THREAD);
  g_assert_null (loader->seen);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  REGISTRY_TEST ("/loaders/fifth-language", test_fifth_language);
  REGISTRY_TEST ("/loaders/failure-without-a-reason-has-one", test_failure_without_a_reason_has_one);
  REGISTRY_TEST ("/loaders/file-must-be-there", test_file_must_be_there);
  REGISTRY_TEST ("/loaders/loader-of-the-process", test_loader_of_the_process);
  REGISTRY_TEST ("/loaders/own-loader-beats-that-of-the-process",
                 test_own_loader_beats_that_of_the_process);
  REGISTRY_TEST ("/loaders/callable-runs-once-for-all-that-declare-it",
                 test_callable_runs_once_for_all_that_declare_it);
  REGISTRY_TEST ("/loaders/runs-on-its-own-thread", test_loader_runs_on_its_own_thread);
  REGISTRY_TEST ("/loaders/on-a-thread-that-nobody-runs", test_loader_on_a_thread_that_nobody_runs);

  return g_test_run ();
}
