/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Runs the discovery over the given elements and prints what it finds, a line of JSON each:
 *
 *   discover [--group G] [--name N] [--complete] [--search [--isolated]] KIND=DIRECTORY…
 *
 * where KIND is `extension`, `python` or `site`. With --search the elements are only the ones that
 * were added, and the search path is computed from them and the environment. */

#include "tendril-discovery-private.h"

#include "tendril-distribution.h"
#include "tendril-entry-point.h"

#include <stdio.h>
#include <string.h>

static char *group;
static char *name;
static gboolean search;
static gboolean isolated;
static gboolean complete;
static char **arguments;

static const GOptionEntry options[] = {
  { "group", 0, 0, G_OPTION_ARG_STRING, &group, NULL, NULL },
  { "name", 0, 0, G_OPTION_ARG_STRING, &name, NULL, NULL },
  { "search", 0, 0, G_OPTION_ARG_NONE, &search, NULL, NULL },
  { "isolated", 0, 0, G_OPTION_ARG_NONE, &isolated, NULL, NULL },
  { "complete", 0, 0, G_OPTION_ARG_NONE, &complete, NULL, NULL },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &arguments, NULL, NULL },
  G_OPTION_ENTRY_NULL,
};

/* Bytes that are not UTF-8 become lone surrogates, as Python's os.fsdecode () makes them. */
static void
print_string (const char *text)
{
  if (text == NULL)
    {
      printf ("null");
      return;
    }

  printf ("\"");
  while (*text != '\0')
    {
      gunichar c = g_utf8_get_char_validated (text, -1);

      if (c >= 0x110000)
        printf ("\\udc%02x", (guchar) *text++);
      else if (c < 0x20 || c == '"' || c == '\\')
        printf ("\\u%04x", (guchar) *text++);
      else
        {
          printf ("%.*s", (int) (g_utf8_next_char (text) - text), text);
          text = g_utf8_next_char (text);
        }
    }
  printf ("\"");
}

static void
print_member (const char *key,
              const char *value)
{
  printf (", \"%s\": ", key);
  print_string (value);
}

static void
print_entry_point (TendrilEntryPoint *entry_point)
{
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);
  const char *const *extras = tendril_entry_point_get_extras (entry_point);

  printf ("{\"kind\": \"entry\"");
  print_member ("group", tendril_entry_point_get_group (entry_point));
  print_member ("name", tendril_entry_point_get_name (entry_point));
  print_member ("value", tendril_entry_point_get_value (entry_point));
  print_member ("module", tendril_entry_point_get_module (entry_point));
  print_member ("attr", tendril_entry_point_get_attr (entry_point));
  printf (", \"extras\": [");
  for (gsize i = 0; extras[i] != NULL; i++)
    {
      printf ("%s", i > 0 ? ", " : "");
      print_string (extras[i]);
    }
  printf ("]");
  print_member ("dist", tendril_distribution_get_name (distribution));
  print_member ("version", tendril_distribution_get_version (distribution));
  print_member ("id", tendril_distribution_get_id (distribution));
  print_member ("path", tendril_distribution_get_path (distribution));
  printf (", \"line\": %u}\n", tendril_entry_point_get_line (entry_point));
}

static const char *
get_nick (GType type,
          int   value)
{
  GEnumClass *klass = g_type_class_peek (type);

  if (klass == NULL)
    klass = g_type_class_ref (type);
  return g_enum_get_value (klass, value)->value_nick;
}

static void
print_diagnostic (TendrilDiagnostic *diagnostic)
{
  g_assert_cmpstr (tendril_diagnostic_get_cause (diagnostic), !=, "");

  printf ("{\"kind\": \"diagnostic\"");
  print_member ("code", get_nick (TENDRIL_TYPE_DIAGNOSTIC_CODE,
                                  tendril_diagnostic_get_code (diagnostic)));
  print_member ("severity", get_nick (TENDRIL_TYPE_SEVERITY,
                                      tendril_diagnostic_get_severity (diagnostic)));
  print_member ("file", tendril_diagnostic_get_file (diagnostic));
  print_member ("cause", tendril_diagnostic_get_cause (diagnostic));
  printf (", \"line\": %u, \"column\": %u}\n", tendril_diagnostic_get_line (diagnostic),
           tendril_diagnostic_get_column (diagnostic));
}

static void
print_element (const TendrilPathElement *element)
{
  printf ("{\"kind\": \"element\"");
  print_member ("type", element->kind == TENDRIL_PATH_PYTHON ? "python" : "extension");
  print_member ("path", element->path);
  printf (", \"site\": %s, \"wrong_python\": %s}\n", element->site ? "true" : "false",
           element->wrong_python ? "true" : "false");
}

static GPtrArray *
parse_elements (void)
{
  GPtrArray *elements =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tendril_path_element_free);

  for (gsize i = 0; arguments != NULL && arguments[i] != NULL; i++)
    {
      char *equals = strchr (arguments[i], '=');
      TendrilPathElement *element;

      g_assert_nonnull (equals);
      element = tendril_path_element_new (equals + 1, g_str_has_prefix (arguments[i], "extension=")
                                                        ? TENDRIL_PATH_EXTENSION
                                                        : TENDRIL_PATH_PYTHON);
      element->site = g_str_has_prefix (arguments[i], "site=");
      g_ptr_array_add (elements, element);
    }

  return elements;
}

static GPtrArray *
find_elements (GPtrArray *diagnostics)
{
  GPtrArray *elements = parse_elements ();
  GPtrArray *path;

  if (!search)
    return elements;

  path = tendril_search_path_new (elements, isolated, NULL, diagnostics);
  g_ptr_array_unref (elements);
  for (guint i = 0; i < path->len; i++)
    print_element (g_ptr_array_index (path, i));
  return path;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GPtrArray) elements = NULL;
  g_autoptr (GPtrArray) entry_points = NULL;
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    g_error ("%s", error->message);

  elements = find_elements (diagnostics);
  entry_points = tendril_discovery_run (
    elements, group, name, complete ? TENDRIL_DISCOVERY_COMPLETE : TENDRIL_DISCOVERY_NONE, diagnostics,
    NULL, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < entry_points->len; i++)
    print_entry_point (g_ptr_array_index (entry_points, i));
  for (guint i = 0; i < diagnostics->len; i++)
    print_diagnostic (g_ptr_array_index (diagnostics, i));
  printf ("{\"kind\": \"done\"}\n");

  g_clear_pointer (&group, g_free);
  g_clear_pointer (&name, g_free);
  g_clear_pointer (&arguments, g_strfreev);
  return 0;
}
