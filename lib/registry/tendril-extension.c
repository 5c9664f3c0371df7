/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-extension-private.h"

#include "tendril-error.h"
#include "tendril-extension-registry-private.h"
#include "tendril-peas-private.h"

/**
 * TendrilExtension:
 *
 * An entry point of the name and group that the host asked for: what it is, where it stands, and
 * why.
 *
 * What describes the extension never changes. [property@Extension:state],
 * [property@Extension:error] and [property@Extension:init-duration] change on the thread that owns
 * the registry, where `notify` is emitted; they may be read from any thread.
 *
 * Since: 1.0
 */
struct _TendrilExtension
{
  GObject parent_instance;

  GWeakRef registry;
  TendrilEntryPoint *entry_point;
  char *language;

  int state;                /* atomic; error and init_duration are written before it */
  GError *error;
  gint64 init_duration;
  int start_mode;           /* atomic */
  gboolean vouched;         /* distrust is a warning only */

  gpointer plugin_info;
  gpointer journal;
  GDestroyNotify journal_free;
};

enum
{
  PROP_0,
  PROP_ID,
  PROP_NAME,
  PROP_VERSION,
  PROP_DESCRIPTION,
  PROP_LICENCE,
  PROP_LANGUAGE,
  PROP_ENTRY_POINT,
  PROP_STATE,
  PROP_ERROR,
  PROP_INIT_DURATION,
  PROP_PLUGIN_INFO,
  PROP_START_MODE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

static GPrivate current_extension = G_PRIVATE_INIT (NULL);

G_DEFINE_ENUM_TYPE (TendrilExtensionState, tendril_extension_state,
  G_DEFINE_ENUM_VALUE (TENDRIL_EXTENSION_STATE_DISCOVERED, "discovered"),
  G_DEFINE_ENUM_VALUE (TENDRIL_EXTENSION_STATE_INITIALIZING, "initializing"),
  G_DEFINE_ENUM_VALUE (TENDRIL_EXTENSION_STATE_ACTIVE, "active"),
  G_DEFINE_ENUM_VALUE (TENDRIL_EXTENSION_STATE_FAILED, "failed"),
  G_DEFINE_ENUM_VALUE (TENDRIL_EXTENSION_STATE_DISABLED, "disabled"),
  G_DEFINE_ENUM_VALUE (TENDRIL_EXTENSION_STATE_REFUSED, "refused"),
  G_DEFINE_ENUM_VALUE (TENDRIL_EXTENSION_STATE_QUARANTINED, "quarantined"),
  G_DEFINE_ENUM_VALUE (TENDRIL_EXTENSION_STATE_PENDING, "pending"),
  G_DEFINE_ENUM_VALUE (TENDRIL_EXTENSION_STATE_REMOVED, "removed"))

G_DEFINE_ENUM_TYPE (TendrilStartMode, tendril_start_mode,
  G_DEFINE_ENUM_VALUE (TENDRIL_START_MODE_EAGER, "eager"),
  G_DEFINE_ENUM_VALUE (TENDRIL_START_MODE_MANUAL, "manual"))

G_DEFINE_FINAL_TYPE (TendrilExtension, tendril_extension, G_TYPE_OBJECT)

TendrilExtension *
tendril_extension_new (TendrilExtensionRegistry *registry,
                       TendrilEntryPoint        *entry_point,
                       const char               *language)
{
  TendrilExtension *self = g_object_new (TENDRIL_TYPE_EXTENSION, NULL);

  g_weak_ref_set (&self->registry, registry);
  self->entry_point = g_object_ref (entry_point);
  self->language = g_strdup (language);

  return self;
}

static TendrilDistribution *
get_distribution (TendrilExtension *self)
{
  return tendril_entry_point_get_distribution (self->entry_point);
}

/**
 * tendril_extension_dup_registry:
 * @self: an extension
 *
 * The registry that lists the extension: the one that an init gives to a compiler of its own. May be
 * called from any thread.
 *
 * Returns: (transfer full) (nullable): the registry, or %NULL if it is gone
 *
 * Since: 1.0
 */
TendrilExtensionRegistry *
tendril_extension_dup_registry (TendrilExtension *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION (self), NULL);

