/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-distribution.h"
#include "tendril-metadata-private.h"

G_BEGIN_DECLS

TendrilDistribution *tendril_distribution_new (const char      *location,
                                               const char      *directory,
                                               TendrilMetadata *metadata);

G_END_DECLS
