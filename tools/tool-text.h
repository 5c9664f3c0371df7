/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

char       *tool_escape      (const char *text);
const char *tool_enum_nick   (GType       type,
                              int         value);
void        tool_print_table (GPtrArray  *rows,
                              guint       n_columns);
void        tool_table_add   (GPtrArray  *rows,
                              const char *first,
                              ...) G_GNUC_NULL_TERMINATED;

G_END_DECLS
