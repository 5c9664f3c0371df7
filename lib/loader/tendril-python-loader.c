/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Python in a host of another language: a plugin in Python, which libpeas loads, is the loader. */

#include "tendril-runtime-loader-private.h"

#include "tendril-error.h"
#include "tendril-module-private.h"
#include "tendril-peas-bridge-private.h"
#include "tendril-runtime-module.h"

#define BRIDGE_MODULE "tendril_bridge"

typedef struct
{
  const char *directory;
  TendrilEntryPointLoader *loader;
  GError *error;
} Bridge;

static void
make_bridge (gpointer user_data)
{
  Bridge *bridge = user_data;

  bridge->loader = tendril_peas_bridge_new_object (bridge->directory, BRIDGE_MODULE,
                                                   TENDRIL_TYPE_ENTRY_POINT_LOADER,
                                                   &bridge->error);
}

static TendrilEntryPointLoader *
start_python (GError **error)
{
  TendrilPythonRunFunc run;
  g_autofree char *plugin = tendril_module_find (BRIDGE_MODULE ".plugin", error);
  g_autofree char *directory = NULL;
  Bridge bridge = { 0 };

  if (plugin == NULL)
    return NULL;
  run = (TendrilPythonRunFunc) tendril_module_load (TENDRIL_PYTHON_MODULE_NAME,
                                                    TENDRIL_PYTHON_MODULE_SYMBOL, error);
  if (run == NULL)
    return NULL;

  directory = g_path_get_dirname (plugin);
  bridge.directory = directory;
  if (!run (make_bridge, &bridge, error))
    return NULL;
  if (bridge.error != NULL)
    g_propagate_error (error, bridge.error);

  return bridge.loader;
}

TendrilEntryPointLoader *
tendril_python_loader_new (void)
{
  static TendrilRuntime runtime = { .name = "Python", .start = start_python };

  return tendril_runtime_loader_new (&runtime);
}
