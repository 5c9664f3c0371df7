/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-precedence-private.h"

#include "tendril-distribution-version-private.h"

#include <string.h>

struct _TendrilPrecedence
{
  GPtrArray *places;        /* in the order of the search path */
  GHashTable *claims;       /* name in METADATA -> list of Claim */
};

typedef struct
{
  TendrilPlace *place;
  guint32 index;
} Member;

typedef struct _Claim Claim;

struct _Claim
{
  Member member;
  Claim *next;
};

/* What METADATA says of a distribution whose name collides with another's. */
typedef struct
{
  char *key;
  char *version;
  gboolean has_metadata;
  gboolean has_manifest;
} Resolved;

static void
resolved_clear (Resolved *resolved)
{
  g_free (resolved->key);
  g_free (resolved->version);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Resolved, resolved_clear)

static void
claims_free (Claim *claim)
{
  while (claim != NULL)
    {
      Claim *next = claim->next;

      g_free (claim);
      claim = next;
    }
}

TendrilPrecedence *
tendril_precedence_new (void)
{
  TendrilPrecedence *self = g_new0 (TendrilPrecedence, 1);

  self->places = g_ptr_array_new_with_free_func ((GDestroyNotify) tendril_place_free);
  self->claims = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                        (GDestroyNotify) claims_free);

  return self;
}

void
tendril_precedence_free (TendrilPrecedence *self)
{
  g_hash_table_unref (self->claims);
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

/* Says that METADATA calls the distribution @key. */
void
tendril_precedence_claim (TendrilPrecedence *self,
                          TendrilPlace      *place,
                          guint32            index,
                          const char        *key)
{
  Claim *first = g_hash_table_lookup (self->claims, key);
  Claim *claim = g_new (Claim, 1);

  claim->member = (Member) { place, index };
  claim->next = NULL;
  if (first == NULL)
    {
      g_hash_table_insert (self->claims, g_strdup (key), claim);
      return;
    }

  claim->next = first->next;
  first->next = claim;
}

static char *
dup_directory_version (TendrilPlace *place,
                       guint32       index)
{
  TendrilDirectoryName parsed;

  if (!tendril_directory_name_parse (tendril_place_get_name (place, index), &parsed))
    return g_strdup ("");
  return tendril_span_dup (parsed.version);
}

static void
resolve (TendrilPlace *place,
         guint32       index,
         Resolved     *resolved)
{
  g_auto (TendrilMetadata) metadata = { 0 };
  gboolean editable;
  TendrilFileResult result =
    tendril_place_read_metadata (place, index, &metadata, &editable, NULL);
  const char *name = metadata.fields[TENDRIL_METADATA_NAME];

  resolved->has_metadata = result == TENDRIL_FILE_READ;
  resolved->has_manifest = tendril_place_has_manifest (place, index);
  resolved->version = g_strdup (metadata.fields[TENDRIL_METADATA_VERSION]);
  if (resolved->version == NULL)
    resolved->version = dup_directory_version (place, index);
  resolved->key = name != NULL
                    ? tendril_distribution_name_normalize ((TendrilSpan) { name, strlen (name) })
                    : g_strdup (tendril_place_get_key (place, index));
}

static int
compare (TendrilPlace   *place,
         guint32         a,
         const Resolved *resolved_a,
         guint32         b,
         const Resolved *resolved_b)
{
  int order = (int) resolved_a->has_metadata - (int) resolved_b->has_metadata;

  if (order == 0)
    order = tendril_distribution_version_compare (
      (TendrilSpan) { resolved_a->version, strlen (resolved_a->version) },
      (TendrilSpan) { resolved_b->version, strlen (resolved_b->version) });
  if (order == 0)
    order = strcmp (tendril_place_get_name (place, b), tendril_place_get_name (place, a));
  return order;
}

static gboolean
has_key (TendrilPlace *place,
         guint32       index,
         const char   *key)
{
  return index < place->snapshot->header->n_distributions &&
         strcmp (tendril_place_get_key (place, index), key) == 0;
}

/* All that may be called @key: by their directory, or by METADATA as far as it was read. */
static GArray *
find_members (TendrilPrecedence *self,
              TendrilPlace      *place,
              const char        *key)
{
  const Claim *claims = g_hash_table_lookup (self->claims, key);
  GArray *members = g_array_new (FALSE, FALSE, sizeof (Member));
  guint32 index = tendril_snapshot_find_key (place->snapshot, key);

  for (; index != TENDRIL_SNAPSHOT_NONE && has_key (place, index, key); index++)
    {
      Member member = { place, index };

      g_array_append_val (members, member);
    }
  for (const Claim *claim = claims; claim != NULL; claim = claim->next)
    if (claim->member.place == place)
      g_array_append_val (members, claim->member);

  return members;
}

/* Most directories of a long search path hold nothing that could be called @key. */
static gboolean
has_members (const Claim  *claims,
             TendrilPlace *place,
             const char   *key)
{
  for (const Claim *claim = claims; claim != NULL; claim = claim->next)
    if (claim->member.place == place)
      return TRUE;

  return tendril_snapshot_find_key (place->snapshot, key) != TENDRIL_SNAPSHOT_NONE;
}

/* The best of one directory that really is called @key, or TENDRIL_SNAPSHOT_NONE.
 * `foo-bar-1.0.dist-info` of old tools may be another project than it seems, and a directory
 * without METADATA and manifest is none at all. */
static guint32
find_best (TendrilPrecedence *self,
           TendrilPlace      *place,
           const char        *key)
{
  g_autoptr (GArray) members = find_members (self, place, key);
  g_auto (Resolved) best = { 0 };
  guint32 winner = TENDRIL_SNAPSHOT_NONE;

  for (guint i = 0; i < members->len; i++)
    {
      guint32 index = g_array_index (members, Member, i).index;
      g_auto (Resolved) other = { 0 };

      if (index == winner)
        continue;
      resolve (place, index, &other);
      if (strcmp (other.key, key) != 0 || (!other.has_metadata && !other.has_manifest))
        continue;
      if (winner == TENDRIL_SNAPSHOT_NONE || compare (place, index, &other, winner, &best) > 0)
        {
          Resolved worse = best;

          best = other;
          other = worse;
          winner = index;
        }
    }

  return winner;
}

static gboolean
is_alone (TendrilPrecedence *self,
          TendrilPlace      *place,
          guint32            index,
          const char        *key)
{
  const Claim *claims = g_hash_table_lookup (self->claims, key);

  return claims->next == NULL && has_key (place, index, key) && !has_key (place, index + 1, key) &&
         (index == 0 || !has_key (place, index - 1, key));
}

/* The path of the distribution that counts instead of a claimed one, or NULL. @key is what METADATA
 * calls it. */
char *
tendril_precedence_find_winner (TendrilPrecedence *self,
                                TendrilPlace      *place,
                                guint32            index,
                                const char        *key)
{
  const Claim *claims = g_hash_table_lookup (self->claims, key);

  for (guint i = 0; i < self->places->len; i++)
    {
      TendrilPlace *earlier = g_ptr_array_index (self->places, i);
      guint32 winner;

      if (earlier == place && is_alone (self, place, index, key))
        return NULL;

      if (!has_members (claims, earlier, key))
        continue;

      winner = find_best (self, earlier, key);
      if (winner != TENDRIL_SNAPSHOT_NONE && (earlier != place || winner != index))
        return tendril_place_build_path (earlier, winner, NULL);
      if (earlier == place)
        return NULL;
    }

  return NULL;
}