  return g_weak_ref_get (&self->registry);
}

void
tendril_extension_set_state (TendrilExtension      *self,
                             TendrilExtensionState  state)
{
  if (g_atomic_int_get (&self->state) == (int) state)
    return;

  g_atomic_int_set (&self->state, state);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_STATE]);
}

/* Takes @error: why what it has registered still waits. Its journal is kept. */
void
tendril_extension_postpone (TendrilExtension *self,
                            GError           *error)
{
  g_clear_error (&self->error);
  self->error = error;
  tendril_extension_set_state (self, TENDRIL_EXTENSION_STATE_PENDING);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* What it has registered is committed. */
void
tendril_extension_set_admitted (TendrilExtension *self)
{
  g_clear_error (&self->error);
  tendril_extension_set_state (self, TENDRIL_EXTENSION_STATE_ACTIVE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Its package is there again. */
void
tendril_extension_restore_state (TendrilExtension *self)
{
  if (g_error_matches (self->error, TENDRIL_ERROR, TENDRIL_ERROR_WOULD_CHANGE_COMPILED))
    {
      tendril_extension_set_state (self, TENDRIL_EXTENSION_STATE_PENDING);
      return;
    }

  tendril_extension_set_state (self, self->error != NULL ? TENDRIL_EXTENSION_STATE_FAILED
                                                         : TENDRIL_EXTENSION_STATE_ACTIVE);
}

/* Takes @error, which says why it is in this state and does not run. */
void
tendril_extension_stop (TendrilExtension      *self,
                        TendrilExtensionState  state,
                        GError                *error)
{
  g_clear_error (&self->error);
  self->error = error;
  tendril_extension_set_journal (self, NULL, NULL);
  tendril_extension_set_state (self, state);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_ERROR]);
}

/* Takes @error. */
void
tendril_extension_fail (TendrilExtension *self,
                        GError           *error)
{
  tendril_extension_stop (self, TENDRIL_EXTENSION_STATE_FAILED, error);
}

/* What stopped it before it ever ran is no more. */
void
tendril_extension_allow (TendrilExtension *self)
{
  tendril_extension_stop (self, TENDRIL_EXTENSION_STATE_DISCOVERED, NULL);
}

void
tendril_extension_set_vouched (TendrilExtension *self,
                               gboolean          vouched)
{
  self->vouched = vouched;
}

gboolean
tendril_extension_is_vouched (TendrilExtension *self)
{
  return self->vouched;
}

void
tendril_extension_set_start_mode (TendrilExtension *self,
                                  TendrilStartMode  start_mode)
{
  if (g_atomic_int_get (&self->start_mode) == (int) start_mode)
    return;

  g_atomic_int_set (&self->start_mode, start_mode);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_START_MODE]);
}

void
tendril_extension_set_init_duration (TendrilExtension *self,
                                     gint64            microseconds)
{
  self->init_duration = microseconds;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INIT_DURATION]);
}

static void
clear_plugin_info (TendrilExtension *self)
{
  gpointer plugin_info = g_steal_pointer (&self->plugin_info);

  if (plugin_info != NULL)
    tendril_peas_plugin_info_unref (plugin_info);
}

/* Takes the reference. */
void
tendril_extension_set_plugin_info (TendrilExtension *self,
                                   gpointer          plugin_info)
{
  clear_plugin_info (self);
  self->plugin_info = plugin_info;
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_PLUGIN_INFO]);
}

gpointer
tendril_extension_peek_plugin_info (TendrilExtension *self)
{
  return self->plugin_info;
}

