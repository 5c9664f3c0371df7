/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-overload-private.h"

TendrilOverload *
tendril_overload_new (TendrilOverloadKind   kind,
                      const char           *name,
                      const char           *owner,
                      TendrilSignature     *signature,
                      TendrilOverloadFlags  flags)
{
  TendrilOverload *self = g_new0 (TendrilOverload, 1);

  g_atomic_ref_count_init (&self->ref_count);
  self->kind = kind;
  self->flags = flags;
  self->name = g_strdup (name);
  self->owner = owner;
  self->signature = tendril_signature_ref (signature);

  return self;
}

TendrilOverload *
tendril_overload_ref (TendrilOverload *self)
{
  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

static void
free_content (TendrilOverload *self)
{
  switch (self->kind)
    {
    case TENDRIL_OVERLOAD_KIND_SOURCE:
      g_clear_pointer (&self->tree, tendril_tree_unref);
      break;
    case TENDRIL_OVERLOAD_KIND_CONSTANT:
      g_free (self->constant);
      break;
    case TENDRIL_OVERLOAD_KIND_TYPE:
      g_clear_object (&self->type);
      break;
    case TENDRIL_OVERLOAD_KIND_CLOSURE:
      if (self->data_free != NULL)
        self->data_free (self->data);
      break;
    case TENDRIL_OVERLOAD_KIND_NATIVE:
    case TENDRIL_OVERLOAD_KIND_INTRINSIC:
    case TENDRIL_OVERLOAD_KIND_FIELD:
    case TENDRIL_OVERLOAD_KIND_STRUCT:
    default:
      break;
    }
}

void
tendril_overload_unref (TendrilOverload *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  free_content (self);
  g_clear_object (&self->keeps);
  tendril_signature_unref (self->signature);
  g_free (self->name);
  g_free (self);
}

guint
tendril_overload_hash (gconstpointer overload)
{
  const TendrilOverload *self = overload;
  guint hash = g_str_hash (self->name);

  for (guint i = 0; i < tendril_signature_get_n_parameters (self->signature); i++)
    hash = hash * 31 + g_str_hash (tendril_signature_get_parameter (self->signature, i));

  return hash;
}

/* Functions, constants and types do not stand in each other's way. */
static int
name_space (const TendrilOverload *self)
{
  return self->kind >= TENDRIL_OVERLOAD_KIND_CONSTANT ? (int) self->kind : 0;
}

gboolean
tendril_overload_equal (gconstpointer a,
                        gconstpointer b)
{
  const TendrilOverload *left = a;
  const TendrilOverload *right = b;
  guint n_parameters = tendril_signature_get_n_parameters (left->signature);

  if (!g_str_equal (left->name, right->name) || name_space (left) != name_space (right) ||
      n_parameters != tendril_signature_get_n_parameters (right->signature))
    return FALSE;

  for (guint i = 0; i < n_parameters; i++)
    {
      if (!g_str_equal (tendril_signature_get_parameter (left->signature, i),
                        tendril_signature_get_parameter (right->signature, i)))
        return FALSE;
    }

  return TRUE;
}

gboolean
tendril_overload_is_constant (const TendrilOverload *self)
{
  return self->kind == TENDRIL_OVERLOAD_KIND_CONSTANT;
}

gboolean
tendril_overload_is_conversion (const TendrilOverload *self)
{
  return g_str_has_prefix (self->name, TENDRIL_CONVERSION_PREFIX);
}

char *
tendril_overload_to_string (const TendrilOverload *self)
{
  g_autofree char *signature = tendril_signature_to_string (self->signature);

  if (self->kind == TENDRIL_OVERLOAD_KIND_TYPE)
    return g_strdup_printf ("type %s, of “%s”", self->name, self->owner);
  if (self->owner == NULL)
    return g_strdup_printf ("%s %s, built in", self->name, signature);
  return g_strdup_printf ("%s %s, of “%s”", self->name, signature, self->owner);
}
