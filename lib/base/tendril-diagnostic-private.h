/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-diagnostic.h"

G_BEGIN_DECLS

TendrilDiagnostic *tendril_diagnostic_new               (TendrilDiagnosticCode  code,
                                                         TendrilSeverity        severity,
                                                         const char            *file,
                                                         guint                  line,
                                                         guint                  column,
                                                         const char            *cause);
void               tendril_diagnostic_set_id            (TendrilDiagnostic     *self,
                                                         const char            *id);
TendrilSeverity    tendril_diagnostic_code_get_severity (TendrilDiagnosticCode  code);

G_END_DECLS
