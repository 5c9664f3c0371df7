/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

/* For back ends of the compiler. Unstable: a back end is built for one version of Tendril. It is an
 * entry point `init` of the group tendril_backends, and calls tendril_backend_register() when it
 * runs. Not part of <tendril.h>, which is to be included first, nor of the GIR. */

#include <glib.h>

#include "tendril-version.h"

G_BEGIN_DECLS

#define TENDRIL_BACKEND_GROUP "tendril_backends"

/* Changes whenever anything below does. */
#define TENDRIL_BACKEND_ABI 1

/* A function over arrays. One input per parameter, each contiguous in the storage of its type:
 * float64 and int64 8 bytes, bool 1 byte (0 or 1), a struct its size; a parameter that is broadcast
 * points at one element. Pointers are aligned as their elements are. The output is like an input;
 * it may be the very memory of an input, and overlaps none otherwise.
 *
 * Returns how many elements were completed, from the start. If they are fewer than @n, one of the
 * next 128 fails, and the caller finds which and why. What lies behind those that were completed
 * may have been written, but an element of which the result is not known is never lost: where
 * output is input, nothing of the next 128 was touched. */
typedef gsize (*TendrilKernelFunc) (gpointer             kernel_data,
                                    const gconstpointer *inputs,
                                    gpointer             output,
                                    gsize                n);

typedef enum
{
  /* None of those below: a back end that meets it declines. */
  TENDRIL_BACKEND_OTHER,
  TENDRIL_BACKEND_BOOL,
  TENDRIL_BACKEND_INT64,
  TENDRIL_BACKEND_FLOAT64,
} TendrilBackendType;

/* The operations of the language: name, and the types of the result and of the operands (b bool,
 * i int64, f float64; the second is repeated where there is but one). A bool may stand where an
 * int64 is wanted. */
#define TENDRIL_BACKEND_OPERATIONS(X)                                                        \
  X (INT_TO_FLOAT, f, i, i)                                                                  \
  X (INT_TRUTH, b, i, i)                                                                     \
  X (FLOAT_TRUTH, b, f, f)                                                                   \
  X (BOOL_NOT, b, b, b)                                                                      \
  X (INT_NEGATE, i, i, i)                                                                    \
  X (INT_ABS, i, i, i)                                                                       \
  X (INT_ADD, i, i, i)                                                                       \
  X (INT_SUBTRACT, i, i, i)                                                                  \
  X (INT_MULTIPLY, i, i, i)                                                                  \
  X (INT_DIVIDE, f, i, i)                                                                    \
  X (INT_POWER, i, i, i)                                                                     \
  X (INT_EQUAL, b, i, i)                                                                     \
  X (INT_NOT_EQUAL, b, i, i)                                                                 \
  X (INT_LESS, b, i, i)                                                                      \
  X (INT_LESS_EQUAL, b, i, i)                                                                \
  X (INT_GREATER, b, i, i)                                                                   \
  X (INT_GREATER_EQUAL, b, i, i)                                                             \
  X (FLOAT_NEGATE, f, f, f)                                                                  \
  X (FLOAT_ABS, f, f, f)                                                                     \
  X (FLOAT_SQRT, f, f, f)                                                                    \
  X (FLOAT_ADD, f, f, f)                                                                     \
  X (FLOAT_SUBTRACT, f, f, f)                                                                \
  X (FLOAT_MULTIPLY, f, f, f)                                                                \
  X (FLOAT_DIVIDE, f, f, f)                                                                  \
  X (FLOAT_FLOOR_DIVIDE, f, f, f)                                                            \
  X (FLOAT_MODULO, f, f, f)                                                                  \
  X (FLOAT_POWER, f, f, f)                                                                   \
  X (FLOAT_EQUAL, b, f, f)                                                                   \
  X (FLOAT_NOT_EQUAL, b, f, f)                                                               \
  X (FLOAT_LESS, b, f, f)                                                                    \
  X (FLOAT_LESS_EQUAL, b, f, f)                                                              \
  X (FLOAT_GREATER, b, f, f)                                                                 \
  X (FLOAT_GREATER_EQUAL, b, f, f)                                                           \
  X (INT_FLOAT_EQUAL, b, i, f)                                                               \
  X (INT_FLOAT_NOT_EQUAL, b, i, f)                                                           \
  X (INT_FLOAT_LESS, b, i, f)                                                                \
  X (INT_FLOAT_LESS_EQUAL, b, i, f)                                                          \
  X (INT_FLOAT_GREATER, b, i, f)                                                             \
  X (INT_FLOAT_GREATER_EQUAL, b, i, f)                                                       \
  X (FLOAT_INT_EQUAL, b, f, i)                                                               \
  X (FLOAT_INT_NOT_EQUAL, b, f, i)                                                           \
  X (FLOAT_INT_LESS, b, f, i)                                                                \
  X (FLOAT_INT_LESS_EQUAL, b, f, i)                                                          \
  X (FLOAT_INT_GREATER, b, f, i)                                                             \
  X (FLOAT_INT_GREATER_EQUAL, b, f, i)                                                       \
  X (INT_FLOOR_DIVIDE, i, i, i)                                                              \
  X (INT_MODULO, i, i, i)

