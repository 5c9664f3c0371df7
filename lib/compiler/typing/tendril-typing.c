/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-limits-private.h"
#include "tendril-resolution-private.h"
#include "tendril-typed-private.h"

#include <string.h>

/* The base to the power of a literal that is not negative: known to be whole. */
#define POWER_OF_LITERAL "operator**literal"

typedef struct
{
  const TendrilOverloadTable *table;
  TendrilArena *arena;
  /* Candidate to the typed body of its source, which does not depend on the call. */
  GHashTable *bodies;
  /* Candidates whose bodies are being typed, outermost first. */
  GPtrArray *active;
  guint depth;
  TendrilTree *tree;
  TendrilType *const *parameters;
  GError **error;
} Typing;

typedef TendrilTyped *(*TypeFunc) (Typing *self, const TendrilNode *node);

static TendrilTyped *type_node (Typing *self, const TendrilNode *node);
static TendrilTyped *fold (Typing *self, TendrilSourceSpan mark, const char *name,
                           guint n_arguments, TendrilTyped **arguments);

static TendrilTyped *
typed_new (Typing            *self,
           TendrilTypedKind   kind,
           TendrilType       *type,
           TendrilSourceSpan  mark)
{
  TendrilTyped *typed = tendril_arena_new0 (self->arena, TendrilTyped, 1);

  typed->kind = kind;
  typed->type = type;
  typed->tree = self->tree;
  typed->mark = mark;
  return typed;
}

static TendrilTyped **
typed_array (Typing *self,
             guint   n)
{
  return tendril_arena_new0 (self->arena, TendrilTyped *, MAX (n, 1));
}

static TendrilTyped *
unary_new (Typing           *self,
           TendrilTypedKind  kind,
           TendrilType      *type,
           TendrilTyped     *argument)
{
  TendrilTyped *typed = typed_new (self, kind, type, argument->mark);

  typed->arguments = typed_array (self, 1);
  typed->arguments[0] = argument;
  typed->n_arguments = 1;
  return typed;
}

static TendrilTyped *
operand_new (Typing       *self,
             TendrilTyped *stands_for,
             guint         index)
{
  TendrilTyped *typed = typed_new (self, TENDRIL_TYPED_OPERAND, stands_for->type,
                                   stands_for->mark);

  typed->index = index;
  return typed;
}

/* NULL if there is no conversion; sets no error. */
static TendrilTyped *
convert (Typing       *self,
         TendrilTyped *typed,
         TendrilType  *type)
{
  TendrilTyped *converted;
  guint cost;

  if (typed->type == type)
    return typed;
  if (!tendril_conversion_cost (typed->type, type, &cost))
    return NULL;
  if (type != tendril_type_float64 ())
    return unary_new (self, TENDRIL_TYPED_RETYPE, type, typed);

  if (typed->kind == TENDRIL_TYPED_CONSTANT)
    {
      converted = typed_new (self, TENDRIL_TYPED_CONSTANT, type, typed->mark);
      converted->constant.f = (double) typed->constant.i;
      return converted;
    }

  converted = unary_new (self, TENDRIL_TYPED_INTRINSIC, type, typed);
  converted->intrinsic = TENDRIL_INTRINSIC_INT_TO_FLOAT;
  return converted;
}

static TendrilTyped *
fail_type (Typing            *self,
           TendrilSourceSpan  mark,
           const char        *what,
           TendrilType       *first,
           TendrilType       *second)
{
  tendril_source_fail (self->tree->source, mark, TENDRIL_ERROR_TYPE, NULL, self->error,
                       "%s: %s and %s", what, tendril_type_get_name (first),
                       tendril_type_get_name (second));
  return NULL;
}

static TendrilTyped *
fail_recursion (Typing                 *self,
                TendrilSourceSpan       mark,
                const TendrilCandidate *candidate)
{
  g_autoptr (GString) circle = g_string_new (NULL);
  guint i = 0;

  while (g_ptr_array_index (self->active, i) != candidate)
    i++;
  for (; i < self->active->len; i++)
    {
      const TendrilCandidate *step = g_ptr_array_index (self->active, i);

      g_string_append_printf (circle, "%s → ", step->overload->name);
    }
  g_string_append (circle, candidate->overload->name);

  tendril_source_fail (self->tree->source, mark, TENDRIL_ERROR_RECURSION, NULL, self->error,
                       "source overloads may not call themselves: %s", circle->str);
  return NULL;
}

