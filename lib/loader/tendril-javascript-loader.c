/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* JavaScript in a host of another language: once gjs runs and has imported Tendril, there is the
 * same loader as in a host in gjs. */

#include "tendril-runtime-loader-private.h"

#include "tendril-error.h"
#include "tendril-loader-set-private.h"
#include "tendril-module-private.h"
#include "tendril-runtime-module.h"

static TendrilEntryPointLoader *
start_gjs (GError **error)
{
  TendrilGjsStartFunc start_runtime =
    (TendrilGjsStartFunc) tendril_module_load (TENDRIL_GJS_MODULE_NAME, TENDRIL_GJS_MODULE_SYMBOL,
                                               error);
  TendrilEntryPointLoader *loader;

  if (start_runtime == NULL || !start_runtime (error))
    return NULL;

  loader = tendril_dup_host_loader ("javascript");
  if (loader == NULL)
    g_set_error_literal (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_LOADER,
                         "gjs does not find the override Tendril.js");
  return loader;
}

TendrilEntryPointLoader *
tendril_javascript_loader_new (void)
{
  /* gjs attaches its sources to the default main context, wherever it runs. */
  static TendrilRuntime runtime = { .name = "JavaScript", .start = start_gjs, .main_thread = TRUE };

  return tendril_runtime_loader_new (&runtime);
}
