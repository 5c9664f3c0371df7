/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-native-loader-private.h"

const TendrilLoaderTable *const tendril_builtin_loaders[] = {
  &tendril_native_loader,
  NULL,
};
