/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-dump.h"

#include <string.h>

#include "tendril-compiler.h"
#include "tendril-error.h"

static TendrilCompiler *
new_compiler (TendrilTier tier)
{
  g_autoptr (TendrilExtensionRegistry) registry =
    g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "isolated", TRUE, NULL);

  return g_object_new (TENDRIL_TYPE_COMPILER, "registry", registry, "tier", tier, NULL);
}

/* Of lambda x: x if x else 2, for a float64. */
static const char *const expected[] = {
  [TENDRIL_PHASE_TOKENS] = "1:1\tkeyword\tlambda\n1:8\tname\tx\n1:9\tsymbol\t:\n1:11\tname\tx\n"
                           "1:13\tkeyword\tif\n1:16\tname\tx\n1:18\tkeyword\telse\n1:23\tint\t2\n",
  [TENDRIL_PHASE_TREE] = "lambda x\n  conditional\tif\n    parameter\tx\n    parameter\tx\n    int\t2\n",
  [TENDRIL_PHASE_TYPED] = "conditional : float64\n  intrinsic FLOAT_TRUTH : bool\n"
                          "    parameter 0 : float64\n  parameter 0 : float64\n"
                          "  constant 2.0 : float64\n",
  [TENDRIL_PHASE_IR] = "%0 = parameter 0 : float64\n%1 = FLOAT_TRUTH %0 : bool\nif %1\nelse %0\n"
                       "  %4 = constant 2.0 : float64\n%5 = end %4 : float64\n"
                       "return %5 : float64\n",
};

static void
test_phases (void)
{
  g_autoptr (TendrilCompiler) compiler = new_compiler (TENDRIL_TIER_AUTO);
  g_autoptr (TendrilFunction) function = NULL;
  g_autoptr (GError) error = NULL;
  GValue argument = G_VALUE_INIT;

  g_value_init (&argument, G_TYPE_DOUBLE);
  function = tendril_compiler_compile (compiler, "lambda x: x if x else 2", &error);
  g_assert_no_error (error);
  for (guint phase = 0; phase < G_N_ELEMENTS (expected); phase++)
    {
      g_autofree char *text = tendril_function_dump (function, phase, &argument, 1, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (text, ==, expected[phase]);
    }
}

static void
test_machine_code_without_back_end (void)
{
  g_autoptr (TendrilCompiler) compiler = new_compiler (TENDRIL_TIER_AUTO);
  g_autoptr (TendrilFunction) function = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;

  function = tendril_compiler_compile (compiler, "lambda: 1", &error);
  text = tendril_function_dump (function, TENDRIL_PHASE_ASM, NULL, 0, &error);
  g_assert_null (text);
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_BACKEND);
}

static void
test_tier_1_without_back_end (void)
{
  g_autoptr (TendrilCompiler) compiler = new_compiler (TENDRIL_TIER_1);
  g_autoptr (TendrilFunction) function = NULL;
  GValue result = G_VALUE_INIT;

  g_assert_cmpint (tendril_compiler_get_tier (compiler), ==, TENDRIL_TIER_1);
  function = tendril_compiler_compile (compiler, "lambda: 1", NULL);
  /* What failed once is not tried again, and fails the same way. */
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_false (tendril_function_call (function, NULL, 0, &result, &error));
      g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_BACKEND);
      g_assert_nonnull (strstr (error->message, "tendril-llvm"));
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/dump/phases", test_phases);
  g_test_add_func ("/dump/machine-code-without-back-end", test_machine_code_without_back_end);
  g_test_add_func ("/tier/tier-1-without-back-end", test_tier_1_without_back_end);

  return g_test_run ();
}
