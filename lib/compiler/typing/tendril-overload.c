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

void
tendril_overload_unref (TendrilOverload *self)
{
  if (!g_atomic_ref_count_dec (&self->ref_count))
    return;

  if (self->kind == TENDRIL_OVERLOAD_KIND_SOURCE)
    tendril_tree_unref (self->tree);
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

static gboolean
is_constant (const TendrilOverload *self)
{
  return self->kind == TENDRIL_OVERLOAD_KIND_CONSTANT;
}

gboolean
tendril_overload_equal (gconstpointer a,
                        gconstpointer b)
{
  const TendrilOverload *left = a;
  const TendrilOverload *right = b;
  guint n_parameters = tendril_signature_get_n_parameters (left->signature);

  if (!g_str_equal (left->name, right->name) || is_constant (left) != is_constant (right) ||
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

char *
tendril_overload_to_string (const TendrilOverload *self)
{
  g_autofree char *signature = tendril_signature_to_string (self->signature);

  if (self->owner == NULL)
    return g_strdup_printf ("%s %s, built in", self->name, signature);
  return g_strdup_printf ("%s %s, of “%s”", self->name, signature, self->owner);
}
