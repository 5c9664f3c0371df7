/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define TENDRIL_PTH_MAX_SIZE (1024 * 1024)

typedef struct
{
  void (*path)        (const char *path,
                       gpointer    user_data);
  void (*import_line) (guint       line,
                       gpointer    user_data);
} TendrilPthHandler;

void tendril_pth_parse (const char              *text,
                        gsize                    length,
                        const char              *site,
                        const TendrilPthHandler *handler,
                        gpointer                 user_data);

G_END_DECLS
