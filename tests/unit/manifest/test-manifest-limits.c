/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "transcript.h"

#include <string.h>

static void
test_diagnostics_fifty_are_listed (void)
{
  g_autoptr (GString) text = g_string_new ("[g]\n");
  g_autofree char *transcript = NULL;
  g_auto (GStrv) lines = NULL;

  for (guint i = 0; i < TENDRIL_MANIFEST_MAX_DIAGNOSTICS; i++)
    g_string_append (text, "x\n");
  transcript = transcribe (text->str, text->len);
  lines = g_strsplit (g_strchomp (transcript), "\n", -1);

  g_assert_cmpuint (g_strv_length (lines), ==, 50);
  g_assert_cmpstr (lines[49], ==, "no-equals error 51:1");
}

static void
count_more (TendrilDiagnosticCode  code,
            TendrilSeverity        severity,
            guint                  line,
            guint                  column,
            const char            *cause,
            gpointer               user_data)
{
  GPtrArray *causes = user_data;

  g_ptr_array_add (causes, g_strdup (cause));
  if (causes->len == 51)
    g_assert_cmpint (code, ==, TENDRIL_DIAGNOSTIC_MORE);
}

static void
count_entry (const TendrilManifestEntry *entry,
             gpointer                    user_data)
{
  g_ptr_array_add (user_data, g_strdup ("entry"));
}

static void
test_diagnostics_more_tells_the_count (void)
{
  static const TendrilManifestHandler handler = { count_entry, count_more };
  g_autoptr (GPtrArray) causes = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) text = g_string_new ("[g]\n");

  for (guint i = 0; i < 73; i++)
    g_string_append (text, "x\n");
  tendril_manifest_parse (text->str, text->len, &handler, causes);

  g_assert_cmpuint (causes->len, ==, 51);
  g_assert_nonnull (strstr (g_ptr_array_index (causes, 50), "23"));
}

static void
test_diagnostics_do_not_stop_entries (void)
{
  g_autoptr (GString) text = g_string_new ("[g]\n");
  g_autofree char *transcript = NULL;

  for (guint i = 0; i < 100; i++)
    g_string_append (text, "x\n");
  g_string_append (text, "a = m:f\n");
  transcript = transcribe (text->str, text->len);

  g_assert_true (g_str_has_suffix (transcript, "g/a m|f| @102\nmore note 0:0\n"));
}

static char *
build_line (gsize length)
{
  const char *end = " = m:f";
  char *line = g_malloc (length + 1);

  memset (line, 'n', length);
  strcpy (line + length - strlen (end), end);
  return line;
}

static void
test_line_of_8_kib (void)
{
  g_autofree char *line = build_line (8192);
  g_autofree char *text = g_strconcat ("[g]\n", line, "\nb = m:f", NULL);
  g_autofree char *transcript = transcribe (text, strlen (text));

  g_assert_true (g_str_has_prefix (transcript, "g/nnnn"));
  g_assert_true (g_str_has_suffix (transcript, "g/b m|f| @3\n"));
}

static void
test_line_too_long (void)
{
  g_autofree char *line = build_line (8193);
  g_autofree char *text = g_strconcat ("[g]\n", line, "\nb = m:f", NULL);
  g_autofree char *transcript = transcribe (text, strlen (text));

  g_assert_cmpstr (transcript, ==, "too-long error 2:0\ng/b m|f| @3\n");
}

/* The entries behind a section that nobody could read must not join the group before it. */
static void
test_line_too_long_section (void)
{
  g_autofree char *blanks = g_strnfill (9000, ' ');
  g_autofree char *text =
    g_strconcat ("[g]\na = m:f\n  [h", blanks, "]\nb = m:g\n[i]\nc = m:h", NULL);
  g_autofree char *transcript = transcribe (text, strlen (text));

  g_assert_cmpstr (transcript, ==, "g/a m|f| @2\ntoo-long error 3:0\ni/c m|h| @6\n");
}

static char *
build_manifest (gsize size)
{
  char *text = g_malloc (size + 1);

  memset (text, '\n', size);
  memcpy (text, "[g]\na = m:f", 11);
  text[size] = '\0';
  return text;
}

