/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-python-path-func-private.h"

typedef struct
{
  TendrilPythonPathFunc func;
  gpointer user_data;
  GDestroyNotify notify;
} PythonPath;

/* An interpreter is the process's, and so is its path. */
static GMutex mutex;
static PythonPath *current;     /* of g_atomic_rc_box_new () */

static void
python_path_clear (gpointer data)
{
  PythonPath *path = data;

  if (path->notify != NULL)
    path->notify (path->user_data);
}

static void
python_path_unref (PythonPath *path)
{
  g_atomic_rc_box_release_full (path, python_path_clear);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (PythonPath, python_path_unref)

/**
 * tendril_set_python_path_func:
 * @func: (nullable) (scope notified) (closure user_data) (destroy notify): tells the path, or %NULL
 * @user_data: data for @func
 * @notify: (nullable): frees @user_data
 *
 * Makes the process a Python host: what Tendril computes from `PYTHONPATH`, `VIRTUAL_ENV` and the
 * directories of the system's Python is replaced by what @func tells, in every registry that is not
 * isolated. @func is asked at each discovery, whoever causes it.
 *
 * In Python this has been done as soon as Tendril is imported, unless the interpreter was only
 * embedded into a host of another language. A host that embeds Python as its own language calls
 * it. May be called from any thread.
 *
 * Since: 1.0
 */
void
tendril_set_python_path_func (TendrilPythonPathFunc func,
                              gpointer              user_data,
                              GDestroyNotify        notify)
{
  g_autoptr (PythonPath) old = NULL;
  PythonPath *path = NULL;

  if (func != NULL)
    {
      path = g_atomic_rc_box_new (PythonPath);
      path->func = func;
      path->user_data = user_data;
      path->notify = notify;
    }

  g_mutex_lock (&mutex);
  old = g_steal_pointer (&current);
  current = path;
  g_mutex_unlock (&mutex);
}

/* NULL where the host is not Python. */
char **
tendril_python_path_func_call (void)
{
  g_autoptr (PythonPath) path = NULL;

  g_mutex_lock (&mutex);
  if (current != NULL)
    path = g_atomic_rc_box_acquire (current);
  g_mutex_unlock (&mutex);

  return path != NULL ? path->func (path->user_data) : NULL;
}
