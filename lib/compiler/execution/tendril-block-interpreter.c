/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-block-private.h"

#include <string.h>

#include "tendril-limits-private.h"

/* Functions with no more registers run without allocating. */
#define SMALL_FRAME 24
#define CACHE_LINE 64
/* How far ahead inputs are asked for: far enough that memory answers in time. */
#define PREFETCH_BLOCKS 4

typedef TendrilPayload Block[TENDRIL_BLOCK_SIZE];

typedef struct
{
  const TendrilBlockCode *code;
  TendrilPayload **registers;
  /* The divisor where elements outside of the mask are 0. */
  Block divisors;
  guint n;
} Run;

typedef gboolean (*RunFunc) (Run *self, const TendrilBlockInstruction **at);

static TendrilPayload *
get (const Run *self,
     guint16    index)
{
  return index != TENDRIL_NO_REGISTER ? self->registers[index] : NULL;
}

static gboolean
run_loop (Run                            *self,
          const TendrilBlockInstruction **at)
{
  TendrilBlockLoop loop = (TendrilBlockLoop) (*at)->function;

  loop (self->registers[(*at)->a], self->registers[(*at)->b], self->registers[(*at)->c], self->n);
  return TRUE;
}

static gboolean
run_checked (Run                            *self,
             const TendrilBlockInstruction **at)
{
  TendrilBlockLoop loop = (TendrilBlockLoop) (*at)->function;
  const TendrilPayload *mask = get (self, (*at)->mask);
  const TendrilPayload *divisors = self->registers[(*at)->c];

  if (self->code->loops->has_zero (mask, divisors, self->n))
    return FALSE;

  for (guint i = 0; i < self->n && mask != NULL; i++)
    self->divisors[i].i = divisors[i].i != 0 ? divisors[i].i : 1;
  loop (self->registers[(*at)->a], self->registers[(*at)->b],
        mask != NULL ? self->divisors : divisors, self->n);
  return TRUE;
}

static gboolean
run_vector (Run                            *self,
            const TendrilBlockInstruction **at)
{
  const TendrilBlockLoops *loops = self->code->loops;
  TendrilPayload *a = self->registers[(*at)->a];
  const TendrilPayload *b = self->registers[(*at)->b];

  if ((*at)->index == 1)
    loops->vector_1 ((*at)->function, a, b, self->n);
  else
    loops->vector_2 ((*at)->function, a, b, self->registers[(*at)->c], self->n);
  return TRUE;
}

static gboolean
run_call (Run                            *self,
          const TendrilBlockInstruction **at)
{
  const TendrilCall *call = &g_array_index (self->code->calls, TendrilCall, (*at)->index);
  const guint16 *places = call->arguments + call->n_arguments;
  const TendrilPayload *mask = get (self, (*at)->mask);
  TendrilPayload *result = self->registers[(*at)->a];
  TendrilPayload values[TENDRIL_MAX_PARAMETERS + 1];

  for (guint i = 0; i < self->n; i++)
    {
      if (mask != NULL && !mask[i].i)
        continue;
      for (guint j = 0; j < call->n_arguments; j++)
        values[j] = self->registers[places[j]][i];
      call->trampoline (call, values);
      result[i] = values[call->result];
    }

  return TRUE;
}

/* Nothing jumps back: the targets lie behind, and the caller steps on by one. */
static void
jump_unless (Run                            *self,
             const TendrilBlockInstruction **at,
             gboolean                        any)
{
  if (!any)
    *at = &g_array_index (self->code->instructions, TendrilBlockInstruction, 0) + (*at)->target - 1;
}

static gboolean
run_mask (Run                            *self,
          const TendrilBlockInstruction **at)
{
  jump_unless (self, at, self->code->loops->mask (self->registers[(*at)->a], get (self, (*at)->c),
                                                  self->registers[(*at)->b], self->n));
  return TRUE;
}

static gboolean
run_mask_not (Run                            *self,
              const TendrilBlockInstruction **at)
{
  jump_unless (self, at,
               self->code->loops->mask_not (self->registers[(*at)->a], get (self, (*at)->c),
                                            self->registers[(*at)->b], self->n));
  return TRUE;
}

static gboolean
run_select (Run                            *self,
            const TendrilBlockInstruction **at)
{
  self->code->loops->select (self->registers[(*at)->a], self->registers[(*at)->mask],
                             self->registers[(*at)->b], self->registers[(*at)->c], self->n);
  return TRUE;
}

static const RunFunc run_funcs[] = {
  [TENDRIL_BLOCK_LOOP] = run_loop,         [TENDRIL_BLOCK_CHECKED] = run_checked,
  [TENDRIL_BLOCK_VECTOR] = run_vector,     [TENDRIL_BLOCK_CALL] = run_call,
  [TENDRIL_BLOCK_MASK] = run_mask,         [TENDRIL_BLOCK_MASK_NOT] = run_mask_not,
  [TENDRIL_BLOCK_SELECT] = run_select,
};

