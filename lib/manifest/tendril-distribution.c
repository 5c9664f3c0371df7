/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-distribution-private.h"

#include "tendril-distribution-name-private.h"

#include <string.h>

/**
 * TendrilDistribution:
 *
 * One installed package: a directory `NAME-VERSION.dist-info` or `NAME.egg-info` and what its
 * METADATA tells. Immutable, so it may be read from any thread.
 *
 * Since: 1.0
 */
struct _TendrilDistribution
{
  GObject parent_instance;

  char *id;
  const char *fields[TENDRIL_METADATA_N_FIELDS];
  char *strings;            /* what they point into, and the next two */
  const char *location;
  const char *path;
  gboolean editable;
  gboolean wrong_python;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_VERSION,
  PROP_SUMMARY,
  PROP_AUTHOR,
  PROP_HOME_PAGE,
  PROP_LICENSE,
  PROP_PATH,
  PROP_LOCATION,
  PROP_EDITABLE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TendrilDistribution, tendril_distribution, G_TYPE_OBJECT)

static const char *
put_text (const char  *text,
          char       **position)
{
  return text != NULL ? tendril_span_put ((TendrilSpan) { text, strlen (text) }, position) : NULL;
}

/* What g_build_filename () makes of the two. */
static const char *
put_path (const char  *location,
          const char  *directory,
          char       **position)
{
  const char *path = *position;
  gsize length = strlen (location);

  while (length > 0 && location[length - 1] == '/')
    length--;
  memcpy (*position, location, length);
  (*position)[length] = '/';
  *position += length + 1;
  put_text (directory, position);
  return path;
}

static void
copy_strings (TendrilDistribution   *self,
              const char            *location,
              const char            *directory,
              const TendrilMetadata *metadata)
{
  gsize size = 2 * strlen (location) + strlen (directory) + 3;
  char *position;

  for (gsize i = 0; i < TENDRIL_METADATA_N_FIELDS; i++)
    size += metadata->fields[i] != NULL ? strlen (metadata->fields[i]) + 1 : 0;

  self->strings = position = g_malloc (size);
  self->location = put_text (location, &position);
  self->path = put_path (location, directory, &position);
  for (gsize i = 0; i < TENDRIL_METADATA_N_FIELDS; i++)
    self->fields[i] = put_text (metadata->fields[i], &position);
}

static const char *
make_valid (TendrilSpan   span,
            char        **valid)
{
  g_autofree char *text = tendril_span_dup (span);

  *valid = g_utf8_make_valid (text, -1);
  return *valid;
}

/* What METADATA does not tell comes from the directory's name. */
static void
complete_metadata (TendrilMetadata  *metadata,
                   const char       *location,
                   const char       *directory,
                   char            **name,
                   char            **version)
{
  const char **fields = metadata->fields;
  TendrilDirectoryName parsed;

  if (fields[TENDRIL_METADATA_NAME] != NULL && fields[TENDRIL_METADATA_VERSION] != NULL)
    return;

  if (!tendril_directory_name_parse_in (location, directory, &parsed))
    {
      parsed.name = (TendrilSpan) { directory, strlen (directory) };
      parsed.version = (TendrilSpan) TENDRIL_SPAN_INIT;
    }
  if (fields[TENDRIL_METADATA_NAME] == NULL)
    fields[TENDRIL_METADATA_NAME] = make_valid (parsed.name, name);
  if (fields[TENDRIL_METADATA_VERSION] == NULL && parsed.version.length > 0)
    fields[TENDRIL_METADATA_VERSION] = make_valid (parsed.version, version);
}

TendrilDistribution *
tendril_distribution_new (const char            *location,
                          const char            *directory,
                          const TendrilMetadata *metadata)
{
  TendrilDistribution *self = g_object_new (TENDRIL_TYPE_DISTRIBUTION, NULL);
  TendrilMetadata complete = *metadata;
  g_autofree char *name = NULL;
  g_autofree char *version = NULL;

  complete_metadata (&complete, location, directory, &name, &version);
  copy_strings (self, location, directory, &complete);
  self->id = tendril_distribution_name_normalize (
    (TendrilSpan) { complete.fields[TENDRIL_METADATA_NAME],
                    strlen (complete.fields[TENDRIL_METADATA_NAME]) });

  return self;
}

/* It lies in a virtual environment whose Python is not the one that would run it. */
void
tendril_distribution_set_wrong_python (TendrilDistribution *self,
                                       gboolean             wrong_python)
{
  self->wrong_python = wrong_python;
}

gboolean
tendril_distribution_is_wrong_python (TendrilDistribution *self)
{
  return self->wrong_python;
}

