/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The table of plugins/gsl, without Tendril: the values, and that nothing aborts. */

#include "tendril-gsl-functions.h"
#include "tendril-gsl-guard.h"

#include <float.h>
#include <math.h>
#include <string.h>

/* GSL's headers belong to plugins/gsl alone; this is what its documentation declares. */
typedef void (*Handler) (const char *reason,
                         const char *file,
                         int         line,
                         int         code);
Handler gsl_set_error_handler (Handler handler);
void    gsl_error             (const char *reason,
                               const char *file,
                               int         line,
                               int         code);

#define TOLERANCE 1e-10

static int n_host_errors;

static const char *const shapes[] = {
  [TENDRIL_GSL_D] = "D",
  [TENDRIL_GSL_ND] = "ND",
  [TENDRIL_GSL_DD] = "DD",
};

/* The first argument as integer and as float: which of them counts depends on the shape. */
typedef struct
{
  gint64 n;
  double a;
  double x;
} Arguments;

static double
call (const TendrilGslFunction *self,
      Arguments                 arguments)
{
  switch (self->shape)
    {
    case TENDRIL_GSL_D:
      return ((TendrilGslD) self->function) (arguments.x);
    case TENDRIL_GSL_ND:
      return ((TendrilGslND) self->function) (arguments.n, arguments.x);
    case TENDRIL_GSL_DD:
      return ((TendrilGslDD) self->function) (arguments.a, arguments.x);
    default:
      g_assert_not_reached ();
    }
}

static const TendrilGslFunction *
find (const char *name,
      const char *shape)
{
  for (gsize i = 0; i < tendril_gsl_n_functions; i++)
    {
      const TendrilGslFunction *function = &tendril_gsl_functions[i];

      if (strcmp (function->name, name) == 0 && strcmp (shapes[function->shape], shape) == 0)
        return function;
    }

  return NULL;
}

static gboolean
is_near (double value,
         double expected)
{
  if (isnan (expected) || isinf (expected))
    return isnan (expected) ? isnan (value) : value == expected;
  return fabs (value - expected) <= MAX (TOLERANCE * fabs (expected), DBL_MIN);
}

static gboolean
check_line (const char *line,
            gboolean   *seen)
{
  g_auto (GStrv) fields = g_strsplit (line, "\t", -1);
  const guint n_fields = g_strv_length (fields);
  const TendrilGslFunction *function = find (fields[0], fields[1]);
  Arguments arguments;
  double value, expected;

  g_assert_nonnull (function);
  g_assert_cmpuint (n_fields, ==, function->shape == TENDRIL_GSL_D ? 4 : 5);

  arguments.n = g_ascii_strtoll (fields[2], NULL, 10);
  arguments.a = g_ascii_strtod (fields[2], NULL);
  arguments.x = g_ascii_strtod (fields[n_fields - 2], NULL);
  expected = g_ascii_strtod (fields[n_fields - 1], NULL);
  value = call (function, arguments);
  seen[function - tendril_gsl_functions] = TRUE;

  if (is_near (value, expected))
    return TRUE;
  g_test_message ("%s: got %.17g", line, value);
  return FALSE;
}

