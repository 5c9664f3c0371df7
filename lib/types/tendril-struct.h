/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include "tendril-type.h"

G_BEGIN_DECLS

#define TENDRIL_TYPE_STRUCT (tendril_struct_get_type ())

typedef struct _TendrilStruct TendrilStruct;

TENDRIL_AVAILABLE_IN_1_0
GType          tendril_struct_get_type       (void) G_GNUC_CONST;

TENDRIL_AVAILABLE_IN_1_0
TendrilStruct *tendril_struct_new            (TendrilType          *type)
  G_GNUC_WARN_UNUSED_RESULT;
TENDRIL_AVAILABLE_IN_1_0
TendrilStruct *tendril_struct_copy           (const TendrilStruct  *self)
  G_GNUC_WARN_UNUSED_RESULT;
TENDRIL_AVAILABLE_IN_1_0
void           tendril_struct_free           (TendrilStruct        *self);

TENDRIL_AVAILABLE_IN_1_0
TendrilType   *tendril_struct_get_value_type (const TendrilStruct  *self);
TENDRIL_AVAILABLE_IN_1_0
gpointer       tendril_struct_get_data       (TendrilStruct        *self);
TENDRIL_AVAILABLE_IN_1_0
gboolean       tendril_struct_get_field      (const TendrilStruct  *self,
                                              const char           *name,
                                              GValue               *value,
                                              GError              **error);
TENDRIL_AVAILABLE_IN_1_0
gboolean       tendril_struct_set_field      (TendrilStruct        *self,
                                              const char           *name,
                                              const GValue         *value,
                                              GError              **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilStruct, tendril_struct_free)

G_END_DECLS
