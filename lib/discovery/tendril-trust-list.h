/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <glib.h>

#include "tendril-version.h"

G_BEGIN_DECLS

TENDRIL_AVAILABLE_IN_1_0
gboolean   tendril_trust_add    (const char  *directory,
                                 GError     **error);
TENDRIL_AVAILABLE_IN_1_0
gboolean   tendril_trust_remove (const char  *directory,
                                 GError     **error);
TENDRIL_AVAILABLE_IN_1_0
char     **tendril_trust_list   (GError     **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
