/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-limits-private.h"
#include "tendril-tokenizer-private.h"
#include "tendril-tree-private.h"

#include <string.h>

/* A Pratt parser: what a token means at the start of an expression and after one stands in a table
 * of rules, the grammar in the order of the precedences. */
typedef enum
{
  PRECEDENCE_NONE,
  PRECEDENCE_NAMED,
  PRECEDENCE_CONDITIONAL,
  PRECEDENCE_OR,
  PRECEDENCE_AND,
  PRECEDENCE_NOT,
  PRECEDENCE_COMPARISON,
  PRECEDENCE_SUM,
  PRECEDENCE_PRODUCT,
  PRECEDENCE_UNARY,
  PRECEDENCE_POWER,
  PRECEDENCE_PRIMARY,
} Precedence;

typedef struct
{
  TendrilTree *tree;
  TendrilTokenizer tokenizer;
  TendrilToken token;
  guint nesting;
  GPtrArray *locals;
  /* A literal 2^63 that still waits for its minus. */
  TendrilNode *big_int;
  guint32 previous_end;
  GError **error;
} Parser;

typedef TendrilNode *(*PrefixFunc) (Parser *parser, const TendrilToken *token);
typedef TendrilNode *(*InfixFunc) (Parser *parser, TendrilNode *left, const TendrilToken *token);

typedef struct
{
  PrefixFunc prefix;
  Precedence prefix_precedence;
  InfixFunc infix;
  Precedence precedence;
  const char *operator;
  const char *text;
} Rule;

typedef struct
{
  TendrilNode **items;
  guint n_items;
  guint capacity;
} NodeList;

static const Rule rules[TENDRIL_N_TOKENS];

static TendrilNode *parse_expression (Parser *parser, Precedence minimum);

static TendrilNode *
fail (Parser            *parser,
      TendrilSourceSpan  span,
      TendrilError       code,
      const char        *what)
{
  tendril_source_fail (parser->tree->source, span, code, NULL, parser->error, "%s", what);
  return NULL;
}

static gboolean
fail_at_token (Parser     *parser,
               const char *expected)
{
  const TendrilToken *token = &parser->token;
  const char *text = parser->tree->source->text + token->span.start;
  int length = token->span.end - token->span.start;
  g_autofree char *found = NULL;
  g_autofree char *what = NULL;

  if (token->kind == TENDRIL_TOKEN_RESERVED)
    found = g_strdup_printf ("“%.*s”, a keyword of Python", length, text);
  else if (token->kind == TENDRIL_TOKEN_END || token->kind == TENDRIL_TOKEN_NEWLINE)
    found = g_strdup_printf ("the end of the %s", rules[token->kind].text);
  else
    found = g_strdup_printf ("“%.*s”", length, text);

  if (expected != NULL)
    what = g_strdup_printf ("expected %s, found %s", expected, found);
  else
    what = g_strdup_printf ("unexpected %s", found);
  fail (parser, token->span, TENDRIL_ERROR_SYNTAX, what);
  return FALSE;
}

static gboolean
advance (Parser *parser)
{
  parser->previous_end = parser->token.span.end;
  return tendril_tokenizer_next (&parser->tokenizer, &parser->token, parser->error);
}

static gboolean
expect (Parser           *parser,
        TendrilTokenKind  kind)
{
  g_autofree char *expected = NULL;

  if (parser->token.kind == kind)
    return advance (parser);

  expected = g_strdup_printf ("“%s”", rules[kind].text);
  return fail_at_token (parser, expected);
}

static TendrilNode *
node_new (Parser            *parser,
          TendrilNodeKind    kind,
          guint32            start,
          TendrilSourceSpan  mark)
{
  TendrilNode *node = tendril_arena_new0 (parser->tree->arena, TendrilNode, 1);

  node->kind = kind;
  node->span = (TendrilSourceSpan) { start, parser->previous_end };
  node->mark = mark;
  return node;
}

