/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fuzz-target.h"

#include "tendril-manifest-private.h"
#include "tendril-snapshot-builder-private.h"

#include <string.h>

const char *const fuzz_dictionary[] = {
  TENDRIL_SNAPSHOT_MAGIC, "\xff\xff\xff\xff", "\x01", "foo-1.0.dist-info", "bar.egg-info",
  "[group]\nname = module:attr\n", "Name: foo\n", NULL,
};

static void
take_entry (const TendrilManifestEntry *entry,
            gpointer                    user_data)
{
  gsize *length = user_data;

  *length += entry->name.length + entry->value.length;
}

static void
use_sections (const TendrilSnapshot *snapshot)
{
  static const TendrilManifestHandler handler = { take_entry, NULL };
  gsize length = 0;

  for (guint32 i = 0; i < snapshot->header->n_sections; i++)
    {
      const TendrilSectionRecord *section = &snapshot->sections[i];
      const TendrilManifestRecord *manifest = &snapshot->manifests[section->manifest];

      tendril_manifest_parse_section (
        tendril_snapshot_get_string (snapshot, manifest->text + section->entries),
        manifest->length - section->entries, "group", section->line, &handler, &length);
    }

  g_assert_cmpuint (length, <, G_MAXSIZE);
}

static void
use_texts (const TendrilSnapshot *snapshot)
{
  const TendrilSnapshotHeader *header = snapshot->header;
  gsize length = strlen (tendril_snapshot_get_string (snapshot, header->path));

  for (guint32 i = 0; i < header->n_distributions; i++)
    {
      const TendrilDistributionRecord *record = &snapshot->distributions[i];
      const char *key = tendril_snapshot_get_key (snapshot->pool, record);

      length += strlen (tendril_snapshot_get_string (snapshot, record->name));
      tendril_snapshot_find_key (snapshot, key);
    }
  for (guint32 i = 0; i < header->n_manifests; i++)
    {
      const TendrilManifestRecord *record = &snapshot->manifests[i];
      g_auto (TendrilMetadata) metadata = { 0 };

      tendril_metadata_unpack (&metadata, tendril_snapshot_get_string (snapshot, record->metadata),
                               record->metadata_length);
      for (gsize j = 0; j < TENDRIL_METADATA_N_FIELDS; j++)
        length += metadata.fields[j] != NULL ? strlen (metadata.fields[j]) : 0;
      length += strnlen (tendril_snapshot_get_string (snapshot, record->text), record->length);
    }
  for (guint32 i = 0; i < header->n_strays; i++)
    length += strlen (tendril_snapshot_get_string (snapshot, snapshot->strays[i].name));
  for (guint32 i = 0; i < header->n_pths; i++)
    length += strnlen (tendril_snapshot_get_string (snapshot, snapshot->pths[i].text),
                       snapshot->pths[i].length);

  use_sections (snapshot);
  tendril_snapshot_find_group (snapshot, "group");
  g_assert_cmpuint (length, <, G_MAXSIZE);
}

/* Whatever is taken for a snapshot can be used, and copied into another. */
static void
try_bytes (GBytes *bytes)
{
  g_autoptr (TendrilSnapshot) snapshot = tendril_snapshot_new (bytes);
  g_autoptr (TendrilSnapshot) copy = NULL;
  g_autoptr (TendrilSnapshotBuilder) builder = NULL;

  if (snapshot == NULL)
    return;

  use_texts (snapshot);
  builder = tendril_snapshot_builder_new_from (snapshot);
  copy = tendril_snapshot_builder_end (builder, snapshot->header->directory_stamp);
  use_texts (copy);
}

/* Lets an input past the checks that only guard against accidents. */
static GBytes *
seal (const uint8_t *data,
      size_t         size)
{
  g_autoptr (GByteArray) copy = g_byte_array_sized_new (size);
  TendrilSnapshotHeader *header;

  g_byte_array_append (copy, data, size);
  header = (TendrilSnapshotHeader *) (gpointer) copy->data;
  memcpy (header->magic, TENDRIL_SNAPSHOT_MAGIC, sizeof header->magic);
  header->byte_order = TENDRIL_SNAPSHOT_BYTE_ORDER;
  header->size = size;
  header->checksum = tendril_snapshot_compute_checksum (copy->data, size);

  return g_byte_array_free_to_bytes (g_steal_pointer (&copy));
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autoptr (GBytes) bytes = g_bytes_new (data, size);

  try_bytes (bytes);
  if (size >= sizeof (TendrilSnapshotHeader))
    {
      g_autoptr (GBytes) sealed = seal (data, size);

      try_bytes (sealed);
    }

  return 0;
}
