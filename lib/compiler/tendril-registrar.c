/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-registrar-private.h"

#include "tendril-error.h"
#include "tendril-extension-private.h"
#include "tendril-limits-private.h"
#include "tendril-overload-private.h"
#include "tendril-tokenizer-private.h"

/**
 * TendrilRegistrar:
 *
 * What an extension's `init` registers with: overloads of functions and operators, and constants.
 * While the init runs, [func@Tendril.Registrar.get_current] gives its registrar. What it registers
 * takes effect as a whole once all inits have run, and not at all if the init fails.
 *
 * A name is an identifier, or one of these operators:
 *
 * - with one or two parameters: `operator+` `operator-`
 * - with two: `operator*` `operator/` `operator//` `operator%` `operator**` `operator==`
 *   `operator!=` `operator<` `operator<=` `operator>` `operator>=`, and `operator**literal`, which
 *   is tried first where the exponent is a literal that is not negative
 *
 * `and`, `or`, `not` and `if` ask the function `bool`. Two overloads are the same if their names
 * and the types of their parameters are: an extension may register each once, one that is built in
 * stays as it is, and where two extensions register the same neither may be used, except by its
 * qualified name (`id.name`, with `_` for `-` in the id).
 *
 * Since: 1.0
 */
struct _TendrilRegistrar
{
  GObject parent_instance;

  gboolean is_builtin;
  /* Not a reference: the extension owns the registrar. NULL once it has dropped its journal. */
  TendrilExtension *extension;
  const char *owner;
  GPtrArray *journal;
  /* The overloads in the journal; it finds doubles. */
  GHashTable *keys;
};

G_DEFINE_FINAL_TYPE (TendrilRegistrar, tendril_registrar, G_TYPE_OBJECT)

G_DEFINE_FLAGS_TYPE (TendrilOverloadFlags, tendril_overload_flags,
  G_DEFINE_ENUM_VALUE (TENDRIL_OVERLOAD_NONE, "none"),
  G_DEFINE_ENUM_VALUE (TENDRIL_OVERLOAD_PURE, "pure"),
  G_DEFINE_ENUM_VALUE (TENDRIL_OVERLOAD_FOLDS, "folds"))

static const struct
{
  const char *name;
  guint min_parameters;
  guint max_parameters;
} operators[] = {
  { "operator+", 1, 2 },  { "operator-", 1, 2 },  { "operator*", 2, 2 },
  { "operator/", 2, 2 },  { "operator//", 2, 2 }, { "operator%", 2, 2 },
  { "operator**", 2, 2 }, { "operator==", 2, 2 }, { "operator!=", 2, 2 },
  { "operator<", 2, 2 },  { "operator<=", 2, 2 }, { "operator>", 2, 2 },
  { "operator>=", 2, 2 }, { "operator**literal", 2, 2 },
};

static void
tendril_registrar_finalize (GObject *object)
{
  TendrilRegistrar *self = TENDRIL_REGISTRAR (object);

  g_hash_table_unref (self->keys);
  g_ptr_array_unref (self->journal);

  G_OBJECT_CLASS (tendril_registrar_parent_class)->finalize (object);
}

static void
tendril_registrar_class_init (TendrilRegistrarClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = tendril_registrar_finalize;
}

static void
tendril_registrar_init (TendrilRegistrar *self)
{
  self->journal = g_ptr_array_new_with_free_func ((GDestroyNotify) tendril_overload_unref);
  self->keys = g_hash_table_new (tendril_overload_hash, tendril_overload_equal);
}

TendrilRegistrar *
tendril_registrar_new (void)
{
  TendrilRegistrar *self = g_object_new (TENDRIL_TYPE_REGISTRAR, NULL);

  self->is_builtin = TRUE;
  return self;
}

GPtrArray *
tendril_registrar_get_journal (TendrilRegistrar *self)
{
  return self->journal;
}

static void
drop_journal (gpointer data)
{
  TendrilRegistrar *self = data;

  self->extension = NULL;
  g_object_unref (self);
}

/**
 * tendril_registrar_get_current:
 *
 * The registrar of the init that is running on this thread.
 *
 * Returns: (transfer none) (nullable): the registrar, or %NULL while no init runs
 *
 * Since: 1.0
 */
