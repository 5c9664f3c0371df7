/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-precedence-private.h"

#include "tendril-distribution-version-private.h"

#include <string.h>

struct _TendrilPrecedence
{
  GPtrArray *places;        /* in the order of the search path */
  GHashTable *winners;      /* name -> path, of those whose METADATA was read */
};

/* What METADATA says of a distribution whose directory's name collides with another's. */
typedef struct
{
  char *key;
  gboolean has_metadata;
} Resolved;

static void
resolved_clear (Resolved *resolved)
{
  g_free (resolved->key);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Resolved, resolved_clear)

TendrilPrecedence *
tendril_precedence_new (void)
{
  TendrilPrecedence *self = g_new0 (TendrilPrecedence, 1);

  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) tendril_place_free);
  self->winners = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
tendril_precedence_free (TendrilPrecedence *self)
{
  g_hash_table_unref (self->winners);
  g_ptr_array_unref (self->places);
  g_free (self);
}

/* Takes @place. */
void
tendril_precedence_add (TendrilPrecedence *self,
                        TendrilPlace      *place)
{
  g_ptr_array_add (self->places, place);
}

static void
resolve (TendrilPlace *place,
         guint32       index,
         Resolved     *resolved)
{
  g_auto (TendrilMetadata) metadata = { 0 };
  TendrilFileResult result = tendril_place_read_metadata (place, index, &metadata);
  const char *name = metadata.fields[TENDRIL_METADATA_NAME];

  resolved->has_metadata = result == TENDRIL_FILE_READ;
  resolved->key = name != NULL
                    ? tendril_distribution_name_normalize ((TendrilSpan) { name, strlen (name) })
                    : g_strdup (tendril_place_get_key (place, index));
}

static TendrilSpan
get_version (TendrilPlace *place,
             guint32       index)
{
  TendrilDirectoryName parsed;

  tendril_directory_name_parse_in (place->path, tendril_place_get_name (place, index), &parsed);
  return parsed.version;
}

static gboolean
is_better (TendrilPlace   *place,
           guint32         a,
           const Resolved *resolved_a,
           guint32         b,
           const Resolved *resolved_b)
{
  int order = (int) resolved_a->has_metadata - (int) resolved_b->has_metadata;

  if (order == 0)
    order = tendril_distribution_version_compare (get_version (place, a), get_version (place, b));
  if (order == 0)
    order = strcmp (tendril_place_get_name (place, b), tendril_place_get_name (place, a));
  return order > 0;
}

static gboolean
has_key (TendrilPlace *place,
         guint32       index,
         const char   *key)
{
  return index < place->snapshot->header->n_distributions &&
         strcmp (tendril_place_get_key (place, index), key) == 0;
}

/* Returns the index of the one that counts instead, or @index. */
static guint32
find_rival (TendrilPlace *place,
            guint32       index)
{
  const char *directory_key = tendril_place_get_key (place, index);
  guint32 first = tendril_snapshot_find_key (place->snapshot, directory_key);
  g_auto (Resolved) best = { 0 };
  guint32 winner = index;

  if (first == index && !has_key (place, index + 1, directory_key))
    return index;

  resolve (place, index, &best);
  for (guint32 i = first; has_key (place, i, directory_key); i++)
    {
      g_auto (Resolved) other = { 0 };

      if (i == winner)
        continue;
      resolve (place, i, &other);
      if (strcmp (other.key, best.key) == 0 && is_better (place, i, &other, winner, &best))
        {
          Resolved worse = best;

          best = other;
          other = worse;
          winner = i;
        }
    }

  return winner;
}

/* `foo-bar-1.0.dist-info` of old tools may be another project than it seems, and a directory
 * without METADATA and manifest is none at all. */
static gboolean
is_same_distribution (TendrilPlace *place,
                      guint32       index,
                      const char   *key)
{
  g_auto (Resolved) resolved = { 0 };

  resolve (place, index, &resolved);
  return strcmp (resolved.key, key) == 0 &&
         (resolved.has_metadata || tendril_place_has_manifest (place, index));
}

static char *
find_earlier (TendrilPrecedence *self,
              TendrilPlace      *place,
              const char        *key)
{
  for (guint i = 0; i < self->places->len; i++)
    {
      TendrilPlace *earlier = g_ptr_array_index (self->places, i);
      guint32 index;

      if (earlier == place)
        return NULL;

      index = tendril_snapshot_find_key (earlier->snapshot, key);
      for (; index != TENDRIL_SNAPSHOT_NONE && has_key (earlier, index, key); index++)
        if (is_same_distribution (earlier, index, key))
          return tendril_place_build_path (earlier, find_rival (earlier, index), NULL);
    }

  return NULL;
}

/* The path of the distribution that counts instead, or NULL. @key is the name in METADATA. */
char *
tendril_precedence_find_winner (TendrilPrecedence *self,
                                TendrilPlace      *place,
                                guint32            index,
                                const char        *key)
{
  guint32 rival = find_rival (place, index);
  g_autofree char *own_path = tendril_place_build_path (place, index, NULL);
  char *winner = NULL;

  if (rival != index)
    return tendril_place_build_path (place, rival, NULL);

  winner = find_earlier (self, place, key);
  if (winner == NULL)
    winner = g_strdup (g_hash_table_lookup (self->winners, key));
  if (winner == NULL)
    g_hash_table_insert (self->winners, g_strdup (key), g_steal_pointer (&own_path));
  else if (strcmp (winner, own_path) == 0)
    g_clear_pointer (&winner, g_free);

  return winner;
}
