/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-typed-private.h"

G_BEGIN_DECLS

/* Values in the order of their evaluation, each written once: SSA. The only control flow is
 * if/else/end, so that back ends which mask instead of jumping can follow it. */
typedef enum
{
  TENDRIL_IR_PARAMETER,
  TENDRIL_IR_CONSTANT,
  TENDRIL_IR_INTRINSIC,
  TENDRIL_IR_NATIVE,
  /* A call through the hook of an overload, which can fail. */
  TENDRIL_IR_CLOSURE,
  /* A scalar field of a struct. */
  TENDRIL_IR_FIELD,
  /* A struct of its fields, in the order of the type's. */
  TENDRIL_IR_STRUCT,
  /* Argument: the condition. */
  TENDRIL_IR_IF,
  /* Argument: the value of the branch that ends here. */
  TENDRIL_IR_ELSE,
  /* Argument: as above. Its own value is that of the branch that was taken. */
  TENDRIL_IR_END,
} TendrilIrKind;

typedef struct
{
  TendrilIrKind kind;
  TendrilType *type;
  guint32 first_argument;
  guint32 n_arguments;
  union
  {
    guint32 parameter;
    TendrilPayload constant;
    TendrilIntrinsic intrinsic;
    TendrilOverload *overload;
    const TendrilField *field;
  };
  /* Of a call: what the overload declares its parameters as. */
  TendrilType *const *parameters;
  TendrilTree *tree;
  TendrilSourceSpan mark;
} TendrilIrInstruction;

typedef struct
{
  GArray *instructions;
  /* Indices of instructions: what first_argument counts in. */
  GArray *arguments;
  guint n_parameters;
  guint32 result;
  TendrilType *result_type;
} TendrilIr;

#define tendril_ir_get(self, i) (&g_array_index ((self)->instructions, TendrilIrInstruction, i))
#define tendril_ir_get_argument(self, instruction, i)                                        \
  g_array_index ((self)->arguments, guint32, (instruction)->first_argument + (i))

TendrilIr *tendril_ir_new  (TendrilTree         *tree,
                            TendrilType *const  *parameters,
                            const TendrilTyped  *body,
                            GError             **error);
void       tendril_ir_free (TendrilIr           *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilIr, tendril_ir_free)

G_END_DECLS
