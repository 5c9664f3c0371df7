/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-record-private.h"

#include <string.h>

/* PyPA, "Recording installed projects": RECORD is what the default reader of Python's csv module
 * reads, in rows of path, hash and size. What is wrong with one row costs that row. */

#define N_FIELDS 3

typedef struct
{
  const TendrilRecordHandler *handler;
  gpointer user_data;
  const char *next;
  const char *end;
  guint line;
  GString *fields[N_FIELDS];
  guint n_fields;
} Parser;

static const char *const problems[] = {
  [TENDRIL_RECORD_PROBLEM_QUOTES] = "A quotation mark is not closed",
  [TENDRIL_RECORD_PROBLEM_TOO_LONG] = "The row is longer than 8 KiB",
  [TENDRIL_RECORD_PROBLEM_NUL] = "The row holds a NUL byte",
  [TENDRIL_RECORD_PROBLEM_NOT_UTF8] = "The row is not UTF-8",
  [TENDRIL_RECORD_PROBLEM_FIELDS] = "The row has more fields than path, hash and size",
  [TENDRIL_RECORD_PROBLEM_NO_PATH] = "The row names no file",
  [TENDRIL_RECORD_PROBLEM_ABSOLUTE] = "The path is absolute",
  [TENDRIL_RECORD_PROBLEM_ESCAPE] = "The path leads out of the distribution's directory",
  [TENDRIL_RECORD_PROBLEM_HASH] = "The hash is not like “sha256=…”",
  [TENDRIL_RECORD_PROBLEM_SIZE] = "The size is no number",
};

const char *
tendril_record_problem_to_string (TendrilRecordProblem problem)
{
  return problems[problem];
}

static gboolean
is_newline (char c)
{
  return c == '\n' || c == '\r';
}

static const char *
skip_newline (const char *position,
              const char *end)
{
  if (position < end && *position == '\r')
    return position + 1 < end && position[1] == '\n' ? position + 2 : position + 1;
  return position < end ? position + 1 : position;
}

static guint
count_lines (const char *start,
             const char *end)
{
  guint n = 0;

  for (const char *p = start; p < end; p++)
    if (is_newline (*p))
      {
        n++;
        p = skip_newline (p, end) - 1;
      }

  return n;
}

/* Behind the closing quotation mark; NULL where there is none before @end. */
static const char *
read_quoted (const char *position,
             const char *end,
             GString    *field)
{
  for (const char *p = position; p < end; p++)
    {
      gboolean doubled = *p == '"' && p + 1 < end && p[1] == '"';

      if (*p == '"' && !doubled)
        return p + 1;
      g_string_append_c (field, *p);
      p += doubled;
    }

  return NULL;
}

/* As csv reads it: a quotation mark counts at the start of a field only, and what follows the
 * closing one up to the comma belongs to the field. */
static const char *
read_field (const char *position,
            const char *end,
            GString    *field)
{
  const char *p = position;

  if (p < end && *p == '"')
    p = read_quoted (p + 1, end, field);
  if (p == NULL)
    return NULL;

  for (; p < end && *p != ',' && !is_newline (*p); p++)
    g_string_append_c (field, *p);
  return p;
}

/* Whether the path stays, read as text, beneath where it starts. */
static gboolean
is_beneath (const char *path)
{
  g_auto (GStrv) parts = g_strsplit (path, "/", -1);
  int depth = 0;

  for (gsize i = 0; parts[i] != NULL; i++)
    {
      if (strcmp (parts[i], "..") == 0)
        depth--;
      else if (*parts[i] != '\0' && strcmp (parts[i], ".") != 0)
        depth++;
      if (depth < 0)
        return FALSE;
    }

  return depth > 0;
}

static gboolean
consists_of (const char *text,
             const char *others)
{
  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && strchr (others, *p) == NULL)
      return FALSE;

  return *text != '\0';
}

static gboolean
check_path (const char           *path,
            TendrilRecordProblem *problem)
{
  if (*path == '\0')
    *problem = TENDRIL_RECORD_PROBLEM_NO_PATH;
  else if (*path == '/')
    *problem = TENDRIL_RECORD_PROBLEM_ABSOLUTE;
  else if (!is_beneath (path))
    *problem = TENDRIL_RECORD_PROBLEM_ESCAPE;
  else
    return TRUE;
  return FALSE;
}

