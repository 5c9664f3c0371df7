/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Prints the search path of a host that is not Python as one line of JSON: the elements with what
 * .pth files add to them, and the diagnostics. */

#include "tendril-scanner-private.h"

#include <json-glib/json-glib.h>
#include <stdio.h>

static void
add_element (JsonBuilder              *builder,
             const TendrilPathElement *element)
{
  static const char *const kinds[] = {
    [TENDRIL_PATH_EXTENSION] = "extension",
    [TENDRIL_PATH_PYTHON] = "python",
  };

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "path");
  json_builder_add_string_value (builder, element->path);
  json_builder_set_member_name (builder, "kind");
  json_builder_add_string_value (builder, kinds[element->kind]);
  json_builder_set_member_name (builder, "wrong_python");
  json_builder_add_boolean_value (builder, element->wrong_python);
  json_builder_end_object (builder);
}

static void
add_diagnostic (JsonBuilder       *builder,
                TendrilDiagnostic *diagnostic)
{
  g_autoptr (GEnumClass) codes = g_type_class_ref (TENDRIL_TYPE_DIAGNOSTIC_CODE);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "code");
  json_builder_add_string_value (
    builder, g_enum_get_value (codes, tendril_diagnostic_get_code (diagnostic))->value_nick);
  json_builder_set_member_name (builder, "file");
  json_builder_add_string_value (builder, tendril_diagnostic_get_file (diagnostic));
  json_builder_set_member_name (builder, "line");
  json_builder_add_int_value (builder, tendril_diagnostic_get_line (diagnostic));
  json_builder_end_object (builder);
}

static void
print (JsonBuilder *builder)
{
  g_autoptr (JsonNode) root = json_builder_get_root (builder);
  g_autofree char *text = json_to_string (root, FALSE);

  puts (text);
}

int
main (void)
{
  TendrilScanner *scanner = tendril_scanner_new ();
  g_autoptr (TendrilScan) scan = NULL;
  g_autoptr (JsonBuilder) builder = json_builder_new ();
  g_autoptr (GError) error = NULL;

  scan = tendril_scanner_run (scanner, NULL, NULL, TENDRIL_DISCOVERY_NONE, NULL, &error);
  g_assert_no_error (error);

  json_builder_begin_object (builder);
  json_builder_set_member_name (builder, "elements");
  json_builder_begin_array (builder);
  for (guint i = 0; i < scan->elements->len; i++)
    add_element (builder, g_ptr_array_index (scan->elements, i));
  json_builder_end_array (builder);
  json_builder_set_member_name (builder, "diagnostics");
  json_builder_begin_array (builder);
  for (guint i = 0; i < scan->diagnostics->len; i++)
    add_diagnostic (builder, g_ptr_array_index (scan->diagnostics, i));
  json_builder_end_array (builder);
  json_builder_end_object (builder);
  print (builder);

  tendril_scanner_free (scanner);
  return 0;
}
