/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-llvm-emitter.h"

#include <string.h>

typedef void (*EmitFunc) (TendrilLlvmEmitter              *self,
                          guint32                          number,
                          const TendrilBackendInstruction *instruction);

LLVMTypeRef
tendril_llvm_element_type (const TendrilLlvmEmitter *self,
                           TendrilBackendType        type)
{
  if (type == TENDRIL_BACKEND_FLOAT64)
    return LLVMDoubleTypeInContext (self->context);
  return type == TENDRIL_BACKEND_INT64 ? LLVMInt64TypeInContext (self->context)
                                       : LLVMInt1TypeInContext (self->context);
}

static LLVMTypeRef
widen (const TendrilLlvmEmitter *self,
       LLVMTypeRef               element)
{
  return self->width == 1 ? element : LLVMVectorType (element, self->width);
}

LLVMTypeRef
tendril_llvm_value_type (const TendrilLlvmEmitter *self,
                         TendrilBackendType        type)
{
  return widen (self, tendril_llvm_element_type (self, type));
}

/* A bool is a byte in an array. */
static LLVMTypeRef
storage_type (const TendrilLlvmEmitter *self,
              TendrilBackendType        type)
{
  return type == TENDRIL_BACKEND_BOOL ? LLVMInt8TypeInContext (self->context)
                                      : tendril_llvm_element_type (self, type);
}

LLVMValueRef
tendril_llvm_splat (const TendrilLlvmEmitter *self,
                    LLVMValueRef              element)
{
  LLVMTypeRef i32 = LLVMInt32TypeInContext (self->context);
  LLVMTypeRef type = LLVMVectorType (LLVMTypeOf (element), self->width);
  LLVMValueRef first;

  if (self->width == 1)
    return element;

  first = LLVMBuildInsertElement (self->builder, LLVMGetUndef (type), element,
                                  LLVMConstNull (i32), "");
  return LLVMBuildShuffleVector (self->builder, first, LLVMGetUndef (type),
                                 LLVMConstNull (LLVMVectorType (i32, self->width)), "");
}

static LLVMValueRef
constant (const TendrilLlvmEmitter *self,
          LLVMValueRef              element)
{
  LLVMValueRef elements[64];

  for (guint i = 0; i < self->width; i++)
    elements[i] = element;

  return self->width == 1 ? element : LLVMConstVector (elements, self->width);
}

LLVMValueRef
tendril_llvm_int (const TendrilLlvmEmitter *self,
                  gint64                    number)
{
  return constant (self, LLVMConstInt (LLVMInt64TypeInContext (self->context), number, TRUE));
}

LLVMValueRef
tendril_llvm_float (const TendrilLlvmEmitter *self,
                    double                    number)
{
  gint64 bits;

  /* By its bits: LLVMConstReal() would make every NaN the same. */
  memcpy (&bits, &number, sizeof bits);
  return constant (self, LLVMConstBitCast (LLVMConstInt (LLVMInt64TypeInContext (self->context),
                                                         bits, FALSE),
                                           LLVMDoubleTypeInContext (self->context)));
}

/* A bool is an int64 wherever one is wanted, and the other way round. */
LLVMValueRef
tendril_llvm_coerce (const TendrilLlvmEmitter *self,
                     TendrilLlvmValue          value,
                     TendrilBackendType        type)
{
  if (value.type == type)
    return value.value;
  if (value.type == TENDRIL_BACKEND_BOOL && type == TENDRIL_BACKEND_INT64)
    return LLVMBuildZExt (self->builder, value.value, tendril_llvm_value_type (self, type), "");
  if (value.type == TENDRIL_BACKEND_INT64 && type == TENDRIL_BACKEND_BOOL)
    return LLVMBuildICmp (self->builder, LLVMIntNE, value.value, tendril_llvm_int (self, 0), "");

  g_assert_not_reached ();
}

LLVMValueRef
tendril_llvm_any (const TendrilLlvmEmitter *self,
                  LLVMValueRef              mask)
{
  LLVMTypeRef type = LLVMIntTypeInContext (self->context, self->width);

  if (self->width == 1)
    return mask;

  return LLVMBuildICmp (self->builder, LLVMIntNE,
                        LLVMBuildBitCast (self->builder, mask, type, ""), LLVMConstNull (type), "");
}

