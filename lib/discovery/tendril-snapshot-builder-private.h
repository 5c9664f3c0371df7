/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-metadata-private.h"
#include "tendril-snapshot-private.h"

G_BEGIN_DECLS

typedef struct _TendrilSnapshotBuilder TendrilSnapshotBuilder;

TendrilSnapshotBuilder *tendril_snapshot_builder_new              (const char             *path);
TendrilSnapshotBuilder *tendril_snapshot_builder_new_from         (const TendrilSnapshot  *snapshot);
void                    tendril_snapshot_builder_free             (TendrilSnapshotBuilder *self);

void                    tendril_snapshot_builder_add_name         (TendrilSnapshotBuilder     *self,
                                                                   const char                 *name,
                                                                   const TendrilDirectoryName *parsed);
void                    tendril_snapshot_builder_add_stray        (TendrilSnapshotBuilder *self,
                                                                   guint                   kind,
                                                                   const char             *name);
void                    tendril_snapshot_builder_add_pth          (TendrilSnapshotBuilder *self,
                                                                   const char             *name,
                                                                   TendrilStamp            stamp,
                                                                   TendrilFileResult       result,
                                                                   const char             *text,
                                                                   gsize                   length);
void                    tendril_snapshot_builder_sort             (TendrilSnapshotBuilder *self);

guint32                 tendril_snapshot_builder_get_n_names      (TendrilSnapshotBuilder *self);
const char             *tendril_snapshot_builder_get_name         (TendrilSnapshotBuilder *self,
                                                                   guint32                 index);
const char             *tendril_snapshot_builder_get_key          (TendrilSnapshotBuilder *self,
                                                                   guint32                 index);
void                    tendril_snapshot_builder_set_stamp        (TendrilSnapshotBuilder *self,
                                                                   guint32                 index,
                                                                   TendrilStamp            stamp);
void                    tendril_snapshot_builder_set_manifest     (TendrilSnapshotBuilder *self,
                                                                   guint32                 index,
                                                                   TendrilStamp            stamp,
                                                                   TendrilFileResult       result,
                                                                   const char             *text,
                                                                   gsize                   length);
void                    tendril_snapshot_builder_set_metadata     (TendrilSnapshotBuilder *self,
                                                                   guint32                 index,
                                                                   TendrilStamp            stamp,
                                                                   const TendrilMetadata  *metadata);
void                    tendril_snapshot_builder_set_editable     (TendrilSnapshotBuilder *self,
                                                                  guint32                 index);
void                    tendril_snapshot_builder_set_packed_metadata
                                                                  (TendrilSnapshotBuilder *self,
                                                                   guint32                 index,
                                                                   TendrilStamp            stamp,
                                                                   gboolean                present,
                                                                   const char             *packed,
                                                                   gsize                   length);
TendrilSnapshot        *tendril_snapshot_builder_end              (TendrilSnapshotBuilder *self,
                                                                   TendrilStamp            directory_stamp);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilSnapshotBuilder, tendril_snapshot_builder_free)

G_END_DECLS
