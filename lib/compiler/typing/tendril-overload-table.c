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
  /* The candidates that names owns, by what makes a conflict. */
  GHashTable *keys;
  /* Types by name, bare and qualified; NULL where two extensions registered the name. */
  GHashTable *types;
  /* Conversion to its candidate, which names owns. */
  GHashTable *conversions;
  /* Overloads that name a type which nobody has registered so far. */
  GPtrArray *dormant;
  char **preferred;
};

static void
candidate_free (gpointer data)
{
  TendrilCandidate *self = data;

  tendril_overload_unref (self->overload);
  g_clear_pointer (&self->rival, tendril_overload_unref);
  g_free (self);
}

typedef struct
{
  TendrilType *from;
  TendrilType *to;
} Conversion;

static guint
conversion_hash (gconstpointer key)
{
  const Conversion *self = key;

  return g_direct_hash (self->from) * 31 + g_direct_hash (self->to);
}

static gboolean
conversion_equal (gconstpointer a,
                  gconstpointer b)
{
  const Conversion *left = a;
  const Conversion *right = b;

  return left->from == right->from && left->to == right->to;
}

/* Names of types are not enough: two extensions may each have a “point” of their own. */
static guint
candidate_hash (gconstpointer candidate)
{
  const TendrilCandidate *self = candidate;
  guint hash = g_str_hash (self->overload->name);

  for (guint i = 0; i < self->n_parameters; i++)
    hash = hash * 31 + g_direct_hash (self->parameters[i]);

  return hash;
}

static gboolean
candidate_equal (gconstpointer a,
                 gconstpointer b)
{
  const TendrilCandidate *left = a;
  const TendrilCandidate *right = b;

  if (!g_str_equal (left->overload->name, right->overload->name) ||
      tendril_overload_is_constant (left->overload) !=
        tendril_overload_is_constant (right->overload) ||
      left->n_parameters != right->n_parameters)
    return FALSE;

  for (guint i = 0; i < left->n_parameters; i++)
    {
      if (left->parameters[i] != right->parameters[i])
        return FALSE;
    }

  return TRUE;
}

static char *
qualify (const char *owner,
         const char *name)
{
  g_autofree char *prefix = g_strdelimit (g_strdup (owner), "-", '_');

  return g_strconcat (prefix, ".", name, NULL);
}

static TendrilType *
find_bare_type (const TendrilOverloadTable *self,
                const char                 *name)
{
  for (const TendrilOverloadTable *table = self; table != NULL; table = table->parent)
    {
      TendrilType *type = g_hash_table_lookup (table->types, name);

      if (type != NULL)
        return type;
    }

  return NULL;
}

/* An extension sees its own types first, so that nobody can put another one in their place. */
TendrilType *
tendril_overload_table_find_type (const TendrilOverloadTable *self,
                                  const char                 *owner,
                                  const char                 *name)
{
  TendrilType *type = tendril_type_lookup (name);

  if (type == NULL && owner != NULL)
    {
      g_autofree char *qualified = qualify (owner, name);

      type = find_bare_type (self, qualified);
    }

  return type != NULL ? type : find_bare_type (self, name);
}

/* NULL for an overload that names a type which nobody registered: it is dormant. */
static TendrilCandidate *
candidate_new (const TendrilOverloadTable *table,
               TendrilOverload            *overload,
               guint                       batch)
{
  guint n_parameters = tendril_signature_get_n_parameters (overload->signature);
  TendrilCandidate *self = g_malloc0 (sizeof *self + n_parameters * sizeof (TendrilType *));
  gboolean known;

  self->batch = batch;
  self->n_parameters = n_parameters;
  self->result = tendril_overload_table_find_type (
    table, overload->owner, tendril_signature_get_result (overload->signature));
  known = self->result != NULL;
  for (guint i = 0; i < n_parameters; i++)
    {
      const char *type = tendril_signature_get_parameter (overload->signature, i);

      self->parameters[i] = tendril_overload_table_find_type (table, overload->owner, type);
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

static void
unref_type (gpointer type)
{
  g_clear_object (&type);
}

TendrilOverloadTable *
tendril_overload_table_new (const TendrilOverloadTable *parent)
{
  TendrilOverloadTable *self = g_new0 (TendrilOverloadTable, 1);

  self->parent = parent;
  self->names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                       (GDestroyNotify) g_ptr_array_unref);
  self->keys = g_hash_table_new (candidate_hash, candidate_equal);
  self->types = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, unref_type);
  self->conversions = g_hash_table_new_full (conversion_hash, conversion_equal, g_free, NULL);
  self->dormant = g_ptr_array_new_with_free_func ((GDestroyNotify) tendril_overload_unref);

  return self;
}

