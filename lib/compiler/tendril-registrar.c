/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-registrar-private.h"

#include "tendril-error.h"
#include "tendril-extension-private.h"
#include "tendril-limits-private.h"
#include "tendril-overload-private.h"
#include "tendril-tokenizer-private.h"
#include "tendril-value-private.h"

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
 * or a dot and an identifier, with one parameter: `.real` is what `z.real` asks for.
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
  G_DEFINE_ENUM_VALUE (TENDRIL_OVERLOAD_FOLDS, "folds"),
  G_DEFINE_ENUM_VALUE (TENDRIL_OVERLOAD_MAY_RAISE, "may-raise"))

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
  if (*name == '.' && tendril_is_function_name (name + 1))
    {
      if (n_parameters == 1)
        return TRUE;
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_SIGNATURE,
                   "the attribute “%s” has one parameter", name);
      return FALSE;
    }

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
               "“%s” is neither an identifier nor an operator nor an attribute", name);
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
  if ((flags & TENDRIL_OVERLOAD_MAY_RAISE) && (flags & TENDRIL_OVERLOAD_FOLDS))
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT,
                   "“%s” may raise, so it cannot fold", name);
      return NULL;
    }

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
 *   for bool, a `const` pointer for a struct. It returns a struct through a pointer behind its last
 *   argument, as functions of Vala do, and an error, with %TENDRIL_OVERLOAD_MAY_RAISE, through a
 *   #GError ** behind that
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
    return FALSE;

  overload->tree = tree;
  return commit (self, overload, error);
}

/* The values stand in @arguments; what the closure returns is a number of the result's type. */
static gboolean
invoke_closure (const TendrilOverload       *overload,
                TendrilType *const          *types,
                const TendrilPayload *const *arguments,
                TendrilType                 *result_type,
                TendrilPayload              *result,
                GError                     **error)
{
  guint n = tendril_signature_get_n_parameters (overload->signature);
  g_autofree GValue *values = g_new0 (GValue, MAX (n, 1));
  g_auto (GValue) returned = G_VALUE_INIT;
  gboolean ok;

  for (guint i = 0; i < n; i++)
    tendril_value_box (&values[i], types[i], arguments[i]);
  g_value_init (&returned, tendril_type_get_value_type (result_type));
  g_closure_invoke (overload->data, &returned, n, values, NULL);
  for (guint i = 0; i < n; i++)
    g_value_unset (&values[i]);

  ok = tendril_value_read (&returned, result_type, result, error);
  if (!ok)
    g_prefix_error (error, "“%s” returned no %s: ", overload->name,
                    tendril_type_get_name (result_type));
  return ok;
}

/**
 * tendril_registrar_add_closure:
 * @self: the registrar of the running init
 * @name: the name of a function, an operator or an attribute
 * @signature: its signature, such as `(float64, int64) -> float64`
 * @closure: what is called, with a value for each parameter and one for the result, of the GTypes
 *   that the types have
 * @flags: what may be assumed of the function
 * @error: return location for an error
 *
 * Registers an overload that is a closure, so that it can be written in any language. It is the slow
 * way: a call takes some hundred times as long as that of a C function. A closure from Python or
 * JavaScript may be called on the threads that its language allows only.
 *
 * Returns: %TRUE if the overload was registered
 *
 * Since: 1.0
 */
gboolean
tendril_registrar_add_closure (TendrilRegistrar      *self,
                               const char            *name,
                               const char            *signature,
                               GClosure              *closure,
                               TendrilOverloadFlags   flags,
                               GError               **error)
{
  g_autoptr (TendrilOverload) overload = NULL;

  g_return_val_if_fail (TENDRIL_IS_REGISTRAR (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (signature != NULL, FALSE);
  g_return_val_if_fail (closure != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  overload = begin (self, TENDRIL_OVERLOAD_KIND_CLOSURE, name, signature, flags, error);
  if (overload == NULL)
    return FALSE;

  if (G_CLOSURE_NEEDS_MARSHAL (closure))
    g_closure_set_marshal (closure, g_cclosure_marshal_generic);
  overload->invoke = invoke_closure;
  overload->data = g_closure_ref (closure);
  g_closure_sink (closure);
  overload->data_free = (GDestroyNotify) g_closure_unref;
  return commit (self, overload, error);
}

static gboolean
check_type (TendrilType  *type,
            GError      **error)
{
  const char *name = tendril_type_get_name (type);

  if (!tendril_is_function_name (name) || tendril_type_lookup (name) != NULL)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_NAME,
                   "“%s” cannot be the name of a type", name);
      return FALSE;
    }
  if (tendril_type_get_size (type) == 0)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT,
                   "the type “%s” has neither size nor fields", name);
      return FALSE;
    }
  for (guint i = 0; i < tendril_type_get_n_fields (type); i++)
    {
      if (!tendril_is_function_name (tendril_type_get_field_name (type, i)))
        {
          g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_NAME,
                       "“%s” cannot be the name of a field",
                       tendril_type_get_field_name (type, i));
          return FALSE;
        }
    }

  return TRUE;
}

