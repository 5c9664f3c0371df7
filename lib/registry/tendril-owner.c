/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-owner-private.h"

#include "tendril-error.h"

#include <unistd.h>

/* How often a waiting thread looks whether the owner iterates its context, and how often in a row
 * it must find that it does not: loops let go of their context between two iterations. */
#define CHECK_INTERVAL (20 * G_TIME_SPAN_MILLISECOND)
#define MAX_IDLE_CHECKS 5

struct _TendrilOwner
{
  GMainContext *context;
  GThread *creator;         /* NULL: the main thread of the process */
  GMutex mutex;             /* keeps two threads from taking each other for the owner */
};

typedef enum
{
  CALL_QUEUED,
  CALL_RUNNING,
  CALL_DONE,
  CALL_WITHDRAWN,
} CallPhase;

typedef struct
{
  gatomicrefcount ref_count;
  GMutex mutex;
  GCond cond;
  CallPhase phase;

  TendrilOwnerFunc func;
  gpointer user_data;
  GCancellable *cancellable;
  gboolean result;
  GError *error;
} Call;

static Call *
call_ref (Call *call)
{
  g_atomic_ref_count_inc (&call->ref_count);
  return call;
}

static void
call_unref (Call *call)
{
  if (!g_atomic_ref_count_dec (&call->ref_count))
    return;

  g_mutex_clear (&call->mutex);
  g_cond_clear (&call->cond);
  g_clear_object (&call->cancellable);
  g_clear_error (&call->error);
  g_free (call);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Call, call_unref)

static TendrilOwner *
new_owner (GMainContext *context,
           GThread      *creator)
{
  TendrilOwner *self = g_new0 (TendrilOwner, 1);

  self->context = context;
  self->creator = creator;
  g_mutex_init (&self->mutex);

  return self;
}

/* The context that is the thread-default one, and this thread. */
TendrilOwner *
tendril_owner_new (void)
{
  return new_owner (g_main_context_ref_thread_default (), g_thread_self ());
}

/* The default context is the main thread's while nobody iterates it, whoever asks. */
TendrilOwner *
tendril_owner_new_for_context (GMainContext *context)
{
  GThread *creator = context == g_main_context_default () ? NULL : g_thread_self ();

  return new_owner (g_main_context_ref (context), creator);
}

void
tendril_owner_free (TendrilOwner *self)
{
  g_main_context_unref (self->context);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

GMainContext *
tendril_owner_get_context (TendrilOwner *self)
{
  return self->context;
}

static void
call_set_phase (Call      *call,
                CallPhase  phase)
{
  g_mutex_lock (&call->mutex);
  call->phase = phase;
  g_cond_broadcast (&call->cond);
  g_mutex_unlock (&call->mutex);
}

static gboolean
dispatch_call (gpointer user_data)
{
  Call *call = user_data;
  gboolean withdrawn;

  g_mutex_lock (&call->mutex);
  withdrawn = call->phase == CALL_WITHDRAWN;
  if (!withdrawn)
    call->phase = CALL_RUNNING;
  g_mutex_unlock (&call->mutex);

  if (!withdrawn)
    {
      call->result = call->func (call->user_data, call->cancellable, &call->error);
      call_set_phase (call, CALL_DONE);
    }

  return G_SOURCE_REMOVE;
}

static gboolean
is_iterated (TendrilOwner *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  if (!g_main_context_acquire (self->context))
    return TRUE;

  g_main_context_release (self->context);
  return FALSE;
}

/* Whether a call that still waits for its turn should not wait on. */
static gboolean
is_in_vain (TendrilOwner  *self,
            Call          *call,
            guint         *n_idle_checks,
            GError       **error)
{
  if (g_cancellable_set_error_if_cancelled (call->cancellable, error))
    return TRUE;

  *n_idle_checks = is_iterated (self) ? 0 : *n_idle_checks + 1;
  if (*n_idle_checks < MAX_IDLE_CHECKS)
    return FALSE;

  g_set_error_literal (error, TENDRIL_ERROR, TENDRIL_ERROR_WRONG_THREAD,
                       "This must be called on the thread that it belongs to, or while that thread "
                       "runs its main loop");
  return TRUE;
}

/* Returns FALSE if the call was taken back before it began. */
static gboolean
wait_for_call (TendrilOwner  *self,
               Call          *call,
               GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&call->mutex);
  guint n_idle_checks = 0;

  while (call->phase != CALL_DONE)
    {
      gint64 until = g_get_monotonic_time () + CHECK_INTERVAL;

      if (g_cond_wait_until (&call->cond, &call->mutex, until) || call->phase != CALL_QUEUED)
        continue;

      if (is_in_vain (self, call, &n_idle_checks, error))
        {
          call->phase = CALL_WITHDRAWN;
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
call_from_other_thread (TendrilOwner      *self,
                        TendrilOwnerFunc   func,
                        gpointer           user_data,
                        GCancellable      *cancellable,
                        GError           **error)
{
  g_autoptr (Call) call = g_new0 (Call, 1);
  g_autoptr (GSource) source = g_idle_source_new ();

  g_atomic_ref_count_init (&call->ref_count);
  g_mutex_init (&call->mutex);
  g_cond_init (&call->cond);
  call->func = func;
  call->user_data = user_data;
  g_set_object (&call->cancellable, cancellable);

  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, dispatch_call, call_ref (call), (GDestroyNotify) call_unref);
  g_source_attach (source, self->context);

  if (!wait_for_call (self, call, error))
    {
      g_source_destroy (source);
      return FALSE;
    }

  if (call->error != NULL)
    g_propagate_error (error, g_steal_pointer (&call->error));
  return call->result;
}

static gboolean
is_creator (TendrilOwner *self)
{
  return self->creator != NULL ? self->creator == g_thread_self () : gettid () == getpid ();
}

/* Runs @func on the owner's thread: here if this is it, there if it iterates its context. Which
 * thread that is can change, as a context may be handed from one to another. */
gboolean
tendril_owner_call (TendrilOwner      *self,
                    TendrilOwnerFunc   func,
                    gpointer           user_data,
                    GCancellable      *cancellable,
                    GError           **error)
{
  if (g_main_context_is_owner (self->context))
    return func (user_data, cancellable, error);
  if (is_creator (self) && !is_iterated (self))
    return func (user_data, cancellable, error);

  return call_from_other_thread (self, func, user_data, cancellable, error);
}
