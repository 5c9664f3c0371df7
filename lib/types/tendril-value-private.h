/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-type-private.h"
#include "tendril-value.h"

G_BEGIN_DECLS

/* A value without its type, as registers hold it. A bool is 0 or 1 in i, so that it is an int64
 * already. */
typedef union
{
  gint64 i;
  double f;
} TendrilPayload;

#define TENDRIL_FLOAT_TEXT_SIZE 32

/* NULL with an error where the GType is none that the language takes. */
TendrilType *tendril_value_unbox  (const GValue    *value,
                                   TendrilPayload  *payload,
                                   GError         **error);
/* Reuses @value where it holds that type already; it may also be zero-filled. */
void         tendril_value_box    (GValue          *value,
                                   TendrilType     *type,
                                   TendrilPayload   payload);

/* What repr() of Python prints; buffer has TENDRIL_FLOAT_TEXT_SIZE bytes. */
void         tendril_float_to_text (double          number,
                                    char           *buffer);

G_END_DECLS
