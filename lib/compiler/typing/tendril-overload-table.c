/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-overload-table-private.h"

#include <string.h>

#include "tendril-spelling-private.h"

struct _TendrilOverloadTable
{
  const TendrilOverloadTable *parent;
  guint n_batches;
  /* Name to array of candidates; the array owns them. */
  GHashTable *names;
  /* Overload to candidate: what makes a conflict. */
  GHashTable *keys;
};

static void
candidate_free (gpointer data)
{
  TendrilCandidate *self = data;

  tendril_overload_unref (self->overload);
  g_clear_pointer (&self->rival, tendril_overload_unref);
  g_free (self);
}

/* NULL for an overload that names a type which nobody registered: it is dormant. */
static TendrilCandidate *
candidate_new (TendrilOverload *overload,
               guint            batch)
{
  guint n_parameters = tendril_signature_get_n_parameters (overload->signature);
  TendrilCandidate *self = g_malloc0 (sizeof *self + n_parameters * sizeof (TendrilType *));
  gboolean known;

  self->batch = batch;
  self->n_parameters = n_parameters;
  self->result = tendril_type_lookup (tendril_signature_get_result (overload->signature));
  known = self->result != NULL;
  for (guint i = 0; i < n_parameters; i++)
    {
      const char *type = tendril_signature_get_parameter (overload->signature, i);

      self->parameters[i] = tendril_type_lookup (type);
      known = known && self->parameters[i] != NULL;
    }
  if (!known)
    {
      g_free (self);
      return NULL;
    }

  self->overload = tendril_overload_ref (overload);
  return self;
}

TendrilOverloadTable *
tendril_overload_table_new (const TendrilOverloadTable *parent)
{
  TendrilOverloadTable *self = g_new0 (TendrilOverloadTable, 1);

  self->parent = parent;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
  self->keys = g_hash_table_new (tendril_overload_hash, tendril_overload_equal);

  return self;
}

void
tendril_overload_table_free (TendrilOverloadTable *self)
{
  g_hash_table_unref (self->keys);
  g_hash_table_unref (self->names);
  g_free (self);
}

static void
add_candidate (TendrilOverloadTable *self,
               char                 *name,
               TendrilCandidate     *candidate)
{
  GPtrArray *candidates = g_hash_table_lookup (self->names, name);

  if (candidates != NULL)
    {
      g_free (name);
    }
  else
    {
      candidates = g_ptr_array_new_with_free_func (candidate_free);
      g_hash_table_insert (self->names, name, candidates);
    }

  g_ptr_array_add (candidates, candidate);
}

static gboolean
is_known_above (const TendrilOverloadTable *self,
                const TendrilOverload      *overload)
{
  for (const TendrilOverloadTable *table = self->parent; table != NULL; table = table->parent)
    {
      if (g_hash_table_contains (table->keys, overload))
        return TRUE;
    }

  return FALSE;
}

static void
add_qualified (TendrilOverloadTable *self,
               TendrilOverload      *overload)
{
  TendrilCandidate *candidate = candidate_new (overload, self->n_batches);
  g_autofree char *prefix = NULL;

  if (candidate == NULL)
    return;

  prefix = g_strdelimit (g_strdup (overload->owner), "-", '_');
  add_candidate (self, g_strconcat (prefix, ".", overload->name, NULL), candidate);
}

static void
add_plain (TendrilOverloadTable *self,
           TendrilOverload      *overload)
{
  TendrilCandidate *known = g_hash_table_lookup (self->keys, overload);
  TendrilCandidate *candidate;

  if (known != NULL)
    {
      if (known->batch == self->n_batches && known->rival == NULL)
        known->rival = tendril_overload_ref (overload);
      return;
    }
  if (is_known_above (self, overload))
    return;

  candidate = candidate_new (overload, self->n_batches);
  if (candidate == NULL)
    return;
  g_hash_table_insert (self->keys, candidate->overload, candidate);
  add_candidate (self, g_strdup (overload->name), candidate);
}

void
tendril_overload_table_add (TendrilOverloadTable *self,
                            GPtrArray            *journals)
{
  self->n_batches++;

  for (guint i = 0; i < journals->len; i++)
    {
      GPtrArray *journal = g_ptr_array_index (journals, i);

      for (guint j = 0; j < journal->len; j++)
        {
          TendrilOverload *overload = g_ptr_array_index (journal, j);

          add_plain (self, overload);
          if (overload->owner != NULL)
            add_qualified (self, overload);
        }
    }
}

void
tendril_overload_table_foreach (const TendrilOverloadTable *self,
                                const char                 *name,
                                TendrilCandidateFunc        func,
                                gpointer                    user_data)
{
  for (const TendrilOverloadTable *table = self; table != NULL; table = table->parent)
    {
      GPtrArray *candidates = g_hash_table_lookup (table->names, name);

      for (guint i = 0; candidates != NULL && i < candidates->len; i++)
        func (g_ptr_array_index (candidates, i), user_data);
    }
}

const char *
tendril_overload_table_suggest (const TendrilOverloadTable *self,
                                const char                 *name)
{
  TendrilSpelling spelling;

  if (!tendril_spelling_init (&spelling, name))
    return NULL;

  for (const TendrilOverloadTable *table = self; table != NULL; table = table->parent)
    {
      GHashTableIter iter;
      gpointer known;

      g_hash_table_iter_init (&iter, table->names);
      while (g_hash_table_iter_next (&iter, &known, NULL))
        {
          if (!g_str_has_prefix (known, "operator"))
            tendril_spelling_try (&spelling, known);
        }
    }

  return spelling.best;
}
