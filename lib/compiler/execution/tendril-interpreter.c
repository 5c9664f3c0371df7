/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-code-private.h"

#include <math.h>
#include <string.h>

#include "tendril-arithmetic-private.h"

#define OPCODE(name) (TENDRIL_OPCODE_FIRST_INTRINSIC + TENDRIL_INTRINSIC_##name)

#define RUN(name, field, value)                                                              \
  case OPCODE (name):                                                                        \
    a = registers[at->b];                                                                    \
    b = registers[at->c];                                                                    \
    registers[at->a].field = value;                                                          \
    break;

#define RUN_CHECKED(name, field, value)                                                      \
  case OPCODE (name):                                                                        \
    a = registers[at->b];                                                                    \
    b = registers[at->c];                                                                    \
    if (G_UNLIKELY (b.i == 0))                                                               \
      return fail_division (self, at, error);                                                \
    registers[at->a].field = value;                                                          \
    break;

static gboolean
fail_division (const TendrilCode         *self,
               const TendrilInstruction  *at,
               GError                   **error)
{
  const TendrilPlace *place = &self->places[at - self->instructions];

  return tendril_source_fail (place->tree->source, place->mark, TENDRIL_ERROR_ZERO_DIVISION, NULL,
                              error, "integer division or modulo by zero");
}

static void
load_bool (TendrilPayload           *registers,
           const TendrilInstruction *at)
{
  gboolean truth;

  memcpy (&truth, (const guint8 *) &registers[at->b] + at->c, sizeof truth);
  registers[at->a].i = truth != FALSE;
}

static void
store_bool (TendrilPayload           *registers,
            const TendrilInstruction *at)
{
  gboolean truth = registers[at->b].i != 0;

  memcpy ((guint8 *) &registers[at->a] + at->c, &truth, sizeof truth);
}

/* The overload does not know where it was called, so that is added here. */
static gboolean
call_checked (const TendrilCode         *self,
              const TendrilInstruction  *at,
              TendrilPayload            *registers,
              GError                   **error)
{
  const TendrilCall *call = &self->calls[at->target];
  const TendrilPlace *place = &self->places[at - self->instructions];
  g_autoptr (GError) cause = NULL;

  if (call->checked (call, registers, &cause))
    return TRUE;

  /* What an overload reports keeps its domain and code. */
  tendril_source_fail (place->tree->source, place->mark, TENDRIL_ERROR_CALL_FAILED, NULL, error,
                       "%s", cause != NULL ? cause->message : "the call failed");
  if (cause != NULL && error != NULL)
    {
      (*error)->domain = cause->domain;
      (*error)->code = cause->code;
    }
  return FALSE;
}

static void
finish (const TendrilCode    *self,
        const TendrilPayload *from,
        TendrilPayload       *result)
{
  memcpy (result, from, tendril_type_get_n_slots (self->result_type) * sizeof *result);
}

/* An intrinsic of one operand reads a second one that it does not use: register 0. */
gboolean
tendril_code_run (const TendrilCode  *self,
                  TendrilPayload     *registers,
                  TendrilPayload     *result,
                  GError            **error)
{
  const TendrilInstruction *at = self->instructions;
  TendrilPayload a;
  TendrilPayload b;

  for (;; at++)
    {
      switch (at->opcode)
        {
        case TENDRIL_OPCODE_CONSTANT:
          registers[at->a] = self->constants[at->target];
          break;
        case TENDRIL_OPCODE_MOVE:
          registers[at->a] = registers[at->b];
          break;
        case TENDRIL_OPCODE_JUMP:
          at = self->instructions + at->target - 1;
          break;
        case TENDRIL_OPCODE_JUMP_UNLESS:
          if (!registers[at->a].i)
            at = self->instructions + at->target - 1;
          break;
        case TENDRIL_OPCODE_CALL:
          self->calls[at->target].trampoline (&self->calls[at->target], registers);
          break;
        case TENDRIL_OPCODE_CALL_CHECKED:
          if (!call_checked (self, at, registers, error))
            return FALSE;
          break;
        case TENDRIL_OPCODE_LOAD_WORD:
          memcpy (&registers[at->a], (const guint8 *) &registers[at->b] + at->c, sizeof a);
          break;
        case TENDRIL_OPCODE_LOAD_BOOL:
          load_bool (registers, at);
          break;
        case TENDRIL_OPCODE_STORE_WORD:
          memcpy ((guint8 *) &registers[at->a] + at->c, &registers[at->b], sizeof a);
          break;
        case TENDRIL_OPCODE_STORE_BOOL:
          store_bool (registers, at);
          break;
        case TENDRIL_OPCODE_MOVE_STRUCT:
          memcpy (&registers[at->a], &registers[at->b], at->c * sizeof a);
          break;
        case TENDRIL_OPCODE_RETURN:
          finish (self, &registers[at->a], result);
          return TRUE;
        TENDRIL_INTRINSICS (RUN)
        TENDRIL_CHECKED_INTRINSICS (RUN_CHECKED)
        default:
          g_assert_not_reached ();
        }
    }
}
