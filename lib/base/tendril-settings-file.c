/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-settings-file-private.h"

#include "tendril-error.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <unistd.h>

/* What people and programs write is far smaller; a device or a giant must not hold up a start. */
#define MAX_SIZE (1024 * 1024)

char *
tendril_settings_file_get_path (void)
{
  return g_build_filename (g_get_user_config_dir (), "tendril-1", "settings.ini", NULL);
}

/* NULL without an error: there is no such file. */
static char *
read_file (const char  *path,
           GError     **error)
{
  g_autofree char *contents = NULL;
  GStatBuf info;

  if (g_stat (path, &info) != 0)
    {
      if (errno == ENOENT || errno == ENOTDIR)
        return NULL;
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_SETTINGS, "%s cannot be read: %s", path,
                   g_strerror (errno));
      return NULL;
    }
  if (!S_ISREG (info.st_mode) || info.st_size > MAX_SIZE)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_SETTINGS,
                   "%s is no regular file of less than 1 MiB", path);
      return NULL;
    }
  if (!g_file_get_contents (path, &contents, NULL, error))
    {
      (*error)->domain = TENDRIL_ERROR;
      (*error)->code = TENDRIL_ERROR_SETTINGS;
    }

  return g_steal_pointer (&contents);
}

static gboolean
load_data (GKeyFile    *key_file,
           const char  *path,
           const char  *contents,
           GError     **error)
{
  g_autoptr (GError) cause = NULL;

  if (g_key_file_load_from_data (key_file, contents, -1, G_KEY_FILE_KEEP_COMMENTS, &cause))
    return TRUE;

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_SETTINGS, "%s: %s", path, cause->message);
  return FALSE;
}

static gboolean
is_good_line (const char *line)
{
  g_autoptr (GKeyFile) scratch = g_key_file_new ();
  g_autofree char *text = g_strconcat ("[x]\n", line, NULL);

  return g_key_file_load_from_data (scratch, text, -1, G_KEY_FILE_NONE, NULL);
}

/* One line that is none of a comment, a group and a key would cost all the others. */
static char *
drop_bad_lines (const char *contents)
{
  g_auto (GStrv) lines = g_strsplit (contents, "\n", -1);
  GString *kept = g_string_new (NULL);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      const char *line = g_strstrip (lines[i]);

      if (is_good_line (line))
        g_string_append_printf (kept, "%s\n", line);
      else if (line[0] == '[') /* What follows must not count as the group's above. */
        g_string_append (kept, "[damaged]\n");
    }

  return g_string_free (kept, FALSE);
}

/* Never NULL. What can be read of a damaged file counts, for it may say that something is off;
 * @complaint tells the rest. */
GKeyFile *
tendril_settings_file_load (char **complaint)
{
  g_autofree char *path = tendril_settings_file_get_path ();
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_autoptr (GError) error = NULL;
  g_autofree char *contents = read_file (path, &error);

  if (contents != NULL && !load_data (key_file, path, contents, &error))
    {
      g_autofree char *rest = drop_bad_lines (contents);

      load_data (key_file, path, rest, NULL);
    }

  *complaint = error != NULL ? g_strdup (error->message) : NULL;
  return g_steal_pointer (&key_file);
}

/* The folder is the lock: a file beside the settings would be one more to explain. */
static int
lock_folder (const char  *folder,
             GError     **error)
{
  int fd = -1;

  if (g_mkdir_with_parents (folder, 0700) == 0)
    fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_SETTINGS, "%s cannot be made: %s", folder,
                 g_strerror (errno));
  else
    while (flock (fd, LOCK_EX) != 0 && errno == EINTR)
      ;

  return fd;
}

static gboolean
edit_file (const char           *path,
           TendrilSettingsEdit   edit,
           gpointer              user_data,
           GError              **error)
{
  g_autoptr (GKeyFile) key_file = g_key_file_new ();
  g_autoptr (GError) read_error = NULL;
  g_autofree char *before = read_file (path, &read_error);
  g_autofree char *after = NULL;
  g_autofree char *target = realpath (path, NULL);
  gsize length;

  if (read_error != NULL)
    {
      g_propagate_error (error, g_steal_pointer (&read_error));
      return FALSE;
    }
  if (before != NULL && !load_data (key_file, path, before, error))
    return FALSE;

  edit (key_file, user_data);
  after = g_key_file_to_data (key_file, &length, NULL);
  if (g_strcmp0 (before, after) == 0)
    return TRUE;

  /* Of a link the target is replaced: dot files are kept elsewhere and linked to. */
  if (g_file_set_contents_full (target != NULL ? target : path, after, length,
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE, 0600,
                                &read_error))
    return TRUE;

  g_set_error_literal (error, TENDRIL_ERROR, TENDRIL_ERROR_SETTINGS, read_error->message);
  return FALSE;
}

/* Comments and keys that nobody here knows stay. A damaged file is left as it is. */
gboolean
tendril_settings_file_edit (TendrilSettingsEdit   edit,
                            gpointer              user_data,
                            GError              **error)
{
  g_autofree char *path = tendril_settings_file_get_path ();
  g_autofree char *folder = g_path_get_dirname (path);
  int lock = lock_folder (folder, error);
  gboolean result;

  if (lock < 0)
    return FALSE;

  result = edit_file (path, edit, user_data, error);
  close (lock);
  return result;
}
