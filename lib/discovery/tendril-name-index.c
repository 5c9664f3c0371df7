/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-name-index-private.h"

#include <string.h>

struct _TendrilNameIndex
{
  TendrilNameIndexGet get_name;
  gpointer user_data;
  guint32 *slots;           /* candidate + 1, 0 for an empty one */
  guint n_slots;
  guint n_used;
};

TendrilNameIndex *
tendril_name_index_new (TendrilNameIndexGet get_name,
                        gpointer            user_data)
{
  TendrilNameIndex *self = g_new0 (TendrilNameIndex, 1);

  self->get_name = get_name;
  self->user_data = user_data;
  self->n_slots = 256;
  self->slots = g_new0 (guint32, self->n_slots);

  return self;
}

void
tendril_name_index_free (TendrilNameIndex *self)
{
  g_free (self->slots);
  g_free (self);
}

static guint32 *
find_slot (TendrilNameIndex *self,
           const char       *name)
{
  for (guint i = g_str_hash (name);; i++)
    {
      guint32 *slot = &self->slots[i & (self->n_slots - 1)];

      if (*slot == 0 || strcmp (self->get_name (*slot - 1, self->user_data), name) == 0)
        return slot;
    }
}

static void
grow (TendrilNameIndex *self)
{
  g_autofree guint32 *old = self->slots;
  guint n_old = self->n_slots;

  self->n_slots *= 2;
  self->slots = g_new0 (guint32, self->n_slots);
  for (guint i = 0; i < n_old; i++)
    if (old[i] != 0)
      *find_slot (self, self->get_name (old[i] - 1, self->user_data)) = old[i];
}

guint32
tendril_name_index_lookup (TendrilNameIndex *self,
                           const char       *name)
{
  guint32 slot = *find_slot (self, name);

  return slot != 0 ? slot - 1 : TENDRIL_NAME_INDEX_NONE;
}

/* @candidate's own name must be @name. */
void
tendril_name_index_set (TendrilNameIndex *self,
                        const char       *name,
                        guint32           candidate)
{
  guint32 *slot = find_slot (self, name);

  self->n_used += *slot == 0;
  *slot = candidate + 1;
  if (self->n_used * 2 > self->n_slots)
    grow (self);
}
