/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-direct-url-private.h"

#include <string.h>

typedef struct
{
  const char *rule;
  const char *text;
  gsize length;
  const char *url;          /* NULL where the text is refused */
  gboolean editable;
} Case;

#define CASE(rule, text, url, editable)                                                    \
  { "/direct-url/" rule, text, sizeof text - 1, url, editable }
#define WITH(member) "{\"url\": \"u\", " member "}"

static const Case cases[] = {
  CASE ("pip-editable", "{\"dir_info\": {\"editable\": true}, \"url\": \"file:///src\"}",
        "file:///src", TRUE),
  CASE ("pip-directory", "{\"dir_info\": {}, \"url\": \"file:///src\"}", "file:///src", FALSE),
  CASE ("not-editable", WITH ("\"dir_info\": {\"editable\": false}"), "u", FALSE),
  CASE ("archive", WITH ("\"archive_info\": {\"hash\": \"sha256=x\", \"hashes\": {}}"), "u", FALSE),
  CASE ("vcs", WITH ("\"vcs_info\": {\"vcs\": \"git\", \"editable\": true}"), "u", FALSE),
  CASE ("blanks", " \r\n\t{ \"url\" : \"u\" } \n", "u", FALSE),
  CASE ("editable-elsewhere", WITH ("\"editable\": true"), "u", FALSE),
  CASE ("editable-deeper", WITH ("\"dir_info\": {\"x\": {\"editable\": true}}"), "u", FALSE),
  CASE ("last-wins", "{\"url\": \"a\", \"url\": \"b\"}", "b", FALSE),
  CASE ("last-dir-info-wins",
        WITH ("\"dir_info\": {\"editable\": true}, \"dir_info\": {}"), "u", FALSE),
  CASE ("other-values", WITH ("\"x\": [1, -2.5e+3, 0, \"s\", null, true, false, [], {}]"), "u",
        FALSE),

  CASE ("escapes", "{\"url\": \"\\\"\\\\\\/\\b\\f\\n\\r\\t\"}", "\"\\/\b\f\n\r\t", FALSE),
  CASE ("escape-unicode", "{\"url\": \"\\u00fc\"}", "\xc3\xbc", FALSE),
  CASE ("escape-pair", "{\"url\": \"\\ud83d\\ude00\"}", "\xf0\x9f\x98\x80", FALSE),
  CASE ("escape-lone", "{\"url\": \"\\ud83dx\"}", "\xef\xbf\xbdx", FALSE),
  CASE ("escape-lone-low", "{\"url\": \"\\ude00\"}", "\xef\xbf\xbd", FALSE),
  CASE ("escape-high-twice", "{\"url\": \"\\ud83d\\ud83d\\ude00\"}",
        "\xef\xbf\xbd\xf0\x9f\x98\x80", FALSE),
  CASE ("escaped-key", "{\"\\u0075rl\": \"u\"}", "u", FALSE),

  CASE ("empty", "", NULL, FALSE),
  CASE ("no-url", "{}", NULL, FALSE),
  CASE ("url-no-string", "{\"url\": 1}", NULL, FALSE),
  CASE ("array", "[\"url\"]", NULL, FALSE),
  CASE ("dir-info-no-object", WITH ("\"dir_info\": true"), NULL, FALSE),
  CASE ("editable-no-boolean", WITH ("\"dir_info\": {\"editable\": 1}"), NULL, FALSE),
  CASE ("behind-the-end", "{\"url\": \"u\"} x", NULL, FALSE),
  CASE ("truncated", "{\"url\": \"u\"", NULL, FALSE),
  CASE ("truncated-string", "{\"url\": \"u", NULL, FALSE),
  CASE ("truncated-escape", "{\"url\": \"u\\", NULL, FALSE),
  CASE ("truncated-unicode", "{\"url\": \"u\\u12", NULL, FALSE),
  CASE ("truncated-pair", "{\"url\": \"\\ud83d\\ude", NULL, FALSE),
  CASE ("trailing-comma", "{\"url\": \"u\",}", NULL, FALSE),
  CASE ("trailing-comma-array", WITH ("\"x\": [1,]"), NULL, FALSE),
  CASE ("comment", "{\"url\": \"u\" /* no */}", NULL, FALSE),
  CASE ("single-quotes", "{'url': 'u'}", NULL, FALSE),
  CASE ("bare-key", "{url: \"u\"}", NULL, FALSE),
  CASE ("bad-escape", "{\"url\": \"\\x\"}", NULL, FALSE),
  CASE ("bad-unicode", "{\"url\": \"\\u12g4\"}", NULL, FALSE),
  CASE ("escaped-nul", "{\"url\": \"a\\u0000b\"}", NULL, FALSE),
  CASE ("control-character", "{\"url\": \"a\nb\"}", NULL, FALSE),
  CASE ("leading-zero", WITH ("\"x\": 01"), NULL, FALSE),
  CASE ("no-fraction", WITH ("\"x\": 1."), NULL, FALSE),
  CASE ("no-exponent", WITH ("\"x\": 1e"), NULL, FALSE),
  CASE ("lone-minus", WITH ("\"x\": -"), NULL, FALSE),
  CASE ("nan", WITH ("\"x\": NaN"), NULL, FALSE),
  CASE ("word", WITH ("\"x\": truely"), NULL, FALSE),
  CASE ("nul", "{\"url\": \"u\"}\0", NULL, FALSE),
  CASE ("not-utf8", "{\"url\": \"\xff\"}", NULL, FALSE),
  CASE ("bom", "\xef\xbb\xbf{\"url\": \"u\"}", NULL, FALSE),
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *text = g_memdup2 (test->text, test->length);
  g_auto (TendrilDirectUrl) direct_url = { 0 };

  g_assert_cmpint (tendril_direct_url_parse (&direct_url, test->length > 0 ? text : "",
                                             test->length), ==, test->url != NULL);
  g_assert_cmpstr (direct_url.url, ==, test->url);
  g_assert_cmpint (direct_url.editable, ==, test->editable);
}