static void
node_set_operands (Parser      *parser,
                   TendrilNode *node,
                   guint        n_operands,
                   ...)
{
  va_list operands;

  node->n_operands = n_operands;
  node->operands = tendril_arena_new0 (parser->tree->arena, TendrilNode *, n_operands);
  va_start (operands, n_operands);
  for (guint i = 0; i < n_operands; i++)
    node->operands[i] = va_arg (operands, TendrilNode *);
  va_end (operands);
}

static void
list_add (Parser      *parser,
          NodeList    *list,
          TendrilNode *node)
{
  if (list->n_items == list->capacity)
    {
      guint capacity = MAX (4, list->capacity * 2);
      TendrilNode **items = tendril_arena_new0 (parser->tree->arena, TendrilNode *, capacity);

      if (list->n_items > 0)
        memcpy (items, list->items, list->n_items * sizeof *items);
      list->items = items;
      list->capacity = capacity;
    }

  list->items[list->n_items++] = node;
}

static TendrilNode *
parse_literal (Parser             *parser,
               const TendrilToken *token)
{
  static const TendrilNodeKind kinds[TENDRIL_N_TOKENS] = {
    [TENDRIL_TOKEN_INT] = TENDRIL_NODE_INT,
    [TENDRIL_TOKEN_FLOAT] = TENDRIL_NODE_FLOAT,
    [TENDRIL_TOKEN_TRUE] = TENDRIL_NODE_BOOL,
    [TENDRIL_TOKEN_FALSE] = TENDRIL_NODE_BOOL,
  };
  TendrilNode *node = node_new (parser, kinds[token->kind], token->span.start, token->span);

  node->value = token->value;
  if (node->kind == TENDRIL_NODE_BOOL)
    node->value.i = token->kind == TENDRIL_TOKEN_TRUE;
  return node;
}

static TendrilNode *
fail_big_int (Parser            *parser,
              TendrilSourceSpan  span)
{
  return fail (parser, span, TENDRIL_ERROR_SYNTAX, "the number is beyond the range of int64");
}

static TendrilNode *
parse_big_int (Parser             *parser,
               const TendrilToken *token)
{
  if (parser->big_int != NULL)
    return fail_big_int (parser, token->span);

  parser->big_int = node_new (parser, TENDRIL_NODE_INT, token->span.start, token->span);
  parser->big_int->value = token->value;
  return parser->big_int;
}

static int
find_parameter (Parser     *parser,
                const char *name,
                gsize       length)
{
  for (guint i = 0; i < parser->tree->n_parameters; i++)
    {
      const char *parameter = parser->tree->parameters[i];

      if (strncmp (parameter, name, length) == 0 && parameter[length] == '\0')
        return i;
    }

  return -1;
}

static char *
copy_text (Parser            *parser,
           TendrilSourceSpan  span)
{
  char *text = tendril_arena_alloc (parser->tree->arena, span.end - span.start + 1);

  memcpy (text, parser->tree->source->text + span.start, span.end - span.start);
  return text;
}

static gboolean
parse_arguments (Parser      *parser,
                 TendrilNode *call)
{
  NodeList arguments = { NULL, 0, 0 };

  if (!advance (parser))
    return FALSE;
  while (parser->token.kind != TENDRIL_TOKEN_CLOSE)
    {
      TendrilNode *argument = parse_expression (parser, PRECEDENCE_NAMED);

      if (argument == NULL)
        return FALSE;
      list_add (parser, &arguments, argument);
      if (parser->token.kind == TENDRIL_TOKEN_CLOSE)
        break;
      if (parser->token.kind != TENDRIL_TOKEN_COMMA)
        return fail_at_token (parser, "“,” or “)”");
      if (!advance (parser))
        return FALSE;
    }

  if (arguments.n_items > TENDRIL_MAX_PARAMETERS)
    return fail (parser, call->mark, TENDRIL_ERROR_TOO_COMPLEX,
                 "a call has at most " G_STRINGIFY (TENDRIL_MAX_PARAMETERS) " arguments") != NULL;
  call->operands = arguments.items;
  call->n_operands = arguments.n_items;
  return advance (parser);
}

