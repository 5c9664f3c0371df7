/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-refresh-private.h"

#include "tendril-manifest-private.h"
#include "tendril-pth-private.h"
#include "tendril-snapshot-builder-private.h"

#include <string.h>

#define MANIFEST "entry_points.txt"

typedef struct
{
  int directory;
  const TendrilSnapshot *known;
  TendrilValidation validation;
  gint64 now;
  TendrilSnapshotBuilder *builder;
  GString *name;            /* of the file at hand, relative to the directory */
  GString *contents;
} Refresh;

static const char *
get_manifest_name (Refresh    *self,
                   const char *distribution)
{
  g_string_assign (self->name, distribution);
  g_string_append (self->name, "/" MANIFEST);
  return self->name->str;
}

static TendrilStamp
get_stamp (Refresh    *self,
           const char *name)
{
  if (self->validation == TENDRIL_VALIDATION_NONE)
    return TENDRIL_STAMP_RACY;

  return tendril_stamp_at (self->directory, name, self->now);
}

/* A manifest that comes or goes changes its directory's stamp, one edited in place its own. */
static gboolean
is_unchanged (Refresh *self,
              guint32  index)
{
  const TendrilDistributionRecord *record = &self->known->distributions[index];
  const char *name = tendril_snapshot_get_string (self->known, record->name);
  const TendrilManifestRecord *manifest;

  if (!tendril_stamp_same (tendril_stamp_at (self->directory, name, self->now), record->stamp))
    return FALSE;
  if (record->manifest == 0)
    return TRUE;

  manifest = &self->known->manifests[record->manifest - 1];
  return tendril_stamp_same (
    tendril_stamp_at (self->directory, get_manifest_name (self, name), self->now), manifest->stamp);
}

static gboolean
are_pths_unchanged (Refresh *self)
{
  for (guint32 i = 0; i < self->known->header->n_pths; i++)
    {
      const TendrilPthRecord *record = &self->known->pths[i];
      const char *name = tendril_snapshot_get_string (self->known, record->name);

      if (!tendril_stamp_same (tendril_stamp_at (self->directory, name, self->now), record->stamp))
        return FALSE;
    }

  return TRUE;
}

static gboolean
is_all_unchanged (Refresh      *self,
                  TendrilStamp  directory_stamp)
{
  if (self->known != NULL && self->validation == TENDRIL_VALIDATION_SYSTEM)
    return TRUE;
  if (self->known == NULL || self->validation == TENDRIL_VALIDATION_NONE ||
      !tendril_stamp_same (directory_stamp, self->known->header->directory_stamp))
    return FALSE;
  if (self->validation == TENDRIL_VALIDATION_DIRECTORY)
    return TRUE;

  for (guint32 i = 0; i < self->known->header->n_distributions; i++)
    if (!is_unchanged (self, i))
      return FALSE;

  return are_pths_unchanged (self);
}

static void
take_name (const TendrilDirectoryName *parsed,
           const char                 *name,
           gpointer                    user_data)
{
  Refresh *self = user_data;

  tendril_snapshot_builder_add_name (self->builder, name, parsed);
}

static void
take_stray (TendrilStrayKind  kind,
            const char       *name,
            gpointer          user_data)
{
  Refresh *self = user_data;

  tendril_snapshot_builder_add_stray (self->builder, kind, name);
}

/* The distribution of that name in the old snapshot, or TENDRIL_SNAPSHOT_NONE. */
static guint32
find_known (Refresh *self,
            guint32  index)
{
  const char *key = tendril_snapshot_builder_get_key (self->builder, index);
  const char *name = tendril_snapshot_builder_get_name (self->builder, index);
  guint32 i;

  if (self->known == NULL || self->validation == TENDRIL_VALIDATION_NONE)
    return TENDRIL_SNAPSHOT_NONE;

  i = tendril_snapshot_find_key (self->known, key);
  for (; i < self->known->header->n_distributions; i++)
    {
      const TendrilDistributionRecord *record = &self->known->distributions[i];

      if (strcmp (tendril_snapshot_get_string (self->known, record->name), name) == 0)
        return i;
      if (strcmp (tendril_snapshot_get_key (self->known->pool, record), key) != 0)
        break;
    }

  return TENDRIL_SNAPSHOT_NONE;
}

