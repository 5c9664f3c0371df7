/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-block-private.h"

#include "tendril-limits-private.h"

/* More would no longer be in the cache, and the scalar code is as fast. */
#define MAX_REGISTERS 512

/* Both sides of a branch are computed for all elements, and the value is selected at its end. Where
 * a side can fail, calls or is dear, it has a mask: it is skipped where no element needs it. */
typedef struct
{
  guint32 condition;
  guint32 then_value;
  guint16 mask;
  guint16 outer_mask;
  gboolean is_masked;
  guint jump;
} Branch;

typedef struct
{
  const TendrilIr *ir;
  TendrilBlockCode *code;
  gboolean strict;
  guint32 *last_uses;
  guint16 *registers;
  /* Of values that are the same for all elements. */
  gboolean *uniform;
  /* Of ifs. */
  gboolean *masked;
  GArray *free_registers;
  GArray *branches;
  guint16 mask;
  gboolean failed;
} Emitter;

static Branch *
innermost (GArray *branches)
{
  return &g_array_index (branches, Branch, branches->len - 1);
}

static gboolean
is_checked (TendrilIntrinsic intrinsic)
{
  return intrinsic == TENDRIL_INTRINSIC_INT_FLOOR_DIVIDE ||
         intrinsic == TENDRIL_INTRINSIC_INT_MODULO;
}

static gboolean
is_dear (const TendrilIrInstruction *instruction)
{
  if (instruction->kind != TENDRIL_IR_INTRINSIC)
    return instruction->kind == TENDRIL_IR_NATIVE;

  return is_checked (instruction->intrinsic) ||
         instruction->intrinsic == TENDRIL_INTRINSIC_FLOAT_POWER ||
         instruction->intrinsic == TENDRIL_INTRINSIC_FLOAT_MODULO ||
         instruction->intrinsic == TENDRIL_INTRINSIC_FLOAT_FLOOR_DIVIDE ||
         instruction->intrinsic == TENDRIL_INTRINSIC_INT_DIVIDE ||
         instruction->intrinsic == TENDRIL_INTRINSIC_INT_POWER;
}

static gboolean
is_scalar (TendrilType *type)
{
  return tendril_type_get_kind (type) <= TENDRIL_KIND_FLOAT64;
}

static void
use (Emitter *self,
     guint32  value,
     guint32  index)
{
  self->last_uses[value] = index;
}

/* A value, or a condition, that a branch needs lives until its end. */
static void
analyse_branch (Emitter                    *self,
                GArray                     *open,
                guint32                     index,
                const TendrilIrInstruction *instruction)
{
  guint32 argument = tendril_ir_get_argument (self->ir, instruction, 0);

  if (instruction->kind == TENDRIL_IR_IF)
    g_array_append_val (open, index);
  else if (instruction->kind == TENDRIL_IR_END)
    {
      const TendrilIrInstruction *test =
        tendril_ir_get (self->ir, g_array_index (open, guint32, open->len - 1));

      use (self, tendril_ir_get_argument (self->ir, test, 0), index);
      use (self, innermost (self->branches)->then_value, index);
      g_array_set_size (open, open->len - 1);
      g_array_set_size (self->branches, self->branches->len - 1);
    }
  else
    {
      Branch branch = { .then_value = argument };

      g_array_append_val (self->branches, branch);
    }
}

static gboolean
analyse (Emitter *self)
{
  const TendrilIr *ir = self->ir;
  g_autoptr (GArray) open = g_array_new (FALSE, FALSE, sizeof (guint32));

  for (guint32 i = 0; i < ir->instructions->len; i++)
    {
      const TendrilIrInstruction *instruction = tendril_ir_get (ir, i);
      gboolean is_branch = instruction->kind == TENDRIL_IR_IF ||
                           instruction->kind == TENDRIL_IR_ELSE ||
                           instruction->kind == TENDRIL_IR_END;

      if (!is_scalar (instruction->type))
        return FALSE;
      use (self, i, i);
      for (guint j = 0; j < instruction->n_arguments; j++)
        use (self, tendril_ir_get_argument (ir, instruction, j), i);
      if (is_branch)
        analyse_branch (self, open, i, instruction);
      for (guint j = 0; j < open->len && is_dear (instruction); j++)
        self->masked[g_array_index (open, guint32, j)] = TRUE;
    }

  use (self, ir->result, ir->instructions->len);
  return TRUE;
}

