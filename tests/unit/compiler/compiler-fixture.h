/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-compiler-private.h"
#include "tendril-extension-private.h"
#include "tendril-registrar-private.h"

/* An extension that nothing was loaded for; between begin and end its init "runs" here. */
TendrilExtension *fixture_extension_new   (TendrilExtensionRegistry  *registry,
                                           const char                *id);
TendrilRegistrar *fixture_extension_begin (TendrilExtension          *extension);
void              fixture_extension_end   (void);

TendrilExtensionRegistry *fixture_registry_new (void);

/* Compiles and runs a lambda without parameters, with the built-ins and the committed journals of
 * the extensions; "float64 1.5", or NULL with an error. */
char             *fixture_evaluate        (TendrilExtension  *const  *extensions,
                                           guint                      n_extensions,
                                           const char                *source,
                                           GError                   **error);
/* As above, in batches of one extension each: they were admitted one after the other. */
char             *fixture_evaluate_late   (TendrilExtension  *const  *extensions,
                                           guint                      n_extensions,
                                           const char                *source,
                                           GError                   **error);
/* How many instructions the IR of a lambda without parameters has; 0 with an error. */
guint             fixture_count_instructions (const char *source,
                                              GError    **error);
