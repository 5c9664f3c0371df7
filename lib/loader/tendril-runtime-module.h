/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

/* What lies between the library and the modules that see Python.h and gjs.h. They are built
 * together. Not installed. */

#include <glib.h>

G_BEGIN_DECLS

#define TENDRIL_PYTHON_MODULE_NAME "libtendril-python.so"
#define TENDRIL_PYTHON_MODULE_SYMBOL "tendril_python_run"
#define TENDRIL_GJS_MODULE_NAME "libtendril-gjs.so"
#define TENDRIL_GJS_MODULE_SYMBOL "tendril_gjs_start"

typedef void (*TendrilPythonFunc) (gpointer user_data);

/* Starts the system's interpreter unless one runs, makes sure that it can import `gi`, and calls
 * @func, which may change sys.argv, sys.path and the builtins: they are put back as they were. The
 * GIL is not held while @func runs. Any thread. */
typedef gboolean (*TendrilPythonRunFunc) (TendrilPythonFunc   func,
                                          gpointer            user_data,
                                          GError            **error);

/* Starts gjs unless it runs, and imports Tendril, whose override makes a loader known. Only on the
 * thread of the default main context. */
typedef gboolean (*TendrilGjsStartFunc) (GError **error);

G_END_DECLS
