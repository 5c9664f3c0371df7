/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "compiler-fixture.h"

#include "tendril-limits-private.h"

static void
append_times (GString    *text,
              const char *part,
              guint       n)
{
  for (guint i = 0; i < n; i++)
    g_string_append (text, part);
}

static char *
build (const char *start,
       const char *part,
       guint       n,
       const char *middle,
       const char *closing)
{
  GString *text = g_string_new (start);

  append_times (text, part, n);
  g_string_append (text, middle);
  append_times (text, closing, n);
  return g_string_free (text, FALSE);
}

static void
assert_gives (const char *source,
              const char *expected)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *result = fixture_evaluate (NULL, 0, source, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (result, ==, expected);
}

static void
assert_too_complex (const char *source)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (fixture_evaluate (NULL, 0, source, &error));
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TOO_COMPLEX);
}

static void
test_nesting (void)
{
  static const struct
  {
    const char *part;
    const char *middle;
    const char *closing;
    const char *expected;
  } cases[] = {
    { "(", "1", ")", "int64 1" },
    { "- -", "1", "", NULL },
    { "not not ", "1", "", NULL },
    { "abs (", "1", ")", "int64 1" },
    { "1 if 0 else ", "2", "", "int64 2" },
    { "1.0 ** ", "1.0", "", "float64 1.0" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *fits = build ("lambda: ", cases[i].part, TENDRIL_MAX_NESTING - 1,
                                     cases[i].middle, cases[i].closing);
      g_autofree char *deep = build ("lambda: ", cases[i].part, TENDRIL_MAX_NESTING,
                                     cases[i].middle, cases[i].closing);
      g_autofree char *deepest = build ("lambda: ", cases[i].part, 5000, cases[i].middle,
                                        cases[i].closing);

      if (cases[i].expected != NULL)
        assert_gives (fits, cases[i].expected);
      assert_too_complex (deep);
      assert_too_complex (deepest);
    }
}

/* As long as a source may be, and not one level deep. */
static void
test_long_chains (void)
{
  g_autofree char *sum = build ("lambda: 0", "+1", 29000, "", "");
  g_autofree char *logical = build ("lambda: 1", " and 1", 9000, "", "");
  g_autofree char *either = build ("lambda: 0", " or 0", 9000, "", "");
  g_autofree char *comparison = build ("lambda: 1", "<=1", 9000, "", "");

  assert_gives (sum, "int64 29000");
  assert_gives (logical, "int64 1");
  assert_gives (either, "int64 0");
  assert_gives (comparison, "bool True");
}

static void
test_length (void)
{
  g_autofree char *fits = build ("lambda: 1", " ", TENDRIL_MAX_SOURCE_LENGTH - 9, "", "");
  g_autofree char *longer = build ("lambda: 1", " ", TENDRIL_MAX_SOURCE_LENGTH - 8, "", "");

  assert_gives (fits, "int64 1");
  assert_too_complex (longer);
}

static void
test_arity (void)
{
  g_autoptr (GString) fits = g_string_new ("lambda: max (1");
  g_autoptr (GString) parameters = g_string_new ("lambda a");

  append_times (fits, ", 1", TENDRIL_MAX_PARAMETERS - 1);
  g_string_append (fits, ")");
  assert_gives (fits->str, "int64 1");
  g_string_truncate (fits, fits->len - 1);
  g_string_append (fits, ", 1)");
  assert_too_complex (fits->str);

  for (guint i = 0; i < TENDRIL_MAX_PARAMETERS; i++)
    g_string_append_printf (parameters, ", a%u", i);
  g_string_append (parameters, ": 1");
  assert_too_complex (parameters->str);
}

static TendrilExtension *
extension_with_chain (TendrilExtensionRegistry *registry,
                      guint                     n,
                      const char               *format)
{
  TendrilExtension *extension = fixture_extension_new (registry, "chain");
  TendrilRegistrar *registrar = fixture_extension_begin (extension);

  for (guint i = 0; i < n; i++)
    {
      g_autofree char *name = g_strdup_printf ("f%u", i);
      g_autofree char *next = g_strdup_printf ("f%u", i + 1);
      g_auto (GStrv) parts = g_strsplit (format, "@", -1);
      g_autofree char *source = g_strjoinv (next, parts);
      g_autoptr (GError) error = NULL;

      tendril_registrar_add_source (registrar, name, "(int64) -> int64",
                                    i + 1 < n ? source : "lambda x: x + 1", TENDRIL_OVERLOAD_NONE,
                                    &error);
      g_assert_no_error (error);
    }
  fixture_extension_end ();

  return extension;
}

static void
test_inlining (void)
{
  g_autoptr (TendrilExtensionRegistry) registry = fixture_registry_new ();
  g_autoptr (TendrilExtension) line = extension_with_chain (registry, 100, "lambda x: @ (x)");
  g_autoptr (TendrilExtension) deep = extension_with_chain (registry, 2000, "lambda x: @ (x)");
  g_autoptr (TendrilExtension) tree = extension_with_chain (registry, 40,
                                                            "lambda x: @ (x) + @ (x)");
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) deep_error = NULL;
  g_autoptr (GError) tree_error = NULL;
  g_autofree char *result = fixture_evaluate (&line, 1, "lambda: f0 (1)", &error);

  g_assert_no_error (error);
  g_assert_cmpstr (result, ==, "int64 2");
  g_assert_null (fixture_evaluate (&deep, 1, "lambda: f0 (1)", &deep_error));
  g_assert_error (deep_error, TENDRIL_ERROR, TENDRIL_ERROR_TOO_COMPLEX);
  g_assert_null (fixture_evaluate (&tree, 1, "lambda: f0 (1)", &tree_error));
  g_assert_error (tree_error, TENDRIL_ERROR, TENDRIL_ERROR_TOO_COMPLEX);
}

