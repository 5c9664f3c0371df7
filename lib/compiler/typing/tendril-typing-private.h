/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-resolution-private.h"
#include "tendril-scope-private.h"
#include "tendril-typed-private.h"

G_BEGIN_DECLS

/* What the typing of one function shares. */
typedef struct
{
  const TendrilOverloadTable *table;
  TendrilArena *arena;
  /* Candidate to the typed body of its source, which does not depend on the call. */
  GHashTable *bodies;
  /* Candidates whose bodies are being typed, outermost first. */
  GPtrArray *active;
  guint depth;
  guint n_bindings;
  TendrilTree *tree;
  TendrilType *const *parameters;
  TendrilScope scope;
  GError **error;
} TendrilTyping;

TendrilTyped  *tendril_typing_new   (TendrilTyping      *self,
                                     TendrilTypedKind    kind,
                                     TendrilType        *type,
                                     TendrilSourceSpan   mark);
TendrilTyped **tendril_typing_array (TendrilTyping      *self,
                                     guint               n);
/* A call of what the name means for these arguments; NULL with an error. */
TendrilTyped  *tendril_typing_apply (TendrilTyping      *self,
                                     TendrilSourceSpan   mark,
                                     const char         *name,
                                     guint               n_arguments,
                                     TendrilTyped      **arguments);

/* Names: what := binds (NULL without an error if it binds no such name), and constants. */
TendrilTyped  *tendril_typing_local (TendrilTyping      *self,
                                     const TendrilNode  *node,
                                     const char         *name,
                                     gsize               length);
TendrilTyped  *tendril_typing_name  (TendrilTyping      *self,
                                     const TendrilNode  *node);

G_END_DECLS
