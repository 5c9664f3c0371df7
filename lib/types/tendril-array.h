/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include "tendril-type.h"

G_BEGIN_DECLS

/**
 * TENDRIL_ARRAY_MAX_DIMENSIONS:
 *
 * How many dimensions a [class@Array] may have: as many as in NumPy 1.
 *
 * Since: 1.0
 */
#define TENDRIL_ARRAY_MAX_DIMENSIONS 32

#define TENDRIL_TYPE_ARRAY (tendril_array_get_type ())

TENDRIL_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (TendrilArray, tendril_array, TENDRIL, ARRAY, GObject)

TENDRIL_AVAILABLE_IN_1_0
TendrilArray *tendril_array_new              (TendrilType     *dtype,
                                              const gsize     *shape,
                                              guint            n_dimensions,
                                              GError         **error)
  G_GNUC_WARN_UNUSED_RESULT;
TENDRIL_AVAILABLE_IN_1_0
TendrilArray *tendril_array_new_from_float64 (const double    *values,
                                              gsize            n_values)
  G_GNUC_WARN_UNUSED_RESULT;
TENDRIL_AVAILABLE_IN_1_0
TendrilArray *tendril_array_new_from_int64   (const gint64    *values,
                                              gsize            n_values)
  G_GNUC_WARN_UNUSED_RESULT;
TENDRIL_AVAILABLE_IN_1_0
TendrilArray *tendril_array_new_from_bytes   (GBytes          *bytes,
                                              TendrilType     *dtype,
                                              const gsize     *shape,
                                              guint            n_dimensions,
                                              GError         **error)
  G_GNUC_WARN_UNUSED_RESULT;
TENDRIL_AVAILABLE_IN_1_0
TendrilArray *tendril_array_new_for_data     (gpointer         data,
                                              gsize            size,
                                              gsize            offset,
                                              TendrilType     *dtype,
                                              const gsize     *shape,
                                              const gssize    *strides,
                                              guint            n_dimensions,
                                              gboolean         read_only,
                                              GDestroyNotify   destroy,
                                              gpointer         owner,
                                              GError         **error)
  G_GNUC_WARN_UNUSED_RESULT;
TENDRIL_AVAILABLE_IN_1_0
TendrilArray *tendril_array_reshape          (TendrilArray    *self,
                                              const gsize     *shape,
                                              guint            n_dimensions,
                                              GError         **error)
  G_GNUC_WARN_UNUSED_RESULT;

TENDRIL_AVAILABLE_IN_1_0
TendrilType  *tendril_array_get_dtype        (TendrilArray    *self);
TENDRIL_AVAILABLE_IN_1_0
guint         tendril_array_get_n_dimensions (TendrilArray    *self);
TENDRIL_AVAILABLE_IN_1_0
const gsize  *tendril_array_get_shape        (TendrilArray    *self,
                                              guint           *n_dimensions);
TENDRIL_AVAILABLE_IN_1_0
const gssize *tendril_array_get_strides      (TendrilArray    *self,
                                              guint           *n_dimensions);
TENDRIL_AVAILABLE_IN_1_0
gsize         tendril_array_get_n_elements   (TendrilArray    *self);
TENDRIL_AVAILABLE_IN_1_0
guint         tendril_array_get_item_size    (TendrilArray    *self);
TENDRIL_AVAILABLE_IN_1_0
gboolean      tendril_array_get_read_only    (TendrilArray    *self);
TENDRIL_AVAILABLE_IN_1_0
gboolean      tendril_array_is_contiguous    (TendrilArray    *self);
TENDRIL_AVAILABLE_IN_1_0
gpointer      tendril_array_get_data         (TendrilArray    *self);
TENDRIL_AVAILABLE_IN_1_0
GBytes       *tendril_array_dup_bytes        (TendrilArray    *self)
  G_GNUC_WARN_UNUSED_RESULT;

TENDRIL_AVAILABLE_IN_1_0
gboolean      tendril_array_get_element      (TendrilArray    *self,
                                              const gsize     *index,
                                              guint            n_dimensions,
                                              GValue          *value,
                                              GError         **error);
TENDRIL_AVAILABLE_IN_1_0
gboolean      tendril_array_set_element      (TendrilArray    *self,
                                              const gsize     *index,
                                              guint            n_dimensions,
                                              const GValue    *value,
                                              GError         **error);

G_END_DECLS
