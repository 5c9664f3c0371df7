/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-scanner-private.h"

#include "tendril-debug-private.h"
#include "tendril-python-path-func-private.h"

struct _TendrilScanner
{
  GMutex mutex;             /* guards added and python_path */
  GPtrArray *added;         /* of TendrilPathElement */
  char **python_path;       /* of the last scan that was applied */
  gboolean isolated;
};

TendrilScanner *
tendril_scanner_new (void)
{
  TendrilScanner *self = g_new0 (TendrilScanner, 1);

  g_mutex_init (&self->mutex);
  self->added = g_ptr_array_new_with_free_func ((GDestroyNotify) tendril_path_element_free);

  return self;
}

void
tendril_scanner_free (TendrilScanner *self)
{
  g_strfreev (self->python_path);
  g_ptr_array_unref (self->added);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Only before the first scan. */
void
tendril_scanner_set_isolated (TendrilScanner *self,
                              gboolean        isolated)
{
  self->isolated = isolated;
}

gboolean
tendril_scanner_get_isolated (TendrilScanner *self)
{
  return self->isolated;
}

void
tendril_scanner_add_path (TendrilScanner  *self,
                          const char      *path,
                          TendrilPathKind  kind)
{
  g_autofree char *absolute = g_canonicalize_filename (path, NULL);
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  g_ptr_array_add (self->added, tendril_path_element_new (absolute, kind));
}

void
tendril_scanner_keep_python_path (TendrilScanner *self,
                                  GPtrArray      *elements)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) old = NULL;

  for (guint i = 0; i < elements->len; i++)
    {
      const TendrilPathElement *element = g_ptr_array_index (elements, i);

      if (element->kind == TENDRIL_PATH_PYTHON && !element->wrong_python)
        g_strv_builder_add (builder, element->path);
    }

  g_mutex_lock (&self->mutex);
  old = g_steal_pointer (&self->python_path);
  self->python_path = g_strv_builder_end (builder);
  g_mutex_unlock (&self->mutex);
}

char **
tendril_scanner_dup_python_path (TendrilScanner *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->python_path != NULL ? g_strdupv (self->python_path) : g_new0 (char *, 1);
}

void
tendril_scanner_copy_paths (TendrilScanner *self,
                            TendrilScanner *from)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&from->mutex);

  self->isolated = from->isolated;
  for (guint i = 0; i < from->added->len; i++)
    {
      const TendrilPathElement *element = g_ptr_array_index (from->added, i);

      tendril_scanner_add_path (self, element->path, element->kind);
    }
}

/* On the thread that asked for the scan: the interpreter may be about to end, and no thread of our
 * own may ask it then. */
static char **
dup_interpreter_path (TendrilScanner *self)
{
  return self->isolated ? NULL : tendril_python_path_func_call ();
}

static GPtrArray *
dup_search_path (TendrilScanner     *self,
                 const char *const  *interpreter_path,
                 GPtrArray          *diagnostics)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return tendril_search_path_new (self->added, self->isolated, interpreter_path, diagnostics);
}

static TendrilScan *
scan_path (TendrilScanner         *self,
           const char *const      *interpreter_path,
           const char             *group,
           const char             *name,
           TendrilDiscoveryFlags   flags,
           GCancellable           *cancellable,
           GError                **error)
{
  g_autoptr (TendrilScan) scan = g_new0 (TendrilScan, 1);

  scan->diagnostics = g_ptr_array_new_with_free_func (g_object_unref);
  scan->elements = dup_search_path (self, interpreter_path, scan->diagnostics);
  scan->entry_points =
    tendril_discovery_run (scan->elements, group, name, flags, scan->diagnostics, cancellable,
                           error);
  if (scan->entry_points == NULL)
    return NULL;

  tendril_debug (TENDRIL_DEBUG_DISCOVERY, "%u entry points in %u directories",
                 scan->entry_points->len, scan->elements->len);
  return g_steal_pointer (&scan);
}

TendrilScan *
tendril_scanner_run (TendrilScanner         *self,
                     const char             *group,
                     const char             *name,
                     TendrilDiscoveryFlags   flags,
                     GCancellable           *cancellable,
                     GError                **error)
{
  g_auto (GStrv) interpreter_path = dup_interpreter_path (self);

  return scan_path (self, (const char *const *) interpreter_path, group, name, flags, cancellable,
                    error);
}

void
tendril_scan_free (TendrilScan *scan)
{
  g_clear_pointer (&scan->elements, g_ptr_array_unref);
  g_clear_pointer (&scan->entry_points, g_ptr_array_unref);
  g_clear_pointer (&scan->diagnostics, g_ptr_array_unref);
  g_free (scan);
}

typedef struct
{
  TendrilScanner *scanner;  /* kept by the source object of the task */
  char **interpreter_path;
  char *group;
  char *name;
} Request;

static void
request_free (gpointer data)
{
  Request *request = data;

  g_strfreev (request->interpreter_path);
  g_free (request->group);
  g_free (request->name);
  g_free (request);
}

static void
run_in_thread (GTask        *task,
               gpointer      source,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Request *request = task_data;
  GError *error = NULL;
  TendrilScan *scan =
    scan_path (request->scanner, (const char *const *) request->interpreter_path, request->group,
               request->name, TENDRIL_DISCOVERY_NONE, cancellable, &error);

  if (scan != NULL)
    g_task_return_pointer (task, scan, (GDestroyNotify) tendril_scan_free);
  else
    g_task_return_error (task, error);
}

/* @source keeps the scanner alive; the result is the TendrilScan of its task. */
void
tendril_scanner_run_async (TendrilScanner      *self,
                           const char          *group,
                           const char          *name,
                           gpointer             source,
                           GCancellable        *cancellable,
                           GAsyncReadyCallback  callback,
                           gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (source, cancellable, callback, user_data);
  Request *request = g_new0 (Request, 1);

  request->scanner = self;
  request->interpreter_path = dup_interpreter_path (self);
  request->group = g_strdup (group);
  request->name = g_strdup (name);
  g_task_set_task_data (task, request, request_free);
  g_task_run_in_thread (task, run_in_thread);
}
