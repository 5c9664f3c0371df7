/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-array-job-private.h"
#include "tendril-compiler-private.h"
#include "tendril-tree-private.h"

G_BEGIN_DECLS

/* Takes the reference of @tree. */
TendrilFunction *tendril_function_new (TendrilCompiler *compiler,
                                       TendrilTree     *tree);

/* Until @func returns FALSE; says whether it never did. The lock of the compiler must be held. */
gboolean         tendril_function_foreach_specialization (TendrilFunction           *self,
                                                          TendrilSpecializationFunc  func,
                                                          gpointer                   user_data);

/* Initializes the extensions, and finds or compiles the code for @job, whose arguments are set. */
gboolean         tendril_function_prepare_job (TendrilFunction  *self,
                                               TendrilArrayJob  *job,
                                               GError          **error);

/* For those that look at how a function is compiled. */
TendrilCompiler *tendril_function_get_compiler (TendrilFunction *self);
TendrilTree     *tendril_function_get_tree     (TendrilFunction *self);
/* Initializes the extensions, and finds the types of these arguments. */
gboolean         tendril_function_find_types   (TendrilFunction  *self,
                                                const GValue     *arguments,
                                                guint             n_arguments,
                                                TendrilType     **types,
                                                GError          **error);

G_END_DECLS
