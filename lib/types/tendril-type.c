/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-type-private.h"

#include <string.h>

#include "tendril-error.h"
#include "tendril-struct.h"

/* A struct this wide is an array in disguise. */
#define MAX_FIELDS 32

/**
 * TendrilType:
 *
 * A type of the language: `int64`, `float64`, `bool`, or a struct that an extension registers.
 * The built-in types live as long as the process; types are compared by pointer. A struct type is
 * built by its `add` and `set` calls and immutable from when it was registered; then it may be used
 * from any thread.
 *
 * Since: 1.0
 */
struct _TendrilType
{
  GObject parent_instance;

  char *name;
  guint size;
  guint alignment;
  TendrilKind kind;
  GType value_type;
  int sealed;                /* atomic */
  /* Structs only: of TendrilField. */
  GArray *fields;
  /* The size was not given: it is what the fields need. */
  gboolean grows;
  TendrilPrintFunc print;
  gpointer print_data;
  GDestroyNotify print_destroy;
  TendrilParseFunc parse;
  gpointer parse_data;
  GDestroyNotify parse_destroy;
};

enum
{
  PROP_0,
  PROP_NAME,
  PROP_SIZE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TendrilType, tendril_type, G_TYPE_OBJECT)
static G_DEFINE_QUARK (tendril-type, announced_type)
static G_DEFINE_QUARK (tendril-object-type, object_type)

static const struct
{
  const char *name;
  guint size;
  GType value_type;
} builtin_types[TENDRIL_N_SCALAR_KINDS] = {
  [TENDRIL_KIND_BOOL] = { "bool", sizeof (gboolean), G_TYPE_BOOLEAN },
  [TENDRIL_KIND_INT64] = { "int64", sizeof (gint64), G_TYPE_INT64 },
  [TENDRIL_KIND_FLOAT64] = { "float64", sizeof (double), G_TYPE_DOUBLE },
};

static void
field_clear (gpointer data)
{
  TendrilField *field = data;

  g_free (field->name);
}

static void
set_print (TendrilType      *self,
           TendrilPrintFunc  func,
           gpointer          user_data,
           GDestroyNotify    destroy)
{
  if (self->print_destroy != NULL)
    self->print_destroy (self->print_data);
  self->print = func;
  self->print_data = user_data;
  self->print_destroy = destroy;
}

static void
set_parse (TendrilType      *self,
           TendrilParseFunc  func,
           gpointer          user_data,
           GDestroyNotify    destroy)
{
  if (self->parse_destroy != NULL)
    self->parse_destroy (self->parse_data);
  self->parse = func;
  self->parse_data = user_data;
  self->parse_destroy = destroy;
}

static void
tendril_type_finalize (GObject *object)
{
  TendrilType *self = TENDRIL_TYPE (object);

  set_print (self, NULL, NULL, NULL);
  set_parse (self, NULL, NULL, NULL);
  g_clear_pointer (&self->fields, g_array_unref);
  g_free (self->name);

  G_OBJECT_CLASS (tendril_type_parent_class)->finalize (object);
}

