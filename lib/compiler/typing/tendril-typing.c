/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-limits-private.h"
#include "tendril-typing-private.h"

#include <string.h>

/* The base to the power of a literal that is not negative: known to be whole. */
#define POWER_OF_LITERAL "operator**literal"

typedef TendrilTyped *(*TypeFunc) (TendrilTyping *self, const TendrilNode *node);

static TendrilTyped *type_node (TendrilTyping *self, const TendrilNode *node);
static TendrilTyped *call_new (TendrilTyping *self, TendrilSourceSpan mark,
                               const TendrilCandidate *candidate, TendrilTyped **arguments);
static TendrilTyped *fold (TendrilTyping *self, TendrilSourceSpan mark, const char *name,
                           guint n_arguments, TendrilTyped **arguments);

TendrilTyped *
tendril_typing_new (TendrilTyping            *self,
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

TendrilTyped **
tendril_typing_array (TendrilTyping *self,
             guint   n)
{
  return tendril_arena_new0 (self->arena, TendrilTyped *, MAX (n, 1));
}

static TendrilTyped *
unary_new (TendrilTyping           *self,
           TendrilTypedKind  kind,
           TendrilType      *type,
           TendrilTyped     *argument)
{
  TendrilTyped *typed = tendril_typing_new (self, kind, type, argument->mark);

  typed->arguments = tendril_typing_array (self, 1);
  typed->arguments[0] = argument;
  typed->n_arguments = 1;
  return typed;
}

static TendrilTyped *
operand_new (TendrilTyping       *self,
             TendrilTyped *stands_for,
             guint         index)
{
  TendrilTyped *typed = tendril_typing_new (self, TENDRIL_TYPED_OPERAND, stands_for->type,
                                   stands_for->mark);

  typed->index = index;
  return typed;
}

static TendrilTyped *
convert_scalar (TendrilTyping       *self,
                TendrilTyped *typed,
                TendrilType  *type)
{
  TendrilTyped *converted;

  if (type != tendril_type_float64 ())
    return unary_new (self, TENDRIL_TYPED_RETYPE, type, typed);

  if (typed->kind == TENDRIL_TYPED_CONSTANT)
    {
      converted = tendril_typing_new (self, TENDRIL_TYPED_CONSTANT, type, typed->mark);
      converted->constant.f = (double) typed->constant.i;
      return converted;
    }

  converted = unary_new (self, TENDRIL_TYPED_INTRINSIC, type, typed);
  converted->intrinsic = TENDRIL_INTRINSIC_INT_TO_FLOAT;
  return converted;
}

/* NULL if there is no conversion, without an error, or if the conversion is wrong itself. */
static TendrilTyped *
convert (TendrilTyping       *self,
         TendrilTyped *typed,
         TendrilType  *type)
{
  TendrilConversion conversion;

  if (typed->type == type)
    return typed;
  if (!tendril_conversion_find (self->table, typed->type, type, &conversion))
    return NULL;
  if (conversion.candidate == NULL)
    return convert_scalar (self, typed, type);

  return call_new (self, typed->mark, conversion.candidate, &typed);
}

static TendrilTyped *
fail_type (TendrilTyping            *self,
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
fail_recursion (TendrilTyping                 *self,
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
type_body (TendrilTyping                 *self,
           const TendrilCandidate *candidate,
           TendrilSourceSpan       mark)
{
  TendrilTree *outer_tree = self->tree;
  TendrilType *const *outer_parameters = self->parameters;
  TendrilScope outer_scope = self->scope;
  TendrilTyped *body = g_hash_table_lookup (self->bodies, candidate);
  TendrilTyped *converted = NULL;

  if (body != NULL)
    return body;
  if (g_ptr_array_find (self->active, candidate, NULL))
    return fail_recursion (self, mark, candidate);

  g_ptr_array_add (self->active, (gpointer) candidate);
  self->tree = candidate->overload->tree;
  self->parameters = candidate->parameters;
  tendril_scope_init (&self->scope, self->tree->n_locals);
  body = type_node (self, self->tree->body);
  if (body != NULL)
    {
      converted = convert (self, body, candidate->result);
      if (converted == NULL && *self->error == NULL)
        fail_type (self, self->tree->body->span, "the body and the signature's result differ",
                   body->type, candidate->result);
    }
  tendril_scope_clear (&self->scope);
  self->scope = outer_scope;
  self->tree = outer_tree;
  self->parameters = outer_parameters;
  g_ptr_array_set_size (self->active, self->active->len - 1);

  if (converted != NULL)
    g_hash_table_insert (self->bodies, (gpointer) candidate, converted);
  return converted;
}

/* A call of the candidate, with the arguments converted to its parameters. */
static TendrilTyped *
call_new (TendrilTyping                  *self,
          TendrilSourceSpan        mark,
          const TendrilCandidate  *candidate,
          TendrilTyped           **arguments)
{
  static const TendrilTypedKind kinds[] = {
    [TENDRIL_OVERLOAD_KIND_NATIVE] = TENDRIL_TYPED_NATIVE,
    [TENDRIL_OVERLOAD_KIND_SOURCE] = TENDRIL_TYPED_INLINE,
    [TENDRIL_OVERLOAD_KIND_INTRINSIC] = TENDRIL_TYPED_INTRINSIC,
    [TENDRIL_OVERLOAD_KIND_CLOSURE] = TENDRIL_TYPED_CLOSURE,
    [TENDRIL_OVERLOAD_KIND_FIELD] = TENDRIL_TYPED_FIELD,
    [TENDRIL_OVERLOAD_KIND_STRUCT] = TENDRIL_TYPED_STRUCT,
  };
  TendrilOverload *overload = candidate->overload;
  TendrilTyped *call = tendril_typing_new (self, kinds[overload->kind], candidate->result, mark);

  call->parameters = candidate->parameters;
  call->n_arguments = candidate->n_parameters;
  call->arguments = tendril_typing_array (self, candidate->n_parameters);
  for (guint i = 0; i < candidate->n_parameters; i++)
    {
      call->arguments[i] = convert (self, arguments[i], candidate->parameters[i]);
      if (call->arguments[i] == NULL)
        return NULL;
    }

  if (call->kind == TENDRIL_TYPED_INTRINSIC)
    call->intrinsic = overload->intrinsic;
  else if (call->kind == TENDRIL_TYPED_FIELD)
    call->field = overload->field;
  else if (call->kind == TENDRIL_TYPED_INLINE)
    call->body = type_body (self, candidate, mark);
  else
    call->overload = overload;

  return call->kind == TENDRIL_TYPED_INLINE && call->body == NULL ? NULL : call;
}

TendrilTyped *
tendril_typing_apply (TendrilTyping             *self,
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
fold (TendrilTyping             *self,
      TendrilSourceSpan   mark,
      const char         *name,
      guint               n_arguments,
      TendrilTyped      **arguments)
{
  TendrilTyped *folded = arguments[0];

  for (guint i = 1; i < n_arguments && folded != NULL; i++)
    {
      TendrilTyped *pair[] = { folded, arguments[i] };

      folded = tendril_typing_apply (self, mark, name, 2, pair);
    }

  return folded;
}

/* As Python's truth test: a bool as it is, anything else through the function bool. */
static TendrilTyped *
truth (TendrilTyping       *self,
       TendrilTyped *typed)
{
  if (typed == NULL || typed->type == tendril_type_bool ())
    return typed;

  return tendril_typing_apply (self, typed->mark, "bool", 1, &typed);
}

static TendrilType *
common_type (TendrilTyping      *self,
             TendrilType *a,
             TendrilType *b)
{
  TendrilConversion conversion;

  if (tendril_conversion_find (self->table, a, b, &conversion))
    return b;
  return tendril_conversion_find (self->table, b, a, &conversion) ? a : NULL;
}

static TendrilTyped *
type_literal (TendrilTyping            *self,
              const TendrilNode *node)
{
  static const TendrilKind kinds[] = {
    [TENDRIL_NODE_INT] = TENDRIL_KIND_INT64,
    [TENDRIL_NODE_FLOAT] = TENDRIL_KIND_FLOAT64,
    [TENDRIL_NODE_BOOL] = TENDRIL_KIND_BOOL,
  };
  TendrilType *type = tendril_type_from_kind (kinds[node->kind]);
  TendrilTyped *typed = tendril_typing_new (self, TENDRIL_TYPED_CONSTANT, type, node->mark);

  typed->constant = node->value;
  return typed;
}

/* A parameter that := binds again is a local from then on. */
static TendrilTyped *
type_parameter (TendrilTyping            *self,
                const TendrilNode *node)
{
  const char *name = self->tree->parameters[node->value.i];
  int local = tendril_tree_find_local (self->tree, name, strlen (name));
  TendrilTyped *typed;

  if (local >= 0 && tendril_scope_get (&self->scope, local).state != TENDRIL_LOCAL_UNBOUND)
    return tendril_typing_local (self, node, name, strlen (name));

  typed = tendril_typing_new (self, TENDRIL_TYPED_PARAMETER, self->parameters[node->value.i], node->mark);
  typed->index = node->value.i;
  return typed;
}

static TendrilTyped *
type_bind (TendrilTyping            *self,
           const TendrilNode *node)
{
  TendrilTyped *operand = type_node (self, node->operands[0]);
  TendrilTyped *typed;

  if (operand == NULL)
    return NULL;

  typed = unary_new (self, TENDRIL_TYPED_BIND, operand->type, operand);
  typed->index = self->n_bindings++;
  tendril_scope_bind (&self->scope, node->value.i, operand->type, typed->index);
  return typed;
}

static TendrilTyped *
type_attribute (TendrilTyping            *self,
                const TendrilNode *node)
{
  TendrilTyped *operand = type_node (self, node->operands[0]);

  return operand != NULL ? tendril_typing_apply (self, node->mark, node->name, 1, &operand) : NULL;
}

static TendrilTyped **
type_operands (TendrilTyping            *self,
               const TendrilNode *node)
{
  TendrilTyped **operands = tendril_typing_array (self, node->n_operands);

  for (guint i = 0; i < node->n_operands; i++)
    {
      operands[i] = type_node (self, node->operands[i]);
      if (operands[i] == NULL)
        return NULL;
    }

  return operands;
}

static TendrilTyped *
type_call (TendrilTyping            *self,
           const TendrilNode *node)
{
  TendrilTyped **arguments;

  if (node->kind == TENDRIL_NODE_CALL &&
      tendril_tree_find_local (self->tree, node->name, strlen (node->name)) >= 0)
    {
      tendril_source_fail (self->tree->source, node->mark, TENDRIL_ERROR_TYPE, NULL, self->error,
                           "“:=” binds this name to a value, which cannot be called");
      return NULL;
    }

  arguments = type_operands (self, node);
  return arguments != NULL ? tendril_typing_apply (self, node->mark, node->name, node->n_operands, arguments)
                           : NULL;
}

static TendrilTyped *
apply_power_of_literal (TendrilTyping            *self,
                        const TendrilNode *node,
                        TendrilTyped     **operands)
{
  TendrilType *types[] = { operands[0]->type, operands[1]->type };
  TendrilResolution resolution = { self->table, POWER_OF_LITERAL, 2, types };

  tendril_resolution_run (&resolution);
  if (resolution.best == NULL)
    return tendril_typing_apply (self, node->mark, node->name, 2, operands);
  return tendril_typing_apply (self, node->mark, POWER_OF_LITERAL, 2, operands);
}

static TendrilTyped *
apply_binary (TendrilTyping            *self,
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

  return tendril_typing_apply (self, node->mark, node->name, 2, operands);
}

/* a + b + c + … leans to the left as deep as it is long, so that spine is walked in a loop. */
static TendrilTyped *
type_binary (TendrilTyping            *self,
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
type_not (TendrilTyping            *self,
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
compare_link (TendrilTyping            *self,
              const TendrilLink *link,
              TendrilTyped      *left,
              TendrilTyped      *right)
{
  TendrilTyped *operands[] = { left, right };

  return tendril_typing_apply (self, link->span, link->name, 2, operands);
}

/* The operands from @first on are evaluated only if those before them say so. */
static TendrilTyped **
type_branching (TendrilTyping            *self,
                const TendrilNode *node,
                guint              first)
{
  g_autoptr (GArray) bound = g_array_new (FALSE, FALSE, sizeof (guint));
  TendrilTyped **operands = tendril_typing_array (self, node->n_operands);
  guint mark = 0;
  guint i;

  for (i = 0; i < node->n_operands; i++)
    {
      if (i == first)
        mark = tendril_scope_begin_branch (&self->scope);
      operands[i] = type_node (self, node->operands[i]);
      if (operands[i] == NULL)
        return NULL;
    }
  if (i > first)
    {
      tendril_scope_end_branch (&self->scope, mark, bound);
      tendril_scope_end_branches (&self->scope, bound);
    }

  return operands;
}

static TendrilTyped *
type_comparison (TendrilTyping            *self,
                 const TendrilNode *node)
{
  TendrilTyped **operands = type_branching (self, node, 2);
  TendrilTyped *chain;

  if (operands == NULL)
    return NULL;
  if (node->n_operands == 2)
    return compare_link (self, &node->links[0], operands[0], operands[1]);

  chain = tendril_typing_new (self, TENDRIL_TYPED_CHAIN, tendril_type_bool (), node->mark);
  chain->n_arguments = node->n_operands;
  chain->arguments = operands;
  chain->tests = tendril_typing_array (self, node->n_operands - 1);
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
unify (TendrilTyping            *self,
       const TendrilNode *node,
       TendrilTyped     **operands,
       guint              n_operands)
{
  TendrilType *type = operands[0]->type;

  for (guint i = 1; i < n_operands; i++)
    {
      TendrilType *common = common_type (self, type, operands[i]->type);

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
type_logical (TendrilTyping            *self,
              const TendrilNode *node)
{
  TendrilTyped **operands = type_branching (self, node, 1);
  TendrilType *type = operands != NULL ? unify (self, node, operands, node->n_operands) : NULL;
  guint last = node->n_operands - 1;
  TendrilTyped *typed;

  if (type == NULL)
    return NULL;

  typed = tendril_typing_new (self, node->kind == TENDRIL_NODE_AND ? TENDRIL_TYPED_AND : TENDRIL_TYPED_OR,
                     type, node->mark);
  typed->n_arguments = node->n_operands;
  typed->arguments = operands;
  typed->tests = tendril_typing_array (self, last);
  typed->converts = tendril_typing_array (self, last);
  for (guint i = 0; i < last; i++)
    {
      typed->tests[i] = truth (self, operand_new (self, operands[i], 0));
      if (typed->tests[i] == NULL)
        return NULL;
      typed->converts[i] = convert (self, operand_new (self, operands[i], 0), type);
      if (typed->converts[i] == NULL)
        return NULL;
    }
  operands[last] = convert (self, operands[last], type);

  return operands[last] != NULL ? typed : NULL;
}

/* Test, then, otherwise. */
static TendrilTyped **
type_alternatives (TendrilTyping            *self,
                   const TendrilNode *node)
{
  g_autoptr (GArray) bound = g_array_new (FALSE, FALSE, sizeof (guint));
  TendrilTyped **operands = tendril_typing_array (self, 3);

  operands[0] = type_node (self, node->operands[0]);
  for (guint i = 1; i < 3 && operands[i - 1] != NULL; i++)
    {
      guint mark = tendril_scope_begin_branch (&self->scope);

      operands[i] = type_node (self, node->operands[i]);
      tendril_scope_end_branch (&self->scope, mark, bound);
    }
  tendril_scope_end_branches (&self->scope, bound);

  return operands[2] != NULL ? operands : NULL;
}

static TendrilTyped *
type_conditional (TendrilTyping            *self,
                  const TendrilNode *node)
{
  TendrilTyped **operands = type_alternatives (self, node);
  TendrilTyped *test = operands != NULL ? truth (self, operands[0]) : NULL;
  TendrilType *type = test != NULL ? unify (self, node, operands + 1, 2) : NULL;
  TendrilTyped *typed;

  if (type == NULL)
    return NULL;

  typed = tendril_typing_new (self, TENDRIL_TYPED_CONDITIONAL, type, node->mark);
  typed->n_arguments = 3;
  typed->arguments = operands;
  operands[0] = test;
  operands[1] = convert (self, operands[1], type);
  operands[2] = convert (self, operands[2], type);
  return operands[1] != NULL && operands[2] != NULL ? typed : NULL;
}

static const TypeFunc type_funcs[] = {
  [TENDRIL_NODE_INT] = type_literal,
  [TENDRIL_NODE_FLOAT] = type_literal,
  [TENDRIL_NODE_BOOL] = type_literal,
  [TENDRIL_NODE_PARAMETER] = type_parameter,
  [TENDRIL_NODE_NAME] = tendril_typing_name,
  [TENDRIL_NODE_BIND] = type_bind,
  [TENDRIL_NODE_ATTRIBUTE] = type_attribute,
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
type_node (TendrilTyping            *self,
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
  TendrilTyping self = {
    .table = table,
    .arena = arena,
    .tree = tree,
    .parameters = parameters,
  };
  GError *local_error = NULL;
  TendrilTyped *typed;

  self.error = &local_error;
  self.bodies = g_hash_table_new (NULL, NULL);
  self.active = g_ptr_array_new ();
  tendril_scope_init (&self.scope, tree->n_locals);
  typed = type_node (&self, tree->body);
  tendril_scope_clear (&self.scope);
  g_hash_table_unref (self.bodies);
  g_ptr_array_unref (self.active);
  if (local_error != NULL)
    g_propagate_error (error, local_error);

  return typed;
}