static gboolean
parse_nested (guint depth)
{
  g_autoptr (GString) text = g_string_new ("{\"url\": \"u\", \"x\": ");
  g_auto (TendrilDirectUrl) direct_url = { 0 };

  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, '[');
  for (guint i = 0; i < depth; i++)
    g_string_append_c (text, ']');
  g_string_append_c (text, '}');

  return tendril_direct_url_parse (&direct_url, text->str, text->len);
}

static void
test_depth (void)
{
  g_assert_true (parse_nested (TENDRIL_DIRECT_URL_MAX_DEPTH));
  g_assert_false (parse_nested (TENDRIL_DIRECT_URL_MAX_DEPTH + 1));
  g_assert_false (parse_nested (30000));
}

static void
test_size (void)
{
  g_autofree char *text = g_malloc (TENDRIL_DIRECT_URL_MAX_SIZE + 1);
  g_auto (TendrilDirectUrl) direct_url = { 0 };

  memset (text, ' ', TENDRIL_DIRECT_URL_MAX_SIZE + 1);
  memcpy (text, "{\"url\":\"u\"}", strlen ("{\"url\":\"u\"}"));
  g_assert_true (tendril_direct_url_parse (&direct_url, text, TENDRIL_DIRECT_URL_MAX_SIZE));
  tendril_direct_url_clear (&direct_url);
  g_assert_false (tendril_direct_url_parse (&direct_url, text, TENDRIL_DIRECT_URL_MAX_SIZE + 1));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    g_test_add_data_func (cases[i].rule, &cases[i], test_case);
  g_test_add_func ("/direct-url/depth", test_depth);
  g_test_add_func ("/direct-url/size", test_size);

  return g_test_run ();
}
