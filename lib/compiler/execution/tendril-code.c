/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-code-private.h"

#include "tendril-backend-private.h"
#include "tendril-limits-private.h"

/* Registers are given out in one walk along the instructions: since nothing jumps back, a value
 * lives from where it is made to the last place that reads it. */
typedef struct
{
  const TendrilIr *ir;
  TendrilCode *code;
  guint32 *last_uses;
  guint16 *registers;
  /* Free runs of registers by their length. */
  GArray *free_registers[TENDRIL_MAX_SLOTS + 1];
  GArray *instructions;
  GArray *places;
  GArray *constants;
  GArray *calls;
  /* The ifs around this place: where the jump stands that must be completed, and, from the else
   * on, the register of the value. */
  GArray *blocks;
} Emitter;

typedef struct
{
  guint jump;
  guint16 result;
} OpenBlock;

typedef void (*EmitFunc) (Emitter *self, guint32 index, const TendrilIrInstruction *instruction);

static void
find_last_uses (Emitter *self)
{
  const TendrilIr *ir = self->ir;

  for (guint i = 0; i < ir->instructions->len; i++)
    {
      const TendrilIrInstruction *instruction = tendril_ir_get (ir, i);

      self->last_uses[i] = i;
      for (guint j = 0; j < instruction->n_arguments; j++)
        self->last_uses[tendril_ir_get_argument (ir, instruction, j)] = i;
    }
  self->last_uses[ir->result] = ir->instructions->len;
}

/* Once the numbers are used up, what is emitted is thrown away. */
static guint16
take_registers (Emitter *self,
                guint    n)
{
  GArray *free_runs = self->free_registers[n];
  guint16 taken;

  if (free_runs == NULL || free_runs->len == 0)
    {
      taken = self->code->n_registers;
      self->code->n_registers += n;
      return taken;
    }

  taken = g_array_index (free_runs, guint16, free_runs->len - 1);
  g_array_set_size (free_runs, free_runs->len - 1);
  return taken;
}

static void
release_if_dead (Emitter *self,
                 guint32  value,
                 guint32  index)
{
  guint n = tendril_type_get_n_slots (tendril_ir_get (self->ir, value)->type);

  if (self->last_uses[value] != index)
    return;
  if (self->free_registers[n] == NULL)
    self->free_registers[n] = g_array_new (FALSE, FALSE, sizeof (guint16));
  g_array_append_val (self->free_registers[n], self->registers[value]);
}

static void
release_arguments (Emitter                    *self,
                   guint32                     index,
                   const TendrilIrInstruction *instruction)
{
  for (guint i = 0; i < instruction->n_arguments; i++)
    {
      guint32 value = tendril_ir_get_argument (self->ir, instruction, i);
      gboolean seen = FALSE;

      for (guint j = 0; j < i && !seen; j++)
        seen = tendril_ir_get_argument (self->ir, instruction, j) == value;
      if (!seen)
        release_if_dead (self, value, index);
    }
}

static guint16
define (Emitter                    *self,
        guint32                     index,
        const TendrilIrInstruction *instruction)
{
  release_arguments (self, index, instruction);
  self->registers[index] = take_registers (self, tendril_type_get_n_slots (instruction->type));
  return self->registers[index];
}

/* For a result that is written before all arguments were read. */
static guint16
define_apart (Emitter                    *self,
              guint32                     index,
              const TendrilIrInstruction *instruction)
{
  self->registers[index] = take_registers (self, tendril_type_get_n_slots (instruction->type));
  release_arguments (self, index, instruction);
  return self->registers[index];
}

static guint
append (Emitter                    *self,
        const TendrilIrInstruction *from,
        TendrilInstruction          instruction)
{
  TendrilPlace place = { from->tree, from->mark };

  g_array_append_val (self->instructions, instruction);
  g_array_append_val (self->places, place);
  return self->instructions->len - 1;
}

static guint16
argument_register (const Emitter              *self,
                   const TendrilIrInstruction *instruction,
                   guint                       i)
{
  return self->registers[tendril_ir_get_argument (self->ir, instruction, i)];
}

static void
emit_parameter (Emitter                    *self,
                guint32                     index,
                const TendrilIrInstruction *instruction)
{
  self->registers[index] = self->code->n_parameter_slots;
  self->code->n_parameter_slots += tendril_type_get_n_slots (instruction->type);
  self->code->n_registers = self->code->n_parameter_slots;
}

static void
emit_constant (Emitter                    *self,
               guint32                     index,
               const TendrilIrInstruction *instruction)
{
  guint16 result = define (self, index, instruction);

  append (self, instruction, (TendrilInstruction) { TENDRIL_OPCODE_CONSTANT, result,
                                                    .target = self->constants->len });
  g_array_append_val (self->constants, instruction->constant);
}

