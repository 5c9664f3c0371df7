/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* One flat object a line, written as it is told. json-glib would cost every start of the command
 * more than it takes to read an index. */

GString *tool_json_begin      (void);
void     tool_json_add_null   (GString            *json,
                               const char         *key);
void     tool_json_add_int    (GString            *json,
                               const char         *key,
                               gint64              value);
void     tool_json_add_string (GString            *json,
                               const char         *key,
                               const char         *value);
void     tool_json_add_path   (GString            *json,
                               const char         *key,
                               const char         *value);
void     tool_json_add_strv   (GString            *json,
                               const char         *key,
                               const char *const  *value);
void     tool_json_print      (GString            *json);

G_END_DECLS
