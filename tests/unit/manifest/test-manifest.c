/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "transcript.h"

typedef struct
{
  const char *rule;
  const char *text;
  gsize length;
  const char *expected;
} Case;

#define CASE(rule, text, expected) { "/manifest/" rule, text, sizeof text - 1, expected }

static const Case cases[] = {
  CASE ("empty", "", ""),
  CASE ("entry", "[g]\na = m:f\n", "g/a m|f| @2\n"),
  CASE ("no-end-of-line", "[g]\na = m:f", "g/a m|f| @2\n"),
  CASE ("crlf", "[g]\r\na = m:f\r\n\r\nb = m:g\r\n", "g/a m|f| @2\ng/b m|g| @4\n"),
  CASE ("cr", "[g]\ra = m:f\rb = m:g", "g/a m|f| @2\ng/b m|g| @3\n"),
  CASE ("no-blanks", "[g]\na=m:f", "g/a m|f| @2\n"),
  CASE ("empty-lines", "\n\n[g]\n\n\na = m:f", "g/a m|f| @6\n"),
  CASE ("comment-hash", "# a\n[g]\n#b = m:f\na = m:f", "g/a m|f| @4\n"),
  CASE ("comment-semicolon", "; a\n[g]\n;b = m:f\na = m:f", "g/a m|f| @4\n"),
  CASE ("comment-indented", "[g]\n  # b = m:f\n\t; c\na = m:f", "g/a m|f| @4\n"),
  CASE ("indentation", "  [g]\n\ta = m:f\n    b = m:g", "g/a m|f| @2\ng/b m|g| @3\n"),
  CASE ("unicode-blanks", "\xc2\xa0[g]\n\xe3\x80\x80" "a\xc2\xa0=\xc2\xa0m:f\xe2\x80\xa8",
        "g/a m|f| @2\n"),
  CASE ("form-feed-ends-no-line", "[g]\na\f = m:f\n", "g/a m|f| @2\n"),
  CASE ("u2028-ends-no-line", "[g]\na\xe2\x80\xa8z = m:f", "g/a\xe2\x80\xa8z m|f| @2\n"),
  CASE ("percent-is-literal", "[g]\n%(a)s = m:f", "g/%(a)s m|f| @2\n"),
  CASE ("name-with-colon", "[g]\na:b = m:f", "g/a:b m|f| @2\n"),
  CASE ("name-with-blanks", "[g]\na b = m:f", "g/a b m|f| @2\n"),
  CASE ("name-with-brackets", "[g]\na[b] = m:f", "g/a[b] m|f| @2\n"),
  CASE ("names-keep-their-case", "[g]\na = m:f\nA = m:g", "g/a m|f| @2\ng/A m|g| @3\n"),
  CASE ("groups-keep-their-case", "[g]\na = m:f\n[G]\na = m:g", "g/a m|f| @2\nG/a m|g| @4\n"),
  CASE ("default-is-plain", "[DEFAULT]\na = m:f\n[g]\nb = m:g",
        "DEFAULT/a m|f| @2\ng/b m|g| @4\n"),
  CASE ("group-dotted", "[a.b_1.\xc3\xa4]\na = m:f", "a.b_1.\xc3\xa4/a m|f| @2\n"),
  CASE ("group-without-entries", "[g]\n[h]\na = m:f", "h/a m|f| @3\n"),
  CASE ("extras", "[g]\na = m:f [x-y, z]", "g/a m|f|x-y,z @2\n"),
  CASE ("native", "[g]\na = lib-x.so:init", "g/a lib-x.so|init| @2\n"),

  CASE ("bom", "\xef\xbb\xbf[g]\na = m:f", "bom note 1:0\ng/a m|f| @2\n"),
  CASE ("bom-alone", "\xef\xbb\xbf", "bom note 1:0\n"),
  CASE ("bom-crlf", "\xef\xbb\xbf[g]\r\na = m:f\r\n", "bom note 1:0\ng/a m|f| @2\n"),
  CASE ("bom-only-at-the-start", "[g]\n\xef\xbb\xbfx\na = m:f", "no-equals error 2:1\ng/a m|f| @3\n"),
  CASE ("bom-moves-no-column", "\xef\xbb\xbf[g\na = m:f",
        "bom note 1:0\nbad-section warning 1:1\n"),

  CASE ("not-utf8", "[g]\n\xc3\xa4\xff = m:f\na = m:f", "not-utf8 error 2:2\ng/a m|f| @3\n"),
  CASE ("not-utf8-latin1", "[g]\nna\xefve = m:f\na = m:f", "not-utf8 error 2:3\ng/a m|f| @3\n"),
  CASE ("not-utf8-overlong", "[g]\n\xc0\x80 = m:f\na = m:f", "not-utf8 error 2:1\ng/a m|f| @3\n"),
  CASE ("not-utf8-surrogate", "[g]\n\xed\xa0\x80 = m:f\na = m:f",
        "not-utf8 error 2:1\ng/a m|f| @3\n"),
  CASE ("not-utf8-truncated", "[g]\na = m:f\nb = m:\xe2\x82", "g/a m|f| @2\nnot-utf8 error 3:7\n"),
  CASE ("not-utf8-in-comment", "[g]\n# \xff\na = m:f", "not-utf8 error 2:3\ng/a m|f| @3\n"),
  CASE ("not-utf8-section", "[g]\na = m:f\n[\xff]\nb = m:g\n[h]\nc = m:h",
        "g/a m|f| @2\nnot-utf8 error 3:2\nh/c m|h| @6\n"),
  CASE ("not-utf8-section-indented", "[g]\n  [\xff]\nb = m:g", "not-utf8 error 2:4\n"),
  CASE ("nul", "[g]\na\0 = m:f\nb = m:f", "nul error 2:2\ng/b m|f| @3\n"),
  CASE ("nul-in-value", "[g]\na = m:f\0\nb = m:f", "nul error 2:8\ng/b m|f| @3\n"),
  CASE ("nul-at-the-end", "[g]\nb = m:f\n\0", "g/b m|f| @2\nnul error 3:1\n"),

  CASE ("no-section", "a = m:f\n[g]\nb = m:f", "no-section note 1:1\ng/b m|f| @3\n"),
  CASE ("no-section-any-text", "  text\n[g]\nb = m:f", "no-section note 1:3\ng/b m|f| @3\n"),
  CASE ("no-section-each-line", "a = m:f\nb\n", "no-section note 1:1\nno-section note 2:1\n"),

  CASE ("bad-section", "[g]\na = m:f\n [h\nb = m:f\n[i]\nc = m:f",
        "g/a m|f| @2\nbad-section warning 3:2\ni/c m|f| @6\n"),
  CASE ("bad-section-comment", "[g] # h\na = m:f", "bad-section warning 1:1\n"),
  CASE ("bad-section-with-equals", "[g]\n[x] = m:f\nb = m:f",
        "bad-section warning 2:1\ng/b m|f| @3\n"),
  CASE ("bad-section-with-equals-first", "[x = m:f\nb = m:f\n[g]\na = m:f",
        "bad-section warning 1:1\nno-section note 2:1\ng/a m|f| @4\n"),
  CASE ("bad-section-alone", "[", "bad-section warning 1:1\n"),

  CASE ("bad-group-empty", "[]\na = m:f\n[g]\nb = m:f", "bad-group warning 1:1\ng/b m|f| @4\n"),
  CASE ("bad-group-brackets", "[[x]]\na = m:f\n[g]\nb = m:f",
        "bad-group warning 1:1\ng/b m|f| @4\n"),
  CASE ("bad-group-entry-with-extras", "[g]\n[a = m:f [x]\nb = m:f", "bad-group warning 2:1\n"),
  CASE ("bad-group-hyphen", "[a-b]\na = m:f", "bad-group note 1:2\na-b/a m|f| @2\n"),
  CASE ("bad-group-dots", "[a..b]\na = m:f", "bad-group note 1:2\na..b/a m|f| @2\n"),
  CASE ("bad-group-leading-dot", "[.a]\na = m:f", "bad-group note 1:2\n.a/a m|f| @2\n"),
  CASE ("bad-group-trailing-dot", "[a.]\na = m:f", "bad-group note 1:2\na./a m|f| @2\n"),
  CASE ("bad-group-blanks-kept", "[ x ]\na = m:f", "bad-group note 1:2\n x /a m|f| @2\n"),
  CASE ("bad-group-colon", "[a:b]\na = m:f", "bad-group note 1:2\na:b/a m|f| @2\n"),
  CASE ("dup-group", "[g]\na = m:f\n[h]\nb = m:f\n [g]\nc = m:f",
        "g/a m|f| @2\nh/b m|f| @4\ndup-group note 5:2\ng/c m|f| @6\n"),

  CASE ("no-equals", "[g]\n text\na = m:f", "no-equals error 2:2\ng/a m|f| @3\n"),
  CASE ("no-equals-colon", "[g]\nb: m\na = m:f", "no-equals error 2:1\ng/a m|f| @3\n"),
  CASE ("no-equals-continuation", "[g]\na = m:f\n  more", "g/a m|f| @2\nno-equals error 3:3\n"),
  CASE ("empty-name", "[g]\n  = m:f\na = m:f", "empty-name error 2:3\ng/a m|f| @3\n"),
  CASE ("empty-value", "[g]\nb =\na = m:f", "empty-value error 2:4\ng/a m|f| @3\n"),
  CASE ("empty-value-blanks", "[g]\nb =  \na = m:f", "empty-value error 2:4\ng/a m|f| @3\n"),
  CASE ("control-char", "[g]\na\x1b[31m = m:f", "control-char note 2:2\ng/a\x1b[31m m|f| @2\n"),
  CASE ("control-char-tab", "[g]\na\tb = m:f", "control-char note 2:2\ng/a\tb m|f| @2\n"),
  CASE ("control-char-c1", "[g]\na\xc2\x9b" "b = m:f",
        "control-char note 2:2\ng/a\xc2\x9b" "b m|f| @2\n"),
  CASE ("control-char-once", "[g]\n\x01\x02 = m:f", "control-char note 2:1\ng/\x01\x02 m|f| @2\n"),

  CASE ("bad-ref", "[g]\nb = foo-bar:f\na = m:f", "bad-ref error 2:5\ng/a m|f| @3\n"),
  CASE ("bad-ref-column", "[g]\n \xc3\xa4 =   m:f # x\n", "bad-ref error 2:8\n"),
  CASE ("bad-ref-second-equals", "[g]\na = b = m:f", "bad-ref error 2:5\n"),
  CASE ("bad-ref-is-not-first", "[g]\na = !\na = m:f", "bad-ref error 2:5\ng/a m|f| @3\n"),
  CASE ("bad-extras", "[g]\na = m:f [x, y>1, z]", "bad-extras warning 2:13\ng/a m|f|x,z @2\n"),
  CASE ("bad-extras-each", "[g]\na = m:f [-, x, ?]",
        "bad-extras warning 2:10\nbad-extras warning 2:16\ng/a m|f|x @2\n"),
  CASE ("dup-name", "[g]\na = m:f\n a = m:g", "g/a m|f| @2\ndup-name warning 3:2\n"),
  CASE ("dup-name-across-sections", "[g]\na = m:f\n[h]\na = m:h\n[g]\na = m:g",
        "g/a m|f| @2\nh/a m|h| @4\ndup-group note 5:1\ndup-name warning 6:1\n"),
  CASE ("dup-name-group-and-name-differ", "[g]\nh = m:f\n[h]\ng = m:f",
        "g/h m|f| @2\nh/g m|f| @4\n"),
};

static void
test_case (gconstpointer data)
{
  const Case *test = data;
  g_autofree char *transcript = transcribe (test->text, test->length);

  g_assert_cmpstr (transcript, ==, test->expected);
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
