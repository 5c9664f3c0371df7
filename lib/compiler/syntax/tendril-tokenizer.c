/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-tokenizer-private.h"

#include <string.h>

static const struct
{
  const char *text;
  TendrilTokenKind kind;
} keywords[] = {
  { "lambda", TENDRIL_TOKEN_LAMBDA },     { "if", TENDRIL_TOKEN_IF },
  { "else", TENDRIL_TOKEN_ELSE },         { "and", TENDRIL_TOKEN_AND },
  { "or", TENDRIL_TOKEN_OR },             { "not", TENDRIL_TOKEN_NOT },
  { "True", TENDRIL_TOKEN_TRUE },         { "False", TENDRIL_TOKEN_FALSE },
  { "None", TENDRIL_TOKEN_RESERVED },     { "as", TENDRIL_TOKEN_RESERVED },
  { "assert", TENDRIL_TOKEN_RESERVED },   { "async", TENDRIL_TOKEN_RESERVED },
  { "await", TENDRIL_TOKEN_RESERVED },    { "break", TENDRIL_TOKEN_RESERVED },
  { "class", TENDRIL_TOKEN_RESERVED },    { "continue", TENDRIL_TOKEN_RESERVED },
  { "def", TENDRIL_TOKEN_RESERVED },      { "del", TENDRIL_TOKEN_RESERVED },
  { "elif", TENDRIL_TOKEN_RESERVED },     { "except", TENDRIL_TOKEN_RESERVED },
  { "finally", TENDRIL_TOKEN_RESERVED },  { "for", TENDRIL_TOKEN_RESERVED },
  { "from", TENDRIL_TOKEN_RESERVED },     { "global", TENDRIL_TOKEN_RESERVED },
  { "import", TENDRIL_TOKEN_RESERVED },   { "in", TENDRIL_TOKEN_RESERVED },
  { "is", TENDRIL_TOKEN_RESERVED },       { "nonlocal", TENDRIL_TOKEN_RESERVED },
  { "pass", TENDRIL_TOKEN_RESERVED },     { "raise", TENDRIL_TOKEN_RESERVED },
  { "return", TENDRIL_TOKEN_RESERVED },   { "try", TENDRIL_TOKEN_RESERVED },
  { "while", TENDRIL_TOKEN_RESERVED },    { "with", TENDRIL_TOKEN_RESERVED },
  { "yield", TENDRIL_TOKEN_RESERVED },
};

/* The longer ones first. */
static const struct
{
  char text[3];
  TendrilTokenKind kind;
} symbols[] = {
  { "**", TENDRIL_TOKEN_POWER },         { "//", TENDRIL_TOKEN_FLOOR_DIVIDE },
  { "==", TENDRIL_TOKEN_EQUAL },         { "!=", TENDRIL_TOKEN_NOT_EQUAL },
  { "<=", TENDRIL_TOKEN_LESS_EQUAL },    { ">=", TENDRIL_TOKEN_GREATER_EQUAL },
  { ":=", TENDRIL_TOKEN_WALRUS },
  { "(", TENDRIL_TOKEN_OPEN },           { ")", TENDRIL_TOKEN_CLOSE },
  { ",", TENDRIL_TOKEN_COMMA },          { ":", TENDRIL_TOKEN_COLON },
  { ".", TENDRIL_TOKEN_DOT },            { "+", TENDRIL_TOKEN_PLUS },
  { "-", TENDRIL_TOKEN_MINUS },          { "*", TENDRIL_TOKEN_TIMES },
  { "/", TENDRIL_TOKEN_DIVIDE },         { "%", TENDRIL_TOKEN_MODULO },
  { "<", TENDRIL_TOKEN_LESS },           { ">", TENDRIL_TOKEN_GREATER },
};

static const struct
{
  char letter;
  guint radix;
} radix_prefixes[] = { { 'x', 16 }, { 'o', 8 }, { 'b', 2 } };

static gboolean
is_name_start (const char *p)
{
  if ((guchar) *p < 0x80)
    return g_ascii_isalpha (*p) || *p == '_';
  return g_unichar_isalpha (g_utf8_get_char (p));
}

static gboolean
is_name_part (const char *p)
{
  gunichar c;

  if ((guchar) *p < 0x80)
    return g_ascii_isalnum (*p) || *p == '_';
  c = g_utf8_get_char (p);
  return g_unichar_isalnum (c) || g_unichar_ismark (c);
}