/* name ["." name] */
static gboolean
parse_qualified (Parser              *parser,
                 const TendrilToken  *token,
                 const char         **name,
                 TendrilSourceSpan   *mark)
{
  const char *first = copy_text (parser, token->span);
  const char *second;
  char *joined;

  *name = first;
  *mark = token->span;
  if (parser->token.kind != TENDRIL_TOKEN_DOT ||
      tendril_tree_find_local (parser->tree, first, strlen (first)) >= 0)
    return TRUE;
  if (!advance (parser))
    return FALSE;
  if (parser->token.kind != TENDRIL_TOKEN_NAME)
    return fail_at_token (parser, "a name");

  second = copy_text (parser, parser->token.span);
  mark->end = parser->token.span.end;
  joined = tendril_arena_alloc (parser->tree->arena, strlen (first) + strlen (second) + 2);
  g_stpcpy (g_stpcpy (g_stpcpy (joined, first), "."), second);
  *name = joined;
  return advance (parser);
}

/* name | qualified-name ["(" arguments ")"] */
static TendrilNode *
parse_name (Parser             *parser,
            const TendrilToken *token)
{
  const char *text = parser->tree->source->text + token->span.start;
  int parameter = find_parameter (parser, text, token->span.end - token->span.start);
  TendrilSourceSpan mark;
  const char *name;
  TendrilNode *node;

  if (parameter >= 0)
    {
      if (parser->token.kind == TENDRIL_TOKEN_OPEN)
        return fail (parser, token->span, TENDRIL_ERROR_TYPE,
                     "this is a parameter, which cannot be called");
      node = node_new (parser, TENDRIL_NODE_PARAMETER, token->span.start, token->span);
      node->value.i = parameter;
      return node;
    }

  if (!parse_qualified (parser, token, &name, &mark))
    return NULL;
  node = node_new (parser, TENDRIL_NODE_NAME, token->span.start, mark);
  node->name = name;
  if (parser->token.kind != TENDRIL_TOKEN_OPEN)
    return node;

  node->kind = TENDRIL_NODE_CALL;
  if (!parse_arguments (parser, node))
    return NULL;
  node->span.end = parser->previous_end;
  return node;
}

/* "(" named ")" */
static TendrilNode *
parse_parenthesized (Parser             *parser,
                     const TendrilToken *token)
{
  TendrilNode *node = parse_expression (parser, PRECEDENCE_NAMED);

  if (node == NULL || !expect (parser, TENDRIL_TOKEN_CLOSE))
    return NULL;

  node->span = (TendrilSourceSpan) { token->span.start, parser->previous_end };
  return node;
}

/* ("+" | "-") unary */
static TendrilNode *
parse_unary (Parser             *parser,
             const TendrilToken *token)
{
  TendrilNode *operand = parse_expression (parser, PRECEDENCE_UNARY);
  TendrilNode *node;

  if (operand == NULL)
    return NULL;
  if (token->kind == TENDRIL_TOKEN_MINUS && operand == parser->big_int)
    {
      parser->big_int = NULL;
      operand->span.start = token->span.start;
      return operand;
    }

  node = node_new (parser, TENDRIL_NODE_UNARY, token->span.start, token->span);
  node->name = rules[token->kind].operator;
  node_set_operands (parser, node, 1, operand);
  return node;
}

/* "not" not */
static TendrilNode *
parse_not (Parser             *parser,
           const TendrilToken *token)
{
  TendrilNode *operand = parse_expression (parser, PRECEDENCE_NOT);
  TendrilNode *node;

  if (operand == NULL)
    return NULL;

  node = node_new (parser, TENDRIL_NODE_NOT, token->span.start, token->span);
  node_set_operands (parser, node, 1, operand);
  return node;
}