static void
test_size_of_1_mib (void)
{
  g_autofree char *text = build_manifest (1024 * 1024);
  g_autofree char *transcript = transcribe (text, 1024 * 1024);

  g_assert_cmpstr (transcript, ==, "g/a m|f| @2\n");
}

static void
test_size_too_big (void)
{
  g_autofree char *text = build_manifest (1024 * 1024 + 1);
  g_autofree char *transcript = transcribe (text, 1024 * 1024 + 1);

  g_assert_cmpstr (transcript, ==, "too-big error 0:0\n");
}

typedef struct
{
  guint n_entries;
  guint n_diagnostics;
} Counts;

static void
add_entry (const TendrilManifestEntry *entry,
           gpointer                    user_data)
{
  ((Counts *) user_data)->n_entries++;
}

static void
add_diagnostic (TendrilDiagnosticCode  code,
                TendrilSeverity        severity,
                guint                  line,
                guint                  column,
                const char            *cause,
                gpointer               user_data)
{
  ((Counts *) user_data)->n_diagnostics++;
}

static Counts
count (GString *text)
{
  static const TendrilManifestHandler handler = { add_entry, add_diagnostic };
  Counts counts = { 0 };

  tendril_manifest_parse (text->str, text->len, &handler, &counts);
  return counts;
}

static GString *
build_names (guint n,
             guint repeat)
{
  GString *text = g_string_new ("[g]\n");

  for (guint i = 0; i < repeat; i++)
    for (guint j = 0; j < n; j++)
      g_string_append_printf (text, "%x=m\n", j);
  return text;
}

static void
test_names_hundred_thousand (void)
{
  g_autoptr (GString) text = build_names (100000, 1);
  gint64 start = g_get_monotonic_time ();
  Counts counts = count (text);

  g_assert_cmpuint (text->len, <=, TENDRIL_MANIFEST_MAX_SIZE);
  g_assert_cmpuint (counts.n_entries, ==, 100000);
  g_assert_cmpuint (counts.n_diagnostics, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

static void
test_names_fifty_thousand_twice (void)
{
  g_autoptr (GString) text = build_names (50000, 2);
  gint64 start = g_get_monotonic_time ();
  Counts counts = count (text);

  g_assert_cmpuint (counts.n_entries, ==, 50000);
  g_assert_cmpuint (counts.n_diagnostics, ==, 51);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

static void
test_groups_hundred_thousand (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 start = g_get_monotonic_time ();

  for (guint i = 0; text->len < TENDRIL_MANIFEST_MAX_SIZE - 32; i++)
    g_string_append_printf (text, "[%x]\na=m\n", i);
  g_assert_cmpuint (count (text).n_diagnostics, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

static void
test_names_only_new_lines (void)
{
  g_autoptr (GString) text = g_string_new (NULL);
  gint64 start = g_get_monotonic_time ();

  for (gsize i = 0; i < TENDRIL_MANIFEST_MAX_SIZE; i++)
    g_string_append_c (text, '\r');
  g_assert_cmpuint (count (text).n_entries, ==, 0);
  g_assert_cmpint (g_get_monotonic_time () - start, <, 5 * G_USEC_PER_SEC);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/manifest/diagnostics/fifty-are-listed", test_diagnostics_fifty_are_listed);
  g_test_add_func ("/manifest/diagnostics/more-tells-the-count",
                   test_diagnostics_more_tells_the_count);
  g_test_add_func ("/manifest/diagnostics/do-not-stop-entries",
                   test_diagnostics_do_not_stop_entries);
  g_test_add_func ("/manifest/line/of-8-kib", test_line_of_8_kib);
  g_test_add_func ("/manifest/line/too-long", test_line_too_long);
  g_test_add_func ("/manifest/line/too-long-section", test_line_too_long_section);
  g_test_add_func ("/manifest/size/of-1-mib", test_size_of_1_mib);
  g_test_add_func ("/manifest/size/too-big", test_size_too_big);
  g_test_add_func ("/manifest/linear/hundred-thousand-names", test_names_hundred_thousand);
  g_test_add_func ("/manifest/linear/fifty-thousand-names-twice", test_names_fifty_thousand_twice);
  g_test_add_func ("/manifest/linear/groups", test_groups_hundred_thousand);
  g_test_add_func ("/manifest/linear/only-line-ends", test_names_only_new_lines);

  return g_test_run ();
}
