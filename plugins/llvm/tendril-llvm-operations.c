/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-llvm-emitter.h"

#include <string.h>

/* Up to here a double holds every integer. */
#define EXACT_LIMIT (G_GINT64_CONSTANT (1) << 53)

typedef struct _Row Row;
typedef LLVMValueRef (*EmitFunc) (TendrilLlvmEmitter     *self,
                                  const Row              *row,
                                  const TendrilLlvmValue *arguments);

/* How an operation is written: @code is an opcode, a predicate or a set of orderings. */
struct _Row
{
  EmitFunc emit;
  guint code;
  /* Of orderings: the float64 comes first. */
  gboolean swapped;
  gboolean negated;
};

static const struct
{
  TendrilBackendType result;
  TendrilBackendType operands[2];
} shapes[] = {
#define TYPE_b TENDRIL_BACKEND_BOOL
#define TYPE_i TENDRIL_BACKEND_INT64
#define TYPE_f TENDRIL_BACKEND_FLOAT64
#define SHAPE(name, r, a, b) [TENDRIL_BACKEND_##name] = { TYPE_##r, { TYPE_##a, TYPE_##b } },
  TENDRIL_BACKEND_OPERATIONS (SHAPE)
};

static LLVMValueRef
emit_binary (TendrilLlvmEmitter     *self,
             const Row              *row,
             const TendrilLlvmValue *arguments)
{
  LLVMValueRef value = LLVMBuildBinOp (self->builder, row->code, arguments[0].value,
                                       arguments[1].value, "");

  /* Unless strict, a product and the sum it goes into are rounded once, as C compilers do. */
  if ((self->job->flags & TENDRIL_BACKEND_STRICT) == 0 && LLVMCanValueUseFastMathFlags (value))
    LLVMSetFastMathFlags (value, LLVMFastMathAllowContract);
  return value;
}

static LLVMValueRef
emit_int_compare (TendrilLlvmEmitter     *self,
                  const Row              *row,
                  const TendrilLlvmValue *arguments)
{
  return LLVMBuildICmp (self->builder, row->code, arguments[0].value, arguments[1].value, "");
}

static LLVMValueRef
emit_float_compare (TendrilLlvmEmitter     *self,
                    const Row              *row,
                    const TendrilLlvmValue *arguments)
{
  return LLVMBuildFCmp (self->builder, row->code, arguments[0].value, arguments[1].value, "");
}

static LLVMValueRef
emit_int_to_float (TendrilLlvmEmitter     *self,
                   const Row              *row,
                   const TendrilLlvmValue *arguments)
{
  return LLVMBuildSIToFP (self->builder, arguments[0].value,
                          tendril_llvm_value_type (self, TENDRIL_BACKEND_FLOAT64), "");
}

static LLVMValueRef
emit_int_truth (TendrilLlvmEmitter     *self,
                const Row              *row,
                const TendrilLlvmValue *arguments)
{
  return LLVMBuildICmp (self->builder, LLVMIntNE, arguments[0].value, tendril_llvm_int (self, 0),
                        "");
}

static LLVMValueRef
emit_float_truth (TendrilLlvmEmitter     *self,
                  const Row              *row,
                  const TendrilLlvmValue *arguments)
{
  return LLVMBuildFCmp (self->builder, LLVMRealUNE, arguments[0].value,
                        tendril_llvm_float (self, 0), "");
}

static LLVMValueRef
emit_not (TendrilLlvmEmitter     *self,
          const Row              *row,
          const TendrilLlvmValue *arguments)
{
  return LLVMBuildNot (self->builder, arguments[0].value, "");
}

static LLVMValueRef
emit_int_negate (TendrilLlvmEmitter     *self,
                 const Row              *row,
                 const TendrilLlvmValue *arguments)
{
  return LLVMBuildNeg (self->builder, arguments[0].value, "");
}

static LLVMValueRef
emit_float_negate (TendrilLlvmEmitter     *self,
                   const Row              *row,
                   const TendrilLlvmValue *arguments)
{
  return LLVMBuildFNeg (self->builder, arguments[0].value, "");
}

