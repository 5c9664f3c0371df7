/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Memory that is freed as a whole. What it hands out is zeroed. */
typedef struct _TendrilArena TendrilArena;

TendrilArena *tendril_arena_new   (void);
void          tendril_arena_free  (TendrilArena *self);
gpointer      tendril_arena_alloc (TendrilArena *self,
                                   gsize         size);

#define tendril_arena_new0(arena, type, n)                                                   \
  ((type *) tendril_arena_alloc (arena, sizeof (type) * (n)))

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilArena, tendril_arena_free)

G_END_DECLS
