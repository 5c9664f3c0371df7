/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-module-stamp-private.h"
#include "tendril-watchdog-private.h"

G_BEGIN_DECLS

/* What stands around the inits of a registry: the marker, the handlers of crashes, the watchdog. */
typedef struct _TendrilGuard TendrilGuard;

TendrilGuard *tendril_guard_new       (const char               *directory,
                                       guint                     timeout,
                                       TendrilStalledFunc        stalled,
                                       gpointer                  user_data);
void          tendril_guard_free      (TendrilGuard             *self);

/* On one thread, around any number of inits. */
void          tendril_guard_leave     (TendrilGuard             *self);
void          tendril_guard_begin     (TendrilGuard             *self,
                                       TendrilExtension         *extension,
                                       const char               *file,
                                       const TendrilModuleStamp *stamp);
void          tendril_guard_end       (TendrilGuard             *self);

G_END_DECLS
