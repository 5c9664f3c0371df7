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
  int fd;
  struct stat info;
  DIR *stream;              /* owns fd; made by the first list */
};

/* The same directory under two spellings counts once. */
gboolean
tendril_directory_visit (GArray            *visited,
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

static TendrilFileResult
result_from_errno (int error)
{
  switch (error)
    {
    case ENOENT:
      return TENDRIL_FILE_MISSING;
    case ENOTDIR:
      return TENDRIL_FILE_NOT_A_DIRECTORY;
    case ELOOP:
      return TENDRIL_FILE_NOT_A_FILE;
    default:
      return TENDRIL_FILE_UNREADABLE;
    }
}

/* Without a directory and TENDRIL_FILE_READ it was visited before. */
TendrilFileResult
tendril_directory_open (const char        *path,
                        GArray            *visited,
                        TendrilDirectory **directory)
{
  int fd = open (path, O_RDONLY | O_DIRECTORY | O_NONBLOCK | O_CLOEXEC);
  struct stat info;

  *directory = NULL;
  if (fd < 0)
    return result_from_errno (errno);

  if (fstat (fd, &info) != 0 || !tendril_directory_visit (visited, &info))
    {
      close (fd);
      return TENDRIL_FILE_READ;
    }

  *directory = g_new0 (TendrilDirectory, 1);
  (*directory)->fd = fd;
  (*directory)->info = info;
  return TENDRIL_FILE_READ;
}

void
tendril_directory_close (TendrilDirectory *self)
{
  if (self->stream != NULL)
    closedir (self->stream);
  else
    close (self->fd);
  g_free (self);
}

int
tendril_directory_get_fd (TendrilDirectory *self)
{
  return self->fd;
}

/* As it was when the directory was opened. */
TendrilStamp
tendril_directory_get_stamp (TendrilDirectory *self,
                             gint64            now)
{
  return tendril_stamp_new (&self->info, now);
}

/* Whether the directory last changed when that file in it did, or before. */
gboolean
tendril_directory_is_older (TendrilDirectory  *self,
                            const struct stat *info)
{
  const struct timespec *directory = &self->info.st_ctim, *file = &info->st_ctim;

  return directory->tv_sec < file->tv_sec ||
         (directory->tv_sec == file->tv_sec && directory->tv_nsec <= file->tv_nsec);
}

/* Tells @handler what a name in @location stands for, if anything. */
void
tendril_directory_sort_name (const char                    *location,
                             const char                    *name,
                             const TendrilDirectoryHandler *handler,
                             gpointer                       user_data)
{
  TendrilDirectoryName parsed;

  if (!tendril_directory_name_parse_in (location, name, &parsed))
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

/* @location is the directory's path. Returns the names of the .pth files, sorted; hidden ones do
 * not count, as since Python 3.11.8. */
GPtrArray *
tendril_directory_list (TendrilDirectory              *self,
                        const char                    *location,
                        const TendrilDirectoryHandler *handler,
                        gpointer                       user_data)
{
  GPtrArray *pth_names = g_ptr_array_new_with_free_func (g_free);
  const struct dirent *entry;

  if (self->stream == NULL)
    self->stream = fdopendir (self->fd);
  if (self->stream == NULL)
    return pth_names;

  while ((entry = readdir (self->stream)) != NULL)
    {
      if (g_str_has_suffix (entry->d_name, ".pth") && *entry->d_name != '.')
        g_ptr_array_add (pth_names, g_strdup (entry->d_name));
      else
        tendril_directory_sort_name (location, entry->d_name, handler, user_data);
    }

  g_ptr_array_sort (pth_names, compare_names);
  return pth_names;
}
