/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-ir-private.h"

G_BEGIN_DECLS

const char *tendril_intrinsic_get_name (TendrilIntrinsic     intrinsic);

/* A line per node of the typed tree, its arguments below it. */
void        tendril_typed_dump         (const TendrilTyped  *typed,
                                        guint                depth,
                                        GString             *text);
/* A line per instruction. */
void        tendril_ir_dump            (const TendrilIr     *ir,
                                        GString             *text);

G_END_DECLS
