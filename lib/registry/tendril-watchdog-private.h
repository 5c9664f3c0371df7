/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-extension.h"
#include "tendril-marker-private.h"

G_BEGIN_DECLS

/* A thread that tells when an init takes too long. It ends nothing. */
typedef struct _TendrilWatchdog TendrilWatchdog;

/* On the thread of the watchdog. */
typedef void (*TendrilStalledFunc) (TendrilExtension *extension,
                                    gpointer          user_data);

TendrilWatchdog *tendril_watchdog_new   (guint               timeout,
                                         TendrilMarker      *marker,
                                         TendrilStalledFunc  stalled,
                                         gpointer            user_data);
void             tendril_watchdog_free  (TendrilWatchdog    *self);
void             tendril_watchdog_begin (TendrilWatchdog    *self,
                                         TendrilExtension   *extension,
                                         int                 status);
void             tendril_watchdog_end   (TendrilWatchdog    *self);

G_END_DECLS