void
tendril_overload_table_free (TendrilOverloadTable *self)
{
  g_strfreev (self->preferred);
  g_ptr_array_unref (self->dormant);
  g_hash_table_unref (self->conversions);
  g_hash_table_unref (self->types);
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
                const TendrilCandidate     *candidate)
{
  for (const TendrilOverloadTable *table = self->parent; table != NULL; table = table->parent)
    {
      if (g_hash_table_contains (table->keys, candidate))
        return TRUE;
    }

  return FALSE;
}

void
tendril_overload_table_set_preferred (TendrilOverloadTable *self,
                                      const char *const    *preferred)
{
  g_strfreev (self->preferred);
  self->preferred = g_strdupv ((char **) preferred);
}

/* Less is better; all that are not preferred are alike. */
static guint
rank (const TendrilOverloadTable *self,
      const TendrilOverload      *overload)
{
  guint i = 0;

  while (self->preferred != NULL && self->preferred[i] != NULL &&
         g_strcmp0 (self->preferred[i], overload->owner) != 0)
    i++;

  return i;
}

static void
add_qualified (TendrilOverloadTable *self,
               TendrilOverload      *overload)
{
  TendrilCandidate *candidate = candidate_new (self, overload, self->n_batches);

  if (candidate != NULL)
    add_candidate (self, qualify (overload->owner, overload->name), candidate);
}

static void
add_conversion (TendrilOverloadTable *self,
                TendrilCandidate     *candidate)
{
  Conversion *key = g_new (Conversion, 1);

  key->from = candidate->parameters[0];
  key->to = candidate->result;
  g_hash_table_replace (self->conversions, key, candidate);
}

/* A second registration of a key: the preferred one stays, or else neither may be used. */
static void
compete (TendrilOverloadTable *self,
         TendrilCandidate     *known,
         TendrilOverload      *overload)
{
  guint known_rank = rank (self, known->overload);
  guint new_rank = rank (self, overload);

  if (known->batch != self->n_batches || known_rank < new_rank)
    return;
  if (known_rank == new_rank)
    {
      if (known->rival == NULL)
        known->rival = tendril_overload_ref (overload);
      return;
    }

  tendril_overload_unref (known->overload);
  g_clear_pointer (&known->rival, tendril_overload_unref);
  known->overload = tendril_overload_ref (overload);
  known->result = tendril_overload_table_find_type (
    self, overload->owner, tendril_signature_get_result (overload->signature));
}

/* FALSE if it is dormant. */
static gboolean
add_plain (TendrilOverloadTable *self,
           TendrilOverload      *overload)
{
  TendrilCandidate *candidate = candidate_new (self, overload, self->n_batches);
  TendrilCandidate *known;

  if (candidate == NULL)
    return FALSE;

  known = g_hash_table_lookup (self->keys, candidate);
  if (known != NULL || is_known_above (self, candidate))
    {
      candidate_free (candidate);
      if (known != NULL)
        compete (self, known, overload);
      return TRUE;
    }

  g_hash_table_add (self->keys, candidate);
  add_candidate (self, g_strdup (overload->name), candidate);
  if (tendril_overload_is_conversion (overload))
    add_conversion (self, candidate);
  return TRUE;
}

static void
add_overload (TendrilOverloadTable *self,
              TendrilOverload      *overload)
{
  if (!add_plain (self, overload))
    g_ptr_array_add (self->dormant, tendril_overload_ref (overload));
  else if (overload->owner != NULL)
    add_qualified (self, overload);
}

