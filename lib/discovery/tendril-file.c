/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-file-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

static TendrilFileResult
result_from_errno (int error)
{
  switch (error)
    {
    case ENOENT:
    case ENOTDIR:
      return TENDRIL_FILE_MISSING;
    case ELOOP:
    case ENXIO:
    case ENODEV:
      return TENDRIL_FILE_NOT_A_FILE;
    default:
      return TENDRIL_FILE_UNREADABLE;
    }
}

/* A short read of a regular file that holds as much as fstat () told is its end; asking again would
 * cost a fourth of what the file costs. */
static TendrilFileResult
read_all (int      fd,
          gsize    size,
          gsize    max_size,
          GString *contents)
{
  for (;;)
    {
      gsize room = contents->allocated_len - contents->len - 1;
      gssize n;

      if (room == 0)
        {
          g_string_set_size (contents, contents->len + 4096);
          g_string_truncate (contents, contents->len - 4096);
          continue;
        }

      n = read (fd, contents->str + contents->len, room);
      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return TENDRIL_FILE_UNREADABLE;

      contents->len += n;
      contents->str[contents->len] = '\0';
      if (contents->len > max_size)
        return TENDRIL_FILE_TOO_BIG;
      if (n == 0 || (size > 0 && contents->len >= size && (gsize) n < room))
        return TENDRIL_FILE_READ;
    }
}

/* Replaces @contents. O_NONBLOCK and fstat () instead of trust: a FIFO, a device or a sparse giant
 * costs an open and nothing more. */
TendrilFileResult
tendril_file_read_at (int         directory,
                      const char *name,
                      gsize       max_size,
                      GString    *contents)
{
  int fd = openat (directory, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  TendrilFileResult result;
  struct stat info;

  g_string_truncate (contents, 0);
  if (fd < 0)
    return result_from_errno (errno);

  if (fstat (fd, &info) != 0)
    result = TENDRIL_FILE_UNREADABLE;
  else if (!S_ISREG (info.st_mode))
    result = TENDRIL_FILE_NOT_A_FILE;
  else if ((guint64) info.st_size > max_size)
    result = TENDRIL_FILE_TOO_BIG;
  else
    result = read_all (fd, info.st_size, max_size, contents);

  close (fd);
  return result;
}
