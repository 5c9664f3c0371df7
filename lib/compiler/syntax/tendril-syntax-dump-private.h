/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-tree-private.h"

G_BEGIN_DECLS

/* A line per token: line:column, kind, text. */
void tendril_tokens_dump (const TendrilSource *source,
                          GString             *text);
/* A line per node, its operands below it. */
void tendril_tree_dump   (const TendrilTree   *tree,
                          GString             *text);

G_END_DECLS
