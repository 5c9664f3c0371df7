/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool-json.h"
#include "tool-text.h"
#include "tool-options.h"

#include <glib/gi18n.h>

static ToolStatus
fail (const GError *error)
{
  g_autofree char *message = tool_escape (error->message);

  g_printerr ("tendril: %s\n", message);
  return TOOL_FAILED;
}

static ToolStatus
print_list (gboolean json)
{
  g_autoptr (GError) error = NULL;
  g_auto (GStrv) directories = tendril_trust_list (&error);

  if (directories == NULL)
    return fail (error);

  for (guint i = 0; directories[i] != NULL; i++)
    {
      g_autofree char *escaped = tool_escape (directories[i]);
      g_autoptr (JsonBuilder) builder = NULL;

      if (!json)
        {
          g_print ("%s\n", escaped);
          continue;
        }
      builder = tool_json_begin ();
      tool_json_add_path (builder, "directory", directories[i]);
      tool_json_print (builder);
    }

  return TOOL_OK;
}

static ToolStatus
change (gboolean   add,
        int        n_directories,
        char     **directories)
{
  g_autoptr (GError) error = NULL;

  for (int i = 0; i < n_directories; i++)
    if (!(add ? tendril_trust_add : tendril_trust_remove) (directories[i], &error))
      return fail (error);

  return TOOL_OK;
}

ToolStatus
tool_trust (int    argc,
            char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print a line of JSON per directory"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (_ ("add|remove DIR… | list"));
  g_autoptr (GError) error = NULL;
  gboolean add, remove;

  g_set_prgname ("tendril trust");
  g_option_context_set_summary (context, _ ("Accept directories in which others could write. "
                                            "The list is kept in your settings."));
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    return tool_usage_error ("trust", error->message);
  g_set_prgname ("tendril");

  if (argc == 2 && g_str_equal (argv[1], "list"))
    return print_list (json);
  add = argc > 2 && g_str_equal (argv[1], "add");
  remove = argc > 2 && g_str_equal (argv[1], "remove");
  if (!add && !remove)
    return tool_usage_error ("trust", _ ("trust needs “add DIR”, “remove DIR” or “list”"));

  return change (add, argc - 2, argv + 2);
}
