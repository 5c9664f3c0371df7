/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-typing-private.h"

#include <string.h>

#include "tendril-value-private.h"

/* NULL without an error for a name that := binds nowhere. */
TendrilTyped *
tendril_typing_local (TendrilTyping            *self,
            const TendrilNode *node,
            const char        *name,
            gsize              length)
{
  int index = tendril_tree_find_local (self->tree, name, length);
  TendrilLocal local;
  TendrilTyped *typed;

  if (index < 0)
    return NULL;

  local = tendril_scope_get (&self->scope, index);
  if (local.state == TENDRIL_LOCAL_BOUND)
    {
      typed = tendril_typing_new (self, TENDRIL_TYPED_LOCAL, local.type, node->mark);
      typed->index = local.index;
      return typed;
    }

  tendril_source_fail (self->tree->source, node->mark, TENDRIL_ERROR_UNKNOWN_NAME, NULL,
                       self->error,
                       local.state == TENDRIL_LOCAL_UNSURE
                         ? "“%s” may have no value here: “:=” binds it in a branch only"
                         : "“%s” has no value here: “:=” binds it later",
                       self->tree->locals[index]);
  return NULL;
}

/* A constant of a struct type is made of its fields, which back ends know as scalars. */
static TendrilTyped *
constant_new (TendrilTyping               *self,
              TendrilType          *type,
              const TendrilPayload *payload,
              TendrilSourceSpan     mark)
{
  guint n_fields = tendril_type_get_n_fields (type);
  TendrilTyped *typed;

  if (tendril_type_get_kind (type) != TENDRIL_KIND_STRUCT)
    {
      typed = tendril_typing_new (self, TENDRIL_TYPED_CONSTANT, type, mark);
      typed->constant = *payload;
      return typed;
    }

  typed = tendril_typing_new (self, TENDRIL_TYPED_STRUCT, type, mark);
  typed->n_arguments = n_fields;
  typed->arguments = tendril_typing_array (self, n_fields);
  for (guint i = 0; i < n_fields; i++)
    {
      const TendrilField *field = tendril_type_get_field (type, i);
      TendrilPayload value = tendril_field_read (field, payload);

      typed->arguments[i] = constant_new (self, field->type, &value, mark);
    }
  return typed;
}

static const TendrilCandidate *
find_constant (TendrilTyping            *self,
               const TendrilNode *node,
               const char        *name)
{
  TendrilResolution resolution = { self->table, name };

  tendril_resolution_run_bare (&resolution);
  if (tendril_resolution_explain (&resolution, self->tree->source, node->mark, self->error))
    return NULL;

  return resolution.best;
}

static gboolean
is_known_constant (TendrilTyping     *self,
                   const char *name)
{
  TendrilResolution resolution = { self->table, name };

  tendril_resolution_run_bare (&resolution);
  return resolution.best != NULL;
}

/* "y.real": an attribute of a local or of a constant, where it is no qualified name. */
static TendrilTyped *
type_dotted_name (TendrilTyping            *self,
                  const TendrilNode *node,
                  const char        *dot)
{
  g_autofree char *prefix = g_strndup (node->name, dot - node->name);
  const TendrilCandidate *constant;
  TendrilTyped *operand;

  if (tendril_tree_find_local (self->tree, prefix, dot - node->name) >= 0)
    {
      operand = tendril_typing_local (self, node, prefix, dot - node->name);
      return operand != NULL ? tendril_typing_apply (self, node->mark, dot, 1, &operand) : NULL;
    }
  if (is_known_constant (self, node->name) || !is_known_constant (self, prefix))
    {
      constant = find_constant (self, node, node->name);
      return constant != NULL ? constant_new (self, constant->result,
                                              constant->overload->constant, node->mark)
                              : NULL;
    }

  constant = find_constant (self, node, prefix);
  if (constant == NULL)
    return NULL;
  operand = constant_new (self, constant->result, constant->overload->constant, node->mark);
  return tendril_typing_apply (self, node->mark, dot, 1, &operand);
}

TendrilTyped *
tendril_typing_name (TendrilTyping            *self,
           const TendrilNode *node)
{
  const char *dot = strchr (node->name, '.');
  const TendrilCandidate *constant;

  if (dot != NULL)
    return type_dotted_name (self, node, dot);
  if (tendril_tree_find_local (self->tree, node->name, strlen (node->name)) >= 0)
    return tendril_typing_local (self, node, node->name, strlen (node->name));

  constant = find_constant (self, node, node->name);
  return constant != NULL
           ? constant_new (self, constant->result, constant->overload->constant, node->mark)
           : NULL;
}
