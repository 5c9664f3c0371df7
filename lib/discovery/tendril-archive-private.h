/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-directory-private.h"
#include "tendril-metadata-private.h"
#include "tendril-snapshot-private.h"

G_BEGIN_DECLS

/* A zip file gives at most 4 GiB; whoever needs more than that has no package. */
#define TENDRIL_ARCHIVE_MAX_SIZE G_MAXUINT32
/* As many members as a zip file can count, each with a path of 256 bytes in its directory. */
#define TENDRIL_ARCHIVE_MAX_MEMBERS G_MAXUINT16
#define TENDRIL_ARCHIVE_MAX_DIRECTORY (16 * 1024 * 1024)
/* All manifests and METADATA of one archive; a wheel holds one of each. */
#define TENDRIL_ARCHIVE_MAX_CONTENTS (16 * 1024 * 1024)
#define TENDRIL_ARCHIVE_MAX_METADATA (4 * 1024 * 1024)
#define TENDRIL_ARCHIVE_MAX_DIAGNOSTICS 50

/* What one zip file on the search path (a zipped egg, a wheel) tells: the names of its metadata
 * directories, and their manifests and METADATA, read in one pass. */
typedef struct _TendrilArchive TendrilArchive;

TendrilArchive    *tendril_archive_open           (const char      *path,
                                                   GArray          *visited,
                                                   GPtrArray       *diagnostics);
void               tendril_archive_free           (TendrilArchive  *self);
TendrilSnapshot   *tendril_archive_build_snapshot (TendrilArchive  *self,
                                                   const char      *path);
TendrilFileResult  tendril_archive_read_metadata  (TendrilArchive  *self,
                                                   const char      *directory,
                                                   gboolean         is_egg,
                                                   TendrilMetadata *metadata);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilArchive, tendril_archive_free)

G_END_DECLS
