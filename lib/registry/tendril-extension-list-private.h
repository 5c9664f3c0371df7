/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-extension-registry.h"

G_BEGIN_DECLS

/* The extensions of a registry in the order of the search path. */
typedef struct _TendrilExtensionList TendrilExtensionList;

TendrilExtensionList *tendril_extension_list_new             (TendrilExtensionRegistry *registry);
void                  tendril_extension_list_free            (TendrilExtensionList     *self);
GPtrArray            *tendril_extension_list_get_items       (TendrilExtensionList     *self);
GListModel           *tendril_extension_list_get_diagnostics (TendrilExtensionList     *self);
TendrilExtension     *tendril_extension_list_lookup          (TendrilExtensionList     *self,
                                                              const char               *id);
guint                 tendril_extension_list_update          (TendrilExtensionList     *self,
                                                              GPtrArray                *entry_points,
                                                              GPtrArray                *diagnostics,
                                                              gboolean                  late);

G_END_DECLS
