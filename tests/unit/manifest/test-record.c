/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-record-private.h"

#include <string.h>

/* The transcript: `path|algorithm|hash|size @line` for a row, `!problem @line` for a bad one. */

typedef struct
{
  const char *rule;
  const char *text;
  gsize length;
  const char *expected;
} Case;

#define CASE(rule, text, expected) { "/record/" rule, text, sizeof text - 1, expected }

static const char *const problem_names[] = {
  [TENDRIL_RECORD_PROBLEM_QUOTES] = "quotes",
  [TENDRIL_RECORD_PROBLEM_TOO_LONG] = "too-long",
  [TENDRIL_RECORD_PROBLEM_NUL] = "nul",
  [TENDRIL_RECORD_PROBLEM_NOT_UTF8] = "not-utf8",
  [TENDRIL_RECORD_PROBLEM_FIELDS] = "fields",
  [TENDRIL_RECORD_PROBLEM_NO_PATH] = "no-path",
  [TENDRIL_RECORD_PROBLEM_ABSOLUTE] = "absolute",
  [TENDRIL_RECORD_PROBLEM_ESCAPE] = "escape",
  [TENDRIL_RECORD_PROBLEM_HASH] = "hash",
  [TENDRIL_RECORD_PROBLEM_SIZE] = "size",
};

static const Case cases[] = {
  CASE ("empty", "", ""),
  CASE ("row", "a.py,sha256=AbC-_9,12\n", "a.py|sha256|AbC-_9|12 @1\n"),
  CASE ("no-end-of-line", "a.py,sha256=x,1", "a.py|sha256|x|1 @1\n"),
  CASE ("crlf", "a,,\r\nb,,\r\n", "a|-|-|-1 @1\nb|-|-|-1 @2\n"),
  CASE ("cr", "a,,\rb,,", "a|-|-|-1 @1\nb|-|-|-1 @2\n"),
  CASE ("itself", "x.dist-info/RECORD,,\n", "x.dist-info/RECORD|-|-|-1 @1\n"),
  CASE ("hash-alone", "a,sha256=x,\n", "a|sha256|x|-1 @1\n"),
  CASE ("size-alone", "a,,7\n", "a|-|-|7 @1\n"),
  CASE ("path-alone", "a\n", "a|-|-|-1 @1\n"),
  CASE ("two-fields", "a,md5=x\n", "a|md5|x|-1 @1\n"),
  CASE ("empty-line", "a,,\n\nb,,\n", "a|-|-|-1 @1\nb|-|-|-1 @3\n"),
  CASE ("empty-file-size", "a,,0\n", "a|-|-|0 @1\n"),

  CASE ("quoted", "\"a\",\"sha256=x\",\"1\"\n", "a|sha256|x|1 @1\n"),
  CASE ("quoted-comma", "\"a,b\",,\n", "a,b|-|-|-1 @1\n"),
  CASE ("quoted-quote", "\"a\"\"b\",,\n", "a\"b|-|-|-1 @1\n"),
  CASE ("quoted-newline", "\"a\nb\",,1\nc,,\n", "a\nb|-|-|1 @1\nc|-|-|-1 @3\n"),
  CASE ("quoted-crlf", "\"a\r\nb\",,1\nc,,\n", "a\r\nb|-|-|1 @1\nc|-|-|-1 @3\n"),
  CASE ("quoted-and-more", "\"a\"b,,\n", "ab|-|-|-1 @1\n"),
  CASE ("quoted-empty", "\"\",,\n", "!no-path @1\n"),
  CASE ("quoted-at-end", "a,,\"1\"", "a|-|-|1 @1\n"),
  CASE ("quote-inside", "a\"b\",,\n", "a\"b\"|-|-|-1 @1\n"),
  CASE ("quote-open", "\"a,,\nb,,\n", "!quotes @1\nb|-|-|-1 @2\n"),
  CASE ("quote-open-at-end", "a,,\n\"", "a|-|-|-1 @1\n!quotes @2\n"),

  CASE ("absolute", "/etc/passwd,sha256=x,1\na,,\n", "!absolute @1\na|-|-|-1 @2\n"),
  CASE ("escape", "../../etc/x,sha256=x,\na,,\n", "!escape @1\na|-|-|-1 @2\n"),
  CASE ("escape-inside", "a/../../b,,\n", "!escape @1\n"),
  CASE ("escape-and-back", "../site-packages/a,,\n", "!escape @1\n"),
  CASE ("escape-quoted", "\"..\"/b,,\n", "!escape @1\n"),
  CASE ("escape-bare", "..,,\n", "!escape @1\n"),
  CASE ("itself-as-directory", ".,,\n", "!escape @1\n"),
  CASE ("dots-inside", "a/../b,,\n", "a/../b|-|-|-1 @1\n"),
  CASE ("dots-in-names", "..a/b..,,\n", "..a/b..|-|-|-1 @1\n"),
  CASE ("double-slash", "a//b,,\n", "a//b|-|-|-1 @1\n"),
  CASE ("backslash", "..\\a,,\n", "..\\a|-|-|-1 @1\n"),
  CASE ("no-path", ",sha256=x,1\n", "!no-path @1\n"),

  CASE ("many-fields", "a,,1,x\nb,,\n", "!fields @1\nb|-|-|-1 @2\n"),
  CASE ("hash-without-algorithm", "a,=x,1\n", "!hash @1\n"),
  CASE ("hash-without-value", "a,sha256=,1\n", "!hash @1\n"),
  CASE ("hash-without-equals", "a,sha256,1\n", "!hash @1\n"),
  CASE ("hash-not-urlsafe", "a,sha256=a+b/,1\n", "!hash @1\n"),
  CASE ("hash-padded", "a,sha256=ab==,1\n", "!hash @1\n"),
  CASE ("hash-name", "a,sha3_256=x,1\n", "a|sha3_256|x|1 @1\n"),
  CASE ("hash-weak-is-told", "a,md5=x,1\n", "a|md5|x|1 @1\n"),
  CASE ("size-word", "a,,x\n", "!size @1\n"),
  CASE ("size-negative", "a,,-1\n", "!size @1\n"),
  CASE ("size-sign", "a,,+1\n", "!size @1\n"),
  CASE ("size-blank", "a,, 1\n", "!size @1\n"),
  CASE ("size-huge", "a,,9223372036854775808\n", "!size @1\n"),
  CASE ("size-biggest", "a,,9223372036854775807\n", "a|-|-|9223372036854775807 @1\n"),
  CASE ("nul", "a\0b,,\nc,,\n", "!nul @1\nc|-|-|-1 @2\n"),
  CASE ("nul-in-hash", "a,sha256=x\0y,\n", "!nul @1\n"),
  CASE ("not-utf8", "\xff,,\nc,,\n", "!not-utf8 @1\nc|-|-|-1 @2\n"),
  CASE ("utf8", "\xc3\xbc,,\n", "\xc3\xbc|-|-|-1 @1\n"),
};

