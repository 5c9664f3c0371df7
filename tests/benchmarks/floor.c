/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "floor.h"

#include <dirent.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define SUFFIX ".dist-info"
#define MANIFEST "/entry_points.txt"
#define METADATA "/METADATA"

/* The names that a validation asks for are known before; they are no part of its cost. */
typedef struct
{
  char *path;
  GPtrArray *directories;   /* metadata directories and manifests that are there */
} FloorEntry;

struct _FloorTree
{
  GPtrArray *entries;
};

static gssize
read_file (int         directory,
           const char *name,
           char       *buffer,
           gsize       size)
{
  int fd = openat (directory, name, O_RDONLY | O_CLOEXEC);
  struct stat info;
  gssize n = -1;

  if (fd < 0)
    return -1;

  if (fstat (fd, &info) == 0 && (gsize) info.st_size < size)
    n = read (fd, buffer, info.st_size);
  close (fd);
  return n;
}

static gboolean
is_metadata (const char *name,
             gsize       length)
{
  return length > strlen (SUFFIX) &&
         memcmp (name + length - strlen (SUFFIX), SUFFIX, strlen (SUFFIX)) == 0;
}

static guint
scan_one (const char *path,
          const char *group)
{
  char buffer[64 * 1024];
  char name[NAME_MAX + sizeof MANIFEST];
  DIR *stream = opendir (path);
  const struct dirent *entry;
  guint n_found = 0;

  if (stream == NULL)
    return 0;

  while ((entry = readdir (stream)) != NULL)
    {
      gsize length = strlen (entry->d_name);
      gssize n;

      if (!is_metadata (entry->d_name, length))
        continue;

      memcpy (name, entry->d_name, length);
      memcpy (name + length, MANIFEST, sizeof MANIFEST);
      n = read_file (dirfd (stream), name, buffer, sizeof buffer);
      if (n < 0 || memmem (buffer, n, group, strlen (group)) == NULL)
        continue;

      memcpy (name + length, METADATA, sizeof METADATA);
      n_found += read_file (dirfd (stream), name, buffer, sizeof buffer) >= 0;
    }

  closedir (stream);
  return n_found;
}

/* Open, getdents, an open of each manifest, fstat, read and close of those that are there, the same
 * of the wanted METADATA. Returns how many are wanted. */
guint
floor_scan (const char *const *paths,
            const char        *group)
{
  guint n_found = 0;

  for (; *paths != NULL; paths++)
    n_found += scan_one (*paths, group);

  return n_found;
}

static void
floor_entry_free (gpointer data)
{
  FloorEntry *entry = data;

  g_free (entry->path);
  g_ptr_array_unref (entry->directories);
  g_free (entry);
}

static FloorEntry *
floor_entry_new (const char *path)
{
  FloorEntry *self = g_new0 (FloorEntry, 1);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  const char *name;

  self->path = g_strdup (path);
  self->directories = g_ptr_array_new_with_free_func (g_free);
  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *manifest = g_build_filename (path, name, MANIFEST, NULL);

      if (!is_metadata (name, strlen (name)))
        continue;
      g_ptr_array_add (self->directories, g_strdup (name));
      if (g_file_test (manifest, G_FILE_TEST_EXISTS))
        g_ptr_array_add (self->directories, g_strconcat (name, MANIFEST, NULL));
    }

  return self;
}

FloorTree *
floor_tree_new (const char *const *paths)
{
  FloorTree *self = g_new0 (FloorTree, 1);

  self->entries = g_ptr_array_new_with_free_func (floor_entry_free);
  for (; *paths != NULL; paths++)
    g_ptr_array_add (self->entries, floor_entry_new (*paths));

  return self;
}

void
floor_tree_free (FloorTree *self)
{
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/* A stat of every metadata directory and of its manifest, relative to the open directory. */
guint
floor_stats (const FloorTree *self)
{
  guint n_found = 0;

  for (guint i = 0; i < self->entries->len; i++)
    {
      const FloorEntry *entry = g_ptr_array_index (self->entries, i);
      int fd = open (entry->path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
      struct stat info;

      if (fd < 0 || fstat (fd, &info) != 0)
        continue;
      for (guint j = 0; j < entry->directories->len; j++)
        n_found += fstatat (fd, g_ptr_array_index (entry->directories, j), &info, 0) == 0;
      close (fd);
    }

  return n_found;
}

/* One stat of each directory. */
guint
floor_directory (const char *const *paths)
{
  guint n_found = 0;
  struct stat info;

  for (; *paths != NULL; paths++)
    n_found += stat (*paths, &info) == 0;

  return n_found;
}
