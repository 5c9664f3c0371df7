/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-direct-url-private.h"

#include <string.h>

/* PyPA, "Recording the direct URL origin": direct_url.json of a distribution. Of it all, `url` and
 * `dir_info.editable` are wanted, yet the text must be JSON (RFC 8259) to its end. JSON-GLib would
 * lengthen the start of every host by 6 % (0.1 ms) for that, and 1.6 recurses without a limit. */

typedef struct
{
  const char *next;
  const char *end;
  guint depth;
} Reader;

/* Reads the value of a member that is wanted. */
typedef gboolean (*ReadMember) (Reader   *reader,
                                gpointer  data);

typedef struct
{
  const char *name;
  ReadMember read;
} Member;

static gboolean skip_value (Reader *reader);

static void
skip_blanks (Reader *reader)
{
  while (reader->next < reader->end && strchr (" \t\n\r", *reader->next) != NULL)
    reader->next++;
}

static gboolean
take (Reader *reader,
      char    c)
{
  skip_blanks (reader);
  if (reader->next == reader->end || *reader->next != c)
    return FALSE;

  reader->next++;
  return TRUE;
}

static gboolean
take_word (Reader     *reader,
           const char *word)
{
  gsize length = strlen (word);

  skip_blanks (reader);
  if ((gsize) (reader->end - reader->next) < length || memcmp (reader->next, word, length) != 0)
    return FALSE;

  reader->next += length;
  return TRUE;
}

static gboolean
read_unit (Reader   *reader,
           gunichar *unit)
{
  *unit = 0;
  if (reader->end - reader->next < 4)
    return FALSE;

  for (guint i = 0; i < 4; i++)
    {
      int digit = g_ascii_xdigit_value (*reader->next++);

      if (digit < 0)
        return FALSE;
      *unit = *unit * 16 + digit;
    }

  return TRUE;
}

/* Behind `\u`: a UTF-16 unit, or two that belong together. A lone one becomes U+FFFD. */
static gboolean
read_code (Reader  *reader,
           GString *string)
{
  gunichar high, low = 0;

  if (!read_unit (reader, &high) || high == 0)
    return FALSE;

  if (high >= 0xd800 && high < 0xdc00 && reader->end - reader->next >= 6 &&
      memcmp (reader->next, "\\u", 2) == 0)
    {
      Reader ahead = { reader->next + 2, reader->end, 0 };

      if (!read_unit (&ahead, &low))
        return FALSE;
      if (low >= 0xdc00 && low < 0xe000)
        {
          reader->next = ahead.next;
          high = 0x10000 + ((high - 0xd800) << 10) + (low - 0xdc00);
        }
    }

  g_string_append_unichar (string, high >= 0xd800 && high < 0xe000 ? 0xfffd : high);
  return TRUE;
}

static gboolean
read_escape (Reader  *reader,
             GString *string)
{
  static const char names[] = "\"\\/bfnrt";
  static const char values[] = "\"\\/\b\f\n\r\t";
  const char *found;
  char c;

  if (reader->next == reader->end)
    return FALSE;

  c = *reader->next++;
  if (c == 'u')
    return read_code (reader, string);

  found = strchr (names, c);
  if (found == NULL)
    return FALSE;

  g_string_append_c (string, values[found - names]);
  return TRUE;
}

static gboolean
read_string (Reader  *reader,
             GString *string)
{
  g_string_truncate (string, 0);
  if (!take (reader, '"'))
    return FALSE;

  while (reader->next < reader->end)
    {
      char c = *reader->next++;

      if (c == '"')
        return TRUE;
      if ((guchar) c < 0x20 || (c == '\\' && !read_escape (reader, string)))
        return FALSE;
      if (c != '\\')
        g_string_append_c (string, c);
    }

  return FALSE;
}

static gboolean
take_digits (Reader *reader)
{
  const char *start = reader->next;

  while (reader->next < reader->end && g_ascii_isdigit (*reader->next))
    reader->next++;

  return reader->next > start;
}

static gboolean
take_one_of (Reader     *reader,
             const char *set)
{
  if (reader->next == reader->end || strchr (set, *reader->next) == NULL)
    return FALSE;

  reader->next++;
  return TRUE;
}