/* What an init registers, in a form that only the compiler knows. */
void
tendril_extension_set_journal (TendrilExtension *self,
                               gpointer          journal,
                               GDestroyNotify    journal_free)
{
  if (self->journal != NULL && self->journal_free != NULL)
    self->journal_free (self->journal);

  self->journal = journal;
  self->journal_free = journal_free;
}

gpointer
tendril_extension_get_journal (TendrilExtension *self)
{
  return self->journal;
}

/* Returns the one that was current before, to be set again. */
TendrilExtension *
tendril_extension_set_current (TendrilExtension *self)
{
  TendrilExtension *previous = g_private_get (&current_extension);

  g_private_set (&current_extension, self);
  return previous;
}

static void
tendril_extension_get_property (GObject    *object,
                                guint       prop_id,
                                GValue     *value,
                                GParamSpec *pspec)
{
  TendrilExtension *self = TENDRIL_EXTENSION (object);

  switch (prop_id)
    {
    case PROP_ID:
      g_value_set_string (value, tendril_extension_get_id (self));
      break;
    case PROP_NAME:
      g_value_set_string (value, tendril_extension_get_name (self));
      break;
    case PROP_VERSION:
      g_value_set_string (value, tendril_extension_get_version (self));
      break;
    case PROP_DESCRIPTION:
      g_value_set_string (value, tendril_extension_get_description (self));
      break;
    case PROP_LICENCE:
      g_value_set_string (value, tendril_extension_get_licence (self));
      break;
    case PROP_LANGUAGE:
      g_value_set_string (value, tendril_extension_get_language (self));
      break;
    case PROP_ENTRY_POINT:
      g_value_set_object (value, self->entry_point);
      break;
    case PROP_STATE:
      g_value_set_enum (value, tendril_extension_get_state (self));
      break;
    case PROP_ERROR:
      g_value_set_boxed (value, self->error);
      break;
    case PROP_INIT_DURATION:
      g_value_set_int64 (value, self->init_duration);
      break;
    case PROP_START_MODE:
      g_value_set_enum (value, tendril_extension_get_start_mode (self));
      break;
    case PROP_PLUGIN_INFO:
      tendril_peas_value_set_plugin_info (value, tendril_extension_get_plugin_info (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tendril_extension_finalize (GObject *object)
{
  TendrilExtension *self = TENDRIL_EXTENSION (object);

  tendril_extension_set_journal (self, NULL, NULL);
  clear_plugin_info (self);
  g_weak_ref_clear (&self->registry);
  g_clear_object (&self->entry_point);
  g_clear_error (&self->error);
  g_free (self->language);

  G_OBJECT_CLASS (tendril_extension_parent_class)->finalize (object);
}

static void
install_descriptions (void)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  /**
   * TendrilExtension:id: (getter get_id)
   *
   * What the extension is called by: the PEP 503 name of its distribution.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  /**
   * TendrilExtension:name: (getter get_name)
   *
   * The name of its distribution, for people.
   *
   * Since: 1.0
   */
  properties[PROP_NAME] = g_param_spec_string ("name", NULL, NULL, NULL, flags);
  /**
   * TendrilExtension:version: (getter get_version)
   *
   * The version of its distribution.
   *
   * Since: 1.0
   */
  properties[PROP_VERSION] = g_param_spec_string ("version", NULL, NULL, NULL, flags);
  /**
   * TendrilExtension:description: (getter get_description)
   *
   * One line about it.
   *
   * Since: 1.0
   */
  properties[PROP_DESCRIPTION] = g_param_spec_string ("description", NULL, NULL, NULL, flags);
  /**
   * TendrilExtension:licence: (getter get_licence)
   *
   * Its licence, an SPDX expression where its METADATA gives one.
   *
   * Since: 1.0
   */
  properties[PROP_LICENCE] = g_param_spec_string ("licence", NULL, NULL, NULL, flags);
  /**
   * TendrilExtension:language: (getter get_language)
   *
   * The language of its loader: `native` (C and Vala), `python`, `javascript`, or the one of a
   * loader that the host added.
   *
   * Since: 1.0
   */
  properties[PROP_LANGUAGE] = g_param_spec_string ("language", NULL, NULL, NULL, flags);
  /**
   * TendrilExtension:entry-point: (getter get_entry_point)
   *
   * The entry point that declares it.
   *
   * Since: 1.0
   */
  properties[PROP_ENTRY_POINT] =
    g_param_spec_object ("entry-point", NULL, NULL, TENDRIL_TYPE_ENTRY_POINT, flags);
}

static void
install_states (void)
{
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS | G_PARAM_EXPLICIT_NOTIFY;

  /**
   * TendrilExtension:state: (getter get_state)
   *
   * Where it stands.
   *
   * Since: 1.0
   */
  properties[PROP_STATE] =
    g_param_spec_enum ("state", NULL, NULL, TENDRIL_TYPE_EXTENSION_STATE,
                       TENDRIL_EXTENSION_STATE_DISCOVERED, flags);
  /**
   * TendrilExtension:error: (getter get_error)
   *
   * Why it is not active.
   *
   * Since: 1.0
   */
  properties[PROP_ERROR] = g_param_spec_boxed ("error", NULL, NULL, G_TYPE_ERROR, flags);
  /**
   * TendrilExtension:init-duration: (getter get_init_duration)
   *
   * How long its init took, in microseconds; -1 if it has not run in this process.
   *
   * Since: 1.0
   */
  properties[PROP_INIT_DURATION] =
    g_param_spec_int64 ("init-duration", NULL, NULL, -1, G_MAXINT64, -1, flags);
  /**
   * TendrilExtension:plugin-info: (type Peas.PluginInfo) (getter get_plugin_info)
   *
   * What libpeas knows of it.
   *
   * Since: 1.0
   */
  properties[PROP_PLUGIN_INFO] = tendril_peas_param_spec_plugin_info ("plugin-info", flags);
  /**
   * TendrilExtension:start-mode: (getter get_start_mode)
   *
   * When its init runs.
   *
   * Since: 1.0
   */
  properties[PROP_START_MODE] =
    g_param_spec_enum ("start-mode", NULL, NULL, TENDRIL_TYPE_START_MODE,
                       TENDRIL_START_MODE_EAGER, flags);
}

static void
tendril_extension_class_init (TendrilExtensionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tendril_extension_get_property;
  object_class->finalize = tendril_extension_finalize;

  install_descriptions ();
  install_states ();
  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tendril_extension_init (TendrilExtension *self)
{
  g_weak_ref_init (&self->registry, NULL);
  self->init_duration = -1;
}

/**
 * tendril_extension_get_current:
 *
 * Tells an init which extension it belongs to.
 *
 * Returns: (transfer none) (nullable): the extension whose init is running on this thread
 *
 * Since: 1.0
 */
TendrilExtension *
tendril_extension_get_current (void)
{
  return g_private_get (&current_extension);
}

/**
 * tendril_extension_get_id: (get-property id)
 * @self: an extension
 *
 * What the extension is called by: the PEP 503 name of its distribution.
 *
 * Returns: (transfer none): the id
 *
 * Since: 1.0
 */
const char *
tendril_extension_get_id (TendrilExtension *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION (self), NULL);

  return tendril_distribution_get_id (get_distribution (self));
}

/**
 * tendril_extension_get_name: (get-property name)
 * @self: an extension
 *
 * The name of its distribution, for people.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
tendril_extension_get_name (TendrilExtension *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION (self), NULL);

  return tendril_distribution_get_name (get_distribution (self));
}

/**
 * tendril_extension_get_version: (get-property version)
 * @self: an extension
 *
 * The version of its distribution.
 *
 * Returns: (transfer none) (nullable): the version
 *
 * Since: 1.0
 */
const char *
tendril_extension_get_version (TendrilExtension *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION (self), NULL);

  return tendril_distribution_get_version (get_distribution (self));
}

/**
 * tendril_extension_get_description: (get-property description)
 * @self: an extension
 *
 * One line about it.
 *
 * Returns: (transfer none) (nullable): the description
 *
 * Since: 1.0
 */
const char *
tendril_extension_get_description (TendrilExtension *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION (self), NULL);

  return tendril_distribution_get_summary (get_distribution (self));
}

/**
 * tendril_extension_get_licence: (get-property licence)
 * @self: an extension
 *
 * Its licence, an SPDX expression where its METADATA gives one.
 *
 * Returns: (transfer none) (nullable): the licence
 *
 * Since: 1.0
 */
const char *
tendril_extension_get_licence (TendrilExtension *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION (self), NULL);

  return tendril_distribution_get_license (get_distribution (self));
}

