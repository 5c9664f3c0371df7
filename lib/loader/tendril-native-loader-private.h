/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-extension-registry-private.h"

G_BEGIN_DECLS

extern const TendrilLoaderTable tendril_native_loader;

G_END_DECLS
