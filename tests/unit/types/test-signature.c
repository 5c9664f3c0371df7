/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-error.h"
#include "tendril-signature.h"

static void
test_parse (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TendrilSignature) signature = NULL;
  g_autofree char *text = NULL;

  signature = tendril_signature_parse ("\t( float64 ,int64)->  my.complex128 ", &error);
  g_assert_no_error (error);
  g_assert_cmpuint (tendril_signature_get_n_parameters (signature), ==, 2);
  g_assert_cmpstr (tendril_signature_get_parameter (signature, 0), ==, "float64");
  g_assert_cmpstr (tendril_signature_get_parameter (signature, 1), ==, "int64");
  g_assert_cmpstr (tendril_signature_get_result (signature), ==, "my.complex128");
  text = tendril_signature_to_string (signature);
  g_assert_cmpstr (text, ==, "(float64, int64) -> my.complex128");
}

static void
test_no_parameters (void)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TendrilSignature) signature = tendril_signature_parse ("( ) -> bool", &error);
  g_autofree char *text = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (tendril_signature_get_n_parameters (signature), ==, 0);
  text = tendril_signature_to_string (signature);
  g_assert_cmpstr (text, ==, "() -> bool");
}

static void
test_invalid (void)
{
  static const struct
  {
    const char *text;
    const char *place;
  } cases[] = {
    { "", "column 1 " },           { "float64", "column 1 " },
    { "(", "column 2 " },          { "(float64", "column 9 " },
    { "(float64,)", "column 10 " }, { "(,) -> bool", "column 2 " },
    { "(bool) bool", "column 8 " }, { "(bool) ->", "column 10 " },
    { "() -> bool x", "column 12 " }, { "(1) -> bool", "column 2 " },
    { "(float64 int64) -> bool", "column 10 " }, { "(bool, é) -> bool", "column 8 " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (tendril_signature_parse (cases[i].text, &error));
      g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_SIGNATURE);
      if (!g_str_has_prefix (error->message, cases[i].place))
        g_error ("“%s”: %s", cases[i].text, error->message);
    }
}

static void
test_equal (void)
{
  static const char *const texts[] = {
    "() -> bool", "(bool) -> bool", "(bool) -> int64", "(int64) -> bool", "(bool, bool) -> bool",
  };

  for (guint i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autoptr (TendrilSignature) a = tendril_signature_parse (texts[i], NULL);

      for (guint j = 0; j < G_N_ELEMENTS (texts); j++)
        {
          g_autoptr (TendrilSignature) b = tendril_signature_parse (texts[j], NULL);

          g_assert_cmpint (tendril_signature_equal (a, b), ==, i == j);
          if (i == j)
            g_assert_cmpuint (tendril_signature_hash (a), ==, tendril_signature_hash (b));
        }
    }
}

static void
test_boxed (void)
{
  g_autoptr (TendrilSignature) signature = tendril_signature_parse ("() -> bool", NULL);
  g_auto (GValue) value = G_VALUE_INIT;

  g_value_init (&value, TENDRIL_TYPE_SIGNATURE);
  g_value_set_boxed (&value, signature);
  g_assert_true (g_value_get_boxed (&value) == signature);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/types/signature/parse", test_parse);
  g_test_add_func ("/types/signature/no-parameters", test_no_parameters);
  g_test_add_func ("/types/signature/invalid", test_invalid);
  g_test_add_func ("/types/signature/equal", test_equal);
  g_test_add_func ("/types/signature/boxed", test_boxed);
  return g_test_run ();
}
