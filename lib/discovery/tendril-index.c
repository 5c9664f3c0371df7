/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-index-private.h"

#include "tendril-debug-private.h"
#include "tendril-file-limit-private.h"
#include "tendril-metadata-file-private.h"
#include "tendril-snapshot-builder-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <gio/gio.h>

/* A small file is read sooner than mapped; search paths of many directories have many of them. */
#define MAX_READ_SIZE (16 * 1024)

static char *
get_index_directory (void)
{
  return g_build_filename (g_get_user_cache_dir (), "tendril-1", "index", NULL);
}

char *
tendril_index_get_file (const char *path)
{
  g_autofree char *directory = get_index_directory ();
  g_autofree char *name = g_compute_checksum_for_string (G_CHECKSUM_SHA256, path, -1);

  return g_build_filename (directory, name, NULL);
}

static TendrilValidation
get_wanted_validation (void)
{
  const char *text = tendril_getenv ("TENDRIL_INDEX");

  if (tendril_is_secure () || g_strcmp0 (text, "off") == 0)
    return TENDRIL_VALIDATION_NONE;
  if (g_strcmp0 (text, "directory") == 0)
    return TENDRIL_VALIDATION_DIRECTORY;
  return TENDRIL_VALIDATION_FULL;
}

/* Who else could write it could put words into the manifests' mouths. */
static gboolean
is_ours (const struct stat *info)
{
  return (info->st_uid == geteuid () || info->st_uid == 0) &&
         (info->st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* NULL if the file has become shorter meanwhile. */
static GBytes *
read_bytes (int   fd,
            gsize size)
{
  g_autoptr (GMappedFile) file = NULL;

  if (size <= MAX_READ_SIZE)
    {
      g_autofree char *data = g_malloc (size);

      return pread (fd, data, size, 0) == (gssize) size
               ? g_bytes_new_take (g_steal_pointer (&data), size)
               : NULL;
    }

  file = g_mapped_file_new_from_fd (fd, FALSE, NULL);
  return file != NULL ? g_mapped_file_get_bytes (file) : NULL;
}

static TendrilSnapshot *
read_snapshot (int         fd,
               gsize       size,
               const char *path,
               gboolean   *damaged)
{
  g_autoptr (GBytes) bytes = read_bytes (fd, size);
  g_autoptr (TendrilSnapshot) snapshot = NULL;

  if (bytes == NULL)
    return NULL;

  snapshot = tendril_snapshot_new (bytes);
  *damaged = snapshot == NULL && !tendril_snapshot_is_foreign (bytes);
  if (snapshot == NULL ||
      strcmp (tendril_snapshot_get_string (snapshot, snapshot->header->path), path) != 0)
    return NULL;

  return g_steal_pointer (&snapshot);
}

static TendrilSnapshot *
open_snapshot (int          directory,
               const char  *name,
               const char  *path,
               struct stat *info,
               gboolean    *damaged)
{
  int fd = openat (directory, name, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_NOFOLLOW | O_CLOEXEC);
  TendrilSnapshot *snapshot = NULL;

  if (fd < 0)
    return NULL;

  if (fstat (fd, info) == 0 && S_ISREG (info->st_mode) && is_ours (info) &&
      info->st_size <= TENDRIL_SNAPSHOT_MAX_SIZE)
    snapshot = read_snapshot (fd, info->st_size, path, damaged);

  close (fd);
  return snapshot;
}

/* A system-wide index is made when packages have been installed, and good until the directory
 * changes again. Its own arrival is the last change that it allows. */
static TendrilSnapshot *
load_system (TendrilDirectory *directory,
             const char       *path,
             gboolean         *damaged)
{
  g_autoptr (TendrilSnapshot) snapshot = NULL;
  struct stat info;

  snapshot = open_snapshot (tendril_directory_get_fd (directory), TENDRIL_INDEX_SYSTEM_NAME, path,
                            &info, damaged);
  if (snapshot == NULL || !tendril_directory_is_older (directory, &info))
    return NULL;

  return g_steal_pointer (&snapshot);
}

void
tendril_index_load (TendrilIndex     *index,
                    TendrilDirectory *directory,
                    const char       *path)
{
  g_autofree char *file = NULL;
  struct stat info;

  memset (index, 0, sizeof *index);
  index->validation = get_wanted_validation ();
  if (index->validation == TENDRIL_VALIDATION_NONE)
    return;

  index->snapshot = load_system (directory, path, &index->damaged);
  if (index->snapshot != NULL)
    {
      index->validation = TENDRIL_VALIDATION_SYSTEM;
      return;
    }

  file = tendril_index_get_file (path);
  index->snapshot = open_snapshot (AT_FDCWD, file, path, &info, &index->damaged);
}

static gboolean
write_all (int           fd,
           gconstpointer data,
           gsize         size)
{
  const char *position = data;

  while (size > 0)
    {
      gssize n = write (fd, position, size);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        return FALSE;
      position += n;
      size -= n;
    }

  return TRUE;
}

/* Not synced to the disk: what a crash tears, the checksum tells. */
static gboolean
replace_file (const char *file,
              GBytes     *bytes,
              int         mode)
{
  g_autofree char *temporary = g_strconcat (file, ".XXXXXX", NULL);
  gboolean written;
  int fd;

  if (!tendril_file_size_allowed (g_bytes_get_size (bytes)))
    return FALSE;

  fd = g_mkstemp_full (temporary, O_WRONLY | O_CLOEXEC, mode);
  if (fd < 0)
    return FALSE;

  written = write_all (fd, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
  written = close (fd) == 0 && written;
  if (written && g_rename (temporary, file) == 0)
    return TRUE;

  g_unlink (temporary);
  return FALSE;
}

static gboolean
prepare_directory (void)
{
  g_autofree char *directory = get_index_directory ();
  struct stat info;

  return g_mkdir_with_parents (directory, 0700) == 0 && lstat (directory, &info) == 0 &&
         S_ISDIR (info.st_mode) && info.st_uid == geteuid () &&
         (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* FALSE where the cache cannot be written, which costs time and nothing else. */
gboolean
tendril_index_store (const char *path,
                     GBytes     *bytes)
{
  g_autofree char *file = tendril_index_get_file (path);
  gboolean stored = prepare_directory () && replace_file (file, bytes, 0600);

  tendril_debug (TENDRIL_DEBUG_DISCOVERY, "index of %s: %s", path,
                 stored ? "written" : "cannot be written");
  return stored;
}

/* Nobody adds to a system-wide index later, so it holds all METADATA that may be asked for. */
static TendrilSnapshot *
add_metadata (const TendrilSnapshot *snapshot,
              const char            *path)
{
  g_autoptr (TendrilSnapshotBuilder) builder = tendril_snapshot_builder_new_from (snapshot);

  for (guint32 i = 0; i < snapshot->header->n_distributions; i++)
    {
      const TendrilDistributionRecord *record = &snapshot->distributions[i];
      const char *name = tendril_snapshot_get_string (snapshot, record->name);
      g_autofree char *directory = g_build_filename (path, name, NULL);
      gboolean is_egg = record->kind == TENDRIL_METADATA_EGG_INFO;
      g_auto (TendrilMetadata) metadata = { 0 };
      gboolean present;

      if (record->manifest == 0)
        continue;
      present = tendril_metadata_file_read (directory, is_egg, &metadata, NULL) ==
                TENDRIL_FILE_READ;
      tendril_snapshot_builder_set_metadata (builder, i,
                                             tendril_metadata_file_stamp (directory, is_egg),
                                             present ? &metadata : NULL);
      if (tendril_metadata_file_is_editable (directory))
        tendril_snapshot_builder_set_editable (builder, i);
    }

  return tendril_snapshot_builder_end (builder, snapshot->header->directory_stamp);
}

/**
 * tendril_index_write_system:
 * @directory_path: (type filename): a directory of the search path
 * @error: return location for an error
 *
 * Reads a directory anew and puts an index for every user into it, as the file `.tendril-1.index`.
 * Meant to be called when packages have been installed there or removed: the index is good until
 * the directory changes again, and an edit in place of a file beneath is not seen. May be called
 * from any thread.
 *
 * Returns: %FALSE if the directory cannot be read, or the file not be written
 *
 * Since: 1.0
 */
gboolean
tendril_index_write_system (const char  *directory_path,
                            GError     **error)
{
  g_autofree char *path = realpath (directory_path, NULL);
  g_autoptr (GArray) visited = g_array_new (FALSE, FALSE, sizeof (TendrilDirectoryId));
  g_autoptr (TendrilDirectory) directory = NULL;
  g_autoptr (TendrilSnapshot) snapshot = NULL;
  g_autoptr (TendrilSnapshot) complete = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autofree char *file = NULL;
  gboolean same;

  if (path != NULL)
    tendril_directory_open (path, visited, &directory);
  if (directory == NULL)
    {
      g_set_error (error, G_IO_ERROR, G_IO_ERROR_NOT_FOUND, "%s is no directory that can be read",
                   directory_path);
      return FALSE;
    }

  file = g_build_filename (path, TENDRIL_INDEX_SYSTEM_NAME, NULL);
  snapshot = tendril_refresh (directory, path, NULL, TENDRIL_VALIDATION_FULL, &same);
  complete = add_metadata (snapshot, path);
  bytes = tendril_snapshot_to_bytes (complete);

  /* The rename is the directory's last change; the file must not look older than that. */
  if (replace_file (file, bytes, 0644) && utimensat (AT_FDCWD, file, NULL, 0) == 0)
    return TRUE;

  g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s cannot be written: %s", file,
               g_strerror (errno));
  return FALSE;
}

/**
 * tendril_index_clear:
 * @error: return location for an error
 *
 * Removes the index of this user. The next discovery makes it anew. May be called from any thread.
 *
 * Returns: %FALSE if a file of it cannot be removed
 *
 * Since: 1.0
 */
gboolean
tendril_index_clear (GError **error)
{
  g_autofree char *path = get_index_directory ();
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *file = g_build_filename (path, name, NULL);

      if (g_unlink (file) == 0)
        continue;
      g_set_error (error, G_IO_ERROR, g_io_error_from_errno (errno), "%s cannot be removed: %s",
                   file, g_strerror (errno));
      return FALSE;
    }

  return TRUE;
}
