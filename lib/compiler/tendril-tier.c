/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-tier.h"

G_DEFINE_ENUM_TYPE (TendrilTier, tendril_tier,
  G_DEFINE_ENUM_VALUE (TENDRIL_TIER_AUTO, "auto"),
  G_DEFINE_ENUM_VALUE (TENDRIL_TIER_0, "0"),
  G_DEFINE_ENUM_VALUE (TENDRIL_TIER_1, "1"))