static void
emit_intrinsic (Emitter                    *self,
                guint32                     index,
                const TendrilIrInstruction *instruction)
{
  TendrilInstruction code = {
    .opcode = TENDRIL_OPCODE_FIRST_INTRINSIC + instruction->intrinsic,
    .b = argument_register (self, instruction, 0),
  };

  if (instruction->n_arguments > 1)
    code.c = argument_register (self, instruction, 1);
  code.a = define (self, index, instruction);
  append (self, instruction, code);
}

static void
emit_call (Emitter                    *self,
           guint32                     index,
           const TendrilIrInstruction *instruction)
{
  TendrilOverload *overload = instruction->overload;
  TendrilCall call = {
    .function = overload->function,
    .n_arguments = instruction->n_arguments,
    .arguments = g_new (guint16, instruction->n_arguments),
  };

  for (guint i = 0; i < instruction->n_arguments; i++)
    call.arguments[i] = argument_register (self, instruction, i);
  call.result = define_apart (self, index, instruction);
  if (instruction->kind == TENDRIL_IR_CLOSURE)
    tendril_call_prepare_closure (&call, overload, instruction->type, instruction->parameters);
  else
    tendril_call_prepare (&call, instruction->type, instruction->parameters,
                          (overload->flags & TENDRIL_OVERLOAD_MAY_RAISE) != 0);

  append (self, instruction,
          (TendrilInstruction) { call.checked != NULL ? TENDRIL_OPCODE_CALL_CHECKED
                                                      : TENDRIL_OPCODE_CALL,
                                 .target = self->calls->len });
  g_array_append_val (self->calls, call);
}

static void
emit_if (Emitter                    *self,
         guint32                     index,
         const TendrilIrInstruction *instruction)
{
  guint16 condition = argument_register (self, instruction, 0);
  OpenBlock block = { 0 };

  block.jump = append (self, instruction,
                       (TendrilInstruction) { TENDRIL_OPCODE_JUMP_UNLESS, condition });
  g_array_append_val (self->blocks, block);
  release_arguments (self, index, instruction);
}

static void
emit_move (Emitter                    *self,
           const TendrilIrInstruction *instruction,
           guint16                     to,
           guint16                     from)
{
  guint n = tendril_type_get_n_slots (instruction->type);

  if (to != from)
    append (self, instruction,
            (TendrilInstruction) { n == 1 ? TENDRIL_OPCODE_MOVE : TENDRIL_OPCODE_MOVE_STRUCT, to,
                                   .b = from, .c = n });
}

static void
complete_jump (Emitter *self,
               guint    jump)
{
  g_array_index (self->instructions, TendrilInstruction, jump).target = self->instructions->len;
}

static void
emit_else (Emitter                    *self,
           guint32                     index,
           const TendrilIrInstruction *instruction)
{
  OpenBlock *block = &g_array_index (self->blocks, OpenBlock, self->blocks->len - 1);
  guint16 value = argument_register (self, instruction, 0);
  guint jump;

  /* Runs of registers may overlap only as a whole. */
  block->result = tendril_type_get_n_slots (instruction->type) == 1
                    ? define (self, index, instruction)
                    : define_apart (self, index, instruction);
  emit_move (self, instruction, block->result, value);
  jump = append (self, instruction, (TendrilInstruction) { TENDRIL_OPCODE_JUMP });
  complete_jump (self, block->jump);
  block->jump = jump;
}

static void
emit_end (Emitter                    *self,
          guint32                     index,
          const TendrilIrInstruction *instruction)
{
  OpenBlock *block = &g_array_index (self->blocks, OpenBlock, self->blocks->len - 1);

  emit_move (self, instruction, block->result, argument_register (self, instruction, 0));
  complete_jump (self, block->jump);
  release_arguments (self, index, instruction);
  self->registers[index] = block->result;
  g_array_set_size (self->blocks, self->blocks->len - 1);
}

static void
emit_field (Emitter                    *self,
            guint32                     index,
            const TendrilIrInstruction *instruction)
{
  gboolean is_bool = instruction->type == tendril_type_bool ();
  TendrilInstruction code = {
    .opcode = is_bool ? TENDRIL_OPCODE_LOAD_BOOL : TENDRIL_OPCODE_LOAD_WORD,
    .b = argument_register (self, instruction, 0),
    .c = instruction->field->offset,
  };

  code.a = define (self, index, instruction);
  append (self, instruction, code);
}

/* Bytes that belong to no field are 0. */
static void
emit_struct (Emitter                    *self,
             guint32                     index,
             const TendrilIrInstruction *instruction)
{
  guint16 registers[TENDRIL_MAX_PARAMETERS];
  TendrilPayload zero = { 0 };
  guint16 result;

  for (guint i = 0; i < instruction->n_arguments; i++)
    registers[i] = argument_register (self, instruction, i);
  result = define_apart (self, index, instruction);

  for (guint i = 0; i < tendril_type_get_n_slots (instruction->type); i++)
    append (self, instruction, (TendrilInstruction) { TENDRIL_OPCODE_CONSTANT, result + i,
                                                      .target = self->constants->len });
  g_array_append_val (self->constants, zero);
  for (guint i = 0; i < instruction->n_arguments; i++)
    {
      const TendrilField *field = tendril_type_get_field (instruction->type, i);
      gboolean is_bool = field->type == tendril_type_bool ();

      append (self, instruction,
              (TendrilInstruction) {
                is_bool ? TENDRIL_OPCODE_STORE_BOOL : TENDRIL_OPCODE_STORE_WORD, result,
                .b = registers[i], .c = field->offset });
    }
}

