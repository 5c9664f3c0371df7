/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* (transfer full): an object of the plugin @module in @directory, which libpeas' Python loader
 * runs. */
gpointer tendril_peas_bridge_new_object (const char  *directory,
                                         const char  *module,
                                         GType        type,
                                         GError     **error);

G_END_DECLS
