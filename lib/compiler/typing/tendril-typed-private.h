/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-overload-table-private.h"

G_BEGIN_DECLS

typedef enum
{
  TENDRIL_TYPED_CONSTANT,
  /* A parameter of the body that it stands in. */
  TENDRIL_TYPED_PARAMETER,
  /* The value, or the two values, that the construct around it has at hand. */
  TENDRIL_TYPED_OPERAND,
  /* The same bits as another type. */
  TENDRIL_TYPED_RETYPE,
  TENDRIL_TYPED_INTRINSIC,
  TENDRIL_TYPED_NATIVE,
  TENDRIL_TYPED_CLOSURE,
  TENDRIL_TYPED_FIELD,
  TENDRIL_TYPED_STRUCT,
  TENDRIL_TYPED_INLINE,
  /* := and the name that it bound; index says which binding. */
  TENDRIL_TYPED_BIND,
  TENDRIL_TYPED_LOCAL,
  /* tests and converts are in terms of operand 0; none for the last argument. */
  TENDRIL_TYPED_AND,
  TENDRIL_TYPED_OR,
  /* tests: the comparisons in terms of operands 0 and 1. */
  TENDRIL_TYPED_CHAIN,
  TENDRIL_TYPED_CONDITIONAL,
} TendrilTypedKind;

typedef struct _TendrilTyped TendrilTyped;

/* An expression in which every name is resolved and every conversion is explicit. */
struct _TendrilTyped
{
  TendrilTypedKind kind;
  guint index;
  TendrilType *type;
  TendrilTree *tree;
  TendrilSourceSpan mark;
  union
  {
    TendrilPayload constant;
    TendrilIntrinsic intrinsic;
    TendrilOverload *overload;
    TendrilTyped *body;
    const TendrilField *field;
  };
  /* Of a call of an overload: what its parameters are declared as. */
  TendrilType *const *parameters;
  guint n_arguments;
  TendrilTyped **arguments;
  TendrilTyped **tests;
  TendrilTyped **converts;
};

/* Lives in @arena, and needs @tree and the overloads of @table. */
TendrilTyped *tendril_typed_new (TendrilTree                 *tree,
                                 TendrilType *const          *parameters,
                                 const TendrilOverloadTable  *table,
                                 TendrilArena                *arena,
                                 GError                     **error);

G_END_DECLS
