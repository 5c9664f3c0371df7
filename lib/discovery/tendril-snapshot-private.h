/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-distribution-name-private.h"
#include "tendril-file-private.h"
#include "tendril-stamp-private.h"

G_BEGIN_DECLS

/* What one directory of the search path holds, as facts of the file system: names, manifests word
 * for word, stamps. One flat block of memory, which is also the index file. Whoever evaluates it
 * decides what it means, so a cached one and a fresh one cannot differ in that. */

#define TENDRIL_SNAPSHOT_MAX_SIZE (64 * 1024 * 1024)

typedef struct
{
  TendrilStamp stamp;
  guint32 name;             /* in the pool the key stands behind it */
  guint32 manifest : 30;    /* index + 1, or 0 */
  guint32 kind : 2;         /* TendrilMetadataKind */
} TendrilDistributionRecord;

typedef enum
{
  TENDRIL_MANIFEST_PRESENT = 1 << 0,
  TENDRIL_MANIFEST_HAS_DIAGNOSTICS = 1 << 1,
  TENDRIL_MANIFEST_METADATA_KNOWN = 1 << 2,
  TENDRIL_MANIFEST_METADATA_PRESENT = 1 << 3,
  TENDRIL_MANIFEST_EDITABLE = 1 << 4, /* known where METADATA is */
} TendrilManifestFlags;

typedef struct
{
  TendrilStamp stamp;
  TendrilStamp metadata_stamp;
  guint32 distribution;
  guint32 text;
  guint32 length;
  guint32 metadata;         /* as tendril_metadata_pack () makes it */
  guint32 metadata_length;
  guint32 flags : 24;       /* TendrilManifestFlags */
  guint32 result : 8;       /* TendrilFileResult */
} TendrilManifestRecord;

typedef struct
{
  guint32 name;
  guint32 length;
  guint32 first;            /* into the sections */
  guint32 n_sections;       /* one per manifest, in their order */
} TendrilGroupRecord;

/* Where the entries of a group begin in a manifest. Without diagnostics they stand together, and
 * nothing else of the manifest has to be looked at. */
typedef struct
{
  guint64 manifest : 24;
  guint64 entries : 20;     /* offset into the text, which is at most 1 MiB */
  guint64 line : 20;
} TendrilSectionRecord;

typedef struct
{
  guint32 kind;             /* TendrilStrayKind */
  guint32 name;
} TendrilStrayRecord;

typedef struct
{
  TendrilStamp stamp;
  guint32 name;
  guint32 text;
  guint32 length;
  guint32 result;           /* TendrilFileResult */
} TendrilPthRecord;

typedef struct
{
  char magic[8];
  guint64 checksum;         /* of all that follows it; only in a file */
  guint32 byte_order;
  guint32 size;
  TendrilStamp directory_stamp;
  guint32 n_racy;           /* stamps that have to be taken again */
  guint32 path;
  guint32 n_distributions;
  guint32 n_manifests;
  guint32 n_groups;
  guint32 n_sections;
  guint32 n_strays;
  guint32 n_pths;
  guint32 pool_size;
  guint32 reserved;
} TendrilSnapshotHeader;

typedef struct
{
  gpointer storage;         /* the bytes of a file, or the builder */
  GDestroyNotify free_storage;
  const TendrilSnapshotHeader *header;
  const TendrilDistributionRecord *distributions; /* sorted by key, then name */
  const TendrilManifestRecord *manifests;         /* in the order of the distributions */
  const TendrilGroupRecord *groups;               /* sorted by name */
  const TendrilPthRecord *pths;                   /* sorted by name */
  const TendrilStrayRecord *strays;
  const TendrilSectionRecord *sections;
  const char *pool;
} TendrilSnapshot;

TendrilSnapshot          *tendril_snapshot_new          (GBytes                *bytes);
gboolean                  tendril_snapshot_is_foreign    (GBytes                *bytes);
TendrilSnapshot          *tendril_snapshot_new_same     (const TendrilSnapshot *other);
void                      tendril_snapshot_free         (TendrilSnapshot       *self);
GBytes                   *tendril_snapshot_to_bytes     (const TendrilSnapshot *self);
guint64                   tendril_snapshot_compute_checksum
                                                        (const guint8          *data,
                                                         gsize                  size);
const char               *tendril_snapshot_get_string   (const TendrilSnapshot *self,
                                                         guint32                offset);
const char               *tendril_snapshot_get_key      (const char                      *pool,
                                                         const TendrilDistributionRecord *record);
const TendrilGroupRecord *tendril_snapshot_find_group   (const TendrilSnapshot *self,
                                                         const char            *group);
guint32                   tendril_snapshot_find_key     (const TendrilSnapshot *self,
                                                         const char            *key);

#define TENDRIL_SNAPSHOT_MAGIC "TNDRIDX3"
#define TENDRIL_SNAPSHOT_BYTE_ORDER 0x01020304u
#define TENDRIL_SNAPSHOT_NONE G_MAXUINT32

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilSnapshot, tendril_snapshot_free)

G_END_DECLS
