/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-object-reference-private.h"

#include <string.h>

typedef struct
{
  const char *rule;
  const char *value;
  const char *expected;     /* module|attr|extras, NULL where it is no reference */
} Case;

static const Case cases[] = {
  /* What the specification allows. */
  { "module", "a", "a|-|" },
  { "dotted-module", "a.b.c", "a.b.c|-|" },
  { "attr", "a:f", "a|f|" },
  { "dotted-attr", "a.b:C.f", "a.b|C.f|" },
  { "underscores", "_a._b:__f__", "_a._b|__f__|" },
  { "digits-inside", "a1.b2:f3", "a1.b2|f3|" },
  { "unicode", "mod\xc3\xbcl.\xe6\xa8\xa1:\xd1\x84", "mod\xc3\xbcl.\xe6\xa8\xa1|\xd1\x84|" },
  { "combining-mark", "a\xcc\x81:f", "a\xcc\x81|f|" },
  { "letter-number", "\xe2\x85\xa7:f", "\xe2\x85\xa7|f|" },
  { "blanks-around-colon", "a  :   f", "a|f|" },
  { "blanks-before-bracket", "a:f   [x]", "a|f|x" },
  { "no-blank-before-bracket", "a:f[x]", "a|f|x" },
  { "extras-without-attr", "a [x]", "a|-|x" },
  { "extras-touch-module", "a[x]", "a|-|x" },
  { "blanks-around-extras", "a:f [  x  ,  y  ]", "a|f|x,y" },
  { "no-extras", "a:f []", "a|f|" },
  { "blank-extras", "a:f [ ]", "a|f|" },
  { "extra-with-hyphen", "a:f [foo-bar,baz.qux,a_b]", "a|f|foo-bar,baz.qux,a_b" },
  { "extra-with-digits", "a:f [3d]", "a|f|3d" },
  { "extra-one-letter", "a:f [x]", "a|f|x" },

  /* Extras that are no PEP 508 names do not cost the others. */
  { "bad-extra-hyphen-first", "a:f [-x,y]", "a|f|!-x,y" },
  { "bad-extra-hyphen-last", "a:f [x-,y]", "a|f|!x-,y" },
  { "bad-extra-dot-only", "a:f [.,y]", "a|f|!.,y" },
  { "bad-extra-requirement", "a:f [x>=1]", "a|f|!x>=1" },
  { "bad-extra-blank-inside", "a:f [x y]", "a|f|!x y" },
  { "bad-extra-empty", "a:f [x,,y]", "a|f|x,!,y" },
  { "bad-extra-unicode", "a:f [\xc3\xa4,y]", "a|f|!\xc3\xa4,y" },
  { "bad-extra-nested", "a:f [x[y]]", "a|f|!x[y]" },
  { "bad-extra-two-lists", "a:f [x] [y]", "a|f|!x] [y" },

  /* What some reader accepts and the specification forbids. */
  { "bad-empty", "", NULL },
  { "bad-digit-first", "1a:f", NULL },
  { "bad-leading-dot", ".a:f", NULL },
  { "bad-trailing-dot", "a.:f", NULL },
  { "bad-double-dot", "a..b:f", NULL },
  { "bad-dots", "...", NULL },
  { "bad-attr-leading-dot", "a:.f", NULL },
  { "bad-attr-trailing-dot", "a:f.", NULL },
  { "bad-attr-double-dot", "a:f..g", NULL },
  { "bad-attr-digit-first", "a:1f", NULL },
  { "bad-empty-attr", "a:", NULL },
  { "bad-empty-attr-with-extras", "a: [x]", NULL },
  { "bad-empty-module", ":f", NULL },
  { "bad-two-colons", "a:f:g", NULL },
  { "bad-double-colon", "a::f", NULL },
  { "bad-two-words", "a f", NULL },
  { "bad-blank-in-dots", "a . b:f", NULL },
  { "bad-comment", "a:f # x", NULL },
  { "bad-call", "a:f()", NULL },
  { "bad-hyphen-in-module", "foo-bar:f", NULL },
  { "bad-hyphen-in-attr", "a:foo-bar", NULL },
  { "bad-open-bracket", "a:f [", NULL },
  { "bad-unclosed-extras", "a:f [x", NULL },
  { "bad-close-bracket", "a:f ]", NULL },
  { "bad-text-after-extras", "a:f [x] y", NULL },
  { "bad-extras-alone", "[x]", NULL },
  { "bad-quotes", "\"a:f\"", NULL },
  { "bad-semicolon", "a:f;b:g", NULL },
  { "bad-comma", "a:f,", NULL },
  { "bad-no-break-space", "a\xc2\xa0:f", NULL },
  { "bad-control", "a\x1b:f", NULL },
  { "bad-bidi", "a\xe2\x80\xae:f", NULL },

  /* Native and JavaScript. */
  { "native", "scipy.so:init", "scipy.so|init|" },
  { "native-hyphen", "lib-foo-1.2.so:init", "lib-foo-1.2.so|init|" },
  { "native-extras", "foo.so:init [x]", "foo.so|init|x" },
  { "native-blanks", "foo-bar.so : init", "foo-bar.so|init|" },
  { "javascript", "foo.js:init", "foo.js|init|" },
  { "javascript-hyphen", "foo-bar.js:init", "foo-bar.js|init|" },
  { "python-named-so", "foo.so.bar:f", "foo.so.bar|f|" },
  { "bad-native-hyphen-in-symbol", "foo.so:in-it", NULL },
  { "bad-native-double-dot", "foo..so:init", NULL },
  { "bad-native-parent", "../foo.so:init", NULL },
  { "bad-native-absolute", "/foo.so:init", NULL },
  { "bad-native-folder", "a/foo.so:init", NULL },
  { "bad-native-backslash", "a\\foo.so:init", NULL },
  { "bad-native-dot", "./foo.so:init", NULL },
  { "bad-native-no-stem", ".so:init", NULL },
  { "bad-native-option", "-foo.so:init", NULL },
  { "bad-native-version", "foo.so.1:init", NULL },
  { "bad-native-colon", "foo.so:", NULL },
  { "bad-native-upper", "foo-bar.SO:init", NULL },
};

