/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool-json.h"

#include <string.h>

GString *
tool_json_begin (void)
{
  return g_string_new ("{");
}

static void
append_escaped (GString *json,
                guchar   c)
{
  static const char letters[] = "\"\"\\\\\bb\ff\nn\rr\tt";

  for (const char *p = letters; *p != '\0'; p += 2)
    if (*p == (char) c)
      {
        g_string_append_c (json, '\\');
        g_string_append_c (json, p[1]);
        return;
      }

  if (c < 0x20 || c == 0x7f)
    g_string_append_printf (json, "\\u%04x", c);
  else
    g_string_append_c (json, c);
}

/* RFC 8259, section 7. */
static void
append_string (GString    *json,
               const char *text)
{
  g_string_append_c (json, '"');
  for (const char *p = text; *p != '\0'; p++)
    append_escaped (json, *p);
  g_string_append_c (json, '"');
}

static void
append_key (GString    *json,
            const char *key)
{
  if (json->len > 1)
    g_string_append_c (json, ',');
  append_string (json, key);
  g_string_append_c (json, ':');
}

void
tool_json_add_null (GString    *json,
                    const char *key)
{
  append_key (json, key);
  g_string_append (json, "null");
}

void
tool_json_add_int (GString    *json,
                   const char *key,
                   gint64      value)
{
  append_key (json, key);
  g_string_append_printf (json, "%" G_GINT64_FORMAT, value);
}

void
tool_json_add_string (GString    *json,
                      const char *key,
                      const char *value)
{
  if (value == NULL)
    {
      tool_json_add_null (json, key);
      return;
    }

  append_key (json, key);
  append_string (json, value);
}

/* JSON is Unicode; a path need not be. */
void
tool_json_add_path (GString    *json,
                    const char *key,
                    const char *value)
{
  g_autofree char *name = value != NULL ? g_utf8_make_valid (value, -1) : NULL;

  tool_json_add_string (json, key, name);
}

void
tool_json_add_strv (GString           *json,
                    const char        *key,
                    const char *const *value)
{
  append_key (json, key);
  g_string_append_c (json, '[');
  for (gsize i = 0; value[i] != NULL; i++)
    {
      if (i > 0)
        g_string_append_c (json, ',');
      append_string (json, value[i]);
    }
  g_string_append_c (json, ']');
}

void
tool_json_print (GString *json)
{
  g_string_append_c (json, '}');
  g_print ("%s\n", json->str);
}
