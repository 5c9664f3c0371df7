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

static const TendrilTrampoline trampolines[TENDRIL_N_SCALAR_KINDS][2 << MAX_DIRECT_ARGUMENTS] = {
  [TENDRIL_KIND_INT64] = { EACH (ENTRY, i) },
  [TENDRIL_KIND_FLOAT64] = { EACH (ENTRY, f) },
  [TENDRIL_KIND_BOOL] = { EACH (ENTRY, b) },
};

typedef struct
{
  ffi_cif interface;
  TendrilKind result;
  gboolean may_raise;
  ffi_type *types[];
} Details;

static ffi_type *
ffi_type_of (TendrilKind kind)
{
  ffi_type *const types[] = {
    [TENDRIL_KIND_BOOL] = &ffi_type_sint,       [TENDRIL_KIND_INT64] = &ffi_type_sint64,
    [TENDRIL_KIND_FLOAT64] = &ffi_type_double,  [TENDRIL_KIND_STRUCT] = &ffi_type_pointer,
    [TENDRIL_KIND_OBJECT] = &ffi_type_pointer,
  };

  return types[kind];
}

typedef union
{
  ffi_arg truth;
  TendrilPayload payload;
} ForeignResult;

/* What the pointers point at stands in @places. */
typedef union
{
  int truth;
  gpointer pointer;
} ForeignPlace;

static void
take_result (const TendrilCall   *call,
             const ForeignResult *result,
             TendrilPayload      *registers)
{
  Details *details = call->details;

  if (details->result == TENDRIL_KIND_BOOL)
    registers[call->result].i = (int) result->truth != 0;
  else if (details->result != TENDRIL_KIND_STRUCT)
    registers[call->result] = result->payload;
}

static void
call_foreign (const TendrilCall  *call,
              TendrilPayload     *registers,
              GError            **error)
{
  Details *details = call->details;
  void *values[TENDRIL_MAX_PARAMETERS + 2];
  ForeignPlace places[TENDRIL_MAX_PARAMETERS + 2];
  ForeignResult result;
  guint n = call->n_arguments;

  for (guint i = 0; i < call->n_arguments; i++)
    {
      TendrilPayload *value = &registers[call->arguments[i]];
      TendrilKind kind = tendril_type_get_kind (call->types[i]);

      if (kind == TENDRIL_KIND_BOOL)
        places[i].truth = (int) value->i;
      else
        places[i].pointer = value;
      values[i] = kind == TENDRIL_KIND_BOOL || kind == TENDRIL_KIND_STRUCT ? (void *) &places[i]
                                                                           : value;
    }
  if (details->result == TENDRIL_KIND_STRUCT)
    {
      places[n].pointer = &registers[call->result];
      values[n] = &places[n];
      n++;
    }
  if (details->may_raise)
    {
      places[n].pointer = error;
      values[n] = &places[n];
    }

  ffi_call (&details->interface, FFI_FN (call->function), &result, values);
  take_result (call, &result, registers);
}

static void
call_any (const TendrilCall *call,
          TendrilPayload    *registers)
{
  call_foreign (call, registers, NULL);
}

static gboolean
call_that_may_raise (const TendrilCall  *call,
                     TendrilPayload     *registers,
                     GError            **error)
{
  g_autoptr (GError) raised = NULL;

  call_foreign (call, registers, &raised);
  if (raised == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&raised));
  return FALSE;
}

static gboolean
call_closure (const TendrilCall  *call,
              TendrilPayload     *registers,
              GError            **error)
{
  const TendrilPayload *arguments[TENDRIL_MAX_PARAMETERS];

  for (guint i = 0; i < call->n_arguments; i++)
    arguments[i] = &registers[call->arguments[i]];

  return call->overload->invoke (call->overload, call->types, arguments, call->result_type,
                                 &registers[call->result], error);
}

static TendrilTrampoline
find_direct (const TendrilCall  *self,
             TendrilType        *result,
             TendrilType *const *arguments)
{
  guint index = 1;

  if (self->n_arguments > MAX_DIRECT_ARGUMENTS ||
      tendril_type_get_kind (result) >= TENDRIL_N_SCALAR_KINDS)
    return NULL;
  for (guint i = 0; i < self->n_arguments; i++)
    {
      TendrilKind kind = tendril_type_get_kind (arguments[i]);

      if (kind != TENDRIL_KIND_INT64 && kind != TENDRIL_KIND_FLOAT64)
        return NULL;
      index = index * 2 + (kind == TENDRIL_KIND_FLOAT64);
    }

  return trampolines[tendril_type_get_kind (result)][index];
}

static void
keep_types (TendrilCall        *self,
            TendrilType        *result,
            TendrilType *const *arguments)
{
  self->result_type = result;
  self->types = g_memdup2 (arguments, self->n_arguments * sizeof *arguments);
}

static void
prepare_foreign (TendrilCall *self,
                 gboolean     may_raise)
{
  guint n = self->n_arguments;
  Details *details = g_malloc0 (sizeof *details + (n + 2) * sizeof (ffi_type *));
  ffi_type *result;
  ffi_status status;

  details->result = tendril_type_get_kind (self->result_type);
  details->may_raise = may_raise;
  for (guint i = 0; i < n; i++)
    details->types[i] = ffi_type_of (tendril_type_get_kind (self->types[i]));
  if (details->result == TENDRIL_KIND_STRUCT)
    details->types[n++] = &ffi_type_pointer;
  if (may_raise)
    details->types[n++] = &ffi_type_pointer;
  result = details->result == TENDRIL_KIND_STRUCT ? &ffi_type_void : ffi_type_of (details->result);
  status = ffi_prep_cif (&details->interface, FFI_DEFAULT_ABI, n, result, details->types);
  g_assert (status == FFI_OK);

  self->details = details;
}

void
tendril_call_prepare (TendrilCall        *self,
                      TendrilType        *result,
                      TendrilType *const *arguments,
                      gboolean            may_raise)
{
  if (!may_raise)
    self->trampoline = find_direct (self, result, arguments);
  if (self->trampoline != NULL)
    return;

  keep_types (self, result, arguments);
  prepare_foreign (self, may_raise);
  if (may_raise)
    self->checked = call_that_may_raise;
  else
    self->trampoline = call_any;
}

void
tendril_call_prepare_closure (TendrilCall        *self,
                              TendrilOverload    *overload,
                              TendrilType        *result,
                              TendrilType *const *arguments)
{
  keep_types (self, result, arguments);
  self->overload = tendril_overload_ref (overload);
  self->checked = call_closure;
}

void
tendril_call_clear (TendrilCall *self)
{
  g_clear_pointer (&self->overload, tendril_overload_unref);
  g_free (self->types);
  g_free (self->details);
  g_free (self->arguments);
}