static void
append_extras (GString     *string,
               TendrilSpan  extras)
{
  const char *separator = "";
  TendrilSpan extra;
  gboolean valid;

  while (tendril_extras_next (&extras, &extra, &valid))
    {
      g_string_append (string, separator);
      if (!valid)
        g_string_append_c (string, '!');
      g_string_append_len (string, extra.start, extra.length);
      separator = ",";
    }
}

static char *
describe (TendrilSpan value)
{
  TendrilObjectReference reference;
  g_autoptr (GString) string = g_string_new (NULL);

  if (!tendril_object_reference_parse (value, &reference))
    return NULL;

  g_string_append_len (string, reference.module.start, reference.module.length);
  g_string_append_c (string, '|');
  if (reference.attr.start != NULL)
    g_string_append_len (string, reference.attr.start, reference.attr.length);
  else
    g_string_append_c (string, '-');
  g_string_append_c (string, '|');
  append_extras (string, reference.extras);

  return g_string_free (g_steal_pointer (&string), FALSE);
}

/* The copy is as long as the text, so that a read past its end is seen. */
static void
test_reference (gconstpointer data)
{
  const Case *test = data;
  gsize length = strlen (test->value);
  g_autofree char *value = g_memdup2 (test->value, length);
  g_autofree char *result = describe ((TendrilSpan) { length > 0 ? value : "", length });

  g_assert_cmpstr (result, ==, test->expected);
}

static void
test_extras_dup_drops_the_bad (void)
{
  const char *text = " a , -b, c-d ,";
  g_auto (GStrv) extras = tendril_extras_dup ((TendrilSpan) { text, strlen (text) });

  g_assert_cmpstrv (extras, ((const char *const[]) { "a", "c-d", NULL }));
}

static void
test_extras_dup_of_none (void)
{
  g_auto (GStrv) extras = tendril_extras_dup ((TendrilSpan) TENDRIL_SPAN_INIT);

  g_assert_nonnull (extras);
  g_assert_null (extras[0]);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strconcat ("/object-reference/", cases[i].rule, NULL);

      g_test_add_data_func (path, &cases[i], test_reference);
    }
  g_test_add_func ("/extras/dup-drops-the-bad", test_extras_dup_drops_the_bad);
  g_test_add_func ("/extras/dup-of-none", test_extras_dup_of_none);

  return g_test_run ();
}