static TendrilTyped *
type_body (Typing                 *self,
           const TendrilCandidate *candidate,
           TendrilSourceSpan       mark)
{
  TendrilTree *outer_tree = self->tree;
  TendrilType *const *outer_parameters = self->parameters;
  TendrilTyped *body = g_hash_table_lookup (self->bodies, candidate);
  TendrilTyped *converted = NULL;

  if (body != NULL)
    return body;
  if (g_ptr_array_find (self->active, candidate, NULL))
    return fail_recursion (self, mark, candidate);

  g_ptr_array_add (self->active, (gpointer) candidate);
  self->tree = candidate->overload->tree;
  self->parameters = candidate->parameters;
  body = type_node (self, self->tree->body);
  if (body != NULL)
    {
      converted = convert (self, body, candidate->result);
      if (converted == NULL)
        fail_type (self, self->tree->body->span, "the body and the signature's result differ",
                   body->type, candidate->result);
    }
  self->tree = outer_tree;
  self->parameters = outer_parameters;
  g_ptr_array_set_size (self->active, self->active->len - 1);

  if (converted != NULL)
    g_hash_table_insert (self->bodies, (gpointer) candidate, converted);
  return converted;
}

/* A call of the candidate, with the arguments converted to its parameters. */
static TendrilTyped *
call_new (Typing                  *self,
          TendrilSourceSpan        mark,
          const TendrilCandidate  *candidate,
          TendrilTyped           **arguments)
{
  static const TendrilTypedKind kinds[] = {
    [TENDRIL_OVERLOAD_KIND_NATIVE] = TENDRIL_TYPED_NATIVE,
    [TENDRIL_OVERLOAD_KIND_SOURCE] = TENDRIL_TYPED_INLINE,
    [TENDRIL_OVERLOAD_KIND_INTRINSIC] = TENDRIL_TYPED_INTRINSIC,
  };
  TendrilOverload *overload = candidate->overload;
  TendrilTyped *call = typed_new (self, kinds[overload->kind], candidate->result, mark);

  call->n_arguments = candidate->n_parameters;
  call->arguments = typed_array (self, candidate->n_parameters);
  for (guint i = 0; i < candidate->n_parameters; i++)
    call->arguments[i] = convert (self, arguments[i], candidate->parameters[i]);

  if (overload->kind == TENDRIL_OVERLOAD_KIND_NATIVE)
    call->overload = overload;
  else if (overload->kind == TENDRIL_OVERLOAD_KIND_INTRINSIC)
    call->intrinsic = overload->intrinsic;
  else
    call->body = type_body (self, candidate, mark);

  return overload->kind == TENDRIL_OVERLOAD_KIND_SOURCE && call->body == NULL ? NULL : call;
}

static TendrilTyped *
apply (Typing             *self,
       TendrilSourceSpan   mark,
       const char         *name,
       guint               n_arguments,
       TendrilTyped      **arguments)
{
  TendrilType *types[TENDRIL_MAX_PARAMETERS];
  TendrilResolution resolution = { self->table, name, n_arguments, types };

  for (guint i = 0; i < n_arguments; i++)
    types[i] = arguments[i]->type;

  tendril_resolution_run (&resolution);
  if (resolution.best == NULL && resolution.name_folds && n_arguments > 2)
    return fold (self, mark, name, n_arguments, arguments);
  if (tendril_resolution_explain (&resolution, self->tree->source, mark, self->error))
    return NULL;

  return call_new (self, mark, resolution.best, arguments);
}

static TendrilTyped *
fold (Typing             *self,
      TendrilSourceSpan   mark,
      const char         *name,
      guint               n_arguments,
      TendrilTyped      **arguments)
{
  TendrilTyped *folded = arguments[0];

  for (guint i = 1; i < n_arguments && folded != NULL; i++)
    {
      TendrilTyped *pair[] = { folded, arguments[i] };

      folded = apply (self, mark, name, 2, pair);
    }

  return folded;
}

/* As Python's truth test: a bool as it is, anything else through the function bool. */
static TendrilTyped *
truth (Typing       *self,
       TendrilTyped *typed)
{
  if (typed == NULL || typed->type == tendril_type_bool ())
    return typed;

  return apply (self, typed->mark, "bool", 1, &typed);
}

static TendrilType *
common_type (TendrilType *a,
             TendrilType *b)
{
  guint cost;

  if (tendril_conversion_cost (a, b, &cost))
    return b;
  return tendril_conversion_cost (b, a, &cost) ? a : NULL;
}

static TendrilTyped *
type_literal (Typing            *self,
              const TendrilNode *node)
{
  static const TendrilKind kinds[] = {
    [TENDRIL_NODE_INT] = TENDRIL_KIND_INT64,
    [TENDRIL_NODE_FLOAT] = TENDRIL_KIND_FLOAT64,
    [TENDRIL_NODE_BOOL] = TENDRIL_KIND_BOOL,
  };
  TendrilType *type = tendril_type_from_kind (kinds[node->kind]);
  TendrilTyped *typed = typed_new (self, TENDRIL_TYPED_CONSTANT, type, node->mark);

  typed->constant = node->value;
  return typed;
}

