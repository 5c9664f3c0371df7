/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#define TENDRIL_INSIDE

#include "tendril-array.h"
#include "tendril-compiler.h"
#include "tendril-diagnostic.h"
#include "tendril-distribution.h"
#include "tendril-entry-point-loader.h"
#include "tendril-dump.h"
#include "tendril-entry-point.h"
#include "tendril-error.h"
#include "tendril-extension-registry.h"
#include "tendril-extension.h"
#include "tendril-function.h"
#include "tendril-index.h"
#include "tendril-option-group.h"
#include "tendril-map.h"
#include "tendril-trust-list.h"
#include "tendril-peas.h"
#include "tendril-python-path-func.h"
#include "tendril-quarantine.h"
#include "tendril-registrar.h"
#include "tendril-signature.h"
#include "tendril-struct.h"
#include "tendril-tier.h"
#include "tendril-type.h"
#include "tendril-value.h"
#include "tendril-version.h"

#undef TENDRIL_INSIDE
