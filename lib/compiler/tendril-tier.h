/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <glib-object.h>

#include "tendril-version.h"

G_BEGIN_DECLS

/**
 * TendrilTier:
 * @TENDRIL_TIER_AUTO: numbers and light calls are interpreted; a function that has much to do is
 *   compiled to machine code, in the background, if a back end is installed
 * @TENDRIL_TIER_0: everything is interpreted
 * @TENDRIL_TIER_1: everything is compiled to machine code before it runs; without a back end a call
 *   fails with %TENDRIL_ERROR_NO_BACKEND
 *
 * How functions are run.
 *
 * Since: 1.0
 */
typedef enum
{
  TENDRIL_TIER_AUTO,
  TENDRIL_TIER_0,
  TENDRIL_TIER_1,
} TendrilTier;

#define TENDRIL_TYPE_TIER (tendril_tier_get_type ())

TENDRIL_AVAILABLE_IN_1_0
GType tendril_tier_get_type (void) G_GNUC_CONST;

G_END_DECLS