/**
 * tendril_extension_get_language: (get-property language)
 * @self: an extension
 *
 * The language of its loader: `native` (C and Vala), `python`, `javascript`, or the one of a
 * loader that the host added.
 *
 * Returns: (transfer none): the language
 *
 * Since: 1.0
 */
const char *
tendril_extension_get_language (TendrilExtension *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION (self), NULL);

  return self->language;
}

/**
 * tendril_extension_get_entry_point: (get-property entry-point)
 * @self: an extension
 *
 * The entry point that declares it.
 *
 * Returns: (transfer none): the entry point
 *
 * Since: 1.0
 */
TendrilEntryPoint *
tendril_extension_get_entry_point (TendrilExtension *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION (self), NULL);

  return self->entry_point;
}

/**
 * tendril_extension_get_state: (get-property state)
 * @self: an extension
 *
 * Where it stands.
 *
 * Returns: the state
 *
 * Since: 1.0
 */
TendrilExtensionState
tendril_extension_get_state (TendrilExtension *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION (self), TENDRIL_EXTENSION_STATE_FAILED);

  return g_atomic_int_get (&self->state);
}

/**
 * tendril_extension_get_error: (get-property error)
 * @self: an extension
 *
 * Why it is not active: an error of Tendril's own domain, or the one that its init reported.
 *
 * Returns: (transfer none) (nullable): the error
 *
 * Since: 1.0
 */
