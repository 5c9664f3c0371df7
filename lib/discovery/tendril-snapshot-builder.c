/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-snapshot-builder-private.h"

#include "tendril-manifest-private.h"

#include <string.h>

struct _TendrilSnapshotBuilder
{
  TendrilSnapshotHeader header; /* filled in at the end, like the groups */
  guint32 path;
  GArray *distributions;
  GArray *manifests;
  GArray *strays;
  GArray *pths;
  GArray *members;          /* of Member */
  GArray *groups;
  GArray *sections;
  GString *pool;
};

/* A manifest has entries in a group. */
typedef struct
{
  guint32 name;             /* of the group, into the pool */
  guint32 length;
  TendrilSectionRecord section;
} Member;

static guint32
add_text (TendrilSnapshotBuilder *self,
          const char             *text,
          gsize                   length)
{
  guint32 offset = self->pool->len;

  g_string_set_size (self->pool, offset + length + 1);
  memcpy (self->pool->str + offset, text, length);
  self->pool->str[offset + length] = '\0';
  return offset;
}

static TendrilSnapshotBuilder *
builder_new (void)
{
  TendrilSnapshotBuilder *self = g_new0 (TendrilSnapshotBuilder, 1);

  self->distributions = g_array_new (FALSE, TRUE, sizeof (TendrilDistributionRecord));
  self->manifests = g_array_new (FALSE, TRUE, sizeof (TendrilManifestRecord));
  self->strays = g_array_new (FALSE, TRUE, sizeof (TendrilStrayRecord));
  self->pths = g_array_new (FALSE, TRUE, sizeof (TendrilPthRecord));
  self->members = g_array_new (FALSE, TRUE, sizeof (Member));
  self->pool = g_string_new (NULL);

  return self;
}

TendrilSnapshotBuilder *
tendril_snapshot_builder_new (const char *path)
{
  TendrilSnapshotBuilder *self = builder_new ();

  self->path = add_text (self, path, strlen (path));
  return self;
}

/* All that @snapshot holds, to be added to. */
TendrilSnapshotBuilder *
tendril_snapshot_builder_new_from (const TendrilSnapshot *snapshot)
{
  TendrilSnapshotBuilder *self = builder_new ();
  const TendrilSnapshotHeader *header = snapshot->header;

  self->path = header->path;
  g_array_append_vals (self->distributions, snapshot->distributions, header->n_distributions);
  g_array_append_vals (self->manifests, snapshot->manifests, header->n_manifests);
  g_array_append_vals (self->strays, snapshot->strays, header->n_strays);
  g_array_append_vals (self->pths, snapshot->pths, header->n_pths);
  g_string_append_len (self->pool, snapshot->pool, header->pool_size);

  for (guint32 i = 0; i < header->n_groups; i++)
    for (guint32 j = 0; j < snapshot->groups[i].n_sections; j++)
      {
        const TendrilGroupRecord *group = &snapshot->groups[i];
        Member member = { group->name, group->length, snapshot->sections[group->first + j] };

        g_array_append_val (self->members, member);
      }

  return self;
}

void
tendril_snapshot_builder_free (TendrilSnapshotBuilder *self)
{
  GArray **arrays[] = { &self->distributions, &self->manifests, &self->strays, &self->pths,
                        &self->members, &self->groups, &self->sections };

  for (gsize i = 0; i < G_N_ELEMENTS (arrays); i++)
    g_clear_pointer (arrays[i], g_array_unref);
  if (self->pool != NULL)
    g_string_free (self->pool, TRUE);
  g_free (self);
}

static TendrilDistributionRecord *
get_distribution (TendrilSnapshotBuilder *self,
                  guint32                 index)
{
  return &g_array_index (self->distributions, TendrilDistributionRecord, index);
}

void
tendril_snapshot_builder_add_name (TendrilSnapshotBuilder     *self,
                                   const char                 *name,
                                   const TendrilDirectoryName *parsed)
{
  TendrilDistributionRecord record = { .kind = parsed->kind };
  guint64 prefix = 0;
  gsize key;

  record.name = add_text (self, name, strlen (name));
  key = self->pool->len;
  tendril_distribution_name_append (self->pool, parsed->name);
  g_string_append_c (self->pool, '\0');
  memcpy (&prefix, self->pool->str + key, MIN (sizeof prefix, self->pool->len - key));
  record.stamp = GUINT64_FROM_BE (prefix);
  g_array_append_val (self->distributions, record);
}

