/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool-options.h"

#include <glib/gi18n.h>
#include <string.h>

typedef void (*AddPathFunc) (TendrilExtensionRegistry *registry,
                             const char               *path);

typedef struct
{
  AddPathFunc add;
  char *path;
} ToolPath;

static void
tool_path_free (gpointer data)
{
  ToolPath *path = data;

  g_free (path->path);
  g_free (path);
}

static gboolean
take_path (ToolOptions *self,
           AddPathFunc  add,
           const char  *value)
{
  ToolPath *path = g_new0 (ToolPath, 1);

  path->add = add;
  path->path = g_strdup (value);
  g_ptr_array_add (self->paths, path);

  return TRUE;
}

static gboolean
take_python_path (const char  *option,
                  const char  *value,
                  gpointer     self,
                  GError     **error)
{
  return take_path (self, tendril_extension_registry_add_python_path, value);
}

static gboolean
take_extension_path (const char  *option,
                     const char  *value,
                     gpointer     self,
                     GError     **error)
{
  return take_path (self, tendril_extension_registry_add_extension_path, value);
}

static GOptionGroup *
new_group (ToolOptions *self)
{
  const GOptionEntry entries[] = {
    { "python-path", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, take_python_path,
      N_ ("Search this directory of Python packages first (repeatable)"), N_ ("DIR") },
    { "extension-path", 0, G_OPTION_FLAG_FILENAME, G_OPTION_ARG_CALLBACK, take_extension_path,
      N_ ("Search this directory of extensions first (repeatable)"), N_ ("DIR") },
    { "isolated", 0, 0, G_OPTION_ARG_NONE, &self->isolated,
      N_ ("Search only the directories given"), NULL },
    { "group", 0, 0, G_OPTION_ARG_STRING, &self->group, N_ ("The group of entry points"),
      N_ ("GROUP") },
    G_OPTION_ENTRY_NULL,
  };
  GOptionGroup *group = g_option_group_new ("paths", NULL, NULL, self, NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  return group;
}

/* The `--` that lets negative arguments through; GOption keeps it where such an argument follows. */
static void
drop_separator (int   *argc,
                char **argv)
{
  for (int i = 1; i < *argc; i++)
    if (g_str_equal (argv[i], "--"))
      {
        memmove (argv + i, argv + i + 1, (*argc - i) * sizeof *argv);
        (*argc)--;
        return;
      }
}

/* Prints what is wrong; FALSE asks for TOOL_USAGE. */
gboolean
tool_options_parse (ToolOptions          *self,
                    const char           *parameters,
                    const char           *description,
                    const GOptionEntry   *entries,
                    int                  *argc,
                    char               ***argv)
{
  g_autoptr (GOptionContext) context = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *program = g_strconcat ("tendril ", (*argv)[0], NULL);
  gboolean parsed;

  memset (self, 0, sizeof *self);
  self->paths = g_ptr_array_new_with_free_func (tool_path_free);

  context = g_option_context_new (parameters);
  g_option_context_set_summary (context, description);
  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_set_main_group (context, new_group (self));
  if (entries != NULL)
    g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);

  /* The help names the verb; state and logs are the command's. */
  g_set_prgname (program);
  parsed = g_option_context_parse (context, argc, argv, &error);
  g_set_prgname ("tendril");
  if (!parsed)
    {
      g_printerr ("tendril: %s\n", error->message);
      return FALSE;
    }

  drop_separator (argc, *argv);
  return TRUE;
}

void
tool_options_clear (ToolOptions *self)
{
  g_clear_pointer (&self->paths, g_ptr_array_unref);
  g_clear_pointer (&self->group, g_free);
}

TendrilExtensionRegistry *
tool_options_new_registry (const ToolOptions *self)
{
  TendrilExtensionRegistry *registry =
    g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "group",
                  self->group != NULL ? self->group : TENDRIL_DEFAULT_GROUP, "isolated",
                  self->isolated, NULL);

  for (guint i = 0; i < self->paths->len; i++)
    {
      const ToolPath *path = g_ptr_array_index (self->paths, i);

      path->add (registry, path->path);
    }

  return registry;
}

ToolStatus
tool_usage_error (const char *verb,
                  const char *message)
{
  g_printerr (_ ("tendril: %s; see “tendril %s --help”\n"), message, verb);
  return TOOL_USAGE;
}

/* The value with that nick. TRUE also where there is no @name. */
gboolean
tool_options_read_enum (GType       type,
                        const char *name,
                        int        *value)
{
  g_autoptr (GEnumClass) values = g_type_class_ref (type);
  const GEnumValue *found = name != NULL ? g_enum_get_value_by_nick (values, name) : NULL;

  if (found != NULL)
    *value = found->value;
  return name == NULL || found != NULL;
}