/* Of two of one name the preferred one; neither where none is. Earlier batches stay. */
static void
add_type (TendrilOverloadTable *self,
          TendrilOverload      *overload,
          GHashTable           *owners)
{
  TendrilOverload *known = g_hash_table_lookup (owners, overload->name);

  g_hash_table_insert (self->types, qualify (overload->owner, overload->name),
                       g_object_ref (overload->type));
  tendril_type_announce (overload->type);
  if (known == NULL && find_bare_type (self, overload->name) != NULL)
    return;
  if (known != NULL && rank (self, known) < rank (self, overload))
    return;

  g_hash_table_insert (owners, overload->name, overload);
  if (known != NULL && rank (self, known) == rank (self, overload))
    g_hash_table_remove (self->types, overload->name);
  else
    g_hash_table_insert (self->types, g_strdup (overload->name), g_object_ref (overload->type));
}

typedef void (*JournalFunc) (TendrilOverloadTable *self, TendrilOverload *overload, gpointer data);

static void
visit_type (TendrilOverloadTable *self,
            TendrilOverload      *overload,
            gpointer              owners)
{
  if (overload->kind == TENDRIL_OVERLOAD_KIND_TYPE)
    add_type (self, overload, owners);
}

static void
visit_overload (TendrilOverloadTable *self,
                TendrilOverload      *overload,
                gpointer              data)
{
  if (overload->kind != TENDRIL_OVERLOAD_KIND_TYPE)
    add_overload (self, overload);
}

static void
visit_journals (TendrilOverloadTable *self,
                GPtrArray            *journals,
                JournalFunc           visit,
                gpointer              data)
{
  for (guint i = 0; i < journals->len; i++)
    {
      GPtrArray *journal = g_ptr_array_index (journals, i);

      for (guint j = 0; j < journal->len; j++)
        visit (self, g_ptr_array_index (journal, j), data);
    }
}

void
tendril_overload_table_add (TendrilOverloadTable *self,
                            GPtrArray            *journals)
{
  g_autoptr (GHashTable) owners = g_hash_table_new (g_str_hash, g_str_equal);
  g_autoptr (GPtrArray) dormant = g_steal_pointer (&self->dormant);

  self->n_batches++;
  self->dormant = g_ptr_array_new_with_free_func ((GDestroyNotify) tendril_overload_unref);
  visit_journals (self, journals, visit_type, owners);
  for (guint i = 0; i < dormant->len; i++)
    add_overload (self, g_ptr_array_index (dormant, i));
  visit_journals (self, journals, visit_overload, NULL);
}

void
tendril_overload_table_foreach_type (const TendrilOverloadTable *self,
                                     TendrilTypeFunc             func,
                                     gpointer                    user_data)
{
  for (const TendrilOverloadTable *table = self; table != NULL; table = table->parent)
    {
      GHashTableIter iter;
      gpointer type;

      g_hash_table_iter_init (&iter, table->types);
      while (g_hash_table_iter_next (&iter, NULL, &type))
        func (type, user_data);
    }
}

TendrilType *
tendril_overload_table_find_value_type (const TendrilOverloadTable *self,
                                        GType                       type)
{
  for (const TendrilOverloadTable *table = self; table != NULL; table = table->parent)
    {
      GHashTableIter iter;
      gpointer each;

      g_hash_table_iter_init (&iter, table->types);
      while (g_hash_table_iter_next (&iter, NULL, &each))
        {
          if (tendril_type_get_value_type (each) == type)
            return each;
        }
    }

  return NULL;
}

const TendrilCandidate *
tendril_overload_table_find_conversion (const TendrilOverloadTable *self,
                                        TendrilType                *from,
                                        TendrilType                *to)
{
  const Conversion key = { from, to };

  for (const TendrilOverloadTable *table = self; table != NULL; table = table->parent)
    {
      const TendrilCandidate *candidate = g_hash_table_lookup (table->conversions, &key);

      if (candidate != NULL)
        return candidate->rival == NULL ? candidate : NULL;
    }

  return NULL;
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
          if (!g_str_has_prefix (known, "operator") && *(const char *) known != '.')
            tendril_spelling_try (&spelling, known);
        }
    }

  return spelling.best;
}
