/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-extension-registry-struct-private.h"

#include "tendril-diagnostic.h"

/**
 * TendrilExtensionRegistry:
 *
 * The extensions that are installed for a host, with their states.
 *
 * A registry is a [iface@Gio.ListModel] of [class@Extension]. It finds every entry point of the
 * name [property@ExtensionRegistry:entry-point-name] in the group
 * [property@ExtensionRegistry:group] on its search path. Nothing of an extension runs until
 * [method@ExtensionRegistry.init_all], which a host calls first in every compile step of its own;
 * [class@Compiler] does so by itself.
 *
 * A registry belongs to the main context that was the thread-default one when it was made:
 * `items-changed`, `notify` and its own signals are emitted there. The calls that say so may be made
 * from any thread.
 *
 * Since: 1.0
 */

/* Milliseconds; a start that takes this long is one that people kill. */
#define DEFAULT_WATCHDOG_TIMEOUT 5000

enum
{
  PROP_0,
  PROP_GROUP,
  PROP_ENTRY_POINT_NAME,
  PROP_ISOLATED,
  PROP_INITIALIZED,
  PROP_ENGINE,
  PROP_DIAGNOSTICS,
  PROP_WATCHDOG_TIMEOUT,
  N_PROPS,
};

enum
{
  BEFORE_FIRST_COMPILE,
  EXTENSION_INITIALIZING,
  EXTENSION_INITIALIZED,
  EXTENSION_FAILED,
  EXTENSION_PENDING,
  EXTENSION_STALLED,
  N_SIGNALS,
};

static GParamSpec *properties[N_PROPS];
static guint signals[N_SIGNALS];

static void list_model_init (GListModelInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TendrilExtensionRegistry, tendril_extension_registry, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (G_TYPE_LIST_MODEL, list_model_init))

static GType
list_model_get_item_type (GListModel *model)
{
  return TENDRIL_TYPE_EXTENSION;
}

static guint
list_model_get_n_items (GListModel *model)
{
  TendrilExtensionRegistry *self = TENDRIL_EXTENSION_REGISTRY (model);

  return tendril_extension_list_get_items (self->list)->len;
}

static gpointer
list_model_get_item (GListModel *model,
                     guint       position)
{
  TendrilExtensionRegistry *self = TENDRIL_EXTENSION_REGISTRY (model);
  GPtrArray *items = tendril_extension_list_get_items (self->list);

  if (position >= items->len)
    return NULL;

  return g_object_ref (g_ptr_array_index (items, position));
}

static void
list_model_init (GListModelInterface *iface)
{
  iface->get_item_type = list_model_get_item_type;
  iface->get_n_items = list_model_get_n_items;
  iface->get_item = list_model_get_item;
}

static TendrilStep
step (gpointer       user_data,
      GCancellable  *cancellable,
      GError       **error)
{
  TendrilExtensionRegistry *self = user_data;

  if (self->discovered)
    return tendril_activator_step (self->activator);

  return tendril_extension_registry_discover (self, cancellable, error) ? TENDRIL_STEP_CONTINUE
                                                                        : TENDRIL_STEP_FAILED;
}

static void
leave (gpointer user_data)
{
  TendrilExtensionRegistry *self = user_data;

  tendril_activator_leave (self->activator);
}

static void
finished (gpointer user_data)
{
  TendrilExtensionRegistry *self = user_data;

  g_atomic_int_set (&self->done, TRUE);
  g_object_notify_by_pspec (G_OBJECT (self), properties[PROP_INITIALIZED]);
}

static const TendrilActivationTable activation_table = { step, leave, finished };

typedef struct
{
  GWeakRef registry;
  TendrilExtension *extension;
} Stall;

static void
stall_free (gpointer data)
{
  Stall *stall = data;

  g_weak_ref_clear (&stall->registry);
  g_object_unref (stall->extension);
  g_free (stall);
}

