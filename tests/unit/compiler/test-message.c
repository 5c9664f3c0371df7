/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "compiler-fixture.h"

#include <string.h>

/* Whole messages: the line, the column, the source line, the caret, the help. */
static const struct
{
  const char *source;
  const char *message;
} cases[] = {
  { "lambda x: j0(x) + 1",
    "1:11: unknown function “j0”\n"
    "lambda x: j0(x) + 1\n"
    "          ^~" },
  { "lambda x: sqr(x)",
    "1:11: unknown function “sqr”\n"
    "lambda x: sqr(x)\n"
    "          ^~~\n"
    "did you mean “sqrt”?" },
  { "lambda x: flor (x)",
    "1:11: unknown function “flor”\n"
    "lambda x: flor (x)\n"
    "          ^~~~\n"
    "did you mean “floor”?" },
  { "lambda é: é + ü",
    "1:15: unknown name “ü”\n"
    "lambda é: é + ü\n"
    "              ^" },
  { "lambda 変数: 変数 + zz",
    "1:17: unknown name “zz”\n"
    "lambda 変数: 変数 + zz\n"
    "                    ^~" },
  { "lambda x:\tx + yy",
    "1:15: unknown name “yy”\n"
    "lambda x:\tx + yy\n"
    "         \t    ^~" },
  { "lambda x: (x +\n  nope)",
    "2:3: unknown name “nope”\n"
    "  nope)\n"
    "  ^~~~" },
  { "lambda x: (x +",
    "1:15: unexpected the end of the source\n"
    "lambda x: (x +\n"
    "              ^" },
  { "lambda x: sqrt (x, 1)",
    "1:11: “sqrt” does not take (int64, int64)\n"
    "lambda x: sqrt (x, 1)\n"
    "          ^~~~\n"
    "candidates:\n"
    "  sqrt (float64) -> float64, built in" },
  { "lambda x: x // 0",
    "1:13: integer division or modulo by zero\n"
    "lambda x: x // 0\n"
    "            ^~" },
  { "lambda x: x if x is x else 1",
    "1:18: expected “else”, found “is”, a keyword of Python\n"
    "lambda x: x if x is x else 1\n"
    "                 ^~" },
};

static void
test_messages (void)
{
  g_autoptr (TendrilExtensionRegistry) registry = fixture_registry_new ();
  g_autoptr (TendrilCompiler) compiler = tendril_compiler_new (registry);
  g_auto (GValue) argument = G_VALUE_INIT;

  g_value_set_int (g_value_init (&argument, G_TYPE_INT), 3);
  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autoptr (TendrilFunction) function = NULL;
      g_auto (GValue) result = G_VALUE_INIT;

      function = tendril_compiler_compile (compiler, cases[i].source, &error);
      if (function != NULL)
        tendril_function_call (function, &argument, 1, &result, &error);
      g_assert_nonnull (error);
      g_assert_cmpstr (error->message, ==, cases[i].message);
    }
}

/* Of a long line only a part is shown, and the caret stands right in it. */
static void
test_long_line (void)
{
  const guint32 before = strlen ("lambda x: 1");
  const guint32 part = strlen (" + é");
  const TendrilSourceSpan span = { before + 51 * part - strlen ("é"), before + 51 * part };
  g_autoptr (GString) text = g_string_new ("lambda x: 1");
  g_autoptr (GString) expected = g_string_new ("1:215: here\n…");
  g_autoptr (TendrilSource) source = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append (text, " + é");
  for (guint i = 0; i < 30; i++)
    g_string_append (expected, "é + ");
  g_string_append_printf (expected, "…\n%61s^", "");

  source = tendril_source_new (text->str, NULL);
  tendril_source_fail (source, span, TENDRIL_ERROR_SYNTAX, NULL, &error, "here");
  g_assert_cmpstr (error->message, ==, expected->str);
}

static void
test_not_utf8 (void)
{
  g_autoptr (TendrilSource) source = tendril_source_new ("lambda x: \xff", NULL);
  g_autoptr (GError) error = NULL;

  g_assert_null (tendril_tree_parse (source, &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_SYNTAX);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compiler/message/messages", test_messages);
  g_test_add_func ("/compiler/message/long-line", test_long_line);
  g_test_add_func ("/compiler/message/not-utf8", test_not_utf8);
  return g_test_run ();
}