LLVMBasicBlockRef
tendril_llvm_add_block (const TendrilLlvmEmitter *self,
                        const char               *name)
{
  return LLVMAppendBasicBlockInContext (self->context, self->function, name);
}

LLVMValueRef
tendril_llvm_phi (const TendrilLlvmEmitter *self,
                  LLVMValueRef              a,
                  LLVMBasicBlockRef         from_a,
                  LLVMValueRef              b,
                  LLVMBasicBlockRef         from_b)
{
  LLVMValueRef phi = LLVMBuildPhi (self->builder, LLVMTypeOf (a), "");
  LLVMValueRef values[] = { a, b };
  LLVMBasicBlockRef blocks[] = { from_a, from_b };

  LLVMAddIncoming (phi, values, blocks, 2);
  return phi;
}

/* The value of an instruction; what was computed in a side that was jumped around is gone. */
TendrilLlvmValue
tendril_llvm_get (TendrilLlvmEmitter *self,
                  guint32             number)
{
  if (!g_array_index (self->open_scopes, guint8, self->scopes[number]))
    self->declined = TRUE;

  return self->values[number];
}

static void
set (TendrilLlvmEmitter *self,
     guint32             number,
     LLVMValueRef        value,
     TendrilBackendType  type)
{
  self->values[number] = (TendrilLlvmValue) { value, type };
}

static void
emit_parameter (TendrilLlvmEmitter              *self,
                guint32                          number,
                const TendrilBackendInstruction *instruction)
{
  /* They were loaded at the start. */
}

static void
emit_constant (TendrilLlvmEmitter              *self,
               guint32                          number,
               const TendrilBackendInstruction *instruction)
{
  LLVMValueRef value;

  if (instruction->type == TENDRIL_BACKEND_FLOAT64)
    value = tendril_llvm_float (self, instruction->float_constant);
  else if (instruction->type == TENDRIL_BACKEND_INT64)
    value = tendril_llvm_int (self, instruction->int_constant);
  else
    value = constant (self, LLVMConstInt (LLVMInt1TypeInContext (self->context),
                                          instruction->int_constant != 0, FALSE));
  set (self, number, value, instruction->type);
}

static void
emit_operation (TendrilLlvmEmitter              *self,
                guint32                          number,
                const TendrilBackendInstruction *instruction)
{
  set (self, number, tendril_llvm_emit_operation (self, instruction),
       tendril_llvm_operation_result (instruction->operation));
}

static void
emit_call (TendrilLlvmEmitter              *self,
           guint32                          number,
           const TendrilBackendInstruction *instruction)
{
  g_autofree TendrilLlvmValue *arguments = g_new (TendrilLlvmValue, instruction->n_arguments);

  for (guint i = 0; i < instruction->n_arguments; i++)
    arguments[i] = tendril_llvm_get (self, instruction->arguments[i]);
  set (self, number, tendril_llvm_emit_call (self, instruction->call, arguments),
       instruction->call->result);
}

static gboolean
is_heavy (const TendrilBackendInstruction *instruction)
{
  return instruction->kind == TENDRIL_BACKEND_CALL ||
         (instruction->kind == TENDRIL_BACKEND_OPERATION &&
          tendril_llvm_operation_is_heavy (instruction->operation));
}

/* Whether something that costs comes before the end of the side that begins at @start. Looks no
 * further than it must: the sides of a long chain are nested in each other. */
static gboolean
side_is_heavy (const TendrilBackendIr *ir,
               guint32                 start)
{
  guint depth = 0;

  for (guint32 i = start; i < ir->n_instructions && i < start + 64; i++)
    {
      const TendrilBackendInstruction *instruction = &ir->instructions[i];

      if (is_heavy (instruction))
        return TRUE;
      if (instruction->kind == TENDRIL_BACKEND_IF)
        depth++;
      else if (depth == 0 && (instruction->kind == TENDRIL_BACKEND_ELSE ||
                              instruction->kind == TENDRIL_BACKEND_END))
        return FALSE;
      else if (instruction->kind == TENDRIL_BACKEND_END)
        depth--;
    }

  return TRUE;
}

static TendrilLlvmBranch *
top (TendrilLlvmEmitter *self)
{
  return &g_array_index (self->branches, TendrilLlvmBranch, self->branches->len - 1);
}

