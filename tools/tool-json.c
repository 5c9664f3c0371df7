/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool-json.h"

/* One object a line. */
JsonBuilder *
tool_json_begin (void)
{
  return json_builder_begin_object (json_builder_new ());
}

void
tool_json_add_string (JsonBuilder *builder,
                      const char  *key,
                      const char  *value)
{
  json_builder_set_member_name (builder, key);
  if (value != NULL)
    json_builder_add_string_value (builder, value);
  else
    json_builder_add_null_value (builder);
}

/* JSON is Unicode; a path need not be. */
void
tool_json_add_path (JsonBuilder *builder,
                    const char  *key,
                    const char  *value)
{
  g_autofree char *name = g_utf8_make_valid (value, -1);

  tool_json_add_string (builder, key, name);
}

void
tool_json_add_strv (JsonBuilder       *builder,
                    const char        *key,
                    const char *const *value)
{
  json_builder_set_member_name (builder, key);
  json_builder_begin_array (builder);
  for (; *value != NULL; value++)
    json_builder_add_string_value (builder, *value);
  json_builder_end_array (builder);
}

void
tool_json_print (JsonBuilder *builder)
{
  g_autoptr (JsonGenerator) generator = json_generator_new ();
  g_autoptr (JsonNode) root = NULL;
  g_autofree char *text = NULL;

  json_builder_end_object (builder);
  root = json_builder_get_root (builder);
  json_generator_set_root (generator, root);
  text = json_generator_to_data (generator, NULL);
  g_print ("%s\n", text);
}
