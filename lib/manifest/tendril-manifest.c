/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-manifest-private.h"

#include "tendril-diagnostic-private.h"

#include <string.h>

/* Reads entry_points.txt as the PyPA specification means it, line by line, and never gives up:
 * what is wrong with one line costs that line. A pure function of its bytes. */

typedef struct
{
  TendrilSpan group;
  TendrilSpan name;         /* empty for the group itself */
} SeenKey;

/* Open addressing over names seen; most manifests fit the local slots. */
typedef struct
{
  SeenKey *slots;
  guint n_slots;
  guint n_used;
  guint64 seed;
  SeenKey local[32];
} SeenSet;

typedef struct
{
  const TendrilManifestHandler *handler;
  gpointer user_data;
  SeenSet seen;
  TendrilSpan group;
  gboolean has_group;       /* false before the first section and behind a broken one */
  gboolean before_first;
  gboolean checked;         /* the whole text is UTF-8 without NUL */
  TendrilSpan line;
  guint line_number;
  guint n_diagnostics;
} Parser;

static void
seen_set_init (SeenSet *set)
{
  set->slots = set->local;
  set->n_slots = G_N_ELEMENTS (set->local);
  set->n_used = 0;
  set->seed = tendril_span_hash_seed ();
  memset (set->local, 0, sizeof set->local);
}

static void
seen_set_clear (SeenSet *set)
{
  if (set->slots != set->local)
    g_free (set->slots);
}

static SeenKey *
seen_set_find (SeenSet       *set,
               const SeenKey *key)
{
  guint hash = tendril_span_hash (key->name, set->seed ^ tendril_span_hash (key->group, set->seed));

  for (guint i = hash;; i++)
    {
      SeenKey *slot = &set->slots[i & (set->n_slots - 1)];

      if (slot->group.start == NULL)
        return slot;
      if (tendril_span_equal (slot->name, key->name) &&
          tendril_span_equal (slot->group, key->group))
        return slot;
    }
}

static void
seen_set_grow (SeenSet *set)
{
  SeenSet old = *set;
  SeenKey *old_slots = old.slots == set->local ? old.local : old.slots;

  set->n_slots *= 2;
  set->slots = g_new0 (SeenKey, set->n_slots);
  for (guint i = 0; i < old.n_slots; i++)
    if (old_slots[i].group.start != NULL)
      *seen_set_find (set, &old_slots[i]) = old_slots[i];

  if (old_slots != old.local)
    g_free (old_slots);
}

/* Returns whether the key is new. */
static gboolean
seen_set_add (SeenSet     *set,
              TendrilSpan  group,
              TendrilSpan  name)
{
  SeenKey key = { group, name };
  SeenKey *slot = seen_set_find (set, &key);

  if (slot->group.start != NULL)
    return FALSE;

  *slot = key;
  if (++set->n_used * 2 > set->n_slots)
    seen_set_grow (set);
  return TRUE;
}

static void
report_as (Parser                *parser,
           TendrilDiagnosticCode  code,
           TendrilSeverity        severity,
           const char            *position,
           const char            *cause)
{
  guint column = position != NULL ? tendril_text_column (parser->line, position) : 0;

  if (parser->n_diagnostics++ < TENDRIL_MANIFEST_MAX_DIAGNOSTICS)
    parser->handler->diagnostic (code, severity, parser->line_number, column, cause,
                                 parser->user_data);
}

static void
report (Parser                *parser,
        TendrilDiagnosticCode  code,
        const char            *position,
        const char            *cause)
{
  report_as (parser, code, tendril_diagnostic_code_get_severity (code), position, cause);
}

static void
report_rest (Parser *parser)
{
  g_autofree char *cause = NULL;

  if (parser->n_diagnostics <= TENDRIL_MANIFEST_MAX_DIAGNOSTICS)
    return;

  cause = g_strdup_printf ("%u more diagnostics of this file are not listed",
                           parser->n_diagnostics - TENDRIL_MANIFEST_MAX_DIAGNOSTICS);
  parser->handler->diagnostic (TENDRIL_DIAGNOSTIC_MORE,
                               tendril_diagnostic_code_get_severity (TENDRIL_DIAGNOSTIC_MORE), 0, 0,
                               cause, parser->user_data);
}

/* `\w+(\.\w+)*` */
static gboolean
is_group_name (TendrilSpan name)
{
  const char *end = name.start + name.length;
  gboolean after_word = FALSE;

  for (const char *p = name.start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = tendril_text_char (p);
      gboolean word = c == '_' || (c < 0x80 ? g_ascii_isalnum (c) : g_unichar_isalnum (c));

      if (!word && (c != '.' || !after_word))
        return FALSE;
      after_word = word;
    }

  return after_word;
}

