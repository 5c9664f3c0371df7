/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-entry-point-loader.h"

G_BEGIN_DECLS

/* C, Vala and whatever else compiles to shared objects. */
#define TENDRIL_TYPE_NATIVE_LOADER (tendril_native_loader_get_type ())

G_DECLARE_FINAL_TYPE (TendrilNativeLoader, tendril_native_loader, TENDRIL, NATIVE_LOADER, GObject)

TendrilEntryPointLoader *tendril_native_loader_new (void);

G_END_DECLS
