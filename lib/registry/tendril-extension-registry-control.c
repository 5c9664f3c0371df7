/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Which extensions of a registry may run, and when. */

#include "tendril-extension-registry-struct-private.h"

static void
apply_control (TendrilExtensionRegistry *self)
{
  tendril_extension_list_apply_control (self->list,
                                        tendril_activation_is_done (self->activation));
}

static void
set_list (TendrilExtensionRegistry *self,
          TendrilControlList        list,
          const char *const        *names)
{
  tendril_control_set_list (self->control, list, names);
  apply_control (self);
}

/**
 * tendril_extension_registry_get_autoload:
 * @self: a registry
 *
 * Whether extensions run at all: what the application says, else the environment variable
 * `TENDRIL_AUTOLOAD`, else the user's settings.
 *
 * Returns: %FALSE if every extension is [enum@ExtensionState.disabled]
 *
 * Since: 1.0
 */
gboolean
tendril_extension_registry_get_autoload (TendrilExtensionRegistry *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), FALSE);

  return tendril_control_get_autoload (self->control);
}

/**
 * tendril_extension_registry_set_autoload:
 * @self: a registry
 * @autoload: whether extensions may run at all
 *
 * Decides, before the environment and the user's settings do. What has run stays. To be called on
 * the thread that owns the registry.
 *
 * Since: 1.0
 */
void
tendril_extension_registry_set_autoload (TendrilExtensionRegistry *self,
                                         gboolean                  autoload)
{
  g_return_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self));

  tendril_control_set_autoload (self->control, !!autoload);
  apply_control (self);
}

/**
 * tendril_extension_registry_dup_enabled_extensions:
 * @self: a registry
 *
 * The the only extensions that may run, by what counts now. May be called from any thread.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the names, or %NULL if nobody gives
 *   such a list
 *
 * Since: 1.0
 */
char **
tendril_extension_registry_dup_enabled_extensions (TendrilExtensionRegistry *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), NULL);

  return tendril_control_dup_list (self->control, TENDRIL_CONTROL_ENABLED);
}

/**
 * tendril_extension_registry_set_enabled_extensions:
 * @self: a registry
 * @names: (nullable) (array zero-terminated=1): the names
 *
 * Allows only some extensions to run. An empty list allows none, %NULL has the settings decide.
 * An extension is named by its id, its distribution in any spelling, or its module. What has run
 * stays. To be called on the thread that owns the registry.
 *
 * Since: 1.0
 */
void
tendril_extension_registry_set_enabled_extensions (TendrilExtensionRegistry *self,
                                                   const char *const        *names)
{
  g_return_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self));

  set_list (self, TENDRIL_CONTROL_ENABLED, names);
}

/**
 * tendril_extension_registry_dup_disabled_extensions:
 * @self: a registry
 *
 * The extensions that must not run, by what counts now. May be called from any thread.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the names, or %NULL if nobody gives
 *   such a list
 *
 * Since: 1.0
 */
char **
tendril_extension_registry_dup_disabled_extensions (TendrilExtensionRegistry *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), NULL);

  return tendril_control_dup_list (self->control, TENDRIL_CONTROL_DISABLED);
}

/**
 * tendril_extension_registry_set_disabled_extensions:
 * @self: a registry
 * @names: (nullable) (array zero-terminated=1): the names
 *
 * Has extensions switched off, whatever else enables them. The lists of the environment and of
 * the user count as well. An extension is named by its id, its distribution in any spelling, or
 * its module. What has run stays. To be called on the thread that owns the registry.
 *
 * Since: 1.0
 */
void
tendril_extension_registry_set_disabled_extensions (TendrilExtensionRegistry *self,
                                                    const char *const        *names)
{
  g_return_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self));

  set_list (self, TENDRIL_CONTROL_DISABLED, names);
}

/**
 * tendril_extension_registry_dup_manual_extensions:
 * @self: a registry
 *
 * The extensions that start by hand, by what counts now. May be called from any thread.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1): the names, or %NULL if nobody gives
 *   such a list
 *
 * Since: 1.0
 */
