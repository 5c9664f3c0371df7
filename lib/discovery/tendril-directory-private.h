/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <sys/types.h>

#include "tendril-distribution-name-private.h"
#include "tendril-file-private.h"
#include "tendril-stamp-private.h"

G_BEGIN_DECLS

/* One directory of the search path, open; its files are reached relative to it. */
typedef struct _TendrilDirectory TendrilDirectory;

typedef struct
{
  dev_t dev;
  ino_t ino;
} TendrilDirectoryId;

typedef enum
{
  TENDRIL_STRAY_TEMPORARY,
  TENDRIL_STRAY_NAMELESS,
  TENDRIL_STRAY_EGG_LINK,
} TendrilStrayKind;

typedef struct
{
  void (*candidate) (const TendrilDirectoryName *parsed,
                     const char                 *name,
                     gpointer                    user_data);
  void (*stray)     (TendrilStrayKind            kind,
                     const char                 *name,
                     gpointer                    user_data);
} TendrilDirectoryHandler;

gboolean           tendril_directory_visit     (GArray                         *visited,
                                                const struct stat              *info);
TendrilFileResult  tendril_directory_open      (const char                     *path,
                                                GArray                         *visited,
                                                TendrilDirectory              **directory);
void               tendril_directory_close     (TendrilDirectory               *self);
int                tendril_directory_get_fd    (TendrilDirectory               *self);
TendrilStamp       tendril_directory_get_stamp (TendrilDirectory               *self,
                                                gint64                          now);
gboolean           tendril_directory_is_older  (TendrilDirectory               *self,
                                                const struct stat              *info);
GPtrArray         *tendril_directory_list      (TendrilDirectory               *self,
                                                const char                     *location,
                                                const TendrilDirectoryHandler  *handler,
                                                gpointer                        user_data);
void               tendril_directory_sort_name (const char                     *location,
                                                const char                     *name,
                                                const TendrilDirectoryHandler  *handler,
                                                gpointer                        user_data);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilDirectory, tendril_directory_close)

G_END_DECLS
