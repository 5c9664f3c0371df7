/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TENDRIL_DEBUG_DISCOVERY = 1 << 0,
  TENDRIL_DEBUG_REGISTRY = 1 << 1,
  TENDRIL_DEBUG_COMPILER = 1 << 2,
} TendrilDebugFlags;

gboolean    tendril_debug_enabled (TendrilDebugFlags  flag);

/* Every TENDRIL_* variable is read through this, so that none counts under AT_SECURE. */
const char *tendril_getenv        (const char        *name);
gboolean    tendril_is_secure     (void);

#define tendril_debug(flag, ...)                                                             \
  G_STMT_START {                                                                             \
    if (G_UNLIKELY (tendril_debug_enabled (flag)))                                           \
      g_log (G_LOG_DOMAIN, G_LOG_LEVEL_MESSAGE, __VA_ARGS__);                                \
  } G_STMT_END

G_END_DECLS
