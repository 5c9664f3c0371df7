/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool-text.h"

#include <string.h>

/* Characters that move the cursor, colour the terminal or turn text around are shown by number, so
 * that a package cannot write its neighbours' lines. */
static gboolean
is_dangerous (gunichar c)
{
  GUnicodeType type = g_unichar_type (c);

  return type == G_UNICODE_CONTROL || type == G_UNICODE_FORMAT ||
         type == G_UNICODE_LINE_SEPARATOR || type == G_UNICODE_PARAGRAPH_SEPARATOR;
}

/* What most texts are, and needs no look at each character. */
static gboolean
is_plain (const char *text)
{
  while (*text >= ' ' && *text < 0x7f)
    text++;

  return *text == '\0';
}

char *
tool_escape (const char *text)
{
  g_autofree char *valid = NULL;
  GString *result;

  if (text == NULL || is_plain (text))
    return g_strdup (text != NULL ? text : "");

  valid = g_utf8_make_valid (text, -1);
  result = g_string_new (NULL);

  for (const char *p = valid; *p != '\0'; p = g_utf8_next_char (p))
    {
      gunichar c = g_utf8_get_char (p);

      if (is_dangerous (c))
        g_string_append_printf (result, c < 0x100 ? "\\x%02x" : "\\u%04x", c);
      else
        g_string_append_unichar (result, c);
    }

  return g_string_free (result, FALSE);
}

/* What scripts compare: never translated. */
const char *
tool_enum_nick (GType type,
                int   value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  return g_enum_get_value (klass, value)->value_nick;
}

static guint
get_width (const char *text)
{
  guint width = 0;

  if (is_plain (text))
    return strlen (text);

  for (; *text != '\0'; text = g_utf8_next_char (text))
    {
      gunichar c = g_utf8_get_char (text);

      if (!g_unichar_iszerowidth (c))
        width += g_unichar_iswide (c) ? 2 : 1;
    }

  return width;
}

/* A row is a string vector; what is shown of it is escaped. */
void
tool_table_add (GPtrArray  *rows,
                const char *first,
                ...)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  va_list cells;

  va_start (cells, first);
  for (const char *cell = first; cell != NULL; cell = va_arg (cells, const char *))
    {
      g_autofree char *escaped = tool_escape (cell);

      g_strv_builder_add (builder, escaped);
    }
  va_end (cells);

  g_ptr_array_add (rows, g_strv_builder_end (builder));
}

static void
append_cell (GString    *line,
             const char *cell,
             guint       width)
{
  g_string_append (line, cell);
  for (guint i = get_width (cell); i < width + 2; i++)
    g_string_append_c (line, ' ');
}

void
tool_print_table (GPtrArray *rows,
                  guint      n_columns)
{
  g_autofree guint *widths = g_new0 (guint, n_columns);
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    for (guint column = 0; column < n_columns; column++)
      {
        char **row = g_ptr_array_index (rows, i);

        widths[column] = MAX (widths[column], get_width (row[column]));
      }

  for (guint i = 0; i < rows->len; i++)
    {
      g_autoptr (GString) line = g_string_new (NULL);
      char **row = g_ptr_array_index (rows, i);

      for (guint column = 0; column < n_columns; column++)
        append_cell (line, row[column], widths[column]);
      g_string_append (text, g_strchomp (line->str));
      g_string_append_c (text, '\n');
    }

  /* In one piece: g_print () writes each time it is called. */
  g_print ("%s", text->str);
}
