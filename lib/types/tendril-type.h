/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <glib-object.h>

#include "tendril-version.h"

G_BEGIN_DECLS

#define TENDRIL_TYPE_TYPE (tendril_type_get_type ())

TENDRIL_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (TendrilType, tendril_type, TENDRIL, TYPE, GObject)

TENDRIL_AVAILABLE_IN_1_0
TendrilType *tendril_type_int64    (void);
TENDRIL_AVAILABLE_IN_1_0
TendrilType *tendril_type_float64  (void);
TENDRIL_AVAILABLE_IN_1_0
TendrilType *tendril_type_bool     (void);

TENDRIL_AVAILABLE_IN_1_0
const char  *tendril_type_get_name (TendrilType *self);
TENDRIL_AVAILABLE_IN_1_0
guint        tendril_type_get_size (TendrilType *self);

G_END_DECLS
