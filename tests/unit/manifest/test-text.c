/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-text-private.h"

#include <string.h>

static TendrilSpan
span (const char *text)
{
  return (TendrilSpan) { text, strlen (text) };
}

typedef struct
{
  const char *rule;
  const char *text;
  gsize length;
  const char *expected;     /* the lines, each between | */
} LineCase;

#define LINES(rule, text, expected) { "/text/lines/" rule, text, sizeof text - 1, expected }

static const LineCase line_cases[] = {
  LINES ("empty-text-has-none", "", "|"),
  LINES ("lf", "a\nb\n", "|a|b|"),
  LINES ("crlf", "a\r\nb\r\n", "|a|b|"),
  LINES ("cr", "a\rb\r", "|a|b|"),
  LINES ("last-needs-no-end", "a\nb", "|a|b|"),
  LINES ("empty-lines-count", "\n\n", "|||"),
  LINES ("crlf-is-one-end", "\r\n", "||"),
  LINES ("lf-cr-is-two-ends", "\n\r", "|||"),
  LINES ("cr-cr-lf", "a\r\r\nb", "|a||b|"),
  LINES ("cr-lf-cr-lf", "\r\n\r\n", "|||"),
  LINES ("mixture", "a\rb\nc\r\nd\n\re", "|a|b|c|d||e|"),
  LINES ("not-form-feed", "a\fb\vc", "|a\fb\vc|"),
  LINES ("not-separators", "a\x1c\x1d\x1e" "b", "|a\x1c\x1d\x1e" "b|"),
  LINES ("not-next-line", "a\xc2\x85" "b", "|a\xc2\x85" "b|"),
  LINES ("not-u2028", "a\xe2\x80\xa8" "b\xe2\x80\xa9" "c", "|a\xe2\x80\xa8" "b\xe2\x80\xa9" "c|"),
};

static void
test_lines (gconstpointer data)
{
  const LineCase *test = data;
  g_autofree char *text = g_memdup2 (test->text, test->length);
  g_autoptr (GString) lines = g_string_new ("|");
  TendrilLineReader reader;
  TendrilSpan line;
  guint number = 0;

  tendril_line_reader_init (&reader, text, test->length);
  while (tendril_line_reader_next (&reader, &line))
    {
      g_string_append_len (lines, line.start, line.length);
      g_string_append_c (lines, '|');
      g_assert_cmpuint (reader.line, ==, ++number);
    }

  g_assert_cmpstr (lines->str, ==, test->expected);
}

static void
test_lines_keep_nul (void)
{
  TendrilLineReader reader;
  TendrilSpan line;

  tendril_line_reader_init (&reader, "a\0b\nc", 5);
  g_assert_true (tendril_line_reader_next (&reader, &line));
  g_assert_cmpmem (line.start, line.length, "a\0b", 3);
  g_assert_true (tendril_line_reader_next (&reader, &line));
  g_assert_cmpmem (line.start, line.length, "c", 1);
  g_assert_false (tendril_line_reader_next (&reader, &line));
}

/* A search for \n from every \r would take minutes here. */
static void
test_lines_linear (void)
{
  const gsize length = 4 * 1024 * 1024;
  g_autofree char *text = g_malloc (length);
  gint64 start = g_get_monotonic_time ();
  TendrilLineReader reader;
  TendrilSpan line;

  memset (text, '\r', length);
  tendril_line_reader_init (&reader, text, length);
  while (tendril_line_reader_next (&reader, &line))
    g_assert_cmpuint (line.length, ==, 0);

  g_assert_cmpuint (reader.line, ==, length);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 10 * G_USEC_PER_SEC);
}

