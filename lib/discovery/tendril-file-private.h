/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TENDRIL_FILE_READ,
  TENDRIL_FILE_MISSING,
  TENDRIL_FILE_NOT_A_FILE,
  TENDRIL_FILE_TOO_BIG,
  TENDRIL_FILE_UNREADABLE,
  TENDRIL_FILE_NOT_A_DIRECTORY,
} TendrilFileResult;

TendrilFileResult tendril_file_read_at (int         directory,
                                        const char *name,
                                        gsize       max_size,
                                        GString    *contents);

G_END_DECLS
