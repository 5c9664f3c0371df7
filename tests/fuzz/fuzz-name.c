/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fuzz-target.h"

#include "tendril-distribution-name-private.h"
#include "tendril-distribution-version-private.h"

#include <string.h>

const char *const fuzz_dictionary[] = {
  "\n", ".dist-info", ".egg-info", "-py3.11", "-", "_", ".", "1.0", "rc1", ".post1", ".dev0", "a2",
  "b3", "+local.1", "1!", "v", "~", "10", "\xc3\x84", "\xff", "preview", "rev", "18446744073709551616",
  NULL,
};

static int
sign (int number)
{
  return (number > 0) - (number < 0);
}

static int
compare (const char *a,
         const char *b)
{
  return sign (tendril_distribution_version_compare ((TendrilSpan) { a, strlen (a) },
                                                     (TendrilSpan) { b, strlen (b) }));
}

static void
check_order (const char *a,
             const char *b,
             const char *c)
{
  g_assert_cmpint (compare (a, a), ==, 0);
  g_assert_cmpint (compare (a, b), ==, -compare (b, a));
  if (compare (a, b) <= 0 && compare (b, c) <= 0)
    g_assert_cmpint (compare (a, c), <=, 0);
}

static void
check_name (const char *name)
{
  g_autofree char *once =
    tendril_distribution_name_normalize ((TendrilSpan) { name, strlen (name) });
  g_autofree char *twice =
    tendril_distribution_name_normalize ((TendrilSpan) { once, strlen (once) });
  TendrilDirectoryName parsed;

  if (g_str_is_ascii (name))
    g_assert_cmpstr (once, ==, twice);
  if (!tendril_directory_name_parse (name, &parsed))
    return;

  g_assert_true (parsed.name.start == name);
  g_assert_true (parsed.version.start >= parsed.name.start + parsed.name.length);
  g_assert_true (parsed.version.start + parsed.version.length <= name + strlen (name));
}

/* The first three lines of the input are names and versions. */
int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *text = g_strndup ((const char *) data, size);
  g_auto (GStrv) lines = g_strsplit (text, "\n", 3);
  guint n = g_strv_length (lines);

  for (guint i = 0; i < n; i++)
    check_name (lines[i]);
  if (n == 3)
    check_order (lines[0], lines[1], lines[2]);
  return 0;
}