#define TENDRIL_BACKEND_OPERATION_MEMBER(name, result, a, b) TENDRIL_BACKEND_##name,

typedef enum
{
  TENDRIL_BACKEND_OPERATIONS (TENDRIL_BACKEND_OPERATION_MEMBER)
  TENDRIL_BACKEND_N_OPERATIONS,
} TendrilBackendOperation;

#undef TENDRIL_BACKEND_OPERATION_MEMBER

/* The same function for a vector of @width elements: takes and returns vectors by value, as those of
 * libmvec do. */
typedef struct
{
  guint width;
  gpointer function;
} TendrilBackendVariant;

/* A C function: double for float64, gint64 for int64, gboolean for bool. */
typedef struct
{
  const char *name;
  /* NULL for a built-in, which libmvec may have under the same name. */
  const char *owner;
  gpointer function;
  /* Calls may be merged, dropped, and made though their result is not needed. */
  gboolean is_pure;
  TendrilBackendType result;
  guint n_parameters;
  const TendrilBackendType *parameters;
  guint n_variants;
  const TendrilBackendVariant *variants;
} TendrilBackendCall;

/* As the instructions of the IR: each value is written once, in the order of evaluation. */
typedef enum
{
  /* None of those below: a back end that meets it declines. */
  TENDRIL_BACKEND_UNKNOWN,
  TENDRIL_BACKEND_PARAMETER,
  TENDRIL_BACKEND_CONSTANT,
  TENDRIL_BACKEND_OPERATION,
  TENDRIL_BACKEND_CALL,
  /* Argument: the condition. */
  TENDRIL_BACKEND_IF,
  /* Argument: the value of the branch that ends here. */
  TENDRIL_BACKEND_ELSE,
  /* Argument: as above. Its own value is that of the branch that was taken. */
  TENDRIL_BACKEND_END,
} TendrilBackendKind;

typedef struct
{
  TendrilBackendKind kind;
  TendrilBackendType type;
  guint n_arguments;
  /* Numbers of instructions. */
  const guint32 *arguments;
  union
  {
    guint32 parameter;
    gint64 int_constant;
    double float_constant;
    TendrilBackendOperation operation;
    const TendrilBackendCall *call;
  };
} TendrilBackendInstruction;

typedef struct
{
  guint n_instructions;
  const TendrilBackendInstruction *instructions;
  guint n_parameters;
  const TendrilBackendType *parameters;
  guint32 result;
  TendrilBackendType result_type;
} TendrilBackendIr;

/* What the library itself computes the harder operations with. */
typedef struct
{
  double (*int_divide) (gint64 a, gint64 b);
  gint64 (*int_power) (gint64 base, gint64 exponent);
  double (*float_floor_divide) (double a, double b);
  double (*float_modulo) (double a, double b);
  double (*float_power) (double a, double b);
  /* Bits: 1 less, 2 equal, 4 greater, none where @b is a NaN. */
  int (*int_float_compare) (gint64 a, double b);
} TendrilBackendHelpers;

typedef enum
{
  /* The results are bit for bit those of the scalar code: no libmvec, no contraction. */
  TENDRIL_BACKEND_STRICT = 1 << 0,
  /* The function is called for one element at a time. */
  TENDRIL_BACKEND_SCALAR = 1 << 1,
} TendrilBackendFlags;

/* What to compile. @broadcast has a bit per parameter; all of it lives for the call alone. */
typedef struct
{
  const TendrilBackendIr *ir;
  const TendrilBackendHelpers *helpers;
  guint64 broadcast;
  TendrilBackendFlags flags;
} TendrilBackendJob;

typedef struct
{
  TendrilKernelFunc kernel;
  /* The same for an output that the caches cannot hold, written past them; NULL where that does not
   * pay. */
  TendrilKernelFunc streaming_kernel;
  /* The first argument of both; @release frees it and them. */
  gpointer data;
  void (*release) (gpointer data);
} TendrilBackendCode;

/* A back end; static. Its functions may be called from any thread, and by several at once. */
typedef struct
{
  guint abi;
  const char *name;

  /* FALSE without an error: the back end declines, and tier 0 goes on. */
  gboolean (*compile) (const TendrilBackendJob *job,
                       TendrilBackendCode      *code,
                       GError                 **error);
  /* The text of a phase that is the back end's own ("llvm", "asm"); NULL without an error where it
   * declines or has no such phase. */
  char    *(*dump)    (const TendrilBackendJob *job,
                       const char              *phase,
                       GError                 **error);
} TendrilBackend;

/* To be called by the init of the back end, on its thread. FALSE if it was built for another version
 * of this header, or no init is running. */
TENDRIL_AVAILABLE_IN_1_0
gboolean tendril_backend_register (const TendrilBackend  *backend,
                                   GError               **error);

G_END_DECLS
