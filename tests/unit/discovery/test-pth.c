/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-pth-private.h"

#include <string.h>

typedef struct
{
  const char *rule;
  const char *text;
  gsize length;
  const char *expected;     /* a line per path, !N for an import at line N */
} Case;

#define CASE(rule, text, expected) { "/pth/" rule, text, sizeof text - 1, expected }

static const Case cases[] = {
  CASE ("empty", "", ""),
  CASE ("absolute", "/src\n", "/src\n"),
  CASE ("relative", "src\n", "/site/src\n"),
  CASE ("parent", "../src\n", "/src\n"),
  CASE ("several", "a\nb\n", "/site/a\n/site/b\n"),
  CASE ("no-end-of-line", "a", "/site/a\n"),
  CASE ("crlf", "a\r\nb\r\n", "/site/a\n/site/b\n"),
  CASE ("cr", "a\rb\r", "/site/a\n/site/b\n"),
  CASE ("empty-lines", "\n\na\n\n", "/site/a\n"),
  CASE ("blank-lines", "  \n\t\na\n", "/site/a\n"),
  CASE ("trailing-blanks", "a \t\n", "/site/a\n"),
  CASE ("leading-blanks-count", " a\n", "/site/ a\n"),
  CASE ("blanks-inside", "a b\n", "/site/a b\n"),
  CASE ("comment", "# a\n#b\n", ""),
  CASE ("comment-only-at-the-start", "a # b\n", "/site/a # b\n"),
  CASE ("import", "import os\n", "!1\n"),
  CASE ("import-tab", "a\nimport\tos\n", "/site/a\n!2\n"),
  CASE ("import-and-nothing", "import \n", "!1\n"),
  CASE ("import-is-a-name-too", "import\nimportlib\n", "/site/import\n/site/importlib\n"),
  CASE ("import-indented-is-a-path", " import os\n", "/site/ import os\n"),
  CASE ("import-upper-case-is-a-path", "IMPORT os\n", "/site/IMPORT os\n"),
  CASE ("nul", "a\0b\nc\n", "/site/c\n"),
  CASE ("not-utf8", "a\xff\n", "/site/a\xff\n"),
  CASE ("dots", "./a/../b/.\n", "/site/b\n"),
  CASE ("above-the-root", "../../../../a\n", "/a\n"),
};

static void
take_path (const char *path,
           gpointer    user_data)
{
  g_string_append_printf (user_data, "%s\n", path);
}

static void
take_import (guint    line,
             gpointer user_data)
{
  g_string_append_printf (user_data, "!%u\n", line);
}

static void
test_case (gconstpointer data)
{
  static const TendrilPthHandler handler = { take_path, take_import };
  const Case *test = data;
  g_autofree char *text = g_memdup2 (test->text, test->length);
  g_autoptr (GString) transcript = g_string_new (NULL);

  tendril_pth_parse (test->length > 0 ? text : "", test->length, "/site", &handler, transcript);
  g_assert_cmpstr (transcript->str, ==, test->expected);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].rule, &cases[i], test_case);

  return g_test_run ();
}
