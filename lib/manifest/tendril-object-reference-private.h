/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-text-private.h"

G_BEGIN_DECLS

typedef struct
{
  TendrilSpan module;
  TendrilSpan attr;         /* start is NULL without a colon */
  TendrilSpan extras;       /* between the brackets; start is NULL without them */
} TendrilObjectReference;

gboolean  tendril_object_reference_parse   (TendrilSpan              value,
                                            TendrilObjectReference  *reference);
gboolean  tendril_extras_next              (TendrilSpan             *rest,
                                            TendrilSpan             *extra,
                                            gboolean                *valid);
char    **tendril_extras_dup               (TendrilSpan              extras);

G_END_DECLS