static void
tendril_type_get_property (GObject    *object,
                           guint       prop_id,
                           GValue     *value,
                           GParamSpec *pspec)
{
  TendrilType *self = TENDRIL_TYPE (object);

  switch (prop_id)
    {
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_SIZE:
      g_value_set_uint (value, self->size);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tendril_type_class_init (TendrilTypeClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tendril_type_get_property;
  object_class->finalize = tendril_type_finalize;

  /**
   * TendrilType:name: (getter get_name)
   *
   * The name that signatures use.
   *
   * Since: 1.0
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  /**
   * TendrilType:size: (getter get_size)
   *
   * How many bytes a value takes where it is passed to a native overload.
   *
   * Since: 1.0
   */
  properties[PROP_SIZE] = g_param_spec_uint ("size", NULL, NULL, 0, G_MAXUINT, 0, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tendril_type_init (TendrilType *self)
{
  self->alignment = 1;
}

static TendrilType *
type_new (TendrilKind  kind,
          const char  *name,
          guint        size,
          GType        value_type)
{
  TendrilType *self = g_object_new (TENDRIL_TYPE_TYPE, NULL);

  self->kind = kind;
  self->name = g_strdup (name);
  self->size = size;
  self->value_type = value_type;
  return self;
}

TendrilType *
tendril_type_from_kind (TendrilKind kind)
{
  static TendrilType *types[TENDRIL_N_SCALAR_KINDS];
  static gsize initialized = 0;

  if (g_once_init_enter (&initialized))
    {
      for (guint i = 0; i < TENDRIL_N_SCALAR_KINDS; i++)
        {
          types[i] = type_new (i, builtin_types[i].name, builtin_types[i].size,
                               builtin_types[i].value_type);
          types[i]->sealed = TRUE;
        }
      g_once_init_leave (&initialized, 1);
    }

  return types[kind];
}

TendrilType *
tendril_type_from_object (GType type)
{
  static GMutex mutex;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  TendrilType *self = g_type_get_qdata (type, object_type_quark ());

  if (self == NULL)
    {
      self = type_new (TENDRIL_KIND_OBJECT, g_type_name (type), sizeof (gpointer), type);
      self->sealed = TRUE;
      g_type_set_qdata (type, object_type_quark (), self);
    }

  return self;
}

TendrilKind
tendril_type_get_kind (TendrilType *self)
{
  return self->kind;
}

guint
tendril_type_get_n_slots (TendrilType *self)
{
  if (self->kind != TENDRIL_KIND_STRUCT)
    return 1;

  return (self->size + sizeof (TendrilPayload) - 1) / sizeof (TendrilPayload);
}

const TendrilField *
tendril_type_get_field (TendrilType *self,
                        guint        index)
{
  return &g_array_index (self->fields, TendrilField, index);
}

gboolean
tendril_type_seal (TendrilType *self)
{
  return g_atomic_int_compare_and_exchange (&self->sealed, FALSE, TRUE);
}

/* A GType knows the type that was registered last: only what is not within a compiler asks. */
void
tendril_type_announce (TendrilType *self)
{
  if (self->kind == TENDRIL_KIND_STRUCT && self->value_type != TENDRIL_TYPE_STRUCT)
    g_type_set_qdata (self->value_type, announced_type_quark (), g_object_ref (self));
}

TendrilType *
tendril_type_announced (GType type)
{
  return g_type_get_qdata (type, announced_type_quark ());
}

char *
tendril_type_print (TendrilType  *self,
                    const GValue *value)
{
  return self->print != NULL ? self->print (value, self->print_data) : NULL;
}

gboolean
tendril_type_parse (TendrilType *self,
                    const char  *text,
                    GValue      *value)
{
  return self->parse != NULL && self->parse (text, value, self->parse_data);
}

TendrilType *
tendril_type_lookup (const char *name)
{
  for (guint i = 0; i < TENDRIL_N_SCALAR_KINDS; i++)
    {
      if (g_str_equal (builtin_types[i].name, name))
        return tendril_type_from_kind (i);
    }

  return NULL;
}

/**
 * tendril_type_new_struct: (constructor)
 * @name: an identifier, which signatures use
 * @size: how many bytes a value takes, or 0: as many as the fields need
 *
 * Makes a type whose values are bytes with named fields, as a struct of C has them. It takes effect
 * with [method@Tendril.Registrar.add_type]. Its values are passed to C functions by pointer.
 *
 * Returns: (transfer full): the type
 *
 * Since: 1.0
 */
TendrilType *
tendril_type_new_struct (const char *name,
                         guint       size)
{
  TendrilType *self;

  g_return_val_if_fail (name != NULL, NULL);
  g_return_val_if_fail (size <= TENDRIL_MAX_STRUCT_SIZE, NULL);

  self = type_new (TENDRIL_KIND_STRUCT, name, size, TENDRIL_TYPE_STRUCT);
  self->fields = g_array_new (FALSE, FALSE, sizeof (TendrilField));
  g_array_set_clear_func (self->fields, field_clear);
  return self;
}

static guint
align (guint offset,
       guint alignment)
{
  return (offset + alignment - 1) / alignment * alignment;
}

static gboolean
check_field (TendrilType  *self,
             const char   *name,
             TendrilType  *type,
             guint         offset,
             gboolean      fixed_size,
             GError      **error)
{
  const char *what = NULL;

  if (g_atomic_int_get (&self->sealed))
    what = "the type is registered already";
  else if (type->kind >= TENDRIL_N_SCALAR_KINDS)
    what = "a field is int64, float64 or bool";
  else if (self->fields->len == MAX_FIELDS)
    what = "a struct has at most " G_STRINGIFY (MAX_FIELDS) " fields";
  else if (offset % type->size != 0)
    what = "the field is not aligned";
  else if (offset + type->size > (fixed_size ? self->size : TENDRIL_MAX_STRUCT_SIZE))
    what = "the field lies outside of the struct";
  for (guint i = 0; what == NULL && i < self->fields->len; i++)
    {
      if (g_str_equal (tendril_type_get_field (self, i)->name, name))
        what = "there is a field of this name";
    }

  if (what != NULL)
    g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT, "field “%s” of “%s”: %s",
                 name, self->name, what);
  return what == NULL;
}

/**
 * tendril_type_add_field:
 * @self: a struct type that is not registered yet
 * @name: the name of the field, an identifier
 * @type: `int64` (a #gint64), `float64` (a #gdouble) or `bool` (a #gboolean)
 * @offset: where the field begins, in bytes; -1 puts it behind the one that was added last, as C
 *   does
 * @error: return location for an error
 *
 * Adds a field, which is also an attribute: `z.real`. A struct whose fields are known has a
 * constructor: its name, called with the fields in the order in which they were added.
 *
 * Returns: %TRUE if the field was added
 *
 * Since: 1.0
 */
gboolean
tendril_type_add_field (TendrilType  *self,
                        const char   *name,
                        TendrilType  *type,
                        int           offset,
                        GError      **error)
{
  TendrilField field;
  gboolean fixed_size;
  guint end = 0;

  g_return_val_if_fail (TENDRIL_IS_TYPE (self) && self->kind == TENDRIL_KIND_STRUCT, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (TENDRIL_IS_TYPE (type), FALSE);
  g_return_val_if_fail (offset >= -1, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (self->fields->len > 0)
    {
      const TendrilField *last = tendril_type_get_field (self, self->fields->len - 1);

      end = last->offset + last->type->size;
    }
  field.offset = offset >= 0 ? (guint) offset : align (end, type->size);
  fixed_size = self->size > 0 && !self->grows;
  if (!check_field (self, name, type, field.offset, fixed_size, error))
    return FALSE;

  field.name = g_strdup (name);
  field.type = type;
  g_array_append_val (self->fields, field);
  self->alignment = MAX (self->alignment, type->size);
  if (!fixed_size)
    {
      self->grows = TRUE;
      self->size = align (MAX (self->size, field.offset + type->size), self->alignment);
    }
  return TRUE;
}

/**
 * tendril_type_set_value_type:
 * @self: a struct type that is not registered yet
 * @value_type: a boxed type whose C struct is a value's memory
 *
 * Sets what holds a value of the type in a #GValue; its `copy` function is used. Without one it is
 * [struct@Tendril.Struct].
 *
 * Since: 1.0
 */
void
tendril_type_set_value_type (TendrilType *self,
                             GType        value_type)
{
  g_return_if_fail (TENDRIL_IS_TYPE (self) && self->kind == TENDRIL_KIND_STRUCT);
  g_return_if_fail (!g_atomic_int_get (&self->sealed));
  g_return_if_fail (G_TYPE_IS_BOXED (value_type));

  self->value_type = value_type;
}

/**
 * tendril_type_set_print_func:
 * @self: a struct type that is not registered yet
 * @func: (nullable) (scope notified) (closure user_data) (destroy destroy): prints a value; %NULL
 *   prints the fields
 * @user_data: for @func
 * @destroy: frees @user_data
 *
 * Sets how a value is printed.
 *
 * Since: 1.0
 */
void
tendril_type_set_print_func (TendrilType      *self,
                             TendrilPrintFunc  func,
                             gpointer          user_data,
                             GDestroyNotify    destroy)
{
  g_return_if_fail (TENDRIL_IS_TYPE (self) && self->kind == TENDRIL_KIND_STRUCT);
  g_return_if_fail (!g_atomic_int_get (&self->sealed));

  set_print (self, func, user_data, destroy);
}

/**
 * tendril_type_set_parse_func:
 * @self: a struct type that is not registered yet
 * @func: (nullable) (scope notified) (closure user_data) (destroy destroy): reads a value
 * @user_data: for @func
 * @destroy: frees @user_data
 *
 * Sets how a value is read from text.
 *
 * Since: 1.0
 */
void
tendril_type_set_parse_func (TendrilType      *self,
                             TendrilParseFunc  func,
                             gpointer          user_data,
                             GDestroyNotify    destroy)
{
  g_return_if_fail (TENDRIL_IS_TYPE (self) && self->kind == TENDRIL_KIND_STRUCT);
  g_return_if_fail (!g_atomic_int_get (&self->sealed));

  set_parse (self, func, user_data, destroy);
}

/**
 * tendril_type_int64:
 *
 * The type of whole numbers: 64 bits, signed, wrapping. A native overload sees a `gint64`.
 *
 * Returns: (transfer none): the type
 *
 * Since: 1.0
 */
TendrilType *
tendril_type_int64 (void)
{
  return tendril_type_from_kind (TENDRIL_KIND_INT64);
}

/**
 * tendril_type_float64:
 *
 * The type of IEEE 754 numbers of 64 bits. A native overload sees a `double`.
 *
 * Returns: (transfer none): the type
 *
 * Since: 1.0
 */
TendrilType *
tendril_type_float64 (void)
{
  return tendril_type_from_kind (TENDRIL_KIND_FLOAT64);
}

/**
 * tendril_type_bool:
 *
 * The type of truth values. A native overload sees a `gboolean`.
 *
 * Returns: (transfer none): the type
 *
 * Since: 1.0
 */
TendrilType *
tendril_type_bool (void)
{
  return tendril_type_from_kind (TENDRIL_KIND_BOOL);
}

/**
 * tendril_type_get_name: (get-property name)
 * @self: a type
 *
 * The name that signatures use.
 *
 * Returns: the name
 *
 * Since: 1.0
 */
const char *
tendril_type_get_name (TendrilType *self)
{
  g_return_val_if_fail (TENDRIL_IS_TYPE (self), NULL);

  return self->name;
}

/**
 * tendril_type_get_size: (get-property size)
 * @self: a type
 *
 * How many bytes a value takes where it is passed to a native overload.
 *
 * Returns: the size in bytes
 *
 * Since: 1.0
 */
guint
tendril_type_get_size (TendrilType *self)
{
  g_return_val_if_fail (TENDRIL_IS_TYPE (self), 0);

  return self->size;
}

/**
 * tendril_type_get_value_type:
 * @self: a type
 *
 * What holds a value of the type in a #GValue.
 *
 * Returns: the GType
 *
 * Since: 1.0
 */
GType
tendril_type_get_value_type (TendrilType *self)
{
  g_return_val_if_fail (TENDRIL_IS_TYPE (self), G_TYPE_INVALID);

  return self->value_type;
}

/**
 * tendril_type_get_n_fields:
 * @self: a type
 *
 * How many fields a value has.
 *
 * Returns: the number of fields; 0 for a type that is no struct
 *
 * Since: 1.0
 */
guint
tendril_type_get_n_fields (TendrilType *self)
{
  g_return_val_if_fail (TENDRIL_IS_TYPE (self), 0);

  return self->fields != NULL ? self->fields->len : 0;
}

/**
 * tendril_type_get_field_name:
 * @self: a struct type
 * @index: which field, from 0
 *
 * The name of a field.
 *
 * Returns: the name
 *
 * Since: 1.0
 */
const char *
tendril_type_get_field_name (TendrilType *self,
                             guint        index)
{
  g_return_val_if_fail (index < tendril_type_get_n_fields (self), NULL);

  return tendril_type_get_field (self, index)->name;
}

/**
 * tendril_type_get_field_type:
 * @self: a struct type
 * @index: which field, from 0
 *
 * The type of a field.
 *
 * Returns: (transfer none): the type
 *
 * Since: 1.0
 */
TendrilType *
tendril_type_get_field_type (TendrilType *self,
                             guint        index)
{
  g_return_val_if_fail (index < tendril_type_get_n_fields (self), NULL);

  return tendril_type_get_field (self, index)->type;
}

/**
 * tendril_type_get_field_offset:
 * @self: a struct type
 * @index: which field, from 0
 *
 * Where a field begins.
 *
 * Returns: the offset in bytes
 *
 * Since: 1.0
 */
guint
tendril_type_get_field_offset (TendrilType *self,
                               guint        index)
{
  g_return_val_if_fail (index < tendril_type_get_n_fields (self), 0);

  return tendril_type_get_field (self, index)->offset;
}
