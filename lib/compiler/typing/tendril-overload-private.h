/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-intrinsic-private.h"
#include "tendril-registrar.h"
#include "tendril-signature.h"
#include "tendril-tree-private.h"

G_BEGIN_DECLS

typedef enum
{
  TENDRIL_OVERLOAD_KIND_NATIVE,
  TENDRIL_OVERLOAD_KIND_SOURCE,
  TENDRIL_OVERLOAD_KIND_INTRINSIC,
  /* Used by its bare name, never called. */
  TENDRIL_OVERLOAD_KIND_CONSTANT,
} TendrilOverloadKind;

/* One registration; immutable. */
typedef struct
{
  gatomicrefcount ref_count;
  TendrilOverloadKind kind;
  TendrilOverloadFlags flags;
  char *name;
  /* Interned id of the extension; NULL for a built-in. */
  const char *owner;
  TendrilSignature *signature;
  union
  {
    gpointer function;
    TendrilTree *tree;
    TendrilIntrinsic intrinsic;
    TendrilPayload constant;
  };
} TendrilOverload;

TendrilOverload *tendril_overload_new       (TendrilOverloadKind    kind,
                                             const char            *name,
                                             const char            *owner,
                                             TendrilSignature      *signature,
                                             TendrilOverloadFlags   flags);
TendrilOverload *tendril_overload_ref       (TendrilOverload       *self);
void             tendril_overload_unref     (TendrilOverload       *self);

/* Of what a use must tell apart: the name, the types of the parameters, constant or function. */
guint            tendril_overload_hash      (gconstpointer          overload);
gboolean         tendril_overload_equal     (gconstpointer          a,
                                             gconstpointer          b);

/* "j0 (float64) -> float64, of “tendril-gsl”" */
char            *tendril_overload_to_string (const TendrilOverload *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilOverload, tendril_overload_unref)

G_END_DECLS
