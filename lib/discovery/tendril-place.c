/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-place-private.h"

#include "tendril-metadata-file-private.h"

#include <fcntl.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The kernel knows where an open directory lies, if there is a /proc; realpath () asks for a link at
 * each component. */
static char *
find_canonical_path (const char *path,
                     int         directory)
{
  char link[32];
  char target[PATH_MAX];
  gssize length = -1;
  char *canonical;

  g_snprintf (link, sizeof link, "/proc/self/fd/%d", directory);
  if (directory >= 0)
    length = readlink (link, target, sizeof target);
  if (length > 0 && length < (gssize) sizeof target && *target == '/')
    return strndup (target, length);

  canonical = realpath (path, NULL);
  return canonical != NULL ? canonical : strdup (path);
}

static TendrilPlace *
place_new (const TendrilPathElement *element,
           int                       directory)
{
  TendrilPlace *self = g_new0 (TendrilPlace, 1);

  self->element = element;
  self->path = find_canonical_path (element->path, directory);

  return self;
}

TendrilPlace *
tendril_place_new (const TendrilPathElement *element,
                   TendrilDirectory         *directory,
                   gboolean                 *damaged)
{
  TendrilPlace *self = place_new (element, tendril_directory_get_fd (directory));
  TendrilIndex index;
  gboolean same;

  tendril_index_load (&index, directory, self->path);
  *damaged = index.damaged;
  self->known = index.snapshot;
  self->validation = index.validation;
  self->snapshot = tendril_refresh (directory, self->path, self->known, self->validation, &same);

  return self;
}

/* Takes @archive. It has been read already, and is in no index. */
TendrilPlace *
tendril_place_new_archive (const TendrilPathElement *element,
                           TendrilArchive           *archive)
{
  TendrilPlace *self = place_new (element, -1);

  self->archive = archive;
  self->validation = TENDRIL_VALIDATION_NONE;
  self->snapshot = tendril_archive_build_snapshot (archive, self->path);

  return self;
}

void
tendril_place_free (TendrilPlace *self)
{
  g_clear_pointer (&self->known, tendril_snapshot_free);
  g_clear_pointer (&self->snapshot, tendril_snapshot_free);
  g_clear_pointer (&self->learned, tendril_snapshot_builder_free);
  g_clear_pointer (&self->archive, tendril_archive_free);
  free (self->path);
  g_free (self);
}

const char *
tendril_place_get_name (TendrilPlace *self,
                        guint32       index)
{
  return tendril_snapshot_get_string (self->snapshot, self->snapshot->distributions[index].name);
}

const char *
tendril_place_get_key (TendrilPlace *self,
                       guint32       index)
{
  return tendril_snapshot_get_key (self->snapshot->pool, &self->snapshot->distributions[index]);
}

char *
tendril_place_build_path (TendrilPlace *self,
                          guint32       index,
                          const char   *file)
{
  return g_build_filename (self->element->path, tendril_place_get_name (self, index), file, NULL);
}

static const TendrilManifestRecord *
get_manifest (TendrilPlace *self,
              guint32       index)
{
  guint32 manifest = self->snapshot->distributions[index].manifest;

  return manifest != 0 ? &self->snapshot->manifests[manifest - 1] : NULL;
}

gboolean
tendril_place_has_manifest (TendrilPlace *self,
                            guint32       index)
{
  const TendrilManifestRecord *manifest = get_manifest (self, index);

  return manifest != NULL && (manifest->flags & TENDRIL_MANIFEST_PRESENT) != 0;
}

static gboolean
is_metadata_known (TendrilPlace                *self,
                   guint32                      index,
                   const TendrilManifestRecord *manifest)
{
  gboolean is_egg = self->snapshot->distributions[index].kind == TENDRIL_METADATA_EGG_INFO;
  g_autofree char *path = NULL;

  if (manifest == NULL || (manifest->flags & TENDRIL_MANIFEST_METADATA_KNOWN) == 0)
    return FALSE;
  if (self->validation != TENDRIL_VALIDATION_FULL)
    return TRUE;

  path = tendril_place_build_path (self, index, NULL);
  return tendril_stamp_same (tendril_metadata_file_stamp (path, is_egg), manifest->metadata_stamp);
}