/* left operator right */
static TendrilNode *
parse_binary (Parser             *parser,
              TendrilNode        *left,
              const TendrilToken *token)
{
  const Rule *rule = &rules[token->kind];
  /* The right side of ** is a unary expression, which may hold another **. */
  Precedence minimum = rule->precedence == PRECEDENCE_POWER ? PRECEDENCE_UNARY
                                                            : rule->precedence + 1;
  TendrilNode *right = parse_expression (parser, minimum);
  TendrilNode *node;

  if (right == NULL)
    return NULL;

  node = node_new (parser, TENDRIL_NODE_BINARY, left->span.start, token->span);
  node->name = rule->operator;
  node_set_operands (parser, node, 2, left, right);
  return node;
}

/* operand {("<" | "==" | …) operand} */
static TendrilNode *
parse_comparison (Parser             *parser,
                  TendrilNode        *left,
                  const TendrilToken *token)
{
  g_autoptr (GArray) links = g_array_new (FALSE, FALSE, sizeof (TendrilLink));
  NodeList operands = { NULL, 0, 0 };
  TendrilToken operator = *token;
  TendrilNode *node;

  list_add (parser, &operands, left);
  while (TRUE)
    {
      TendrilLink link = { rules[operator.kind].operator, operator.span };
      TendrilNode *right = parse_expression (parser, PRECEDENCE_COMPARISON + 1);

      if (right == NULL)
        return NULL;
      g_array_append_val (links, link);
      list_add (parser, &operands, right);
      operator = parser->token;
      if (rules[operator.kind].precedence != PRECEDENCE_COMPARISON)
        break;
      if (!advance (parser))
        return NULL;
    }

  node = node_new (parser, TENDRIL_NODE_COMPARISON, left->span.start, token->span);
  node->operands = operands.items;
  node->n_operands = operands.n_items;
  node->links = tendril_arena_new0 (parser->tree->arena, TendrilLink, links->len);
  memcpy (node->links, links->data, links->len * sizeof (TendrilLink));
  return node;
}

/* operand {"and" operand}, and the same for "or" */
static TendrilNode *
parse_logical (Parser             *parser,
               TendrilNode        *left,
               const TendrilToken *token)
{
  NodeList operands = { NULL, 0, 0 };
  TendrilNode *node;

  list_add (parser, &operands, left);
  while (TRUE)
    {
      TendrilNode *right = parse_expression (parser, rules[token->kind].precedence + 1);

      if (right == NULL)
        return NULL;
      list_add (parser, &operands, right);
      if (parser->token.kind != token->kind)
        break;
      if (!advance (parser))
        return NULL;
    }

  node = node_new (parser, token->kind == TENDRIL_TOKEN_AND ? TENDRIL_NODE_AND : TENDRIL_NODE_OR,
                   left->span.start, token->span);
  node->operands = operands.items;
  node->n_operands = operands.n_items;
  return node;
}

static guint
add_local (Parser     *parser,
           const char *name)
{
  TendrilTree *tree = parser->tree;
  int known = tendril_tree_find_local (tree, name, strlen (name));

  if (known >= 0)
    return known;

  g_ptr_array_add (parser->locals, (gpointer) name);
  tree->locals = (const char **) parser->locals->pdata;
  tree->n_locals = parser->locals->len;
  return tree->n_locals - 1;
}

