/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-entry-point.h"
#include "tendril-manifest-private.h"

G_BEGIN_DECLS

TendrilEntryPoint *tendril_entry_point_new              (const TendrilManifestEntry *entry);
void               tendril_entry_point_set_distribution (TendrilEntryPoint          *self,
                                                         TendrilDistribution        *distribution);

G_END_DECLS