static void
test_values (void)
{
  g_autofree gboolean *seen = g_new0 (gboolean, tendril_gsl_n_functions);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  guint n_wrong = 0;

  g_file_get_contents (g_test_get_filename (G_TEST_DIST, "values.tsv", NULL), &text, NULL,
                       &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", -1);

  for (gsize i = 0; lines[i] != NULL; i++)
    if (lines[i][0] != '#' && lines[i][0] != '\0')
      n_wrong += !check_line (lines[i], seen);
  g_assert_cmpuint (n_wrong, ==, 0);

  for (gsize i = 0; i < tendril_gsl_n_functions; i++)
    if (!seen[i])
      g_error ("%s (%s) has no expected value", tendril_gsl_functions[i].name,
               shapes[tendril_gsl_functions[i].shape]);
}

/* The same name twice is an overload, the same name and shape a mistake. */
static void
test_table (void)
{
  g_assert_cmpuint (tendril_gsl_n_functions, >=, 100);
  for (gsize i = 0; i < tendril_gsl_n_functions; i++)
    {
      const TendrilGslFunction *function = &tendril_gsl_functions[i];

      g_assert_nonnull (function->function);
      g_assert_true (find (function->name, shapes[function->shape]) == function);
    }
}

static const double hostile_floats[] = {
  NAN, INFINITY, -INFINITY, -1, 0, -0.0, 1, 0.5, -0.5, 1e308, -1e308, 1e-300, DBL_TRUE_MIN,
  1 + 1e-10, -1e-10, 2, 10, -10, 100, 1000.5, 1e5, -1e5, 1e9, -1e9, 1e15,
};

static const gint64 hostile_integers[] = {
  G_MININT64, G_MAXINT64, G_MININT, G_MAXINT, (gint64) G_MAXINT + 1, 1LL << 32, -40000, 40000,
  40001, -1, 0, 1, 2, 10, 149, 1000,
};

/* Out of every domain: no abort, and the host's handler hears nothing. NaN gives NaN. */
static void
sweep (const TendrilGslFunction *function)
{
  const gsize n_floats = G_N_ELEMENTS (hostile_floats);
  gsize n_first = 1;

  if (function->shape != TENDRIL_GSL_D)
    n_first = function->shape == TENDRIL_GSL_ND ? G_N_ELEMENTS (hostile_integers) : n_floats;

  for (gsize i = 0; i < n_first; i++)
    for (gsize j = 0; j < n_floats; j++)
      {
        Arguments arguments = { .x = hostile_floats[j] };
        double value;

        if (function->shape == TENDRIL_GSL_ND)
          arguments.n = hostile_integers[i];
        else if (function->shape == TENDRIL_GSL_DD)
          arguments.a = hostile_floats[i];
        value = call (function, arguments);
        if (isnan (arguments.x) || isnan (arguments.a))
          g_assert_true (isnan (value));
      }
}

static void
test_sweep (void)
{
  n_host_errors = 0;
  for (gsize i = 0; i < tendril_gsl_n_functions; i++)
    sweep (&tendril_gsl_functions[i]);
  g_assert_cmpint (n_host_errors, ==, 0);
}

static void
host_handler (const char *reason,
              const char *file,
              int         line,
              int         code)
{
  g_atomic_int_inc (&n_host_errors);
}

static void
test_host_handler (void)
{
  n_host_errors = 0;
  gsl_error ("the host's own", __FILE__, __LINE__, 1);
  g_assert_cmpint (n_host_errors, ==, 1);

  /* Installing again changes nothing. */
  tendril_gsl_guard_install ();
  gsl_error ("the host's own", __FILE__, __LINE__, 1);
  g_assert_cmpint (n_host_errors, ==, 2);
}

static gpointer
raise_domain_errors (gpointer data)
{
  const TendrilGslFunction *k0 = find ("k0", "D");
  int *stop = data;

  while (!g_atomic_int_get (stop))
    g_assert_true (isnan (call (k0, (Arguments) { .x = -1 })));

  return NULL;
}

/* What is silent on one thread is not on another. */
static void
test_threads (void)
{
  int stop = 0;
  GThread *thread = g_thread_new ("domain-errors", raise_domain_errors, &stop);

  n_host_errors = 0;
  for (int i = 0; i < 1000; i++)
    gsl_error ("the host's own", __FILE__, __LINE__, 1);
  g_atomic_int_set (&stop, 1);
  g_thread_join (thread);

  g_assert_cmpint (n_host_errors, ==, 1000);
}

/* A host that set no handler keeps GSL's default for its own errors, and only for these. */
static void
test_default_handler (void)
{
  if (g_test_subprocess ())
    {
      for (gsize i = 0; i < tendril_gsl_n_functions; i++)
        sweep (&tendril_gsl_functions[i]);
      g_printerr ("survived\n");
      gsl_error ("the host's own", __FILE__, __LINE__, 1);
      return;
    }

  g_test_trap_subprocess (NULL, 0, 0);
  g_test_trap_assert_failed ();
  g_test_trap_assert_stderr ("*survived*the host's own*Default GSL error handler invoked.*");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  if (!g_test_subprocess ())
    gsl_set_error_handler (host_handler);
  tendril_gsl_guard_install ();

  g_test_add_func ("/gsl/table", test_table);
  g_test_add_func ("/gsl/values", test_values);
  g_test_add_func ("/gsl/sweep", test_sweep);
  g_test_add_func ("/gsl/host-handler", test_host_handler);
  g_test_add_func ("/gsl/threads", test_threads);
  g_test_add_func ("/gsl/default-handler", test_default_handler);

  return g_test_run ();
}
