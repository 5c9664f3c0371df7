/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool-json.h"
#include "tool-options.h"
#include "tool-text.h"

#include <glib/gi18n.h>
#include <string.h>

typedef gboolean (*SwitchFunc) (TendrilExtensionRegistry  *registry,
                                const char                *name,
                                GError                   **error);

/* What the extension is now: something else may go on to disable it. */
static void
report (TendrilExtension *extension,
        const char       *name,
        gboolean          json)
{
  const GError *error = extension != NULL ? tendril_extension_get_error (extension) : NULL;
  const char *state = extension != NULL ? tool_enum_nick (TENDRIL_TYPE_EXTENSION_STATE,
                                                          tendril_extension_get_state (extension))
                                        : NULL;

  if (json)
    {
      g_autoptr (JsonBuilder) builder = tool_json_begin ();

      tool_json_add_string (builder, "name", name);
      tool_json_add_string (builder, "id",
                            extension != NULL ? tendril_extension_get_id (extension) : NULL);
      tool_json_add_string (builder, "state", state);
      tool_json_add_string (builder, "error", error != NULL ? error->message : NULL);
      tool_json_print (builder);
      return;
    }

  if (extension == NULL)
    {
      g_autofree char *escaped = tool_escape (name);

      g_printerr (_ ("tendril: nothing of the name “%s” is installed yet\n"), escaped);
    }
  else
    {
      g_autofree char *cause = tool_escape (error != NULL ? error->message : "");

      g_print ("%s: %s%s%s\n", tendril_extension_get_id (extension), state,
               error != NULL ? ": " : "", cause);
    }
}

static ToolStatus
switch_extensions (const char  *verb,
                   const char  *description,
                   SwitchFunc   switch_extension,
                   int          argc,
                   char       **argv)
{
  gboolean json = FALSE;
  const GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &json, N_ ("Print a line of JSON per extension"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (ToolOptions) options = { 0 };
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  g_autoptr (GError) error = NULL;

  if (!tool_options_parse (&options, _ ("ID…"), description, entries, &argc, &argv))
    return TOOL_USAGE;
  if (argc < 2)
    return tool_usage_error (verb, _ ("the id of an extension is missing"));
  for (int i = 1; i < argc; i++)
    if (*argv[i] == '\0' || strpbrk (argv[i], ",;\n") != NULL)
      return tool_usage_error (verb, _ ("an id has no comma, semicolon or line break"));

  registry = tool_options_new_registry (&options);
  if (!tendril_extension_registry_discover (registry, NULL, &error))
    {
      g_printerr ("tendril: %s\n", error->message);
      return TOOL_FAILED;
    }

  for (int i = 1; i < argc; i++)
    {
      if (!switch_extension (registry, argv[i], &error))
        {
          g_printerr ("tendril: %s\n", error->message);
          return TOOL_FAILED;
        }
      report (tendril_extension_registry_find (registry, argv[i]), argv[i], json);
    }

  return TOOL_OK;
}

ToolStatus
tool_enable (int    argc,
             char **argv)
{
  return switch_extensions ("enable",
                            _ ("Switch extensions on for you, in every application. An extension "
                               "is named by its id, its package or its module."),
                            tendril_extension_registry_enable, argc, argv);
}

ToolStatus
tool_disable (int    argc,
              char **argv)
{
  return switch_extensions ("disable",
                            _ ("Switch extensions off for you, in every application: nothing of "
                               "them is loaded any more."),
                            tendril_extension_registry_disable, argc, argv);
}
