/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool-json.h"
#include "tool-options.h"
#include "tool-text.h"

#include <glib/gi18n.h>

static void
print_json (TendrilEntryPoint *entry_point)
{
  g_autoptr (JsonBuilder) builder = tool_json_begin ();
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);

  tool_json_add_string (builder, "group", tendril_entry_point_get_group (entry_point));
  tool_json_add_string (builder, "name", tendril_entry_point_get_name (entry_point));
  tool_json_add_string (builder, "value", tendril_entry_point_get_value (entry_point));
  tool_json_add_string (builder, "module", tendril_entry_point_get_module (entry_point));
  tool_json_add_string (builder, "attr", tendril_entry_point_get_attr (entry_point));
  tool_json_add_strv (builder, "extras", tendril_entry_point_get_extras (entry_point));
  tool_json_add_string (builder, "dist", tendril_distribution_get_name (distribution));
  tool_json_add_string (builder, "version", tendril_distribution_get_version (distribution));
  tool_json_add_path (builder, "path", tendril_distribution_get_path (distribution));

  tool_json_print (builder);
}

static void
print_text (GPtrArray *entry_points)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);

  for (guint i = 0; i < entry_points->len; i++)
    {
      TendrilEntryPoint *entry_point = g_ptr_array_index (entry_points, i);
      TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);
      const char *version = tendril_distribution_get_version (distribution);

      tool_table_add (rows, tendril_entry_point_get_group (entry_point),
                      tendril_entry_point_get_name (entry_point),
                      tendril_entry_point_get_value (entry_point),
                      tendril_distribution_get_name (distribution), version != NULL ? version : "",
                      NULL);
    }

  tool_print_table (rows, 5);
}

ToolStatus
tool_entry_points (int    argc,
                   char **argv)
{
  gboolean json = FALSE;
  gboolean all = FALSE;
  g_autofree char *name = NULL;
  const GOptionEntry entries[] = {
    { "all", 0, 0, G_OPTION_ARG_NONE, &all,
      N_ ("Also those of packages that another of the same name shadows"), NULL },
    { "name", 0, 0, G_OPTION_ARG_STRING, &name, N_ ("Only entry points of this name"),
      N_ ("NAME") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print a line of JSON per entry point"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (ToolOptions) options = { 0 };
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  g_autoptr (GPtrArray) entry_points = NULL;
  g_autoptr (GError) error = NULL;

  if (!tool_options_parse (&options, NULL,
                           _ ("List the entry points of all packages on the search path, of every "
                              "group unless one is given."),
                           entries, &argc, &argv))
    return TOOL_USAGE;
  if (argc > 1)
    return tool_usage_error ("entry-points", _ ("entry-points takes no arguments"));

  registry = tool_options_new_registry (&options);
  entry_points = tendril_extension_registry_list_entry_points (registry, options.group, name, all,
                                                               NULL, &error);
  if (entry_points == NULL)
    {
      g_printerr ("tendril: %s\n", error->message);
      return TOOL_FAILED;
    }

  if (!json)
    print_text (entry_points);
  for (guint i = 0; json && i < entry_points->len; i++)
    print_json (g_ptr_array_index (entry_points, i));

  return TOOL_OK;
}
