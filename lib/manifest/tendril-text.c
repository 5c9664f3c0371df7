/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-text-private.h"

#include <string.h>
#include <sys/auxv.h>

static const char *
find_newline (const char *start,
              const char *end)
{
  const char *newline = start < end ? memchr (start, '\n', end - start) : NULL;

  return newline != NULL ? newline : end;
}

void
tendril_line_reader_init (TendrilLineReader *reader,
                          const char        *text,
                          gsize              length)
{
  reader->next = text;
  reader->end = text + length;
  reader->newline = find_newline (reader->next, reader->end);
  reader->line = 0;
}

/* Lines end at \n, \r\n or \r and nowhere else: str.splitlines () also breaks at form feeds and
 * U+2028, which tears entries apart that configparser reads whole. The next \n is remembered, or
 * a text of \r alone would be searched to its end for every line. */
gboolean
tendril_line_reader_next (TendrilLineReader *reader,
                          TendrilSpan       *line)
{
  const char *start = reader->next;
  const char *stop;

  if (start == reader->end)
    return FALSE;
  if (reader->newline < start)
    reader->newline = find_newline (start, reader->end);

  stop = memchr (start, '\r', reader->newline - start);
  if (stop == NULL)
    stop = reader->newline;

  reader->next = stop;
  if (reader->next < reader->end && *reader->next == '\r')
    reader->next++;
  if (reader->next < reader->end && *reader->next == '\n' && reader->next <= stop + 1)
    reader->next++;

  reader->line++;
  *line = tendril_span_new (start, stop);
  return TRUE;
}

TendrilSpan
tendril_span_new (const char *start,
                  const char *end)
{
  return (TendrilSpan) { start, end - start };
}

/* The characters for which Python's str.isspace () is true, as importlib.metadata strips them. */
static gboolean
is_blank (gunichar c)
{
  if (c < 0x80)
    return c == ' ' || (c >= '\t' && c <= '\r') || (c >= 0x1c && c <= 0x1f);
  return c == 0x85 || c == 0xa0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200a) || c == 0x2028 ||
         c == 0x2029 || c == 0x202f || c == 0x205f || c == 0x3000;
}

static gunichar
char_at (const char *position,
         const char *end)
{
  if ((guchar) *position < 0x80)
    return (guchar) *position;
  return g_utf8_get_char_validated (position, end - position);
}

TendrilSpan
tendril_span_strip (TendrilSpan span)
{
  const char *start = span.start;
  const char *end = span.start + span.length;

  while (start < end && is_blank (char_at (start, end)))
    start += (guchar) *start < 0x80 ? 1 : g_utf8_next_char (start) - start;

  while (end > start)
    {
      const char *last = end - 1;

      if ((guchar) *last >= 0x80)
        last = g_utf8_find_prev_char (start, end);
      if (last == NULL || !is_blank (char_at (last, end)))
        break;
      end = last;
    }

  return tendril_span_new (start, end);
}

gboolean
tendril_span_equal (TendrilSpan a,
                    TendrilSpan b)
{
  return a.length == b.length && (a.length == 0 || memcmp (a.start, b.start, a.length) == 0);
}

gboolean
tendril_span_equal_str (TendrilSpan  span,
                        const char  *text)
{
  return tendril_span_equal (span, (TendrilSpan) { text, strlen (text) });
}

char *
tendril_span_dup (TendrilSpan span)
{
  return g_strndup (span.start, span.length);
}

/* Differs from process to process, so that nobody can prepare names that collide. */
guint64
tendril_span_hash_seed (void)
{
  const void *random = (const void *) getauxval (AT_RANDOM);
  guint64 seed = 0;

  if (random != NULL)
    memcpy (&seed, random, sizeof seed);
  return seed;
}

/* The low bits of a product know nothing of the high bits of its factors: both halves count. */
guint
tendril_span_hash (TendrilSpan span,
                   guint64     seed)
{
  guint64 hash = seed;

  for (gsize i = 0; i < span.length; i++)
    hash = (hash ^ (guchar) span.start[i]) * G_GUINT64_CONSTANT (0x9e3779b97f4a7c15);

  return hash ^ (hash >> 32);
}

/* Whether the text is UTF-8 without NUL. Eight bytes at a time as long as it is ASCII: a byte below
 * 0x01 or above 0x7f shows in its highest bit. */
gboolean
tendril_text_is_plain (const char *text,
                       gsize       length)
{
  const guint64 ones = G_GUINT64_CONSTANT (0x0101010101010101);
  gsize i = 0;

  for (; i + sizeof ones <= length; i += sizeof ones)
    {
      guint64 word;

      memcpy (&word, text + i, sizeof word);
      if (((word | (word - ones)) & (ones << 7)) != 0)
        break;
    }

  return g_utf8_validate_len (text + i, length - i, NULL);
}

guint
tendril_text_column (TendrilSpan  line,
                     const char  *position)
{
  guint column = 1;

  for (const char *p = line.start; p < position; p++)
    column += ((guchar) *p & 0xc0) != 0x80;

  return column;
}
