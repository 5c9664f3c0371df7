/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-backend.h"
#include "tendril-ir-private.h"

G_BEGIN_DECLS

/* Control first, then the intrinsics: an intrinsic's opcode is FIRST_INTRINSIC + its number. */
typedef enum
{
  /* a = constants[target] */
  TENDRIL_OPCODE_CONSTANT,
  /* a = b */
  TENDRIL_OPCODE_MOVE,
  TENDRIL_OPCODE_JUMP,
  /* to target unless a */
  TENDRIL_OPCODE_JUMP_UNLESS,
  /* calls[target] */
  TENDRIL_OPCODE_CALL,
  /* The same for a call that can fail. */
  TENDRIL_OPCODE_CALL_CHECKED,
  /* a = the field of the struct in b at the byte offset c, and the struct's field at c = b */
  TENDRIL_OPCODE_LOAD_WORD,
  TENDRIL_OPCODE_LOAD_BOOL,
  TENDRIL_OPCODE_STORE_WORD,
  TENDRIL_OPCODE_STORE_BOOL,
  /* a and those behind it = b and those behind it, c of them */
  TENDRIL_OPCODE_MOVE_STRUCT,
  /* the result is in a */
  TENDRIL_OPCODE_RETURN,
  TENDRIL_OPCODE_FIRST_INTRINSIC,
} TendrilOpcode;

typedef struct
{
  guint16 opcode;
  guint16 a;
  union
  {
    struct
    {
      guint16 b;
      guint16 c;
    };
    guint32 target;
  };
} TendrilInstruction;

G_STATIC_ASSERT (sizeof (TendrilInstruction) == 8);

/* What an error at run time points at. */
typedef struct
{
  TendrilTree *tree;
  TendrilSourceSpan mark;
} TendrilPlace;

typedef struct _TendrilCall TendrilCall;
typedef void (*TendrilTrampoline) (const TendrilCall *call, TendrilPayload *registers);
typedef gboolean (*TendrilCheckedTrampoline) (const TendrilCall *call, TendrilPayload *registers,
                                              GError **error);

/* A call of an overload, with the numbers of the registers it reads and writes. */
struct _TendrilCall
{
  gpointer function;
  TendrilTrampoline trampoline;
  /* Instead of the above, of a call that can fail. */
  TendrilCheckedTrampoline checked;
  /* Of a closure; a reference. */
  TendrilOverload *overload;
  TendrilType **types;
  TendrilType *result_type;
  /* For trampolines that need to be told the types: an ffi_cif and its arguments' types. */
  gpointer details;
  guint16 result;
  guint16 n_arguments;
  guint16 *arguments;
};

/* A function for certain types of arguments, ready to run; immutable. The arguments are passed in
 * the first registers, each in as many as its type has slots. */
typedef struct
{
  guint n_registers;
  guint n_parameter_slots;
  TendrilType *result_type;
  TendrilInstruction *instructions;
  TendrilPlace *places;
  TendrilPayload *constants;
  TendrilCall *calls;
  guint n_instructions;
  guint n_calls;
  /* Of the places. */
  GPtrArray *trees;
  /* What a back end made of it, or NULL. It is asked first, and the instructions where it fails. */
  TendrilBackendCode *compiled;
  /* The extensions of which it uses something; NULL for none. */
  GPtrArray *owners;
} TendrilCode;

/* NULL with an error where the registers cannot be numbered. */
TendrilCode *tendril_code_new        (const TendrilIr    *ir,
                                      GError            **error);
void         tendril_code_free       (TendrilCode        *self);
/* Fills as many payloads of @result as the result's type has slots. */
gboolean     tendril_code_run        (const TendrilCode  *self,
                                      TendrilPayload     *registers,
                                      TendrilPayload     *result,
                                      GError            **error);

/* Sets the trampoline and its details for a native function, which may want a GError **. */
void         tendril_call_prepare    (TendrilCall        *self,
                                      TendrilType        *result,
                                      TendrilType *const *arguments,
                                      gboolean            may_raise);
/* The same for a closure. */
void         tendril_call_prepare_closure (TendrilCall        *self,
                                           TendrilOverload    *overload,
                                           TendrilType        *result,
                                           TendrilType *const *arguments);
void         tendril_call_clear      (TendrilCall        *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilCode, tendril_code_free)

G_END_DECLS
