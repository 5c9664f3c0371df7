/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "compiler-fixture.h"

#include <math.h>

typedef struct
{
  TendrilExtensionRegistry *registry;
  TendrilCompiler *compiler;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  user_data)
{
  fixture->registry = fixture_registry_new ();
  fixture->compiler = tendril_compiler_new (fixture->registry);
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  user_data)
{
  if (fixture->compiler != NULL)
    g_assert_finalize_object (fixture->compiler);
  g_assert_finalize_object (fixture->registry);
}

static TendrilFunction *
compile (Fixture    *fixture,
         const char *source)
{
  g_autoptr (GError) error = NULL;
  TendrilFunction *function = tendril_compiler_compile (fixture->compiler, source, &error);

  g_assert_no_error (error);
  return function;
}

static void
test_properties (Fixture       *fixture,
                 gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda first, b: 1");
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  g_autofree char *source = NULL;

  g_object_get (function, "source", &source, NULL);
  g_assert_cmpstr (source, ==, "lambda first, b: 1");
  g_assert_cmpuint (tendril_function_get_n_parameters (function), ==, 2);
  g_assert_cmpstr (tendril_function_get_parameter_name (function, 0), ==, "first");
  g_assert_cmpstr (tendril_function_get_parameter_name (function, 1), ==, "b");
  g_object_get (fixture->compiler, "registry", &registry, NULL);
  g_assert_true (registry == fixture->registry);
}

/* One function, a specialization per type of argument; the result replaces what was there. */
static void
test_specializes (Fixture       *fixture,
                  gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x: x + x");
  g_auto (GValue) whole = G_VALUE_INIT;
  g_auto (GValue) real = G_VALUE_INIT;
  g_auto (GValue) truth = G_VALUE_INIT;
  g_auto (GValue) result = G_VALUE_INIT;

  g_value_set_uchar (g_value_init (&whole, G_TYPE_UCHAR), 200);
  g_value_set_float (g_value_init (&real, G_TYPE_FLOAT), 0.5);
  g_value_set_boolean (g_value_init (&truth, G_TYPE_BOOLEAN), TRUE);
  for (guint i = 0; i < 3; i++)
    {
      g_assert_true (tendril_function_call (function, &whole, 1, &result, NULL));
      g_assert_cmpint (g_value_get_int64 (&result), ==, 400);
      g_assert_true (tendril_function_call (function, &real, 1, &result, NULL));
      g_assert_cmpfloat (g_value_get_double (&result), ==, 1.0);
      g_assert_true (tendril_function_call (function, &truth, 1, &result, NULL));
      g_assert_cmpint (g_value_get_int64 (&result), ==, 2);
    }
}

static void
test_wrong_arguments (Fixture       *fixture,
                      gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x: x");
  g_autoptr (GError) type = NULL;
  g_autoptr (GError) range = NULL;
  g_autoptr (GError) number = NULL;
  g_auto (GValue) string = G_VALUE_INIT;
  g_auto (GValue) large = G_VALUE_INIT;
  g_auto (GValue) result = G_VALUE_INIT;

  g_value_init (&string, G_TYPE_STRING);
  g_value_set_uint64 (g_value_init (&large, G_TYPE_UINT64), G_MAXUINT64);
  g_assert_false (tendril_function_call (function, &string, 1, &result, &type));
  g_assert_error (type, TENDRIL_ERROR, TENDRIL_ERROR_TYPE);
  g_assert_true (g_str_has_prefix (type->message, "argument “x”: "));
  g_assert_false (tendril_function_call (function, &large, 1, &result, &range));
  g_assert_error (range, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT);
  g_assert_false (tendril_function_call (function, NULL, 0, &result, &number));
  g_assert_error (number, TENDRIL_ERROR, TENDRIL_ERROR_ARGUMENTS);
  g_assert_false (G_IS_VALUE (&result));
}

static void
test_outlives_compiler (Fixture       *fixture,
                        gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda: 3");
  g_auto (GValue) result = G_VALUE_INIT;

  g_clear_object (&fixture->compiler);
  g_assert_true (tendril_function_call (function, NULL, 0, &result, NULL));
  g_assert_cmpint (g_value_get_int64 (&result), ==, 3);
}

/* Each operand of the chain is kept until the last one is known. */
static void
test_large_frame (Fixture       *fixture,
                  gconstpointer  user_data)
{
  g_autoptr (GString) source = g_string_new ("lambda a: ");
  g_autoptr (TendrilFunction) function = NULL;
  g_auto (GValue) argument = G_VALUE_INIT;
  g_auto (GValue) result = G_VALUE_INIT;

  for (guint i = 0; i < 500; i++)
    g_string_append_printf (source, "(a + %u) and ", i);
  g_string_append (source, "a + 1");
  function = compile (fixture, source->str);
  g_value_set_int (g_value_init (&argument, G_TYPE_INT), 7);
  g_assert_true (tendril_function_call (function, &argument, 1, &result, NULL));
  g_assert_cmpint (g_value_get_int64 (&result), ==, 8);
  g_value_set_int (&argument, -499);
  g_assert_true (tendril_function_call (function, &argument, 1, &result, NULL));
  g_assert_cmpint (g_value_get_int64 (&result), ==, 0);
}

typedef struct
{
  TendrilFunction *function;
  int seed;
} Worker;

static gpointer
work (gpointer data)
{
  const Worker *worker = data;
  g_auto (GValue) result = G_VALUE_INIT;

  for (int i = 0; i < 20000; i++)
    {
      gboolean is_int = (i + worker->seed) % 2;
      g_auto (GValue) argument = G_VALUE_INIT;

      if (is_int)
        g_value_set_int (g_value_init (&argument, G_TYPE_INT), i);
      else
        g_value_set_double (g_value_init (&argument, G_TYPE_DOUBLE), i);
      g_assert_true (tendril_function_call (worker->function, &argument, 1, &result, NULL));
      g_assert_true (is_int ? g_value_get_int64 (&result) == i * 3 + 1
                            : g_value_get_double (&result) == i * 3.0 + 1);
    }

  return NULL;
}

static void
test_threads (Fixture       *fixture,
              gconstpointer  user_data)
{
  g_autoptr (TendrilFunction) function = compile (fixture, "lambda x: x * 3 + 1");
  g_autoptr (GError) error = NULL;
  Worker workers[4];
  GThread *threads[4];

  /* Nobody iterates the registry's main context, so this thread must do that part. */
  tendril_extension_registry_init_all (fixture->registry, NULL, &error);
  g_assert_no_error (error);
  for (int i = 0; i < 4; i++)
    {
      workers[i] = (Worker) { function, i };
      threads[i] = g_thread_new ("worker", work, &workers[i]);
    }
  for (int i = 0; i < 4; i++)
    g_thread_join (threads[i]);
}

#define ADD(name, func)                                                                      \
  g_test_add ("/compiler/function/" name, Fixture, NULL, set_up, func, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("properties", test_properties);
  ADD ("specializes", test_specializes);
  ADD ("wrong-arguments", test_wrong_arguments);
  ADD ("outlives-compiler", test_outlives_compiler);
  ADD ("large-frame", test_large_frame);
  ADD ("threads", test_threads);
  return g_test_run ();
}
