/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* The main context, and with it the thread, that something belongs to. */
typedef struct _TendrilOwner TendrilOwner;

typedef gboolean (*TendrilOwnerFunc) (gpointer       user_data,
                                      GCancellable  *cancellable,
                                      GError       **error);

TendrilOwner *tendril_owner_new             (void);
TendrilOwner *tendril_owner_new_for_context (GMainContext      *context);
void          tendril_owner_free            (TendrilOwner      *self);
GMainContext *tendril_owner_get_context     (TendrilOwner      *self);
gboolean      tendril_owner_call            (TendrilOwner      *self,
                                             TendrilOwnerFunc   func,
                                             gpointer           user_data,
                                             GCancellable      *cancellable,
                                             GError           **error);

G_END_DECLS
