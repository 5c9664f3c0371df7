/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-module-stamp-private.h"
#include "tendril-quarantine.h"

G_BEGIN_DECLS

/* Which extensions have ended a host while their inits ran, and how. */
typedef struct _TendrilQuarantine TendrilQuarantine;

TendrilQuarantine *tendril_quarantine_new           (void);
void               tendril_quarantine_free          (TendrilQuarantine        *self);
void               tendril_quarantine_update        (TendrilQuarantine        *self);
const char        *tendril_quarantine_get_directory (TendrilQuarantine        *self);
gboolean           tendril_quarantine_check         (TendrilQuarantine        *self,
                                                     TendrilEntryPoint        *entry_point,
                                                     GError                  **error);
void               tendril_quarantine_acquit        (TendrilQuarantine        *self,
                                                     TendrilEntryPoint        *entry_point);
void               tendril_quarantine_save          (TendrilQuarantine        *self);

G_END_DECLS
