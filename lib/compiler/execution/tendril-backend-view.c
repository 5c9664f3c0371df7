/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-backend-view-private.h"

#include <math.h>

#include "tendril-arithmetic-private.h"

/* The library's own enums may change; a back end sees those of its header. A row that is missing is
 * the 0 that every back end declines. */
static const TendrilBackendKind kinds[] = {
  [TENDRIL_IR_PARAMETER] = TENDRIL_BACKEND_PARAMETER,
  [TENDRIL_IR_CONSTANT] = TENDRIL_BACKEND_CONSTANT,
  [TENDRIL_IR_INTRINSIC] = TENDRIL_BACKEND_OPERATION,
  [TENDRIL_IR_NATIVE] = TENDRIL_BACKEND_CALL,
  [TENDRIL_IR_IF] = TENDRIL_BACKEND_IF,
  [TENDRIL_IR_ELSE] = TENDRIL_BACKEND_ELSE,
  [TENDRIL_IR_END] = TENDRIL_BACKEND_END,
};

static const TendrilBackendType types[] = {
  [TENDRIL_KIND_BOOL] = TENDRIL_BACKEND_BOOL,
  [TENDRIL_KIND_INT64] = TENDRIL_BACKEND_INT64,
  [TENDRIL_KIND_FLOAT64] = TENDRIL_BACKEND_FLOAT64,
};

#define OPERATION(name, field, value) [TENDRIL_INTRINSIC_##name] = TENDRIL_BACKEND_##name,

static const TendrilBackendOperation operations[] = {
  TENDRIL_INTRINSICS (OPERATION)
  TENDRIL_CHECKED_INTRINSICS (OPERATION)
};

G_STATIC_ASSERT (G_N_ELEMENTS (operations) == TENDRIL_BACKEND_N_OPERATIONS);

static int
compare (gint64 a,
         double b)
{
  return tendril_int_float_compare (a, b);
}

const TendrilBackendHelpers tendril_backend_helpers = {
  .int_divide = tendril_int_divide,
  .int_power = tendril_int_power,
  .float_floor_divide = tendril_float_floor_divide,
  .float_modulo = tendril_float_modulo,
  .float_power = pow,
  .int_float_compare = compare,
};

G_STATIC_ASSERT (TENDRIL_LESS == 1 && TENDRIL_EQUAL == 2 && TENDRIL_GREATER == 4);

static TendrilBackendType
view_type (TendrilType *type)
{
  guint kind = type != NULL ? tendril_type_get_kind (type) : G_N_ELEMENTS (types);

  return kind < G_N_ELEMENTS (types) ? types[kind] : TENDRIL_BACKEND_OTHER;
}

static const TendrilBackendCall *
view_call (const TendrilOverload *overload,
           TendrilArena          *arena)
{
  TendrilBackendCall *call = tendril_arena_new0 (arena, TendrilBackendCall, 1);
  guint n_parameters = tendril_signature_get_n_parameters (overload->signature);
  TendrilBackendType *parameters = tendril_arena_new0 (arena, TendrilBackendType, n_parameters);

  for (guint i = 0; i < n_parameters; i++)
    parameters[i] =
      view_type (tendril_type_lookup (tendril_signature_get_parameter (overload->signature, i)));
  *call = (TendrilBackendCall) {
    .name = overload->name,
    .owner = overload->owner,
    .function = overload->function,
    .is_pure = (overload->flags & TENDRIL_OVERLOAD_PURE) != 0,
    .result = view_type (tendril_type_lookup (tendril_signature_get_result (overload->signature))),
    .n_parameters = n_parameters,
    .parameters = parameters,
  };

  return call;
}

static void
view_instruction (const TendrilIr            *ir,
                  const TendrilIrInstruction *from,
                  TendrilBackendInstruction  *to,
                  TendrilArena               *arena)
{
  to->kind = from->kind < G_N_ELEMENTS (kinds) ? kinds[from->kind] : TENDRIL_BACKEND_UNKNOWN;
  /* Back ends know no GError. */
  if (from->kind == TENDRIL_IR_NATIVE && (from->overload->flags & TENDRIL_OVERLOAD_MAY_RAISE))
    to->kind = TENDRIL_BACKEND_UNKNOWN;
  /* What such a function reports has no way out of a kernel. */
  if (from->kind == TENDRIL_IR_NATIVE &&
      (from->overload->flags & TENDRIL_OVERLOAD_MAY_RAISE) != 0)
    to->kind = TENDRIL_BACKEND_UNKNOWN;
  to->type = view_type (from->type);
  to->n_arguments = from->n_arguments;
  to->arguments = (const guint32 *) (gpointer) ir->arguments->data + from->first_argument;

  if (to->kind == TENDRIL_BACKEND_PARAMETER)
    to->parameter = from->parameter;
  else if (to->kind == TENDRIL_BACKEND_CONSTANT)
    to->int_constant = from->constant.i;
  else if (to->kind == TENDRIL_BACKEND_OPERATION)
    to->operation = operations[from->intrinsic];
  else if (to->kind == TENDRIL_BACKEND_CALL)
    to->call = view_call (from->overload, arena);
}

const TendrilBackendIr *
tendril_backend_view_new (const TendrilIr *ir,
                          TendrilArena    *arena)
{
  TendrilBackendIr *view = tendril_arena_new0 (arena, TendrilBackendIr, 1);
  guint n_instructions = ir->instructions->len;
  TendrilBackendInstruction *instructions =
    tendril_arena_new0 (arena, TendrilBackendInstruction, n_instructions);
  TendrilBackendType *parameters =
    tendril_arena_new0 (arena, TendrilBackendType, ir->n_parameters);

  for (guint i = 0; i < n_instructions; i++)
    view_instruction (ir, tendril_ir_get (ir, i), &instructions[i], arena);
  for (guint i = 0; i < ir->n_parameters; i++)
    parameters[i] = instructions[i].type;
  *view = (TendrilBackendIr) {
    .n_instructions = n_instructions,
    .instructions = instructions,
    .n_parameters = ir->n_parameters,
    .parameters = parameters,
    .result = ir->result,
    .result_type = view_type (ir->result_type),
  };

  return view;
}