const GError *
tendril_extension_get_error (TendrilExtension *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION (self), NULL);

  return self->error;
}

/**
 * tendril_extension_get_init_duration: (get-property init-duration)
 * @self: an extension
 *
 * How long its init took.
 *
 * Returns: microseconds; -1 if it has not run in this process
 *
 * Since: 1.0
 */
gint64
tendril_extension_get_init_duration (TendrilExtension *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION (self), -1);

  return self->init_duration;
}

/**
 * tendril_extension_get_plugin_info: (get-property plugin-info)
 * @self: an extension
 *
 * What libpeas knows of it, in the registry's own engine. The type is the one of the libpeas that
 * Tendril was built with.
 *
 * To be called on the thread that owns the registry.
 *
 * Returns: (transfer none) (nullable) (type Peas.PluginInfo): the plugin info, or %NULL if libpeas
 *   refused it
 *
 * Since: 1.0
 */
PeasPluginInfo *
tendril_extension_get_plugin_info (TendrilExtension *self)
{
  g_autoptr (TendrilExtensionRegistry) registry = NULL;

  g_return_val_if_fail (TENDRIL_IS_EXTENSION (self), NULL);

  registry = tendril_extension_dup_registry (self);
  if (registry != NULL)
    tendril_extension_registry_map_plugins (registry);

  return self->plugin_info;
}

/**
 * tendril_extension_get_start_mode: (get-property start-mode)
 * @self: an extension
 *
 * When its init runs. A user has extensions start by hand with the setting `manual-extensions`, a
 * host with [method@ExtensionRegistry.set_manual_extensions].
 *
 * Returns: the start mode
 *
 * Since: 1.0
 */
TendrilStartMode
tendril_extension_get_start_mode (TendrilExtension *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION (self), TENDRIL_START_MODE_EAGER);

  return g_atomic_int_get (&self->start_mode);
}
