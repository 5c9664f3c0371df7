/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tendril-gsl-guard.h"

#include <gsl/gsl_errno.h>
#include <gsl/gsl_message.h>
#include <math.h>
#include <stdio.h>
#include <stdlib.h>

/* GSL's `_e` functions report through the process-wide handler before they return, and the default
 * one aborts. Neither NULL (aborts), nor gsl_set_error_handler_off () (mutes the host), nor a swap
 * around each call (a race between threads) is right. So one handler is put in front, once: silent
 * on a thread that is inside a call of ours, else it does what was there before. A handler that the
 * host sets later is the host's decision, and is not touched. */
static gsl_error_handler_t *previous_handler;
static _Thread_local gboolean inside;

static G_GNUC_NORETURN void
abort_as_gsl_does (const char *reason,
                   const char *file,
                   int         line)
{
  gsl_stream_printf ("ERROR", file, line, reason);
  fflush (stdout);
  fprintf (stderr, "Default GSL error handler invoked.\n");
  fflush (stderr);
  abort ();
}

static void
on_error (const char *reason,
          const char *file,
          int         line,
          int         code)
{
  if (inside)
    return;
  if (previous_handler == NULL)
    abort_as_gsl_does (reason, file, line);
  previous_handler (reason, file, line, code);
}

/* Once per process: a second time could chain to a handler that chains to this one. */
void
tendril_gsl_guard_install (void)
{
  static gsize installed = 0;

  if (g_once_init_enter (&installed))
    {
      previous_handler = gsl_set_error_handler (on_error);
      g_once_init_leave (&installed, 1);
    }
}

void
tendril_gsl_guard_enter (void)
{
  inside = TRUE;
}

double
tendril_gsl_guard_leave (int    status,
                         double value)
{
  inside = FALSE;

  switch (status)
    {
    case GSL_SUCCESS:
    case GSL_EUNDRFLW:
      return value;
    case GSL_EOVRFLW:
      return copysign (INFINITY, value);
    default:
      return NAN;
    }
}
