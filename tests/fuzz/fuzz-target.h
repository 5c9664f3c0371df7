/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>
#include <stdint.h>

G_BEGIN_DECLS

/* What libFuzzer calls, and fuzz-driver.c without it. */
int LLVMFuzzerTestOneInput (const uint8_t *data,
                            size_t         size);

/* Pieces of the format, NULL-terminated, that the driver's mutations put in. */
extern const char *const fuzz_dictionary[];

G_END_DECLS