static guint16
take_register (Emitter *self)
{
  guint16 taken;

  if (self->free_registers->len == 0)
    {
      self->failed |= self->code->n_registers >= MAX_REGISTERS;
      return self->failed ? 0 : self->code->n_registers++;
    }

  taken = g_array_index (self->free_registers, guint16, self->free_registers->len - 1);
  g_array_set_size (self->free_registers, self->free_registers->len - 1);
  return taken;
}

/* Parameters have registers of their own, which may be the caller's memory. */
static void
release (Emitter *self,
         guint16  released)
{
  if (released >= self->code->n_parameters)
    g_array_append_val (self->free_registers, released);
}

static void
release_dead (Emitter *self,
              guint32  value,
              guint32  index)
{
  if (self->last_uses[value] != index || self->uniform[value])
    return;

  self->last_uses[value] = G_MAXUINT32;
  release (self, self->registers[value]);
}

static guint16
argument (const Emitter              *self,
          const TendrilIrInstruction *instruction,
          guint                       i)
{
  return self->registers[tendril_ir_get_argument (self->ir, instruction, i)];
}

/* A new register where the value is the same for all elements, since it outlives each block, and for
 * what the last instruction writes to the output. */
static guint16
define (Emitter                    *self,
        guint32                     index,
        const TendrilIrInstruction *instruction)
{
  gboolean is_last = index + 1 == self->ir->instructions->len && index == self->ir->result &&
                     !self->code->result_is_bool && !self->uniform[index] &&
                     (instruction->kind != TENDRIL_IR_NATIVE);

  for (guint i = 0; i < instruction->n_arguments; i++)
    release_dead (self, tendril_ir_get_argument (self->ir, instruction, i), index);

  if (is_last || self->uniform[index])
    {
      self->code->writes_output = is_last;
      self->failed |= self->code->n_registers >= MAX_REGISTERS;
      self->registers[index] = self->failed ? 0 : self->code->n_registers++;
    }
  else
    self->registers[index] = take_register (self);

  return self->registers[index];
}

static guint
append (Emitter                 *self,
        gboolean                 uniform,
        TendrilBlockInstruction  instruction)
{
  GArray *to = uniform ? self->code->prologue : self->code->instructions;

  g_array_append_val (to, instruction);
  return to->len - 1;
}

static gboolean
has_uniform_arguments (const Emitter              *self,
                       const TendrilIrInstruction *instruction)
{
  for (guint i = 0; i < instruction->n_arguments; i++)
    {
      if (!self->uniform[tendril_ir_get_argument (self->ir, instruction, i)])
        return FALSE;
    }

  return TRUE;
}

static void
emit_parameter (Emitter                    *self,
                guint32                     index,
                const TendrilIrInstruction *instruction)
{
  guint64 bit = G_GUINT64_CONSTANT (1) << instruction->parameter;

  self->registers[index] = instruction->parameter;
  self->uniform[index] = (self->code->broadcast & bit) != 0;
  if (tendril_type_get_kind (instruction->type) == TENDRIL_KIND_BOOL)
    self->code->bools |= bit;
}

static void
emit_constant (Emitter                    *self,
               guint32                     index,
               const TendrilIrInstruction *instruction)
{
  TendrilBlockConstant constant = { .constant = instruction->constant };

  self->uniform[index] = TRUE;
  constant.value = define (self, index, instruction);
  g_array_append_val (self->code->constants, constant);
}

static void
emit_intrinsic (Emitter                    *self,
                guint32                     index,
                const TendrilIrInstruction *instruction)
{
  TendrilBlockInstruction code = {
    .opcode = is_checked (instruction->intrinsic) ? TENDRIL_BLOCK_CHECKED : TENDRIL_BLOCK_LOOP,
    .b = argument (self, instruction, 0),
    .c = argument (self, instruction, instruction->n_arguments - 1),
    .mask = self->mask,
    .function = self->code->loops->intrinsics[instruction->intrinsic],
  };
  gpointer vector = NULL;

  if (instruction->intrinsic == TENDRIL_INTRINSIC_FLOAT_POWER && !self->strict)
    vector = tendril_block_find_vector (self->code->loops, "pow", 2);
  if (vector != NULL)
    {
      code.opcode = TENDRIL_BLOCK_VECTOR;
      code.index = 2;
      code.function = vector;
    }

  self->uniform[index] = !is_checked (instruction->intrinsic) &&
                         has_uniform_arguments (self, instruction);
  code.a = define (self, index, instruction);
  append (self, self->uniform[index], code);
}

