/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <tendril.h>

TENDRIL_EXPORT void benchmark_init (GError **error);

void
benchmark_init (GError **error)
{
}