void
tendril_snapshot_builder_add_stray (TendrilSnapshotBuilder *self,
                                    guint                   kind,
                                    const char             *name)
{
  TendrilStrayRecord record = { kind, add_text (self, name, strlen (name)) };

  g_array_append_val (self->strays, record);
}

void
tendril_snapshot_builder_add_pth (TendrilSnapshotBuilder *self,
                                  const char             *name,
                                  TendrilStamp            stamp,
                                  TendrilFileResult       result,
                                  const char             *text,
                                  gsize                   length)
{
  TendrilPthRecord record = { .stamp = stamp, .length = length, .result = result };

  record.name = add_text (self, name, strlen (name));
  record.text = add_text (self, text, length);
  g_array_append_val (self->pths, record);
}

/* Until they are sorted, stamps hold the first eight bytes of the keys, which decide nearly always
 * and without a look into the pool. */
static int
compare_names (gconstpointer a,
               gconstpointer b,
               gpointer      user_data)
{
  const TendrilDistributionRecord *left = a, *right = b;
  const char *pool = user_data;
  int result;

  if (left->stamp != right->stamp)
    return left->stamp < right->stamp ? -1 : 1;

  result = strcmp (tendril_snapshot_get_key (pool, left), tendril_snapshot_get_key (pool, right));
  return result != 0 ? result : strcmp (pool + left->name, pool + right->name);
}

static int
compare_strays (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const TendrilStrayRecord *left = a, *right = b;
  const char *pool = user_data;

  return strcmp (pool + left->name, pool + right->name);
}

/* To be called when all names are there, before anything is set by index. */
void
tendril_snapshot_builder_sort (TendrilSnapshotBuilder *self)
{
  g_array_sort_with_data (self->distributions, compare_names, self->pool->str);
  for (guint i = 0; i < self->distributions->len; i++)
    get_distribution (self, i)->stamp = TENDRIL_STAMP_ABSENT;
  g_array_sort_with_data (self->strays, compare_strays, self->pool->str);
}

guint32
tendril_snapshot_builder_get_n_names (TendrilSnapshotBuilder *self)
{
  return self->distributions->len;
}

const char *
tendril_snapshot_builder_get_name (TendrilSnapshotBuilder *self,
                                   guint32                 index)
{
  return self->pool->str + get_distribution (self, index)->name;
}

const char *
tendril_snapshot_builder_get_key (TendrilSnapshotBuilder *self,
                                  guint32                 index)
{
  return tendril_snapshot_get_key (self->pool->str, get_distribution (self, index));
}

void
tendril_snapshot_builder_set_stamp (TendrilSnapshotBuilder *self,
                                    guint32                 index,
                                    TendrilStamp            stamp)
{
  get_distribution (self, index)->stamp = stamp;
}

static TendrilManifestRecord *
ensure_manifest (TendrilSnapshotBuilder *self,
                 guint32                 index)
{
  TendrilDistributionRecord *distribution = get_distribution (self, index);

  if (distribution->manifest == 0)
    {
      TendrilManifestRecord record = { .distribution = index };

      g_array_append_val (self->manifests, record);
      distribution->manifest = self->manifests->len;
    }

  return &g_array_index (self->manifests, TendrilManifestRecord, distribution->manifest - 1);
}

typedef struct
{
  TendrilSnapshotBuilder *builder;
  guint32 manifest;
  guint32 text;             /* where the manifest stands in the pool */
  const char *start;
  gboolean has_diagnostics;
} GroupReader;

static void
take_entry (const TendrilManifestEntry *entry,
            gpointer                    user_data)
{
  GroupReader *reader = user_data;
  GArray *members = reader->builder->members;
  Member member = {
    .name = reader->text + (entry->group.start - reader->start),
    .length = entry->group.length,
    .section = {
      .manifest = reader->manifest,
      .entries = entry->name.start - reader->start,
      .line = entry->line,
    },
  };
  const Member *last =
    members->len > 0 ? &g_array_index (members, Member, members->len - 1) : NULL;

  /* Entries of one group mostly stand together. */
  if (last == NULL || last->section.manifest != reader->manifest || last->name != member.name)
    g_array_append_val (members, member);
}

