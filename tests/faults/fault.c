/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* An init for everything that an extension can do to its host. */

#include <fcntl.h>
#include <signal.h>
#include <stdlib.h>
#include <sys/mman.h>
#include <sys/wait.h>
#include <tendril.h>
#include <unistd.h>

#define FAULT(name) TENDRIL_EXPORT void fault_##name (GError **error); void fault_##name (GError **error)
#define GOOD(n) FAULT (good_##n) { count_good (); }

static void
count_good (void)
{
  const char *wait = g_getenv ("FAULT_WAIT_MS");

  if (wait != NULL)
    g_usleep (atoi (wait) * G_TIME_SPAN_MILLISECOND);
}

GOOD (0)
GOOD (1)
GOOD (2)
GOOD (3)
GOOD (4)
GOOD (5)
GOOD (6)
GOOD (7)

FAULT (segv)
{
  *(volatile int *) 8 = 1;
}

/* As a misaligned or cut off mapping does it. */
FAULT (bus)
{
  int fd = memfd_create ("fault", MFD_CLOEXEC);
  volatile char *page = mmap (NULL, 4096, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);

  *page = 1;
}

FAULT (ill)
{
  raise (SIGILL);
}

FAULT (fpe)
{
  raise (SIGFPE);
}

FAULT (abort)
{
  abort ();
}

FAULT (g_error)
{
  g_error ("this extension gives up");
}

static volatile int depth_reached;

static int __attribute__ ((noinline))
recurse (int depth)
{
  volatile char room[512];

  room[depth % 512] = depth;
  depth_reached = depth;
  return recurse (depth + 1) + room[0];
}

FAULT (overflow)
{
  recurse (0);
}

FAULT (exit)
{
  exit (0);
}

FAULT (quick_exit)
{
  _exit (0);
}

FAULT (kill)
{
  kill (getpid (), SIGKILL);
  pause ();
}

FAULT (hang)
{
  while (TRUE)
    pause ();
}

FAULT (flood)
{
  static const char line[] = "noise noise noise noise noise noise noise noise noise noise noise\n";

  while (write (STDOUT_FILENO, line, sizeof line - 1) > 0)
    ;
  while (TRUE)
    pause ();
}

FAULT (memory)
{
  while (TRUE)
    memset (g_malloc (1 << 24), 1, 1 << 24);
}

FAULT (error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_SUPPORTED, "not on this day");
}

/* A daemon that outlives the crash. */
FAULT (forks_and_crashes)
{
  if (fork () == 0)
    {
      sleep (3);
      _exit (0);
    }
  abort ();
}

/* The child ends as programs do, which is not the end of the host. */
FAULT (forks_and_exits)
{
  pid_t child = fork ();

  if (child == 0)
    exit (0);
  waitpid (child, NULL, 0);
}

/* No store into the marker works any longer. */
FAULT (cuts_markers)
{
  g_autofree char *path =
    g_strdup_printf ("%s/tendril-1/fault-host/markers/%d", g_get_user_state_dir (), getpid ());

  if (truncate (path, 0) != 0)
    g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, path);
}

/* What `tendril probe` gives its process to report by. */
FAULT (reports_garbage)
{
  if (write (3, "\xff\xfe", 2) == 2)
    _exit (0);
}

FAULT (reports_endlessly)
{
  static const char noise[4096] = "active";

  while (write (3, noise, sizeof noise) > 0)
    ;
}
