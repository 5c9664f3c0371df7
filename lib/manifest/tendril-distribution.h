/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <glib-object.h>

#include "tendril-version.h"

G_BEGIN_DECLS

#define TENDRIL_TYPE_DISTRIBUTION (tendril_distribution_get_type ())

TENDRIL_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (TendrilDistribution, tendril_distribution, TENDRIL, DISTRIBUTION, GObject)

TENDRIL_AVAILABLE_IN_1_0
const char *tendril_distribution_get_id        (TendrilDistribution *self);
TENDRIL_AVAILABLE_IN_1_0
const char *tendril_distribution_get_name      (TendrilDistribution *self);
TENDRIL_AVAILABLE_IN_1_0
const char *tendril_distribution_get_version   (TendrilDistribution *self);
TENDRIL_AVAILABLE_IN_1_0
const char *tendril_distribution_get_summary   (TendrilDistribution *self);
TENDRIL_AVAILABLE_IN_1_0
const char *tendril_distribution_get_author    (TendrilDistribution *self);
TENDRIL_AVAILABLE_IN_1_0
const char *tendril_distribution_get_home_page (TendrilDistribution *self);
TENDRIL_AVAILABLE_IN_1_0
const char *tendril_distribution_get_license   (TendrilDistribution *self);
TENDRIL_AVAILABLE_IN_1_0
const char *tendril_distribution_get_path      (TendrilDistribution *self);
TENDRIL_AVAILABLE_IN_1_0
const char *tendril_distribution_get_location  (TendrilDistribution *self);
TENDRIL_AVAILABLE_IN_1_0
gboolean    tendril_distribution_get_editable  (TendrilDistribution *self);

G_END_DECLS
