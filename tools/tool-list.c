/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool-json.h"
#include "tool-options.h"
#include "tool-text.h"

#include <glib/gi18n.h>

static const char *
get_state (TendrilExtension *extension)
{
  return tool_enum_nick (TENDRIL_TYPE_EXTENSION_STATE, tendril_extension_get_state (extension));
}

static void
print_json (TendrilExtension *extension)
{
  g_autoptr (JsonBuilder) builder = tool_json_begin ();
  TendrilEntryPoint *entry_point = tendril_extension_get_entry_point (extension);
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);
  const GError *error = tendril_extension_get_error (extension);
  gint64 duration = tendril_extension_get_init_duration (extension);

  tool_json_add_string (builder, "id", tendril_extension_get_id (extension));
  tool_json_add_string (builder, "name", tendril_extension_get_name (extension));
  tool_json_add_string (builder, "version", tendril_extension_get_version (extension));
  tool_json_add_string (builder, "language", tendril_extension_get_language (extension));
  tool_json_add_string (builder, "licence", tendril_extension_get_licence (extension));
  tool_json_add_string (builder, "state", get_state (extension));
  tool_json_add_string (builder, "error", error != NULL ? error->message : NULL);
  tool_json_add_string (builder, "group", tendril_entry_point_get_group (entry_point));
  tool_json_add_string (builder, "entry_point", tendril_entry_point_get_name (entry_point));
  tool_json_add_string (builder, "value", tendril_entry_point_get_value (entry_point));
  tool_json_add_path (builder, "path", tendril_distribution_get_path (distribution));
  json_builder_set_member_name (builder, "init_us");
  if (duration >= 0)
    json_builder_add_int_value (builder, duration);
  else
    json_builder_add_null_value (builder);

  tool_json_print (builder);
}

static void
print_text (GListModel *extensions)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify) g_strfreev);
  guint n = g_list_model_get_n_items (extensions);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TendrilExtension) extension = g_list_model_get_item (extensions, i);
      const char *version = tendril_extension_get_version (extension);
      const char *description = tendril_extension_get_description (extension);
      const GError *error = tendril_extension_get_error (extension);
      const char *remark = error != NULL ? error->message : description;

      tool_table_add (rows, tendril_extension_get_id (extension), version != NULL ? version : "",
                      tendril_extension_get_language (extension), get_state (extension),
                      remark != NULL ? remark : "", NULL);
    }

  tool_print_table (rows, 5);
}

ToolStatus
tool_list (int    argc,
           char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print a line of JSON per extension"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (ToolOptions) options = { 0 };
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  g_autoptr (GError) error = NULL;

  if (!tool_options_parse (&options, NULL,
                           _ ("List the extensions and their states. Runs none of them."), entries,
                           &argc, &argv))
    return TOOL_USAGE;
  if (argc > 1)
    return tool_usage_error ("list", _ ("list takes no arguments"));

  registry = tool_options_new_registry (&options);
  if (!tendril_extension_registry_discover (registry, NULL, &error))
    {
      g_printerr ("tendril: %s\n", error->message);
      return TOOL_FAILED;
    }

  if (!json)
    print_text (G_LIST_MODEL (registry));
  for (guint i = 0; json && i < g_list_model_get_n_items (G_LIST_MODEL (registry)); i++)
    {
      g_autoptr (TendrilExtension) extension =
        g_list_model_get_item (G_LIST_MODEL (registry), i);

      print_json (extension);
    }

  return TOOL_OK;
}