static LLVMValueRef
emit_int_abs (TendrilLlvmEmitter     *self,
              const Row              *row,
              const TendrilLlvmValue *arguments)
{
  LLVMValueRef a = arguments[0].value;
  LLVMValueRef is_negative =
    LLVMBuildICmp (self->builder, LLVMIntSLT, a, tendril_llvm_int (self, 0), "");

  return LLVMBuildSelect (self->builder, is_negative, LLVMBuildNeg (self->builder, a, ""), a, "");
}

static LLVMValueRef
emit_intrinsic (TendrilLlvmEmitter *self,
                const char         *name,
                LLVMValueRef        value)
{
  guint id = LLVMLookupIntrinsicID (name, strlen (name));
  LLVMTypeRef type = LLVMTypeOf (value);
  LLVMValueRef function = LLVMGetIntrinsicDeclaration (self->module, id, &type, 1);

  return LLVMBuildCall2 (self->builder, LLVMGlobalGetValueType (function), function, &value, 1, "");
}

static LLVMValueRef
emit_float_abs (TendrilLlvmEmitter     *self,
                const Row              *row,
                const TendrilLlvmValue *arguments)
{
  return emit_intrinsic (self, "llvm.fabs", arguments[0].value);
}

static LLVMValueRef
emit_float_sqrt (TendrilLlvmEmitter     *self,
                 const Row              *row,
                 const TendrilLlvmValue *arguments)
{
  return emit_intrinsic (self, "llvm.sqrt", arguments[0].value);
}

/* Ends the kernel where an element that matters has this condition. */
static void
emit_check (TendrilLlvmEmitter *self,
            LLVMValueRef        failed)
{
  LLVMBasicBlockRef next = tendril_llvm_add_block (self, "checked");

  if (self->mask != NULL)
    failed = LLVMBuildAnd (self->builder, failed, self->mask, "");
  LLVMBuildCondBr (self->builder, tendril_llvm_any (self, failed), self->fail, next);
  LLVMPositionBuilderAtEnd (self->builder, next);
}

/* Rounds down, as Python does; by -1 it is a negation, since the one quotient that does not fit would
 * trap. code is LLVMSDiv or LLVMSRem. */
static LLVMValueRef
emit_int_division (TendrilLlvmEmitter     *self,
                   const Row              *row,
                   const TendrilLlvmValue *arguments)
{
  LLVMBuilderRef builder = self->builder;
  LLVMValueRef zero = tendril_llvm_int (self, 0);
  LLVMValueRef a = arguments[0].value;
  LLVMValueRef b = arguments[1].value;
  LLVMValueRef is_zero = LLVMBuildICmp (builder, LLVMIntEQ, b, zero, "");
  LLVMValueRef is_minus_one;
  LLVMValueRef divisor;
  LLVMValueRef quotient;
  LLVMValueRef rest;
  LLVMValueRef is_low;

  emit_check (self, is_zero);
  is_minus_one = LLVMBuildICmp (builder, LLVMIntEQ, b, tendril_llvm_int (self, -1), "");
  divisor = LLVMBuildSelect (builder, LLVMBuildOr (builder, is_zero, is_minus_one, ""),
                             tendril_llvm_int (self, 1), b, "");
  quotient = LLVMBuildSDiv (builder, a, divisor, "");
  rest = LLVMBuildSub (builder, a, LLVMBuildMul (builder, quotient, divisor, ""), "");
  is_low = LLVMBuildICmp (builder, LLVMIntSLT, LLVMBuildXor (builder, rest, b, ""), zero, "");
  is_low = LLVMBuildAnd (builder, is_low, LLVMBuildICmp (builder, LLVMIntNE, rest, zero, ""), "");
  if (row->code == LLVMSRem)
    return LLVMBuildSelect (builder, is_low, LLVMBuildAdd (builder, rest, b, ""), rest, "");

  quotient = LLVMBuildSelect (builder, is_low,
                              LLVMBuildSub (builder, quotient, tendril_llvm_int (self, 1), ""),
                              quotient, "");
  return LLVMBuildSelect (builder, is_minus_one, LLVMBuildNeg (builder, a, ""), quotient, "");
}