/* Cuts `sha256=abc` in two. */
static gboolean
read_hash (char             *text,
           TendrilRecordRow *row)
{
  char *equals = strchr (text, '=');

  if (*text == '\0')
    return TRUE;
  if (equals == NULL)
    return FALSE;

  *equals = '\0';
  row->algorithm = text;
  row->hash = equals + 1;
  return consists_of (row->algorithm, "_-") && consists_of (row->hash, "_-");
}

static gboolean
read_size (const char       *text,
           TendrilRecordRow *row)
{
  guint64 size;

  row->size = -1;
  if (*text == '\0')
    return TRUE;
  if (!g_ascii_string_to_unsigned (text, 10, 0, G_MAXINT64, &size, NULL))
    return FALSE;

  row->size = size;
  return TRUE;
}

static gboolean
check_fields (Parser               *parser,
              TendrilRecordProblem *problem)
{
  for (guint i = 0; i < N_FIELDS; i++)
    {
      const GString *field = parser->fields[i];

      *problem = TENDRIL_RECORD_PROBLEM_NUL;
      if (memchr (field->str, '\0', field->len) != NULL)
        return FALSE;
      *problem = TENDRIL_RECORD_PROBLEM_NOT_UTF8;
      if (!g_utf8_validate_len (field->str, field->len, NULL))
        return FALSE;
    }

  *problem = TENDRIL_RECORD_PROBLEM_FIELDS;
  return parser->n_fields <= N_FIELDS;
}

static gboolean
build_row (Parser               *parser,
           TendrilRecordRow     *row,
           TendrilRecordProblem *problem)
{
  if (!check_fields (parser, problem) || !check_path (parser->fields[0]->str, problem))
    return FALSE;

  row->path = parser->fields[0]->str;
  row->line = parser->line;
  *problem = TENDRIL_RECORD_PROBLEM_HASH;
  if (!read_hash (parser->fields[1]->str, row))
    return FALSE;

  *problem = TENDRIL_RECORD_PROBLEM_SIZE;
  return read_size (parser->fields[2]->str, row);
}

/* Returns where the row ends, NULL where a field is not closed in front of @limit. */
static const char *
read_fields (Parser     *parser,
             const char *limit)
{
  const char *p = parser->next;

  for (guint i = 0; i < N_FIELDS; i++)
    g_string_truncate (parser->fields[i], 0);

  for (parser->n_fields = 1;; parser->n_fields++, p++)
    {
      /* What is too many is read, and forgotten with its row. */
      p = read_field (p, limit, parser->fields[MIN (parser->n_fields, N_FIELDS) - 1]);
      if (p == NULL || p == limit || is_newline (*p))
        return p;
    }
}

static const char *
find_line_end (const char *position,
               const char *end)
{
  while (position < end && !is_newline (*position))
    position++;

  return position;
}

/* An unreadable row costs its line only: the next one may well be good. */
static gboolean
parse_row (Parser                *parser,
           const char           **stop,
           TendrilRecordRow      *row,
           TendrilRecordProblem  *problem)
{
  gsize room = MIN (parser->end - parser->next, TENDRIL_RECORD_MAX_ROW + 1);

  *stop = read_fields (parser, parser->next + room);
  if (*stop != NULL && *stop - parser->next <= TENDRIL_RECORD_MAX_ROW)
    return build_row (parser, row, problem);

  *problem = *stop == NULL ? TENDRIL_RECORD_PROBLEM_QUOTES : TENDRIL_RECORD_PROBLEM_TOO_LONG;
  *stop = find_line_end (parser->next, parser->end);
  return FALSE;
}

static void
read_row (Parser *parser)
{
  const char *start = parser->next;
  const char *stop;
  TendrilRecordRow row = { NULL, };
  TendrilRecordProblem problem;

  if (parse_row (parser, &stop, &row, &problem))
    parser->handler->row (&row, parser->user_data);
  else if (stop > start)
    parser->handler->bad_row (problem, parser->line, parser->user_data);

  parser->next = skip_newline (stop, parser->end);
  parser->line += count_lines (start, parser->next);
}

void
tendril_record_parse (const char                 *text,
                      gsize                       length,
                      const TendrilRecordHandler *handler,
                      gpointer                    user_data)
{
  Parser parser = { handler, user_data, text, text + length, 1, { NULL }, 0 };

  for (guint i = 0; i < N_FIELDS; i++)
    parser.fields[i] = g_string_new (NULL);

  while (parser.next < parser.end)
    read_row (&parser);

  for (guint i = 0; i < N_FIELDS; i++)
    g_string_free (parser.fields[i], TRUE);
}
