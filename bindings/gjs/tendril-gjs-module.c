/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The one place that sees gjs.h: starts a JavaScript context in a host of another language. */

#include <gjs/gjs.h>
#include <tendril.h>

#include "tendril-runtime-module.h"

TENDRIL_EXPORT gboolean tendril_gjs_start (GError **error);

/* The override of Tendril makes its loader known as soon as it is imported. */
static const char program[] =
  "imports.searchPath.push ('" TENDRIL_GJS_DIR "');"
  "imports.gi.versions.Tendril = '1';"
  "imports.gi.Tendril;";

gboolean
tendril_gjs_start (GError **error)
{
  /* Never freed: what extensions have registered may be called until the end of the process. */
  GjsContext *context = gjs_context_get_current ();
  int status;

  if (context == NULL)
    context = gjs_context_new ();

  return gjs_context_eval (context, program, -1, "tendril", &status, error);
}
