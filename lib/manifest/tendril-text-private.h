/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>
#include <string.h>

G_BEGIN_DECLS

/* A piece of somebody else's text; not terminated. */
typedef struct
{
  const char *start;
  gsize length;
} TendrilSpan;

#define TENDRIL_SPAN_INIT { NULL, 0 }

typedef struct
{
  const char *next;
  const char *end;
  const char *newline;      /* the first one not before next, or end */
  guint line;
} TendrilLineReader;

void        tendril_line_reader_init (TendrilLineReader *reader,
                                      const char        *text,
                                      gsize              length);
gboolean    tendril_line_reader_next (TendrilLineReader *reader,
                                      TendrilSpan       *line);

TendrilSpan tendril_span_new         (const char        *start,
                                      const char        *end);
TendrilSpan tendril_span_strip       (TendrilSpan        span);
gboolean    tendril_span_equal       (TendrilSpan        a,
                                      TendrilSpan        b);
gboolean    tendril_span_equal_str   (TendrilSpan        span,
                                      const char        *text);
char       *tendril_span_dup         (TendrilSpan        span);
guint64     tendril_span_hash_seed   (void);
guint       tendril_span_hash        (TendrilSpan        span,
                                      guint64            seed);
guint       tendril_text_column      (TendrilSpan        line,
                                      const char        *position);
gboolean    tendril_text_is_plain    (const char        *text,
                                      gsize              length);

/* Of valid UTF-8. Nearly all that is read is ASCII, which needs no call. */
static inline gunichar
tendril_text_char (const char *position)
{
  return (guchar) *position < 0x80 ? (guchar) *position : g_utf8_get_char (position);
}

/* Copies @span to @position, which moves behind its NUL: strings of one object in one piece of
 * memory. */
static inline const char *
tendril_span_put (TendrilSpan   span,
                  char        **position)
{
  char *text = *position;

  memcpy (text, span.start, span.length);
  text[span.length] = '\0';
  *position += span.length + 1;
  return text;
}

G_END_DECLS