static void
read_section (Parser      *parser,
              TendrilSpan  text)
{
  TendrilSpan name = { text.start + 1, text.length - 2 };

  parser->before_first = FALSE;
  parser->has_group = FALSE;

  if (name.length == 0 || memchr (name.start, '[', name.length) != NULL ||
      memchr (name.start, ']', name.length) != NULL)
    {
      report_as (parser, TENDRIL_DIAGNOSTIC_BAD_GROUP, TENDRIL_SEVERITY_WARNING, text.start,
                 "The group has no name, or brackets in it; its entries are skipped");
      return;
    }

  parser->has_group = TRUE;
  parser->group = name;

  if (!is_group_name (name))
    report (parser, TENDRIL_DIAGNOSTIC_BAD_GROUP, name.start,
            "The name of the group is not made of words joined by dots");
  if (!seen_set_add (&parser->seen, name, (TendrilSpan) TENDRIL_SPAN_INIT))
    report (parser, TENDRIL_DIAGNOSTIC_DUP_GROUP, text.start,
            "The group stood before in this file; its entries are merged");
}

static void
read_broken_section (Parser      *parser,
                     TendrilSpan  text)
{
  gboolean entry_like = memchr (text.start, '=', text.length) != NULL;

  report (parser, TENDRIL_DIAGNOSTIC_BAD_SECTION, text.start,
          "The line begins with “[” and does not end with “]”");
  if (entry_like)
    return;

  parser->has_group = FALSE;
  parser->before_first = FALSE;
}

static void
check_name (Parser      *parser,
            TendrilSpan  name)
{
  const char *end = name.start + name.length;

  for (const char *p = name.start; p < end; p = g_utf8_next_char (p))
    {
      gunichar c = tendril_text_char (p);

      if (c < 0x80 ? g_ascii_iscntrl (c) : g_unichar_iscntrl (c))
        {
          report (parser, TENDRIL_DIAGNOSTIC_CONTROL_CHAR, p,
                  "The name holds a control character");
          return;
        }
    }
}

static void
check_extras (Parser      *parser,
              TendrilSpan  extras)
{
  TendrilSpan extra;
  gboolean valid;

  while (tendril_extras_next (&extras, &extra, &valid))
    if (!valid)
      report (parser, TENDRIL_DIAGNOSTIC_BAD_EXTRAS, extra.start,
              "An extra is no name of letters, digits, “-”, “_” and “.”");
}

static void
take_entry (Parser               *parser,
            TendrilManifestEntry *entry)
{
  if (!tendril_object_reference_parse (entry->value, &entry->reference))
    {
      report (parser, TENDRIL_DIAGNOSTIC_BAD_REF, entry->value.start,
              "The value is no reference like “module:attr” or “file.so:symbol”");
      return;
    }
  if (!seen_set_add (&parser->seen, entry->group, entry->name))
    {
      report (parser, TENDRIL_DIAGNOSTIC_DUP_NAME, entry->name.start,
              "The name stood before in this group; the first counts");
      return;
    }

  check_name (parser, entry->name);
  check_extras (parser, entry->reference.extras);
  parser->handler->entry (entry, parser->user_data);
}

static void
read_entry (Parser      *parser,
            TendrilSpan  text)
{
  const char *end = text.start + text.length;
  const char *equals = memchr (text.start, '=', text.length);
  TendrilManifestEntry entry = { .group = parser->group, .line = parser->line_number };

  if (!parser->has_group)
    {
      if (parser->before_first)
        report (parser, TENDRIL_DIAGNOSTIC_NO_SECTION, text.start,
                "The line stands before the first [group]");
      return;
    }
  if (equals == NULL)
    {
      report (parser, TENDRIL_DIAGNOSTIC_NO_EQUALS, text.start, "The line has no “=”");
      return;
    }

  entry.name = tendril_span_strip (tendril_span_new (text.start, equals));
  entry.value = tendril_span_strip (tendril_span_new (equals + 1, end));

  if (entry.name.length == 0)
    report (parser, TENDRIL_DIAGNOSTIC_EMPTY_NAME, text.start, "The entry has no name");
  else if (entry.value.length == 0)
    report (parser, TENDRIL_DIAGNOSTIC_EMPTY_VALUE, end, "The entry has no value");
  else
    take_entry (parser, &entry);
}

