/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-watchdog-private.h"

#include <signal.h>

struct _TendrilWatchdog
{
  gint64 timeout;           /* microseconds */
  TendrilMarker *marker;
  TendrilStalledFunc stalled;
  gpointer user_data;
  GThread *thread;

  GMutex mutex;             /* guards what follows */
  GCond cond;
  gboolean stopping;
  TendrilExtension *extension;
  int status;               /* of the marker, while it runs */
  gint64 started;
};

static void
log_stall (TendrilExtension *extension,
           gint64            timeout)
{
  g_autofree char *duration = g_strdup_printf ("%" G_GINT64_FORMAT, timeout);

  g_log_structured (G_LOG_DOMAIN, G_LOG_LEVEL_WARNING, "MESSAGE_ID",
                    "c1b1f6a34e0e4d1b8d6b3f2a7e905c11", "TENDRIL_EXTENSION",
                    tendril_extension_get_id (extension), "TENDRIL_INIT_USEC", duration, "MESSAGE",
                    "The init of the extension “%s” has been running for %.1f s",
                    tendril_extension_get_id (extension),
                    (double) timeout / G_TIME_SPAN_SECOND);
}

/* With the mutex held; it is let go of meanwhile, as log writers are the host's. */
static void
report (TendrilWatchdog *self)
{
  g_autoptr (TendrilExtension) extension = g_object_ref (self->extension);

  if (self->marker != NULL)
    tendril_marker_stall (self->marker, self->status);
  self->extension = NULL;

  g_mutex_unlock (&self->mutex);
  log_stall (extension, self->timeout);
  self->stalled (extension, self->user_data);
  g_mutex_lock (&self->mutex);
}

/* It wakes up once in a timeout, not once per init. */
static gpointer
watch (gpointer user_data)
{
  TendrilWatchdog *self = user_data;

  g_mutex_lock (&self->mutex);
  while (!self->stopping)
    {
      gint64 now = g_get_monotonic_time ();
      gint64 end = (self->extension != NULL ? self->started : now) + self->timeout;

      if (now >= end)
        report (self);
      else
        g_cond_wait_until (&self->cond, &self->mutex, end);
    }
  g_mutex_unlock (&self->mutex);

  return NULL;
}

/* @timeout is in milliseconds; @marker may be NULL. */
TendrilWatchdog *
tendril_watchdog_new (guint               timeout,
                      TendrilMarker      *marker,
                      TendrilStalledFunc  stalled,
                      gpointer            user_data)
{
  TendrilWatchdog *self = g_new0 (TendrilWatchdog, 1);
  sigset_t all, old;

  self->timeout = timeout * G_TIME_SPAN_MILLISECOND;
  self->marker = marker;
  self->stalled = stalled;
  self->user_data = user_data;
  g_mutex_init (&self->mutex);
  g_cond_init (&self->cond);

  /* Signals are for the threads of the host. */
  sigfillset (&all);
  pthread_sigmask (SIG_SETMASK, &all, &old);
  self->thread = g_thread_try_new ("tendril-watchdog", watch, self, NULL);
  pthread_sigmask (SIG_SETMASK, &old, NULL);

  return self;
}

void
tendril_watchdog_free (TendrilWatchdog *self)
{
  g_mutex_lock (&self->mutex);
  self->stopping = TRUE;
  g_cond_signal (&self->cond);
  g_mutex_unlock (&self->mutex);

  g_clear_pointer (&self->thread, g_thread_join);
  g_mutex_clear (&self->mutex);
  g_cond_clear (&self->cond);
  g_free (self);
}

void
tendril_watchdog_begin (TendrilWatchdog  *self,
                        TendrilExtension *extension,
                        int               status)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->extension = extension;
  self->status = status;
  self->started = g_get_monotonic_time ();
}

void
tendril_watchdog_end (TendrilWatchdog *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->extension = NULL;
}
