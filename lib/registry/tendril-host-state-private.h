/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Where Tendril keeps what it learns about a host: $XDG_STATE_HOME/tendril-1/HOST. */

char *tendril_host_state_get_root    (void);
char *tendril_host_state_dup_host    (void);
char *tendril_host_state_dup_version (void);
char *tendril_host_state_prepare     (const char *host);

G_END_DECLS
