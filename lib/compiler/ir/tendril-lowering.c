/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-ir-private.h"
#include "tendril-limits-private.h"

typedef struct
{
  TendrilIr *ir;
  /* What the parameters of the body being lowered are. */
  const guint32 *parameters;
  guint32 operands[2];
  /* What each binding of := is, by its index. */
  GArray *locals;
  gboolean is_full;
} Lowering;

typedef guint32 (*LowerFunc) (Lowering *self, const TendrilTyped *typed);
typedef guint32 (*EmitFunc) (Lowering *self, const TendrilTyped *typed, const guint32 *arguments);

static guint32 lower (Lowering *self, const TendrilTyped *typed);

static TendrilIrInstruction *
add (Lowering           *self,
     TendrilIrKind       kind,
     const TendrilTyped *typed,
     const guint32      *arguments,
     guint               n_arguments)
{
  TendrilIr *ir = self->ir;
  TendrilIrInstruction instruction = {
    .kind = kind,
    .type = typed->type,
    .first_argument = ir->arguments->len,
    .n_arguments = n_arguments,
    .tree = typed->tree,
    .mark = typed->mark,
  };

  if (n_arguments > 0)
    g_array_append_vals (ir->arguments, arguments, n_arguments);
  g_array_append_val (ir->instructions, instruction);
  if (ir->instructions->len >= TENDRIL_MAX_INSTRUCTIONS)
    self->is_full = TRUE;

  return tendril_ir_get (ir, ir->instructions->len - 1);
}

static guint32
last_value (const Lowering *self)
{
  return self->ir->instructions->len - 1;
}

static void
add_control (Lowering           *self,
             TendrilIrKind       kind,
             const TendrilTyped *typed,
             guint32             argument)
{
  add (self, kind, typed, &argument, 1);
}

static guint32
lower_constant (Lowering           *self,
                const TendrilTyped *typed)
{
  add (self, TENDRIL_IR_CONSTANT, typed, NULL, 0)->constant = typed->constant;
  return last_value (self);
}

static guint32
lower_parameter (Lowering           *self,
                 const TendrilTyped *typed)
{
  return self->parameters[typed->index];
}

static guint32
lower_operand (Lowering           *self,
               const TendrilTyped *typed)
{
  return self->operands[typed->index];
}

static guint32
emit_retype (Lowering           *self,
             const TendrilTyped *typed,
             const guint32      *arguments)
{
  return arguments[0];
}

static guint32
emit_intrinsic (Lowering           *self,
                const TendrilTyped *typed,
                const guint32      *arguments)
{
  add (self, TENDRIL_IR_INTRINSIC, typed, arguments, typed->n_arguments)->intrinsic =
    typed->intrinsic;
  return last_value (self);
}

static guint32
emit_call (Lowering           *self,
           const TendrilTyped *typed,
           const guint32      *arguments)
{
  TendrilIrKind kind = typed->kind == TENDRIL_TYPED_NATIVE ? TENDRIL_IR_NATIVE : TENDRIL_IR_CLOSURE;
  TendrilIrInstruction *added = add (self, kind, typed, arguments, typed->n_arguments);

  added->overload = typed->overload;
  added->parameters = typed->parameters;
  return last_value (self);
}

/* A field of a struct that was made here is the value that it was made of. */
static guint32
emit_field (Lowering           *self,
            const TendrilTyped *typed,
            const guint32      *arguments)
{
  const TendrilIrInstruction *made = tendril_ir_get (self->ir, arguments[0]);

  for (guint i = 0; made->kind == TENDRIL_IR_STRUCT && i < made->n_arguments; i++)
    {
      if (tendril_type_get_field (made->type, i) == typed->field)
        return tendril_ir_get_argument (self->ir, made, i);
    }

  add (self, TENDRIL_IR_FIELD, typed, arguments, 1)->field = typed->field;
  return last_value (self);
}

static guint32
emit_struct (Lowering           *self,
             const TendrilTyped *typed,
             const guint32      *arguments)
{
  add (self, TENDRIL_IR_STRUCT, typed, arguments, typed->n_arguments);
  return last_value (self);
}

