/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-extension.h"

G_BEGIN_DECLS

/* The private engine of a registry, and a plugin info in it for every extension. */
typedef struct _TendrilPluginMap TendrilPluginMap;

TendrilPluginMap *tendril_plugin_map_new        (void);
void              tendril_plugin_map_free       (TendrilPluginMap  *self);
PeasEngine       *tendril_plugin_map_get_engine (TendrilPluginMap  *self);
gboolean          tendril_plugin_map_add        (TendrilPluginMap  *self,
                                                 GPtrArray         *extensions,
                                                 GError           **error);
gboolean          tendril_plugin_map_load       (TendrilPluginMap  *self,
                                                 TendrilExtension  *extension,
                                                 GError           **error);
void              tendril_plugin_map_unload     (TendrilPluginMap  *self,
                                                 TendrilExtension  *extension);

G_END_DECLS
