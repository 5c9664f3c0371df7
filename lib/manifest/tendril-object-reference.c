/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-object-reference-private.h"

#include <string.h>

/* PyPA, "Entry points specification", Data model: `importable.module[:object.attr] [extras]`,
 * each dotted part an identifier. Python's identifiers are UAX #31's, which the Unicode classes of
 * GLib follow closely enough. */
static gboolean
is_identifier_start (gunichar c)
{
  if (c < 0x80)
    return c == '_' || g_ascii_isalpha (c);
  return g_unichar_isalpha (c) || g_unichar_type (c) == G_UNICODE_LETTER_NUMBER;
}

static gboolean
is_identifier_part (gunichar c)
{
  if (c < 0x80)
    return c == '_' || g_ascii_isalnum (c);
  return is_identifier_start (c) || g_unichar_isdigit (c) || g_unichar_ismark (c) ||
         g_unichar_type (c) == G_UNICODE_CONNECT_PUNCTUATION;
}

static const char *
skip_identifier (const char *position,
                 const char *end)
{
  if (position == end || !is_identifier_start (tendril_text_char (position)))
    return NULL;

  do
    position = g_utf8_next_char (position);
  while (position < end && is_identifier_part (tendril_text_char (position)));

  return position;
}

static const char *
skip_dotted (const char *position,
             const char *end)
{
  position = skip_identifier (position, end);
  while (position != NULL && position < end && *position == '.')
    position = skip_identifier (position + 1, end);

  return position;
}

/* Python has no notion of `file.so:symbol` and `file.js:function`, whose file may hold `-` and
 * `+` but no directory. */
static const char *
skip_file_name (const char *position,
                const char *end)
{
  const char *start = position;

  if (position == end || *position == '.' || *position == '-')
    return NULL;

  while (position < end && (*position == '.' || *position == '-' || *position == '+' ||
                            is_identifier_part (tendril_text_char (position))))
    position = g_utf8_next_char (position);

  if (position - start <= 3 || g_strstr_len (start, position - start, "..") != NULL)
    return NULL;
  if (memcmp (position - 3, ".so", 3) == 0 || memcmp (position - 3, ".js", 3) == 0)
    return position;
  return NULL;
}

static const char *
skip_blanks (const char *position,
             const char *end)
{
  while (position < end && (*position == ' ' || *position == '\t'))
    position++;

  return position;
}

static const char *
read_attr (const char  *position,
           const char  *end,
           TendrilSpan *attr)
{
  const char *stop;

  if (position == end || *position != ':')
    return position;

  position = skip_blanks (position + 1, end);
  stop = skip_dotted (position, end);
  if (stop == NULL)
    return NULL;

  *attr = tendril_span_new (position, stop);
  return skip_blanks (stop, end);
}

/* Takes a stripped line's value, valid UTF-8. */
gboolean
tendril_object_reference_parse (TendrilSpan             value,
                                TendrilObjectReference *reference)
{
  const char *end = value.start + value.length;
  const char *stop = skip_dotted (value.start, end);
  const char *file;

  memset (reference, 0, sizeof *reference);

  /* A file's name is mostly a dotted one as well; where it is not, it goes on behind. */
  if (stop == NULL || (stop < end && (*stop == '-' || *stop == '+')))
    {
      file = skip_file_name (value.start, end);
      stop = file != NULL ? file : stop;
    }
  if (stop == NULL)
    return FALSE;
  reference->module = tendril_span_new (value.start, stop);

  stop = read_attr (skip_blanks (stop, end), end, &reference->attr);
  if (stop == NULL)
    return FALSE;
  if (stop == end)
    return TRUE;

  if (*stop != '[' || end - stop < 2 || end[-1] != ']')
    return FALSE;
  reference->extras = tendril_span_new (stop + 1, end - 1);
  return TRUE;
}

/* PEP 508: letters, digits, `-_.`, a letter or digit at both ends. */
static gboolean
is_extra_name (TendrilSpan name)
{
  if (name.length == 0 || !g_ascii_isalnum (name.start[0]) ||
      !g_ascii_isalnum (name.start[name.length - 1]))
    return FALSE;

  for (gsize i = 0; i < name.length; i++)
    if (!g_ascii_isalnum (name.start[i]) && strchr ("-_.", name.start[i]) == NULL)
      return FALSE;

  return TRUE;
}

/* Takes the next extra off @rest; an empty list `[]` has none. */
gboolean
tendril_extras_next (TendrilSpan *rest,
                     TendrilSpan *extra,
                     gboolean    *valid)
{
  const char *end;
  const char *comma;

  if (rest->start == NULL || tendril_span_strip (*rest).length == 0)
    return FALSE;

  end = rest->start + rest->length;
  comma = memchr (rest->start, ',', rest->length);
  *extra = tendril_span_strip (tendril_span_new (rest->start, comma != NULL ? comma : end));
  *valid = is_extra_name (*extra);
  *rest = comma != NULL ? tendril_span_new (comma + 1, end) : (TendrilSpan) TENDRIL_SPAN_INIT;

  return TRUE;
}

char **
tendril_extras_dup (TendrilSpan extras)
{
  g_autoptr (GStrvBuilder) builder = NULL;
  TendrilSpan extra;
  gboolean valid;

  if (extras.start == NULL)
    return g_new0 (char *, 1);

  builder = g_strv_builder_new ();
  while (tendril_extras_next (&extras, &extra, &valid))
    if (valid)
      {
        g_autofree char *name = tendril_span_dup (extra);

        g_strv_builder_add (builder, name);
      }

  return g_strv_builder_end (builder);
}
