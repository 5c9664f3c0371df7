/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* benchmark-process COMMAND…: runs it, and prints the nanoseconds of processor time that it took, which
 * other load does not change, and its peak in KiB. It uses nothing but libc: a child starts with the peak of what forked it. */

#include <fcntl.h>
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int64_t
to_nanoseconds (struct timeval time)
{
  return time.tv_sec * INT64_C (1000000000) + time.tv_usec * 1000;
}

int
main (int    argc,
      char **argv)
{
  struct rusage usage;
  pid_t child = fork ();
  int status;

  if (child == 0)
    {
      dup2 (open ("/dev/null", O_WRONLY | O_CLOEXEC), STDOUT_FILENO);
      execv (argv[1], argv + 1);
      _exit (127);
    }
  if (child < 0 || wait4 (child, &status, 0, &usage) != child || status != 0)
    return 1;

  printf ("%" PRId64 " %ld\n", to_nanoseconds (usage.ru_utime) + to_nanoseconds (usage.ru_stime),
          usage.ru_maxrss);
  return 0;
}
