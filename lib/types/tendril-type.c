/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-type-private.h"

/**
 * TendrilType:
 *
 * A type of the language: `int64`, `float64` or `bool`. There is one object per type, so types are
 * compared by pointer; they live as long as the process and may be used from any thread.
 *
 * Since: 1.0
 */
struct _TendrilType
{
  GObject parent_instance;

  const char *name;
  guint size;
  TendrilKind kind;
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

static const struct
{
  const char *name;
  guint size;
} builtin_types[TENDRIL_N_KINDS] = {
  [TENDRIL_KIND_BOOL] = { "bool", sizeof (gboolean) },
  [TENDRIL_KIND_INT64] = { "int64", sizeof (gint64) },
  [TENDRIL_KIND_FLOAT64] = { "float64", sizeof (double) },
};

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
  self->name = "";
}

TendrilType *
tendril_type_from_kind (TendrilKind kind)
{
  static TendrilType *types[TENDRIL_N_KINDS];
  static gsize initialized = 0;

  if (g_once_init_enter (&initialized))
    {
      for (guint i = 0; i < TENDRIL_N_KINDS; i++)
        {
          types[i] = g_object_new (TENDRIL_TYPE_TYPE, NULL);
          types[i]->name = builtin_types[i].name;
          types[i]->size = builtin_types[i].size;
          types[i]->kind = i;
        }
      g_once_init_leave (&initialized, 1);
    }

  return types[kind];
}

TendrilKind
tendril_type_get_kind (TendrilType *self)
{
  return self->kind;
}

TendrilType *
tendril_type_lookup (const char *name)
{
  for (guint i = 0; i < TENDRIL_N_KINDS; i++)
    {
      if (g_str_equal (builtin_types[i].name, name))
        return tendril_type_from_kind (i);
    }

  return NULL;
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
