/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What it costs that extensions cannot hurt: the inits of 300 shared objects beside raw dlopen, dlsym
 * and call of the same files, and a call of init_all when done beside an empty exported one. Each
 * measurement of the first pair is a process of its own, as nothing is ever unloaded. */

#include <dlfcn.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <tendril.h>
#include <time.h>
#include <unistd.h>

#define N_MODULES 300
#define N_ROUNDS 21
#define N_CALLS 20000000

TENDRIL_EXPORT gboolean benchmark_empty (TendrilExtensionRegistry  *registry,
                                         GCancellable              *cancellable,
                                         GError                   **error);

typedef double (*Measure) (const char *directory);

/* What the processor spends: nothing here waits, and others that run meanwhile would count twice on a
 * clock. */
static double
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_PROCESS_CPUTIME_ID, &time);
  return time.tv_sec * 1e6 + time.tv_nsec / 1e3;
}

static void
write_text (const char *directory,
            const char *name,
            const char *text,
            gssize      length)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);

  g_assert_true (g_file_set_contents (path, text, length, NULL));
}

static void
make_modules (const char *directory,
              const char *module)
{
  g_autofree char *code = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (module, &code, &length, NULL));
  for (guint i = 0; i < N_MODULES; i++)
    {
      g_autofree char *info = g_strdup_printf ("%s/ext%u-1.0.dist-info", directory, i);
      g_autofree char *name = g_strdup_printf ("ext%u.so", i);
      g_autofree char *metadata = g_strdup_printf ("Name: ext%u\nVersion: 1.0\n", i);
      g_autofree char *manifest =
        g_strdup_printf ("[tendril_extensions]\ninit = ext%u.so:benchmark_init\n", i);

      g_assert_no_errno (g_mkdir (info, 0755));
      write_text (directory, name, code, length);
      write_text (info, "METADATA", metadata, -1);
      write_text (info, "entry_points.txt", manifest, -1);
    }
}

static double
measure_raw (const char *directory)
{
  double start = now ();

  for (guint i = 0; i < N_MODULES; i++)
    {
      char path[4096];
      void *handle;
      void (*init) (GError **error);

      snprintf (path, sizeof path, "%s/ext%u.so", directory, i);
      handle = dlopen (path, RTLD_NOW | RTLD_LOCAL);
      init = (void (*) (GError **)) dlsym (handle, "benchmark_init");
      init (NULL);
    }

  return now () - start;
}

static double
measure_tendril (const char *directory)
{
  TendrilExtensionRegistry *registry =
    g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "isolated", TRUE, NULL);
  double start;

  tendril_extension_registry_add_extension_path (registry, directory);
  g_assert_true (tendril_extension_registry_discover (registry, NULL, NULL));
  g_assert_cmpuint (g_list_model_get_n_items (G_LIST_MODEL (registry)), ==, N_MODULES);

  start = now ();
  g_assert_true (tendril_extension_registry_init_all (registry, NULL, NULL));
  start = now () - start;
  for (guint i = 0; i < N_MODULES; i++)
    g_assert_cmpint (tendril_extension_get_state (g_list_model_get_item (G_LIST_MODEL (registry), i)),
                     ==, TENDRIL_EXTENSION_STATE_ACTIVE);
  return start;
}

static double
run_apart (Measure     measure,
           const char *directory)
{
  double result = 0;
  int pipe_ends[2];
  pid_t child;

  g_assert_no_errno (pipe (pipe_ends));
  child = fork ();
  if (child == 0)
    {
      result = measure (directory);
      _exit (write (pipe_ends[1], &result, sizeof result) != sizeof result);
    }

  g_assert_cmpint (read (pipe_ends[0], &result, sizeof result), ==, sizeof result);
  waitpid (child, NULL, 0);
  close (pipe_ends[0]);
  close (pipe_ends[1]);
  return result;
}

static int
compare (gconstpointer a,
         gconstpointer b)
{
  return *(const double *) a < *(const double *) b ? -1 : 1;
}

static double
get_median (double *values)
{
  qsort (values, N_ROUNDS, sizeof *values, compare);
  return values[N_ROUNDS / 2];
}

static int
check (const char *name,
       double      ratio,
       double      bound)
{
  printf ("%s %.3f ratio\n%s-at-most %.1f ratio\n", name, ratio, name, bound);
  return ratio > bound;
}

static int
compare_activation (const char *directory)
{
  double raw[N_ROUNDS], tendril[N_ROUNDS];

  run_apart (measure_raw, directory);
  run_apart (measure_tendril, directory);
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      raw[i] = run_apart (measure_raw, directory);
      tendril[i] = run_apart (measure_tendril, directory);
    }

  printf ("raw-dlopen-300 %.1f us\nactivation-300 %.1f us\n", get_median (raw),
          get_median (tendril));
  return check ("activation-per-raw", get_median (tendril) / get_median (raw), 1.4);
}

gboolean
benchmark_empty (TendrilExtensionRegistry  *registry,
                 GCancellable              *cancellable,
                 GError                   **error)
{
  return TRUE;
}

typedef gboolean (*Call) (TendrilExtensionRegistry  *registry,
                          GCancellable              *cancellable,
                          GError                   **error);

static double
measure_calls (Call                      call,
               TendrilExtensionRegistry *registry)
{
  volatile Call exported = call;
  double start = now ();

  for (guint i = 0; i < N_CALLS; i++)
    exported (registry, NULL, NULL);

  return (now () - start) * 1000 / N_CALLS;
}

static int
compare_done (void)
{
  g_autoptr (TendrilExtensionRegistry) registry =
    g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "isolated", TRUE, NULL);
  double empty[N_ROUNDS], done[N_ROUNDS];

  g_assert_true (tendril_extension_registry_init_all (registry, NULL, NULL));
  for (guint i = 0; i < N_ROUNDS; i++)
    {
      empty[i] = measure_calls (benchmark_empty, registry);
      done[i] = measure_calls (tendril_extension_registry_init_all, registry);
    }

  printf ("empty-call %.2f ns\ninit-all-done %.2f ns\n", get_median (empty), get_median (done));
  return check ("init-all-per-empty-call", get_median (done) / get_median (empty), 1.5);
}

int
main (int    argc,
      char **argv)
{
  g_autofree char *directory = g_dir_make_tmp ("tendril-activation-XXXXXX", NULL);
  g_autofree char *remove = g_strdup_printf ("rm -rf '%s'", directory);
  int missed;

  g_setenv ("XDG_STATE_HOME", directory, TRUE);
  g_setenv ("XDG_CACHE_HOME", directory, TRUE);
  make_modules (directory, argv[1]);
  missed = compare_activation (directory) + compare_done ();
  printf ("missed %d bounds\n", missed);

  return system (remove) != 0 || missed > 0;
}
