/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <glib-object.h>

#include "tendril-distribution.h"
#include "tendril-version.h"

G_BEGIN_DECLS

#define TENDRIL_TYPE_ENTRY_POINT (tendril_entry_point_get_type ())

TENDRIL_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (TendrilEntryPoint, tendril_entry_point, TENDRIL, ENTRY_POINT, GObject)

TENDRIL_AVAILABLE_IN_1_0
const char          *tendril_entry_point_get_group        (TendrilEntryPoint *self);
TENDRIL_AVAILABLE_IN_1_0
const char          *tendril_entry_point_get_name         (TendrilEntryPoint *self);
TENDRIL_AVAILABLE_IN_1_0
const char          *tendril_entry_point_get_value        (TendrilEntryPoint *self);
TENDRIL_AVAILABLE_IN_1_0
const char          *tendril_entry_point_get_module       (TendrilEntryPoint *self);
TENDRIL_AVAILABLE_IN_1_0
const char          *tendril_entry_point_get_attr         (TendrilEntryPoint *self);
TENDRIL_AVAILABLE_IN_1_0
const char * const  *tendril_entry_point_get_extras       (TendrilEntryPoint *self);
TENDRIL_AVAILABLE_IN_1_0
guint                tendril_entry_point_get_line         (TendrilEntryPoint *self);
TENDRIL_AVAILABLE_IN_1_0
TendrilDistribution *tendril_entry_point_get_distribution (TendrilEntryPoint *self);

G_END_DECLS