static TendrilTyped *
type_parameter (Typing            *self,
                const TendrilNode *node)
{
  TendrilTyped *typed = typed_new (self, TENDRIL_TYPED_PARAMETER,
                                   self->parameters[node->value.i], node->mark);

  typed->index = node->value.i;
  return typed;
}

static TendrilTyped *
type_name (Typing            *self,
           const TendrilNode *node)
{
  TendrilResolution resolution = { self->table, node->name };
  TendrilTyped *typed;

  tendril_resolution_run_bare (&resolution);
  if (tendril_resolution_explain (&resolution, self->tree->source, node->mark, self->error))
    return NULL;

  typed = typed_new (self, TENDRIL_TYPED_CONSTANT, resolution.best->result, node->mark);
  typed->constant = resolution.best->overload->constant;
  return typed;
}

static TendrilTyped **
type_operands (Typing            *self,
               const TendrilNode *node)
{
  TendrilTyped **operands = typed_array (self, node->n_operands);

  for (guint i = 0; i < node->n_operands; i++)
    {
      operands[i] = type_node (self, node->operands[i]);
      if (operands[i] == NULL)
        return NULL;
    }

  return operands;
}

static TendrilTyped *
type_call (Typing            *self,
           const TendrilNode *node)
{
  TendrilTyped **arguments = type_operands (self, node);

  return arguments != NULL ? apply (self, node->mark, node->name, node->n_operands, arguments)
                           : NULL;
}

static TendrilTyped *
apply_power_of_literal (Typing            *self,
                        const TendrilNode *node,
                        TendrilTyped     **operands)
{
  TendrilType *types[] = { operands[0]->type, operands[1]->type };
  TendrilResolution resolution = { self->table, POWER_OF_LITERAL, 2, types };

  tendril_resolution_run (&resolution);
  if (resolution.best == NULL)
    return apply (self, node->mark, node->name, 2, operands);
  return apply (self, node->mark, POWER_OF_LITERAL, 2, operands);
}

static TendrilTyped *
apply_binary (Typing            *self,
              const TendrilNode *node,
              TendrilTyped      *left,
              TendrilTyped      *right)
{
  const TendrilNode *exponent = node->operands[1];
  TendrilTyped *operands[] = { left, right };

  if (left == NULL || right == NULL)
    return NULL;
  if (exponent->kind == TENDRIL_NODE_INT && exponent->value.i >= 0 &&
      g_str_equal (node->name, "operator**"))
    return apply_power_of_literal (self, node, operands);

  return apply (self, node->mark, node->name, 2, operands);
}

/* a + b + c + … leans to the left as deep as it is long, so that spine is walked in a loop. */
static TendrilTyped *
type_binary (Typing            *self,
             const TendrilNode *node)
{
  g_autoptr (GPtrArray) spine = g_ptr_array_new ();
  TendrilTyped *left;

  for (; node->kind == TENDRIL_NODE_BINARY; node = node->operands[0])
    g_ptr_array_add (spine, (gpointer) node);

  left = type_node (self, node);
  for (guint i = spine->len; i > 0 && left != NULL; i--)
    {
      const TendrilNode *step = g_ptr_array_index (spine, i - 1);

      left = apply_binary (self, step, left, type_node (self, step->operands[1]));
    }

  return left;
}

static TendrilTyped *
type_not (Typing            *self,
          const TendrilNode *node)
{
  TendrilTyped *operand = truth (self, type_node (self, node->operands[0]));
  TendrilTyped *typed;

  if (operand == NULL)
    return NULL;

  typed = unary_new (self, TENDRIL_TYPED_INTRINSIC, tendril_type_bool (), operand);
  typed->intrinsic = TENDRIL_INTRINSIC_BOOL_NOT;
  return typed;
}

static TendrilTyped *
compare_link (Typing            *self,
              const TendrilLink *link,
              TendrilTyped      *left,
              TendrilTyped      *right)
{
  TendrilTyped *operands[] = { left, right };

  return apply (self, link->span, link->name, 2, operands);
}

static TendrilTyped *
type_comparison (Typing            *self,
                 const TendrilNode *node)
{
  TendrilTyped **operands = type_operands (self, node);
  TendrilTyped *chain;

  if (operands == NULL)
    return NULL;
  if (node->n_operands == 2)
    return compare_link (self, &node->links[0], operands[0], operands[1]);

  chain = typed_new (self, TENDRIL_TYPED_CHAIN, tendril_type_bool (), node->mark);
  chain->n_arguments = node->n_operands;
  chain->arguments = operands;
  chain->tests = typed_array (self, node->n_operands - 1);
  for (guint i = 0; i + 1 < node->n_operands; i++)
    {
      TendrilTyped *test = compare_link (self, &node->links[i], operand_new (self, operands[i], 0),
                                         operand_new (self, operands[i + 1], 1));

      if (test == NULL)
        return NULL;
      if (test->type != chain->type)
        return fail_type (self, node->links[i].span, "only comparisons that give a bool chain",
                          test->type, chain->type);
      chain->tests[i] = test;
    }

  return chain;
}

