/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-array-job-private.h"

/* A request for help. It may reach a thread when the job is over already, so it outlives the job. */
typedef struct
{
  gatomicrefcount ref_count;
  GMutex lock;
  GCond idle;
  /* NULL once the job is over. */
  TendrilArrayJob *job;
  guint n_helpers;
} Request;

static void
request_unref (Request *request)
{
  if (!g_atomic_ref_count_dec (&request->ref_count))
    return;

  g_cond_clear (&request->idle);
  g_mutex_clear (&request->lock);
  g_free (request);
}

static void
help (gpointer data,
      gpointer user_data)
{
  Request *request = data;
  TendrilArrayJob *job;

  g_mutex_lock (&request->lock);
  job = request->job;
  if (job != NULL)
    request->n_helpers++;
  g_mutex_unlock (&request->lock);

  if (job != NULL)
    {
      tendril_array_job_work (job);
      g_mutex_lock (&request->lock);
      if (--request->n_helpers == 0)
        g_cond_signal (&request->idle);
      g_mutex_unlock (&request->lock);
    }
  request_unref (request);
}

/* As many threads as there are processors, with the caller's; they stay for the next job. */
static GThreadPool *
get_pool (guint *n_threads)
{
  static GThreadPool *pool = NULL;
  static gsize initialized = 0;
  guint n_processors = g_get_num_processors ();

  *n_threads = n_processors - 1;
  if (g_once_init_enter (&initialized))
    {
      if (n_processors > 1)
        pool = g_thread_pool_new (help, NULL, (int) n_processors - 1, FALSE, NULL);
      g_once_init_leave (&initialized, 1);
    }

  return pool;
}

void
tendril_job_pool_run (TendrilArrayJob *job)
{
  guint n_threads;
  GThreadPool *pool = get_pool (&n_threads);
  Request *request;

  if (pool == NULL)
    {
      tendril_array_job_work (job);
      return;
    }

  request = g_new0 (Request, 1);
  g_atomic_ref_count_init (&request->ref_count);
  g_mutex_init (&request->lock);
  g_cond_init (&request->idle);
  request->job = job;
  for (guint i = 0; i < MIN (n_threads, job->n_chunks - 1); i++)
    {
      g_atomic_ref_count_inc (&request->ref_count);
      /* Without a new thread the request waits for one that is there, or for nobody. */
      g_thread_pool_push (pool, request, NULL);
    }

  tendril_array_job_work (job);
  g_mutex_lock (&request->lock);
  request->job = NULL;
  while (request->n_helpers > 0)
    g_cond_wait (&request->idle, &request->lock);
  g_mutex_unlock (&request->lock);
  request_unref (request);
}
