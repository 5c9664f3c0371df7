/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Whether others could have put there, or changed, what would be loaded. Remembers each component
 * that it has looked at, so one of these serves one discovery, or one activation, and no longer. */
typedef struct _TendrilTrust TendrilTrust;

TendrilTrust *tendril_trust_new   (void);
void          tendril_trust_free  (TendrilTrust  *self);

/* FALSE sets @error (TENDRIL_ERROR_UNTRUSTED) to the component and its repair. What does not exist is
 * as good as what it would lie in. */
gboolean      tendril_trust_check (TendrilTrust  *self,
                                   const char    *path,
                                   GError       **error);

/* Whether the environment vouches for everything (TENDRIL_TRUST=environment). */
gboolean      tendril_trust_is_lowered (void);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilTrust, tendril_trust_free)

G_END_DECLS
