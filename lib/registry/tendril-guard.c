/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-guard-private.h"

#include "tendril-crash-handlers-private.h"

struct _TendrilGuard
{
  TendrilMarker *marker;    /* NULL where nothing can be kept */
  guint timeout;
  TendrilStalledFunc stalled;
  gpointer user_data;

  gboolean entered;         /* a thread is between its first init and the end of its turn */
  TendrilCrashScope scope;
  TendrilWatchdog *watchdog;
};

/* @directory is NULL where no marker is to be kept; @timeout is in milliseconds, 0 for none. */
TendrilGuard *
tendril_guard_new (const char         *directory,
                   guint               timeout,
                   TendrilStalledFunc  stalled,
                   gpointer            user_data)
{
  TendrilGuard *self = g_new0 (TendrilGuard, 1);

  if (directory != NULL)
    {
      g_autofree char *markers = g_build_filename (directory, "markers", NULL);

      self->marker = tendril_marker_new (markers);
    }
  self->timeout = timeout;
  self->stalled = stalled;
  self->user_data = user_data;

  return self;
}

void
tendril_guard_free (TendrilGuard *self)
{
  tendril_guard_leave (self);
  g_clear_pointer (&self->marker, tendril_marker_free);
  g_free (self);
}

static void
enter (TendrilGuard *self)
{
  if (self->marker != NULL)
    tendril_crash_handlers_install (&self->scope, tendril_marker_get_page (self->marker),
                                    tendril_marker_get_lock (self->marker));
  if (self->timeout > 0)
    self->watchdog =
      tendril_watchdog_new (self->timeout, self->marker, self->stalled, self->user_data);
  self->entered = TRUE;
}

/* The thread goes on with what is not ours: its handlers are the host's again. */
void
tendril_guard_leave (TendrilGuard *self)
{
  if (!self->entered)
    return;

  g_clear_pointer (&self->watchdog, tendril_watchdog_free);
  if (self->marker != NULL)
    tendril_crash_handlers_remove (&self->scope);
  self->entered = FALSE;
}

void
tendril_guard_begin (TendrilGuard             *self,
                     TendrilExtension         *extension,
                     const char               *file,
                     const TendrilModuleStamp *stamp)
{
  TendrilEntryPoint *entry_point = tendril_extension_get_entry_point (extension);
  int status = 0;

  if (!self->entered)
    enter (self);
  if (self->marker != NULL)
    status = tendril_marker_begin (self->marker, tendril_entry_point_get_group (entry_point),
                                   tendril_extension_get_id (extension),
                                   tendril_extension_get_version (extension), file, stamp);
  if (self->watchdog != NULL)
    tendril_watchdog_begin (self->watchdog, extension, status);
}

void
tendril_guard_end (TendrilGuard *self)
{
  if (self->watchdog != NULL)
    tendril_watchdog_end (self->watchdog);
  if (self->marker != NULL)
    tendril_marker_end (self->marker);
}
