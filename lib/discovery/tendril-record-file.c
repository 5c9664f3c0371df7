/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-record-file-private.h"

#include "tendril-record-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  int location;
  TendrilMissingFiles *missing;
} Check;

static gboolean
is_missing (Check      *check,
            const char *path)
{
  struct stat info;

  return fstatat (check->location, path, &info, AT_SYMLINK_NOFOLLOW) != 0 &&
         (errno == ENOENT || errno == ENOTDIR);
}

/* Compiled files come and go with the interpreter. */
static void
check_row (const TendrilRecordRow *row,
           gpointer                user_data)
{
  Check *check = user_data;

  if (g_str_has_suffix (row->path, ".pyc") || !is_missing (check, row->path))
    return;

  if (check->missing->n_files++ == 0)
    {
      check->missing->first = g_strdup (row->path);
      check->missing->line = row->line;
    }
}

/* A row that leads elsewhere, as a script's does, says nothing of the distribution's directory. */
static void
skip_row (TendrilRecordProblem problem,
          guint                line,
          gpointer             user_data)
{
}

/* @file is the RECORD of a distribution in @location; a stat for each file that it lists. */
TendrilFileResult
tendril_record_file_find_missing (const char          *file,
                                  const char          *location,
                                  TendrilMissingFiles *missing)
{
  static const TendrilRecordHandler handler = { check_row, skip_row };
  g_autoptr (GString) contents = g_string_new (NULL);
  Check check = { -1, missing };
  TendrilFileResult result =
    tendril_file_read_at (AT_FDCWD, file, TENDRIL_RECORD_MAX_SIZE, contents);

  *missing = (TendrilMissingFiles) { 0, NULL, 0 };
  if (result != TENDRIL_FILE_READ)
    return result;

  check.location = open (location, O_PATH | O_DIRECTORY | O_CLOEXEC);
  if (check.location < 0)
    return TENDRIL_FILE_UNREADABLE;
  tendril_record_parse (contents->str, contents->len, &handler, &check);
  close (check.location);

  return TENDRIL_FILE_READ;
}
