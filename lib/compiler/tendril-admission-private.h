/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-code-private.h"
#include "tendril-extension-registry-private.h"

G_BEGIN_DECLS

/* What becomes of compiled functions when extensions come late, or go. */

/* For tendril_extension_registry_add_compiler (); the compiler is a TendrilCompiler. */
extern const TendrilCompilerTable tendril_admission_table;

/* The extensions of which @ir uses something, or NULL. */
GPtrArray *tendril_admission_find_owners (const TendrilIr   *ir,
                                          const TendrilTree *tree,
                                          GHashTable        *extensions);

/* FALSE if one of them has been uninstalled. */
gboolean   tendril_admission_check_owners (GPtrArray        *owners,
                                           GError          **error);

G_END_DECLS
