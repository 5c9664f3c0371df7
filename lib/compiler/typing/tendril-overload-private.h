/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-intrinsic-private.h"
#include "tendril-registrar.h"
#include "tendril-signature.h"
#include "tendril-tree-private.h"
#include "tendril-type-private.h"

G_BEGIN_DECLS

/* A conversion to T is an overload of this name with T behind it. */
#define TENDRIL_CONVERSION_PREFIX "operator->"

typedef enum
{
  TENDRIL_OVERLOAD_KIND_NATIVE,
  TENDRIL_OVERLOAD_KIND_SOURCE,
  TENDRIL_OVERLOAD_KIND_INTRINSIC,
  /* A call through a hook, which can fail: a GClosure, the property of an object. */
  TENDRIL_OVERLOAD_KIND_CLOSURE,
  /* A field of a struct, and the struct made of its fields. */
  TENDRIL_OVERLOAD_KIND_FIELD,
  TENDRIL_OVERLOAD_KIND_STRUCT,
  /* Used by its bare name, never called. */
  TENDRIL_OVERLOAD_KIND_CONSTANT,
  /* No function, but what its signature's result names. */
  TENDRIL_OVERLOAD_KIND_TYPE,
} TendrilOverloadKind;

typedef struct _TendrilOverload TendrilOverload;

/* Each argument is a pointer to its first slot; FALSE with an error. */
typedef gboolean (*TendrilInvokeFunc) (const TendrilOverload        *overload,
                                       TendrilType *const           *types,
                                       const TendrilPayload *const  *arguments,
                                       TendrilType                  *result_type,
                                       TendrilPayload               *result,
                                       GError                      **error);

/* One registration; immutable once its init has ended. */
struct _TendrilOverload
{
  gatomicrefcount ref_count;
  TendrilOverloadKind kind;
  TendrilOverloadFlags flags;
  char *name;
  /* Interned id of the extension; NULL for a built-in. */
  const char *owner;
  TendrilSignature *signature;
  /* Of a conversion. */
  guint cost;
  union
  {
    gpointer function;
    TendrilTree *tree;
    TendrilIntrinsic intrinsic;
    /* As many as the type has slots. */
    TendrilPayload *constant;
    TendrilType *type;
    struct
    {
      TendrilInvokeFunc invoke;
      gpointer data;
      GDestroyNotify data_free;
    };
    const TendrilField *field;
  };
  /* Of STRUCT and FIELD, whose fields it keeps. */
  TendrilType *keeps;
};

TendrilOverload *tendril_overload_new       (TendrilOverloadKind    kind,
                                             const char            *name,
                                             const char            *owner,
                                             TendrilSignature      *signature,
                                             TendrilOverloadFlags   flags);
TendrilOverload *tendril_overload_ref       (TendrilOverload       *self);
void             tendril_overload_unref     (TendrilOverload       *self);

/* Of what a use must tell apart: the name, the types of the parameters; a function, a constant or a
 * type. */
guint            tendril_overload_hash      (gconstpointer          overload);
gboolean         tendril_overload_equal     (gconstpointer          a,
                                             gconstpointer          b);

gboolean         tendril_overload_is_constant   (const TendrilOverload *self);
gboolean         tendril_overload_is_conversion (const TendrilOverload *self);

/* "j0 (float64) -> float64, of “tendril-gsl”" */
char            *tendril_overload_to_string (const TendrilOverload *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilOverload, tendril_overload_unref)

G_END_DECLS