/* Instructions of the IR, which is what the phases behind it go by. */
static guint
count_instructions (const char *source)
{
  g_autoptr (GError) error = NULL;
  guint n = fixture_count_instructions (source, &error);

  g_assert_no_error (error);
  return n;
}

static guint
count_at (const char *const *shape,
          guint              n)
{
  g_autofree char *source = build (shape[0], shape[1], n, shape[2], shape[3]);

  return count_instructions (source);
}

/* Each further level or link of a shape adds as many instructions as the one before: nothing is
 * lowered twice. */
static void
test_growth (void)
{
  static const char *const shapes[][4] = {
    { "lambda: 0", " + 1", "", "" },
    { "lambda: 1", " < 2", "", "" },
    { "lambda: 1", " and 2", "", "" },
    { "lambda: 1", " or 2.5", "", "" },
    { "lambda: ", "1 if 0 else ", "2.5", "" },
    { "lambda: ", "(1 if 0 else 2.5) + (", "1", ")" },
    { "lambda: ", "min (2, ", "1.5", ")" },
    { "lambda: ", "max (1, 2.5, min (3, ", "1", "))" },
    { "lambda: ", "round (", "1.5", ", 2)" },
    { "lambda: ", "(not 1 < ", "2", " < 3)" },
    { "lambda: ", "2.0 ** -", "1", "" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (shapes); i++)
    {
      guint few = count_at (shapes[i], 20);
      guint more = count_at (shapes[i], 40);
      guint most = count_at (shapes[i], 60);

      g_assert_cmpuint (few, <, more);
      g_assert_cmpuint (more - few, ==, most - more);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compiler/limits/nesting", test_nesting);
  g_test_add_func ("/compiler/limits/long-chains", test_long_chains);
  g_test_add_func ("/compiler/limits/length", test_length);
  g_test_add_func ("/compiler/limits/arity", test_arity);
  g_test_add_func ("/compiler/limits/inlining", test_inlining);
  g_test_add_func ("/compiler/limits/growth", test_growth);
  return g_test_run ();
}
