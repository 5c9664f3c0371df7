/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-type.h"

G_BEGIN_DECLS

/* The scalars in the order of promotion: each converts to every later one without being asked. */
typedef enum
{
  TENDRIL_KIND_BOOL,
  TENDRIL_KIND_INT64,
  TENDRIL_KIND_FLOAT64,
  TENDRIL_N_SCALAR_KINDS,
  /* Bytes with fields, registered by an extension. */
  TENDRIL_KIND_STRUCT = TENDRIL_N_SCALAR_KINDS,
  /* A GObject, whose properties are its attributes. */
  TENDRIL_KIND_OBJECT,
} TendrilKind;

/* A value without its type, as registers hold it. A bool is 0 or 1 in i, so that it is an int64
 * already; a struct takes several in a row, in its memory layout; an object is a pointer in i. */
typedef union
{
  gint64 i;
  double f;
} TendrilPayload;

/* Bounds the slots of a value: values of this size stand on the stack. */
#define TENDRIL_MAX_STRUCT_SIZE 256
#define TENDRIL_MAX_SLOTS (TENDRIL_MAX_STRUCT_SIZE / sizeof (TendrilPayload))

typedef struct
{
  char *name;
  TendrilType *type;
  guint offset;
} TendrilField;

TendrilType        *tendril_type_from_kind   (TendrilKind  kind);
TendrilKind         tendril_type_get_kind    (TendrilType *self);

/* NULL for a name that is not one of the built-in types. */
TendrilType        *tendril_type_lookup      (const char  *name);
/* The one type of the objects of that class; it lives as long as the process. */
TendrilType        *tendril_type_from_object (GType        type);

/* How many payloads a value takes. */
guint               tendril_type_get_n_slots (TendrilType *self);
const TendrilField *tendril_type_get_field   (TendrilType *self,
                                              guint        index);
/* From here on it is immutable. FALSE if it was sealed before. */
gboolean            tendril_type_seal        (TendrilType *self);

/* What a struct type that was registered says of values of its GType; NULL if none did. */
void                tendril_type_announce    (TendrilType *self);
TendrilType        *tendril_type_announced   (GType        type);

char               *tendril_type_print       (TendrilType  *self,
                                              const GValue *value);
gboolean            tendril_type_parse       (TendrilType  *self,
                                              const char   *text,
                                              GValue       *value);

G_END_DECLS
