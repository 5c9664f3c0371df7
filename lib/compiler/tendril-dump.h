/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include "tendril-function.h"
#include "tendril-version.h"

G_BEGIN_DECLS

/**
 * TendrilPhase:
 * @TENDRIL_PHASE_TOKENS: the words of the source, with their places
 * @TENDRIL_PHASE_TREE: the syntax
 * @TENDRIL_PHASE_TYPED: the same with types: names are resolved, conversions explicit
 * @TENDRIL_PHASE_IR: the values in the order of their evaluation, which tier 0 interprets
 * @TENDRIL_PHASE_LLVM: LLVM's code for arrays, of the back end
 * @TENDRIL_PHASE_ASM: the same in the assembly language of the processor
 *
 * The phases of a compilation.
 *
 * Since: 1.0
 */
typedef enum
{
  TENDRIL_PHASE_TOKENS,
  TENDRIL_PHASE_TREE,
  TENDRIL_PHASE_TYPED,
  TENDRIL_PHASE_IR,
  TENDRIL_PHASE_LLVM,
  TENDRIL_PHASE_ASM,
} TendrilPhase;

#define TENDRIL_TYPE_PHASE (tendril_phase_get_type ())

TENDRIL_AVAILABLE_IN_1_0
GType  tendril_phase_get_type (void) G_GNUC_CONST;

TENDRIL_AVAILABLE_IN_1_0
char  *tendril_function_dump  (TendrilFunction  *self,
                               TendrilPhase      phase,
                               const GValue     *arguments,
                               guint             n_arguments,
                               GError          **error) G_GNUC_WARN_UNUSED_RESULT;

G_END_DECLS
