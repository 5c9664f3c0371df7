/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-file-private.h"

G_BEGIN_DECLS

/* What RECORD lists and the disk does not have. */
typedef struct
{
  guint n_files;
  char *first;              /* NULL if there is none */
  guint line;               /* of the first */
} TendrilMissingFiles;

TendrilFileResult tendril_record_file_find_missing (const char          *file,
                                                    const char          *location,
                                                    TendrilMissingFiles *missing);

G_END_DECLS
