/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char    *tendril_module_find (const char  *name,
                              GError     **error) G_GNUC_WARN_UNUSED_RESULT;
gpointer tendril_module_load (const char  *name,
                              const char  *symbol,
                              GError     **error);

G_END_DECLS
