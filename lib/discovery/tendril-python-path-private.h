/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-file-private.h"

G_BEGIN_DECLS

char              *tendril_python_get_version           (void);
char              *tendril_python_get_user_site         (const char  *version);
char             **tendril_python_get_site_paths        (const char  *version);
TendrilFileResult  tendril_python_find_environment_site (const char  *environment,
                                                         const char  *version,
                                                         char       **site,
                                                         char       **other_version);

G_END_DECLS
