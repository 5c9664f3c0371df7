/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <glib.h>

#include "tendril-version.h"

G_BEGIN_DECLS

/**
 * TendrilPythonPathFunc:
 * @user_data: the data it was set with
 *
 * Tells what is on the `sys.path` of the interpreter that hosts the process, at the moment. An
 * empty string means the current directory, and so do relative paths start from there.
 *
 * It is called on the thread that asked for a discovery, with no lock held.
 *
 * Returns: (transfer full) (nullable) (array zero-terminated=1) (element-type filename): the path
 *   in its order, or %NULL to have it computed as for any other host
 *
 * Since: 1.0
 */
typedef char **(*TendrilPythonPathFunc) (gpointer user_data);

TENDRIL_AVAILABLE_IN_1_0
void tendril_set_python_path_func (TendrilPythonPathFunc func,
                                   gpointer              user_data,
                                   GDestroyNotify        notify);

G_END_DECLS
