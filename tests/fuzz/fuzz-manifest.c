/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fuzz-target.h"

#include "tendril-manifest-private.h"

#include <string.h>

const char *const fuzz_dictionary[] = {
  "\n", "\r\n", "\r", "[g]\n", "[a.b]\n", "[[x]]\n", "[", "]", "=", " = ", "name = m:f\n", ":", ".",
  "#", ";", ",", "[x, a-b]", "lib-x.so:init", "x.js:f", "\xef\xbb\xbf", "\xc3\xa4", "\xe2\x80\xa8",
  "\xc2\xa0", "\xff", "\t", "\f", "%(x)s", "..", NULL,
};

typedef struct
{
  const char *text;
  gsize length;
  GHashTable *names;
  GString *transcript;
  guint n_diagnostics;
  guint last_line;
  gboolean ended;
} State;

static void
check_span (State       *state,
            TendrilSpan  span)
{
  g_assert_true (span.start >= state->text);
  g_assert_true (span.start + span.length <= state->text + state->length);
  g_assert_true (g_utf8_validate_len (span.start, span.length, NULL));
  g_assert_null (memchr (span.start, '\n', span.length));
}

static gboolean
is_within (TendrilSpan inner,
           TendrilSpan outer)
{
  return inner.start >= outer.start &&
         inner.start + inner.length <= outer.start + outer.length;
}

static void
check_extras (TendrilSpan extras,
              TendrilSpan value)
{
  TendrilSpan extra;
  gboolean valid;

  while (tendril_extras_next (&extras, &extra, &valid))
    {
      g_assert_true (is_within (extra, value));
      g_assert_true (!valid || extra.length > 0);
    }
}

static void
check_reference (State                      *state,
                 const TendrilManifestEntry *entry)
{
  const TendrilObjectReference *reference = &entry->reference;

  check_span (state, reference->module);
  g_assert_cmpuint (reference->module.length, >, 0);
  g_assert_true (is_within (reference->module, entry->value));
  if (reference->attr.start != NULL)
    {
      check_span (state, reference->attr);
      g_assert_cmpuint (reference->attr.length, >, 0);
      g_assert_true (is_within (reference->attr, entry->value));
    }
  if (reference->extras.start != NULL)
    {
      check_span (state, reference->extras);
      check_extras (reference->extras, entry->value);
    }
}

static void
take_entry (const TendrilManifestEntry *entry,
            gpointer                    user_data)
{
  State *state = user_data;
  g_autofree char *key = g_strdup_printf ("%.*s\n%.*s", (int) entry->group.length,
                                          entry->group.start, (int) entry->name.length,
                                          entry->name.start);

  g_assert_false (state->ended);
  check_span (state, entry->group);
  check_span (state, entry->name);
  check_span (state, entry->value);
  g_assert_cmpuint (entry->group.length, >, 0);
  g_assert_cmpuint (entry->name.length, >, 0);
  g_assert_cmpuint (entry->value.length, >, 0);
  g_assert_null (memchr (entry->name.start, '=', entry->name.length));
  check_reference (state, entry);

  g_assert_cmpuint (entry->line, >, state->last_line);
  state->last_line = entry->line;
  g_assert_true (g_hash_table_add (state->names, g_strdup (key)));
  g_string_append_printf (state->transcript, "%s %u\n", key, entry->line);
}

static guint
count_lines (State *state)
{
  guint n = 1;

  for (gsize i = 0; i < state->length; i++)
    n += state->text[i] == '\n' || state->text[i] == '\r';
  return n;
}

static void
take_diagnostic (TendrilDiagnosticCode  code,
                 TendrilSeverity        severity,
                 guint                  line,
                 guint                  column,
                 const char            *cause,
                 gpointer               user_data)
{
  State *state = user_data;

  g_assert_false (state->ended);
  g_assert_cmpuint (++state->n_diagnostics, <=, TENDRIL_MANIFEST_MAX_DIAGNOSTICS + 1);
  g_assert_cmpint (state->n_diagnostics > TENDRIL_MANIFEST_MAX_DIAGNOSTICS, ==,
                   code == TENDRIL_DIAGNOSTIC_MORE);
  g_assert_cmpint (code, <=, TENDRIL_DIAGNOSTIC_MORE);
  g_assert_cmpint (severity, <=, TENDRIL_SEVERITY_ERROR);
  g_assert_cmpuint (line, <=, count_lines (state));
  g_assert_cmpuint (column, <=, state->length + 1);
  g_assert_true (g_utf8_validate (cause, -1, NULL));
  g_string_append_printf (state->transcript, "%d %d %u %u %s\n", code, severity, line, column, cause);
}

static char *
parse (const uint8_t *data,
       size_t         size)
{
  static const TendrilManifestHandler handler = { take_entry, take_diagnostic };
  State state = { .text = (const char *) data, .length = size };

  state.names = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  state.transcript = g_string_new (NULL);
  tendril_manifest_parse (state.text, size, &handler, &state);
  state.ended = TRUE;
  g_hash_table_unref (state.names);

  return g_string_free (state.transcript, FALSE);
}

typedef struct
{
  GPtrArray *first;         /* of each group, owned copies */
  GString *entries;
  guint n_diagnostics;
} Sections;

static void
append_entry (GString                    *to,
              const TendrilManifestEntry *entry)
{
  g_string_append_printf (to, "%u %.*s = %.*s\n", entry->line, (int) entry->name.length,
                          entry->name.start, (int) entry->value.length, entry->value.start);
}

static void
take_first (const TendrilManifestEntry *entry,
            gpointer                    user_data)
{
  Sections *sections = user_data;
  const TendrilManifestEntry *last =
    sections->first->len > 0 ? g_ptr_array_index (sections->first, sections->first->len - 1) : NULL;

  if (last == NULL || last->group.start != entry->group.start)
    g_ptr_array_add (sections->first, g_memdup2 (entry, sizeof *entry));
  append_entry (sections->entries, entry);
}

static void
count_diagnostic (TendrilDiagnosticCode  code,
                  TendrilSeverity        severity,
                  guint                  line,
                  guint                  column,
                  const char            *cause,
                  gpointer               user_data)
{
  Sections *sections = user_data;

  sections->n_diagnostics++;
}

static void
take_again (const TendrilManifestEntry *entry,
            gpointer                    user_data)
{
  append_entry (user_data, entry);
}

/* The index keeps where each section's entries begin, which has to tell the same. */
static void
check_sections (const char *text,
                size_t      size)
{
  static const TendrilManifestHandler handler = { take_first, count_diagnostic };
  static const TendrilManifestHandler again_handler = { take_again, NULL };
  g_autoptr (GPtrArray) first = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GString) entries = g_string_new (NULL);
  g_autoptr (GString) again = g_string_new (NULL);
  Sections sections = { .first = first, .entries = entries };

  tendril_manifest_parse (text, size, &handler, &sections);
  if (sections.n_diagnostics > 0)
    return;

  for (guint i = 0; i < first->len; i++)
    {
      const TendrilManifestEntry *entry = g_ptr_array_index (first, i);
      const char *start = entry->name.start;

      tendril_manifest_parse_section (start, text + size - start, "group", entry->line,
                                      &again_handler, again);
    }
  g_assert_cmpstr (again->str, ==, entries->str);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_autofree char *first = parse (data, size);
  g_autofree char *second = parse (data, size);

  g_assert_cmpstr (first, ==, second);
  check_sections ((const char *) data, size);
  return 0;
}
