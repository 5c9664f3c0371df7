/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool-json.h"
#include "tool-options.h"
#include "tool-text.h"

#include <glib/gi18n.h>

static const char *
get_code (TendrilDiagnostic *diagnostic)
{
  return tool_enum_nick (TENDRIL_TYPE_DIAGNOSTIC_CODE, tendril_diagnostic_get_code (diagnostic));
}

static const char *
get_severity (TendrilDiagnostic *diagnostic)
{
  return tool_enum_nick (TENDRIL_TYPE_SEVERITY, tendril_diagnostic_get_severity (diagnostic));
}

static void
add_number (JsonBuilder *builder,
            const char  *key,
            guint        number)
{
  json_builder_set_member_name (builder, key);
  if (number > 0)
    json_builder_add_int_value (builder, number);
  else
    json_builder_add_null_value (builder);
}

static void
print_json (TendrilDiagnostic *diagnostic)
{
  g_autoptr (JsonBuilder) builder = tool_json_begin ();

  tool_json_add_string (builder, "code", get_code (diagnostic));
  tool_json_add_string (builder, "severity", get_severity (diagnostic));
  tool_json_add_path (builder, "file", tendril_diagnostic_get_file (diagnostic));
  add_number (builder, "line", tendril_diagnostic_get_line (diagnostic));
  add_number (builder, "column", tendril_diagnostic_get_column (diagnostic));
  tool_json_add_string (builder, "id", tendril_diagnostic_get_id (diagnostic));
  tool_json_add_string (builder, "cause", tendril_diagnostic_get_cause (diagnostic));
  tool_json_add_string (builder, "repair", tendril_diagnostic_get_repair (diagnostic));

  tool_json_print (builder);
}

/* FILE:LINE:COLUMN as compilers write it. */
static char *
describe_place (TendrilDiagnostic *diagnostic)
{
  g_autofree char *file = tool_escape (tendril_diagnostic_get_file (diagnostic));
  guint line = tendril_diagnostic_get_line (diagnostic);
  guint column = tendril_diagnostic_get_column (diagnostic);

  if (line == 0)
    return g_steal_pointer (&file);
  if (column == 0)
    return g_strdup_printf ("%s:%u", file, line);
  return g_strdup_printf ("%s:%u:%u", file, line, column);
}

static void
print_text (TendrilDiagnostic *diagnostic)
{
  g_autofree char *place = describe_place (diagnostic);
  g_autofree char *cause = tool_escape (tendril_diagnostic_get_cause (diagnostic));

  g_print ("%s: %s: %s [%s]\n    %s %s\n", place, get_severity (diagnostic), cause,
           get_code (diagnostic), _ ("repair:"), tendril_diagnostic_get_repair (diagnostic));
}

static gboolean
has_errors (TendrilExtensionRegistry *registry)
{
  GListModel *diagnostics = tendril_extension_registry_get_diagnostics (registry);

  for (guint i = 0; i < g_list_model_get_n_items (diagnostics); i++)
    {
      g_autoptr (TendrilDiagnostic) diagnostic = g_list_model_get_item (diagnostics, i);

      if (tendril_diagnostic_get_severity (diagnostic) == TENDRIL_SEVERITY_ERROR)
        return TRUE;
    }

  return FALSE;
}

static void
print_all (TendrilExtensionRegistry *registry,
           gboolean                  json)
{
  GListModel *diagnostics = tendril_extension_registry_get_diagnostics (registry);
  guint n = g_list_model_get_n_items (diagnostics);

  for (guint i = 0; i < n; i++)
    {
      g_autoptr (TendrilDiagnostic) diagnostic = g_list_model_get_item (diagnostics, i);

      if (json)
        print_json (diagnostic);
      else
        print_text (diagnostic);
    }

  if (!json && n == 0)
    g_print ("%s\n", _ ("Nothing is wrong with what is installed."));
}

ToolStatus
tool_doctor (int    argc,
             char **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print a line of JSON per diagnostic"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (ToolOptions) options = { 0 };
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  g_autoptr (GError) error = NULL;

  if (!tool_options_parse (&options, NULL,
                           _ ("Tell what is wrong with the packages on the search path, and what to "
                              "do about it.\nRuns none of them. The exit status is 1 if anything "
                              "is not used because of an error."),
                           entries, &argc, &argv))
    return TOOL_USAGE;
  if (argc > 1)
    return tool_usage_error ("doctor", _ ("doctor takes no arguments"));

  registry = tool_options_new_registry (&options);
  if (!tendril_extension_registry_diagnose (registry, NULL, &error))
    {
      g_printerr ("tendril: %s\n", error->message);
      return TOOL_FAILED;
    }

  print_all (registry, json);
  return has_errors (registry) ? TOOL_FAILED : TOOL_OK;
}
