/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-entry-point-loader.h"

#include "tendril-error.h"

/**
 * TendrilEntryPointLoader:
 *
 * Runs entry points that are written in one language.
 *
 * A loader has one job: to find the object that the entry point of an extension names, and to call
 * it without arguments. What it returns is ignored; what it throws becomes the error of the
 * extension, as a message whose first line is the cause and whose further lines say where.
 *
 * [method@ExtensionRegistry.add_loader] makes a registry use a loader.
 *
 * Since: 1.0
 */

G_DEFINE_INTERFACE (TendrilEntryPointLoader, tendril_entry_point_loader, G_TYPE_OBJECT)

static void
tendril_entry_point_loader_default_init (TendrilEntryPointLoaderInterface *iface)
{
}

/**
 * tendril_entry_point_loader_load:
 * @self: a loader
 * @extension: the extension to run
 * @error: return location for an error
 *
 * Runs the entry point of an extension. The registry does so once, on a thread that the loader
 * allows, while [func@Tendril.Extension.get_current] gives @extension; there is no reason to call it
 * otherwise.
 *
 * Returns: whether the entry point has run, and reported no error
 *
 * Since: 1.0
 */
gboolean
tendril_entry_point_loader_load (TendrilEntryPointLoader  *self,
                                 TendrilExtension         *extension,
                                 GError                  **error)
{
  g_autoptr (GError) reported = NULL;
  gboolean result;

  g_return_val_if_fail (TENDRIL_IS_ENTRY_POINT_LOADER (self), FALSE);
  g_return_val_if_fail (TENDRIL_IS_EXTENSION (extension), FALSE);
  g_return_val_if_fail (TENDRIL_ENTRY_POINT_LOADER_GET_IFACE (self)->load != NULL, FALSE);

  result = TENDRIL_ENTRY_POINT_LOADER_GET_IFACE (self)->load (self, extension, &reported);
  /* Loaders in other languages can fail without a word: an exception that nobody caught. */
  if (!result && reported == NULL)
    g_set_error (&reported, TENDRIL_ERROR, TENDRIL_ERROR_INIT_FAILED,
                 "The loader “%s” failed without a reason", G_OBJECT_TYPE_NAME (self));
  if (reported == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&reported));
  return FALSE;
}

/**
 * tendril_entry_point_loader_get_main_context:
 * @self: a loader
 *
 * Tells the main context whose thread alone may run the loader. It is asked once, on the thread that
 * makes the loader known. For the default main context, that is the thread that iterates it, or
 * the main thread of the process while nobody does.
 *
 * Returns: (transfer none) (nullable): the context, or %NULL if any thread may
 *
 * Since: 1.0
 */
GMainContext *
tendril_entry_point_loader_get_main_context (TendrilEntryPointLoader *self)
{
  TendrilEntryPointLoaderInterface *iface;

  g_return_val_if_fail (TENDRIL_IS_ENTRY_POINT_LOADER (self), NULL);

  iface = TENDRIL_ENTRY_POINT_LOADER_GET_IFACE (self);
  return iface->get_main_context != NULL ? iface->get_main_context (self) : NULL;
}
