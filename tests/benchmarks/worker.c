/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "floor.h"

#include <stdio.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <tendril.h>
#include <utime.h>

/* Measures what the driver asks for. A line of the input is `CASE REPETITIONS PATH…`, one of the
 * output `COUNT NANOSECONDS…`: what was found, and each repetition behind one that warms up. */

#define GROUP "tendril_extensions"

typedef struct
{
  const char *index;        /* TENDRIL_INDEX, NULL for the default */
  const char *const *paths;
  FloorTree *tree;
} Task;

typedef guint (*MeasureFunc) (const Task *task,
                              gint64     *elapsed);

static gint64
now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_MONOTONIC, &time);
  return time.tv_sec * G_GINT64_CONSTANT (1000000000) + time.tv_nsec;
}

static TendrilExtensionRegistry *
new_registry (const Task *task)
{
  TendrilExtensionRegistry *registry =
    g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "isolated", TRUE, NULL);

  for (const char *const *path = task->paths; *path != NULL; path++)
    tendril_extension_registry_add_python_path (registry, *path);

  return registry;
}

static guint
measure_discover (const Task *task,
                  gint64     *elapsed)
{
  gint64 start = now ();
  g_autoptr (TendrilExtensionRegistry) registry = new_registry (task);

  tendril_extension_registry_discover (registry, NULL, NULL);
  *elapsed = now () - start;
  return g_list_model_get_n_items (G_LIST_MODEL (registry));
}

static guint
measure_list (const Task *task,
              gint64     *elapsed)
{
  gint64 start = now ();
  g_autoptr (TendrilExtensionRegistry) registry = new_registry (task);
  g_autoptr (GPtrArray) entry_points =
    tendril_extension_registry_list_entry_points (registry, GROUP, NULL, FALSE, NULL, NULL);

  *elapsed = now () - start;
  return entry_points->len;
}

/* Only the time stamp of one manifest differs, which is what makes an index read it again. */
static guint
measure_changed (const Task *task,
                 gint64     *elapsed)
{
  g_autofree char *manifest = g_build_filename (task->paths[1], "entry_points.txt", NULL);
  const char *paths[] = { task->paths[0], NULL };
  const Task one = { task->index, paths, NULL };

  utime (manifest, NULL);
  return measure_list (&one, elapsed);
}

static guint
measure_floor_scan (const Task *task,
                    gint64     *elapsed)
{
  gint64 start = now ();
  guint n = floor_scan (task->paths, GROUP);

  *elapsed = now () - start;
  return n;
}

static guint
measure_floor_stats (const Task *task,
                     gint64     *elapsed)
{
  gint64 start = now ();
  guint n = floor_stats (task->tree);

  *elapsed = now () - start;
  return n;
}

static guint
measure_floor_directory (const Task *task,
                         gint64     *elapsed)
{
  gint64 start = now ();
  guint n = floor_directory (task->paths);

  *elapsed = now () - start;
  return n;
}

static gint64
to_nanoseconds (const struct timeval *time)
{
  return time->tv_sec * G_GINT64_CONSTANT (1000000000) + time->tv_usec * 1000;
}

/* A process with these arguments, from its start to its end. What the processor spends on it: it
 * waits for nothing, and others that run meanwhile would count twice on a clock. */
static guint
measure_process (const Task *task,
                 gint64     *elapsed)
{
  struct rusage usage;
  GPid pid;
  int status;

  if (!g_spawn_async (NULL, (char **) task->paths, NULL,
                      G_SPAWN_DO_NOT_REAP_CHILD | G_SPAWN_STDOUT_TO_DEV_NULL |
                        G_SPAWN_LEAVE_DESCRIPTORS_OPEN,
                      NULL, NULL, &pid, NULL))
    return 0;

  wait4 (pid, &status, 0, &usage);
  *elapsed = to_nanoseconds (&usage.ru_utime) + to_nanoseconds (&usage.ru_stime);
  return status == 0;
}

static const struct
{
  const char *name;
  MeasureFunc measure;
  const char *index;
} cases[] = {
  { "floor-scan", measure_floor_scan, NULL },
  { "floor-stats", measure_floor_stats, NULL },
  { "floor-directory", measure_floor_directory, NULL },
  { "cold-scan", measure_list, "off" },
  { "cold-discover", measure_discover, "off" },
  { "indexed", measure_list, NULL },
  { "indexed-discover", measure_discover, NULL },
  { "indexed-directory", measure_list, "directory" },
  { "changed", measure_changed, NULL },
  { "process", measure_process, NULL },
};

static void
run_case (gsize              which,
          guint              repetitions,
          const char *const *paths)
{
  Task task = { cases[which].index, paths, NULL };
  gint64 elapsed = 0;

  if (task.index != NULL)
    g_setenv ("TENDRIL_INDEX", task.index, TRUE);
  else
    g_unsetenv ("TENDRIL_INDEX");
  if (cases[which].measure == measure_floor_stats)
    task.tree = floor_tree_new (paths);

  printf ("%u", cases[which].measure (&task, &elapsed));
  for (guint i = 0; i < repetitions; i++)
    {
      cases[which].measure (&task, &elapsed);
      printf (" %" G_GINT64_FORMAT, elapsed);
    }
  printf ("\n");
  g_clear_pointer (&task.tree, floor_tree_free);
}

int
main (void)
{
  g_autofree char *line = NULL;
  size_t size = 0;

  while (getline (&line, &size, stdin) > 0)
    {
      g_auto (GStrv) words = g_strsplit (g_strchomp (line), "\t", -1);
      gsize which = 0;

      while (which < G_N_ELEMENTS (cases) && !g_str_equal (cases[which].name, words[0]))
        which++;
      if (which < G_N_ELEMENTS (cases))
        run_case (which, atoi (words[1]), (const char *const *) words + 2);
      else
        printf ("missing\n");
      fflush (stdout);
    }

  return 0;
}
