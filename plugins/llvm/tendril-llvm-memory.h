/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>
#include <llvm-c/ExecutionEngine.h>

G_BEGIN_DECLS

/* The memory of one compiled function: never writable and executable, at no time. It outlives the
 * engine that filled it. */
typedef struct _TendrilLlvmMemory TendrilLlvmMemory;

TendrilLlvmMemory         *tendril_llvm_memory_new         (GError            **error);
void                       tendril_llvm_memory_free        (TendrilLlvmMemory  *self);
LLVMMCJITMemoryManagerRef  tendril_llvm_memory_new_manager (TendrilLlvmMemory  *self);

/* Whether the code may be run; to be asked once the engine has finished. */
gboolean                   tendril_llvm_memory_check       (TendrilLlvmMemory  *self,
                                                            GError            **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilLlvmMemory, tendril_llvm_memory_free)

G_END_DECLS
