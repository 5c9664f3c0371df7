/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-compiled-call-private.h"

#include "tendril-limits-private.h"

/* A bool is a byte in an array, and a number in a register. */
#if G_BYTE_ORDER == G_BIG_ENDIAN
#define BOOL_OFFSET 7
#else
#define BOOL_OFFSET 0
#endif

static gpointer
storage_of (TendrilPayload *payload,
            TendrilType    *type)
{
  return (guint8 *) payload + (type == tendril_type_bool () ? BOOL_OFFSET : 0);
}

gboolean
tendril_compiled_call (const TendrilBackendCode *code,
                       TendrilType *const       *types,
                       guint                     n_arguments,
                       TendrilPayload           *arguments,
                       TendrilType              *result_type,
                       TendrilPayload           *result)
{
  gconstpointer inputs[TENDRIL_MAX_PARAMETERS];

  for (guint i = 0; i < n_arguments; i++)
    inputs[i] = storage_of (&arguments[i], types[i]);
  result->i = 0;

  return code->kernel (code->data, inputs, storage_of (result, result_type), 1) == 1;
}
