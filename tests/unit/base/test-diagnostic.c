/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-diagnostic-private.h"
#include "tendril-error.h"

#include <string.h>

static void
test_every_code_has_a_repair (void)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (TENDRIL_TYPE_DIAGNOSTIC_CODE);

  for (guint i = 0; i < klass->n_values; i++)
    {
      TendrilDiagnosticCode code = klass->values[i].value;
      g_autoptr (TendrilDiagnostic) diagnostic = tendril_diagnostic_new (
        code, tendril_diagnostic_code_get_severity (code), "file", 1, 2, "cause");

      g_assert_cmpstr (tendril_diagnostic_get_repair (diagnostic), !=, NULL);
      g_assert_cmpint (tendril_diagnostic_get_severity (diagnostic), <=, TENDRIL_SEVERITY_ERROR);
    }
}

/* The nicks are what the command prints and scripts compare. */
static void
test_nicks_are_lower_case_words (void)
{
  static const char letters[] = "abcdefghijklmnopqrstuvwxyz0123456789-";
  GType types[] = { TENDRIL_TYPE_DIAGNOSTIC_CODE, TENDRIL_TYPE_SEVERITY, TENDRIL_TYPE_ERROR };

  for (gsize i = 0; i < G_N_ELEMENTS (types); i++)
    {
      g_autoptr (GEnumClass) klass = g_type_class_ref (types[i]);

      for (guint j = 0; j < klass->n_values; j++)
        {
          const char *nick = klass->values[j].value_nick;

          g_assert_cmpuint (strspn (nick, letters), ==, strlen (nick));
          g_assert_true (g_enum_get_value_by_nick (klass, nick) == &klass->values[j]);
        }
    }
}

static void
test_properties_tell_what_the_getters_tell (void)
{
  g_autoptr (TendrilDiagnostic) diagnostic = tendril_diagnostic_new (
    TENDRIL_DIAGNOSTIC_BAD_REF, TENDRIL_SEVERITY_ERROR, "/some/file", 3, 7, "because");
  g_autofree char *file = NULL;
  g_autofree char *cause = NULL;
  g_autofree char *id = NULL;
  guint line, column;
  int code, severity;

  tendril_diagnostic_set_id (diagnostic, "some-thing");
  g_object_get (diagnostic, "code", &code, "severity", &severity, "file", &file, "line", &line,
                "column", &column, "id", &id, "cause", &cause, NULL);

  g_assert_cmpint (code, ==, TENDRIL_DIAGNOSTIC_BAD_REF);
  g_assert_cmpint (severity, ==, TENDRIL_SEVERITY_ERROR);
  g_assert_cmpstr (file, ==, "/some/file");
  g_assert_cmpuint (line, ==, 3);
  g_assert_cmpuint (column, ==, 7);
  g_assert_cmpstr (id, ==, "some-thing");
  g_assert_cmpstr (cause, ==, "because");
}

static void
test_error_domain_has_a_stable_name (void)
{
  g_assert_cmpstr (g_quark_to_string (TENDRIL_ERROR), ==, "tendril-error-quark");
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/base/every-code-has-a-repair", test_every_code_has_a_repair);
  g_test_add_func ("/base/nicks-are-lower-case-words", test_nicks_are_lower_case_words);
  g_test_add_func ("/base/properties-tell-what-the-getters-tell",
                   test_properties_tell_what_the_getters_tell);
  g_test_add_func ("/base/error-domain-has-a-stable-name", test_error_domain_has_a_stable_name);

  return g_test_run ();
}
