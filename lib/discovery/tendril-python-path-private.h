/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

char     *tendril_python_get_version       (void);
char    **tendril_python_get_site_paths    (const char  *version);
gboolean  tendril_python_read_environment  (const char  *environment,
                                            char       **version);

G_END_DECLS
