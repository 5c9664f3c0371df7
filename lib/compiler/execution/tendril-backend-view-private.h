/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-arena-private.h"
#include "tendril-backend.h"
#include "tendril-ir-private.h"

G_BEGIN_DECLS

/* What a back end gets to see of a function: it lives in @arena, and needs @ir. */
const TendrilBackendIr *tendril_backend_view_new (const TendrilIr *ir,
                                                  TendrilArena    *arena);

extern const TendrilBackendHelpers tendril_backend_helpers;

G_END_DECLS
