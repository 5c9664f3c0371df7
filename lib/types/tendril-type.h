/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <glib-object.h>

#include "tendril-version.h"

G_BEGIN_DECLS

#define TENDRIL_TYPE_TYPE (tendril_type_get_type ())

TENDRIL_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (TendrilType, tendril_type, TENDRIL, TYPE, GObject)

/**
 * TendrilPrintFunc:
 * @value: a value of the type
 * @user_data: what was given with the function
 *
 * Prints a value, as [func@Tendril.value_to_string] is to show it.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
typedef char     *(*TendrilPrintFunc) (const GValue *value,
                                       gpointer      user_data);

/**
 * TendrilParseFunc:
 * @text: what a person wrote
 * @value: where the result goes, initialized to the type's GType, or to [struct@Tendril.Struct]
 *   with the fields 0 where it has none
 * @user_data: what was given with the function
 *
 * Reads a value, the inverse of [callback@Tendril.PrintFunc].
 *
 * Returns: whether @text is a value of the type
 *
 * Since: 1.0
 */
typedef gboolean  (*TendrilParseFunc) (const char   *text,
                                       GValue       *value,
                                       gpointer      user_data);

TENDRIL_AVAILABLE_IN_1_0
TendrilType *tendril_type_int64            (void);
TENDRIL_AVAILABLE_IN_1_0
TendrilType *tendril_type_float64          (void);
TENDRIL_AVAILABLE_IN_1_0
TendrilType *tendril_type_bool             (void);

TENDRIL_AVAILABLE_IN_1_0
TendrilType *tendril_type_new_struct       (const char        *name,
                                            guint              size)
  G_GNUC_WARN_UNUSED_RESULT;
TENDRIL_AVAILABLE_IN_1_0
gboolean     tendril_type_add_field        (TendrilType       *self,
                                            const char        *name,
                                            TendrilType       *type,
                                            int                offset,
                                            GError           **error);
TENDRIL_AVAILABLE_IN_1_0
void         tendril_type_set_value_type   (TendrilType       *self,
                                            GType              value_type);
TENDRIL_AVAILABLE_IN_1_0
void         tendril_type_set_print_func   (TendrilType       *self,
                                            TendrilPrintFunc   func,
                                            gpointer           user_data,
                                            GDestroyNotify     destroy);
TENDRIL_AVAILABLE_IN_1_0
void         tendril_type_set_parse_func   (TendrilType       *self,
                                            TendrilParseFunc   func,
                                            gpointer           user_data,
                                            GDestroyNotify     destroy);

TENDRIL_AVAILABLE_IN_1_0
const char  *tendril_type_get_name         (TendrilType       *self);
TENDRIL_AVAILABLE_IN_1_0
guint        tendril_type_get_size         (TendrilType       *self);
TENDRIL_AVAILABLE_IN_1_0
GType        tendril_type_get_value_type   (TendrilType       *self);
TENDRIL_AVAILABLE_IN_1_0
guint        tendril_type_get_n_fields     (TendrilType       *self);
TENDRIL_AVAILABLE_IN_1_0
const char  *tendril_type_get_field_name   (TendrilType       *self,
                                            guint              index);
TENDRIL_AVAILABLE_IN_1_0
TendrilType *tendril_type_get_field_type   (TendrilType       *self,
                                            guint              index);
TENDRIL_AVAILABLE_IN_1_0
guint        tendril_type_get_field_offset (TendrilType       *self,
                                            guint              index);

G_END_DECLS