static const EmitFunc emit_funcs[] = {
  [TENDRIL_IR_PARAMETER] = emit_parameter, [TENDRIL_IR_CONSTANT] = emit_constant,
  [TENDRIL_IR_INTRINSIC] = emit_intrinsic, [TENDRIL_IR_NATIVE] = emit_call,
  [TENDRIL_IR_CLOSURE] = emit_call,        [TENDRIL_IR_FIELD] = emit_field,
  [TENDRIL_IR_STRUCT] = emit_struct,
  [TENDRIL_IR_IF] = emit_if,               [TENDRIL_IR_ELSE] = emit_else,
  [TENDRIL_IR_END] = emit_end,
};

static gboolean
has_value (TendrilIrKind kind)
{
  return kind != TENDRIL_IR_IF && kind != TENDRIL_IR_ELSE;
}

static void
emit_all (Emitter *self)
{
  const TendrilIr *ir = self->ir;

  for (guint i = 0; i < ir->instructions->len; i++)
    {
      const TendrilIrInstruction *instruction = tendril_ir_get (ir, i);

      emit_funcs[instruction->kind](self, i, instruction);
      if (has_value (instruction->kind))
        release_if_dead (self, i, i);
    }

  append (self, tendril_ir_get (ir, ir->instructions->len - 1),
          (TendrilInstruction) { TENDRIL_OPCODE_RETURN, self->registers[ir->result] });
}

static void
keep_trees (TendrilCode *code)
{
  code->trees = g_ptr_array_new_with_free_func ((GDestroyNotify) tendril_tree_unref);

  for (guint i = 0; i < code->n_instructions; i++)
    {
      TendrilTree *tree = code->places[i].tree;

      if (!g_ptr_array_find (code->trees, tree, NULL))
        g_ptr_array_add (code->trees, tendril_tree_ref (tree));
    }
}

static gboolean
check_registers (const TendrilIr    *ir,
                 const TendrilCode  *code,
                 GError            **error)
{
  const TendrilIrInstruction *last = tendril_ir_get (ir, ir->instructions->len - 1);

  if (code->n_registers <= G_MAXUINT16)
    return TRUE;

  return tendril_source_fail (last->tree->source, last->mark, TENDRIL_ERROR_TOO_COMPLEX, NULL,
                              error, "the function needs more than %d registers", G_MAXUINT16);
}

TendrilCode *
tendril_code_new (const TendrilIr  *ir,
                  GError          **error)
{
  TendrilCode *code = g_new0 (TendrilCode, 1);
  Emitter self = { .ir = ir, .code = code };

  self.last_uses = g_new (guint32, ir->instructions->len);
  self.registers = g_new (guint16, ir->instructions->len);
  self.instructions = g_array_new (FALSE, FALSE, sizeof (TendrilInstruction));
  self.places = g_array_new (FALSE, FALSE, sizeof (TendrilPlace));
  self.constants = g_array_new (FALSE, FALSE, sizeof (TendrilPayload));
  self.calls = g_array_new (FALSE, FALSE, sizeof (TendrilCall));
  self.blocks = g_array_new (FALSE, FALSE, sizeof (OpenBlock));
  find_last_uses (&self);
  emit_all (&self);

  code->result_type = ir->result_type;
  code->n_instructions = self.instructions->len;
  code->n_calls = self.calls->len;
  code->instructions = (TendrilInstruction *) g_array_free (self.instructions, FALSE);
  code->places = (TendrilPlace *) g_array_free (self.places, FALSE);
  code->constants = (TendrilPayload *) g_array_free (self.constants, FALSE);
  code->calls = (TendrilCall *) g_array_free (self.calls, FALSE);
  g_array_unref (self.blocks);
  for (guint i = 0; i < G_N_ELEMENTS (self.free_registers); i++)
    g_clear_pointer (&self.free_registers[i], g_array_unref);
  g_free (self.registers);
  g_free (self.last_uses);
  keep_trees (code);
  if (!check_registers (ir, code, error))
    g_clear_pointer (&code, tendril_code_free);

  return code;
}

void
tendril_code_free (TendrilCode *self)
{
  for (guint i = 0; i < self->n_calls; i++)
    tendril_call_clear (&self->calls[i]);
  g_clear_pointer (&self->compiled, tendril_backend_code_free);
  g_ptr_array_unref (self->trees);
  g_clear_pointer (&self->owners, g_ptr_array_unref);
  g_free (self->calls);
  g_free (self->constants);
  g_free (self->places);
  g_free (self->instructions);
  g_free (self);
}
