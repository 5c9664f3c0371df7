/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

gboolean tendril_python_module_exists (const char *module,
                                       const char *location,
                                       GPtrArray  *elements);

G_END_DECLS
