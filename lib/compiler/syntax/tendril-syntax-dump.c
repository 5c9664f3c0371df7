/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-syntax-dump-private.h"

#include "tendril-tokenizer-private.h"

static const char *
token_name (TendrilTokenKind kind)
{
  static const char *const names[] = {
    [TENDRIL_TOKEN_END] = "end",     [TENDRIL_TOKEN_NEWLINE] = "newline",
    [TENDRIL_TOKEN_INT] = "int",     [TENDRIL_TOKEN_BIG_INT] = "int",
    [TENDRIL_TOKEN_FLOAT] = "float", [TENDRIL_TOKEN_NAME] = "name",
  };

  if (kind < G_N_ELEMENTS (names) && names[kind] != NULL)
    return names[kind];
  return kind >= TENDRIL_TOKEN_LAMBDA && kind <= TENDRIL_TOKEN_FALSE ? "keyword" : "symbol";
}

/* From 1; a column is a character. */
static void
append_place (GString             *text,
              const TendrilSource *source,
              guint32              offset)
{
  const char *start = source->text;
  guint line = 1;

  for (const char *at = start; at < source->text + offset; at++)
    if (*at == '\n')
      {
        line++;
        start = at + 1;
      }
  g_string_append_printf (text, "%u:%ld", line,
                          g_utf8_strlen (start, source->text + offset - start) + 1);
}

void
tendril_tokens_dump (const TendrilSource *source,
                     GString             *text)
{
  TendrilTokenizer tokenizer;
  TendrilToken token;

  tendril_tokenizer_init (&tokenizer, source);
  while (tendril_tokenizer_next (&tokenizer, &token, NULL) && token.kind != TENDRIL_TOKEN_END)
    {
      append_place (text, source, token.span.start);
      g_string_append_printf (text, "\t%s\t", token_name (token.kind));
      g_string_append_len (text, source->text + token.span.start, token.span.end - token.span.start);
      g_string_append_c (text, '\n');
    }
}

static const char *
node_name (TendrilNodeKind kind)
{
  static const char *const names[] = {
    [TENDRIL_NODE_INT] = "int",
    [TENDRIL_NODE_FLOAT] = "float",
    [TENDRIL_NODE_BOOL] = "bool",
    [TENDRIL_NODE_PARAMETER] = "parameter",
    [TENDRIL_NODE_NAME] = "name",
    [TENDRIL_NODE_BIND] = "bind",
    [TENDRIL_NODE_ATTRIBUTE] = "attribute",
    [TENDRIL_NODE_UNARY] = "unary",
    [TENDRIL_NODE_BINARY] = "binary",
    [TENDRIL_NODE_CALL] = "call",
    [TENDRIL_NODE_COMPARISON] = "comparison",
    [TENDRIL_NODE_AND] = "and",
    [TENDRIL_NODE_OR] = "or",
    [TENDRIL_NODE_NOT] = "not",
    [TENDRIL_NODE_CONDITIONAL] = "conditional",
  };

  return kind < G_N_ELEMENTS (names) && names[kind] != NULL ? names[kind] : "node";
}

static void
dump_node (const TendrilTree *tree,
           const TendrilNode *node,
           guint              depth,
           GString           *text)
{
  g_string_append_printf (text, "%*s%s\t", 2 * depth, "", node_name (node->kind));
  g_string_append_len (text, tree->source->text + node->mark.start,
                       node->mark.end - node->mark.start);
  g_string_append_c (text, '\n');
  for (guint i = 0; i < node->n_operands; i++)
    dump_node (tree, node->operands[i], depth + 1, text);
}

void
tendril_tree_dump (const TendrilTree *tree,
                   GString           *text)
{
  g_string_append (text, "lambda");
  for (guint i = 0; i < tree->n_parameters; i++)
    g_string_append_printf (text, "%s %s", i > 0 ? "," : "", tree->parameters[i]);
  g_string_append_c (text, '\n');
  dump_node (tree, tree->body, 1, text);
}