static void
take_diagnostic (TendrilDiagnosticCode  code,
                 TendrilSeverity        severity,
                 guint                  line,
                 guint                  column,
                 const char            *cause,
                 gpointer               user_data)
{
  GroupReader *reader = user_data;

  reader->has_diagnostics = TRUE;
}

/* @text is NULL unless @result is TENDRIL_FILE_READ. */
void
tendril_snapshot_builder_set_manifest (TendrilSnapshotBuilder *self,
                                       guint32                 index,
                                       TendrilStamp            stamp,
                                       TendrilFileResult       result,
                                       const char             *text,
                                       gsize                   length)
{
  static const TendrilManifestHandler handler = { take_entry, take_diagnostic };
  TendrilManifestRecord *record = ensure_manifest (self, index);
  GroupReader reader = { self, get_distribution (self, index)->manifest - 1, 0, text, FALSE };

  record->stamp = stamp;
  record->result = result;
  record->flags |= TENDRIL_MANIFEST_PRESENT;
  if (result != TENDRIL_FILE_READ)
    {
      record->flags |= TENDRIL_MANIFEST_HAS_DIAGNOSTICS;
      return;
    }

  reader.text = record->text = add_text (self, text, length);
  record->length = length;
  tendril_manifest_parse (text, length, &handler, &reader);
  if (reader.has_diagnostics)
    record->flags |= TENDRIL_MANIFEST_HAS_DIAGNOSTICS;
}

/* Without @metadata there is no such file. */
void
tendril_snapshot_builder_set_metadata (TendrilSnapshotBuilder *self,
                                       guint32                 index,
                                       TendrilStamp            stamp,
                                       const TendrilMetadata  *metadata)
{
  g_autoptr (GString) packed = g_string_new (NULL);

  if (metadata != NULL)
    tendril_metadata_pack (metadata, packed);
  tendril_snapshot_builder_set_packed_metadata (self, index, stamp, metadata != NULL, packed->str,
                                                packed->len);
}

void
tendril_snapshot_builder_set_packed_metadata (TendrilSnapshotBuilder *self,
                                              guint32                 index,
                                              TendrilStamp            stamp,
                                              gboolean                present,
                                              const char             *packed,
                                              gsize                   length)
{
  TendrilManifestRecord *record = ensure_manifest (self, index);

  record->metadata_stamp = stamp;
  record->metadata = add_text (self, packed, length);
  record->metadata_length = length;
  record->flags |= TENDRIL_MANIFEST_METADATA_KNOWN;
  if (present)
    record->flags |= TENDRIL_MANIFEST_METADATA_PRESENT;
}

/* To be told together with METADATA. */
void
tendril_snapshot_builder_set_editable (TendrilSnapshotBuilder *self,
                                       guint32                 index)
{
  ensure_manifest (self, index)->flags |= TENDRIL_MANIFEST_EDITABLE;
}

static int
compare_members (gconstpointer a,
                 gconstpointer b,
                 gpointer      user_data)
{
  const Member *left = a, *right = b;
  const char *pool = user_data;
  int result = (left->length > right->length) - (left->length < right->length);

  if (result == 0)
    result = memcmp (pool + left->name, pool + right->name, left->length);
  if (result == 0)
    result = (left->section.manifest > right->section.manifest) -
             (left->section.manifest < right->section.manifest);
  return result;
}

static gboolean
same_group (TendrilSnapshotBuilder   *self,
            const TendrilGroupRecord *group,
            const Member             *member)
{
  return group->length == member->length &&
         memcmp (self->pool->str + group->name, self->pool->str + member->name, group->length) == 0;
}