static guint32
emit_bind (Lowering           *self,
           const TendrilTyped *typed,
           const guint32      *arguments)
{
  if (self->locals->len <= typed->index)
    g_array_set_size (self->locals, typed->index + 1);
  g_array_index (self->locals, guint32, typed->index) = arguments[0];

  return arguments[0];
}

static guint32
lower_local (Lowering           *self,
             const TendrilTyped *typed)
{
  return g_array_index (self->locals, guint32, typed->index);
}

static guint32
emit_inline (Lowering           *self,
             const TendrilTyped *typed,
             const guint32      *arguments)
{
  const guint32 *outer = self->parameters;
  guint32 result;

  self->parameters = arguments;
  result = lower (self, typed->body);
  self->parameters = outer;

  return result;
}

static const EmitFunc emit_funcs[] = {
  [TENDRIL_TYPED_RETYPE] = emit_retype,
  [TENDRIL_TYPED_INTRINSIC] = emit_intrinsic,
  [TENDRIL_TYPED_NATIVE] = emit_call,
  [TENDRIL_TYPED_CLOSURE] = emit_call,
  [TENDRIL_TYPED_FIELD] = emit_field,
  [TENDRIL_TYPED_STRUCT] = emit_struct,
  [TENDRIL_TYPED_BIND] = emit_bind,
  [TENDRIL_TYPED_INLINE] = emit_inline,
  [TENDRIL_TYPED_CONDITIONAL] = NULL,
};

static guint32
emit_with_first (Lowering           *self,
                 const TendrilTyped *typed,
                 guint32             first)
{
  guint32 arguments[TENDRIL_MAX_PARAMETERS];

  arguments[0] = first;
  for (guint i = 1; i < typed->n_arguments; i++)
    arguments[i] = lower (self, typed->arguments[i]);

  return emit_funcs[typed->kind](self, typed, arguments);
}

/* As in typing, first arguments may be nested as deep as the source is long. */
static guint32
lower_call (Lowering           *self,
            const TendrilTyped *typed)
{
  g_autoptr (GPtrArray) spine = g_ptr_array_new ();
  guint32 value;

  for (; emit_funcs[typed->kind] != NULL && typed->n_arguments > 0; typed = typed->arguments[0])
    g_ptr_array_add (spine, (gpointer) typed);

  if (emit_funcs[typed->kind] != NULL)
    value = emit_funcs[typed->kind](self, typed, NULL);
  else
    value = lower (self, typed);
  for (guint i = spine->len; i > 0 && !self->is_full; i--)
    value = emit_with_first (self, g_ptr_array_index (spine, i - 1), value);

  return value;
}

/* if test (a): (rest) else: a, and so on inwards; for "or" the branches change places. */
static guint32
lower_logical (Lowering           *self,
               const TendrilTyped *typed)
{
  gboolean is_and = typed->kind == TENDRIL_TYPED_AND;
  guint last = typed->n_arguments - 1;
  g_autofree guint32 *values = g_new (guint32, last);
  guint32 value;

  for (guint i = 0; i < last; i++)
    {
      values[i] = lower (self, typed->arguments[i]);
      self->operands[0] = values[i];
      add_control (self, TENDRIL_IR_IF, typed, lower (self, typed->tests[i]));
      if (is_and)
        continue;
      self->operands[0] = values[i];
      add_control (self, TENDRIL_IR_ELSE, typed, lower (self, typed->converts[i]));
    }

  value = lower (self, typed->arguments[last]);
  for (guint i = last; i > 0; i--)
    {
      if (is_and)
        {
          add_control (self, TENDRIL_IR_ELSE, typed, value);
          self->operands[0] = values[i - 1];
          value = lower (self, typed->converts[i - 1]);
        }
      add_control (self, TENDRIL_IR_END, typed, value);
      value = last_value (self);
    }

  return value;
}

