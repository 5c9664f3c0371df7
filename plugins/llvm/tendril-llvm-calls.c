/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-llvm-emitter.h"

/* A gboolean is an int in C. */
static LLVMTypeRef
c_type (const TendrilLlvmEmitter *self,
        TendrilBackendType        type)
{
  return type == TENDRIL_BACKEND_BOOL ? LLVMInt32TypeInContext (self->context)
                                      : tendril_llvm_element_type (self, type);
}

static LLVMValueRef
function_value (const TendrilLlvmEmitter *self,
                const char               *name,
                LLVMTypeRef               type,
                gpointer                  address)
{
  LLVMValueRef number;
  LLVMValueRef named;

  if (self->is_text)
    {
      named = LLVMGetNamedFunction (self->module, name);
      return named != NULL ? named : LLVMAddFunction (self->module, name, type);
    }

  number = LLVMConstInt (LLVMInt64TypeInContext (self->context), GPOINTER_TO_SIZE (address), FALSE);
  return LLVMConstIntToPtr (number, LLVMPointerTypeInContext (self->context, 0));
}

static LLVMValueRef
element_of (const TendrilLlvmEmitter *self,
            LLVMValueRef              value,
            guint                     lane)
{
  LLVMValueRef index = LLVMConstInt (LLVMInt32TypeInContext (self->context), lane, FALSE);

  return self->width == 1 ? value : LLVMBuildExtractElement (self->builder, value, index, "");
}

static LLVMValueRef
insert_element (const TendrilLlvmEmitter *self,
                LLVMValueRef              into,
                LLVMValueRef              value,
                guint                     lane)
{
  LLVMValueRef index = LLVMConstInt (LLVMInt32TypeInContext (self->context), lane, FALSE);

  return self->width == 1 ? value : LLVMBuildInsertElement (self->builder, into, value, index, "");
}

static LLVMValueRef
call_lane (TendrilLlvmEmitter       *self,
           const TendrilBackendCall *call,
           const LLVMValueRef       *arguments,
           guint                     lane)
{
  LLVMTypeRef types[64];
  LLVMValueRef values[64];
  LLVMTypeRef type;
  LLVMValueRef result;

  for (guint i = 0; i < call->n_parameters; i++)
    {
      types[i] = c_type (self, call->parameters[i]);
      values[i] = element_of (self, arguments[i], lane);
      if (call->parameters[i] == TENDRIL_BACKEND_BOOL)
        values[i] = LLVMBuildZExt (self->builder, values[i], types[i], "");
    }
  type = LLVMFunctionType (c_type (self, call->result), types, call->n_parameters, FALSE);
  result = LLVMBuildCall2 (self->builder, type,
                           function_value (self, call->name, type, call->function), values,
                           call->n_parameters, "");
  if (call->result == TENDRIL_BACKEND_BOOL)
    result = LLVMBuildICmp (self->builder, LLVMIntNE, result,
                            LLVMConstNull (c_type (self, call->result)), "");

  return result;
}

/* One call per element, for the elements that matter. */
LLVMValueRef
tendril_llvm_emit_lanes (TendrilLlvmEmitter       *self,
                         const TendrilBackendCall *call,
                         const TendrilLlvmValue   *arguments)
{
  LLVMValueRef values[64];
  LLVMValueRef result = LLVMConstNull (tendril_llvm_value_type (self, call->result));

  for (guint i = 0; i < call->n_parameters; i++)
    values[i] = tendril_llvm_coerce (self, arguments[i], call->parameters[i]);

  for (guint lane = 0; lane < self->width; lane++)
    {
      LLVMBasicBlockRef before = LLVMGetInsertBlock (self->builder);
      LLVMBasicBlockRef after = NULL;
      LLVMValueRef called;

      /* Where the width is 1 the branch around has looked at the mask. */
      if (self->mask != NULL && self->width > 1)
        {
          LLVMBasicBlockRef active = tendril_llvm_add_block (self, "active");

          after = tendril_llvm_add_block (self, "next");
          LLVMBuildCondBr (self->builder, element_of (self, self->mask, lane), active, after);
          LLVMPositionBuilderAtEnd (self->builder, active);
        }
      called = insert_element (self, result, call_lane (self, call, values, lane), lane);
      if (after != NULL)
        {
          LLVMBasicBlockRef active = LLVMGetInsertBlock (self->builder);

          LLVMBuildBr (self->builder, after);
          LLVMPositionBuilderAtEnd (self->builder, after);
          called = tendril_llvm_phi (self, called, active, result, before);
        }
      result = called;
    }

  return result;
}

static gboolean
is_all_float (const TendrilBackendCall *call)
{
  for (guint i = 0; i < call->n_parameters; i++)
    if (call->parameters[i] != TENDRIL_BACKEND_FLOAT64)
      return FALSE;

  return call->result == TENDRIL_BACKEND_FLOAT64;
}

static gpointer
find_variant (const TendrilLlvmEmitter *self,
              const TendrilBackendCall *call)
{
  if (self->width == 1 || !call->is_pure || (self->job->flags & TENDRIL_BACKEND_STRICT) != 0)
    return NULL;

  for (guint i = 0; i < call->n_variants; i++)
    if (call->variants[i].width == self->width)
      return call->variants[i].function;

  return call->owner == NULL && is_all_float (call)
           ? tendril_llvm_target_find_vector_math (call->name, call->n_parameters)
           : NULL;
}

LLVMValueRef
tendril_llvm_emit_call (TendrilLlvmEmitter       *self,
                        const TendrilBackendCall *call,
                        const TendrilLlvmValue   *arguments)
{
  gpointer variant = find_variant (self, call);
  g_autofree char *name = NULL;
  LLVMTypeRef types[64];
  LLVMValueRef values[64];
  LLVMTypeRef type;

  if (variant == NULL)
    return tendril_llvm_emit_lanes (self, call, arguments);

  for (guint i = 0; i < call->n_parameters; i++)
    {
      values[i] = tendril_llvm_coerce (self, arguments[i], call->parameters[i]);
      types[i] = LLVMTypeOf (values[i]);
    }
  type = LLVMFunctionType (tendril_llvm_value_type (self, call->result), types,
                           call->n_parameters, FALSE);
  name = g_strdup_printf ("%s.x%u", call->name, self->width);

  return LLVMBuildCall2 (self->builder, type, function_value (self, name, type, variant), values,
                         call->n_parameters, "");
}