static void
take_row (const TendrilRecordRow *row,
          gpointer                user_data)
{
  g_string_append_printf (user_data, "%s|%s|%s|%" G_GINT64_FORMAT " @%u\n", row->path,
                          row->algorithm != NULL ? row->algorithm : "-",
                          row->hash != NULL ? row->hash : "-", row->size, row->line);
}

static void
take_bad_row (TendrilRecordProblem problem,
              guint                line,
              gpointer             user_data)
{
  g_assert_nonnull (tendril_record_problem_to_string (problem));
  g_string_append_printf (user_data, "!%s @%u\n", problem_names[problem], line);
}

static const TendrilRecordHandler handler = { take_row, take_bad_row };

static char *
transcribe (const char *text,
            gsize       length)
{
  g_autofree char *copy = g_memdup2 (text, length);
  GString *string = g_string_new (NULL);

  tendril_record_parse (length > 0 ? copy : "", length, &handler, string);
  return g_string_free (string, FALSE);
}

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *transcript = transcribe (test->text, test->length);

  g_assert_cmpstr (transcript, ==, test->expected);
}

static void
test_too_long (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *transcript = NULL;

  for (guint i = 0; i < TENDRIL_RECORD_MAX_ROW + 1; i++)
    g_string_append_c (text, 'a');
  g_string_append (text, "\nb,,\n");

  transcript = transcribe (text->str, text->len);
  g_assert_cmpstr (transcript, ==, "!too-long @1\nb|-|-|-1 @2\n");
}

static void
test_longest (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  g_autofree char *transcript = NULL;

  for (guint i = 0; i < TENDRIL_RECORD_MAX_ROW; i++)
    g_string_append_c (text, 'a');

  transcript = transcribe (text->str, text->len);
  g_assert_true (g_str_has_prefix (transcript, "aaaa"));
}

/* What a lost quotation mark costs, again and again. */
static void
test_linear (void)
{
  static const char *const pieces[] = { "\"a\n", "\"\"\n", "\"\"\"\n", "x,\"\n", ",,,,\n", "\"\n\n" };

  for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
    {
      g_autoptr (GString) text = g_string_new (NULL);
      g_autofree char *transcript = NULL;
      gint64 start;

      for (guint n = 0; n < 300000; n++)
        g_string_append (text, pieces[i]);
      start = g_get_monotonic_time ();
      transcript = transcribe (text->str, text->len);
      g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].rule, &cases[i], test_case);
  g_test_add_func ("/record/too-long", test_too_long);
  g_test_add_func ("/record/longest", test_longest);
  g_test_add_func ("/record/linear", test_linear);

  return g_test_run ();
}
