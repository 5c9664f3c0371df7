/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-type-private.h"
#include "tendril-value.h"

G_BEGIN_DECLS

#define TENDRIL_FLOAT_TEXT_SIZE 32

/* The type of a value whose GType says it all: a number, a truth value, a TendrilStruct, an object.
 * NULL without an error for any other. */
TendrilType *tendril_value_peek_type  (const GValue    *value);
/* @type: what tendril_value_peek_type() says, or the struct type that has this GType. Fills as many
 * payloads as the type has slots. An object stays the value's. */
gboolean     tendril_value_read       (const GValue    *value,
                                       TendrilType     *type,
                                       TendrilPayload  *payload,
                                       GError         **error);
/* Both of them, for scalars. NULL with an error where it is none. */
TendrilType *tendril_value_unbox      (const GValue    *value,
                                       TendrilPayload  *payload,
                                       GError         **error);
/* Reuses @value where it holds that type already; it may also be zero-filled. */
void         tendril_value_box        (GValue          *value,
                                       TendrilType     *type,
                                       const TendrilPayload *payload);

/* Fields in the memory of a struct. */
TendrilPayload tendril_field_read     (const TendrilField *field,
                                       gconstpointer       memory);
void           tendril_field_write    (const TendrilField *field,
                                       gpointer            memory,
                                       TendrilPayload      payload);

/* What repr() of Python prints; buffer has TENDRIL_FLOAT_TEXT_SIZE bytes. */
void         tendril_float_to_text (double          number,
                                    char           *buffer);

G_END_DECLS
