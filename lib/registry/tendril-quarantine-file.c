/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-quarantine-file-private.h"

#include "tendril-file-limit-private.h"
#include "tendril-marker-private.h"

#include <fcntl.h>
#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

#define FILE_NAME "quarantine.ini"
#define CHECKSUM "# checksum "

/* Nobody holds the lock longer than a file takes to write, unless he was stopped. */
#define LOCK_INTERVAL (5 * G_TIME_SPAN_MILLISECOND)
#define LOCK_TRIES 1000

/* Returns a descriptor that holds the lock until it is closed, or -1. */
int
tendril_quarantine_file_lock (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, "lock", NULL);
  int fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK, 0600);

  for (guint i = 0; fd >= 0 && i < LOCK_TRIES; i++)
    {
      if (tendril_marker_lock (fd))
        return fd;
      g_usleep (LOCK_INTERVAL);
    }

  if (fd >= 0)
    close (fd);
  return -1;
}

static gboolean
is_intact (const char *text,
           gsize       length)
{
  g_autofree char *checksum = NULL;
  const char *line = g_strrstr_len (text, length, CHECKSUM);

  if (line == NULL)
    return FALSE;

  checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, line - text);
  line += strlen (CHECKSUM);
  return strlen (line) == strlen (checksum) + 1 && g_str_has_prefix (line, checksum);
}

/* NULL if the file cannot be read, and must not be written then. What was torn or changed is as
 * good as none. */
GKeyFile *
tendril_quarantine_file_load (const char *directory)
{
  g_autofree char *path = g_build_filename (directory, FILE_NAME, NULL);
  g_autofree char *text = NULL;
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, &error))
    return g_error_matches (error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
             ? g_steal_pointer (&key_file)
             : NULL;

  if (is_intact (text, length) &&
      g_key_file_load_from_data (key_file, text, length, G_KEY_FILE_NONE, NULL))
    return g_steal_pointer (&key_file);

  g_message ("%s is damaged and was ignored", path);
  return g_key_file_new ();
}

gboolean
tendril_quarantine_file_store (const char  *directory,
                               GKeyFile    *key_file,
                               GError     **error)
{
  g_autofree char *path = g_build_filename (directory, FILE_NAME, NULL);
  g_autofree char *text = g_key_file_to_data (key_file, NULL, NULL);
  g_autofree char *checksum = g_compute_checksum_for_string (G_CHECKSUM_SHA256, text, -1);
  g_autofree char *complete = g_strconcat (text, CHECKSUM, checksum, "\n", NULL);

  if (!tendril_file_size_allowed (strlen (complete)))
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE,
                           "The file would be over the size limit of the process");
      return FALSE;
    }

  return g_file_set_contents_full (path, complete, -1,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0600, error);
}