static TendrilTokenKind
classify_word (const char *word,
               gsize       length)
{
  for (guint i = 0; i < G_N_ELEMENTS (keywords); i++)
    {
      const char *keyword = keywords[i].text;

      if (*keyword == *word && strncmp (keyword, word, length) == 0 && keyword[length] == '\0')
        return keywords[i].kind;
    }

  return TENDRIL_TOKEN_NAME;
}

gboolean
tendril_is_function_name (const char *name)
{
  const char *p = name;

  if (!g_ascii_isalpha (*p) && *p != '_')
    return FALSE;
  while (g_ascii_isalnum (*p) || *p == '_')
    p++;

  return *p == '\0' && classify_word (name, p - name) == TENDRIL_TOKEN_NAME;
}

void
tendril_tokenizer_init (TendrilTokenizer    *self,
                        const TendrilSource *source)
{
  self->source = source;
  self->cursor = source->text;
  self->depth = 0;
  self->started = FALSE;
}

static TendrilSourceSpan
span_from (const TendrilTokenizer *self,
           const char             *start)
{
  return (TendrilSourceSpan) { start - self->source->text, self->cursor - self->source->text };
}

/* About the text from @start to here. */
static gboolean
fail_at (const TendrilTokenizer  *self,
         const char              *start,
         GError                 **error,
         const char              *what)
{
  return tendril_source_fail (self->source, span_from (self, start), TENDRIL_ERROR_SYNTAX, NULL,
                              error, "%s “%.*s”", what, (int) (self->cursor - start), start);
}

static gboolean
is_digit (char  c,
          guint radix)
{
  int value = g_ascii_xdigit_value (c);

  return value >= 0 && (guint) value < radix;
}

/* Digits, with single underscores between them. */
static void
skip_digits (TendrilTokenizer *self,
             guint             radix)
{
  while (is_digit (*self->cursor, radix) ||
         (*self->cursor == '_' && is_digit (self->cursor[1], radix)))
    self->cursor++;
}

static gboolean
skip_exponent (TendrilTokenizer *self)
{
  const char *p = self->cursor;

  if (*p != 'e' && *p != 'E')
    return FALSE;
  p++;
  if (*p == '+' || *p == '-')
    p++;
  if (!g_ascii_isdigit (*p))
    return FALSE;

  self->cursor = p;
  skip_digits (self, 10);
  return TRUE;
}

static gboolean
number_ends (TendrilTokenizer  *self,
             const char        *start,
             GError           **error)
{
  if (!is_name_part (self->cursor))
    return TRUE;

  while (is_name_part (self->cursor))
    self->cursor = g_utf8_next_char (self->cursor);
  return fail_at (self, start, error, "invalid number");
}

static gboolean
read_float (TendrilTokenizer *self,
            const char       *start,
            TendrilToken     *token)
{
  g_autofree char *digits = g_malloc (self->cursor - start + 1);
  char *out = digits;

  for (const char *p = start; p < self->cursor; p++)
    {
      if (*p != '_')
        *out++ = *p;
    }
  *out = '\0';

  token->kind = TENDRIL_TOKEN_FLOAT;
  token->value.f = g_ascii_strtod (digits, NULL);
  return TRUE;
}

static gboolean
read_int (TendrilTokenizer  *self,
          const char        *start,
          const char        *digits,
          guint              radix,
          TendrilToken      *token,
          GError           **error)
{
  const guint64 limit = (guint64) G_MAXINT64 + 1;
  guint64 value = 0;

  for (const char *p = digits; p < self->cursor; p++)
    {
      guint digit;

      if (*p == '_')
        continue;
      digit = g_ascii_xdigit_value (*p);
      if (value > (limit - digit) / radix)
        return tendril_source_fail (self->source, span_from (self, start), TENDRIL_ERROR_SYNTAX,
                                    NULL, error, "the number is beyond the range of int64");
      value = value * radix + digit;
    }

  if (radix == 10 && value != 0 && *start == '0')
    return tendril_source_fail (self->source, span_from (self, start), TENDRIL_ERROR_SYNTAX, NULL,
                                error, "a decimal number has no leading zeros; octal is 0o…");

  token->kind = value == limit ? TENDRIL_TOKEN_BIG_INT : TENDRIL_TOKEN_INT;
  token->value.i = (gint64) value;
  return TRUE;
}

