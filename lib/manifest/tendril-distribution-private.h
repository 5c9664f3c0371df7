/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-distribution.h"
#include "tendril-metadata-private.h"

G_BEGIN_DECLS

TendrilDistribution *tendril_distribution_new              (const char            *location,
                                                            const char            *directory,
                                                            const TendrilMetadata *metadata);
void                 tendril_distribution_set_editable     (TendrilDistribution   *self,
                                                            gboolean               editable);
void                 tendril_distribution_set_wrong_python (TendrilDistribution   *self,
                                                            gboolean               wrong_python);
gboolean             tendril_distribution_is_wrong_python  (TendrilDistribution   *self);

G_END_DECLS
