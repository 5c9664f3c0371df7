/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-archive-private.h"
#include "tendril-index-private.h"
#include "tendril-metadata-private.h"
#include "tendril-search-path-private.h"
#include "tendril-snapshot-builder-private.h"

G_BEGIN_DECLS

/* One element of the search path with its snapshot, and what was learned about it meanwhile. */
typedef struct
{
  const TendrilPathElement *element;
  char *path;               /* canonical */
  TendrilArchive *archive;  /* NULL for a directory */
  TendrilSnapshot *known;   /* what the index held */
  TendrilSnapshot *snapshot;
  TendrilValidation validation;
  TendrilSnapshotBuilder *learned;
  gboolean stored;          /* nothing is learned any more */
} TendrilPlace;

TendrilPlace      *tendril_place_new           (const TendrilPathElement *element,
                                                TendrilDirectory         *directory,
                                                gboolean                 *damaged);
TendrilPlace      *tendril_place_new_archive   (const TendrilPathElement *element,
                                                TendrilArchive           *archive);
void               tendril_place_free          (TendrilPlace             *self);
const char        *tendril_place_get_name      (TendrilPlace             *self,
                                                guint32                   index);
const char        *tendril_place_get_key       (TendrilPlace             *self,
                                                guint32                   index);
char              *tendril_place_build_path    (TendrilPlace             *self,
                                                guint32                   index,
                                                const char               *file);
TendrilFileResult  tendril_place_read_metadata (TendrilPlace             *self,
                                                guint32                   index,
                                                TendrilMetadata          *metadata,
                                                gboolean                 *editable,
                                                char                    **file);
gboolean           tendril_place_has_manifest  (TendrilPlace             *self,
                                                guint32                   index);
void               tendril_place_store         (TendrilPlace             *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilPlace, tendril_place_free)

G_END_DECLS
