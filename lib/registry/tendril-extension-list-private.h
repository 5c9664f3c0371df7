/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-control-private.h"
#include "tendril-extension-registry.h"
#include "tendril-loader-set-private.h"
#include "tendril-quarantine-private.h"

G_BEGIN_DECLS

/* The extensions of a registry in the order of the search path. */
typedef struct _TendrilExtensionList TendrilExtensionList;

/* The ids of what an update found new, gone or different. */
typedef struct
{
  GStrvBuilder *added;
  GStrvBuilder *removed;
  GStrvBuilder *changed;
} TendrilChanges;

TendrilExtensionList *tendril_extension_list_new             (TendrilExtensionRegistry *registry,
                                                              TendrilLoaderSet         *loaders,
                                                              TendrilControl           *control,
                                                              TendrilQuarantine        *quarantine);
void                  tendril_extension_list_free            (TendrilExtensionList     *self);
GPtrArray            *tendril_extension_list_get_items       (TendrilExtensionList     *self);
GListModel           *tendril_extension_list_get_diagnostics (TendrilExtensionList     *self);
TendrilExtension     *tendril_extension_list_lookup          (TendrilExtensionList     *self,
                                                              const char               *id);
void                  tendril_extension_list_update          (TendrilExtensionList     *self,
                                                              GPtrArray                *elements,
                                                              GPtrArray                *entry_points,
                                                              GPtrArray                *diagnostics,
                                                              gboolean                  late,
                                                              TendrilChanges           *changes);
void                  tendril_extension_list_apply_control   (TendrilExtensionList     *self,
                                                              gboolean                  late);

G_END_DECLS
