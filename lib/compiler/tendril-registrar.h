/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <glib-object.h>

#include "tendril-type.h"
#include "tendril-version.h"

G_BEGIN_DECLS

/**
 * TendrilOverloadFlags:
 * @TENDRIL_OVERLOAD_NONE: nothing is known of the overload
 * @TENDRIL_OVERLOAD_PURE: the result depends on the arguments alone, and nothing else is
 *   changed: calls may be merged, dropped or made earlier
 * @TENDRIL_OVERLOAD_FOLDS: an overload of two parameters that may be called with more arguments:
 *   `f (a, b, c)` is `f (f (a, b), c)`, as with `min` and `gcd`
 * @TENDRIL_OVERLOAD_MAY_RAISE: a C function that takes a #GError ** behind all else, and may set
 *   it: the call of the function of the language then fails with that error
 *
 * What the compiler may assume of an overload.
 *
 * Since: 1.0
 */
typedef enum
{
  TENDRIL_OVERLOAD_NONE = 0,
  TENDRIL_OVERLOAD_PURE = 1 << 0,
  TENDRIL_OVERLOAD_FOLDS = 1 << 1,
  TENDRIL_OVERLOAD_MAY_RAISE = 1 << 2,
} TendrilOverloadFlags;

#define TENDRIL_TYPE_OVERLOAD_FLAGS (tendril_overload_flags_get_type ())
#define TENDRIL_TYPE_REGISTRAR (tendril_registrar_get_type ())

TENDRIL_AVAILABLE_IN_1_0
GType             tendril_overload_flags_get_type (void) G_GNUC_CONST;

TENDRIL_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (TendrilRegistrar, tendril_registrar, TENDRIL, REGISTRAR, GObject)

TENDRIL_AVAILABLE_IN_1_0
TendrilRegistrar *tendril_registrar_get_current   (void);

TENDRIL_AVAILABLE_IN_1_0
gboolean          tendril_registrar_add_native    (TendrilRegistrar      *self,
                                                   const char            *name,
                                                   const char            *signature,
                                                   gpointer               function,
                                                   TendrilOverloadFlags   flags,
                                                   GError               **error);
TENDRIL_AVAILABLE_IN_1_0
gboolean          tendril_registrar_add_source    (TendrilRegistrar      *self,
                                                   const char            *name,
                                                   const char            *signature,
                                                   const char            *source,
                                                   TendrilOverloadFlags   flags,
                                                   GError               **error);
TENDRIL_AVAILABLE_IN_1_0
gboolean          tendril_registrar_add_closure   (TendrilRegistrar      *self,
                                                   const char            *name,
                                                   const char            *signature,
                                                   GClosure              *closure,
                                                   TendrilOverloadFlags   flags,
                                                   GError               **error);
TENDRIL_AVAILABLE_IN_1_0
gboolean          tendril_registrar_add_type      (TendrilRegistrar      *self,
                                                   TendrilType           *type,
                                                   GError               **error);
TENDRIL_AVAILABLE_IN_1_0
gboolean          tendril_registrar_add_conversion (TendrilRegistrar     *self,
                                                   const char            *signature,
                                                   const char            *source,
                                                   guint                  cost,
                                                   GError               **error);
TENDRIL_AVAILABLE_IN_1_0
gboolean          tendril_registrar_add_constant  (TendrilRegistrar      *self,
                                                   const char            *name,
                                                   const GValue          *value,
                                                   GError               **error);

G_END_DECLS
