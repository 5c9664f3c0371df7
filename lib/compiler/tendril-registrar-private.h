/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-intrinsic-private.h"
#include "tendril-registrar.h"

G_BEGIN_DECLS

/* For the built-ins: belongs to no extension. */
TendrilRegistrar *tendril_registrar_new           (void);

/* As tendril_registrar_add_native(), for an overload that is an instruction. */
gboolean          tendril_registrar_add_intrinsic (TendrilRegistrar      *self,
                                                   const char            *name,
                                                   const char            *signature,
                                                   TendrilIntrinsic       intrinsic,
                                                   GError               **error);

/* Transfer none: an array of overloads. */
GPtrArray        *tendril_registrar_get_journal   (TendrilRegistrar      *self);

G_END_DECLS
