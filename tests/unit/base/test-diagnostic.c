/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-diagnostic-private.h"

#include <string.h>

/* The codes and severities of the contract, in words. Those that several severities fit have the
 * one of their usual case here. */
static const struct
{
  const char *code;
  TendrilSeverity severity;
} codes[] = {
  { "bom", TENDRIL_SEVERITY_NOTE },
  { "not-utf8", TENDRIL_SEVERITY_ERROR },
  { "nul", TENDRIL_SEVERITY_ERROR },
  { "no-section", TENDRIL_SEVERITY_NOTE },
  { "bad-section", TENDRIL_SEVERITY_WARNING },
  { "bad-group", TENDRIL_SEVERITY_NOTE },
  { "dup-group", TENDRIL_SEVERITY_NOTE },
  { "no-equals", TENDRIL_SEVERITY_ERROR },
  { "empty-name", TENDRIL_SEVERITY_ERROR },
  { "empty-value", TENDRIL_SEVERITY_ERROR },
  { "control-char", TENDRIL_SEVERITY_NOTE },
  { "bad-ref", TENDRIL_SEVERITY_ERROR },
  { "bad-extras", TENDRIL_SEVERITY_WARNING },
  { "dup-name", TENDRIL_SEVERITY_WARNING },
  { "too-long", TENDRIL_SEVERITY_ERROR },
  { "too-big", TENDRIL_SEVERITY_ERROR },
  { "more", TENDRIL_SEVERITY_NOTE },
  { "not-a-file", TENDRIL_SEVERITY_ERROR },
  { "unreadable", TENDRIL_SEVERITY_ERROR },
  { "no-name", TENDRIL_SEVERITY_NOTE },
  { "no-metadata", TENDRIL_SEVERITY_NOTE },
  { "name-mismatch", TENDRIL_SEVERITY_WARNING },
  { "dup-dist", TENDRIL_SEVERITY_WARNING },
  { "stale", TENDRIL_SEVERITY_WARNING },
  { "temp-dir", TENDRIL_SEVERITY_NOTE },
  { "bad-path", TENDRIL_SEVERITY_NOTE },
  { "egg-link", TENDRIL_SEVERITY_NOTE },
  { "pth-import", TENDRIL_SEVERITY_NOTE },
  { "wrong-python", TENDRIL_SEVERITY_ERROR },
  { "dup-callable", TENDRIL_SEVERITY_WARNING },
  { "conflict", TENDRIL_SEVERITY_WARNING },
};

static void
test_code (gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GEnumClass) klass = g_type_class_ref (TENDRIL_TYPE_DIAGNOSTIC_CODE);
  const GEnumValue *value = g_enum_get_value_by_nick (klass, codes[i].code);

  g_assert_nonnull (value);
  g_assert_cmpint (tendril_diagnostic_code_get_severity (value->value), ==, codes[i].severity);
}

/* A code without a severity of its own would silently be a note. */
static void
test_values_are_dense (void)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (TENDRIL_TYPE_DIAGNOSTIC_CODE);

  for (guint i = 0; i < klass->n_values; i++)
    {
      g_assert_cmpint (klass->values[i].value, ==, (int) i);
      g_assert_cmpint (tendril_diagnostic_code_get_severity (i), >=, TENDRIL_SEVERITY_NOTE);
      g_assert_cmpint (tendril_diagnostic_code_get_severity (i), <=, TENDRIL_SEVERITY_ERROR);
    }
}

static void
test_severities (void)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (TENDRIL_TYPE_SEVERITY);

  g_assert_cmpstr (g_enum_get_value (klass, TENDRIL_SEVERITY_NOTE)->value_nick, ==, "note");
  g_assert_cmpstr (g_enum_get_value (klass, TENDRIL_SEVERITY_WARNING)->value_nick, ==, "warning");
  g_assert_cmpstr (g_enum_get_value (klass, TENDRIL_SEVERITY_ERROR)->value_nick, ==, "error");
  g_assert_cmpint (TENDRIL_SEVERITY_NOTE, <, TENDRIL_SEVERITY_WARNING);
  g_assert_cmpint (TENDRIL_SEVERITY_WARNING, <, TENDRIL_SEVERITY_ERROR);
}

static void
test_getters (void)
{
  g_autoptr (TendrilDiagnostic) diagnostic = tendril_diagnostic_new (
    TENDRIL_DIAGNOSTIC_BAD_REF, TENDRIL_SEVERITY_ERROR, "/a/entry_points.txt", 3, 7, "It is bad");

  g_assert_cmpint (tendril_diagnostic_get_code (diagnostic), ==, TENDRIL_DIAGNOSTIC_BAD_REF);
  g_assert_cmpint (tendril_diagnostic_get_severity (diagnostic), ==, TENDRIL_SEVERITY_ERROR);
  g_assert_cmpstr (tendril_diagnostic_get_file (diagnostic), ==, "/a/entry_points.txt");
  g_assert_cmpuint (tendril_diagnostic_get_line (diagnostic), ==, 3);
  g_assert_cmpuint (tendril_diagnostic_get_column (diagnostic), ==, 7);
  g_assert_cmpstr (tendril_diagnostic_get_cause (diagnostic), ==, "It is bad");
}

static void
test_properties (void)
{
  g_autoptr (TendrilDiagnostic) diagnostic = tendril_diagnostic_new (
    TENDRIL_DIAGNOSTIC_NUL, TENDRIL_SEVERITY_WARNING, "/a", 1, 2, "cause");
  g_autofree char *file = NULL;
  g_autofree char *cause = NULL;
  TendrilDiagnosticCode code;
  TendrilSeverity severity;
  guint line, column;

  g_object_get (diagnostic, "code", &code, "severity", &severity, "file", &file, "line", &line,
                "column", &column, "cause", &cause, NULL);
  g_assert_cmpint (code, ==, TENDRIL_DIAGNOSTIC_NUL);
  g_assert_cmpint (severity, ==, TENDRIL_SEVERITY_WARNING);
  g_assert_cmpstr (file, ==, "/a");
  g_assert_cmpuint (line, ==, 1);
  g_assert_cmpuint (column, ==, 2);
  g_assert_cmpstr (cause, ==, "cause");
}

static void
test_without_file (void)
{
  g_autoptr (TendrilDiagnostic) diagnostic = tendril_diagnostic_new (
    TENDRIL_DIAGNOSTIC_CONFLICT, TENDRIL_SEVERITY_WARNING, NULL, 0, 0, "cause");

  g_assert_null (tendril_diagnostic_get_file (diagnostic));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autofree char *path = g_strconcat ("/diagnostic/code/", codes[i].code, NULL);

      g_test_add_data_func (path, GSIZE_TO_POINTER (i), test_code);
    }
  g_test_add_func ("/diagnostic/values-are-dense", test_values_are_dense);
  g_test_add_func ("/diagnostic/severities", test_severities);
  g_test_add_func ("/diagnostic/getters", test_getters);
  g_test_add_func ("/diagnostic/properties", test_properties);
  g_test_add_func ("/diagnostic/without-file", test_without_file);

  return g_test_run ();
}