static gboolean
add_part (TendrilRegistrar     *self,
          TendrilOverloadKind   kind,
          const char           *name,
          const char           *signature,
          TendrilType          *type,
          const TendrilField   *field,
          GError              **error)
{
  g_autoptr (TendrilOverload) overload = NULL;

  overload = begin (self, kind, name, signature, TENDRIL_OVERLOAD_PURE, error);
  if (overload == NULL)
    return FALSE;

  overload->keeps = g_object_ref (type);
  if (kind == TENDRIL_OVERLOAD_KIND_TYPE)
    overload->type = g_object_ref (type);
  else
    overload->field = field;
  return commit (self, overload, error);
}

/* The fields as attributes, and the constructor that takes them all. */
static gboolean
add_fields (TendrilRegistrar  *self,
            TendrilType       *type,
            GError           **error)
{
  const char *name = tendril_type_get_name (type);
  guint n_fields = tendril_type_get_n_fields (type);
  g_autoptr (GString) parameters = g_string_new ("(");

  for (guint i = 0; i < n_fields; i++)
    {
      const TendrilField *field = tendril_type_get_field (type, i);
      const char *field_type = tendril_type_get_name (field->type);
      g_autofree char *attribute = g_strconcat (".", field->name, NULL);
      g_autofree char *signature = g_strdup_printf ("(%s) -> %s", name, field_type);

      if (!add_part (self, TENDRIL_OVERLOAD_KIND_FIELD, attribute, signature, type, field, error))
        return FALSE;
      g_string_append_printf (parameters, "%s%s", i == 0 ? "" : ", ", field_type);
    }
  if (n_fields == 0)
    return TRUE;

  g_string_append_printf (parameters, ") -> %s", name);
  return add_part (self, TENDRIL_OVERLOAD_KIND_STRUCT, name, parameters->str, type, NULL, error);
}

/**
 * tendril_registrar_add_type:
 * @self: the registrar of the running init
 * @type: a type from [ctor@Tendril.Type.new_struct], which from here on is immutable
 * @error: return location for an error
 *
 * Registers a type. Its fields become attributes, and its name a function that makes a value of its
 * fields. Signatures of this extension name it as it is; where another extension registered the
 * same name, all others must say whose they mean: `id.name`.
 *
 * Returns: %TRUE if the type was registered
 *
 * Since: 1.0
 */
gboolean
tendril_registrar_add_type (TendrilRegistrar  *self,
                            TendrilType       *type,
                            GError           **error)
{
  g_autofree char *signature = NULL;

  g_return_val_if_fail (TENDRIL_IS_REGISTRAR (self), FALSE);
  g_return_val_if_fail (TENDRIL_IS_TYPE (type), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_open (self, error) || !check_type (type, error))
    return FALSE;
  if (!tendril_type_seal (type))
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_CONFLICT, "the type “%s” is registered already",
                   tendril_type_get_name (type));
      return FALSE;
    }

  signature = g_strdup_printf ("() -> %s", tendril_type_get_name (type));
  return add_part (self, TENDRIL_OVERLOAD_KIND_TYPE, tendril_type_get_name (type), signature, type,
                   NULL, error) &&
         add_fields (self, type, error);
}

