/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-native-loader-private.h"

#include "tendril-error.h"

#include <gmodule.h>

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
native_load (TendrilExtension  *extension,
             GError           **error)
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

const TendrilLoaderTable tendril_native_loader = {
  .language = "native",
  .load = native_load,
};