static gboolean
emit_stall (gpointer user_data)
{
  Stall *stall = user_data;
  g_autoptr (TendrilExtensionRegistry) self = g_weak_ref_get (&stall->registry);

  if (self != NULL)
    g_signal_emit (self, signals[EXTENSION_STALLED], 0, stall->extension);

  return G_SOURCE_REMOVE;
}

/* From the watchdog: the owner is busy with the init, and hears of it once it runs its loop. */
void
tendril_extension_registry_queue_stalled (TendrilExtensionRegistry *self,
                                          TendrilExtension         *extension)
{
  g_autoptr (GSource) source = g_idle_source_new ();
  Stall *stall = g_new0 (Stall, 1);

  g_weak_ref_init (&stall->registry, self);
  stall->extension = g_object_ref (extension);
  g_source_set_priority (source, G_PRIORITY_DEFAULT);
  g_source_set_callback (source, emit_stall, stall, stall_free);
  g_source_set_static_name (source, "[tendril] stalled");
  g_source_attach (source, tendril_owner_get_context (self->owner));
}

guint
tendril_extension_registry_get_watchdog_timeout (TendrilExtensionRegistry *self)
{
  return self->watchdog_timeout;
}

/* On the owner's thread. */
void
tendril_extension_registry_emit (TendrilExtensionRegistry *self,
                                 TendrilExtension         *extension,
                                 guint                     position,
                                 guint                     n_extensions)
{
  TendrilExtensionState state = tendril_extension_get_state (extension);

  if (state == TENDRIL_EXTENSION_STATE_INITIALIZING)
    g_signal_emit (self, signals[EXTENSION_INITIALIZING], 0, extension, position, n_extensions);
  else if (state == TENDRIL_EXTENSION_STATE_ACTIVE)
    g_signal_emit (self, signals[EXTENSION_INITIALIZED], 0, extension);
  else if (state == TENDRIL_EXTENSION_STATE_PENDING)
    g_signal_emit (self, signals[EXTENSION_PENDING], 0, extension);
  else if (state == TENDRIL_EXTENSION_STATE_FAILED || state == TENDRIL_EXTENSION_STATE_REFUSED)
    g_signal_emit (self, signals[EXTENSION_FAILED], 0, extension,
                   tendril_extension_get_error (extension));
}

/* On the owner's thread. */
void
tendril_extension_registry_emit_before_first_compile (TendrilExtensionRegistry *self)
{
  g_signal_emit (self, signals[BEFORE_FIRST_COMPILE], 0);
}

/* On the owner's thread. */
void
tendril_extension_registry_map_plugins (TendrilExtensionRegistry *self)
{
  tendril_activator_map_plugins (self->activator);
}

TendrilExtensionRegistry *
tendril_extension_registry_new_like (TendrilExtensionRegistry *self,
                                     const char               *group)
{
  TendrilExtensionRegistry *other = tendril_extension_registry_new (group);

  tendril_scanner_copy_paths (other->scanner, self->scanner);
  return other;
}

GPtrArray *
tendril_extension_registry_dup_committed (TendrilExtensionRegistry *self)
{
  return tendril_activator_dup_committed (self->activator);
}

guint
tendril_extension_registry_get_commit_serial (TendrilExtensionRegistry *self)
{
  return tendril_activator_get_commit_serial (self->activator);
}

