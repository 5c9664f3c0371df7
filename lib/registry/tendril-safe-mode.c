/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-safe-mode-private.h"

#include "tendril-debug-private.h"
#include "tendril-error.h"

static int enabled;         /* atomic: by the option --safe-mode */

void
tendril_safe_mode_enable (void)
{
  g_atomic_int_set (&enabled, TRUE);
}

/* Returns why no extension may run, or NULL. */
GError *
tendril_safe_mode_find_denial (void)
{
  const char *variable = tendril_getenv ("TENDRIL_SAFE_MODE");

  if (g_atomic_int_get (&enabled))
    return g_error_new_literal (TENDRIL_ERROR, TENDRIL_ERROR_DISABLED,
                                "The application was started with --safe-mode");
  if (variable != NULL && *variable != '\0' && !g_str_equal (variable, "0"))
    return g_error_new_literal (TENDRIL_ERROR, TENDRIL_ERROR_DISABLED,
                                "TENDRIL_SAFE_MODE is set in the environment");
  return NULL;
}
