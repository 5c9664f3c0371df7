/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-owner-private.h"

#include "tendril-error.h"

/* How often a waiting thread looks whether the owner still iterates its context. */
#define CHECK_INTERVAL (20 * G_TIME_SPAN_MILLISECOND)

struct _TendrilOwner
{
  GMainContext *context;
  GThread *creator;
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

TendrilOwner *
tendril_owner_new (void)
{
  TendrilOwner *self = g_new0 (TendrilOwner, 1);

  self->context = g_main_context_ref_thread_default ();
  self->creator = g_thread_self ();

  return self;
}

void
tendril_owner_free (TendrilOwner *self)
{
  g_main_context_unref (self->context);
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
  if (!g_main_context_acquire (self->context))
    return TRUE;

  g_main_context_release (self->context);
  return FALSE;
}

static void
set_wrong_thread (GError **error)
{
  g_set_error_literal (error, TENDRIL_ERROR, TENDRIL_ERROR_WRONG_THREAD,
                       "The first call must come from the thread that made the registry, or while "
                       "that thread runs its main loop");
}

/* Returns FALSE if the call was taken back before it began. */
static gboolean
wait_for_call (TendrilOwner  *self,
               Call          *call,
               GError       **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&call->mutex);

  while (call->phase == CALL_QUEUED || call->phase == CALL_RUNNING)
    {
      gint64 until = g_get_monotonic_time () + CHECK_INTERVAL;

      if (g_cond_wait_until (&call->cond, &call->mutex, until) || call->phase != CALL_QUEUED)
        continue;

      if (g_cancellable_set_error_if_cancelled (call->cancellable, error))
        {
          call->phase = CALL_WITHDRAWN;
          return FALSE;
        }
      if (!is_iterated (self))
        {
          call->phase = CALL_WITHDRAWN;
          set_wrong_thread (error);
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

  if (is_iterated (self))
    return call_from_other_thread (self, func, user_data, cancellable, error);

  if (self->creator == g_thread_self ())
    return func (user_data, cancellable, error);

  set_wrong_thread (error);
  return FALSE;
}
