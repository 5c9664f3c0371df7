/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-admission-private.h"

#include "tendril-compiler-private.h"
#include "tendril-error.h"
#include "tendril-extension-private.h"
#include "tendril-function-private.h"
#include "tendril-registrar-private.h"

#include <string.h>

/* Two codes are the same if they do the same, wherever their parts come from. */
static gboolean
is_same_call (const TendrilCall *a,
              const TendrilCall *b)
{
  return a->function == b->function && a->overload == b->overload && a->result == b->result &&
         a->n_arguments == b->n_arguments &&
         memcmp (a->arguments, b->arguments, a->n_arguments * sizeof *a->arguments) == 0;
}

static gboolean
is_same_code (const TendrilCode *a,
              const TendrilCode *b)
{
  if (a->result_type != b->result_type || a->n_instructions != b->n_instructions ||
      a->n_calls != b->n_calls ||
      memcmp (a->instructions, b->instructions, a->n_instructions * sizeof *a->instructions) != 0)
    return FALSE;

  for (guint i = 0; i < a->n_instructions; i++)
    {
      const TendrilInstruction *instruction = &a->instructions[i];

      if (instruction->opcode == TENDRIL_OPCODE_CONSTANT &&
          memcmp (&a->constants[instruction->target], &b->constants[instruction->target],
                  sizeof *a->constants) != 0)
        return FALSE;
    }
  for (guint i = 0; i < a->n_calls; i++)
    if (!is_same_call (&a->calls[i], &b->calls[i]))
      return FALSE;

  return TRUE;
}

typedef struct
{
  const TendrilOverloadTable *table;
  TendrilExtension *extension;
  GError **error;
} Trial;

/* Compiles again with what would be added: the same source must give the same code. */
static gboolean
try_specialization (TendrilTree         *tree,
                    TendrilType *const  *types,
                    const TendrilCode   *code,
                    gpointer             user_data)
{
  const Trial *trial = user_data;
  g_autoptr (TendrilCode) again =
    tendril_compiler_make_code_with (tree, types, trial->table, NULL);

  if (again != NULL && is_same_code (code, again))
    return TRUE;

  g_set_error (trial->error, TENDRIL_ERROR, TENDRIL_ERROR_WOULD_CHANGE_COMPILED,
               "“%s” would change what “%s” means, which is already compiled; it will be active at "
               "the next start",
               tendril_extension_get_id (trial->extension), tree->source->text);
  return FALSE;
}

static gboolean
check (gpointer           data,
       TendrilExtension  *extension,
       GError           **error)
{
  TendrilCompiler *compiler = data;
  TendrilRegistrar *registrar = tendril_extension_get_journal (extension);
  const TendrilOverloadTable *known;
  g_autoptr (TendrilOverloadTable) table = NULL;
  g_autoptr (GPtrArray) journals = g_ptr_array_new ();
  Trial trial = { NULL, extension, error };

  tendril_compiler_lock (compiler);
  known = tendril_compiler_get_table (compiler);
  if (known == NULL || registrar == NULL)
    return TRUE;

  table = tendril_overload_table_new (known);
  g_ptr_array_add (journals, tendril_registrar_get_journal (registrar));
  tendril_overload_table_add (table, journals);
  trial.table = table;
  if (tendril_compiler_foreach_specialization (compiler, try_specialization, &trial))
    return TRUE;

  tendril_compiler_unlock (compiler);
  return FALSE;
}

static void
end (gpointer compiler)
{
  tendril_compiler_unlock (compiler);
}

/* The next compile replays what is committed. */
const TendrilCompilerTable tendril_admission_table = {
  .check = check,
  .commit = end,
  .drop = end,
};

static gboolean
owns_tree (TendrilExtension *extension,
           GHashTable       *trees)
{
  TendrilRegistrar *registrar = tendril_extension_get_journal (extension);
  GPtrArray *journal = registrar != NULL ? tendril_registrar_get_journal (registrar) : NULL;

  for (guint i = 0; journal != NULL && i < journal->len; i++)
    {
      const TendrilOverload *overload = g_ptr_array_index (journal, i);

      if (overload->kind == TENDRIL_OVERLOAD_KIND_SOURCE &&
          g_hash_table_contains (trees, overload->tree))
        return TRUE;
    }

  return FALSE;
}

/* Calls are told by the overload, what is inlined by the tree that its instructions stand in. */
GPtrArray *
tendril_admission_find_owners (const TendrilIr   *ir,
                               const TendrilTree *tree,
                               GHashTable        *extensions)
{
  g_autoptr (GHashTable) ids = g_hash_table_new (NULL, NULL);
  g_autoptr (GHashTable) trees = g_hash_table_new (NULL, NULL);
  GPtrArray *owners = NULL;
  GHashTableIter iter;
  gpointer extension;

  for (guint i = 0; i < ir->instructions->len; i++)
    {
      const TendrilIrInstruction *instruction = tendril_ir_get (ir, i);

      if ((instruction->kind == TENDRIL_IR_NATIVE || instruction->kind == TENDRIL_IR_CLOSURE) &&
          instruction->overload->owner != NULL)
        g_hash_table_add (ids, (gpointer) instruction->overload->owner);
      if (instruction->tree != NULL && instruction->tree != tree)
        g_hash_table_add (trees, instruction->tree);
    }
  if (g_hash_table_size (ids) == 0 && g_hash_table_size (trees) == 0)
    return NULL;

  g_hash_table_iter_init (&iter, extensions);
  while (g_hash_table_iter_next (&iter, &extension, NULL))
    {
      const char *id = g_intern_string (tendril_extension_get_id (extension));

      if (!g_hash_table_contains (ids, id) && !owns_tree (extension, trees))
        continue;
      if (owners == NULL)
        owners = g_ptr_array_new_with_free_func (g_object_unref);
      g_ptr_array_add (owners, g_object_ref (extension));
    }

  return owners;
}

gboolean
tendril_admission_check_owners (GPtrArray  *owners,
                                GError    **error)
{
  for (guint i = 0; i < owners->len; i++)
    {
      TendrilExtension *owner = g_ptr_array_index (owners, i);

      if (G_LIKELY (tendril_extension_get_state (owner) != TENDRIL_EXTENSION_STATE_REMOVED))
        continue;
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_REMOVED,
                   "“%s”, which the function uses, has been uninstalled",
                   tendril_extension_get_id (owner));
      return FALSE;
    }

  return TRUE;
}
