/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include "tendril-extension-registry.h"
#include "tendril-function.h"
#include "tendril-tier.h"
#include "tendril-version.h"

G_BEGIN_DECLS

#define TENDRIL_TYPE_COMPILER (tendril_compiler_get_type ())

TENDRIL_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (TendrilCompiler, tendril_compiler, TENDRIL, COMPILER, GObject)

TENDRIL_AVAILABLE_IN_1_0
TendrilCompiler          *tendril_compiler_new          (TendrilExtensionRegistry  *registry)
  G_GNUC_WARN_UNUSED_RESULT;

TENDRIL_AVAILABLE_IN_1_0
TendrilExtensionRegistry *tendril_compiler_get_registry (TendrilCompiler           *self);
TENDRIL_AVAILABLE_IN_1_0
TendrilTier               tendril_compiler_get_tier     (TendrilCompiler           *self);
TENDRIL_AVAILABLE_IN_1_0
gboolean                  tendril_compiler_get_strict   (TendrilCompiler           *self);

TENDRIL_AVAILABLE_IN_1_0
TendrilFunction          *tendril_compiler_compile      (TendrilCompiler           *self,
                                                         const char                *source,
                                                         GError                   **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
