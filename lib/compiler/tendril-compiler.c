/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-compiler-private.h"

#include "tendril-admission-private.h"
#include "tendril-backend-private.h"
#include "tendril-builtins-private.h"
#include "tendril-debug-private.h"
#include "tendril-extension-private.h"
#include "tendril-extension-registry-private.h"
#include "tendril-function-private.h"

/**
 * TendrilCompiler:
 *
 * Compiles functions of the language, with all that the extensions of a registry have registered.
 *
 * Since: 1.0
 */
struct _TendrilCompiler
{
  GObject parent_instance;

  TendrilExtensionRegistry *registry;
  TendrilTier tier;
  TendrilBackendSlot *backend_slot;
  gboolean strict;
  GMutex lock;
  /* The journals that were replayed so far; all below is guarded by the lock. */
  TendrilOverloadTable *table;
  GHashTable *replayed;
  guint serial;
  /* Not references. */
  GHashTable *functions;
};

enum
{
  PROP_0,
  PROP_REGISTRY,
  PROP_TIER,
  PROP_STRICT,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TendrilCompiler, tendril_compiler, G_TYPE_OBJECT)

static const TendrilOverloadTable *
get_builtin_table (void)
{
  static TendrilOverloadTable *table = NULL;

  if (g_once_init_enter (&table))
    {
      TendrilRegistrar *registrar = tendril_registrar_new ();
      TendrilOverloadTable *filled = tendril_overload_table_new (NULL);
      g_autoptr (GPtrArray) journals = g_ptr_array_new ();

      tendril_builtins_register (registrar);
      g_ptr_array_add (journals, tendril_registrar_get_journal (registrar));
      tendril_overload_table_add (filled, journals);
      g_object_unref (registrar);
      g_once_init_leave (&table, filled);
    }

  return table;
}

static void
tendril_compiler_constructed (GObject *object)
{
  TendrilCompiler *self = TENDRIL_COMPILER (object);

  G_OBJECT_CLASS (tendril_compiler_parent_class)->constructed (object);

  if (self->registry == NULL)
    self->registry = g_object_ref (tendril_extension_registry_get_default ());
  self->backend_slot = tendril_backend_slot_new (self->registry);
  tendril_extension_registry_add_compiler (self->registry, &tendril_admission_table, self);
}

