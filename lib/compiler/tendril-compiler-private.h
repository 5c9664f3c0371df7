/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-code-private.h"
#include "tendril-compiler.h"

G_BEGIN_DECLS

/* Held while a function adds a specialization; never while an overload runs. */
void         tendril_compiler_lock             (TendrilCompiler      *self);
void         tendril_compiler_unlock           (TendrilCompiler      *self);

/* Compiles with all that is committed. The lock must be held. */
TendrilCode *tendril_compiler_make_code        (TendrilCompiler      *self,
                                                TendrilTree          *tree,
                                                TendrilType *const   *types,
                                                GError              **error);

/* Whether an init of this compiler's registry runs on this thread. What is compiled for it sees
 * the built-ins and its own journal, and must not be kept: later more is known. */
gboolean     tendril_compiler_is_in_init       (TendrilCompiler      *self);
TendrilCode *tendril_compiler_make_code_for_init (TendrilTree        *tree,
                                                TendrilType *const   *types,
                                                GError              **error);

G_END_DECLS
