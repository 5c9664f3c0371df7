/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-source-private.h"
#include "tendril-value-private.h"

G_BEGIN_DECLS

typedef enum
{
  TENDRIL_TOKEN_END,
  TENDRIL_TOKEN_NEWLINE,
  TENDRIL_TOKEN_INT,
  /* 2^63: an int64 only with a minus before it. */
  TENDRIL_TOKEN_BIG_INT,
  TENDRIL_TOKEN_FLOAT,
  TENDRIL_TOKEN_NAME,
  /* A word that Python reserves and this language has no use for. */
  TENDRIL_TOKEN_RESERVED,
  TENDRIL_TOKEN_LAMBDA,
  TENDRIL_TOKEN_IF,
  TENDRIL_TOKEN_ELSE,
  TENDRIL_TOKEN_AND,
  TENDRIL_TOKEN_OR,
  TENDRIL_TOKEN_NOT,
  TENDRIL_TOKEN_TRUE,
  TENDRIL_TOKEN_FALSE,
  TENDRIL_TOKEN_OPEN,
  TENDRIL_TOKEN_CLOSE,
  TENDRIL_TOKEN_COMMA,
  TENDRIL_TOKEN_COLON,
  TENDRIL_TOKEN_WALRUS,
  TENDRIL_TOKEN_DOT,
  TENDRIL_TOKEN_PLUS,
  TENDRIL_TOKEN_MINUS,
  TENDRIL_TOKEN_TIMES,
  TENDRIL_TOKEN_DIVIDE,
  TENDRIL_TOKEN_FLOOR_DIVIDE,
  TENDRIL_TOKEN_MODULO,
  TENDRIL_TOKEN_POWER,
  TENDRIL_TOKEN_EQUAL,
  TENDRIL_TOKEN_NOT_EQUAL,
  TENDRIL_TOKEN_LESS,
  TENDRIL_TOKEN_LESS_EQUAL,
  TENDRIL_TOKEN_GREATER,
  TENDRIL_TOKEN_GREATER_EQUAL,
  TENDRIL_N_TOKENS,
} TendrilTokenKind;

typedef struct
{
  TendrilTokenKind kind;
  TendrilSourceSpan span;
  /* Of INT and FLOAT. */
  TendrilPayload value;
} TendrilToken;

typedef struct
{
  const TendrilSource *source;
  const char *cursor;
  /* How many parentheses are open; newlines count only outside of them. */
  guint depth;
  gboolean started;
} TendrilTokenizer;

void     tendril_tokenizer_init (TendrilTokenizer     *self,
                                 const TendrilSource  *source);
gboolean tendril_tokenizer_next (TendrilTokenizer     *self,
                                 TendrilToken         *token,
                                 GError              **error);

/* Whether it is an identifier that a function may have: ASCII, and no keyword. */
gboolean tendril_is_function_name (const char *name);

G_END_DECLS
