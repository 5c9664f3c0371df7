/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-arena-private.h"

/* A small formula with its types fits into the first block. */
#define BLOCK_SIZE 512
#define ALIGNMENT 16

typedef struct _Block Block;

struct _Block
{
  Block *next;
  gsize used;
  gsize size;
  _Alignas (ALIGNMENT) guint8 bytes[];
};

struct _TendrilArena
{
  Block *blocks;
};

TendrilArena *
tendril_arena_new (void)
{
  return g_new0 (TendrilArena, 1);
}

void
tendril_arena_free (TendrilArena *self)
{
  Block *block = self->blocks;

  while (block != NULL)
    {
      Block *next = block->next;

      g_free (block);
      block = next;
    }
  g_free (self);
}

static Block *
add_block (TendrilArena *self,
           gsize         needed)
{
  gsize size = MAX (needed, BLOCK_SIZE);
  Block *block = g_malloc0 (sizeof (Block) + size);

  block->size = size;
  block->next = self->blocks;
  self->blocks = block;
  return block;
}

gpointer
tendril_arena_alloc (TendrilArena *self,
                     gsize         size)
{
  gsize rounded = (size + ALIGNMENT - 1) & ~(gsize) (ALIGNMENT - 1);
  Block *block = self->blocks;
  gpointer memory;

  if (block == NULL || block->size - block->used < rounded)
    block = add_block (self, rounded);

  memory = block->bytes + block->used;
  block->used += rounded;
  return memory;
}
