/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

#include "tendril-discovery-private.h"

G_BEGIN_DECLS

/* Finds entry points on the search path of one registry, on any thread. */
typedef struct _TendrilScanner TendrilScanner;

/* What a scan found, on its way from the thread that scanned to the owner's. */
typedef struct
{
  GPtrArray *elements;      /* the search path, with what .pth files added */
  GPtrArray *entry_points;
  GPtrArray *diagnostics;
} TendrilScan;

TendrilScanner *tendril_scanner_new          (void);
void            tendril_scanner_free         (TendrilScanner       *self);
void            tendril_scanner_set_isolated (TendrilScanner       *self,
                                              gboolean              isolated);
gboolean        tendril_scanner_get_isolated (TendrilScanner       *self);
void            tendril_scanner_add_path     (TendrilScanner       *self,
                                              const char           *path,
                                              TendrilPathKind       kind);
/* Searches where the other one does; before the first scan. */
void            tendril_scanner_copy_paths   (TendrilScanner       *self,
                                              TendrilScanner       *from);
TendrilScan    *tendril_scanner_run          (TendrilScanner       *self,
                                              const char           *group,
                                              const char           *name,
                                              TendrilDiscoveryFlags flags,
                                              GCancellable         *cancellable,
                                              GError              **error);
void            tendril_scanner_run_async    (TendrilScanner       *self,
                                              const char           *group,
                                              const char           *name,
                                              gpointer              source,
                                              GCancellable         *cancellable,
                                              GAsyncReadyCallback   callback,
                                              gpointer              user_data);
void            tendril_scan_free            (TendrilScan          *scan);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilScan, tendril_scan_free)

/* What of the path of a scan is Python's, in its order. */
void            tendril_scanner_keep_python_path (TendrilScanner *self,
                                                  GPtrArray      *elements);
char          **tendril_scanner_dup_python_path  (TendrilScanner *self);

G_END_DECLS
