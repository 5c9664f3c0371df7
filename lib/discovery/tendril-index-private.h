/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-index.h"
#include "tendril-refresh-private.h"

G_BEGIN_DECLS

/* Every @path here is canonical: the same directory under two spellings has one index.
 *
 * The snapshots that are kept from one process to the next: one file per directory of the search
 * path. It only saves time; what it says is worth no more than the files it was made from. */

#define TENDRIL_INDEX_SYSTEM_NAME ".tendril-1.index"

typedef struct
{
  TendrilSnapshot *snapshot; /* NULL if there is none that can be used */
  TendrilValidation validation;
  gboolean damaged;          /* a file was there, but it is no index */
} TendrilIndex;

void      tendril_index_load     (TendrilIndex     *index,
                                  TendrilDirectory *directory,
                                  const char       *path);
gboolean  tendril_index_store    (const char       *path,
                                  GBytes           *bytes);
char     *tendril_index_get_file (const char       *path);

G_END_DECLS
