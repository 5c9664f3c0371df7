/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-snapshot-private.h"

#include <string.h>

/* Eight bytes a step; each step is a bijection of the sum so far, so no single change goes
 * unseen. */
static guint64
compute_checksum (const guint8 *data,
                  gsize         size)
{
  guint64 sum = size;
  gsize i;

  for (i = 0; i + 8 <= size; i += 8)
    {
      guint64 word;

      memcpy (&word, data + i, 8);
      sum = (sum ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
      sum ^= sum >> 29;
    }
  for (; i < size; i++)
    sum = (sum ^ data[i]) * G_GUINT64_CONSTANT (0x100000001b3);

  return sum;
}

static gboolean
check_header (const guint8 *data,
              gsize         size)
{
  const gsize covered = G_STRUCT_OFFSET (TendrilSnapshotHeader, byte_order);
  const TendrilSnapshotHeader *header = (const TendrilSnapshotHeader *) (gconstpointer) data;
  guint64 expected;

  if (size < sizeof *header || size > TENDRIL_SNAPSHOT_MAX_SIZE ||
      memcmp (header->magic, TENDRIL_SNAPSHOT_MAGIC, sizeof header->magic) != 0 ||
      header->byte_order != TENDRIL_SNAPSHOT_BYTE_ORDER || header->size != size)
    return FALSE;

  if (header->checksum != compute_checksum (data + covered, size - covered))
    return FALSE;

  expected = sizeof *header +
             (guint64) header->n_distributions * sizeof (TendrilDistributionRecord) +
             (guint64) header->n_manifests * sizeof (TendrilManifestRecord) +
             (guint64) header->n_groups * sizeof (TendrilGroupRecord) +
             (guint64) header->n_pths * sizeof (TendrilPthRecord) +
             (guint64) header->n_strays * sizeof (TendrilStrayRecord) +
             (guint64) header->n_group_manifests * sizeof (guint32) + header->pool_size;
  return expected == size && header->pool_size > 0 && data[size - 1] == '\0';
}

static void
locate (TendrilSnapshot *self,
        const guint8    *data)
{
  const TendrilSnapshotHeader *header = (gconstpointer) data;

  self->header = header;
  self->distributions = (gconstpointer) (data + sizeof *header);
  self->manifests = (gconstpointer) (self->distributions + header->n_distributions);
  self->groups = (gconstpointer) (self->manifests + header->n_manifests);
  self->pths = (gconstpointer) (self->groups + header->n_groups);
  self->strays = (gconstpointer) (self->pths + header->n_pths);
  self->group_manifests = (gconstpointer) (self->strays + header->n_strays);
  self->pool = (gconstpointer) (self->group_manifests + header->n_group_manifests);
}

static gboolean
in_pool (const TendrilSnapshot *self,
         guint32                offset,
         guint32                length)
{
  return (guint64) offset + length < self->header->pool_size;
}

static gboolean
check_distributions (const TendrilSnapshot *self)
{
  if (!in_pool (self, self->header->path, 0))
    return FALSE;

  for (guint32 i = 0; i < self->header->n_distributions; i++)
    {
      const TendrilDistributionRecord *record = &self->distributions[i];
      TendrilDirectoryName parsed;

      if (!in_pool (self, record->name, 0) || !in_pool (self, record->key, 0) ||
          record->manifest > self->header->n_manifests ||
          !tendril_directory_name_parse_in (self->pool + self->header->path,
                                            self->pool + record->name, &parsed) ||
          (guint32) parsed.kind != record->kind)
        return FALSE;
    }

  for (guint32 i = 0; i < self->header->n_manifests; i++)
    {
      const TendrilManifestRecord *record = &self->manifests[i];

      if (!in_pool (self, record->text, record->length) ||
          !in_pool (self, record->metadata, record->metadata_length) ||
          record->distribution >= self->header->n_distributions)
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_rest (const TendrilSnapshot *self)
{
  const TendrilSnapshotHeader *header = self->header;

  for (guint32 i = 0; i < header->n_groups; i++)
    if (!in_pool (self, self->groups[i].name, self->groups[i].length) ||
        (guint64) self->groups[i].first + self->groups[i].n_manifests > header->n_group_manifests)
      return FALSE;
  for (guint32 i = 0; i < header->n_group_manifests; i++)
    if (self->group_manifests[i] >= header->n_manifests)
      return FALSE;
  for (guint32 i = 0; i < header->n_pths; i++)
    if (!in_pool (self, self->pths[i].name, 0) ||
        !in_pool (self, self->pths[i].text, self->pths[i].length))
      return FALSE;
  for (guint32 i = 0; i < header->n_strays; i++)
    if (!in_pool (self, self->strays[i].name, 0))
      return FALSE;

  return TRUE;
}

/* NULL for whatever is no snapshot of this version and machine, however it came about. */
TendrilSnapshot *
tendril_snapshot_new (GBytes *bytes)
{
  g_autoptr (TendrilSnapshot) self = g_new0 (TendrilSnapshot, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  self->bytes = g_bytes_ref (bytes);
  if (!check_header (data, size))
    return NULL;

  locate (self, data);
  if (!check_distributions (self) || !check_rest (self))
    return NULL;

  return g_steal_pointer (&self);
}

/* For what was built in this process. */
TendrilSnapshot *
tendril_snapshot_new_trusted (GBytes *bytes)
{
  TendrilSnapshot *self = g_new0 (TendrilSnapshot, 1);

  self->bytes = g_bytes_ref (bytes);
  locate (self, g_bytes_get_data (bytes, NULL));
  return self;
}

guint64
tendril_snapshot_get_checksum (const TendrilSnapshot *self)
{
  const gsize covered = G_STRUCT_OFFSET (TendrilSnapshotHeader, byte_order);
  gsize size;
  const guint8 *data = g_bytes_get_data (self->bytes, &size);

  return compute_checksum (data + covered, size - covered);
}

void
tendril_snapshot_free (TendrilSnapshot *self)
{
  g_bytes_unref (self->bytes);
  g_free (self);
}

const char *
tendril_snapshot_get_string (const TendrilSnapshot *self,
                             guint32                offset)
{
  return self->pool + offset;
}

const TendrilGroupRecord *
tendril_snapshot_find_group (const TendrilSnapshot *self,
                             const char            *group)
{
  const gsize length = strlen (group);

  for (guint32 i = 0; i < self->header->n_groups; i++)
    if (self->groups[i].length == length &&
        memcmp (self->pool + self->groups[i].name, group, length) == 0)
      return &self->groups[i];

  return NULL;
}

/* The first distribution of that key, or TENDRIL_SNAPSHOT_NONE. */
guint32
tendril_snapshot_find_key (const TendrilSnapshot *self,
                           const char            *key)
{
  guint32 low = 0, high = self->header->n_distributions;

  while (low < high)
    {
      guint32 middle = low + (high - low) / 2;

      if (strcmp (self->pool + self->distributions[middle].key, key) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  if (low < self->header->n_distributions &&
      strcmp (self->pool + self->distributions[low].key, key) == 0)
    return low;
  return TENDRIL_SNAPSHOT_NONE;
}