static void
tendril_compiler_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  TendrilCompiler *self = TENDRIL_COMPILER (object);

  switch (prop_id)
    {
    case PROP_REGISTRY:
      g_value_set_object (value, self->registry);
      break;
    case PROP_TIER:
      g_value_set_enum (value, self->tier);
      break;
    case PROP_STRICT:
      g_value_set_boolean (value, self->strict);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tendril_compiler_set_property (GObject      *object,
                               guint         prop_id,
                               const GValue *value,
                               GParamSpec   *pspec)
{
  TendrilCompiler *self = TENDRIL_COMPILER (object);

  switch (prop_id)
    {
    case PROP_REGISTRY:
      self->registry = g_value_dup_object (value);
      break;
    case PROP_TIER:
      self->tier = g_value_get_enum (value);
      break;
    case PROP_STRICT:
      self->strict = g_value_get_boolean (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tendril_compiler_finalize (GObject *object)
{
  TendrilCompiler *self = TENDRIL_COMPILER (object);

  g_clear_pointer (&self->table, tendril_overload_table_free);
  g_hash_table_unref (self->functions);
  g_hash_table_unref (self->replayed);
  tendril_backend_slot_free (self->backend_slot);
  g_object_unref (self->registry);
  g_mutex_clear (&self->lock);

  G_OBJECT_CLASS (tendril_compiler_parent_class)->finalize (object);
}

static void
tendril_compiler_class_init (TendrilCompilerClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->constructed = tendril_compiler_constructed;
  object_class->get_property = tendril_compiler_get_property;
  object_class->set_property = tendril_compiler_set_property;
  object_class->finalize = tendril_compiler_finalize;

  /**
   * TendrilCompiler:registry: (getter get_registry)
   *
   * Where the extensions come from; the default registry where %NULL is given.
   *
   * Since: 1.0
   */
  properties[PROP_REGISTRY] =
    g_param_spec_object ("registry", NULL, NULL, TENDRIL_TYPE_EXTENSION_REGISTRY,
                         G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * TendrilCompiler:tier: (getter get_tier)
   *
   * How functions are run.
   *
   * Since: 1.0
   */
  properties[PROP_TIER] =
    g_param_spec_enum ("tier", NULL, NULL, TENDRIL_TYPE_TIER, TENDRIL_TIER_AUTO,
                       G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);
  /**
   * TendrilCompiler:strict: (getter get_strict)
   *
   * Whether a function gives the same bits for a number and for each element of an array. By default
   * the mathematical functions of arrays are faster, and within 4 units in the last place of those
   * of numbers.
   *
   * Since: 1.0
   */
  properties[PROP_STRICT] =
    g_param_spec_boolean ("strict", NULL, NULL, FALSE,
                          G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tendril_compiler_init (TendrilCompiler *self)
{
  g_mutex_init (&self->lock);
  self->functions = g_hash_table_new (NULL, NULL);
  self->replayed = g_hash_table_new_full (NULL, NULL, g_object_unref, NULL);
}

/**
 * tendril_compiler_new:
 * @registry: (nullable): where the extensions come from, or %NULL for the default registry
 *
 * Makes a compiler. This runs no extension; the first call of a function does.
 *
 * Returns: (transfer full): the compiler
 *
 * Since: 1.0
 */
TendrilCompiler *
tendril_compiler_new (TendrilExtensionRegistry *registry)
{
  g_return_val_if_fail (registry == NULL || TENDRIL_IS_EXTENSION_REGISTRY (registry), NULL);

  return g_object_new (TENDRIL_TYPE_COMPILER, "registry", registry, NULL);
}

/**
 * tendril_compiler_get_registry: (get-property registry)
 * @self: a compiler
 *
 * Where the extensions come from.
 *
 * Returns: (transfer none): the registry
 *
 * Since: 1.0
 */
TendrilExtensionRegistry *
tendril_compiler_get_registry (TendrilCompiler *self)
{
  g_return_val_if_fail (TENDRIL_IS_COMPILER (self), NULL);

  return self->registry;
}

/**
 * tendril_compiler_get_tier: (get-property tier)
 * @self: a compiler
 *
 * How functions are run.
 *
 * Returns: the tier
 *
 * Since: 1.0
 */
TendrilTier
tendril_compiler_get_tier (TendrilCompiler *self)
{
  g_return_val_if_fail (TENDRIL_IS_COMPILER (self), TENDRIL_TIER_AUTO);

  return self->tier;
}

/**
 * tendril_compiler_get_strict: (get-property strict)
 * @self: a compiler
 *
 * Whether a function gives the same bits for a number and for each element of an array.
 *
 * Returns: %TRUE if so
 *
 * Since: 1.0
 */
gboolean
tendril_compiler_get_strict (TendrilCompiler *self)
{
  g_return_val_if_fail (TENDRIL_IS_COMPILER (self), FALSE);

  return self->strict;
}

/**
 * tendril_compiler_compile:
 * @self: a compiler
 * @source: a function, such as `lambda x: x + 1`
 * @error: return location for an error
 *
 * Reads a function; an error of syntax comes here, with line, column and a caret. What its names
 * mean is looked up at the first call with arguments of certain types, when it is compiled for
 * them, after every installed extension was initialized.
 *
 * Returns: (transfer full): the function
 *
 * Since: 1.0
 */
TendrilFunction *
tendril_compiler_compile (TendrilCompiler  *self,
                          const char       *source,
                          GError          **error)
{
  g_autoptr (TendrilSource) text = NULL;
  TendrilTree *tree;

  g_return_val_if_fail (TENDRIL_IS_COMPILER (self), NULL);
  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  text = tendril_source_new (source, NULL);
  tree = tendril_tree_parse (text, error);
  return tree != NULL ? tendril_function_new (self, tree) : NULL;
}

void
tendril_compiler_lock (TendrilCompiler *self)
{
  g_mutex_lock (&self->lock);
}

void
tendril_compiler_unlock (TendrilCompiler *self)
{
  g_mutex_unlock (&self->lock);
}

static void
replay_journals (TendrilCompiler *self)
{
  g_autoptr (GPtrArray) committed = tendril_extension_registry_dup_committed (self->registry);
  g_autoptr (GPtrArray) journals = g_ptr_array_new ();

  for (guint i = 0; i < committed->len; i++)
    {
      TendrilExtension *extension = g_ptr_array_index (committed, i);
      TendrilRegistrar *registrar = tendril_extension_get_journal (extension);

      if (g_hash_table_contains (self->replayed, extension))
        continue;
      g_hash_table_add (self->replayed, g_object_ref (extension));
      if (registrar != NULL)
        g_ptr_array_add (journals, tendril_registrar_get_journal (registrar));
    }

  tendril_overload_table_add (self->table, journals);
}

static void
update_table (TendrilCompiler *self)
{
  guint serial = tendril_extension_registry_get_commit_serial (self->registry);

  if (self->table != NULL && serial == self->serial)
    return;

  if (self->table == NULL)
    self->table = tendril_overload_table_new (get_builtin_table ());
  self->serial = serial;
  replay_journals (self);
}

static TendrilIr *
make_ir (TendrilTree                 *tree,
         TendrilType *const          *types,
         const TendrilOverloadTable  *table,
         GError                     **error)
{
  g_autoptr (TendrilArena) arena = tendril_arena_new ();
  TendrilTyped *typed = tendril_typed_new (tree, types, table, arena, error);

  return typed != NULL ? tendril_ir_new (tree, types, typed, error) : NULL;
}

/* What runs instead of the interpreter, where that was asked for; the back end is loaded already. */
static gboolean
add_compiled (TendrilBackendSlot  *slot,
              TendrilCode         *code,
              const TendrilIr     *ir,
              GError             **error)
{
  const TendrilBackend *backend = tendril_backend_slot_get (slot, error);

  if (backend != NULL)
    code->compiled = tendril_backend_code_new (
      backend, ir, 0, TENDRIL_BACKEND_STRICT | TENDRIL_BACKEND_SCALAR, error);
  return code->compiled != NULL;
}

/* With a @slot the code is compiled by its back end as well. */
static TendrilCode *
make_code (TendrilTree                 *tree,
           TendrilType *const          *types,
           const TendrilOverloadTable  *table,
           GHashTable                  *extensions,
           TendrilBackendSlot          *slot,
           GError                     **error)
{
  gint64 start = g_get_monotonic_time ();
  g_autoptr (TendrilIr) ir = make_ir (tree, types, table, error);
  g_autoptr (TendrilCode) code = NULL;

  if (ir == NULL)
    return NULL;

  code = tendril_code_new (ir, error);
  if (code == NULL)
    return NULL;
  if (slot != NULL && !add_compiled (slot, code, ir, error))
    return NULL;

  if (extensions != NULL)
    code->owners = tendril_admission_find_owners (ir, tree, extensions);
  tendril_debug (TENDRIL_DEBUG_COMPILER,
                 "“%s”: %u instructions, %u registers, %" G_GINT64_FORMAT " µs",
                 tree->source->text, code->n_instructions, code->n_registers,
                 g_get_monotonic_time () - start);
  return g_steal_pointer (&code);
}

TendrilIr *
tendril_compiler_make_ir (TendrilCompiler     *self,
                          TendrilTree         *tree,
                          TendrilType *const  *types,
                          GError             **error)
{
  update_table (self);

  return make_ir (tree, types, self->table, error);
}

gboolean
tendril_compiler_load_backend (TendrilCompiler  *self,
                               GError          **error)
{
  return self->tier != TENDRIL_TIER_1 ||
         tendril_backend_slot_get (self->backend_slot, error) != NULL;
}

const TendrilBackend *
tendril_compiler_get_backend (TendrilCompiler  *self,
                              GError          **error)
{
  return tendril_backend_slot_get (self->backend_slot, error);
}

TendrilCode *
tendril_compiler_make_code (TendrilCompiler     *self,
                            TendrilTree         *tree,
                            TendrilType *const  *types,
                            GError             **error)
{
  update_table (self);

  return make_code (tree, types, self->table, self->replayed,
                    self->tier == TENDRIL_TIER_1 ? self->backend_slot : NULL, error);
}

TendrilCode *
tendril_compiler_make_code_with (TendrilTree                 *tree,
                                 TendrilType *const          *types,
                                 const TendrilOverloadTable  *table,
                                 GError                     **error)
{
  return make_code (tree, types, table, NULL, NULL, error);
}

const TendrilOverloadTable *
tendril_compiler_get_table (TendrilCompiler *self)
{
  return self->table;
}

void
tendril_compiler_add_function (TendrilCompiler *self,
                               TendrilFunction *function)
{
  g_mutex_lock (&self->lock);
  g_hash_table_add (self->functions, function);
  g_mutex_unlock (&self->lock);
}

void
tendril_compiler_remove_function (TendrilCompiler *self,
                                  TendrilFunction *function)
{
  g_mutex_lock (&self->lock);
  g_hash_table_remove (self->functions, function);
  g_mutex_unlock (&self->lock);
}

gboolean
tendril_compiler_foreach_specialization (TendrilCompiler           *self,
                                         TendrilSpecializationFunc  func,
                                         gpointer                   user_data)
{
  GHashTableIter iter;
  gpointer function;

  g_hash_table_iter_init (&iter, self->functions);
  while (g_hash_table_iter_next (&iter, &function, NULL))
    if (!tendril_function_foreach_specialization (function, func, user_data))
      return FALSE;

  return TRUE;
}

TendrilType *
tendril_compiler_find_value_type (TendrilCompiler *self,
                                  const GValue    *value)
{
  TendrilType *type;

  if (!G_VALUE_HOLDS_BOXED (value))
    return NULL;

  tendril_compiler_lock (self);
  update_table (self);
  type = tendril_overload_table_find_value_type (self->table, G_VALUE_TYPE (value));
  tendril_compiler_unlock (self);

  return type;
}

gboolean
tendril_compiler_is_in_init (TendrilCompiler *self)
{
  TendrilExtension *extension = tendril_extension_get_current ();
  g_autoptr (TendrilExtensionRegistry) registry = NULL;

  if (G_LIKELY (extension == NULL))
    return FALSE;

  registry = tendril_extension_dup_registry (extension);
  return registry == self->registry;
}

TendrilCode *
tendril_compiler_make_code_for_init (TendrilTree         *tree,
                                     TendrilType *const  *types,
                                     GError             **error)
{
  g_autoptr (TendrilOverloadTable) table = tendril_overload_table_new (get_builtin_table ());
  g_autoptr (GPtrArray) journals = g_ptr_array_new ();
  TendrilRegistrar *registrar = tendril_registrar_get_current ();

  g_ptr_array_add (journals, tendril_registrar_get_journal (registrar));
  tendril_overload_table_add (table, journals);

  return make_code (tree, types, table, NULL, NULL, error);
}