static void
tendril_extension_registry_get_property (GObject    *object,
                                         guint       prop_id,
                                         GValue     *value,
                                         GParamSpec *pspec)
{
  TendrilExtensionRegistry *self = TENDRIL_EXTENSION_REGISTRY (object);

  switch (prop_id)
    {
    case PROP_GROUP:
      g_value_set_string (value, self->group);
      break;
    case PROP_ENTRY_POINT_NAME:
      g_value_set_string (value, self->entry_point_name);
      break;
    case PROP_ISOLATED:
      g_value_set_boolean (value, tendril_scanner_get_isolated (self->scanner));
      break;
    case PROP_INITIALIZED:
      g_value_set_boolean (value, tendril_activation_is_done (self->activation));
      break;
    case PROP_ENGINE:
      g_value_set_object (value, tendril_extension_registry_get_engine (self));
      break;
    case PROP_DIAGNOSTICS:
      g_value_set_object (value, tendril_extension_list_get_diagnostics (self->list));
      break;
    case PROP_WATCHDOG_TIMEOUT:
      g_value_set_uint (value, self->watchdog_timeout);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tendril_extension_registry_set_property (GObject      *object,
                                         guint         prop_id,
                                         const GValue *value,
                                         GParamSpec   *pspec)
{
  TendrilExtensionRegistry *self = TENDRIL_EXTENSION_REGISTRY (object);

  switch (prop_id)
    {
    case PROP_GROUP:
      self->group = g_value_dup_string (value);
      if (self->group == NULL)
        self->group = g_strdup (TENDRIL_DEFAULT_GROUP);
      break;
    case PROP_ENTRY_POINT_NAME:
      self->entry_point_name = g_value_dup_string (value);
      break;
    case PROP_ISOLATED:
      tendril_scanner_set_isolated (self->scanner, g_value_get_boolean (value));
      break;
    case PROP_WATCHDOG_TIMEOUT:
      self->watchdog_timeout = g_value_get_uint (value);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tendril_extension_registry_finalize (GObject *object)
{
  TendrilExtensionRegistry *self = TENDRIL_EXTENSION_REGISTRY (object);

  g_clear_pointer (&self->compilers, g_ptr_array_unref);
  g_mutex_clear (&self->compilers_mutex);
  g_clear_pointer (&self->activation, tendril_activation_free);
  g_clear_pointer (&self->activator, tendril_activator_free);
  g_clear_pointer (&self->list, tendril_extension_list_free);
  g_clear_pointer (&self->loaders, tendril_loader_set_free);
  g_clear_pointer (&self->control, tendril_control_free);
  g_clear_pointer (&self->quarantine, tendril_quarantine_free);
  g_clear_pointer (&self->owner, tendril_owner_free);
  g_clear_pointer (&self->scanner, tendril_scanner_free);
  g_free (self->group);
  g_free (self->entry_point_name);

  G_OBJECT_CLASS (tendril_extension_registry_parent_class)->finalize (object);
}

static void
install_properties (GObjectClass *object_class)
{
  const GParamFlags read_flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;
  const GParamFlags construct_flags =
    G_PARAM_READWRITE | G_PARAM_CONSTRUCT_ONLY | G_PARAM_STATIC_STRINGS;

  /**
   * TendrilExtensionRegistry:group: (getter get_group)
   *
   * The group of entry points to look for.
   *
   * Since: 1.0
   */
  properties[PROP_GROUP] =
    g_param_spec_string ("group", NULL, NULL, TENDRIL_DEFAULT_GROUP, construct_flags);
  /**
   * TendrilExtensionRegistry:entry-point-name: (getter get_entry_point_name)
   *
   * The name that an entry point must have to be an extension.
   *
   * Since: 1.0
   */
  properties[PROP_ENTRY_POINT_NAME] =
    g_param_spec_string ("entry-point-name", NULL, NULL, "init", construct_flags);
  /**
   * TendrilExtensionRegistry:isolated:
   *
   * Whether only the paths that were added are searched, and none that the environment or the
   * system names.
   *
   * Since: 1.0
   */
  properties[PROP_ISOLATED] =
    g_param_spec_boolean ("isolated", NULL, NULL, FALSE, construct_flags);
  /**
   * TendrilExtensionRegistry:initialized: (getter get_initialized)
   *
   * Whether every init has run.
   *
   * Since: 1.0
   */
  properties[PROP_INITIALIZED] =
    g_param_spec_boolean ("initialized", NULL, NULL, FALSE, read_flags);
  /**
   * TendrilExtensionRegistry:engine: (type Peas.Engine) (getter get_engine)
   *
   * The libpeas engine in which every extension has its plugin info. It is the registry's own, and
   * never the default engine of the process.
   *
   * Since: 1.0
   */
  properties[PROP_ENGINE] =
    g_param_spec_object ("engine", NULL, NULL, G_TYPE_OBJECT, read_flags);
  /**
   * TendrilExtensionRegistry:diagnostics: (getter get_diagnostics)
   *
   * What the last discovery found wrong: a list of [class@Diagnostic].
   *
   * Since: 1.0
   */
  properties[PROP_DIAGNOSTICS] =
    g_param_spec_object ("diagnostics", NULL, NULL, G_TYPE_LIST_MODEL, read_flags);
  /**
   * TendrilExtensionRegistry:watchdog-timeout:
   *
   * How many milliseconds an init may take before a warning about it is logged, with the fields
   * `TENDRIL_EXTENSION` and `TENDRIL_INIT_USEC`, and [signal@ExtensionRegistry::extension-stalled]
   * follows; 0 for any time. The init is not ended. To be set before the first compile.
   *
   * Since: 1.0
   */
  properties[PROP_WATCHDOG_TIMEOUT] =
    g_param_spec_uint ("watchdog-timeout", NULL, NULL, 0, G_MAXUINT, DEFAULT_WATCHDOG_TIMEOUT,
                       G_PARAM_READWRITE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
install_signals (GObjectClass *object_class)
{
  GType type = G_OBJECT_CLASS_TYPE (object_class);

  /**
   * TendrilExtensionRegistry::before-first-compile:
   * @self: the registry
   *
   * Emitted exactly once, before the first init runs: all extensions are known, none has run. The
   * place for a host to register what extensions build on.
   *
   * Since: 1.0
   */
  signals[BEFORE_FIRST_COMPILE] =
    g_signal_new ("before-first-compile", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  0);
  /**
   * TendrilExtensionRegistry::extension-initializing:
   * @self: the registry
   * @extension: the extension
   * @position: which one it is, counted from 1
   * @n_extensions: how many there are to run
   *
   * Emitted before the init of an extension runs.
   *
   * Since: 1.0
   */
  signals[EXTENSION_INITIALIZING] =
    g_signal_new ("extension-initializing", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 3, TENDRIL_TYPE_EXTENSION, G_TYPE_UINT, G_TYPE_UINT);
  /**
   * TendrilExtensionRegistry::extension-initialized:
   * @self: the registry
   * @extension: the extension
   *
   * Emitted after the init of an extension has run.
   *
   * Since: 1.0
   */
  signals[EXTENSION_INITIALIZED] =
    g_signal_new ("extension-initialized", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL,
                  G_TYPE_NONE, 1, TENDRIL_TYPE_EXTENSION);
  /**
   * TendrilExtensionRegistry::extension-failed:
   * @self: the registry
   * @extension: the extension
   * @error: why
   *
   * Emitted when an extension could not be run, or its init reported an error. The others go on.
   *
   * Since: 1.0
   */
  signals[EXTENSION_FAILED] =
    g_signal_new ("extension-failed", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 2,
                  TENDRIL_TYPE_EXTENSION, G_TYPE_ERROR);
  /**
   * TendrilExtensionRegistry::extension-pending:
   * @self: the registry
   * @extension: the extension
   *
   * Emitted when an extension appears after the first compile. Nothing of it has run, and nothing
   * will until [method@ExtensionRegistry.admit].
   *
   * Since: 1.0
   */
  signals[EXTENSION_PENDING] =
    g_signal_new ("extension-pending", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE, 1,
                  TENDRIL_TYPE_EXTENSION);
  /**
   * TendrilExtensionRegistry::extension-stalled:
   * @self: the registry
   * @extension: the extension
   *
   * Emitted when the main context runs again after an init took longer than
   * [property@ExtensionRegistry:watchdog-timeout].
   *
   * Since: 1.0
   */
  signals[EXTENSION_STALLED] =
    g_signal_new ("extension-stalled", type, G_SIGNAL_RUN_LAST, 0, NULL, NULL, NULL, G_TYPE_NONE,
                  1, TENDRIL_TYPE_EXTENSION);
}

static void
tendril_extension_registry_class_init (TendrilExtensionRegistryClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tendril_extension_registry_get_property;
  object_class->set_property = tendril_extension_registry_set_property;
  object_class->finalize = tendril_extension_registry_finalize;

  install_properties (object_class);
  install_signals (object_class);
}

static void
tendril_extension_registry_init (TendrilExtensionRegistry *self)
{
  self->owner = tendril_owner_new ();
  self->scanner = tendril_scanner_new ();
  self->watchdog_timeout = DEFAULT_WATCHDOG_TIMEOUT;
  self->quarantine = tendril_quarantine_new ();
  self->loaders = tendril_loader_set_new ();
  self->control = tendril_control_new ();
  self->list =
    tendril_extension_list_new (self, self->loaders, self->control, self->quarantine);
  self->activator = tendril_activator_new (self, tendril_extension_list_get_items (self->list),
                                           self->loaders, self->quarantine);
  tendril_extension_registry_init_compilers (self);
  self->activation = tendril_activation_new (self->owner, &activation_table, self);
}

/**
 * tendril_extension_registry_new:
 * @group: (nullable): the group of entry points to look for, or %NULL for
 *   %TENDRIL_DEFAULT_GROUP
 *
 * Makes a registry that belongs to the thread-default main context.
 *
 * Returns: (transfer full): a new registry
 *
 * Since: 1.0
 */
TendrilExtensionRegistry *
tendril_extension_registry_new (const char *group)
{
  return g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "group",
                       group != NULL ? group : TENDRIL_DEFAULT_GROUP, NULL);
}

/**
 * tendril_extension_registry_get_default:
 *
 * The registry that the parts of one application share, for the group
 * %TENDRIL_DEFAULT_GROUP. It belongs to the main context that is the thread-default one at the first
 * call, so that call should come from the main thread.
 *
 * Returns: (transfer none): the default registry
 *
 * Since: 1.0
 */
TendrilExtensionRegistry *
tendril_extension_registry_get_default (void)
{
  static TendrilExtensionRegistry *default_registry = NULL;

  if (g_once_init_enter (&default_registry))
    g_once_init_leave (&default_registry, tendril_extension_registry_new (NULL));

  return default_registry;
}

/**
 * tendril_extension_registry_get_group: (get-property group)
 * @self: a registry
 *
 * The group of entry points that the registry looks for.
 *
 * Returns: (transfer none): the group
 *
 * Since: 1.0
 */
const char *
tendril_extension_registry_get_group (TendrilExtensionRegistry *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), NULL);

  return self->group;
}

/**
 * tendril_extension_registry_get_entry_point_name: (get-property entry-point-name)
 * @self: a registry
 *
 * The name that an entry point must have to be an extension.
 *
 * Returns: (transfer none): the name
 *
 * Since: 1.0
 */
const char *
tendril_extension_registry_get_entry_point_name (TendrilExtensionRegistry *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), NULL);

  return self->entry_point_name;
}

/**
 * tendril_extension_registry_get_initialized: (get-property initialized)
 * @self: a registry
 *
 * Whether every init has run. May be called from any thread.
 *
 * Returns: whether [method@ExtensionRegistry.init_all] has nothing left to do
 *
 * Since: 1.0
 */
gboolean
tendril_extension_registry_get_initialized (TendrilExtensionRegistry *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), FALSE);

  return tendril_activation_is_done (self->activation);
}

