/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-compiler.h"
#include "tendril-tree-private.h"

G_BEGIN_DECLS

/* Takes the reference of @tree. */
TendrilFunction *tendril_function_new (TendrilCompiler *compiler,
                                       TendrilTree     *tree);

G_END_DECLS