static gpointer
find_vector (const Emitter              *self,
             const TendrilIrInstruction *instruction)
{
  const TendrilOverload *overload = instruction->overload;

  if (self->strict || overload->owner != NULL)
    return NULL;

  return tendril_block_find_vector (self->code->loops, overload->name, instruction->n_arguments);
}

static void
add_call (Emitter                    *self,
          const TendrilIrInstruction *instruction)
{
  TendrilCall call = {
    .function = instruction->overload->function,
    .n_arguments = instruction->n_arguments,
    .arguments = g_new (guint16, 2 * instruction->n_arguments),
    .result = instruction->n_arguments,
  };

  /* First where the trampoline finds them, then in which registers they are. */
  for (guint i = 0; i < instruction->n_arguments; i++)
    {
      self->failed |= !is_scalar (instruction->parameters[i]);
      call.arguments[i] = i;
      call.arguments[instruction->n_arguments + i] = argument (self, instruction, i);
    }
  if (!self->failed)
    tendril_call_prepare (&call, instruction->type, instruction->parameters, FALSE);
  g_array_append_val (self->code->calls, call);
}

static void
emit_native (Emitter                    *self,
             guint32                     index,
             const TendrilIrInstruction *instruction)
{
  gboolean is_pure = (instruction->overload->flags & TENDRIL_OVERLOAD_PURE) != 0;
  gboolean may_raise = (instruction->overload->flags & TENDRIL_OVERLOAD_MAY_RAISE) != 0;
  TendrilBlockInstruction code = { .opcode = TENDRIL_BLOCK_CALL, .mask = self->mask };
  gpointer vector = find_vector (self, instruction);

  /* The scalar code takes its place. */
  self->failed |= may_raise;
  if (vector != NULL)
    {
      code.opcode = TENDRIL_BLOCK_VECTOR;
      code.function = vector;
      code.index = instruction->n_arguments;
      code.b = argument (self, instruction, 0);
      code.c = argument (self, instruction, instruction->n_arguments - 1);
    }
  else
    {
      code.index = self->code->calls->len;
      add_call (self, instruction);
    }

  self->uniform[index] = is_pure && self->branches->len == 0 &&
                         has_uniform_arguments (self, instruction);
  code.a = define (self, index, instruction);
  append (self, self->uniform[index], code);
}

static void
emit_if (Emitter                    *self,
         guint32                     index,
         const TendrilIrInstruction *instruction)
{
  Branch branch = {
    .condition = tendril_ir_get_argument (self->ir, instruction, 0),
    .outer_mask = self->mask,
    .is_masked = self->masked[index],
  };

  if (branch.is_masked)
    {
      branch.mask = self->mask = take_register (self);
      branch.jump = append (self, FALSE, (TendrilBlockInstruction) {
        TENDRIL_BLOCK_MASK, branch.mask, self->registers[branch.condition], branch.outer_mask });
    }
  g_array_append_val (self->branches, branch);
}

static void
complete_jump (Emitter *self,
               guint    jump)
{
  GArray *instructions = self->code->instructions;

  g_array_index (instructions, TendrilBlockInstruction, jump).target = instructions->len;
}

static void
emit_else (Emitter                    *self,
           guint32                     index,
           const TendrilIrInstruction *instruction)
{
  Branch *branch = innermost (self->branches);

  branch->then_value = tendril_ir_get_argument (self->ir, instruction, 0);
  if (!branch->is_masked)
    return;

  complete_jump (self, branch->jump);
  branch->jump = append (self, FALSE, (TendrilBlockInstruction) {
    TENDRIL_BLOCK_MASK_NOT, branch->mask, self->registers[branch->condition],
    branch->outer_mask });
}

