/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-dump.h"

#include "tendril-backend-private.h"
#include "tendril-compiler-private.h"
#include "tendril-function-private.h"
#include "tendril-ir-dump-private.h"
#include "tendril-limits-private.h"
#include "tendril-syntax-dump-private.h"

G_DEFINE_ENUM_TYPE (TendrilPhase, tendril_phase,
  G_DEFINE_ENUM_VALUE (TENDRIL_PHASE_TOKENS, "tokens"),
  G_DEFINE_ENUM_VALUE (TENDRIL_PHASE_TREE, "tree"),
  G_DEFINE_ENUM_VALUE (TENDRIL_PHASE_TYPED, "typed"),
  G_DEFINE_ENUM_VALUE (TENDRIL_PHASE_IR, "ir"),
  G_DEFINE_ENUM_VALUE (TENDRIL_PHASE_LLVM, "llvm"),
  G_DEFINE_ENUM_VALUE (TENDRIL_PHASE_ASM, "asm"))

/* The lock must be held. */
static TendrilIr *
make_ir (TendrilCompiler     *compiler,
         TendrilTree         *tree,
         TendrilType *const  *types,
         GString             *typed_text,
         GError             **error)
{
  g_autoptr (TendrilArena) arena = tendril_arena_new ();
  g_autoptr (TendrilIr) ir = tendril_compiler_make_ir (compiler, tree, types, error);
  const TendrilTyped *typed;

  if (ir == NULL || typed_text == NULL)
    return g_steal_pointer (&ir);

  typed = tendril_typed_new (tree, types, tendril_compiler_get_table (compiler), arena, error);
  if (typed == NULL)
    return NULL;
  tendril_typed_dump (typed, 0, typed_text);
  return g_steal_pointer (&ir);
}

static gboolean
dump_backend (TendrilCompiler  *compiler,
              const TendrilIr  *ir,
              const char       *phase,
              GString          *text,
              GError          **error)
{
  const TendrilBackend *backend = tendril_compiler_get_backend (compiler, error);
  g_autofree char *dumped = NULL;

  if (backend == NULL)
    return FALSE;
  dumped = tendril_backend_dump (backend, ir, 0, phase, error);
  if (dumped == NULL)
    return FALSE;

  g_string_append (text, dumped);
  return TRUE;
}

static gboolean
dump_compiled (TendrilCompiler     *compiler,
               TendrilTree         *tree,
               TendrilType *const  *types,
               TendrilPhase         phase,
               GString             *text,
               GError             **error)
{
  g_autoptr (TendrilIr) ir = NULL;

  tendril_compiler_lock (compiler);
  ir = make_ir (compiler, tree, types, phase == TENDRIL_PHASE_TYPED ? text : NULL, error);
  tendril_compiler_unlock (compiler);
  if (ir == NULL)
    return FALSE;

  if (phase == TENDRIL_PHASE_IR)
    tendril_ir_dump (ir, text);
  return phase < TENDRIL_PHASE_LLVM ||
         dump_backend (compiler, ir, phase == TENDRIL_PHASE_LLVM ? "llvm" : "asm", text, error);
}

/**
 * tendril_function_dump:
 * @self: a function
 * @phase: which phase to show
 * @arguments: (array length=n_arguments) (nullable): as many values as there are parameters; what
 *   counts is their types
 * @n_arguments: the number of arguments
 * @error: return location for an error
 *
 * The text of what a phase of the compilation made of the function, for people to read. Its form
 * may change with every version. The tokens and the tree need no arguments.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
tendril_function_dump (TendrilFunction  *self,
                       TendrilPhase      phase,
                       const GValue     *arguments,
                       guint             n_arguments,
                       GError          **error)
{
  g_autoptr (GString) text = g_string_new (NULL);
  TendrilType *types[TENDRIL_MAX_PARAMETERS];
  TendrilCompiler *compiler;
  TendrilTree *tree;

  g_return_val_if_fail (TENDRIL_IS_FUNCTION (self), NULL);
  g_return_val_if_fail (arguments != NULL || n_arguments == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  tree = tendril_function_get_tree (self);
  compiler = tendril_function_get_compiler (self);
  if (phase == TENDRIL_PHASE_TOKENS)
    tendril_tokens_dump (tree->source, text);
  else if (phase == TENDRIL_PHASE_TREE)
    tendril_tree_dump (tree, text);
  else if (!tendril_function_find_types (self, arguments, n_arguments, types, error) ||
           !dump_compiled (compiler, tree, types, phase, text, error))
    return NULL;

  return g_string_free (g_steal_pointer (&text), FALSE);
}
