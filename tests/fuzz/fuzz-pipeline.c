/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The source up to a zero byte, then nine bytes per parameter: its type and its value. What the
 * bytecode gives is compared with the IR, walked here with a place for every value: the registers
 * and jumps must have changed nothing. */

#include "fuzz-target.h"

#include <math.h>
#include <string.h>

#include "tendril-arithmetic-private.h"
#include "tendril-builtins-private.h"
#include "tendril-code-private.h"
#include "tendril-limits-private.h"
#include "tendril-registrar-private.h"

const char *const fuzz_dictionary[] = {
  "lambda: ", "lambda a: ", "lambda a, b: ", "a", "b", " if ", " else ", " and ", " or ", "not ",
  " ** 2", " // ", " % ", " / ", " * ", " + ", "-", " < ", " <= ", " == ", " != ", "(", ")", ", ",
  "(c := ", "min (", "max (", "abs (", "round (", "sqrt (", "gcd (", "floor (", "ldexp (", "log (",
  "pi", "inf", "nan", "True", "False", "0", "1.5", "9223372036854775807", "a.b", NULL,
};

static TendrilType *
pick_type (guint8 byte)
{
  static const char *const names[] = { "bool", "int64", "float64" };

  return tendril_type_lookup (names[byte % G_N_ELEMENTS (names)]);
}

static const TendrilOverloadTable *
get_builtins (void)
{
  static TendrilOverloadTable *table;

  if (table == NULL)
    {
      TendrilRegistrar *registrar = tendril_registrar_new ();
      g_autoptr (GPtrArray) journals = g_ptr_array_new ();

      tendril_builtins_register (registrar);
      g_ptr_array_add (journals, tendril_registrar_get_journal (registrar));
      table = tendril_overload_table_new (NULL);
      tendril_overload_table_add (table, journals);
      g_object_unref (registrar);
    }

  return table;
}

#define EVALUATE(name, field, value)                                                         \
  case TENDRIL_INTRINSIC_##name:                                                             \
    result->field = value;                                                                   \
    return TRUE;

#define EVALUATE_CHECKED(name, field, value)                                                 \
  case TENDRIL_INTRINSIC_##name:                                                             \
    if (b.i == 0)                                                                            \
      return FALSE;                                                                          \
    result->field = value;                                                                   \
    return TRUE;

static gboolean
evaluate_intrinsic (TendrilIntrinsic  intrinsic,
                    TendrilPayload    a,
                    TendrilPayload    b,
                    TendrilPayload   *result)
{
  switch ((int) intrinsic)
    {
    TENDRIL_INTRINSICS (EVALUATE)
    TENDRIL_CHECKED_INTRINSICS (EVALUATE_CHECKED)
    default:
      g_assert_not_reached ();
    }
}

static TendrilPayload
get_argument (const TendrilIr            *ir,
              const TendrilIrInstruction *instruction,
              guint                       i,
              const TendrilPayload       *values)
{
  return values[tendril_ir_get_argument (ir, instruction, i)];
}

static void
evaluate_native (const TendrilIr            *ir,
                 const TendrilIrInstruction *instruction,
                 const TendrilPayload       *values,
                 TendrilPayload             *result)
{
  TendrilPayload registers[TENDRIL_MAX_PARAMETERS + 1];
  guint16 numbers[TENDRIL_MAX_PARAMETERS];
  TendrilCall call = { .function = instruction->overload->function,
                       .n_arguments = instruction->n_arguments,
                       .result = TENDRIL_MAX_PARAMETERS };

  for (guint i = 0; i < instruction->n_arguments; i++)
    {
      numbers[i] = i;
      registers[i] = get_argument (ir, instruction, i, values);
    }
  call.arguments = g_memdup2 (numbers, call.n_arguments * sizeof *numbers);
  tendril_call_prepare (&call, instruction->type, instruction->parameters, FALSE);
  call.trampoline (&call, registers);
  *result = registers[TENDRIL_MAX_PARAMETERS];
  tendril_call_clear (&call);
}

/* The end of the branch that is not taken: its ELSE, or, from there, its END. */
static guint
skip_branch (const TendrilIr *ir,
             guint            at,
             TendrilIrKind    last)
{
  for (guint depth = 0;;)
    {
      TendrilIrKind kind = tendril_ir_get (ir, ++at)->kind;

      if (depth == 0 && kind == last)
        return at;
      if (kind == TENDRIL_IR_IF)
        depth++;
      else if (kind == TENDRIL_IR_END)
        depth--;
    }
}