static void
emit_end (Emitter                    *self,
          guint32                     index,
          const TendrilIrInstruction *instruction)
{
  Branch branch = *innermost (self->branches);
  guint32 value = tendril_ir_get_argument (self->ir, instruction, 0);
  TendrilBlockInstruction code = {
    .opcode = TENDRIL_BLOCK_SELECT,
    .mask = self->registers[branch.condition],
    .b = self->registers[branch.then_value],
    .c = self->registers[value],
  };

  g_array_set_size (self->branches, self->branches->len - 1);
  self->mask = branch.outer_mask;
  if (branch.is_masked)
    {
      complete_jump (self, branch.jump);
      release (self, branch.mask);
    }
  release_dead (self, branch.condition, index);
  release_dead (self, branch.then_value, index);
  code.a = define (self, index, instruction);
  append (self, FALSE, code);
}

typedef void (*EmitFunc) (Emitter *self, guint32 index, const TendrilIrInstruction *instruction);

/* A kind that is not here is left to the scalar code. */
static const EmitFunc emit_funcs[] = {
  [TENDRIL_IR_PARAMETER] = emit_parameter, [TENDRIL_IR_CONSTANT] = emit_constant,
  [TENDRIL_IR_INTRINSIC] = emit_intrinsic, [TENDRIL_IR_NATIVE] = emit_native,
  [TENDRIL_IR_IF] = emit_if,               [TENDRIL_IR_ELSE] = emit_else,
  [TENDRIL_IR_END] = emit_end,
};

static void
emit_all (Emitter *self)
{
  const TendrilIr *ir = self->ir;

  for (guint32 i = 0; i < ir->instructions->len && !self->failed; i++)
    {
      const TendrilIrInstruction *instruction = tendril_ir_get (ir, i);
      EmitFunc emit = instruction->kind < G_N_ELEMENTS (emit_funcs)
                        ? emit_funcs[instruction->kind] : NULL;

      self->failed |= emit == NULL;
      if (emit == NULL)
        return;
      emit (self, i, instruction);
      if (instruction->kind != TENDRIL_IR_IF && instruction->kind != TENDRIL_IR_ELSE)
        release_dead (self, i, i);
    }

  self->code->result = self->registers[ir->result];
}

TendrilBlockCode *
tendril_block_code_new (const TendrilIr *ir,
                        guint64          broadcast,
                        gboolean         strict)
{
  TendrilBlockCode *code = g_new0 (TendrilBlockCode, 1);
  guint n = ir->instructions->len;
  Emitter self = { .ir = ir, .code = code, .strict = strict, .mask = TENDRIL_NO_REGISTER };

  code->loops = tendril_block_loops_get ();
  code->n_parameters = code->n_registers = ir->n_parameters;
  code->broadcast = broadcast;
  code->result_is_bool = tendril_type_get_kind (ir->result_type) == TENDRIL_KIND_BOOL;
  code->prologue = g_array_new (FALSE, FALSE, sizeof (TendrilBlockInstruction));
  code->instructions = g_array_new (FALSE, FALSE, sizeof (TendrilBlockInstruction));
  code->constants = g_array_new (FALSE, FALSE, sizeof (TendrilBlockConstant));
  code->calls = g_array_new (FALSE, FALSE, sizeof (TendrilCall));
  g_array_set_clear_func (code->calls, (GDestroyNotify) tendril_call_clear);

  self.last_uses = g_new (guint32, n);
  self.registers = g_new0 (guint16, n);
  self.uniform = g_new0 (gboolean, n);
  self.masked = g_new0 (gboolean, n);
  self.free_registers = g_array_new (FALSE, FALSE, sizeof (guint16));
  self.branches = g_array_new (FALSE, FALSE, sizeof (Branch));
  self.failed = !analyse (&self);
  g_array_set_size (self.branches, 0);
  if (!self.failed)
    emit_all (&self);

  g_array_unref (self.branches);
  g_array_unref (self.free_registers);
  g_free (self.masked);
  g_free (self.uniform);
  g_free (self.registers);
  g_free (self.last_uses);
  if (self.failed)
    g_clear_pointer (&code, tendril_block_code_free);

  return code;
}

void
tendril_block_code_free (TendrilBlockCode *self)
{
  g_array_unref (self->prologue);
  g_array_unref (self->instructions);
  g_array_unref (self->constants);
  g_array_unref (self->calls);
  g_free (self);
}