static gboolean
run_all (Run    *self,
         GArray *instructions)
{
  const TendrilBlockInstruction *at = (const TendrilBlockInstruction *) instructions->data;
  const TendrilBlockInstruction *end = at + instructions->len;

  for (; at < end; at++)
    {
      if (!run_funcs[at->opcode](self, &at))
        return FALSE;
    }

  return TRUE;
}

static gboolean
has_bit (guint64 bits,
         guint   index)
{
  return (bits >> index & 1) != 0;
}

static void
begin (Run                 *self,
       const gconstpointer *inputs)
{
  const TendrilBlockCode *code = self->code;

  for (guint i = 0; i < code->n_parameters; i++)
    {
      TendrilPayload value;

      if (!has_bit (code->broadcast, i))
        continue;
      if (has_bit (code->bools, i))
        value.i = *(const guint8 *) inputs[i] != 0;
      else
        value = *(const TendrilPayload *) inputs[i];
      code->loops->fill (self->registers[i], value, self->n);
    }
  for (guint i = 0; i < code->constants->len; i++)
    {
      const TendrilBlockConstant *each = &g_array_index (code->constants, TendrilBlockConstant, i);

      code->loops->fill (self->registers[each->value], each->constant, self->n);
    }
  run_all (self, code->prologue);
}

/* Inputs are read where they are; a bool is widened. */
static void
enter_block (Run                 *self,
             const gconstpointer *inputs,
             gsize                done)
{
  const TendrilBlockCode *code = self->code;

  for (guint i = 0; i < code->n_parameters; i++)
    {
      const TendrilPayload *input = (const TendrilPayload *) inputs[i] + done;

      if (has_bit (code->broadcast, i))
        continue;
      if (has_bit (code->bools, i))
        {
          code->loops->widen (self->registers[i], (const guint8 *) inputs[i] + done, self->n);
          continue;
        }
      self->registers[i] = (TendrilPayload *) input;
      for (guint j = 0; j < sizeof (Block); j += CACHE_LINE)
        __builtin_prefetch ((const guint8 *) (input + PREFETCH_BLOCKS * TENDRIL_BLOCK_SIZE) + j);
    }
}

static void
leave_block (Run      *self,
             gpointer  output,
             gsize     done)
{
  const TendrilBlockCode *code = self->code;
  const TendrilPayload *result = self->registers[code->result];

  if (code->result_is_bool)
    code->loops->narrow ((guint8 *) output + done, result, self->n);
  else if (!code->writes_output)
    memmove ((TendrilPayload *) output + done, result, self->n * sizeof *result);
}

static gsize
run_blocks (Run                 *self,
            const gconstpointer *inputs,
            gpointer             output,
            gsize                n)
{
  gsize done = 0;

  self->n = MIN (n, TENDRIL_BLOCK_SIZE);
  begin (self, inputs);
  for (; done < n; done += self->n)
    {
      self->n = MIN (n - done, TENDRIL_BLOCK_SIZE);
      enter_block (self, inputs, done);
      if (self->code->writes_output)
        self->registers[self->code->result] = (TendrilPayload *) output + done;
      if (!run_all (self, self->code->instructions))
        break;
      leave_block (self, output, done);
    }

  return done;
}

static gsize
run_in_frame (const TendrilBlockCode *code,
              Block                  *frame,
              const gconstpointer    *inputs,
              gpointer                output,
              gsize                   n)
{
  g_autofree TendrilPayload **large = NULL;
  TendrilPayload *small[SMALL_FRAME];
  Run self = { .code = code, .registers = small };

  if (code->n_registers > SMALL_FRAME)
    self.registers = large = g_new (TendrilPayload *, code->n_registers);
  for (guint i = 0; i < code->n_registers; i++)
    self.registers[i] = frame[i];

  return run_blocks (&self, inputs, output, n);
}

static gsize
run_large (const TendrilBlockCode *code,
           const gconstpointer    *inputs,
           gpointer                output,
           gsize                   n)
{
  g_autofree Block *frame = g_malloc (code->n_registers * sizeof (Block));

  return run_in_frame (code, frame, inputs, output, n);
}

static gsize G_NO_INLINE
run_small (const TendrilBlockCode *code,
           const gconstpointer    *inputs,
           gpointer                output,
           gsize                   n)
{
  Block frame[SMALL_FRAME] __attribute__ ((aligned (CACHE_LINE)));

  return run_in_frame (code, frame, inputs, output, n);
}

gsize
tendril_block_code_run (gpointer             block_code,
                        const gconstpointer *inputs,
                        gpointer             output,
                        gsize                n)
{
  const TendrilBlockCode *code = block_code;

  return code->n_registers > SMALL_FRAME ? run_large (code, inputs, output, n)
                                         : run_small (code, inputs, output, n);
}