/* FALSE where the function raises. */
static gboolean
evaluate (const TendrilIr      *ir,
          const TendrilPayload *arguments,
          TendrilPayload       *values)
{
  for (guint i = 0; i < ir->instructions->len; i++)
    {
      const TendrilIrInstruction *at = tendril_ir_get (ir, i);
      TendrilPayload a = at->n_arguments > 0 ? get_argument (ir, at, 0, values) : values[0];
      TendrilPayload b = at->n_arguments > 1 ? get_argument (ir, at, 1, values) : a;

      if (at->kind == TENDRIL_IR_PARAMETER)
        values[i] = arguments[at->parameter];
      else if (at->kind == TENDRIL_IR_CONSTANT)
        values[i] = at->constant;
      else if (at->kind == TENDRIL_IR_NATIVE)
        evaluate_native (ir, at, values, &values[i]);
      else if (at->kind == TENDRIL_IR_IF && !a.i)
        i = skip_branch (ir, i, TENDRIL_IR_ELSE);
      else if (at->kind == TENDRIL_IR_END)
        values[i] = a;
      else if (at->kind == TENDRIL_IR_INTRINSIC)
        {
          if (!evaluate_intrinsic (at->intrinsic, a, b, &values[i]))
            return FALSE;
        }
      else if (at->kind == TENDRIL_IR_ELSE)
        {
          i = skip_branch (ir, i, TENDRIL_IR_END);
          values[i] = a;
        }
    }

  return TRUE;
}

static gboolean
is_same (TendrilType    *type,
         TendrilPayload  a,
         TendrilPayload  b)
{
  if (type == tendril_type_lookup ("float64") && isnan (a.f))
    return isnan (b.f);
  return a.i == b.i;
}

static void
compare (const TendrilIr      *ir,
         const TendrilPayload *arguments)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TendrilCode) code = tendril_code_new (ir, &error);
  g_autofree TendrilPayload *registers = g_new0 (TendrilPayload, code->n_registers + 1);
  g_autofree TendrilPayload *values = g_new0 (TendrilPayload, ir->instructions->len);
  TendrilPayload result = { 0 };
  gboolean ok;

  g_assert_no_error (error);
  memcpy (registers, arguments, ir->n_parameters * sizeof *arguments);
  ok = tendril_code_run (code, registers, &result, &error);
  g_assert_true (ok == (error == NULL));
  g_assert_true (ok == evaluate (ir, arguments, values));
  g_assert_true (!ok || is_same (ir->result_type, result, values[ir->result]));
}

static void
read_parameters (const uint8_t   *data,
                 size_t           size,
                 guint            n,
                 TendrilType    **types,
                 TendrilPayload  *values)
{
  for (guint i = 0; i < n; i++)
    {
      uint8_t bytes[9] = { 0 };

      memcpy (bytes, data, MIN (size, sizeof bytes));
      data += MIN (size, sizeof bytes);
      size -= MIN (size, sizeof bytes);
      types[i] = pick_type (bytes[0]);
      memcpy (&values[i], bytes + 1, sizeof values[i]);
      if (types[i] == tendril_type_lookup ("bool"))
        values[i].i &= 1;
    }
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  size_t length = MIN (strlen (text) + 1, size);
  g_autoptr (TendrilSource) source = tendril_source_new (text, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TendrilTree) tree = tendril_tree_parse (source, &error);
  g_autoptr (TendrilArena) arena = tendril_arena_new ();
  g_autoptr (TendrilIr) ir = NULL;
  TendrilType *types[TENDRIL_MAX_PARAMETERS];
  TendrilPayload values[TENDRIL_MAX_PARAMETERS];
  const TendrilTyped *typed;

  if (tree == NULL)
    return 0;

  read_parameters (data + length, size - length, tree->n_parameters, types, values);
  typed = tendril_typed_new (tree, types, get_builtins (), arena, &error);
  ir = typed != NULL ? tendril_ir_new (tree, types, typed, &error) : NULL;
  g_assert_true ((ir == NULL) == (error != NULL));
  if (ir != NULL)
    compare (ir, values);
  else
    g_assert_true (error->domain == TENDRIL_ERROR && g_utf8_validate (error->message, -1, NULL));

  return 0;
}