TendrilRegistrar *
tendril_registrar_get_current (void)
{
  TendrilExtension *extension = tendril_extension_get_current ();
  TendrilRegistrar *self;

  if (extension == NULL)
    return NULL;

  self = tendril_extension_get_journal (extension);
  if (self == NULL)
    {
      self = g_object_new (TENDRIL_TYPE_REGISTRAR, NULL);
      self->extension = extension;
      self->owner = g_intern_string (tendril_extension_get_id (extension));
      tendril_extension_set_journal (extension, self, drop_journal);
    }

  return self;
}

static gboolean
check_open (TendrilRegistrar  *self,
            GError           **error)
{
  TendrilExtension *current = tendril_extension_get_current ();

  if (self->is_builtin || (current != NULL && current == self->extension))
    return TRUE;

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_INIT,
               "only a running init may register, on its own thread");
  return FALSE;
}

static gboolean
check_name (const char              *name,
            const TendrilSignature  *signature,
            GError                 **error)
{
  guint n_parameters = tendril_signature_get_n_parameters (signature);

  if (n_parameters > TENDRIL_MAX_PARAMETERS)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TOO_COMPLEX,
                   "“%s” has more than %d parameters", name, TENDRIL_MAX_PARAMETERS);
      return FALSE;
    }
  if (tendril_is_function_name (name))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    {
      if (!g_str_equal (operators[i].name, name))
        continue;
      if (n_parameters >= operators[i].min_parameters &&
          n_parameters <= operators[i].max_parameters)
        return TRUE;
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_SIGNATURE,
                   "“%s” cannot have %u parameters", name, n_parameters);
      return FALSE;
    }

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_NAME,
               "“%s” is neither an identifier nor an operator", name);
  return FALSE;
}

/* Checks all that the kinds have in common. */
static TendrilOverload *
begin (TendrilRegistrar      *self,
       TendrilOverloadKind    kind,
       const char            *name,
       const char            *text,
       TendrilOverloadFlags   flags,
       GError               **error)
{
  g_autoptr (TendrilSignature) signature = NULL;

  if (!check_open (self, error))
    return NULL;
  signature = tendril_signature_parse (text, error);
  if (signature == NULL || !check_name (name, signature, error))
    return NULL;

  return tendril_overload_new (kind, name, self->owner, signature, flags);
}

static gboolean
commit (TendrilRegistrar  *self,
        TendrilOverload   *overload,
        GError           **error)
{
  if (g_hash_table_contains (self->keys, overload))
    {
      g_autofree char *text = tendril_overload_to_string (overload);

      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_CONFLICT, "registered twice: %s", text);
      return FALSE;
    }

  g_ptr_array_add (self->journal, tendril_overload_ref (overload));
  g_hash_table_add (self->keys, overload);
  return TRUE;
}

/**
 * tendril_registrar_add_native:
 * @self: the registrar of the running init
 * @name: the name of a function or an operator
 * @signature: its signature, such as `(float64, int64) -> float64`
 * @function: a C function of that signature: `double` for float64, `gint64` for int64, `gboolean`
 *   for bool
 * @flags: what may be assumed of the function
 * @error: return location for an error
 *
 * Registers an overload that is a C function. It must stay loaded as long as the process runs, and
 * may be called from any thread.
 *
 * Returns: %TRUE if the overload was registered
 *
 * Since: 1.0
 */
