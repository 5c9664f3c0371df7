/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>
#include <sys/stat.h>

G_BEGIN_DECLS

/* Who a file is and when it last changed (device, inode, mtime, ctime, size), folded into 64 bits.
 * A racy one never equals another: the file is too young to tell its next change by the clock. */
typedef guint64 TendrilStamp;

#define TENDRIL_STAMP_ABSENT ((TendrilStamp) 0)
#define TENDRIL_STAMP_RACY ((TendrilStamp) 1)

gint64       tendril_stamp_now  (void);
TendrilStamp tendril_stamp_new  (const struct stat *info,
                                 gint64             now);
TendrilStamp tendril_stamp_at   (int                directory,
                                 const char        *name,
                                 gint64             now);
gboolean     tendril_stamp_same (TendrilStamp       a,
                                 TendrilStamp       b);

G_END_DECLS