static void
copy_known (Refresh *self,
            guint32  index,
            guint32  known)
{
  const TendrilDistributionRecord *record = &self->known->distributions[known];
  const TendrilManifestRecord *manifest;

  tendril_snapshot_builder_set_stamp (self->builder, index, record->stamp);
  if (record->manifest == 0)
    return;

  manifest = &self->known->manifests[record->manifest - 1];
  tendril_snapshot_builder_set_manifest (
    self->builder, index, manifest->stamp, manifest->result,
    tendril_snapshot_get_string (self->known, manifest->text), manifest->length);
  if ((manifest->flags & TENDRIL_MANIFEST_METADATA_KNOWN) != 0)
    tendril_snapshot_builder_set_packed_metadata (
      self->builder, index, manifest->metadata_stamp,
      (manifest->flags & TENDRIL_MANIFEST_METADATA_PRESENT) != 0,
      tendril_snapshot_get_string (self->known, manifest->metadata), manifest->metadata_length);
  if ((manifest->flags & TENDRIL_MANIFEST_EDITABLE) != 0)
    tendril_snapshot_builder_set_editable (self->builder, index);
}

/* The stamps are taken before the contents are read: what changes in between is seen next time. */
static void
read_distribution (Refresh *self,
                   guint32  index)
{
  const char *name = tendril_snapshot_builder_get_name (self->builder, index);
  TendrilStamp manifest_stamp = TENDRIL_STAMP_RACY;
  TendrilFileResult result;

  if (self->validation != TENDRIL_VALIDATION_NONE)
    {
      tendril_snapshot_builder_set_stamp (self->builder, index, get_stamp (self, name));
      name = tendril_snapshot_builder_get_name (self->builder, index);
      manifest_stamp = get_stamp (self, get_manifest_name (self, name));
      if (manifest_stamp == TENDRIL_STAMP_ABSENT)
        return;
    }

  result = tendril_file_read_at (self->directory, get_manifest_name (self, name),
                                 TENDRIL_MANIFEST_MAX_SIZE, self->contents);
  if (result == TENDRIL_FILE_MISSING)
    return;
  if (result != TENDRIL_FILE_READ)
    manifest_stamp = TENDRIL_STAMP_RACY;

  tendril_snapshot_builder_set_manifest (self->builder, index, manifest_stamp, result,
                                         self->contents->str, self->contents->len);
}

/* Of every directory, as the snapshot is also for those to whom it is a site directory. */
static void
read_pths (Refresh   *self,
           GPtrArray *names)
{
  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      TendrilStamp stamp = get_stamp (self, name);
      TendrilFileResult result =
        tendril_file_read_at (self->directory, name, TENDRIL_PTH_MAX_SIZE, self->contents);

      if (result == TENDRIL_FILE_MISSING)
        continue;
      if (result != TENDRIL_FILE_READ)
        g_string_truncate (self->contents, 0);
      tendril_snapshot_builder_add_pth (self->builder, name,
                                        result == TENDRIL_FILE_READ ? stamp : TENDRIL_STAMP_RACY,
                                        result, self->contents->str, self->contents->len);
    }
}

static TendrilSnapshot *
build (Refresh          *self,
       TendrilDirectory *directory,
       const char       *path,
       TendrilStamp      directory_stamp)
{
  static const TendrilDirectoryHandler handler = { take_name, take_stray };
  g_autoptr (GPtrArray) pth_names = tendril_directory_list (directory, path, &handler, self);

  tendril_snapshot_builder_sort (self->builder);
  for (guint32 i = 0; i < tendril_snapshot_builder_get_n_names (self->builder); i++)
    {
      guint32 known = find_known (self, i);

      if (known != TENDRIL_SNAPSHOT_NONE && is_unchanged (self, known))
        copy_known (self, i, known);
      else
        read_distribution (self, i);
    }
  read_pths (self, pth_names);

  return tendril_snapshot_builder_end (self->builder, directory_stamp);
}

TendrilSnapshot *
tendril_refresh (TendrilDirectory      *directory,
                 const char            *path,
                 const TendrilSnapshot *known,
                 TendrilValidation      validation,
                 gboolean              *same)
{
  g_autoptr (TendrilSnapshotBuilder) builder = NULL;
  g_autoptr (GString) name = g_string_sized_new (256);
  g_autoptr (GString) contents = g_string_sized_new (4096);
  Refresh self = {
    .directory = tendril_directory_get_fd (directory),
    .known = known,
    .validation = validation,
    .now = tendril_stamp_now (),
    .name = name,
    .contents = contents,
  };
  TendrilStamp stamp = tendril_directory_get_stamp (directory, self.now);

  *same = is_all_unchanged (&self, stamp);
  if (*same)
    return tendril_snapshot_new_same (known);

  self.builder = builder = tendril_snapshot_builder_new (path);
  return build (&self, directory, path, stamp);
}
