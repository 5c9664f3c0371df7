/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-directory-private.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _TendrilDirectory
{
  DIR *stream;
};

/* The same directory under two spellings counts once. */
static gboolean
visit (GArray            *visited,
       const struct stat *info)
{
  TendrilDirectoryId id = { info->st_dev, info->st_ino };

  for (guint i = 0; i < visited->len; i++)
    {
      const TendrilDirectoryId *seen = &g_array_index (visited, TendrilDirectoryId, i);

      if (seen->dev == id.dev && seen->ino == id.ino)
        return FALSE;
    }

  g_array_append_val (visited, id);
  return TRUE;
}

/* Without a directory and TENDRIL_FILE_READ it was visited before. */
TendrilFileResult
tendril_directory_open (const char        *path,
                        GArray            *visited,
                        TendrilDirectory **directory)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC);
  struct stat info;
  DIR *stream;

  *directory = NULL;
  if (fd < 0)
    return errno == ENOENT || errno == ENOTDIR ? TENDRIL_FILE_MISSING : TENDRIL_FILE_UNREADABLE;

  if (fstat (fd, &info) != 0 || (stream = fdopendir (fd)) == NULL)
    {
      close (fd);
      return TENDRIL_FILE_UNREADABLE;
    }
  if (!visit (visited, &info))
    {
      closedir (stream);
      return TENDRIL_FILE_READ;
    }

  *directory = g_new0 (TendrilDirectory, 1);
  (*directory)->stream = stream;
  return TENDRIL_FILE_READ;
}

void
tendril_directory_close (TendrilDirectory *self)
{
  closedir (self->stream);
  g_free (self);
}

int
tendril_directory_get_fd (TendrilDirectory *self)
{
  return dirfd (self->stream);
}

static void
sort_name (const TendrilDirectoryHandler *handler,
           gpointer                       user_data,
           const char                    *name)
{
  TendrilDirectoryName parsed;

  if (!tendril_directory_name_parse (name, &parsed))
    {
      if (g_str_has_suffix (name, ".egg-link"))
        handler->stray (TENDRIL_STRAY_EGG_LINK, name, user_data);
      return;
    }

  if (parsed.name.length == 0)
    handler->stray (TENDRIL_STRAY_NAMELESS, name, user_data);
  else if (*name == '~')
    handler->stray (TENDRIL_STRAY_TEMPORARY, name, user_data);
  else
    handler->candidate (&parsed, name, user_data);
}

static int
compare_names (gconstpointer a,
               gconstpointer b)
{
  return strcmp (*(const char *const *) a, *(const char *const *) b);
}

/* Returns the names of the .pth files, sorted. */
GPtrArray *
tendril_directory_list (TendrilDirectory              *self,
                        const TendrilDirectoryHandler *handler,
                        gpointer                       user_data)
{
  GPtrArray *pth_names = g_ptr_array_new_with_free_func (g_free);
  const struct dirent *entry;

  while ((entry = readdir (self->stream)) != NULL)
    {
      if (g_str_has_suffix (entry->d_name, ".pth"))
        g_ptr_array_add (pth_names, g_strdup (entry->d_name));
      else
        sort_name (handler, user_data, entry->d_name);
    }

  g_ptr_array_sort (pth_names, compare_names);
  return pth_names;
}