static gboolean
check_line (Parser *parser)
{
  const char *bad;

  if (parser->line.length > TENDRIL_MANIFEST_MAX_LINE)
    {
      report (parser, TENDRIL_DIAGNOSTIC_TOO_LONG, NULL, "The line is longer than 8 KiB");
      return FALSE;
    }
  if (parser->checked)
    return TRUE;

  bad = memchr (parser->line.start, '\0', parser->line.length);
  if (bad != NULL)
    {
      report (parser, TENDRIL_DIAGNOSTIC_NUL, bad, "The line holds a NUL byte");
      return FALSE;
    }
  if (!g_utf8_validate_len (parser->line.start, parser->line.length, &bad))
    {
      report (parser, TENDRIL_DIAGNOSTIC_NOT_UTF8, bad, "The line is not UTF-8");
      return FALSE;
    }
  return TRUE;
}

static void
read_line (Parser *parser)
{
  TendrilSpan text = tendril_span_strip (parser->line);

  if (!check_line (parser))
    {
      /* What follows an unreadable section must not join the group before it. */
      if (text.length > 0 && *text.start == '[')
        {
          parser->has_group = FALSE;
          parser->before_first = FALSE;
        }
      return;
    }

  if (text.length == 0 || *text.start == '#' || *text.start == ';')
    return;

  if (*text.start != '[')
    read_entry (parser, text);
  else if (text.start[text.length - 1] == ']')
    read_section (parser, text);
  else
    read_broken_section (parser, text);
}

static gboolean
skip_bom (const char **text,
          gsize       *length)
{
  if (*length < 3 || memcmp (*text, "\xef\xbb\xbf", 3) != 0)
    return FALSE;

  *text += 3;
  *length -= 3;
  return TRUE;
}

/* Most of a parser are the slots, which would be cleared twice by an initializer. */
static void
parser_init (Parser                       *parser,
             const TendrilManifestHandler *handler,
             gpointer                      user_data)
{
  seen_set_init (&parser->seen);
  parser->handler = handler;
  parser->user_data = user_data;
  parser->group = (TendrilSpan) TENDRIL_SPAN_INIT;
  parser->has_group = FALSE;
  parser->before_first = TRUE;
  parser->checked = FALSE;
  parser->line = (TendrilSpan) TENDRIL_SPAN_INIT;
  parser->line_number = 0;
  parser->n_diagnostics = 0;
}

void
tendril_manifest_parse (const char                   *text,
                        gsize                         length,
                        const TendrilManifestHandler *handler,
                        gpointer                      user_data)
{
  Parser parser;
  TendrilLineReader reader;

  parser_init (&parser, handler, user_data);
  if (length > TENDRIL_MANIFEST_MAX_SIZE)
    {
      report (&parser, TENDRIL_DIAGNOSTIC_TOO_BIG, NULL, "The manifest is bigger than 1 MiB");
      return;
    }

  if (skip_bom (&text, &length))
    {
      parser.line_number = 1;
      report (&parser, TENDRIL_DIAGNOSTIC_BOM, NULL, "The file begins with a byte order mark");
    }

  parser.checked = tendril_text_is_plain (text, length);

  tendril_line_reader_init (&reader, text, length);
  while (tendril_line_reader_next (&reader, &parser.line))
    {
      parser.line_number = reader.line;
      read_line (&parser);
    }

  report_rest (&parser);
  seen_set_clear (&parser.seen);
}

/* The entries of @group again, from the first one, which stands at @text and on line @line, to the
 * end of the section. Only of a manifest that tendril_manifest_parse () had nothing to say about:
 * there is nothing to check, and no name can stand twice. */
void
tendril_manifest_parse_section (const char                   *text,
                                gsize                         length,
                                const char                   *group,
                                guint                         line,
                                const TendrilManifestHandler *handler,
                                gpointer                      user_data)
{
  TendrilManifestEntry entry = { .group = { group, strlen (group) } };
  TendrilLineReader reader;
  TendrilSpan span;

  tendril_line_reader_init (&reader, text, length);
  while (tendril_line_reader_next (&reader, &span))
    {
      const char *equals;

      span = tendril_span_strip (span);
      if (span.length == 0 || *span.start == '#' || *span.start == ';')
        continue;
      equals = memchr (span.start, '=', span.length);
      if (*span.start == '[' || equals == NULL)
        return;

      entry.line = line + reader.line - 1;
      entry.name = tendril_span_strip (tendril_span_new (span.start, equals));
      entry.value = tendril_span_strip (tendril_span_new (equals + 1, span.start + span.length));
      if (tendril_object_reference_parse (entry.value, &entry.reference))
        handler->entry (&entry, user_data);
    }
}
