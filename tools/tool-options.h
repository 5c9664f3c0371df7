/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tool.h"

G_BEGIN_DECLS

/* What every verb that looks at extensions understands. */
typedef struct
{
  GPtrArray *paths;         /* of ToolPath, in the order given */
  gboolean isolated;
  char *group;
} ToolOptions;

gboolean                  tool_options_parse        (ToolOptions         *self,
                                                     const char          *parameters,
                                                     const char          *description,
                                                     const GOptionEntry  *entries,
                                                     int                 *argc,
                                                     char              ***argv);
void                      tool_options_clear        (ToolOptions         *self);
TendrilExtensionRegistry *tool_options_new_registry (const ToolOptions   *self);
gboolean                  tool_options_read_enum    (GType                type,
                                                     const char          *name,
                                                     int                 *value);
ToolStatus                tool_usage_error          (const char          *verb,
                                                     const char          *message);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (ToolOptions, tool_options_clear)

G_END_DECLS
