/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-python-path-func.h"

G_BEGIN_DECLS

char **tendril_python_path_func_call (void);

G_END_DECLS
