/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <json-glib/json-glib.h>

G_BEGIN_DECLS

JsonBuilder *tool_json_begin       (void);
void         tool_json_add_string  (JsonBuilder        *builder,
                                    const char         *key,
                                    const char         *value);
void         tool_json_add_path    (JsonBuilder        *builder,
                                    const char         *key,
                                    const char         *value);
void         tool_json_add_strv    (JsonBuilder        *builder,
                                    const char         *key,
                                    const char *const  *value);
void         tool_json_print       (JsonBuilder        *builder);

G_END_DECLS
