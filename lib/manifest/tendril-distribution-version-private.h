/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-text-private.h"

G_BEGIN_DECLS

int tendril_distribution_version_compare (TendrilSpan a,
                                          TendrilSpan b);

G_END_DECLS