/* name ":=" conditional */
static TendrilNode *
parse_bind (Parser             *parser,
            TendrilNode        *left,
            const TendrilToken *token)
{
  gboolean is_bare = left->span.end == left->mark.end && left->span.start == left->mark.start;
  TendrilNode *operand;
  TendrilNode *node;

  if (parser->locals->len == TENDRIL_MAX_LOCALS)
    return fail (parser, left->span, TENDRIL_ERROR_TOO_COMPLEX,
                 "“:=” binds at most " G_STRINGIFY (TENDRIL_MAX_LOCALS) " names");
  if (!is_bare || (left->kind != TENDRIL_NODE_PARAMETER && left->kind != TENDRIL_NODE_NAME) ||
      (left->name != NULL && strchr (left->name, '.') != NULL))
    return fail (parser, left->span, TENDRIL_ERROR_SYNTAX, "“:=” binds a name only");

  operand = parse_expression (parser, PRECEDENCE_CONDITIONAL);
  if (operand == NULL)
    return NULL;

  node = node_new (parser, TENDRIL_NODE_BIND, left->span.start, left->mark);
  node->name = left->kind == TENDRIL_NODE_PARAMETER ? parser->tree->parameters[left->value.i]
                                                    : left->name;
  node->value.i = add_local (parser, node->name);
  node_set_operands (parser, node, 1, operand);
  return node;
}

/* primary "." name */
static TendrilNode *
parse_attribute (Parser             *parser,
                 TendrilNode        *left,
                 const TendrilToken *token)
{
  TendrilSourceSpan mark = parser->token.span;
  const char *text = parser->tree->source->text + mark.start;
  TendrilNode *node;
  char *name;

  if (parser->token.kind != TENDRIL_TOKEN_NAME)
    {
      fail_at_token (parser, "the name of an attribute");
      return NULL;
    }
  name = tendril_arena_alloc (parser->tree->arena, mark.end - mark.start + 2);
  name[0] = '.';
  memcpy (name + 1, text, mark.end - mark.start);
  if (!advance (parser))
    return NULL;
  if (parser->token.kind == TENDRIL_TOKEN_OPEN)
    return fail (parser, mark, TENDRIL_ERROR_TYPE, "this is an attribute, which cannot be called");

  node = node_new (parser, TENDRIL_NODE_ATTRIBUTE, left->span.start, mark);
  node->name = name;
  node_set_operands (parser, node, 1, left);
  return node;
}

/* or "if" or "else" conditional */
static TendrilNode *
parse_conditional (Parser             *parser,
                   TendrilNode        *left,
                   const TendrilToken *token)
{
  TendrilNode *test = parse_expression (parser, PRECEDENCE_OR);
  TendrilNode *otherwise;
  TendrilNode *node;

  if (test == NULL || !expect (parser, TENDRIL_TOKEN_ELSE))
    return NULL;
  otherwise = parse_expression (parser, PRECEDENCE_CONDITIONAL);
  if (otherwise == NULL)
    return NULL;

  node = node_new (parser, TENDRIL_NODE_CONDITIONAL, left->span.start, token->span);
  node_set_operands (parser, node, 3, test, left, otherwise);
  return node;
}

#define PREFIX(func, level) .prefix = func, .prefix_precedence = PRECEDENCE_##level
#define INFIX(func, level) .infix = func, .precedence = PRECEDENCE_##level
#define COMPARE(symbol) { INFIX (parse_comparison, COMPARISON), .operator = "operator" symbol }

