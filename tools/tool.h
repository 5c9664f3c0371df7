/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <tendril.h>

G_BEGIN_DECLS

/* Exit codes, the same for every verb. */
typedef enum
{
  TOOL_OK = 0,
  TOOL_FAILED = 1,
  TOOL_USAGE = 2,
} ToolStatus;

/* A verb gets the command line from its own name on. */
typedef struct
{
  const char *name;
  const char *summary;
  ToolStatus (*run) (int    argc,
                     char **argv);
} ToolVerb;

ToolStatus tool_run          (int    argc,
                              char **argv);
ToolStatus tool_list         (int    argc,
                              char **argv);
ToolStatus tool_entry_points (int    argc,
                              char **argv);
ToolStatus tool_doctor       (int    argc,
                              char **argv);
ToolStatus tool_enable       (int    argc,
                              char **argv);
ToolStatus tool_disable      (int    argc,
                              char **argv);
ToolStatus tool_trust        (int    argc,
                              char **argv);
ToolStatus tool_index        (int    argc,
                              char **argv);
ToolStatus tool_probe        (int    argc,
                              char **argv);
ToolStatus tool_reset        (int    argc,
                              char **argv);
ToolStatus tool_bisect       (int    argc,
                              char **argv);

G_END_DECLS
