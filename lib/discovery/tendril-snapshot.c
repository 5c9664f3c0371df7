/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-snapshot-private.h"

#include <string.h>

#define N_SUMS 4

static guint64
add_word (guint64 sum,
          guint64 word)
{
  sum = (sum ^ word) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);
  return sum ^ (sum >> 29);
}

/* Of what follows the checksum in a file. Each step is a bijection of its sum so far, so no single
 * change goes unseen. Four sums by turns, for a step has to wait for the one before. */
guint64
tendril_snapshot_compute_checksum (const guint8 *data,
                                   gsize         size)
{
  guint64 sums[N_SUMS] = { size, 0, 0, 0 };
  guint64 words[N_SUMS];
  gsize i;

  for (i = G_STRUCT_OFFSET (TendrilSnapshotHeader, byte_order); i + sizeof words <= size; i += sizeof words)
    {
      memcpy (words, data + i, sizeof words);
      for (gsize j = 0; j < N_SUMS; j++)
        sums[j] = add_word (sums[j], words[j]);
    }
  for (; i < size; i++)
    sums[0] = add_word (sums[0], data[i]);
  for (gsize j = 1; j < N_SUMS; j++)
    sums[0] = add_word (sums[0], sums[j]);

  return sums[0];
}

static gboolean
check_header (const guint8 *data,
              gsize         size)
{
  const TendrilSnapshotHeader *header = (const TendrilSnapshotHeader *) (gconstpointer) data;
  guint64 expected;

  if (size < sizeof *header || size > TENDRIL_SNAPSHOT_MAX_SIZE ||
      memcmp (header->magic, TENDRIL_SNAPSHOT_MAGIC, sizeof header->magic) != 0 ||
      header->byte_order != TENDRIL_SNAPSHOT_BYTE_ORDER || header->size != size)
    return FALSE;

  if (header->checksum != tendril_snapshot_compute_checksum (data, size))
    return FALSE;

  expected = sizeof *header +
             (guint64) header->n_distributions * sizeof (TendrilDistributionRecord) +
             (guint64) header->n_manifests * sizeof (TendrilManifestRecord) +
             (guint64) header->n_groups * sizeof (TendrilGroupRecord) +
             (guint64) header->n_pths * sizeof (TendrilPthRecord) +
             (guint64) header->n_strays * sizeof (TendrilStrayRecord) +
             (guint64) header->n_sections * sizeof (TendrilSectionRecord) + header->pool_size;
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
  self->sections = (gconstpointer) (self->strays + header->n_strays);
  self->pool = (gconstpointer) (self->sections + header->n_sections);
}

static gboolean
in_pool (const TendrilSnapshot *self,
         guint32                offset,
         guint32                length)
{
  return (guint64) offset + length < self->header->pool_size;
}

/* That nothing points outside. What the names say is as true as the checksum. */
static gboolean
check_distributions (const TendrilSnapshot *self)
{
  if (!in_pool (self, self->header->path, 0))
    return FALSE;

  for (guint32 i = 0; i < self->header->n_distributions; i++)
    {
      const TendrilDistributionRecord *record = &self->distributions[i];

      if (!in_pool (self, record->name, 0) ||
          !in_pool (self, tendril_snapshot_get_key (self->pool, record) - self->pool, 0) ||
          record->manifest > self->header->n_manifests)
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
        (guint64) self->groups[i].first + self->groups[i].n_sections > header->n_sections)
      return FALSE;
  for (guint32 i = 0; i < header->n_sections; i++)
    if (self->sections[i].manifest >= header->n_manifests ||
        self->sections[i].entries > self->manifests[self->sections[i].manifest].length)
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

/* Of another version of Tendril: there is nothing wrong with it, but it is of no use here. */
gboolean
tendril_snapshot_is_foreign (GBytes *bytes)
{
  const gsize prefix = strlen (TENDRIL_SNAPSHOT_MAGIC) - 1;
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return size >= sizeof (TendrilSnapshotHeader) &&
         memcmp (data, TENDRIL_SNAPSHOT_MAGIC, prefix) == 0 &&
         g_ascii_isalnum (data[prefix]) && data[prefix] != TENDRIL_SNAPSHOT_MAGIC[prefix];
}

/* NULL for whatever is no snapshot of this version and machine, however it came about. */
TendrilSnapshot *
tendril_snapshot_new (GBytes *bytes)
{
  g_autoptr (TendrilSnapshot) self = g_new0 (TendrilSnapshot, 1);
  gsize size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  self->storage = g_bytes_ref (bytes);
  self->free_storage = (GDestroyNotify) g_bytes_unref;
  if (!check_header (data, size))
    return NULL;

  locate (self, data);
  if (!check_distributions (self) || !check_rest (self))
    return NULL;

  return g_steal_pointer (&self);
}

/* Of what came from a file. */
TendrilSnapshot *
tendril_snapshot_new_same (const TendrilSnapshot *other)
{
  TendrilSnapshot *self = g_memdup2 (other, sizeof *other);

  g_bytes_ref (self->storage);
  return self;
}

void
tendril_snapshot_free (TendrilSnapshot *self)
{
  self->free_storage (self->storage);
  g_free (self);
}

static void
append (GByteArray    *data,
        gconstpointer  records,
        gsize          size)
{
  g_byte_array_append (data, records, size);
}

/* What the file holds, with its checksum. */
GBytes *
tendril_snapshot_to_bytes (const TendrilSnapshot *self)
{
  const TendrilSnapshotHeader *header = self->header;
  GByteArray *data = g_byte_array_sized_new (header->size);

  append (data, header, sizeof *header);
  append (data, self->distributions, header->n_distributions * sizeof *self->distributions);
  append (data, self->manifests, header->n_manifests * sizeof *self->manifests);
  append (data, self->groups, header->n_groups * sizeof *self->groups);
  append (data, self->pths, header->n_pths * sizeof *self->pths);
  append (data, self->strays, header->n_strays * sizeof *self->strays);
  append (data, self->sections, header->n_sections * sizeof *self->sections);
  append (data, self->pool, header->pool_size);

  ((TendrilSnapshotHeader *) (gpointer) data->data)->checksum =
    tendril_snapshot_compute_checksum (data->data, data->len);
  return g_byte_array_free_to_bytes (data);
}

const char *
tendril_snapshot_get_string (const TendrilSnapshot *self,
                             guint32                offset)
{
  return self->pool + offset;
}

/* The normalised name that the directory tells. */
const char *
tendril_snapshot_get_key (const char                      *pool,
                          const TendrilDistributionRecord *record)
{
  return pool + record->name + strlen (pool + record->name) + 1;
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

      if (strcmp (tendril_snapshot_get_key (self->pool, &self->distributions[middle]), key) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  if (low < self->header->n_distributions &&
      strcmp (tendril_snapshot_get_key (self->pool, &self->distributions[low]), key) == 0)
    return low;
  return TENDRIL_SNAPSHOT_NONE;
}
