/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-metadata-private.h"

#include <string.h>

typedef struct
{
  const char *rule;
  const char *text;
  gsize length;
  TendrilMetadataField field;
  const char *expected;
} Case;

#define CASE(rule, text, field, expected)                                                  \
  { "/metadata/" rule, text, sizeof text - 1, TENDRIL_METADATA_##field, expected }

static const Case cases[] = {
  CASE ("empty", "", NAME, NULL),
  CASE ("name", "Metadata-Version: 2.1\nName: Foo.Bar\nVersion: 1.0\n", NAME, "Foo.Bar"),
  CASE ("version", "Name: foo\nVersion: 1.0\n", VERSION, "1.0"),
  CASE ("crlf", "Name: foo\r\nVersion: 1.0\r\n\r\nbody", VERSION, "1.0"),
  CASE ("cr", "Name: foo\rVersion: 1.0\r\rbody", VERSION, "1.0"),
  CASE ("no-end-of-line", "Name: foo", NAME, "foo"),
  CASE ("header-case", "NAME: foo", NAME, "foo"),
  CASE ("no-blank", "Name:foo", NAME, "foo"),
  CASE ("blanks", "Name: \t foo \t ", NAME, "foo"),
  CASE ("first-wins", "Name: foo\nName: bar\n", NAME, "foo"),
  CASE ("missing", "Version: 1.0\n", NAME, NULL),
  CASE ("empty-is-missing", "Name:\nVersion: 1.0\n", NAME, NULL),
  CASE ("blank-is-missing", "Name:  \t\nVersion: 1.0\n", NAME, NULL),
  CASE ("empty-does-not-hide", "Summary:\nSummary: good\n", SUMMARY, "good"),
  CASE ("colon-in-value", "Summary: a: b", SUMMARY, "a: b"),
  CASE ("other-header", "Name-of-it: bar\nXName: baz\nName: foo", NAME, "foo"),
  CASE ("line-without-colon", "nonsense\nName: foo", NAME, "foo"),

  CASE ("folding", "Summary: one\n two\n\tthree\nName: x", SUMMARY, "one two three"),
  CASE ("folding-crlf", "Summary: one\r\n  two\r\n", SUMMARY, "one two"),
  CASE ("folding-from-empty", "Summary:\n one\n", SUMMARY, "one"),
  CASE ("folding-of-other", "Description: a\n Name: wrong\nName: right", NAME, "right"),
  CASE ("folding-at-start", " Name: wrong\nName: right", NAME, "right"),
  CASE ("folding-looks-like-header", "Summary: a\n Version: 9\nVersion: 1", VERSION, "1"),

  CASE ("body-not-read", "Name: foo\n\nVersion: 9\n", VERSION, NULL),
  CASE ("body-not-read-crlf", "Name: foo\r\n\r\nVersion: 9\r\n", VERSION, NULL),
  CASE ("body-first", "\nName: foo\n", NAME, NULL),

  CASE ("author", "Author: A\nAuthor-email: B <b@c>\nMaintainer: C", AUTHOR, "A"),
  CASE ("author-rank", "Maintainer: C\nAuthor-email: B <b@c>\nAuthor: A", AUTHOR, "A"),
  CASE ("author-email", "Maintainer: C\nAuthor-email: B <b@c>", AUTHOR, "B <b@c>"),
  CASE ("author-maintainer", "Maintainer: C", AUTHOR, "C"),
  CASE ("author-empty-rank", "Author:\nAuthor-email: B <b@c>", AUTHOR, "B <b@c>"),
  CASE ("license", "License: MIT", LICENSE, "MIT"),
  CASE ("license-expression", "License: MIT License\nLicense-Expression: MIT", LICENSE, "MIT"),
  CASE ("license-folded", "License: one\n        two\n", LICENSE, "one two"),
  CASE ("home-page", "Home-page: https://a\nProject-URL: Homepage, https://b", HOME_PAGE,
        "https://a"),
  CASE ("home-page-rank", "Project-URL: Homepage, https://b\nHome-page: https://a", HOME_PAGE,
        "https://a"),
  CASE ("project-url", "Project-URL: Homepage, https://b", HOME_PAGE, "https://b"),
  CASE ("project-url-label-case", "Project-URL: HOME PAGE , https://b,c", HOME_PAGE,
        "https://b,c"),
  CASE ("project-url-others", "Project-URL: Source, https://s\nProject-URL: home, https://b",
        HOME_PAGE, "https://b"),
  CASE ("project-url-without-comma", "Project-URL: https://b", HOME_PAGE, NULL),

  CASE ("utf8", "Author: J\xc3\xbcrgen", AUTHOR, "J\xc3\xbcrgen"),
  CASE ("not-utf8", "Author: J\xfcrgen", AUTHOR, "J\xef\xbf\xbdrgen"),
  CASE ("not-utf8-elsewhere", "Summary: \xff\nName: foo", NAME, "foo"),
  CASE ("not-utf8-fold", "Summary: a\n \xff\xfe b", SUMMARY, "a \xef\xbf\xbd\xef\xbf\xbd b"),
  CASE ("nul", "Name: a\0b\nVersion: 1", NAME, "a b"),
  CASE ("nul-behind-a-blank", "Name: a\xe2\x80\xa8\0\n", NAME, "a"),
  CASE ("nul-elsewhere", "Summary: \0\nName: foo", NAME, "foo"),
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *text = g_memdup2 (test->text, test->length);
  g_auto (TendrilMetadata) metadata = { 0 };

  tendril_metadata_parse (&metadata, test->length > 0 ? text : "", test->length);
  g_assert_cmpstr (metadata.fields[test->field], ==, test->expected);
}

static void
test_all_fields_at_once (void)
{
  const char *text = "Metadata-Version: 2.1\nName: Foo\nVersion: 1.0\nSummary: It foos\n"
                     "Home-page: https://foo\nAuthor: A\nLicense: MIT\n\nLong text\n";
  g_auto (TendrilMetadata) metadata = { 0 };

  tendril_metadata_parse (&metadata, text, strlen (text));
  g_assert_cmpstr (metadata.fields[TENDRIL_METADATA_NAME], ==, "Foo");
  g_assert_cmpstr (metadata.fields[TENDRIL_METADATA_VERSION], ==, "1.0");
  g_assert_cmpstr (metadata.fields[TENDRIL_METADATA_SUMMARY], ==, "It foos");
  g_assert_cmpstr (metadata.fields[TENDRIL_METADATA_HOME_PAGE], ==, "https://foo");
  g_assert_cmpstr (metadata.fields[TENDRIL_METADATA_AUTHOR], ==, "A");
  g_assert_cmpstr (metadata.fields[TENDRIL_METADATA_LICENSE], ==, "MIT");
}

static void
test_linear (void)
{
  g_autoptr (GString) text = g_string_new ("Summary: a");
  g_auto (TendrilMetadata) metadata = { 0 };
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; i < 1000000; i++)
    g_string_append (text, "\n b");
  tendril_metadata_parse (&metadata, text->str, text->len);

  g_assert_cmpuint (strlen (metadata.fields[TENDRIL_METADATA_SUMMARY]), ==, 2000001);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].rule, &cases[i], test_case);
  g_test_add_func ("/metadata/all-fields-at-once", test_all_fields_at_once);
  g_test_add_func ("/metadata/linear", test_linear);

  return g_test_run ();
}