static LLVMValueRef
call_helper (TendrilLlvmEmitter     *self,
             const char             *name,
             gpointer                function,
             TendrilBackendType      result,
             const TendrilLlvmValue *arguments)
{
  const TendrilBackendType parameters[] = { arguments[0].type, arguments[1].type };
  const TendrilBackendCall call = {
    .name = name,
    .function = function,
    .is_pure = TRUE,
    .result = result,
    .n_parameters = 2,
    .parameters = parameters,
  };

  return tendril_llvm_emit_call (self, &call, arguments);
}

static LLVMValueRef
emit_inexact (TendrilLlvmEmitter *self,
              LLVMValueRef        value)
{
  LLVMValueRef shifted =
    LLVMBuildAdd (self->builder, value, tendril_llvm_int (self, EXACT_LIMIT), "");

  return LLVMBuildICmp (self->builder, LLVMIntUGT, shifted,
                        tendril_llvm_int (self, 2 * EXACT_LIMIT), "");
}

/* The quotient of two doubles, unless one of the numbers is too large to be one. */
static LLVMValueRef
emit_int_divide (TendrilLlvmEmitter     *self,
                 const Row              *row,
                 const TendrilLlvmValue *arguments)
{
  LLVMBuilderRef builder = self->builder;
  LLVMTypeRef type = tendril_llvm_value_type (self, TENDRIL_BACKEND_FLOAT64);
  LLVMValueRef is_large = LLVMBuildOr (builder, emit_inexact (self, arguments[0].value),
                                       emit_inexact (self, arguments[1].value), "");
  LLVMValueRef fast = LLVMBuildFDiv (builder,
                                     LLVMBuildSIToFP (builder, arguments[0].value, type, ""),
                                     LLVMBuildSIToFP (builder, arguments[1].value, type, ""), "");
  LLVMBasicBlockRef before = LLVMGetInsertBlock (builder);
  LLVMBasicBlockRef large = tendril_llvm_add_block (self, "large");
  LLVMBasicBlockRef after = tendril_llvm_add_block (self, "divided");
  LLVMBasicBlockRef end;
  LLVMValueRef slow;

  LLVMBuildCondBr (builder, tendril_llvm_any (self, is_large), large, after);
  LLVMPositionBuilderAtEnd (builder, large);
  slow = call_helper (self, "tendril_int_divide", self->job->helpers->int_divide,
                      TENDRIL_BACKEND_FLOAT64, arguments);
  end = LLVMGetInsertBlock (builder);
  LLVMBuildBr (builder, after);
  LLVMPositionBuilderAtEnd (builder, after);

  return tendril_llvm_phi (self, fast, before, slow, end);
}

static gboolean
get_int_constant (const TendrilLlvmEmitter *self,
                  LLVMValueRef              value,
                  gint64                   *number)
{
  if (LLVMIsConstant (value) && self->width > 1)
    value = LLVMGetAggregateElement (value, 0);
  if (value == NULL || LLVMIsAConstantInt (value) == NULL)
    return FALSE;

  *number = LLVMConstIntGetSExtValue (value);
  return TRUE;
}

static gboolean
get_float_constant (const TendrilLlvmEmitter *self,
                    LLVMValueRef              value,
                    double                   *number)
{
  LLVMBool loses;

  if (LLVMIsConstant (value) && self->width > 1)
    value = LLVMGetAggregateElement (value, 0);
  if (value == NULL || LLVMIsAConstantFP (value) == NULL)
    return FALSE;

  *number = LLVMConstRealGetDouble (value, &loses);
  return TRUE;
}

/* The exponent is a literal; products wrap, so their order does not matter. */
static LLVMValueRef
emit_int_power (TendrilLlvmEmitter     *self,
                const Row              *row,
                const TendrilLlvmValue *arguments)
{
  LLVMValueRef square = arguments[0].value;
  LLVMValueRef result = NULL;
  gint64 exponent;

  if (!get_int_constant (self, arguments[1].value, &exponent))
    return call_helper (self, "tendril_int_power", self->job->helpers->int_power,
                        TENDRIL_BACKEND_INT64, arguments);

  for (guint64 rest = exponent; rest != 0; rest >>= 1)
    {
      if (rest & 1)
        result = result != NULL ? LLVMBuildMul (self->builder, result, square, "") : square;
      if (rest > 1)
        square = LLVMBuildMul (self->builder, square, square, "");
    }

  return result != NULL ? result : tendril_llvm_int (self, 1);
}