static guint32
lower_chain (Lowering           *self,
             const TendrilTyped *typed)
{
  guint n_tests = typed->n_arguments - 1;
  g_autofree guint32 *results = g_new (guint32, n_tests);
  guint32 left = lower (self, typed->arguments[0]);
  guint32 value;

  for (guint i = 0; i < n_tests; i++)
    {
      guint32 right = lower (self, typed->arguments[i + 1]);

      self->operands[0] = left;
      self->operands[1] = right;
      results[i] = lower (self, typed->tests[i]);
      if (i + 1 < n_tests)
        add_control (self, TENDRIL_IR_IF, typed, results[i]);
      left = right;
    }

  value = results[n_tests - 1];
  for (guint i = n_tests - 1; i > 0; i--)
    {
      add_control (self, TENDRIL_IR_ELSE, typed, value);
      add_control (self, TENDRIL_IR_END, typed, results[i - 1]);
      value = last_value (self);
    }

  return value;
}

static guint32
lower_conditional (Lowering           *self,
                   const TendrilTyped *typed)
{
  add_control (self, TENDRIL_IR_IF, typed, lower (self, typed->arguments[0]));
  add_control (self, TENDRIL_IR_ELSE, typed, lower (self, typed->arguments[1]));
  add_control (self, TENDRIL_IR_END, typed, lower (self, typed->arguments[2]));

  return last_value (self);
}

static const LowerFunc lower_funcs[] = {
  [TENDRIL_TYPED_CONSTANT] = lower_constant,
  [TENDRIL_TYPED_PARAMETER] = lower_parameter,
  [TENDRIL_TYPED_OPERAND] = lower_operand,
  [TENDRIL_TYPED_RETYPE] = lower_call,
  [TENDRIL_TYPED_INTRINSIC] = lower_call,
  [TENDRIL_TYPED_NATIVE] = lower_call,
  [TENDRIL_TYPED_CLOSURE] = lower_call,
  [TENDRIL_TYPED_FIELD] = lower_call,
  [TENDRIL_TYPED_STRUCT] = lower_call,
  [TENDRIL_TYPED_BIND] = lower_call,
  [TENDRIL_TYPED_LOCAL] = lower_local,
  [TENDRIL_TYPED_INLINE] = lower_call,
  [TENDRIL_TYPED_AND] = lower_logical,
  [TENDRIL_TYPED_OR] = lower_logical,
  [TENDRIL_TYPED_CHAIN] = lower_chain,
  [TENDRIL_TYPED_CONDITIONAL] = lower_conditional,
};

/* Once the limit is reached nothing more is added, and what was is thrown away. */
static guint32
lower (Lowering           *self,
       const TendrilTyped *typed)
{
  return self->is_full ? 0 : lower_funcs[typed->kind](self, typed);
}

static void
add_parameters (Lowering           *self,
                TendrilTree        *tree,
                TendrilType *const *parameters,
                guint32            *values)
{
  for (guint i = 0; i < tree->n_parameters; i++)
    {
      TendrilTyped typed = { .type = parameters[i], .tree = tree };

      add (self, TENDRIL_IR_PARAMETER, &typed, NULL, 0)->parameter = i;
      values[i] = i;
    }
}

TendrilIr *
tendril_ir_new (TendrilTree         *tree,
                TendrilType *const  *parameters,
                const TendrilTyped  *body,
                GError             **error)
{
  g_autoptr (TendrilIr) ir = g_new0 (TendrilIr, 1);
  guint32 values[TENDRIL_MAX_PARAMETERS];
  Lowering self = { .ir = ir, .parameters = values };

  ir->instructions = g_array_new (FALSE, FALSE, sizeof (TendrilIrInstruction));
  ir->arguments = g_array_new (FALSE, FALSE, sizeof (guint32));
  ir->n_parameters = tree->n_parameters;
  ir->result_type = body->type;
  add_parameters (&self, tree, parameters, values);
  self.locals = g_array_new (FALSE, TRUE, sizeof (guint32));
  ir->result = lower (&self, body);
  g_array_unref (self.locals);
  if (self.is_full)
    {
      tendril_source_fail (tree->source, body->mark, TENDRIL_ERROR_TOO_COMPLEX, NULL, error,
                           "the function has more than %d instructions", TENDRIL_MAX_INSTRUCTIONS);
      return NULL;
    }

  return g_steal_pointer (&ir);
}

void
tendril_ir_free (TendrilIr *self)
{
  g_array_unref (self->instructions);
  g_array_unref (self->arguments);
  g_free (self);
}