static const struct
{
  const char *rule;
  const char *text;
  const char *expected;
} strip_cases[] = {
  { "/text/strip/ascii-blanks", " \t\n\r\v\fa b \t\n\r\v\f", "a b" },
  { "/text/strip/separators", "\x1c\x1d\x1e\x1f" "a\x1c\x1d\x1e\x1f", "a" },
  { "/text/strip/no-break-space", "\xc2\xa0" "a\xc2\xa0", "a" },
  { "/text/strip/next-line", "\xc2\x85" "a\xc2\x85", "a" },
  { "/text/strip/ogham", "\xe1\x9a\x80" "a\xe1\x9a\x80", "a" },
  { "/text/strip/u2028", "\xe2\x80\xa8" "a\xe2\x80\xa9", "a" },
  { "/text/strip/ideographic", "\xe3\x80\x80" "a\xe3\x80\x80", "a" },
  { "/text/strip/not-zero-width", "\xe2\x80\x8b" "a", "\xe2\x80\x8b" "a" },
  { "/text/strip/not-bom", "\xef\xbb\xbf" "a", "\xef\xbb\xbf" "a" },
  { "/text/strip/not-mongolian-separator", "\xe1\xa0\x8e" "a", "\xe1\xa0\x8e" "a" },
  { "/text/strip/not-backspace", "\b" "a\x7f", "\b" "a\x7f" },
  { "/text/strip/all", " \xc2\xa0\t", "" },
  { "/text/strip/nothing", "", "" },
  { "/text/strip/invalid-utf8", " \xff" "a\x80 ", "\xff" "a\x80" },
  { "/text/strip/truncated-utf8", " a\xe2\x80", "a\xe2\x80" },
};

static void
test_strip (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autofree char *text = g_memdup2 (strip_cases[i].text, strlen (strip_cases[i].text));
  TendrilSpan result =
    tendril_span_strip ((TendrilSpan) { text, strlen (strip_cases[i].text) });

  g_assert_cmpmem (result.start, result.length, strip_cases[i].expected,
                   strlen (strip_cases[i].expected));
}

static void
test_column_counts_characters (void)
{
  TendrilSpan line = span ("a\xc3\xa4\xe2\x82\xac\xf0\x9f\x8c\xb1z");

  g_assert_cmpuint (tendril_text_column (line, line.start), ==, 1);
  g_assert_cmpuint (tendril_text_column (line, line.start + 1), ==, 2);
  g_assert_cmpuint (tendril_text_column (line, line.start + 3), ==, 3);
  g_assert_cmpuint (tendril_text_column (line, line.start + 6), ==, 4);
  g_assert_cmpuint (tendril_text_column (line, line.start + 10), ==, 5);
}

static void
test_equal (void)
{
  g_assert_true (tendril_span_equal (span ("ab"), span ("ab")));
  g_assert_false (tendril_span_equal (span ("ab"), span ("abc")));
  g_assert_false (tendril_span_equal (span ("ab"), span ("ac")));
  g_assert_true (tendril_span_equal (span (""), (TendrilSpan) TENDRIL_SPAN_INIT));
  g_assert_true (tendril_span_equal_str (span ("ab"), "ab"));
  g_assert_false (tendril_span_equal_str (span ("ab"), "a"));
}

/* With a seed that nobody knows, no manifest can be prepared whose names collide. */
static void
test_hash_is_seeded (void)
{
  g_assert_cmpuint (tendril_span_hash (span ("ab"), 1), ==, tendril_span_hash (span ("ab"), 1));
  g_assert_cmpuint (tendril_span_hash (span ("ab"), 1), !=, tendril_span_hash (span ("ab"), 2));
  g_assert_cmpuint (tendril_span_hash_seed (), ==, tendril_span_hash_seed ());
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (line_cases); i++)
    g_test_add_data_func (line_cases[i].rule, &line_cases[i], test_lines);
  g_test_add_func ("/text/lines/keep-nul", test_lines_keep_nul);
  g_test_add_func ("/text/lines/linear", test_lines_linear);
  for (gsize i = 0; i < G_N_ELEMENTS (strip_cases); i++)
    g_test_add_data_func (strip_cases[i].rule, GSIZE_TO_POINTER (i), test_strip);
  g_test_add_func ("/text/column/counts-characters", test_column_counts_characters);
  g_test_add_func ("/text/equal", test_equal);
  g_test_add_func ("/text/hash-is-seeded", test_hash_is_seeded);

  return g_test_run ();
}
