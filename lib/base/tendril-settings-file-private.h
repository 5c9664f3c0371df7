/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The key file in which a user keeps what Tendril may do. */

#define TENDRIL_SETTINGS_REGISTRY "registry"
#define TENDRIL_SETTINGS_TRUST "trust"

typedef void (*TendrilSettingsEdit) (GKeyFile *key_file,
                                     gpointer  user_data);

char     *tendril_settings_file_get_path (void);
GKeyFile *tendril_settings_file_load     (char                **complaint);
gboolean  tendril_settings_file_edit     (TendrilSettingsEdit   edit,
                                          gpointer              user_data,
                                          GError              **error);

G_END_DECLS
