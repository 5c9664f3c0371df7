/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Normalised distribution names -> index of the candidate that holds the name. Ten thousand of
 * them take 64 KiB beside their texts, which stay where they are. */
typedef struct _TendrilNameIndex TendrilNameIndex;

#define TENDRIL_NAME_INDEX_NONE G_MAXUINT32

typedef const char *(*TendrilNameIndexGet) (guint32  candidate,
                                            gpointer user_data);

TendrilNameIndex *tendril_name_index_new    (TendrilNameIndexGet  get_name,
                                             gpointer             user_data);
void              tendril_name_index_free   (TendrilNameIndex    *self);
guint32           tendril_name_index_lookup (TendrilNameIndex    *self,
                                             const char          *name);
void              tendril_name_index_set    (TendrilNameIndex    *self,
                                             const char          *name,
                                             guint32              candidate);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilNameIndex, tendril_name_index_free)

G_END_DECLS
