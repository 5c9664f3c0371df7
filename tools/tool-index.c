/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool-options.h"

#include <glib/gi18n.h>

ToolStatus
tool_index (int    argc,
            char **argv)
{
  gboolean clear = FALSE;
  g_autofree char *system = NULL;
  const GOptionEntry entries[] = {
    { "clear", 0, 0, G_OPTION_ARG_NONE, &clear, N_ ("Remove the index of this user"), NULL },
    { "system", 0, 0, G_OPTION_ARG_FILENAME, &system,
      N_ ("Write an index for everybody into this directory; for package managers"), N_ ("DIR") },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GError) error = NULL;

  g_set_prgname ("tendril index");
  g_option_context_set_summary (context, _ ("Manage the index, which only saves time."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return tool_usage_error ("index", error->message);
  g_set_prgname ("tendril");

  if (argc > 1 || clear == (system != NULL))
    return tool_usage_error ("index", _ ("index needs either --clear or --system DIR"));

  if (clear ? tendril_index_clear (&error) : tendril_index_write_system (system, &error))
    return TOOL_OK;

  g_printerr ("tendril: %s\n", error->message);
  return TOOL_FAILED;
}
