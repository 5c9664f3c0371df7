/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-llvm-emitter.h"

G_BEGIN_DECLS

gboolean  tendril_llvm_compile (const TendrilBackendJob  *job,
                                TendrilBackendCode       *code,
                                GError                  **error);
char     *tendril_llvm_dump    (const TendrilBackendJob  *job,
                                const char               *phase,
                                GError                  **error);

G_END_DECLS
