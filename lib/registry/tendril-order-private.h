/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void tendril_order_shuffle (GPtrArray  *items,
                            const char *seed);

G_END_DECLS
