/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

/* The complete types are libpeas'; the headers of either version may be included beside this one.
 * Not given to g-ir-scanner, which would take the types for Tendril's. */
typedef struct _PeasEngine PeasEngine;
typedef struct _PeasPluginInfo PeasPluginInfo;