static LLVMValueRef
emit_float_power (TendrilLlvmEmitter     *self,
                  const Row              *row,
                  const TendrilLlvmValue *arguments)
{
  double exponent;

  /* One rounding; pow() may be off by more. */
  if ((self->job->flags & TENDRIL_BACKEND_STRICT) == 0 &&
      get_float_constant (self, arguments[1].value, &exponent) && exponent == 2.0)
    return LLVMBuildFMul (self->builder, arguments[0].value, arguments[0].value, "");

  return call_helper (self, "pow", self->job->helpers->float_power, TENDRIL_BACKEND_FLOAT64,
                      arguments);
}

static LLVMValueRef
emit_float_floor_divide (TendrilLlvmEmitter     *self,
                         const Row              *row,
                         const TendrilLlvmValue *arguments)
{
  return call_helper (self, "tendril_float_floor_divide", self->job->helpers->float_floor_divide,
                      TENDRIL_BACKEND_FLOAT64, arguments);
}

static LLVMValueRef
emit_float_modulo (TendrilLlvmEmitter     *self,
                   const Row              *row,
                   const TendrilLlvmValue *arguments)
{
  return call_helper (self, "tendril_float_modulo", self->job->helpers->float_modulo,
                      TENDRIL_BACKEND_FLOAT64, arguments);
}

/* Exact, where a conversion of the int64 would round; one that is known to fit is converted. */
static LLVMValueRef
emit_ordering (TendrilLlvmEmitter     *self,
               const Row              *row,
               const TendrilLlvmValue *arguments)
{
  static const LLVMRealPredicate predicates[] = {
    [1] = LLVMRealOLT, [2] = LLVMRealOEQ, [3] = LLVMRealOLE, [4] = LLVMRealOGT, [6] = LLVMRealOGE,
  };
  const TendrilLlvmValue ordered[] = { arguments[row->swapped], arguments[!row->swapped] };
  LLVMValueRef result;
  gint64 number;

  if (get_int_constant (self, ordered[0].value, &number) && number >= -EXACT_LIMIT &&
      number <= EXACT_LIMIT)
    {
      result = LLVMBuildFCmp (self->builder, predicates[row->code],
                              tendril_llvm_float (self, (double) number), ordered[1].value, "");
    }
  else
    {
      /* An int in C; what the helper returns has three bits. */
      const TendrilLlvmValue ordering = {
        call_helper (self, "tendril_int_float_compare",
                     self->job->helpers->int_float_compare, TENDRIL_BACKEND_INT64, ordered),
        TENDRIL_BACKEND_INT64,
      };
      LLVMValueRef bits = LLVMBuildAnd (self->builder, ordering.value,
                                        tendril_llvm_int (self, row->code), "");

      result = LLVMBuildICmp (self->builder, LLVMIntNE, bits, tendril_llvm_int (self, 0), "");
    }

  return row->negated ? LLVMBuildNot (self->builder, result, "") : result;
}

#define LESS 1
#define EQUAL 2
#define GREATER 4
#define ROW(name, ...) [TENDRIL_BACKEND_##name] = { __VA_ARGS__ }

