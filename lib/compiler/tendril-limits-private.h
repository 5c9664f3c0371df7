/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

/* Positions are kept in 32 bits and every phase is linear, so this only bounds memory. */
#define TENDRIL_MAX_SOURCE_LENGTH (64 * 1024)
/* The parser recurses once per level, as do typing and lowering. */
#define TENDRIL_MAX_NESTING 200
/* As above, summed over the source overloads that are inlined into each other. */
#define TENDRIL_MAX_INLINED_NESTING 1000
/* Of a lambda, of a signature and of a call: argument arrays of this length stand on the stack. */
#define TENDRIL_MAX_PARAMETERS 64
/* Names that := binds are searched one by one. */
#define TENDRIL_MAX_LOCALS 128
/* Source overloads that call each other twice grow exponentially when inlined; registers and jump
 * targets are numbered in 16 bits. */
#define TENDRIL_MAX_INSTRUCTIONS 60000
