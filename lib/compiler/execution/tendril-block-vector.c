/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-block-private.h"

#include <dlfcn.h>

/* The functions that libmvec has in vectors; each is documented there to be within 4 ULP. */
static const struct
{
  const char *name;
  guint n_arguments;
} vector_functions[] = {
  { "acos", 1 },  { "acosh", 1 }, { "asin", 1 },  { "asinh", 1 }, { "atan", 1 },
  { "atan2", 2 }, { "atanh", 1 }, { "cbrt", 1 },  { "cos", 1 },   { "cosh", 1 },
  { "erf", 1 },   { "erfc", 1 },  { "exp", 1 },   { "exp2", 1 },  { "expm1", 1 },
  { "hypot", 2 }, { "log", 1 },   { "log10", 1 }, { "log1p", 1 }, { "log2", 1 },
  { "pow", 2 },   { "sin", 1 },   { "sinh", 1 },  { "tan", 1 },   { "tanh", 1 },
};

const TendrilBlockLoops *
tendril_block_loops_get (void)
{
#ifdef TENDRIL_HAVE_X86_64_LEVELS
  if (__builtin_cpu_supports ("avx512f") && __builtin_cpu_supports ("avx512dq") &&
      __builtin_cpu_supports ("avx512vl") && __builtin_cpu_supports ("avx512bw") &&
      __builtin_cpu_supports ("avx512cd"))
    return &tendril_block_loops_v4;
  if (__builtin_cpu_supports ("avx2") && __builtin_cpu_supports ("fma") &&
      __builtin_cpu_supports ("bmi2"))
    return &tendril_block_loops_v3;
#endif
  return &tendril_block_loops_baseline;
}

/* It stays loaded. A C library without it, and one that is older, is no error. */
static gpointer
get_library (void)
{
  static gpointer library = NULL;
  static gsize initialized = 0;

  if (g_once_init_enter (&initialized))
    {
      library = dlopen ("libmvec.so.1", RTLD_NOW | RTLD_LOCAL);
      g_once_init_leave (&initialized, 1);
    }

  return library;
}

gpointer
tendril_block_find_vector (const TendrilBlockLoops *loops,
                           const char              *name,
                           guint                    n_arguments)
{
  for (guint i = 0; i < G_N_ELEMENTS (vector_functions) && loops->vector_prefix != NULL; i++)
    {
      g_autofree char *symbol = NULL;
      gpointer library;

      if (vector_functions[i].n_arguments != n_arguments ||
          !g_str_equal (vector_functions[i].name, name))
        continue;

      library = get_library ();
      symbol = g_strconcat (loops->vector_prefix, n_arguments == 2 ? "v_" : "_", name, NULL);
      return library != NULL ? dlsym (library, symbol) : NULL;
    }

  return NULL;
}