/**
 * tendril_extension_registry_get_engine: (get-property engine)
 * @self: a registry
 *
 * The libpeas engine in which every extension has its plugin info. It is the registry's own, and
 * never the default engine of the process. To be called on the thread that owns the registry.
 *
 * Returns: (transfer none) (type Peas.Engine): the engine
 *
 * Since: 1.0
 */
PeasEngine *
tendril_extension_registry_get_engine (TendrilExtensionRegistry *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), NULL);

  return tendril_activator_map_plugins (self->activator);
}

/**
 * tendril_extension_registry_get_diagnostics: (get-property diagnostics)
 * @self: a registry
 *
 * What the last discovery found wrong.
 *
 * Returns: (transfer none): a list of [class@Diagnostic]
 *
 * Since: 1.0
 */
GListModel *
tendril_extension_registry_get_diagnostics (TendrilExtensionRegistry *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), NULL);

  return tendril_extension_list_get_diagnostics (self->list);
}

static gboolean
is_in_init (TendrilExtensionRegistry *self)
{
  TendrilExtension *extension = tendril_extension_get_current ();
  g_autoptr (TendrilExtensionRegistry) registry = NULL;

  if (G_LIKELY (extension == NULL))
    return FALSE;

  registry = tendril_extension_dup_registry (extension);
  return registry == self;
}

