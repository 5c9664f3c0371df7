/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-code-private.h"

#include <ffi.h>

#include "tendril-limits-private.h"

/* One function per list of up to four int64 and float64: each calls through a pointer of exactly
 * the type that the overload was declared with. i is an int64, f a float64, b a bool. */
#define C_TYPE_i gint64
#define C_TYPE_f double
#define C_TYPE_b gboolean
#define FIELD_i i
#define FIELD_f f
#define FIELD_b i
#define STORE_i(value) (value)
#define STORE_f(value) (value)
#define STORE_b(value) ((value) != 0)
#define BIT_i 0
#define BIT_f 1

#define ARGUMENT(n, kind) registers[call->arguments[n]].FIELD_##kind
#define DEFINE(name, r, types, values)                                                       \
  static void name (const TendrilCall *call, TendrilPayload *registers)                      \
  {                                                                                          \
    C_TYPE_##r (*function) types = (C_TYPE_##r (*) types) call->function;                    \
                                                                                             \
    registers[call->result].FIELD_##r = STORE_##r (function values);                         \
  }

#define DEFINE_0(r) DEFINE (call_##r, r, (void), ())
#define DEFINE_1(r, a) DEFINE (call_##r##a, r, (C_TYPE_##a), (ARGUMENT (0, a)))
#define DEFINE_2(r, a, b)                                                                    \
  DEFINE (call_##r##a##b, r, (C_TYPE_##a, C_TYPE_##b), (ARGUMENT (0, a), ARGUMENT (1, b)))
#define DEFINE_3(r, a, b, c)                                                                 \
  DEFINE (call_##r##a##b##c, r, (C_TYPE_##a, C_TYPE_##b, C_TYPE_##c),                        \
          (ARGUMENT (0, a), ARGUMENT (1, b), ARGUMENT (2, c)))
#define DEFINE_4(r, a, b, c, d)                                                              \
  DEFINE (call_##r##a##b##c##d, r, (C_TYPE_##a, C_TYPE_##b, C_TYPE_##c, C_TYPE_##d),         \
          (ARGUMENT (0, a), ARGUMENT (1, b), ARGUMENT (2, c), ARGUMENT (3, d)))

/* A one, then a bit per argument. */
#define ENTRY_0(r) [1] = call_##r,
#define ENTRY_1(r, a) [2 + BIT_##a] = call_##r##a,
#define ENTRY_2(r, a, b) [4 + 2 * BIT_##a + BIT_##b] = call_##r##a##b,
#define ENTRY_3(r, a, b, c) [8 + 4 * BIT_##a + 2 * BIT_##b + BIT_##c] = call_##r##a##b##c,
#define ENTRY_4(r, a, b, c, d)                                                               \
  [16 + 8 * BIT_##a + 4 * BIT_##b + 2 * BIT_##c + BIT_##d] = call_##r##a##b##c##d,

#define EACH_1(X, r) X##_1 (r, i) X##_1 (r, f)
#define EACH_2(X, r) X##_2 (r, i, i) X##_2 (r, i, f) X##_2 (r, f, i) X##_2 (r, f, f)
#define EACH_3(X, r, a) X##_3 (r, a, i, i) X##_3 (r, a, i, f) X##_3 (r, a, f, i) X##_3 (r, a, f, f)
#define EACH_4(X, r, a, b)                                                                   \
  X##_4 (r, a, b, i, i) X##_4 (r, a, b, i, f) X##_4 (r, a, b, f, i) X##_4 (r, a, b, f, f)
#define EACH(X, r)                                                                           \
  X##_0 (r) EACH_1 (X, r) EACH_2 (X, r) EACH_3 (X, r, i) EACH_3 (X, r, f)                    \
  EACH_4 (X, r, i, i) EACH_4 (X, r, i, f) EACH_4 (X, r, f, i) EACH_4 (X, r, f, f)

EACH (DEFINE, i)
EACH (DEFINE, f)
EACH (DEFINE, b)

#define MAX_DIRECT_ARGUMENTS 4

static const TendrilTrampoline trampolines[TENDRIL_N_KINDS][2 << MAX_DIRECT_ARGUMENTS] = {
  [TENDRIL_KIND_INT64] = { EACH (ENTRY, i) },
  [TENDRIL_KIND_FLOAT64] = { EACH (ENTRY, f) },
  [TENDRIL_KIND_BOOL] = { EACH (ENTRY, b) },
};

typedef struct
{
  ffi_cif interface;
  TendrilKind result;
  ffi_type *types[];
} Details;

static ffi_type *
ffi_type_of (TendrilKind kind)
{
  ffi_type *const types[TENDRIL_N_KINDS] = {
    [TENDRIL_KIND_BOOL] = &ffi_type_sint,
    [TENDRIL_KIND_INT64] = &ffi_type_sint64,
    [TENDRIL_KIND_FLOAT64] = &ffi_type_double,
  };

  return types[kind];
}

static void
call_any (const TendrilCall *call,
          TendrilPayload    *registers)
{
  Details *details = call->details;
  void *values[TENDRIL_MAX_PARAMETERS];
  int truths[TENDRIL_MAX_PARAMETERS];
  union
  {
    ffi_arg truth;
    TendrilPayload payload;
  } result;

  for (guint i = 0; i < call->n_arguments; i++)
    {
      TendrilPayload *value = &registers[call->arguments[i]];

      truths[i] = (int) value->i;
      values[i] = details->types[i] == &ffi_type_sint ? (void *) &truths[i] : value;
    }

  ffi_call (&details->interface, FFI_FN (call->function), &result, values);
  if (details->result == TENDRIL_KIND_BOOL)
    registers[call->result].i = (int) result.truth != 0;
  else
    registers[call->result] = result.payload;
}

static TendrilTrampoline
find_direct (const TendrilCall  *self,
             TendrilType        *result,
             TendrilType *const *arguments)
{
  guint index = 1;

  if (self->n_arguments > MAX_DIRECT_ARGUMENTS)
    return NULL;
  for (guint i = 0; i < self->n_arguments; i++)
    {
      TendrilKind kind = tendril_type_get_kind (arguments[i]);

      if (kind == TENDRIL_KIND_BOOL)
        return NULL;
      index = index * 2 + (kind == TENDRIL_KIND_FLOAT64);
    }

  return trampolines[tendril_type_get_kind (result)][index];
}

void
tendril_call_prepare (TendrilCall        *self,
                      TendrilType        *result,
                      TendrilType *const *arguments)
{
  Details *details;
  ffi_status status;

  self->trampoline = find_direct (self, result, arguments);
  if (self->trampoline != NULL)
    return;

  details = g_malloc0 (sizeof *details + self->n_arguments * sizeof (ffi_type *));
  details->result = tendril_type_get_kind (result);
  for (guint i = 0; i < self->n_arguments; i++)
    details->types[i] = ffi_type_of (tendril_type_get_kind (arguments[i]));
  status = ffi_prep_cif (&details->interface, FFI_DEFAULT_ABI, self->n_arguments,
                         ffi_type_of (details->result), details->types);
  g_assert (status == FFI_OK);

  self->details = details;
  self->trampoline = call_any;
}

void
tendril_call_clear (TendrilCall *self)
{
  g_free (self->details);
  g_free (self->arguments);
}