/* Only for the index, and only of distributions that have a manifest: others are seldom asked. */
static void
learn_metadata (TendrilPlace    *self,
                guint32          index,
                TendrilStamp     stamp,
                TendrilMetadata *metadata,
                gboolean         editable)
{
  if (self->stored || get_manifest (self, index) == NULL)
    return;

  if (self->learned == NULL)
    self->learned = tendril_snapshot_builder_new_from (self->snapshot);
  tendril_snapshot_builder_set_metadata (self->learned, index, stamp, metadata);
  if (editable)
    tendril_snapshot_builder_set_editable (self->learned, index);
}

/* From the file system; what it costs is spent once, for the caller and for the index. */
static TendrilFileResult
read_metadata_files (TendrilPlace     *self,
                     guint32           index,
                     TendrilMetadata  *metadata,
                     gboolean         *editable,
                     char            **file)
{
  g_autofree char *path = tendril_place_build_path (self, index, NULL);
  gboolean is_egg = self->snapshot->distributions[index].kind == TENDRIL_METADATA_EGG_INFO;
  gboolean indexed = self->validation != TENDRIL_VALIDATION_NONE;
  TendrilStamp stamp =
    indexed ? tendril_metadata_file_stamp (path, is_egg) : TENDRIL_STAMP_RACY;
  TendrilFileResult result = tendril_metadata_file_read (path, is_egg, metadata, file);

  *editable = tendril_metadata_file_is_editable (path);
  if (indexed && (result == TENDRIL_FILE_READ || result == TENDRIL_FILE_MISSING))
    learn_metadata (self, index, stamp, result == TENDRIL_FILE_READ ? metadata : NULL, *editable);

  return result;
}

/* @metadata is empty unless the result is TENDRIL_FILE_READ, and not to be used any longer than
 * @self; @editable is what direct_url.json says,
 * which the index knows together with METADATA: an installer that writes the file anew changes the
 * directory's stamp. @file, which may be NULL, is set to the file that was read just now. */
TendrilFileResult
tendril_place_read_metadata (TendrilPlace     *self,
                             guint32           index,
                             TendrilMetadata  *metadata,
                             gboolean         *editable,
                             char            **file)
{
  const TendrilManifestRecord *manifest = get_manifest (self, index);
  gboolean is_egg = self->snapshot->distributions[index].kind == TENDRIL_METADATA_EGG_INFO;

  *editable = FALSE;
  if (is_metadata_known (self, index, manifest))
    {
      tendril_metadata_unpack (metadata, tendril_snapshot_get_string (self->snapshot,
                                                                      manifest->metadata),
                               manifest->metadata_length);
      *editable = (manifest->flags & TENDRIL_MANIFEST_EDITABLE) != 0;
      return (manifest->flags & TENDRIL_MANIFEST_METADATA_PRESENT) != 0 ? TENDRIL_FILE_READ
                                                                        : TENDRIL_FILE_MISSING;
    }

  if (self->archive != NULL)
    return tendril_archive_read_metadata (self->archive, tendril_place_get_name (self, index),
                                          is_egg, metadata);

  return read_metadata_files (self, index, metadata, editable, file);
}

/* Keeps what has changed for the next process. A racy stamp makes a refresh, but what comes out of
 * it is worth writing only if it differs. */
void
tendril_place_store (TendrilPlace *self)
{
  g_autoptr (TendrilSnapshot) complete = NULL;
  const TendrilSnapshot *snapshot = self->snapshot;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) known = NULL;

  if (self->validation == TENDRIL_VALIDATION_NONE || self->validation == TENDRIL_VALIDATION_SYSTEM)
    return;

  self->stored = TRUE;
  if (self->learned != NULL)
    snapshot = complete =
      tendril_snapshot_builder_end (self->learned, self->snapshot->header->directory_stamp);

  if (self->known != NULL && snapshot->header == self->known->header)
    return;

  bytes = tendril_snapshot_to_bytes (snapshot);
  known = self->known != NULL ? tendril_snapshot_to_bytes (self->known) : NULL;
  if (known == NULL || !g_bytes_equal (bytes, known))
    tendril_index_store (self->path, bytes);
}
