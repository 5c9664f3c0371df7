/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-arena-private.h"
#include "tendril-source-private.h"
#include "tendril-value-private.h"

G_BEGIN_DECLS

typedef enum
{
  TENDRIL_NODE_INT,
  TENDRIL_NODE_FLOAT,
  TENDRIL_NODE_BOOL,
  /* A parameter of the lambda, by its index in value.i. */
  TENDRIL_NODE_PARAMETER,
  /* Any other name: a constant, or one that the lambda itself binds. */
  TENDRIL_NODE_NAME,
  /* name := operand; value.i is the index of the local. */
  TENDRIL_NODE_BIND,
  /* operand.name, of which the name begins with the dot. */
  TENDRIL_NODE_ATTRIBUTE,
  /* An operator or a function, by its name. */
  TENDRIL_NODE_UNARY,
  TENDRIL_NODE_BINARY,
  TENDRIL_NODE_CALL,
  /* a < b <= c: n operands, n - 1 links. */
  TENDRIL_NODE_COMPARISON,
  TENDRIL_NODE_AND,
  TENDRIL_NODE_OR,
  TENDRIL_NODE_NOT,
  /* The operands are test, then, otherwise. */
  TENDRIL_NODE_CONDITIONAL,
} TendrilNodeKind;

typedef struct
{
  const char *name;
  TendrilSourceSpan span;
} TendrilLink;

typedef struct _TendrilNode TendrilNode;

struct _TendrilNode
{
  TendrilNodeKind kind;
  guint n_operands;
  TendrilSourceSpan span;
  /* The operator or the name alone: what an error about it points at. */
  TendrilSourceSpan mark;
  TendrilPayload value;
  const char *name;
  TendrilNode **operands;
  TendrilLink *links;
};

/* A parsed lambda; immutable. */
typedef struct
{
  gatomicrefcount ref_count;
  TendrilSource *source;
  TendrilArena *arena;
  guint n_parameters;
  const char **parameters;
  /* The names that := binds somewhere in the body; some may be parameters, too. */
  guint n_locals;
  const char **locals;
  TendrilNode *body;
} TendrilTree;

TendrilTree *tendril_tree_parse (TendrilSource  *source,
                                 GError        **error);
TendrilTree *tendril_tree_ref   (TendrilTree    *self);
void         tendril_tree_unref (TendrilTree    *self);
/* The index of the local whose name is the first @length bytes, or -1. */
int          tendril_tree_find_local (const TendrilTree *self,
                                      const char        *name,
                                      gsize              length);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilTree, tendril_tree_unref)

G_END_DECLS
