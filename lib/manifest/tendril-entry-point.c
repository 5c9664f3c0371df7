/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-entry-point-private.h"

/**
 * TendrilEntryPoint:
 *
 * One line `name = value` of a manifest, in its group. The value is an object reference,
 * `module:attr` with optional extras in brackets.
 *
 * Immutable, so it may be read from any thread. The rules are those of the Python Packaging
 * Authority's "Entry points specification".
 *
 * Since: 1.0
 */
struct _TendrilEntryPoint
{
  GObject parent_instance;

  char *strings;            /* what the next five point into */
  const char *group;
  const char *name;
  const char *value;
  const char *module;
  const char *attr;
  char **extras;            /* NULL if there are none */
  guint line;
  TendrilDistribution *distribution;
};

enum
{
  PROP_0,
  PROP_GROUP,
  PROP_NAME,
  PROP_VALUE,
  PROP_MODULE,
  PROP_ATTR,
  PROP_EXTRAS,
  PROP_LINE,
  PROP_DISTRIBUTION,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

#define N_STRINGS 5

static const char *const no_extras[] = { NULL };

G_DEFINE_FINAL_TYPE (TendrilEntryPoint, tendril_entry_point, G_TYPE_OBJECT)

TendrilEntryPoint *
tendril_entry_point_new (const TendrilManifestEntry *entry)
{
  TendrilEntryPoint *self = g_object_new (TENDRIL_TYPE_ENTRY_POINT, NULL);
  const TendrilObjectReference *reference = &entry->reference;
  char *position = g_malloc (entry->group.length + entry->name.length + entry->value.length +
                             reference->module.length + reference->attr.length + N_STRINGS);

  self->strings = position;
  self->group = tendril_span_put (entry->group, &position);
  self->name = tendril_span_put (entry->name, &position);
  self->value = tendril_span_put (entry->value, &position);
  self->module = tendril_span_put (reference->module, &position);
  if (reference->attr.start != NULL)
    self->attr = tendril_span_put (reference->attr, &position);
  if (reference->extras.start != NULL)
    self->extras = tendril_extras_dup (reference->extras);
  self->line = entry->line;

  return self;
}

/* The distribution is known only after the manifest told that it is wanted. */
void
tendril_entry_point_set_distribution (TendrilEntryPoint   *self,
                                      TendrilDistribution *distribution)
{
  g_set_object (&self->distribution, distribution);
}

static void
tendril_entry_point_get_property (GObject    *object,
                                  guint       prop_id,
                                  GValue     *value,
                                  GParamSpec *pspec)
{
  TendrilEntryPoint *self = TENDRIL_ENTRY_POINT (object);

  switch (prop_id)
    {
    case PROP_GROUP:
      g_value_set_string (value, self->group);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->name);
      break;
    case PROP_VALUE:
      g_value_set_string (value, self->value);
      break;
    case PROP_MODULE:
      g_value_set_string (value, self->module);
      break;
    case PROP_ATTR:
      g_value_set_string (value, self->attr);
      break;
    case PROP_EXTRAS:
      g_value_set_boxed (value, tendril_entry_point_get_extras (self));
      break;
    case PROP_LINE:
      g_value_set_uint (value, self->line);
      break;
    case PROP_DISTRIBUTION:
      g_value_set_object (value, self->distribution);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tendril_entry_point_finalize (GObject *object)
{
  TendrilEntryPoint *self = TENDRIL_ENTRY_POINT (object);

  g_free (self->strings);
  g_strfreev (self->extras);
  g_clear_object (&self->distribution);

  G_OBJECT_CLASS (tendril_entry_point_parent_class)->finalize (object);
}

static void
tendril_entry_point_class_init (TendrilEntryPointClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tendril_entry_point_get_property;
  object_class->finalize = tendril_entry_point_finalize;

  /**
   * TendrilEntryPoint:group: (getter get_group)
   *
   * The group: the section of the manifest.
   *
   * Since: 1.0
   */
  properties[PROP_GROUP] = g_param_spec_string ("group", NULL, NULL, NULL, flags);
  /**
   * TendrilEntryPoint:name: (getter get_name)
   *
   * The name: what stands before the `=`.
   *
   * Since: 1.0
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  /**
   * TendrilEntryPoint:value: (getter get_value)
   *
   * The value as it stands in the manifest, extras included.
   *
   * Since: 1.0
   */
  properties[PROP_VALUE] = g_param_spec_string ("value", NULL, NULL, NULL, flags);
  /**
   * TendrilEntryPoint:module: (getter get_module)
   *
   * The part of the value before the colon.
   *
   * Since: 1.0
   */
  properties[PROP_MODULE] = g_param_spec_string ("module", NULL, NULL, NULL, flags);
  /**
   * TendrilEntryPoint:attr: (getter get_attr)
   *
   * The part of the value after the colon.
   *
   * Since: 1.0
   */
  properties[PROP_ATTR] = g_param_spec_string ("attr", NULL, NULL, NULL, flags);
  /**
   * TendrilEntryPoint:extras: (getter get_extras)
   *
   * The extras of the value, in the order they stand there.
   *
   * Since: 1.0
   */
  properties[PROP_EXTRAS] = g_param_spec_boxed ("extras", NULL, NULL, G_TYPE_STRV, flags);
  /**
   * TendrilEntryPoint:line: (getter get_line)
   *
   * The line of the manifest, counted from 1.
   *
   * Since: 1.0
   */
  properties[PROP_LINE] = g_param_spec_uint ("line", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * TendrilEntryPoint:distribution: (getter get_distribution)
   *
   * The distribution that declares it.
   *
   * Since: 1.0
   */
  properties[PROP_DISTRIBUTION] =
    g_param_spec_object ("distribution", NULL, NULL, TENDRIL_TYPE_DISTRIBUTION, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tendril_entry_point_init (TendrilEntryPoint *self)
{
}

/**
 * tendril_entry_point_get_group: (get-property group)
 * @self: an entry point
 *
 * The group: the section of the manifest.
 *
 * Returns: (transfer none): the group
 *
 * Since: 1.0
 */
const char *
tendril_entry_point_get_group (TendrilEntryPoint *self)
{
  g_return_val_if_fail (TENDRIL_IS_ENTRY_POINT (self), NULL);

  return self->group;
}

/**
 * tendril_entry_point_get_name: (get-property name)
 * @self: an entry point
 *
 * The name: what stands before the `=`.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
tendril_entry_point_get_name (TendrilEntryPoint *self)
{
  g_return_val_if_fail (TENDRIL_IS_ENTRY_POINT (self), NULL);

  return self->name;
}

/**
 * tendril_entry_point_get_value: (get-property value)
 * @self: an entry point
 *
 * The value as it stands in the manifest, extras included.
 *
 * Returns: (transfer none): the value
 *
 * Since: 1.0
 */
const char *
tendril_entry_point_get_value (TendrilEntryPoint *self)
{
  g_return_val_if_fail (TENDRIL_IS_ENTRY_POINT (self), NULL);

  return self->value;
}

/**
 * tendril_entry_point_get_module: (get-property module)
 * @self: an entry point
 *
 * The part of the value before the colon.
 *
 * Returns: (transfer none): the module
 *
 * Since: 1.0
 */
const char *
tendril_entry_point_get_module (TendrilEntryPoint *self)
{
  g_return_val_if_fail (TENDRIL_IS_ENTRY_POINT (self), NULL);

  return self->module;
}

/**
 * tendril_entry_point_get_attr: (get-property attr)
 * @self: an entry point
 *
 * The part of the value after the colon.
 *
 * Returns: (transfer none) (nullable): the attr
 *
 * Since: 1.0
 */
const char *
tendril_entry_point_get_attr (TendrilEntryPoint *self)
{
  g_return_val_if_fail (TENDRIL_IS_ENTRY_POINT (self), NULL);

  return self->attr;
}

/**
 * tendril_entry_point_get_extras: (get-property extras)
 * @self: an entry point
 *
 * The extras of the value, in the order they stand there.
 *
 * Returns: (transfer none): the extras
 *
 * Since: 1.0
 */
const char * const *
tendril_entry_point_get_extras (TendrilEntryPoint *self)
{
  g_return_val_if_fail (TENDRIL_IS_ENTRY_POINT (self), NULL);

  return self->extras != NULL ? (const char *const *) self->extras : no_extras;
}

/**
 * tendril_entry_point_get_line: (get-property line)
 * @self: an entry point
 *
 * The line of the manifest, counted from 1.
 *
 * Returns: the line
 *
 * Since: 1.0
 */
guint
tendril_entry_point_get_line (TendrilEntryPoint *self)
{
  g_return_val_if_fail (TENDRIL_IS_ENTRY_POINT (self), 0);

  return self->line;
}

/**
 * tendril_entry_point_get_distribution: (get-property distribution)
 * @self: an entry point
 *
 * The distribution that declares it.
 *
 * Returns: (transfer none): the distribution
 *
 * Since: 1.0
 */
TendrilDistribution *
tendril_entry_point_get_distribution (TendrilEntryPoint *self)
{
  g_return_val_if_fail (TENDRIL_IS_ENTRY_POINT (self), NULL);

  return self->distribution;
}