static gboolean
read_radix_int (TendrilTokenizer  *self,
                guint              radix,
                TendrilToken      *token,
                GError           **error)
{
  const char *start = self->cursor;
  const char *digits;

  self->cursor += 2;
  digits = self->cursor;
  if (*self->cursor == '_' && is_digit (self->cursor[1], radix))
    self->cursor++;
  skip_digits (self, radix);
  if (!number_ends (self, start, error))
    return FALSE;
  if (self->cursor == digits)
    return tendril_source_fail (self->source, span_from (self, start), TENDRIL_ERROR_SYNTAX, NULL,
                                error, "the number has no digits");

  return read_int (self, start, digits, radix, token, error);
}

static gboolean
read_number (TendrilTokenizer  *self,
             TendrilToken      *token,
             GError           **error)
{
  const char *start = self->cursor;
  gboolean is_float = FALSE;

  for (guint i = 0; *start == '0' && i < G_N_ELEMENTS (radix_prefixes); i++)
    {
      if (g_ascii_tolower (start[1]) == radix_prefixes[i].letter)
        return read_radix_int (self, radix_prefixes[i].radix, token, error);
    }

  skip_digits (self, 10);
  if (*self->cursor == '.')
    {
      is_float = TRUE;
      self->cursor++;
      if (g_ascii_isdigit (*self->cursor))
        skip_digits (self, 10);
    }
  if (skip_exponent (self))
    is_float = TRUE;
  if (!number_ends (self, start, error))
    return FALSE;

  return is_float ? read_float (self, start, token)
                  : read_int (self, start, start, 10, token, error);
}

static gboolean
read_word (TendrilTokenizer *self,
           TendrilToken     *token)
{
  const char *start = self->cursor;

  while (is_name_part (self->cursor))
    self->cursor = g_utf8_next_char (self->cursor);

  token->kind = classify_word (start, self->cursor - start);
  return TRUE;
}

static gboolean
read_symbol (TendrilTokenizer  *self,
             TendrilToken      *token,
             GError           **error)
{
  const char *start = self->cursor;

  for (guint i = 0; i < G_N_ELEMENTS (symbols); i++)
    {
      const char *text = symbols[i].text;

      if (*text != *start || (text[1] != '\0' && text[1] != start[1]))
        continue;
      self->cursor += text[1] != '\0' ? 2 : 1;
      token->kind = symbols[i].kind;
      if (token->kind == TENDRIL_TOKEN_OPEN)
        self->depth++;
      else if (token->kind == TENDRIL_TOKEN_CLOSE && self->depth > 0)
        self->depth--;
      return TRUE;
    }

  self->cursor = g_utf8_next_char (start);
  return fail_at (self, start, error, "unexpected character");
}

static gboolean
is_newline (char c)
{
  return c == '\n' || c == '\r';
}

/* Returns TRUE at a newline that has a meaning: one outside of parentheses, with text after it. */
static gboolean
skip_blanks (TendrilTokenizer *self,
             const char      **newline)
{
  const char *first = NULL;

  while (g_ascii_isspace (*self->cursor))
    {
      if (first == NULL && is_newline (*self->cursor))
        first = self->cursor;
      self->cursor++;
    }

  *newline = first;
  return first != NULL && self->started && self->depth == 0 && *self->cursor != '\0';
}

gboolean
tendril_tokenizer_next (TendrilTokenizer  *self,
                        TendrilToken      *token,
                        GError           **error)
{
  const char *start;
  gboolean ok = TRUE;

  if (skip_blanks (self, &start))
    {
      self->cursor = start;
      token->kind = TENDRIL_TOKEN_NEWLINE;
      token->span = span_from (self, start);
      return TRUE;
    }

  self->started = TRUE;
  start = self->cursor;
  if (*start == '\0')
    token->kind = TENDRIL_TOKEN_END;
  else if (g_ascii_isdigit (*start) || (*start == '.' && g_ascii_isdigit (start[1])))
    ok = read_number (self, token, error);
  else if (is_name_start (start))
    ok = read_word (self, token);
  else
    ok = read_symbol (self, token, error);

  token->span = span_from (self, start);
  return ok;
}
