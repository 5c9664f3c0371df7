/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-module-private.h"

#include <gmodule.h>

#include "tendril-debug-private.h"
#include "tendril-error.h"

/* The parts of Tendril itself that see a heavy library. They lie in one directory under fixed names
 * and are not searched for; an uninstalled build names its folders, and only them, in
 * TENDRIL_MODULE_PATH. */
char *
tendril_module_find (const char  *name,
                     GError     **error)
{
  const char *variable = tendril_getenv ("TENDRIL_MODULE_PATH");
  const char *path = variable != NULL && *variable != '\0' ? variable : TENDRIL_MODULES_DIR;
  g_auto (GStrv) directories = g_strsplit (path, G_SEARCHPATH_SEPARATOR_S, -1);

  for (gsize i = 0; directories[i] != NULL; i++)
    {
      g_autofree char *file = g_build_filename (directories[i], name, NULL);

      if (g_path_is_absolute (directories[i]) && g_file_test (file, G_FILE_TEST_IS_REGULAR))
        return g_steal_pointer (&file);
    }

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_MODULE, "%s is not in %s", name, path);
  return NULL;
}

/* The module stays for the life of the process. The caller remembers the result, also a failure:
 * it does not change. */
gpointer
tendril_module_load (const char  *name,
                     const char  *symbol,
                     GError     **error)
{
  g_autofree char *file = tendril_module_find (name, error);
  GModule *module;
  gpointer address;

  if (file == NULL)
    return NULL;

  module = g_module_open (file, G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);
  if (module == NULL)
    {
      g_set_error_literal (error, TENDRIL_ERROR, TENDRIL_ERROR_BAD_MODULE, g_module_error ());
      return NULL;
    }

  g_module_make_resident (module);
  if (!g_module_symbol (module, symbol, &address))
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_SYMBOL, "%s has no symbol %s", file,
                   symbol);
      return NULL;
    }

  return address;
}
