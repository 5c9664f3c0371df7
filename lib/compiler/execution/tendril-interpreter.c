/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-code-private.h"

#include <math.h>

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
        case TENDRIL_OPCODE_RETURN:
          *result = registers[at->a];
          return TRUE;
        TENDRIL_INTRINSICS (RUN)
        TENDRIL_CHECKED_INTRINSICS (RUN_CHECKED)
        default:
          g_assert_not_reached ();
        }
    }
}