static void
collect_groups (TendrilSnapshotBuilder *self,
                GArray                 *groups,
                GArray                 *sections)
{
  TendrilGroupRecord *group = NULL;

  g_array_sort_with_data (self->members, compare_members, self->pool->str);
  for (guint i = 0; i < self->members->len; i++)
    {
      const Member *member = &g_array_index (self->members, Member, i);

      if (group == NULL || !same_group (self, group, member))
        {
          TendrilGroupRecord record = { member->name, member->length, sections->len, 0 };

          g_array_append_val (groups, record);
          group = &g_array_index (groups, TendrilGroupRecord, groups->len - 1);
        }
      else if (g_array_index (sections, TendrilSectionRecord, sections->len - 1).manifest ==
               member->section.manifest)
        {
          continue;
        }

      g_array_append_val (sections, member->section);
      group->n_sections++;
    }
}

static guint32
count_racy (TendrilSnapshotBuilder *self,
            TendrilStamp            directory_stamp)
{
  guint32 n = directory_stamp == TENDRIL_STAMP_RACY;

  for (guint i = 0; i < self->distributions->len; i++)
    n += get_distribution (self, i)->stamp == TENDRIL_STAMP_RACY;
  for (guint i = 0; i < self->manifests->len; i++)
    {
      const TendrilManifestRecord *record =
        &g_array_index (self->manifests, TendrilManifestRecord, i);

      n += record->stamp == TENDRIL_STAMP_RACY;
      n += record->metadata_stamp == TENDRIL_STAMP_RACY;
    }
  for (guint i = 0; i < self->pths->len; i++)
    n += g_array_index (self->pths, TendrilPthRecord, i).stamp == TENDRIL_STAMP_RACY;

  return n;
}

static guint32
get_size (const TendrilSnapshotHeader *header)
{
  return sizeof *header + header->n_distributions * sizeof (TendrilDistributionRecord) +
         header->n_manifests * sizeof (TendrilManifestRecord) +
         header->n_groups * sizeof (TendrilGroupRecord) +
         header->n_pths * sizeof (TendrilPthRecord) +
         header->n_strays * sizeof (TendrilStrayRecord) +
         header->n_sections * sizeof (TendrilSectionRecord) + header->pool_size;
}

static void
fill_header (TendrilSnapshotBuilder *self,
             TendrilStamp            directory_stamp)
{
  TendrilSnapshotHeader *header = &self->header;

  memcpy (header->magic, TENDRIL_SNAPSHOT_MAGIC, sizeof header->magic);
  header->byte_order = TENDRIL_SNAPSHOT_BYTE_ORDER;
  header->directory_stamp = directory_stamp;
  header->n_racy = count_racy (self, directory_stamp);
  header->path = self->path;
  header->n_distributions = self->distributions->len;
  header->n_manifests = self->manifests->len;
  header->n_groups = self->groups->len;
  header->n_sections = self->sections->len;
  header->n_strays = self->strays->len;
  header->n_pths = self->pths->len;
  header->pool_size = self->pool->len;
  header->size = get_size (header);
}

/* Empties @self: the snapshot keeps its arrays as they are, for most of what is built is read once
 * and never written. */
TendrilSnapshot *
tendril_snapshot_builder_end (TendrilSnapshotBuilder *self,
                              TendrilStamp            directory_stamp)
{
  TendrilSnapshot *snapshot = g_new0 (TendrilSnapshot, 1);
  TendrilSnapshotBuilder *contents;

  self->groups = g_array_new (FALSE, FALSE, sizeof (TendrilGroupRecord));
  self->sections = g_array_new (FALSE, FALSE, sizeof (TendrilSectionRecord));
  collect_groups (self, self->groups, self->sections);
  fill_header (self, directory_stamp);

  contents = g_memdup2 (self, sizeof *self);
  memset (self, 0, sizeof *self);
  snapshot->storage = contents;
  snapshot->free_storage = (GDestroyNotify) tendril_snapshot_builder_free;
  snapshot->header = &contents->header;
  snapshot->distributions = (gconstpointer) contents->distributions->data;
  snapshot->manifests = (gconstpointer) contents->manifests->data;
  snapshot->groups = (gconstpointer) contents->groups->data;
  snapshot->pths = (gconstpointer) contents->pths->data;
  snapshot->strays = (gconstpointer) contents->strays->data;
  snapshot->sections = (gconstpointer) contents->sections->data;
  snapshot->pool = contents->pool->str;

  return snapshot;
}
