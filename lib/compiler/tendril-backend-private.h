/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-backend.h"
#include "tendril-extension-registry.h"
#include "tendril-ir-private.h"

G_BEGIN_DECLS

/* The back end that is installed for the compilers of one registry; loaded when first asked for. */
typedef struct _TendrilBackendSlot TendrilBackendSlot;

TendrilBackendSlot   *tendril_backend_slot_new  (TendrilExtensionRegistry  *registry);
void                  tendril_backend_slot_free (TendrilBackendSlot        *self);

/* Runs the init of the back ends with the first call, so no lock may be held. What failed once is
 * not tried again: TENDRIL_ERROR_NO_BACKEND says why. May be called from any thread. */
const TendrilBackend *tendril_backend_slot_get  (TendrilBackendSlot        *self,
                                                 GError                   **error);

/* NULL with an error where the back end fails, or declines. */
TendrilBackendCode   *tendril_backend_code_new  (const TendrilBackend      *backend,
                                                 const TendrilIr           *ir,
                                                 guint64                    broadcast,
                                                 TendrilBackendFlags        flags,
                                                 GError                   **error);
void                  tendril_backend_code_free (TendrilBackendCode        *self);

/* The text of one of the back end's own phases. */
char                 *tendril_backend_dump      (const TendrilBackend      *backend,
                                                 const TendrilIr           *ir,
                                                 TendrilBackendFlags        flags,
                                                 const char                *phase,
                                                 GError                   **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilBackendSlot, tendril_backend_slot_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilBackendCode, tendril_backend_code_free)

G_END_DECLS
