/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-array.h"
#include "tendril-value-private.h"

G_BEGIN_DECLS

/* How many bytes an element takes: a bool is one byte, 0 or 1, as in NumPy. 0 for a type that no
 * array holds. */
gsize          tendril_type_get_storage_size (TendrilType     *type);

TendrilPayload tendril_element_load          (TendrilType     *type,
                                              gconstpointer    place);
void           tendril_element_store         (TendrilType     *type,
                                              gpointer         place,
                                              TendrilPayload   payload);

/* The number of elements, or FALSE where they cannot be in memory. */
gboolean       tendril_shape_count           (const gsize     *shape,
                                              guint            n_dimensions,
                                              gsize            item_size,
                                              gsize           *n_elements,
                                              GError         **error);

/* Whether no two elements share memory, so that they can be written in any order. */
gboolean       tendril_array_is_writable_apart (TendrilArray  *self);
/* The bytes from the first to behind the last that belong to an element. */
void           tendril_array_get_extent      (TendrilArray    *self,
                                              const guint8   **start,
                                              const guint8   **end);

G_END_DECLS
