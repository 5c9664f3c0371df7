/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-ir-dump-private.h"

#define NAME(name, field, value) [TENDRIL_INTRINSIC_##name] = #name,

const char *
tendril_intrinsic_get_name (TendrilIntrinsic intrinsic)
{
  static const char *const names[] = {
    TENDRIL_INTRINSICS (NAME)
    TENDRIL_CHECKED_INTRINSICS (NAME)
  };

  return names[intrinsic];
}

static void
append_constant (GString        *text,
                 TendrilType    *type,
                 TendrilPayload  value)
{
  char buffer[TENDRIL_FLOAT_TEXT_SIZE];

  if (type == tendril_type_float64 ())
    {
      tendril_float_to_text (value.f, buffer);
      g_string_append_printf (text, " %s", buffer);
    }
  else if (type == tendril_type_bool ())
    g_string_append (text, value.i ? " True" : " False");
  else
    g_string_append_printf (text, " %" G_GINT64_FORMAT, value.i);
}

static const char *
typed_name (TendrilTypedKind kind)
{
  static const char *const names[] = {
    [TENDRIL_TYPED_CONSTANT] = "constant",
    [TENDRIL_TYPED_PARAMETER] = "parameter",
    [TENDRIL_TYPED_OPERAND] = "operand",
    [TENDRIL_TYPED_RETYPE] = "retype",
    [TENDRIL_TYPED_INTRINSIC] = "intrinsic",
    [TENDRIL_TYPED_NATIVE] = "native",
    [TENDRIL_TYPED_CLOSURE] = "closure",
    [TENDRIL_TYPED_FIELD] = "field",
    [TENDRIL_TYPED_STRUCT] = "struct",
    [TENDRIL_TYPED_BIND] = "bind",
    [TENDRIL_TYPED_LOCAL] = "local",
    [TENDRIL_TYPED_INLINE] = "inline",
    [TENDRIL_TYPED_AND] = "and",
    [TENDRIL_TYPED_OR] = "or",
    [TENDRIL_TYPED_CHAIN] = "chain",
    [TENDRIL_TYPED_CONDITIONAL] = "conditional",
  };

  return kind < G_N_ELEMENTS (names) && names[kind] != NULL ? names[kind] : "node";
}

static void
append_detail (const TendrilTyped *typed,
               GString            *text)
{
  if (typed->kind == TENDRIL_TYPED_CONSTANT)
    append_constant (text, typed->type, typed->constant);
  else if (typed->kind == TENDRIL_TYPED_INTRINSIC)
    g_string_append_printf (text, " %s", tendril_intrinsic_get_name (typed->intrinsic));
  else if (typed->kind == TENDRIL_TYPED_NATIVE)
    g_string_append_printf (text, " %s", typed->overload->name);
  else if (typed->kind == TENDRIL_TYPED_PARAMETER || typed->kind == TENDRIL_TYPED_OPERAND)
    g_string_append_printf (text, " %u", typed->index);
}

void
tendril_typed_dump (const TendrilTyped *typed,
                    guint               depth,
                    GString            *text)
{
  g_string_append_printf (text, "%*s%s", 2 * depth, "", typed_name (typed->kind));
  append_detail (typed, text);
  g_string_append_printf (text, " : %s\n", tendril_type_get_name (typed->type));
  for (guint i = 0; i < typed->n_arguments; i++)
    tendril_typed_dump (typed->arguments[i], depth + 1, text);
  if (typed->kind == TENDRIL_TYPED_INLINE)
    tendril_typed_dump (typed->body, depth + 1, text);
}

static void
append_what (const TendrilIrInstruction *instruction,
             GString                    *text)
{
  static const char *const names[] = {
    [TENDRIL_IR_PARAMETER] = "parameter", [TENDRIL_IR_CONSTANT] = "constant",
    [TENDRIL_IR_INTRINSIC] = "",          [TENDRIL_IR_NATIVE] = "call",
    [TENDRIL_IR_IF] = "if",               [TENDRIL_IR_ELSE] = "else",
    [TENDRIL_IR_END] = "end",             [TENDRIL_IR_CLOSURE] = "closure",
    [TENDRIL_IR_FIELD] = "field",         [TENDRIL_IR_STRUCT] = "struct",
  };
  const char *name = instruction->kind < G_N_ELEMENTS (names) ? names[instruction->kind] : NULL;

  g_string_append (text, name != NULL ? name : "other");
  if (instruction->kind == TENDRIL_IR_CONSTANT)
    append_constant (text, instruction->type, instruction->constant);
  else if (instruction->kind == TENDRIL_IR_INTRINSIC)
    g_string_append (text, tendril_intrinsic_get_name (instruction->intrinsic));
  else if (instruction->kind == TENDRIL_IR_NATIVE)
    g_string_append_printf (text, " %s", instruction->overload->name);
  else if (instruction->kind == TENDRIL_IR_PARAMETER)
    g_string_append_printf (text, " %u", instruction->parameter);
}

void
tendril_ir_dump (const TendrilIr *ir,
                 GString         *text)
{
  guint depth = 0;

  for (guint i = 0; i < ir->instructions->len; i++)
    {
      const TendrilIrInstruction *instruction = tendril_ir_get (ir, i);
      gboolean has_value =
        instruction->kind != TENDRIL_IR_IF && instruction->kind != TENDRIL_IR_ELSE;

      if (instruction->kind == TENDRIL_IR_ELSE || instruction->kind == TENDRIL_IR_END)
        depth -= depth > 0;
      g_string_append_printf (text, "%*s", 2 * depth, "");
      if (has_value)
        g_string_append_printf (text, "%%%u = ", i);
      append_what (instruction, text);
      for (guint j = 0; j < instruction->n_arguments; j++)
        g_string_append_printf (text, " %%%u", tendril_ir_get_argument (ir, instruction, j));
      if (has_value)
        g_string_append_printf (text, " : %s", tendril_type_get_name (instruction->type));
      g_string_append_c (text, '\n');
      if (instruction->kind == TENDRIL_IR_IF || instruction->kind == TENDRIL_IR_ELSE)
        depth++;
    }
  g_string_append_printf (text, "return %%%u : %s\n", ir->result,
                          tendril_type_get_name (ir->result_type));
}
