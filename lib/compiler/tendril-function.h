/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <glib-object.h>

#include "tendril-version.h"

G_BEGIN_DECLS

#define TENDRIL_TYPE_FUNCTION (tendril_function_get_type ())

TENDRIL_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (TendrilFunction, tendril_function, TENDRIL, FUNCTION, GObject)

TENDRIL_AVAILABLE_IN_1_0
const char *tendril_function_get_source         (TendrilFunction  *self);
TENDRIL_AVAILABLE_IN_1_0
guint       tendril_function_get_n_parameters   (TendrilFunction  *self);
TENDRIL_AVAILABLE_IN_1_0
const char *tendril_function_get_parameter_name (TendrilFunction  *self,
                                                 guint             index);

TENDRIL_AVAILABLE_IN_1_0
gboolean    tendril_function_call               (TendrilFunction  *self,
                                                 const GValue     *arguments,
                                                 guint             n_arguments,
                                                 GValue           *result,
                                                 GError          **error);
TENDRIL_AVAILABLE_IN_1_0
GVariant   *tendril_function_call_variant       (TendrilFunction  *self,
                                                 GVariant         *arguments,
                                                 GError          **error)
  G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
