/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

void   tendril_gsl_guard_install (void);
void   tendril_gsl_guard_enter   (void);
double tendril_gsl_guard_leave   (int    status,
                                  double value);

G_END_DECLS
