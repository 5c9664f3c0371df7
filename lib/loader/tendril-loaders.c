/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-loader-set-private.h"
#include "tendril-native-loader-private.h"
#include "tendril-runtime-loader-private.h"

const TendrilBuiltinLoader tendril_builtin_loaders[] = {
  { "native", ".so", tendril_native_loader_new },
  { "javascript", ".js", tendril_javascript_loader_new },
  { "python", NULL, tendril_python_loader_new },
  { NULL },
};