/* A side in which something costs is skipped where no element takes it. */
static void
begin_side (TendrilLlvmEmitter *self,
            guint32             start,
            gboolean            is_then)
{
  const guint8 open = TRUE;
  TendrilLlvmBranch *branch = top (self);
  LLVMValueRef mask = is_then ? branch->condition
                              : LLVMBuildNot (self->builder, branch->condition, "");
  LLVMBasicBlockRef side;

  if (branch->outer_mask != NULL)
    mask = LLVMBuildAnd (self->builder, mask, branch->outer_mask, "");
  self->mask = mask;
  branch->before = NULL;
  if (!side_is_heavy (self->job->ir, start))
    return;

  side = tendril_llvm_add_block (self, is_then ? "then" : "otherwise");
  branch->before = LLVMGetInsertBlock (self->builder);
  branch->after = tendril_llvm_add_block (self, "join");
  LLVMBuildCondBr (self->builder, tendril_llvm_any (self, mask), side, branch->after);
  LLVMPositionBuilderAtEnd (self->builder, side);
  branch->outer_scope = self->scope;
  self->scope = self->open_scopes->len;
  g_array_append_val (self->open_scopes, open);
}

static LLVMValueRef
end_side (TendrilLlvmEmitter              *self,
          const TendrilBackendInstruction *instruction)
{
  TendrilLlvmBranch *branch = top (self);
  LLVMValueRef value =
    tendril_llvm_coerce (self, tendril_llvm_get (self, instruction->arguments[0]), instruction->type);
  LLVMBasicBlockRef end;

  if (branch->before == NULL)
    return value;

  end = LLVMGetInsertBlock (self->builder);
  LLVMBuildBr (self->builder, branch->after);
  LLVMPositionBuilderAtEnd (self->builder, branch->after);
  g_array_index (self->open_scopes, guint8, self->scope) = FALSE;
  self->scope = branch->outer_scope;

  return tendril_llvm_phi (self, value, end, LLVMConstNull (LLVMTypeOf (value)), branch->before);
}

static void
emit_if (TendrilLlvmEmitter              *self,
         guint32                          number,
         const TendrilBackendInstruction *instruction)
{
  TendrilLlvmBranch branch = {
    .condition =
      tendril_llvm_coerce (self, tendril_llvm_get (self, instruction->arguments[0]), TENDRIL_BACKEND_BOOL),
    .outer_mask = self->mask,
  };

  g_array_append_val (self->branches, branch);
  begin_side (self, number + 1, TRUE);
}

static void
emit_else (TendrilLlvmEmitter              *self,
           guint32                          number,
           const TendrilBackendInstruction *instruction)
{
  LLVMValueRef value = end_side (self, instruction);

  top (self)->then_value = value;
  begin_side (self, number + 1, FALSE);
}

static void
emit_end (TendrilLlvmEmitter              *self,
          guint32                          number,
          const TendrilBackendInstruction *instruction)
{
  LLVMValueRef value = end_side (self, instruction);
  TendrilLlvmBranch *branch = top (self);

  self->mask = branch->outer_mask;
  set (self, number,
       LLVMBuildSelect (self->builder, branch->condition, branch->then_value, value, ""),
       instruction->type);
  g_array_set_size (self->branches, self->branches->len - 1);
}

static const EmitFunc emit_funcs[] = {
  [TENDRIL_BACKEND_PARAMETER] = emit_parameter, [TENDRIL_BACKEND_CONSTANT] = emit_constant,
  [TENDRIL_BACKEND_OPERATION] = emit_operation, [TENDRIL_BACKEND_CALL] = emit_call,
  [TENDRIL_BACKEND_IF] = emit_if,               [TENDRIL_BACKEND_ELSE] = emit_else,
  [TENDRIL_BACKEND_END] = emit_end,
};

static gboolean
is_known_call (const TendrilBackendCall *call)
{
  gboolean known = call->result != TENDRIL_BACKEND_OTHER;

  for (guint i = 0; i < call->n_parameters; i++)
    known = known && call->parameters[i] != TENDRIL_BACKEND_OTHER;

  return known;
}

static gboolean
is_known (const TendrilBackendIr *ir)
{
  if (ir->result_type == TENDRIL_BACKEND_OTHER)
    return FALSE;

  for (guint i = 0; i < ir->n_instructions; i++)
    {
      const TendrilBackendInstruction *instruction = &ir->instructions[i];

      if (instruction->kind == TENDRIL_BACKEND_UNKNOWN ||
          instruction->kind >= G_N_ELEMENTS (emit_funcs) ||
          instruction->type == TENDRIL_BACKEND_OTHER ||
          (instruction->kind == TENDRIL_BACKEND_CALL && !is_known_call (instruction->call)))
        return FALSE;
    }

  return TRUE;
}