static TendrilType *
unify (Typing            *self,
       const TendrilNode *node,
       TendrilTyped     **operands,
       guint              n_operands)
{
  TendrilType *type = operands[0]->type;

  for (guint i = 1; i < n_operands; i++)
    {
      TendrilType *common = common_type (type, operands[i]->type);

      if (common == NULL)
        {
          fail_type (self, node->mark, "the values have no common type", type, operands[i]->type);
          return NULL;
        }
      type = common;
    }

  return type;
}

static TendrilTyped *
type_logical (Typing            *self,
              const TendrilNode *node)
{
  TendrilTyped **operands = type_operands (self, node);
  TendrilType *type = operands != NULL ? unify (self, node, operands, node->n_operands) : NULL;
  guint last = node->n_operands - 1;
  TendrilTyped *typed;

  if (type == NULL)
    return NULL;

  typed = typed_new (self, node->kind == TENDRIL_NODE_AND ? TENDRIL_TYPED_AND : TENDRIL_TYPED_OR,
                     type, node->mark);
  typed->n_arguments = node->n_operands;
  typed->arguments = operands;
  typed->tests = typed_array (self, last);
  typed->converts = typed_array (self, last);
  for (guint i = 0; i < last; i++)
    {
      typed->tests[i] = truth (self, operand_new (self, operands[i], 0));
      if (typed->tests[i] == NULL)
        return NULL;
      typed->converts[i] = convert (self, operand_new (self, operands[i], 0), type);
    }
  operands[last] = convert (self, operands[last], type);

  return typed;
}

static TendrilTyped *
type_conditional (Typing            *self,
                  const TendrilNode *node)
{
  TendrilTyped **operands = type_operands (self, node);
  TendrilTyped *test = operands != NULL ? truth (self, operands[0]) : NULL;
  TendrilType *type = test != NULL ? unify (self, node, operands + 1, 2) : NULL;
  TendrilTyped *typed;

  if (type == NULL)
    return NULL;

  typed = typed_new (self, TENDRIL_TYPED_CONDITIONAL, type, node->mark);
  typed->n_arguments = 3;
  typed->arguments = operands;
  operands[0] = test;
  operands[1] = convert (self, operands[1], type);
  operands[2] = convert (self, operands[2], type);
  return typed;
}

static const TypeFunc type_funcs[] = {
  [TENDRIL_NODE_INT] = type_literal,
  [TENDRIL_NODE_FLOAT] = type_literal,
  [TENDRIL_NODE_BOOL] = type_literal,
  [TENDRIL_NODE_PARAMETER] = type_parameter,
  [TENDRIL_NODE_NAME] = type_name,
  [TENDRIL_NODE_UNARY] = type_call,
  [TENDRIL_NODE_BINARY] = type_binary,
  [TENDRIL_NODE_CALL] = type_call,
  [TENDRIL_NODE_COMPARISON] = type_comparison,
  [TENDRIL_NODE_AND] = type_logical,
  [TENDRIL_NODE_OR] = type_logical,
  [TENDRIL_NODE_NOT] = type_not,
  [TENDRIL_NODE_CONDITIONAL] = type_conditional,
};

static TendrilTyped *
type_node (Typing            *self,
           const TendrilNode *node)
{
  TendrilTyped *typed;

  if (self->depth == TENDRIL_MAX_INLINED_NESTING)
    {
      tendril_source_fail (self->tree->source, node->mark, TENDRIL_ERROR_TOO_COMPLEX, NULL,
                           self->error, "source overloads are nested more than %d levels deep",
                           TENDRIL_MAX_INLINED_NESTING);
      return NULL;
    }

  self->depth++;
  typed = type_funcs[node->kind](self, node);
  self->depth--;

  return typed;
}

TendrilTyped *
tendril_typed_new (TendrilTree                 *tree,
                   TendrilType *const          *parameters,
                   const TendrilOverloadTable  *table,
                   TendrilArena                *arena,
                   GError                     **error)
{
  Typing self = {
    .table = table,
    .arena = arena,
    .tree = tree,
    .parameters = parameters,
    .error = error,
  };
  TendrilTyped *typed;

  self.bodies = g_hash_table_new (NULL, NULL);
  self.active = g_ptr_array_new ();
  typed = type_node (&self, tree->body);
  g_hash_table_unref (self.bodies);
  g_ptr_array_unref (self.active);

  return typed;
}
