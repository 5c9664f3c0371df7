/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>
#include <llvm-c/Core.h>
#include <llvm-c/TargetMachine.h>

G_BEGIN_DECLS

/* The processor that this process runs on; immutable. */
typedef struct
{
  char *triple;
  char *cpu;
  char *features;
  /* Of a vector of float64, in elements. */
  guint width;
  /* How the vector functions of libmvec are called for that width. */
  char vector_abi;
} TendrilLlvmTarget;

const TendrilLlvmTarget *tendril_llvm_target_get              (void);

/* One per thread; LLVM's contexts may not be shared. */
LLVMContextRef           tendril_llvm_target_get_context      (void);

/* For text only; code is made by an engine. */
char                    *tendril_llvm_target_emit_assembly    (LLVMModuleRef   module,
                                                               GError        **error);

/* The vector function for a function of libm, or NULL. */
gpointer                 tendril_llvm_target_find_vector_math (const char     *name,
                                                               guint           n_parameters);

G_END_DECLS
