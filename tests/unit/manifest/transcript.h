/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-manifest-private.h"

/* Writes what the parser tells, a line each: `group/name module|attr @line` for an entry,
 * `code severity line:column` for a diagnostic. */
static inline char *
enum_nick (GType type,
           int   value)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (type);

  return g_strdup (g_enum_get_value (klass, value)->value_nick);
}

static inline void
transcript_entry (const TendrilManifestEntry *entry,
                  gpointer                    user_data)
{
  GString *string = user_data;
  const TendrilObjectReference *reference = &entry->reference;
  g_auto (GStrv) extras = tendril_extras_dup (reference->extras);
  g_autofree char *group = tendril_span_dup (entry->group);
  g_autofree char *name = tendril_span_dup (entry->name);
  g_autofree char *module = tendril_span_dup (reference->module);
  g_autofree char *attr =
    reference->attr.start != NULL ? tendril_span_dup (reference->attr) : g_strdup ("-");
  g_autofree char *joined = g_strjoinv (",", extras);

  g_string_append_printf (string, "%s/%s %s|%s|%s @%u\n", group, name, module, attr, joined,
                          entry->line);
}

static inline void
transcript_diagnostic (TendrilDiagnosticCode  code,
                       TendrilSeverity        severity,
                       guint                  line,
                       guint                  column,
                       const char            *cause,
                       gpointer               user_data)
{
  g_autofree char *code_nick = enum_nick (TENDRIL_TYPE_DIAGNOSTIC_CODE, code);
  g_autofree char *severity_nick = enum_nick (TENDRIL_TYPE_SEVERITY, severity);

  g_assert_nonnull (cause);
  g_assert_cmpint (*cause, !=, '\0');
  g_string_append_printf (user_data, "%s %s %u:%u\n", code_nick, severity_nick, line, column);
}

/* The copy is as long as the text, so that a read past its end is seen. */
static inline char *
transcribe (const char *text,
            gsize       length)
{
  static const TendrilManifestHandler handler = { transcript_entry, transcript_diagnostic };
  g_autofree char *copy = g_memdup2 (text, length);
  GString *string = g_string_new (NULL);

  tendril_manifest_parse (length > 0 ? copy : "", length, &handler, string);
  return g_string_free (string, FALSE);
}
