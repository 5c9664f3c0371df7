/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <glib-object.h>

#include "tendril-version.h"

G_BEGIN_DECLS

#define TENDRIL_TYPE_SIGNATURE (tendril_signature_get_type ())

typedef struct _TendrilSignature TendrilSignature;

TENDRIL_AVAILABLE_IN_1_0
GType             tendril_signature_get_type         (void) G_GNUC_CONST;

TENDRIL_AVAILABLE_IN_1_0
TendrilSignature *tendril_signature_parse            (const char              *text,
                                                      GError                 **error)
  G_GNUC_WARN_UNUSED_RESULT;
TENDRIL_AVAILABLE_IN_1_0
TendrilSignature *tendril_signature_ref              (TendrilSignature        *self);
TENDRIL_AVAILABLE_IN_1_0
void              tendril_signature_unref            (TendrilSignature        *self);

TENDRIL_AVAILABLE_IN_1_0
guint             tendril_signature_get_n_parameters (const TendrilSignature  *self);
TENDRIL_AVAILABLE_IN_1_0
const char       *tendril_signature_get_parameter    (const TendrilSignature  *self,
                                                      guint                    index);
TENDRIL_AVAILABLE_IN_1_0
const char       *tendril_signature_get_result       (const TendrilSignature  *self);

TENDRIL_AVAILABLE_IN_1_0
char             *tendril_signature_to_string        (const TendrilSignature  *self)
  G_GNUC_WARN_UNUSED_RESULT;
TENDRIL_AVAILABLE_IN_1_0
gboolean          tendril_signature_equal            (const TendrilSignature  *a,
                                                      const TendrilSignature  *b);
TENDRIL_AVAILABLE_IN_1_0
guint             tendril_signature_hash             (const TendrilSignature  *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilSignature, tendril_signature_unref)

G_END_DECLS