static LLVMValueRef
element_at (const TendrilLlvmEmitter *self,
            LLVMValueRef              pointer,
            TendrilBackendType        type)
{
  return LLVMBuildInBoundsGEP2 (self->builder, storage_type (self, type), pointer,
                                (LLVMValueRef[]) { self->index }, 1, "");
}

static LLVMValueRef
load (const TendrilLlvmEmitter *self,
      LLVMTypeRef               type,
      LLVMValueRef              pointer,
      TendrilBackendType        element)
{
  LLVMValueRef value = LLVMBuildLoad2 (self->builder, type, pointer, "");

  LLVMSetAlignment (value, element == TENDRIL_BACKEND_BOOL ? 1 : 8);
  if (element == TENDRIL_BACKEND_BOOL)
    value = LLVMBuildICmp (self->builder, LLVMIntNE, value, LLVMConstNull (type), "");
  return value;
}

static gboolean
is_broadcast (const TendrilLlvmEmitter *self,
              guint                     parameter)
{
  return (self->job->broadcast >> parameter & 1) != 0;
}

/* The pointers of the inputs, and the values of those that are broadcast, before the loop. */
static void
load_pointers (TendrilLlvmEmitter *self,
               LLVMValueRef       *pointers)
{
  const TendrilBackendIr *ir = self->job->ir;
  LLVMTypeRef pointer = LLVMPointerTypeInContext (self->context, 0);
  LLVMTypeRef i64 = LLVMInt64TypeInContext (self->context);

  for (guint i = 0; i < ir->n_parameters; i++)
    {
      LLVMValueRef index = LLVMConstInt (i64, i, FALSE);
      LLVMValueRef place = LLVMBuildInBoundsGEP2 (self->builder, pointer,
                                                  LLVMGetParam (self->function, 0), &index, 1, "");

      pointers[i] = LLVMBuildLoad2 (self->builder, pointer, place, "");
      if (is_broadcast (self, i))
        set (self, i,
             tendril_llvm_splat (self, load (self, storage_type (self, ir->parameters[i]),
                                             pointers[i], ir->parameters[i])),
             ir->parameters[i]);
    }
}

static void
load_elements (TendrilLlvmEmitter *self,
               LLVMValueRef       *pointers)
{
  const TendrilBackendIr *ir = self->job->ir;

  for (guint i = 0; i < ir->n_parameters; i++)
    if (!is_broadcast (self, i))
      set (self, i,
           load (self, widen (self, storage_type (self, ir->parameters[i])),
                 element_at (self, pointers[i], ir->parameters[i]), ir->parameters[i]),
           ir->parameters[i]);
}

/* A store past the caches must be aligned as a whole. */
static void
store_result (TendrilLlvmEmitter *self,
              gboolean            streams)
{
  const TendrilBackendIr *ir = self->job->ir;
  LLVMValueRef value = tendril_llvm_coerce (self, tendril_llvm_get (self, ir->result), ir->result_type);
  LLVMValueRef store;
  LLVMMetadataRef one;

  if (ir->result_type == TENDRIL_BACKEND_BOOL)
    value = LLVMBuildZExt (self->builder, value,
                           widen (self, storage_type (self, ir->result_type)), "");
  store = LLVMBuildStore (self->builder, value,
                          element_at (self, LLVMGetParam (self->function, 1), ir->result_type));
  LLVMSetAlignment (store, ir->result_type == TENDRIL_BACKEND_BOOL ? 1 : 8);
  if (!streams)
    return;

  one = LLVMValueAsMetadata (LLVMConstInt (LLVMInt32TypeInContext (self->context), 1, FALSE));
  LLVMSetAlignment (store, 8 * self->width);
  LLVMSetMetadata (store, LLVMGetMDKindIDInContext (self->context, "nontemporal", 11),
                   LLVMMetadataAsValue (self->context,
                                        LLVMMDNodeInContext2 (self->context, &one, 1)));
}

static void
add_attribute (TendrilLlvmEmitter *self,
               const char         *name,
               const char         *value)
{
  LLVMAttributeRef attribute =
    LLVMCreateStringAttribute (self->context, name, strlen (name), value, strlen (value));

  LLVMAddAttributeAtIndex (self->function, LLVMAttributeFunctionIndex, attribute);
}