static gboolean
skip_number (Reader *reader)
{
  take_one_of (reader, "-");
  if (!take_one_of (reader, "0") && !take_digits (reader))
    return FALSE;
  if (take_one_of (reader, ".") && !take_digits (reader))
    return FALSE;
  if (!take_one_of (reader, "eE"))
    return TRUE;

  take_one_of (reader, "+-");
  return take_digits (reader);
}

static gboolean
read_member (Reader       *reader,
             const Member *members,
             GString      *name,
             gpointer      data)
{
  if (!read_string (reader, name) || !take (reader, ':'))
    return FALSE;

  for (const Member *member = members; member != NULL && member->name != NULL; member++)
    if (strcmp (member->name, name->str) == 0)
      return member->read (reader, data);

  return skip_value (reader);
}

static gboolean
read_object (Reader       *reader,
             const Member *members,
             gpointer      data)
{
  g_autoptr (GString) name = g_string_new (NULL);

  if (!take (reader, '{'))
    return FALSE;
  if (take (reader, '}'))
    return TRUE;

  do
    if (!read_member (reader, members, name, data))
      return FALSE;
  while (take (reader, ','));

  return take (reader, '}');
}

static gboolean
skip_array (Reader *reader)
{
  if (!take (reader, '['))
    return FALSE;
  if (take (reader, ']'))
    return TRUE;

  do
    if (!skip_value (reader))
      return FALSE;
  while (take (reader, ','));

  return take (reader, ']');
}

static gboolean
skip_string (Reader *reader)
{
  g_autoptr (GString) ignored = g_string_new (NULL);

  return read_string (reader, ignored);
}

static gboolean
skip_container (Reader *reader)
{
  gboolean valid;

  if (reader->depth == TENDRIL_DIRECT_URL_MAX_DEPTH)
    return FALSE;

  reader->depth++;
  valid = *reader->next == '{' ? read_object (reader, NULL, NULL) : skip_array (reader);
  reader->depth--;
  return valid;
}

static gboolean
skip_value (Reader *reader)
{
  static const char *const words[] = { "true", "false", "null" };

  skip_blanks (reader);
  if (reader->next == reader->end)
    return FALSE;
  if (*reader->next == '{' || *reader->next == '[')
    return skip_container (reader);
  if (*reader->next == '"')
    return skip_string (reader);

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (take_word (reader, words[i]))
      return TRUE;

  return skip_number (reader);
}

static gboolean
read_url (Reader   *reader,
          gpointer  data)
{
  TendrilDirectUrl *direct_url = data;
  g_autoptr (GString) string = g_string_new (NULL);

  if (!read_string (reader, string))
    return FALSE;

  g_free (direct_url->url);
  direct_url->url = g_strdup (string->str);
  return TRUE;
}

static gboolean
read_editable (Reader   *reader,
               gpointer  data)
{
  TendrilDirectUrl *direct_url = data;

  direct_url->editable = take_word (reader, "true");
  return direct_url->editable || take_word (reader, "false");
}

static gboolean
read_dir_info (Reader   *reader,
               gpointer  data)
{
  static const Member members[] = { { "editable", read_editable }, { NULL, NULL } };
  TendrilDirectUrl *direct_url = data;

  direct_url->editable = FALSE;
  return read_object (reader, members, data);
}

/* Returns FALSE, and tells nothing, where it is no JSON object with a `url`. */
gboolean
tendril_direct_url_parse (TendrilDirectUrl *direct_url,
                          const char       *text,
                          gsize             length)
{
  static const Member members[] = {
    { "url", read_url },
    { "dir_info", read_dir_info },
    { NULL, NULL },
  };
  Reader reader = { text, text + length, 0 };
  gboolean valid;

  memset (direct_url, 0, sizeof *direct_url);
  if (length > TENDRIL_DIRECT_URL_MAX_SIZE || !g_utf8_validate_len (text, length, NULL))
    return FALSE;

  valid = read_object (&reader, members, direct_url);
  skip_blanks (&reader);
  if (valid && reader.next == reader.end && direct_url->url != NULL)
    return TRUE;

  tendril_direct_url_clear (direct_url);
  return FALSE;
}

void
tendril_direct_url_clear (TendrilDirectUrl *direct_url)
{
  g_clear_pointer (&direct_url->url, g_free);
  direct_url->editable = FALSE;
}
