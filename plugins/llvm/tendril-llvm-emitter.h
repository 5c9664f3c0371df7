/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-llvm-target.h"

#include <tendril.h>

#include <tendril-backend.h>

G_BEGIN_DECLS

typedef struct
{
  LLVMValueRef value;
  TendrilBackendType type;
} TendrilLlvmValue;

/* A branch of which both sides are computed, each for its own elements. */
typedef struct
{
  LLVMValueRef condition;
  LLVMValueRef outer_mask;
  /* Of the side that is being computed. */
  LLVMBasicBlockRef before;
  LLVMBasicBlockRef after;
  guint32 outer_scope;
  LLVMValueRef then_value;
} TendrilLlvmBranch;

/* Writes one kernel as a loop over vectors of @width elements. Where the width is 1, values are
 * scalars and a mask is a truth value; nothing else differs. */
typedef struct
{
  const TendrilBackendJob *job;
  guint width;
  /* Functions are called by name, for people to read, and not by address. */
  gboolean is_text;
  LLVMContextRef context;
  LLVMModuleRef module;
  LLVMBuilderRef builder;
  LLVMValueRef function;
  LLVMBasicBlockRef fail;
  LLVMValueRef index;
  TendrilLlvmValue *values;
  /* Elements for which the value matters; NULL for all. */
  LLVMValueRef mask;
  GArray *branches;
  /* A side that may be jumped around is a scope; of each value which, and of each whether it is
   * still open. */
  guint32 scope;
  guint32 *scopes;
  GArray *open_scopes;
  gboolean declined;
} TendrilLlvmEmitter;

/* FALSE: something in it is unknown. Adds a function that takes inputs, output and a number of
 * elements that @width divides, and returns how many it completed. */
gboolean         tendril_llvm_emit_kernel      (TendrilLlvmEmitter              *self,
                                                const char                      *name,
                                                gboolean                         streams);

/* The parts that the other files provide. */
LLVMTypeRef      tendril_llvm_element_type     (const TendrilLlvmEmitter        *self,
                                                TendrilBackendType               type);
LLVMTypeRef      tendril_llvm_value_type       (const TendrilLlvmEmitter        *self,
                                                TendrilBackendType               type);
LLVMValueRef     tendril_llvm_splat            (const TendrilLlvmEmitter        *self,
                                                LLVMValueRef                     element);
LLVMValueRef     tendril_llvm_int              (const TendrilLlvmEmitter        *self,
                                                gint64                           number);
LLVMValueRef     tendril_llvm_float            (const TendrilLlvmEmitter        *self,
                                                double                           number);
LLVMValueRef     tendril_llvm_coerce           (const TendrilLlvmEmitter        *self,
                                                TendrilLlvmValue                 value,
                                                TendrilBackendType               type);
TendrilLlvmValue tendril_llvm_get              (TendrilLlvmEmitter              *self,
                                                guint32                          number);
LLVMValueRef     tendril_llvm_any              (const TendrilLlvmEmitter        *self,
                                                LLVMValueRef                     mask);
LLVMBasicBlockRef tendril_llvm_add_block       (const TendrilLlvmEmitter        *self,
                                                const char                      *name);
LLVMValueRef     tendril_llvm_phi              (const TendrilLlvmEmitter        *self,
                                                LLVMValueRef                     a,
                                                LLVMBasicBlockRef                from_a,
                                                LLVMValueRef                     b,
                                                LLVMBasicBlockRef                from_b);

LLVMValueRef     tendril_llvm_emit_operation   (TendrilLlvmEmitter              *self,
                                                const TendrilBackendInstruction *instruction);
gboolean         tendril_llvm_operation_is_heavy (TendrilBackendOperation        operation);
TendrilBackendType tendril_llvm_operation_result (TendrilBackendOperation        operation);

LLVMValueRef     tendril_llvm_emit_call        (TendrilLlvmEmitter              *self,
                                                const TendrilBackendCall        *call,
                                                const TendrilLlvmValue          *arguments);
LLVMValueRef     tendril_llvm_emit_lanes       (TendrilLlvmEmitter              *self,
                                                const TendrilBackendCall        *call,
                                                const TendrilLlvmValue          *arguments);

G_END_DECLS