static const Rule rules[TENDRIL_N_TOKENS] = {
  [TENDRIL_TOKEN_END] = { .text = "source" },
  [TENDRIL_TOKEN_NEWLINE] = { .text = "line" },
  [TENDRIL_TOKEN_INT] = { PREFIX (parse_literal, PRIMARY) },
  [TENDRIL_TOKEN_BIG_INT] = { PREFIX (parse_big_int, PRIMARY) },
  [TENDRIL_TOKEN_FLOAT] = { PREFIX (parse_literal, PRIMARY) },
  [TENDRIL_TOKEN_NAME] = { PREFIX (parse_name, PRIMARY) },
  [TENDRIL_TOKEN_LAMBDA] = { .text = "lambda" },
  [TENDRIL_TOKEN_IF] = { INFIX (parse_conditional, CONDITIONAL) },
  [TENDRIL_TOKEN_ELSE] = { .text = "else" },
  [TENDRIL_TOKEN_AND] = { INFIX (parse_logical, AND) },
  [TENDRIL_TOKEN_OR] = { INFIX (parse_logical, OR) },
  [TENDRIL_TOKEN_NOT] = { PREFIX (parse_not, NOT) },
  [TENDRIL_TOKEN_TRUE] = { PREFIX (parse_literal, PRIMARY) },
  [TENDRIL_TOKEN_FALSE] = { PREFIX (parse_literal, PRIMARY) },
  [TENDRIL_TOKEN_OPEN] = { PREFIX (parse_parenthesized, PRIMARY) },
  [TENDRIL_TOKEN_CLOSE] = { .text = ")" },
  [TENDRIL_TOKEN_COLON] = { .text = ":" },
  [TENDRIL_TOKEN_WALRUS] = { INFIX (parse_bind, NAMED) },
  [TENDRIL_TOKEN_DOT] = { INFIX (parse_attribute, PRIMARY) },
  [TENDRIL_TOKEN_PLUS] = { PREFIX (parse_unary, UNARY), INFIX (parse_binary, SUM),
                           .operator = "operator+" },
  [TENDRIL_TOKEN_MINUS] = { PREFIX (parse_unary, UNARY), INFIX (parse_binary, SUM),
                            .operator = "operator-" },
  [TENDRIL_TOKEN_TIMES] = { INFIX (parse_binary, PRODUCT), .operator = "operator*" },
  [TENDRIL_TOKEN_DIVIDE] = { INFIX (parse_binary, PRODUCT), .operator = "operator/" },
  [TENDRIL_TOKEN_FLOOR_DIVIDE] = { INFIX (parse_binary, PRODUCT), .operator = "operator//" },
  [TENDRIL_TOKEN_MODULO] = { INFIX (parse_binary, PRODUCT), .operator = "operator%" },
  [TENDRIL_TOKEN_POWER] = { INFIX (parse_binary, POWER), .operator = "operator**" },
  [TENDRIL_TOKEN_EQUAL] = COMPARE ("=="),
  [TENDRIL_TOKEN_NOT_EQUAL] = COMPARE ("!="),
  [TENDRIL_TOKEN_LESS] = COMPARE ("<"),
  [TENDRIL_TOKEN_LESS_EQUAL] = COMPARE ("<="),
  [TENDRIL_TOKEN_GREATER] = COMPARE (">"),
  [TENDRIL_TOKEN_GREATER_EQUAL] = COMPARE (">="),
};

static TendrilNode *
parse_prefix (Parser     *parser,
              Precedence  minimum)
{
  TendrilToken token = parser->token;
  const Rule *rule = &rules[token.kind];

  if (rule->prefix == NULL || rule->prefix_precedence < minimum)
    {
      fail_at_token (parser, NULL);
      return NULL;
    }

  return advance (parser) ? rule->prefix (parser, &token) : NULL;
}

static TendrilNode *
parse_expression (Parser     *parser,
                  Precedence  minimum)
{
  TendrilNode *node;

  if (parser->nesting == TENDRIL_MAX_NESTING)
    return fail (parser, parser->token.span, TENDRIL_ERROR_TOO_COMPLEX,
                 "nested more than " G_STRINGIFY (TENDRIL_MAX_NESTING) " levels deep");

  parser->nesting++;
  node = parse_prefix (parser, minimum);
  while (node != NULL && rules[parser->token.kind].infix != NULL &&
         rules[parser->token.kind].precedence >= minimum)
    {
      TendrilToken token = parser->token;

      node = advance (parser) ? rules[token.kind].infix (parser, node, &token) : NULL;
    }
  parser->nesting--;

  return node;
}

