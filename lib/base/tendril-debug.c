/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-debug-private.h"

#include <sys/auxv.h>

static const GDebugKey debug_keys[] = {
  { "discovery", TENDRIL_DEBUG_DISCOVERY },
  { "registry", TENDRIL_DEBUG_REGISTRY },
  { "compiler", TENDRIL_DEBUG_COMPILER },
};

gboolean
tendril_is_secure (void)
{
  return getauxval (AT_SECURE) != 0;
}

const char *
tendril_getenv (const char *name)
{
  return tendril_is_secure () ? NULL : g_getenv (name);
}

gboolean
tendril_debug_enabled (TendrilDebugFlags flag)
{
  static gsize flags_plus_one = 0;

  if (g_once_init_enter (&flags_plus_one))
    {
      const char *text = tendril_getenv ("TENDRIL_DEBUG");
      guint flags = g_parse_debug_string (text, debug_keys, G_N_ELEMENTS (debug_keys));

      g_once_init_leave (&flags_plus_one, flags + 1);
    }

  return ((flags_plus_one - 1) & flag) != 0;
}
