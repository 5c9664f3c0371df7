/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-registrar-private.h"

G_BEGIN_DECLS

/* Defined by the builtins folder: registers the language's own operators and functions, by the
 * calls that an extension makes. */
void tendril_builtins_register (TendrilRegistrar *registrar);

G_END_DECLS