/* The two types differ, and one of them is no scalar: those have conversions of their own. */
static gboolean
check_conversion (const TendrilSignature  *signature,
                  GError                 **error)
{
  const char *what = NULL;

  if (tendril_signature_get_n_parameters (signature) != 1)
    what = "a conversion has one parameter";
  else if (tendril_type_lookup (tendril_signature_get_parameter (signature, 0)) != NULL &&
           tendril_type_lookup (tendril_signature_get_result (signature)) != NULL)
    what = "the built-in types have their conversions";
  else if (g_str_equal (tendril_signature_get_parameter (signature, 0),
                        tendril_signature_get_result (signature)))
    what = "a conversion has two types";

  if (what != NULL)
    g_set_error_literal (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_SIGNATURE, what);
  return what == NULL;
}

/**
 * tendril_registrar_add_conversion:
 * @self: the registrar of the running init
 * @signature: from which type to which, such as `(float64) -> complex128`
 * @source: a `lambda` of the language with one parameter, such as `lambda x: complex128 (x, 0.0)`
 * @cost: how dear it is, at least 1; bool to int64 is 1, int64 to float64 is 2
 * @error: return location for an error
 *
 * Registers a conversion that is made without being asked for, where a value of the one type stands
 * and the other is needed. Of several overloads that fit, the one with the least sum of costs is
 * called. Conversions are not chained.
 *
 * Returns: %TRUE if the conversion was registered
 *
 * Since: 1.0
 */
gboolean
tendril_registrar_add_conversion (TendrilRegistrar  *self,
                                  const char        *signature,
                                  const char        *source,
                                  guint              cost,
                                  GError           **error)
{
  g_autoptr (TendrilSignature) parsed = NULL;
  g_autoptr (TendrilOverload) overload = NULL;
  g_autofree char *name = NULL;

  g_return_val_if_fail (TENDRIL_IS_REGISTRAR (self), FALSE);
  g_return_val_if_fail (signature != NULL, FALSE);
  g_return_val_if_fail (source != NULL, FALSE);
  g_return_val_if_fail (cost >= 1, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!check_open (self, error))
    return FALSE;
  parsed = tendril_signature_parse (signature, error);
  if (parsed == NULL || !check_conversion (parsed, error))
    return FALSE;

  name = g_strconcat (TENDRIL_CONVERSION_PREFIX, tendril_signature_get_result (parsed), NULL);
  overload = tendril_overload_new (TENDRIL_OVERLOAD_KIND_SOURCE, name, self->owner, parsed,
                                   TENDRIL_OVERLOAD_PURE);
  overload->cost = cost;
  overload->tree = parse_source (overload, source, error);
  return overload->tree != NULL && commit (self, overload, error);
}

/* A type that this init registered, for values whose GType does not say it. */
static TendrilType *
find_own_type (TendrilRegistrar *self,
               const GValue     *value)
{
  for (guint i = 0; i < self->journal->len; i++)
    {
      const TendrilOverload *each = g_ptr_array_index (self->journal, i);

      if (each->kind == TENDRIL_OVERLOAD_KIND_TYPE &&
          tendril_type_get_value_type (each->type) == G_VALUE_TYPE (value))
        return each->type;
    }

  return NULL;
}

static TendrilType *
read_constant (TendrilRegistrar  *self,
               const GValue      *value,
               TendrilPayload    *payload,
               GError           **error)
{
  TendrilType *type = tendril_value_peek_type (value);

  if (type == NULL)
    type = find_own_type (self, value);
  if (type == NULL || tendril_type_get_kind (type) == TENDRIL_KIND_OBJECT)
    return tendril_value_unbox (value, payload, error);

  return tendril_value_read (value, type, payload, error) ? type : NULL;
}

/**
 * tendril_registrar_add_constant:
 * @self: the registrar of the running init
 * @name: an identifier
 * @value: a number, a truth value, or a struct of a type of this extension that has fields
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
  TendrilPayload payload[TENDRIL_MAX_SLOTS] = { { 0 } };
  TendrilType *type;

  g_return_val_if_fail (TENDRIL_IS_REGISTRAR (self), FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (G_IS_VALUE (value), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  type = read_constant (self, value, payload, error);
  if (type == NULL)
    return FALSE;
  signature = g_strdup_printf ("() -> %s", tendril_type_get_name (type));
  overload = begin (self, TENDRIL_OVERLOAD_KIND_CONSTANT, name, signature, TENDRIL_OVERLOAD_PURE,
                    error);
  if (overload == NULL)
    return FALSE;

  overload->constant = g_memdup2 (payload, sizeof payload[0] * tendril_type_get_n_slots (type));
  return commit (self, overload, error);
}
