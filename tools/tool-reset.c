/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool-options.h"
#include "tool-text.h"

#include <glib/gi18n.h>

static ToolStatus
reset (const char *id,
       const char *host)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) hosts = tendril_quarantine_reset (id, host, &error);
  g_autofree char *name = tool_escape (id);

  if (hosts == NULL)
    {
      g_printerr ("tendril: %s\n", error->message);
      return TOOL_FAILED;
    }

  for (gsize i = 0; hosts[i] != NULL; i++)
    g_print (_ ("%s: runs again in %s\n"), name, hosts[i]);
  if (hosts[0] == NULL)
    g_print (_ ("%s: no application has anything against it\n"), name);
  return TOOL_OK;
}

ToolStatus
tool_reset (int    argc,
            char **argv)
{
  g_autofree char *host = NULL;
  const GOptionEntry entries[] = {
    { "host", 0, 0, G_OPTION_ARG_STRING, &host,
      N_ ("Only in the application of this id or name"), N_ ("HOST") },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (ToolOptions) options = { 0 };
  ToolStatus status = TOOL_OK;

  if (!tool_options_parse (&options, _ ("ID…"),
                           _ ("Let extensions run again that were put into quarantine because they "
                              "ended an application."),
                           entries, &argc, &argv))
    return TOOL_USAGE;
  if (argc < 2)
    return tool_usage_error ("reset", _ ("reset needs the id of an extension"));

  for (int i = 1; i < argc && status == TOOL_OK; i++)
    status = reset (argv[i], host);
  return status;
}
