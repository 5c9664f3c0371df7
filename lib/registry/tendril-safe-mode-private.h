/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void    tendril_safe_mode_enable      (void);
GError *tendril_safe_mode_find_denial (void);

G_END_DECLS