static void
add_function (TendrilLlvmEmitter *self,
              const char         *name)
{
  const TendrilLlvmTarget *target = tendril_llvm_target_get ();
  LLVMTypeRef pointer = LLVMPointerTypeInContext (self->context, 0);
  LLVMTypeRef i64 = LLVMInt64TypeInContext (self->context);
  LLVMTypeRef types[] = { pointer, pointer, i64 };
  unsigned nounwind = LLVMGetEnumAttributeKindForName ("nounwind", 8);

  self->function = LLVMAddFunction (self->module, name, LLVMFunctionType (i64, types, 3, FALSE));
  add_attribute (self, "target-cpu", target->cpu);
  add_attribute (self, "target-features", target->features);
  /* Else the processors on which wide vectors cost clock get half of the width. */
  add_attribute (self, "prefer-vector-width", "512");
  LLVMAddAttributeAtIndex (self->function, LLVMAttributeFunctionIndex,
                           LLVMCreateEnumAttribute (self->context, nounwind, 0));
}

static void
emit_loop (TendrilLlvmEmitter *self,
           gboolean            streams)
{
  const TendrilBackendIr *ir = self->job->ir;
  LLVMTypeRef i64 = LLVMInt64TypeInContext (self->context);
  LLVMBasicBlockRef entry = tendril_llvm_add_block (self, "entry");
  LLVMBasicBlockRef loop = tendril_llvm_add_block (self, "loop");
  LLVMBasicBlockRef done = tendril_llvm_add_block (self, "done");
  LLVMValueRef pointers[64];
  LLVMValueRef next;
  LLVMValueRef more;

  self->fail = tendril_llvm_add_block (self, "fail");
  LLVMPositionBuilderAtEnd (self->builder, entry);
  load_pointers (self, pointers);
  LLVMBuildBr (self->builder, loop);

  LLVMPositionBuilderAtEnd (self->builder, loop);
  self->index = LLVMBuildPhi (self->builder, i64, "i");
  load_elements (self, pointers);
  for (guint i = 0; i < ir->n_instructions && !self->declined; i++)
    {
      self->scopes[i] = self->scope;
      emit_funcs[ir->instructions[i].kind](self, i, &ir->instructions[i]);
      self->scopes[i] = self->scope;
    }
  store_result (self, streams);
  next = LLVMBuildAdd (self->builder, self->index, LLVMConstInt (i64, self->width, FALSE), "");
  more = LLVMBuildICmp (self->builder, LLVMIntULT, next, LLVMGetParam (self->function, 2), "");
  LLVMAddIncoming (self->index, (LLVMValueRef[]) { LLVMConstNull (i64), next },
                   (LLVMBasicBlockRef[]) { entry, LLVMGetInsertBlock (self->builder) }, 2);
  LLVMBuildCondBr (self->builder, more, loop, done);

  LLVMPositionBuilderAtEnd (self->builder, done);
  LLVMBuildRet (self->builder, LLVMGetParam (self->function, 2));
  LLVMPositionBuilderAtEnd (self->builder, self->fail);
  LLVMBuildRet (self->builder, self->index);
}

gboolean
tendril_llvm_emit_kernel (TendrilLlvmEmitter *self,
                          const char         *name,
                          gboolean            streams)
{
  const TendrilBackendIr *ir = self->job->ir;
  const guint8 open = TRUE;

  if (!is_known (ir) || ir->n_parameters > 64)
    return FALSE;

  self->builder = LLVMCreateBuilderInContext (self->context);
  self->values = g_new0 (TendrilLlvmValue, ir->n_instructions);
  self->scopes = g_new0 (guint32, ir->n_instructions);
  self->open_scopes = g_array_new (FALSE, FALSE, sizeof (guint8));
  self->branches = g_array_new (FALSE, FALSE, sizeof (TendrilLlvmBranch));
  self->mask = NULL;
  self->scope = 0;
  self->declined = FALSE;
  g_array_append_val (self->open_scopes, open);

  add_function (self, name);
  emit_loop (self, streams);

  g_array_unref (self->branches);
  g_array_unref (self->open_scopes);
  g_free (self->scopes);
  g_free (self->values);
  LLVMDisposeBuilder (self->builder);

  return !self->declined;
}
