/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-entry-point.h"

#include <glib.h>

G_BEGIN_DECLS

/* Which file an extension's code was in, so that a changed one can be told. */
typedef struct
{
  guint64 device;
  guint64 inode;
  gint64 changed;           /* ctime, nanoseconds */
  gint64 size;
} TendrilModuleStamp;

void  tendril_module_stamp_read      (TendrilModuleStamp       *stamp,
                                      const char               *path);
char *tendril_module_stamp_to_string (const TendrilModuleStamp *stamp);
char *tendril_module_file_find       (TendrilEntryPoint        *entry_point);

G_END_DECLS
