/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The file quarantine.ini in a host's directory: read and written as a whole, under a lock. */

int       tendril_quarantine_file_lock  (const char  *directory);
GKeyFile *tendril_quarantine_file_load  (const char  *directory);
gboolean  tendril_quarantine_file_store (const char  *directory,
                                         GKeyFile    *key_file,
                                         GError     **error);

G_END_DECLS
