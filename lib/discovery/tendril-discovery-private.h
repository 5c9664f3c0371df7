/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

#include "tendril-search-path-private.h"

G_BEGIN_DECLS

#define TENDRIL_DISCOVERY_MAX_METADATA (4 * 1024 * 1024)

/* Elements of TendrilEntryPoint. Reads files, runs nothing, touches no shared state: any thread may
 * call it. @elements grows by what .pth files name. */
GPtrArray *tendril_discovery_run (GPtrArray     *elements,
                                  const char    *group,
                                  const char    *name,
                                  GPtrArray     *diagnostics,
                                  GCancellable  *cancellable,
                                  GError       **error);

G_END_DECLS
