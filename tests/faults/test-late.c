/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Extensions that come after the first compile, and extensions that go. */

#include "registry-fixture.h"

#include <string.h>

typedef struct
{
  TendrilCompiler *compiler;
  TendrilFunction *function;
} Compiled;

static void
compiled_clear (Compiled *self)
{
  g_clear_object (&self->function);
  g_clear_object (&self->compiler);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Compiled, compiled_clear)

static gboolean
call_int (TendrilFunction  *function,
          gint64            argument,
          double           *result,
          GError          **error)
{
  g_auto (GValue) x = G_VALUE_INIT;
  g_auto (GValue) value = G_VALUE_INIT;
  g_auto (GValue) number = G_VALUE_INIT;

  g_value_set_int64 (g_value_init (&x, G_TYPE_INT64), argument);
  if (!tendril_function_call (function, &x, 1, &value, error))
    return FALSE;

  g_value_init (&number, G_TYPE_DOUBLE);
  g_assert_true (g_value_transform (&value, &number));
  *result = g_value_get_double (&number);
  return TRUE;
}

static void
assert_call (TendrilFunction *function,
             gint64           argument,
             double           expected)
{
  g_autoptr (GError) error = NULL;
  double result = 0;

  call_int (function, argument, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpfloat (result, ==, expected);
}

static Compiled
compile (RegistryFixture *fixture,
         const char      *source)
{
  Compiled compiled = { tendril_compiler_new (fixture->registry), NULL };
  g_autoptr (GError) error = NULL;

  compiled.function = tendril_compiler_compile (compiled.compiler, source, &error);
  g_assert_no_error (error);
  return compiled;
}

static TendrilExtension *
add_late (RegistryFixture *fixture,
          const char      *name,
          const char      *value)
{
  g_autoptr (GError) error = NULL;
  TendrilExtension *extension;

  registry_fixture_add (fixture, name, value);
  tendril_extension_registry_refresh (fixture->registry, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  extension = registry_fixture_get (fixture, name);
  registry_fixture_assert (fixture, name, TENDRIL_EXTENSION_STATE_PENDING);
  g_assert_cmpuint (registry_fixture_get_runs (fixture, name), ==, 0);
  return extension;
}

static void
count_pending (TendrilExtensionRegistry *registry,
               TendrilExtension         *extension,
               gpointer                  user_data)
{
  guint *n = user_data;

  g_assert_cmpint (tendril_extension_get_state (extension), ==, TENDRIL_EXTENSION_STATE_PENDING);
  (*n)++;
}

static void
test_68_late_arrival_is_pending_and_told_once (RegistryFixture *fixture,
                                               gconstpointer    user_data)
{
  guint n = 0;

  registry_fixture_init_all (fixture);
  g_signal_connect (fixture->registry, "extension-pending", G_CALLBACK (count_pending), &n);
  add_late (fixture, "late", "fixture.so:fixture_counts");
  g_assert_cmpuint (n, ==, 1);
  tendril_extension_registry_refresh (fixture->registry, NULL, NULL, NULL, NULL, NULL);
  registry_fixture_init_all (fixture);
  g_assert_cmpuint (n, ==, 1);
  g_assert_cmpuint (registry_fixture_get_runs (fixture, "late"), ==, 0);
  g_signal_handlers_disconnect_by_data (fixture->registry, &n);
}

static void
test_68_admitted_extension_serves_new_compiles (RegistryFixture *fixture,
                                                gconstpointer    user_data)
{
  g_auto (Compiled) before = compile (fixture, "lambda x: (x + 1 if x > 0 else 2.5) * 2");
  g_auto (Compiled) after = compile (fixture, "lambda x: twice(x)");
  TendrilExtension *late;
  g_autoptr (GError) error = NULL;
  double result;

  assert_call (before.function, 3, 8);
  g_assert_false (call_int (after.function, 3, &result, NULL));
  late = add_late (fixture, "late", "fixture.so:fixture_registers");
  tendril_extension_registry_admit (fixture->registry, late, NULL, &error);
  g_assert_no_error (error);
  registry_fixture_assert (fixture, "late", TENDRIL_EXTENSION_STATE_ACTIVE);
  assert_call (after.function, 3, 6);
  assert_call (before.function, 3, 8);
  g_assert_cmpint (registry_fixture_find_log (fixture, "initialized late"), >, 0);
}

static void
test_68_admission_changes_nothing_compiled (RegistryFixture *fixture,
                                            gconstpointer    user_data)
{
  g_auto (Compiled) compiled = { NULL, NULL };
  TendrilExtension *late;
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "first", "fixture.so:fixture_registers");
  compiled = compile (fixture, "lambda x: twice(x)");
  assert_call (compiled.function, 3, 6);
  late = add_late (fixture, "late", "fixture.so:fixture_registers_int");

  g_assert_false (tendril_extension_registry_admit (fixture->registry, late, NULL, &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_WOULD_CHANGE_COMPILED);
  g_assert_error (tendril_extension_get_error (late), TENDRIL_ERROR,
                  TENDRIL_ERROR_WOULD_CHANGE_COMPILED);
  registry_fixture_assert (fixture, "late", TENDRIL_EXTENSION_STATE_PENDING);
  assert_call (compiled.function, 3, 6);

  /* What is in the way may go; the init does not run a second time. */
  g_clear_error (&error);
  g_clear_object (&compiled.function);
  tendril_extension_registry_admit (fixture->registry, late, NULL, &error);
  g_assert_no_error (error);
  registry_fixture_assert (fixture, "late", TENDRIL_EXTENSION_STATE_ACTIVE);
  g_assert_null (tendril_extension_get_error (late));
  g_assert_cmpuint (registry_fixture_get_runs (fixture, "late"), ==, 1);
}

static void
test_68_late_rival_leaves_what_was_first (RegistryFixture *fixture,
                                          gconstpointer    user_data)
{
  g_auto (Compiled) compiled = { NULL, NULL };
  g_auto (Compiled) qualified = { NULL, NULL };
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "first", "fixture.so:fixture_registers");
  compiled = compile (fixture, "lambda x: twice(x)");
  assert_call (compiled.function, 3, 6);
  tendril_extension_registry_admit (
    fixture->registry, add_late (fixture, "late", "fixture.so:fixture_registers_other"), NULL,
    &error);
  g_assert_no_error (error);
  assert_call (compiled.function, 3, 6);
  qualified = compile (fixture, "lambda x: late.twice(x)");
  assert_call (qualified.function, 3, -3);
}

static void
test_68_failed_late_init_leaves_nothing (RegistryFixture *fixture,
                                         gconstpointer    user_data)
{
  g_autoptr (GError) error = NULL;
  TendrilExtension *late;

  registry_fixture_init_all (fixture);
  late = add_late (fixture, "late", "fixture.so:fixture_registers_then_fails");
  g_assert_false (tendril_extension_registry_admit (fixture->registry, late, NULL, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_FAILED);
  registry_fixture_assert (fixture, "late", TENDRIL_EXTENSION_STATE_FAILED);
}

static gpointer
admit_in_thread (gpointer late)
{
  g_autoptr (TendrilExtensionRegistry) registry = g_object_get_data (late, "registry");
  g_autoptr (GError) error = NULL;

  g_object_ref (registry);
  tendril_extension_registry_admit (registry, late, NULL, &error);
  g_assert_no_error (error);
  return NULL;
}

static void
test_68_threads_may_admit (RegistryFixture *fixture,
                           gconstpointer    user_data)
{
  GThread *threads[8];
  TendrilExtension *late;

  registry_fixture_init_all (fixture);
  late = add_late (fixture, "late", "fixture.so:fixture_counts");
  g_object_set_data (G_OBJECT (late), "registry", fixture->registry);
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new (NULL, admit_in_thread, late);
  while (tendril_extension_get_state (late) != TENDRIL_EXTENSION_STATE_ACTIVE)
    g_main_context_iteration (NULL, TRUE);
  for (guint i = 0; i < 200; i++)
    {
      g_main_context_iteration (NULL, FALSE);
      g_usleep (500);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
  g_assert_cmpuint (registry_fixture_get_runs (fixture, "late"), ==, 1);
}

static void
test_67_function_of_a_removed_extension_fails (RegistryFixture *fixture,
                                               gconstpointer    user_data)
{
  static const char *const sources[] = { "lambda x: twice(x)", "lambda x: thrice(x)" };
  Compiled compiled[2];
  g_auto (Compiled) other = { NULL, NULL };
  g_autoptr (GError) error = NULL;
  double result;

  registry_fixture_add (fixture, "native", "fixture.so:fixture_registers");
  registry_fixture_add (fixture, "source", "fixture.so:fixture_registers_source");
  other = compile (fixture, "lambda x: x + 1");
  for (guint i = 0; i < 2; i++)
    {
      compiled[i] = compile (fixture, sources[i]);
      assert_call (compiled[i].function, 3, 6 + 3 * i);
    }
  assert_call (other.function, 3, 4);

  registry_fixture_remove (fixture, "native");
  registry_fixture_remove (fixture, "source");
  tendril_extension_registry_refresh (fixture->registry, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  for (guint i = 0; i < 2; i++)
    {
      g_assert_false (call_int (compiled[i].function, 3, &result, &error));
      g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_REMOVED);
      g_clear_error (&error);
    }
  assert_call (other.function, 3, 4);

  registry_fixture_add (fixture, "native", "fixture.so:fixture_registers");
  tendril_extension_registry_refresh (fixture->registry, NULL, NULL, NULL, NULL, &error);
  g_assert_no_error (error);
  assert_call (compiled[0].function, 3, 6);
  for (guint i = 0; i < 2; i++)
    compiled_clear (&compiled[i]);
}

static void
test_69_removal_and_update_are_seen (RegistryFixture *fixture,
                                     gconstpointer    user_data)
{
  g_auto (GStrv) removed = NULL;
  g_auto (GStrv) changed = NULL;
  g_autoptr (GError) error = NULL;

  registry_fixture_add (fixture, "goes", "fixture.so:fixture_counts");
  registry_fixture_add (fixture, "stays", "fixture.so:fixture_counts");
  registry_fixture_init_all (fixture);
  registry_fixture_remove (fixture, "goes");
  registry_fixture_add (fixture, "stays", "fixture.so:fixture_plain");
  tendril_extension_registry_refresh (fixture->registry, NULL, &removed, &changed, NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (removed[0], ==, "goes");
  g_assert_cmpstr (changed[0], ==, "stays");
  registry_fixture_assert (fixture, "goes", TENDRIL_EXTENSION_STATE_REMOVED);
  registry_fixture_assert (fixture, "stays", TENDRIL_EXTENSION_STATE_ACTIVE);
  g_assert_false (tendril_extension_registry_admit (
    fixture->registry, registry_fixture_get (fixture, "goes"), NULL, &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NOT_PENDING);
}

static void
test_41_replaced_module_does_not_run (RegistryFixture *fixture,
                                      gconstpointer    user_data)
{
  registry_fixture_add (fixture, "swapped", "swaps.so:swaps_init");
  registry_fixture_add (fixture, "other", "fixture.so:fixture_counts");
  registry_fixture_init_all (fixture);
  registry_fixture_assert (fixture, "swapped", TENDRIL_EXTENSION_STATE_FAILED);
  g_assert_error (tendril_extension_get_error (registry_fixture_get (fixture, "swapped")),
                  TENDRIL_ERROR, TENDRIL_ERROR_CHANGED_WHILE_LOADING);
  registry_fixture_assert (fixture, "other", TENDRIL_EXTENSION_STATE_ACTIVE);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  REGISTRY_TEST ("/faults/41-changed-while-loading", test_41_replaced_module_does_not_run);
  REGISTRY_TEST ("/faults/67-removed", test_67_function_of_a_removed_extension_fails);
  REGISTRY_TEST ("/faults/68-pending", test_68_late_arrival_is_pending_and_told_once);
  REGISTRY_TEST ("/faults/68-admitted", test_68_admitted_extension_serves_new_compiles);
  REGISTRY_TEST ("/faults/68-would-change", test_68_admission_changes_nothing_compiled);
  REGISTRY_TEST ("/faults/68-rival", test_68_late_rival_leaves_what_was_first);
  REGISTRY_TEST ("/faults/68-failed", test_68_failed_late_init_leaves_nothing);
  REGISTRY_TEST ("/faults/68-threads", test_68_threads_may_admit);
  REGISTRY_TEST ("/faults/69-seen", test_69_removal_and_update_are_seen);

  return g_test_run ();
}
