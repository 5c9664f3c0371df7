/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-native-loader-private.h"

#include "tendril-error.h"

#include <gmodule.h>

struct _TendrilNativeLoader
{
  GObject parent_instance;
};

static void loader_init (TendrilEntryPointLoaderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TendrilNativeLoader, tendril_native_loader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TENDRIL_TYPE_ENTRY_POINT_LOADER, loader_init))

/* `void NAME (void)`, or `void NAME (GError **error)`, which is what Vala's `throws` compiles to:
 * always called with an error, which the first form does not read. */
typedef void (*InitFunc) (GError **error);

static GModule *
open_module (const char  *file,
             GError     **error)
{
  GModule *module;

  if (!g_file_test (file, G_FILE_TEST_EXISTS))
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_MODULE, "The file %s does not exist",
                   file);
      return NULL;
    }

  module = g_module_open (file, G_MODULE_BIND_LOCAL);
  if (module == NULL)
    g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_BAD_MODULE, "%s cannot be loaded: %s", file,
                 g_module_error ());
  return module;
}

static gboolean
load (TendrilEntryPointLoader  *self,
      TendrilExtension         *extension,
      GError                  **error)
{
  TendrilEntryPoint *entry_point = tendril_extension_get_entry_point (extension);
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);
  const char *symbol = tendril_entry_point_get_attr (entry_point);
  g_autofree char *file = g_build_filename (tendril_distribution_get_location (distribution),
                                            tendril_entry_point_get_module (entry_point), NULL);
  g_autoptr (GError) init_error = NULL;
  GModule *module;
  gpointer address;

  module = open_module (file, error);
  if (module == NULL)
    return FALSE;

  /* Types and callbacks of an extension stay where they are until the process ends. */
  g_module_make_resident (module);

  if (symbol == NULL || !g_module_symbol (module, symbol, &address) || address == NULL)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_SYMBOL, "%s has no function “%s”", file,
                   symbol != NULL ? symbol : "");
      return FALSE;
    }

  ((InitFunc) address) (&init_error);
  if (init_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&init_error));
  return FALSE;
}

static void
loader_init (TendrilEntryPointLoaderInterface *iface)
{
  iface->load = load;
}

static void
tendril_native_loader_class_init (TendrilNativeLoaderClass *klass)
{
}

static void
tendril_native_loader_init (TendrilNativeLoader *self)
{
}

TendrilEntryPointLoader *
tendril_native_loader_new (void)
{
  return g_object_new (TENDRIL_TYPE_NATIVE_LOADER, NULL);
}