gboolean
tendril_registrar_add_native (TendrilRegistrar      *self,
                              const char            *name,
                              const char            *signature,
                              gpointer               function,
                              TendrilOverloadFlags   flags,
                              GError               **error)
{
  g_autoptr (TendrilOverload) overload = NULL;

  g_return_val_if_fail (TENDRIL_IS_REGISTRAR (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (signature != NULL, FALSE);
  g_return_val_if_fail (function != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  overload = begin (self, TENDRIL_OVERLOAD_KIND_NATIVE, name, signature, flags, error);
  if (overload == NULL)
    return FALSE;

  overload->function = function;
  return commit (self, overload, error);
}

gboolean
tendril_registrar_add_intrinsic (TendrilRegistrar  *self,
                                 const char        *name,
                                 const char        *signature,
                                 TendrilIntrinsic   intrinsic,
                                 GError           **error)
{
  g_autoptr (TendrilOverload) overload = NULL;

  overload = begin (self, TENDRIL_OVERLOAD_KIND_INTRINSIC, name, signature, TENDRIL_OVERLOAD_PURE,
                    error);
  if (overload == NULL)
    return FALSE;

  overload->intrinsic = intrinsic;
  return commit (self, overload, error);
}

static TendrilTree *
parse_source (const TendrilOverload  *overload,
              const char             *text,
              GError                **error)
{
  guint n_parameters = tendril_signature_get_n_parameters (overload->signature);
  g_autofree char *label = NULL;
  g_autoptr (TendrilSource) source = NULL;
  g_autoptr (TendrilTree) tree = NULL;

  if (overload->owner != NULL)
    label = g_strdup_printf ("“%s” of “%s”", overload->name, overload->owner);
  source = tendril_source_new (text, label);
  tree = tendril_tree_parse (source, error);
  if (tree == NULL)
    return NULL;
  if (tree->n_parameters != n_parameters)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_SIGNATURE,
                   "the source of “%s” has %u parameters, the signature %u", overload->name,
                   tree->n_parameters, n_parameters);
      return NULL;
    }

  return g_steal_pointer (&tree);
}

/**
 * tendril_registrar_add_source:
 * @self: the registrar of the running init
 * @name: the name of a function or an operator
 * @signature: its signature, such as `(float64, int64) -> float64`
 * @source: a `lambda` of the language with as many parameters
 * @flags: what may be assumed of the function
 * @error: return location for an error
 *
 * Registers an overload that is written in the language itself. It is inlined where it is called.
 * What its names mean is looked up when it is first used; an error of syntax comes here.
 *
 * Returns: %TRUE if the overload was registered
 *
 * Since: 1.0
 */
gboolean
tendril_registrar_add_source (TendrilRegistrar      *self,
                              const char            *name,
                              const char            *signature,
                              const char            *source,
                              TendrilOverloadFlags   flags,
                              GError               **error)
{
  g_autoptr (TendrilOverload) overload = NULL;
  TendrilTree *tree;

  g_return_val_if_fail (TENDRIL_IS_REGISTRAR (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (signature != NULL, FALSE);
  g_return_val_if_fail (source != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  overload = begin (self, TENDRIL_OVERLOAD_KIND_SOURCE, name, signature, flags, error);
  if (overload == NULL)
    return FALSE;
  tree = parse_source (overload, source, error);
  if (tree == NULL)
    {
      /* Its tree is what the kind would have it free. */
      overload->kind = TENDRIL_OVERLOAD_KIND_NATIVE;
      return FALSE;
    }

  overload->tree = tree;
  return commit (self, overload, error);
}

/**
 * tendril_registrar_add_constant:
 * @self: the registrar of the running init
 * @name: an identifier
 * @value: a number or a truth value
 * @error: return location for an error
 *
 * Registers a name that stands for a value, as `pi` does.
 *
 * Returns: %TRUE if the constant was registered
 *
 * Since: 1.0
 */
gboolean
tendril_registrar_add_constant (TendrilRegistrar  *self,
                                const char        *name,
                                const GValue      *value,
                                GError           **error)
{
  g_autoptr (TendrilOverload) overload = NULL;
  g_autofree char *signature = NULL;
  TendrilPayload payload;
  TendrilType *type;

  g_return_val_if_fail (TENDRIL_IS_REGISTRAR (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (G_IS_VALUE (value), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  type = tendril_value_unbox (value, &payload, error);
  if (type == NULL)
    return FALSE;
  signature = g_strdup_printf ("() -> %s", tendril_type_get_name (type));
  overload = begin (self, TENDRIL_OVERLOAD_KIND_CONSTANT, name, signature, TENDRIL_OVERLOAD_PURE,
                    error);
  if (overload == NULL)
    return FALSE;

  overload->constant = payload;
  return commit (self, overload, error);
}