/* Apart from init_all (), so that this one does nothing but look when all is done. */
static gboolean G_GNUC_NO_INLINE
init_all_slowly (TendrilExtensionRegistry  *self,
                 GCancellable              *cancellable,
                 GError                   **error)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), FALSE);

  /* Its own init may run on another thread than the activation: where its loader wants it. */
  return tendril_activation_is_done (self->activation) || is_in_init (self) ||
         tendril_activation_run (self->activation, cancellable, error);
}

/**
 * tendril_extension_registry_init_all:
 * @self: a registry
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * What every compile step calls first. The first call discovers, emits
 * [signal@ExtensionRegistry::before-first-compile], then runs the init of every extension, in an
 * order that is undefined. Once that is done a call costs one atomic load.
 *
 * A failed extension is no failure of the call: its error stands on the extension. From inside an
 * init, and from a handler of the signals, the call returns %TRUE at once.
 *
 * May be called from any thread: the work is done on the one that owns the registry, and others
 * wait. What was cancelled goes on with the next call.
 *
 * Returns: %FALSE if it was cancelled, or called from a thread that cannot reach the owner's
 *   (%TENDRIL_ERROR_WRONG_THREAD); then nothing has run that had not before
 *
 * Since: 1.0
 */
gboolean
tendril_extension_registry_init_all (TendrilExtensionRegistry  *self,
                                     GCancellable              *cancellable,
                                     GError                   **error)
{
  /* Before the check of the type, which costs more than the call. */
  if (G_LIKELY (self != NULL && g_atomic_int_get (&self->done)))
    return TRUE;

  return init_all_slowly (self, cancellable, error);
}

/**
 * tendril_extension_registry_add_loader:
 * @self: a registry
 * @language: what [property@Extension:language] says of the extensions that @loader runs
 * @suffix: (nullable): what the modules of the language end with, such as `.lua`, or %NULL to
 *   replace the loader of a language that Tendril knows
 * @loader: what runs them
 *
 * Has extensions of a language run by a loader of the host's own. Which extensions those are is
 * decided at discovery, so this comes before it. May be called from any thread that @loader allows.
 *
 * Since: 1.0
 */
void
tendril_extension_registry_add_loader (TendrilExtensionRegistry *self,
                                       const char               *language,
                                       const char               *suffix,
                                       TendrilEntryPointLoader  *loader)
{
  g_return_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self));
  g_return_if_fail (language != NULL);
  g_return_if_fail (TENDRIL_IS_ENTRY_POINT_LOADER (loader));

  tendril_loader_set_add (self->loaders, language, suffix, loader);
}

