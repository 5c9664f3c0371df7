/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-stamp-private.h"

#include <errno.h>
#include <fcntl.h>
#include <time.h>

/* Git's "racily clean" rule: the clock of a file system may be as coarse as two seconds (FAT). */
#define RACY_AGE (2 * G_GINT64_CONSTANT (1000000000))

static gint64
to_nanoseconds (const struct timespec *time)
{
  return (gint64) time->tv_sec * G_GINT64_CONSTANT (1000000000) + time->tv_nsec;
}

gint64
tendril_stamp_now (void)
{
  struct timespec time;

  clock_gettime (CLOCK_REALTIME, &time);
  return to_nanoseconds (&time);
}

/* Murmur3's finalizer: every bit of the input moves every bit of the result. */
static guint64
mix (guint64 hash,
     guint64 value)
{
  hash ^= value;
  hash ^= hash >> 33;
  hash *= G_GUINT64_CONSTANT (0xff51afd7ed558ccd);
  hash ^= hash >> 33;
  hash *= G_GUINT64_CONSTANT (0xc4ceb9fe1a85ec53);
  return hash ^ (hash >> 33);
}

TendrilStamp
tendril_stamp_new (const struct stat *info,
                   gint64             now)
{
  gint64 modified = to_nanoseconds (&info->st_mtim);
  gint64 changed = to_nanoseconds (&info->st_ctim);
  guint64 hash = 0;

  /* mtime may be set to anything, ctime is the kernel's. */
  if (changed > now - RACY_AGE)
    return TENDRIL_STAMP_RACY;

  hash = mix (hash, info->st_dev);
  hash = mix (hash, info->st_ino);
  hash = mix (hash, modified);
  hash = mix (hash, changed);
  hash = mix (hash, info->st_size);
  return hash > TENDRIL_STAMP_RACY ? hash : TENDRIL_STAMP_RACY + 1;
}

TendrilStamp
tendril_stamp_at (int         directory,
                  const char *name,
                  gint64      now)
{
  struct stat info;

  /* What is there and tells nothing, as a loop of links, is looked at each time. */
  if (fstatat (directory, name, &info, 0) != 0)
    return errno == ENOENT || errno == ENOTDIR ? TENDRIL_STAMP_ABSENT : TENDRIL_STAMP_RACY;

  return tendril_stamp_new (&info, now);
}

gboolean
tendril_stamp_same (TendrilStamp a,
                    TendrilStamp b)
{
  return a == b && a != TENDRIL_STAMP_RACY;
}
