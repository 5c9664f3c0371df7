/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fuzz-target.h"

#include "tendril-tree-private.h"

#include <string.h>

const char *const fuzz_dictionary[] = {
  "lambda ", "lambda: ", "lambda x: ", ", ", ": ", "(", ")", " if ", " else ", " and ", " or ",
  "not ", " := ", "**", "//", "%", "/", "*", "+", "-", "<", "<=", "==", "!=", ">=", ">", ".", "0x",
  "0o", "0b", "1_000", "1e9", ".5", "9223372036854775808", "True", "False", "None", "x", "\n",
  "\xc3\xa4", "\xe5\xa4\x89", "\xff", "#", NULL,
};

static void
check_span (const TendrilTree *tree,
            TendrilSourceSpan  span)
{
  g_assert_cmpuint (span.start, <=, span.end);
  g_assert_cmpuint (span.end, <=, tree->source->length);
}

static void
check_node (const TendrilTree *tree,
            const TendrilNode *node,
            GPtrArray         *pending)
{
  check_span (tree, node->span);
  check_span (tree, node->mark);
  for (guint i = 0; i < node->n_operands; i++)
    g_ptr_array_add (pending, node->operands[i]);
  if (node->links == NULL)
    return;
  for (guint i = 0; i + 1 < node->n_operands; i++)
    check_span (tree, node->links[i].span);
}

/* A chain of sums is as deep as it is long: no recursion here either. */
static void
check_tree (const TendrilTree *tree)
{
  g_autoptr (GPtrArray) pending = g_ptr_array_new ();

  g_ptr_array_add (pending, tree->body);
  while (pending->len > 0)
    check_node (tree, g_ptr_array_steal_index_fast (pending, pending->len - 1), pending);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_autoptr (TendrilSource) source = tendril_source_new (text, NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (TendrilTree) tree = tendril_tree_parse (source, &error);

  g_assert_true ((tree == NULL) == (error != NULL));
  if (tree != NULL)
    check_tree (tree);
  else
    g_assert_true (error->domain == TENDRIL_ERROR && g_utf8_validate (error->message, -1, NULL));

  return 0;
}
