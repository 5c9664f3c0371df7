/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-llvm-kernel.h"

static const TendrilBackend backend = {
  .abi = TENDRIL_BACKEND_ABI,
  .name = "llvm",
  .compile = tendril_llvm_compile,
  .dump = tendril_llvm_dump,
};

TENDRIL_EXPORT void tendril_llvm_init (GError **error);

void
tendril_llvm_init (GError **error)
{
  tendril_backend_register (&backend, error);
}
