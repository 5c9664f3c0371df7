/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Longer names get no suggestion, so the rows of the distance stand on the stack. */
#define TENDRIL_MAX_SPELLING 40

/* Looks for the known name that was meant. */
typedef struct
{
  const char *name;
  gsize length;
  guint limit;
  const char *best;
  guint best_distance;
} TendrilSpelling;

gboolean tendril_spelling_init (TendrilSpelling *self,
                                const char      *name);
void     tendril_spelling_try  (TendrilSpelling *self,
                                const char      *known);

G_END_DECLS
