/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-backend.h"
#include "tendril-value-private.h"

G_BEGIN_DECLS

/* Calls a kernel for numbers. FALSE where it fails: the interpreter then says why. */
gboolean tendril_compiled_call (const TendrilBackendCode *code,
                                TendrilType *const       *types,
                                guint                     n_arguments,
                                TendrilPayload           *arguments,
                                TendrilType              *result_type,
                                TendrilPayload           *result);

G_END_DECLS