char **
tendril_extension_registry_dup_manual_extensions (TendrilExtensionRegistry *self)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), NULL);

  return tendril_control_dup_list (self->control, TENDRIL_CONTROL_MANUAL);
}

/**
 * tendril_extension_registry_set_manual_extensions:
 * @self: a registry
 * @names: (nullable) (array zero-terminated=1): the names
 *
 * Has extensions wait for [method@Extension.activate]. %NULL has the settings decide. An
 * extension is named by its id, its distribution in any spelling, or its module. What has run
 * stays. To be called on the thread that owns the registry.
 *
 * Since: 1.0
 */
void
tendril_extension_registry_set_manual_extensions (TendrilExtensionRegistry *self,
                                                  const char *const        *names)
{
  g_return_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self));

  set_list (self, TENDRIL_CONTROL_MANUAL, names);
}

/**
 * tendril_extension_registry_find:
 * @self: a registry
 * @name: an id, the name of a distribution in any spelling, or a module
 *
 * Finds an extension by what a person may call it. To be called on the thread that owns the
 * registry.
 *
 * Returns: (transfer none) (nullable): the first extension of that name; the registry keeps it
 *
 * Since: 1.0
 */
TendrilExtension *
tendril_extension_registry_find (TendrilExtensionRegistry *self,
                                 const char               *name)
{
  GPtrArray *items;

  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), NULL);
  g_return_val_if_fail (name != NULL, NULL);

  items = tendril_extension_list_get_items (self->list);
  for (guint i = 0; i < items->len; i++)
    {
      TendrilExtension *extension = g_ptr_array_index (items, i);

      if (tendril_control_is_called (tendril_extension_get_entry_point (extension), name))
        return extension;
    }

  return NULL;
}

static gboolean
switch_extension (TendrilExtensionRegistry  *self,
                  const char                *name,
                  gboolean                   enable,
                  GError                   **error)
{
  g_autoptr (GPtrArray) diagnostics = g_ptr_array_new_with_free_func (g_object_unref);

  if (!tendril_control_switch (name, enable, error))
    return FALSE;

  tendril_control_read (self->control, diagnostics);
  apply_control (self);
  return TRUE;
}

/**
 * tendril_extension_registry_enable:
 * @self: a registry
 * @name: an id, the name of a distribution in any spelling, or a module
 * @error: return location for an error
 *
 * Switches an extension on for the user, in every application: takes it off the list `disabled-
 * extensions` of the settings, and puts it on `enabled-extensions` if there is such a list. To
 * be called on the thread that owns the registry.
 *
 * Returns: %FALSE if the settings could not be written (%TENDRIL_ERROR_SETTINGS)
 *
 * Since: 1.0
 */
gboolean
tendril_extension_registry_enable (TendrilExtensionRegistry  *self,
                                   const char                *name,
                                   GError                   **error)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), FALSE);
  g_return_val_if_fail (name != NULL && *name != '\0', FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return switch_extension (self, name, TRUE, error);
}

/**
 * tendril_extension_registry_disable:
 * @self: a registry
 * @name: an id, the name of a distribution in any spelling, or a module
 * @error: return location for an error
 *
 * Switches an extension off for the user, in every application: puts it on the list `disabled-
 * extensions` of the settings. One that is active stays so until the process ends. To be called
 * on the thread that owns the registry.
 *
 * Returns: %FALSE if the settings could not be written (%TENDRIL_ERROR_SETTINGS)
 *
 * Since: 1.0
 */
gboolean
tendril_extension_registry_disable (TendrilExtensionRegistry  *self,
                                    const char                *name,
                                    GError                   **error)
{
  g_return_val_if_fail (TENDRIL_IS_EXTENSION_REGISTRY (self), FALSE);
  g_return_val_if_fail (name != NULL && *name != '\0', FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return switch_extension (self, name, FALSE, error);
}
