/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

#include "tendril-search-path-private.h"

G_BEGIN_DECLS

typedef enum
{
  TENDRIL_DISCOVERY_NONE = 0,
  /* METADATA of every distribution is read, and everything that is wrong is told. */
  TENDRIL_DISCOVERY_COMPLETE = 1 << 0,
  /* Entry points of shadowed distributions are found as well. */
  TENDRIL_DISCOVERY_SHADOWED = 1 << 1,
} TendrilDiscoveryFlags;

/* Elements of TendrilEntryPoint. Reads files, runs nothing, touches no shared state: any thread may
 * call it. @elements grows by what .pth files name; @group and @name may be NULL. */
GPtrArray *tendril_discovery_run (GPtrArray              *elements,
                                  const char             *group,
                                  const char             *name,
                                  TendrilDiscoveryFlags   flags,
                                  GPtrArray              *diagnostics,
                                  GCancellable           *cancellable,
                                  GError                **error);

G_END_DECLS
