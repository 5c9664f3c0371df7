/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-activation-private.h"

/* How often a waiting thread looks whether it was cancelled. */
#define CHECK_INTERVAL (20 * G_TIME_SPAN_MILLISECOND)

struct _TendrilActivation
{
  TendrilOwner *owner;
  const TendrilActivationTable *table;
  gpointer user_data;

  int done;                 /* atomic */
  GMutex mutex;             /* guards runner; never held while a step runs */
  GCond cond;
  GThread *runner;          /* whose step is running */
};

TendrilActivation *
tendril_activation_new (TendrilOwner                 *owner,
                        const TendrilActivationTable *table,
                        gpointer                      user_data)
{
  TendrilActivation *self = g_new0 (TendrilActivation, 1);

  self->owner = owner;
  self->table = table;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);

  return self;
}

void
tendril_activation_free (TendrilActivation *self)
{
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

gboolean
tendril_activation_is_done (TendrilActivation *self)
{
  return g_atomic_int_get (&self->done);
}

static gboolean
is_runner (TendrilActivation *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  return self->runner == g_thread_self ();
}

/* Returns once no other thread runs a step. */
static gboolean
wait_for_runner (TendrilActivation  *self,
                 GCancellable       *cancellable,
                 GError            **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  while (self->runner != NULL)
    {
      g_cond_wait_until (&self->cond, &self->mutex, g_get_monotonic_time () + CHECK_INTERVAL);
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
claim (TendrilActivation *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (self->runner != NULL)
    return FALSE;

  self->runner = g_thread_self ();
  return TRUE;
}

static void
release (TendrilActivation *self,
         gboolean           done)
{
  self->table->leave (self->user_data);

  g_mutex_lock (&self->mutex);
  if (done)
    g_atomic_int_set (&self->done, TRUE);
  self->runner = NULL;
  g_cond_broadcast (&self->cond);
  g_mutex_unlock (&self->mutex);

  if (done)
    self->table->finished (self->user_data);
}

static TendrilStep
run_step (TendrilActivation  *self,
          GCancellable       *cancellable,
          GError            **error)
{
  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return TENDRIL_STEP_FAILED;

  return self->table->step (self->user_data, cancellable, error);
}

static gboolean
run_to_end (gpointer       user_data,
            GCancellable  *cancellable,
            GError       **error)
{
  TendrilActivation *self = user_data;
  TendrilStep step;

  if (tendril_activation_is_done (self) || is_runner (self))
    return TRUE;
  if (!claim (self))
    return wait_for_runner (self, cancellable, error) && run_to_end (self, cancellable, error);

  do
    step = run_step (self, cancellable, error);
  while (step == TENDRIL_STEP_CONTINUE);

  release (self, step == TENDRIL_STEP_DONE);
  return step == TENDRIL_STEP_DONE;
}

/* From any thread. What was cancelled or failed goes on where it stopped with the next call. */
gboolean
tendril_activation_run (TendrilActivation  *self,
                        GCancellable       *cancellable,
                        GError            **error)
{
  if (tendril_activation_is_done (self) || is_runner (self))
    return TRUE;
  if (!wait_for_runner (self, cancellable, error))
    return FALSE;
  if (tendril_activation_is_done (self))
    return TRUE;

  return tendril_owner_call (self->owner, run_to_end, self, cancellable, error);
}

typedef struct
{
  TendrilActivation *activation;
  GTask *task;
} AsyncRun;

static void
async_run_free (gpointer data)
{
  AsyncRun *run = data;

  g_object_unref (run->task);
  g_free (run);
}

static gboolean
dispatch_step (gpointer user_data)
{
  AsyncRun *run = user_data;
  TendrilActivation *self = run->activation;
  TendrilStep result = TENDRIL_STEP_DONE;
  GError *error = NULL;

  if (!tendril_activation_is_done (self))
    {
      /* An init may iterate the main loop, and get here from inside itself. */
      if (!claim (self))
        return G_SOURCE_CONTINUE;
      result = run_step (self, g_task_get_cancellable (run->task), &error);
      release (self, result == TENDRIL_STEP_DONE);
    }

  if (result == TENDRIL_STEP_CONTINUE)
    return G_SOURCE_CONTINUE;

  if (result == TENDRIL_STEP_DONE)
    g_task_return_boolean (run->task, TRUE);
  else
    g_task_return_error (run->task, error);
  return G_SOURCE_REMOVE;
}

/* One step in each iteration of the owner's context; @task keeps alive whatever this belongs to. */
void
tendril_activation_run_async (TendrilActivation *self,
                              GTask             *task)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  AsyncRun *run = g_new0 (AsyncRun, 1);

  run->activation = self;
  run->task = g_object_ref (task);
  g_source_set_callback (source, dispatch_step, run, async_run_free);
  g_source_set_static_name (source, "[tendril] init");
  g_source_attach (source, tendril_owner_get_context (self->owner));
}
