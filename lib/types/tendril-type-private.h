/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-type.h"

G_BEGIN_DECLS

/* In the order of promotion: each converts to every later one without being asked. */
typedef enum
{
  TENDRIL_KIND_BOOL,
  TENDRIL_KIND_INT64,
  TENDRIL_KIND_FLOAT64,
  TENDRIL_N_KINDS,
} TendrilKind;

TendrilType *tendril_type_from_kind (TendrilKind  kind);
TendrilKind  tendril_type_get_kind  (TendrilType *self);

/* NULL for a name that is not one of the built-in types. */
TendrilType *tendril_type_lookup    (const char  *name);

G_END_DECLS