static const Row rows[TENDRIL_BACKEND_N_OPERATIONS] = {
  ROW (INT_TO_FLOAT, emit_int_to_float),
  ROW (INT_TRUTH, emit_int_truth),
  ROW (FLOAT_TRUTH, emit_float_truth),
  ROW (BOOL_NOT, emit_not),
  ROW (INT_NEGATE, emit_int_negate),
  ROW (INT_ABS, emit_int_abs),
  ROW (INT_ADD, emit_binary, LLVMAdd),
  ROW (INT_SUBTRACT, emit_binary, LLVMSub),
  ROW (INT_MULTIPLY, emit_binary, LLVMMul),
  ROW (INT_DIVIDE, emit_int_divide),
  ROW (INT_POWER, emit_int_power),
  ROW (INT_EQUAL, emit_int_compare, LLVMIntEQ),
  ROW (INT_NOT_EQUAL, emit_int_compare, LLVMIntNE),
  ROW (INT_LESS, emit_int_compare, LLVMIntSLT),
  ROW (INT_LESS_EQUAL, emit_int_compare, LLVMIntSLE),
  ROW (INT_GREATER, emit_int_compare, LLVMIntSGT),
  ROW (INT_GREATER_EQUAL, emit_int_compare, LLVMIntSGE),
  ROW (FLOAT_NEGATE, emit_float_negate),
  ROW (FLOAT_ABS, emit_float_abs),
  ROW (FLOAT_SQRT, emit_float_sqrt),
  ROW (FLOAT_ADD, emit_binary, LLVMFAdd),
  ROW (FLOAT_SUBTRACT, emit_binary, LLVMFSub),
  ROW (FLOAT_MULTIPLY, emit_binary, LLVMFMul),
  ROW (FLOAT_DIVIDE, emit_binary, LLVMFDiv),
  ROW (FLOAT_FLOOR_DIVIDE, emit_float_floor_divide),
  ROW (FLOAT_MODULO, emit_float_modulo),
  ROW (FLOAT_POWER, emit_float_power),
  ROW (FLOAT_EQUAL, emit_float_compare, LLVMRealOEQ),
  ROW (FLOAT_NOT_EQUAL, emit_float_compare, LLVMRealUNE),
  ROW (FLOAT_LESS, emit_float_compare, LLVMRealOLT),
  ROW (FLOAT_LESS_EQUAL, emit_float_compare, LLVMRealOLE),
  ROW (FLOAT_GREATER, emit_float_compare, LLVMRealOGT),
  ROW (FLOAT_GREATER_EQUAL, emit_float_compare, LLVMRealOGE),
  ROW (INT_FLOAT_EQUAL, emit_ordering, EQUAL),
  ROW (INT_FLOAT_NOT_EQUAL, emit_ordering, EQUAL, .negated = TRUE),
  ROW (INT_FLOAT_LESS, emit_ordering, LESS),
  ROW (INT_FLOAT_LESS_EQUAL, emit_ordering, LESS | EQUAL),
  ROW (INT_FLOAT_GREATER, emit_ordering, GREATER),
  ROW (INT_FLOAT_GREATER_EQUAL, emit_ordering, GREATER | EQUAL),
  ROW (FLOAT_INT_EQUAL, emit_ordering, EQUAL, TRUE),
  ROW (FLOAT_INT_NOT_EQUAL, emit_ordering, EQUAL, TRUE, TRUE),
  ROW (FLOAT_INT_LESS, emit_ordering, GREATER, TRUE),
  ROW (FLOAT_INT_LESS_EQUAL, emit_ordering, GREATER | EQUAL, TRUE),
  ROW (FLOAT_INT_GREATER, emit_ordering, LESS, TRUE),
  ROW (FLOAT_INT_GREATER_EQUAL, emit_ordering, LESS | EQUAL, TRUE),
  ROW (INT_FLOOR_DIVIDE, emit_int_division, LLVMSDiv),
  ROW (INT_MODULO, emit_int_division, LLVMSRem),
};

/* Whether it is worth a jump around it. */
gboolean
tendril_llvm_operation_is_heavy (TendrilBackendOperation operation)
{
  static const EmitFunc heavy[] = {
    emit_int_divide,         emit_int_power,    emit_float_power,
    emit_float_floor_divide, emit_float_modulo, emit_ordering,
    emit_int_division,
  };

  for (guint i = 0; i < G_N_ELEMENTS (heavy); i++)
    if (rows[operation].emit == heavy[i])
      return TRUE;

  return FALSE;
}

TendrilBackendType
tendril_llvm_operation_result (TendrilBackendOperation operation)
{
  return shapes[operation].result;
}

LLVMValueRef
tendril_llvm_emit_operation (TendrilLlvmEmitter              *self,
                             const TendrilBackendInstruction *instruction)
{
  const Row *row = &rows[instruction->operation];
  TendrilLlvmValue arguments[2] = { 0 };

  for (guint i = 0; i < instruction->n_arguments && i < 2; i++)
    {
      arguments[i].type = shapes[instruction->operation].operands[i];
      arguments[i].value = tendril_llvm_coerce (self, tendril_llvm_get (self, instruction->arguments[i]),
                                                arguments[i].type);
    }

  return row->emit (self, row, arguments);
}
