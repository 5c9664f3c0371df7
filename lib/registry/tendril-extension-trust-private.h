/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-extension.h"
#include "tendril-trust-private.h"

G_BEGIN_DECLS

/* Whether nobody else could have changed the manifest, the module, or the way to them. */
gboolean tendril_extension_check_trust (TendrilExtension  *self,
                                        TendrilTrust      *trust,
                                        GError           **error);

G_END_DECLS