static gboolean
add_parameter (Parser    *parser,
               GPtrArray *parameters)
{
  TendrilTree *tree = parser->tree;
  const char *text = tree->source->text + parser->token.span.start;
  gsize length = parser->token.span.end - parser->token.span.start;

  if (parser->token.kind != TENDRIL_TOKEN_NAME)
    return fail_at_token (parser, "a parameter or “:”");
  if (find_parameter (parser, text, length) >= 0)
    return fail (parser, parser->token.span, TENDRIL_ERROR_SYNTAX,
                 "two parameters have this name") != NULL;
  if (parameters->len == TENDRIL_MAX_PARAMETERS)
    return fail (parser, parser->token.span, TENDRIL_ERROR_TOO_COMPLEX,
                 "a function has at most " G_STRINGIFY (TENDRIL_MAX_PARAMETERS)
                 " parameters") != NULL;

  g_ptr_array_add (parameters, copy_text (parser, parser->token.span));
  tree->parameters = (const char **) parameters->pdata;
  tree->n_parameters = parameters->len;
  return advance (parser);
}

static gboolean
parse_parameters (Parser    *parser,
                  GPtrArray *parameters)
{
  while (parser->token.kind != TENDRIL_TOKEN_COLON)
    {
      if (!add_parameter (parser, parameters))
        return FALSE;
      if (parser->token.kind == TENDRIL_TOKEN_COLON)
        break;
      if (parser->token.kind != TENDRIL_TOKEN_COMMA)
        return fail_at_token (parser, "“,” or “:”");
      if (!advance (parser))
        return FALSE;
    }

  return advance (parser);
}

static const char **
copy_names (TendrilTree     *tree,
            const GPtrArray *names)
{
  const char **copies = tendril_arena_new0 (tree->arena, const char *, MAX (names->len, 1));

  if (names->len > 0)
    memcpy (copies, names->pdata, names->len * sizeof (char *));
  return copies;
}

/* "lambda" [name {"," name} [","]] ":" conditional */
static gboolean
parse_lambda (Parser    *parser,
              GPtrArray *parameters)
{
  TendrilTree *tree = parser->tree;

  if (!advance (parser) || !expect (parser, TENDRIL_TOKEN_LAMBDA) ||
      !parse_parameters (parser, parameters))
    return FALSE;

  tree->body = parse_expression (parser, PRECEDENCE_CONDITIONAL);
  if (tree->body == NULL)
    return FALSE;
  if (parser->token.kind != TENDRIL_TOKEN_END)
    return fail_at_token (parser, NULL);
  if (parser->big_int != NULL)
    return fail_big_int (parser, parser->big_int->mark) != NULL;

  tree->parameters = copy_names (tree, parameters);
  tree->locals = copy_names (tree, parser->locals);
  return TRUE;
}

static gboolean
check_text (const TendrilSource  *source,
            GError              **error)
{
  const char *end;

  if (source->length > TENDRIL_MAX_SOURCE_LENGTH)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TOO_COMPLEX,
                   "the source is longer than %d bytes", TENDRIL_MAX_SOURCE_LENGTH);
      return FALSE;
    }
  if (!g_utf8_validate (source->text, source->length, &end))
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_SYNTAX,
                   "the source is not UTF-8 from byte %ld on", (long) (end - source->text) + 1);
      return FALSE;
    }

  return TRUE;
}

TendrilTree *
tendril_tree_parse (TendrilSource  *source,
                    GError        **error)
{
  g_autoptr (TendrilTree) tree = NULL;
  g_autoptr (GPtrArray) parameters = NULL;
  g_autoptr (GPtrArray) locals = NULL;
  Parser parser = { 0 };

  if (!check_text (source, error))
    return NULL;

  tree = g_new0 (TendrilTree, 1);
  g_atomic_ref_count_init (&tree->ref_count);
  tree->source = tendril_source_ref (source);
  tree->arena = tendril_arena_new ();
  parser.tree = tree;
  parser.error = error;
  parameters = g_ptr_array_new ();
  locals = g_ptr_array_new ();
  parser.locals = locals;
  tendril_tokenizer_init (&parser.tokenizer, source);

  return parse_lambda (&parser, parameters) ? g_steal_pointer (&tree) : NULL;
}
