/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-backend.h"
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

/* As above, for other ways to run it. The lock must be held. */
TendrilIr   *tendril_compiler_make_ir          (TendrilCompiler      *self,
                                                TendrilTree          *tree,
                                                TendrilType *const   *types,
                                                GError              **error);

/* Runs the init of the back ends, if the tier needs one: the lock must not be held. */
gboolean     tendril_compiler_load_backend     (TendrilCompiler      *self,
                                                GError              **error);
/* As above, whatever the tier is. */
const TendrilBackend *tendril_compiler_get_backend (TendrilCompiler  *self,
                                                GError              **error);

/* The struct type of a value whose GType alone does not say it; NULL if there is none. */
TendrilType *tendril_compiler_find_value_type  (TendrilCompiler      *self,
                                                const GValue         *value);

/* Whether an init of this compiler's registry runs on this thread. What is compiled for it sees
 * the built-ins and its own journal, and must not be kept: later more is known. */
gboolean     tendril_compiler_is_in_init       (TendrilCompiler      *self);
TendrilCode *tendril_compiler_make_code_for_init (TendrilTree        *tree,
                                                TendrilType *const   *types,
                                                GError              **error);

/* Compiles with @table and nothing else. */
TendrilCode *tendril_compiler_make_code_with   (TendrilTree          *tree,
                                                TendrilType *const   *types,
                                                const TendrilOverloadTable *table,
                                                GError              **error);

/* NULL as long as nothing is compiled. The lock must be held. */
const TendrilOverloadTable *tendril_compiler_get_table (TendrilCompiler *self);

/* The functions of a compiler that are alive. */
void         tendril_compiler_add_function     (TendrilCompiler      *self,
                                                TendrilFunction      *function);
void         tendril_compiler_remove_function  (TendrilCompiler      *self,
                                                TendrilFunction      *function);

typedef gboolean (*TendrilSpecializationFunc) (TendrilTree        *tree,
                                               TendrilType *const *types,
                                               const TendrilCode  *code,
                                               gpointer            user_data);
/* Until @func returns FALSE; says whether it never did. The lock must be held. */
gboolean     tendril_compiler_foreach_specialization (TendrilCompiler           *self,
                                                      TendrilSpecializationFunc  func,
                                                      gpointer                   user_data);

G_END_DECLS
