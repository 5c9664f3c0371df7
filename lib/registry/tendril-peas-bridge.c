/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-peas-bridge-private.h"

#include "tendril-error.h"
#include "tendril-peas-private.h"

/* Stays for the life of the process, as the interpreter behind it does. It must not become the
 * default engine, which the first one of a process is. */
static PeasEngine *
new_engine (void)
{
  g_autoptr (PeasEngine) throw_away = peas_engine_new ();
  PeasEngine *engine = peas_engine_new ();

  peas_engine_enable_loader (engine, TENDRIL_PEAS_PYTHON_LOADER);
  return engine;
}

gpointer
tendril_peas_bridge_new_object (const char  *directory,
                                const char  *module,
                                GType        type,
                                GError     **error)
{
  PeasEngine *engine = new_engine ();
  PeasPluginInfo *info;
  gpointer object;

  peas_engine_add_search_path (engine, directory, NULL);
  info = peas_engine_get_plugin_info (engine, module);
  if (info == NULL)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_LOADER,
                   "libpeas finds no plugin “%s” in %s", module, directory);
      return NULL;
    }
  if (!peas_engine_load_plugin (engine, info) && !peas_plugin_info_is_available (info, error))
    {
      g_prefix_error (error, "libpeas' loader “%s” does not work here: ",
                      TENDRIL_PEAS_PYTHON_LOADER);
      return NULL;
    }

  object = peas_engine_create_extension (engine, info, type, NULL);
  if (object == NULL)
    g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_LOADER,
                 "libpeas' plugin “%s” brings no %s", module, g_type_name (type));
  return object;
}