/* direct_url.json says so; like the fields of METADATA it is told before anyone else sees @self. */
void
tendril_distribution_set_editable (TendrilDistribution *self,
                                   gboolean             editable)
{
  self->editable = editable;
}

static void
tendril_distribution_get_property (GObject    *object,
                                   guint       prop_id,
                                   GValue     *value,
                                   GParamSpec *pspec)
{
  TendrilDistribution *self = TENDRIL_DISTRIBUTION (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_NAME:
      g_value_set_string (value, self->fields[TENDRIL_METADATA_NAME]);
      break;
    case PROP_VERSION:
      g_value_set_string (value, self->fields[TENDRIL_METADATA_VERSION]);
      break;
    case PROP_SUMMARY:
      g_value_set_string (value, self->fields[TENDRIL_METADATA_SUMMARY]);
      break;
    case PROP_AUTHOR:
      g_value_set_string (value, self->fields[TENDRIL_METADATA_AUTHOR]);
      break;
    case PROP_HOME_PAGE:
      g_value_set_string (value, self->fields[TENDRIL_METADATA_HOME_PAGE]);
      break;
    case PROP_LICENSE:
      g_value_set_string (value, self->fields[TENDRIL_METADATA_LICENSE]);
      break;
    case PROP_PATH:
      g_value_set_string (value, self->path);
      break;
    case PROP_LOCATION:
      g_value_set_string (value, self->location);
      break;
    case PROP_EDITABLE:
      g_value_set_boolean (value, self->editable);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tendril_distribution_finalize (GObject *object)
{
  TendrilDistribution *self = TENDRIL_DISTRIBUTION (object);

  g_free (self->id);
  g_free (self->strings);

  G_OBJECT_CLASS (tendril_distribution_parent_class)->finalize (object);
}

static void
tendril_distribution_class_init (TendrilDistributionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tendril_distribution_get_property;
  object_class->finalize = tendril_distribution_finalize;

  /**
   * TendrilDistribution:id: (getter get_id)
   *
   * The name, normalised as PEP 503 says: what an extension of it is called by.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  /**
   * TendrilDistribution:name: (getter get_name)
   *
   * The name as METADATA spells it, else as the directory does.
   *
   * Since: 1.0
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  /**
   * TendrilDistribution:version: (getter get_version)
   *
   * The version, as METADATA or the directory tells it.
   *
   * Since: 1.0
   */
  properties[PROP_VERSION] = g_param_spec_string ("version", NULL, NULL, NULL, flags);
  /**
   * TendrilDistribution:summary: (getter get_summary)
   *
   * The one-line description from METADATA.
   *
   * Since: 1.0
   */
  properties[PROP_SUMMARY] = g_param_spec_string ("summary", NULL, NULL, NULL, flags);
  /**
   * TendrilDistribution:author: (getter get_author)
   *
   * The author from METADATA.
   *
   * Since: 1.0
   */
  properties[PROP_AUTHOR] = g_param_spec_string ("author", NULL, NULL, NULL, flags);
  /**
   * TendrilDistribution:home-page: (getter get_home_page)
   *
   * The home page from METADATA.
   *
   * Since: 1.0
   */
  properties[PROP_HOME_PAGE] = g_param_spec_string ("home-page", NULL, NULL, NULL, flags);
  /**
   * TendrilDistribution:license: (getter get_license)
   *
   * The licence from METADATA, an SPDX expression where it gives one.
   *
   * Since: 1.0
   */
  properties[PROP_LICENSE] = g_param_spec_string ("license", NULL, NULL, NULL, flags);
  /**
   * TendrilDistribution:path: (getter get_path)
   *
   * The metadata directory, as a path in the file system encoding.
   *
   * Since: 1.0
   */
  properties[PROP_PATH] = g_param_spec_string ("path", NULL, NULL, NULL, flags);
  /**
   * TendrilDistribution:location: (getter get_location)
   *
   * The directory that contains the metadata directory: the modules of native and JavaScript
   * extensions lie there.
   *
   * Since: 1.0
   */
  properties[PROP_LOCATION] = g_param_spec_string ("location", NULL, NULL, NULL, flags);
  /**
   * TendrilDistribution:editable: (getter get_editable)
   *
   * Whether the package was installed in development mode, so that its modules lie in a source tree
   * and may change at any time: `pip install --editable`, told by its `direct_url.json`.
   *
   * Since: 1.0
   */
  properties[PROP_EDITABLE] = g_param_spec_boolean ("editable", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tendril_distribution_init (TendrilDistribution *self)
{
}

/**
 * tendril_distribution_get_id: (get-property id)
 * @self: a distribution
 *
 * The name, normalised as PEP 503 says: what an extension of it is called by.
 *
 * Returns: (transfer none): the id
 *
 * Since: 1.0
 */
const char *
tendril_distribution_get_id (TendrilDistribution *self)
{
  g_return_val_if_fail (TENDRIL_IS_DISTRIBUTION (self), NULL);

  return self->id;
}

/**
 * tendril_distribution_get_name: (get-property name)
 * @self: a distribution
 *
 * The name as METADATA spells it, else as the directory does.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
tendril_distribution_get_name (TendrilDistribution *self)
{
  g_return_val_if_fail (TENDRIL_IS_DISTRIBUTION (self), NULL);

  return self->fields[TENDRIL_METADATA_NAME];
}

/**
 * tendril_distribution_get_version: (get-property version)
 * @self: a distribution
 *
 * The version, as METADATA or the directory tells it.
 *
 * Returns: (transfer none) (nullable): the version
 *
 * Since: 1.0
 */
const char *
tendril_distribution_get_version (TendrilDistribution *self)
{
  g_return_val_if_fail (TENDRIL_IS_DISTRIBUTION (self), NULL);

  return self->fields[TENDRIL_METADATA_VERSION];
}

/**
 * tendril_distribution_get_summary: (get-property summary)
 * @self: a distribution
 *
 * The one-line description from METADATA.
 *
 * Returns: (transfer none) (nullable): the summary
 *
 * Since: 1.0
 */
const char *
tendril_distribution_get_summary (TendrilDistribution *self)
{
  g_return_val_if_fail (TENDRIL_IS_DISTRIBUTION (self), NULL);

  return self->fields[TENDRIL_METADATA_SUMMARY];
}

/**
 * tendril_distribution_get_author: (get-property author)
 * @self: a distribution
 *
 * The author from METADATA.
 *
 * Returns: (transfer none) (nullable): the author
 *
 * Since: 1.0
 */
const char *
tendril_distribution_get_author (TendrilDistribution *self)
{
  g_return_val_if_fail (TENDRIL_IS_DISTRIBUTION (self), NULL);

  return self->fields[TENDRIL_METADATA_AUTHOR];
}

/**
 * tendril_distribution_get_home_page: (get-property home-page)
 * @self: a distribution
 *
 * The home page from METADATA.
 *
 * Returns: (transfer none) (nullable): the home page
 *
 * Since: 1.0
 */
const char *
tendril_distribution_get_home_page (TendrilDistribution *self)
{
  g_return_val_if_fail (TENDRIL_IS_DISTRIBUTION (self), NULL);

  return self->fields[TENDRIL_METADATA_HOME_PAGE];
}

/**
 * tendril_distribution_get_license: (get-property license)
 * @self: a distribution
 *
 * The licence from METADATA, an SPDX expression where it gives one.
 *
 * Returns: (transfer none) (nullable): the license
 *
 * Since: 1.0
 */
const char *
tendril_distribution_get_license (TendrilDistribution *self)
{
  g_return_val_if_fail (TENDRIL_IS_DISTRIBUTION (self), NULL);

  return self->fields[TENDRIL_METADATA_LICENSE];
}

/**
 * tendril_distribution_get_path: (get-property path)
 * @self: a distribution
 *
 * The metadata directory, as a path in the file system encoding.
 *
 * Returns: (transfer none) (type filename): the path
 *
 * Since: 1.0
 */
const char *
tendril_distribution_get_path (TendrilDistribution *self)
{
  g_return_val_if_fail (TENDRIL_IS_DISTRIBUTION (self), NULL);

  return self->path;
}

/**
 * tendril_distribution_get_location: (get-property location)
 * @self: a distribution
 *
 * The directory that contains the metadata directory: the modules of native and JavaScript
 * extensions lie there.
 *
 * Returns: (transfer none) (type filename): the location
 *
 * Since: 1.0
 */
const char *
tendril_distribution_get_location (TendrilDistribution *self)
{
  g_return_val_if_fail (TENDRIL_IS_DISTRIBUTION (self), NULL);

  return self->location;
}

/**
 * tendril_distribution_get_editable: (get-property editable)
 * @self: a distribution
 *
 * Whether the package was installed in development mode, so that its modules lie in a source tree
 * and may change at any time: `pip install --editable`, told by its `direct_url.json`.
 *
 * Returns: %TRUE if it is editable
 *
 * Since: 1.0
 */
gboolean
tendril_distribution_get_editable (TendrilDistribution *self)
{
  g_return_val_if_fail (TENDRIL_IS_DISTRIBUTION (self), FALSE);

  return self->editable;
}
