/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-file-private.h"
#include "tendril-metadata-private.h"
#include "tendril-stamp-private.h"

G_BEGIN_DECLS

TendrilStamp      tendril_metadata_file_stamp       (const char       *directory,
                                                     gboolean          is_egg);
TendrilFileResult tendril_metadata_file_read        (const char       *directory,
                                                     gboolean          is_egg,
                                                     TendrilMetadata  *metadata,
                                                     char            **file);
gboolean          tendril_metadata_file_is_editable (const char       *directory);

G_END_DECLS
