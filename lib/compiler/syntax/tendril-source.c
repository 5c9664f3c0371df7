/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-source-private.h"

#include <stdarg.h>
#include <string.h>

/* Of a longer line only the surroundings of the span are shown. */
#define EXCERPT_BEFORE 60
#define EXCERPT_LENGTH 120

TendrilSource *
tendril_source_new (const char *text,
                    const char *label)
{
  TendrilSource *self = g_new0 (TendrilSource, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->length = strlen (text);
  self->text = g_strdup (text);
  self->label = g_strdup (label);

  return self;
}

TendrilSource *
tendril_source_ref (TendrilSource *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

void
tendril_source_unref (TendrilSource *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  g_free (self->text);
  g_free (self->label);
  g_free (self);
}

static guint
display_width (gunichar c)
{
  if (g_unichar_iszerowidth (c))
    return 0;
  return g_unichar_iswide (c) ? 2 : 1;
}

/* Blanks as wide as the text, so that the caret stands right on a terminal. */
static void
append_indent (GString    *message,
               const char *from,
               const char *to)
{
  for (const char *p = from; p < to; p = g_utf8_next_char (p))
    {
      if (*p == '\t')
        g_string_append_c (message, '\t');
      else
        g_string_append_printf (message, "%*s", (int) display_width (g_utf8_get_char (p)), "");
    }
}

static void
append_caret (GString    *message,
              const char *from,
              const char *to)
{
  guint width = 0;

  for (const char *p = from; p < to; p = g_utf8_next_char (p))
    width += display_width (g_utf8_get_char (p));

  g_string_append_c (message, '^');
  for (guint i = 1; i < width; i++)
    g_string_append_c (message, '~');
}

static const char *
step_back (const char *p,
           const char *limit,
           guint       n)
{
  while (p > limit && n-- > 0)
    p = g_utf8_prev_char (p);
  return p;
}

static const char *
step_on (const char *p,
         const char *limit,
         guint       n)
{
  while (p < limit && n-- > 0)
    p = g_utf8_next_char (p);
  return p;
}

static void
append_excerpt (GString    *message,
                const char *line,
                const char *line_end,
                const char *from,
                const char *to)
{
  const char *start = step_back (from, line, EXCERPT_BEFORE);
  const char *end = step_on (start, line_end, EXCERPT_LENGTH);
  const char *cut_before = start > line ? "…" : "";
  const char *cut_after = end < line_end ? "…" : "";

  g_string_append_printf (message, "\n%s%.*s%s\n", cut_before, (int) (end - start), start,
                          cut_after);
  append_indent (message, cut_before, cut_before + strlen (cut_before));
  append_indent (message, start, from);
  append_caret (message, from, MIN (to, end));
}

static GString *
describe (const TendrilSource *self,
          TendrilSourceSpan    span,
          const char          *what)
{
  GString *message = g_string_new (NULL);
  const char *from = self->text + span.start;
  const char *line = self->text;
  const char *line_end;
  guint number = 1;

  for (const char *p = self->text; p < from; p++)
    {
      if (*p != '\n')
        continue;
      number++;
      line = p + 1;
    }
  line_end = line + strcspn (line, "\r\n");

  g_string_append_printf (message, "%u:%ld: %s", number, g_utf8_pointer_to_offset (line, from) + 1,
                          what);
  append_excerpt (message, line, line_end, from, self->text + span.end);
  if (self->label != NULL)
    g_string_append_printf (message, "\nin %s", self->label);
  return message;
}

gboolean
tendril_source_fail (const TendrilSource  *self,
                     TendrilSourceSpan     span,
                     TendrilError          code,
                     const char           *notes,
                     GError              **error,
                     const char           *format,
                     ...)
{
  g_autofree char *what = NULL;
  GString *message;
  va_list arguments;

  va_start (arguments, format);
  what = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  message = describe (self, span, what);
  if (notes != NULL)
    g_string_append_printf (message, "\n%s", notes);
  g_set_error_literal (error, TENDRIL_ERROR, code, message->str);
  g_string_free (message, TRUE);

  return FALSE;
}
