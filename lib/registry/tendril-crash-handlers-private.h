/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-marker-private.h"

G_BEGIN_DECLS

/* Writes into the marker of the calling thread what ends the process while an init runs. Every
 * install is paired with a remove on the same thread; threads may overlap. */
typedef struct
{
  int slot;                 /* -1 where all are taken: nothing is written then */
  gpointer stack;           /* for the handlers, where the thread had none */
} TendrilCrashScope;

void tendril_crash_handlers_install (TendrilCrashScope *scope,
                                     TendrilMarkerPage *page,
                                     int                lock);
void tendril_crash_handlers_remove  (TendrilCrashScope *scope);

G_END_DECLS
