/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "compiler-fixture.h"

#include <string.h>

#include "tendril-builtins-private.h"
#include "tendril-distribution-private.h"
#include "tendril-entry-point-private.h"
#include "tendril-metadata-private.h"

static void
take_entry (const TendrilManifestEntry *entry,
            gpointer                    user_data)
{
  *(TendrilEntryPoint **) user_data = tendril_entry_point_new (entry);
}

static void
refuse_diagnostic (TendrilDiagnosticCode  code,
                   TendrilSeverity        severity,
                   guint                  line,
                   guint                  column,
                   const char            *cause,
                   gpointer               user_data)
{
  g_error ("%s", cause);
}

TendrilExtension *
fixture_extension_new (TendrilExtensionRegistry *registry,
                       const char               *id)
{
  static const char manifest[] = "[tendril_extensions]\ninit = fixture.so:init\n";
  static const TendrilManifestHandler handler = { take_entry, refuse_diagnostic };
  g_autofree char *directory = g_strdup_printf ("%s-1.0.dist-info", id);
  g_autoptr (TendrilDistribution) distribution = NULL;
  g_autoptr (TendrilEntryPoint) entry_point = NULL;
  g_auto (TendrilMetadata) metadata = { { NULL } };

  metadata.fields[TENDRIL_METADATA_NAME] = id;
  distribution = tendril_distribution_new ("/nowhere", directory, &metadata);
  tendril_manifest_parse (manifest, strlen (manifest), &handler, &entry_point);
  tendril_entry_point_set_distribution (entry_point, distribution);

  return tendril_extension_new (registry, entry_point, "native");
}

TendrilRegistrar *
fixture_extension_begin (TendrilExtension *extension)
{
  g_assert_null (tendril_extension_set_current (extension));
  return tendril_registrar_get_current ();
}

void
fixture_extension_end (void)
{
  tendril_extension_set_current (NULL);
}

TendrilExtensionRegistry *
fixture_registry_new (void)
{
  return g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "isolated", TRUE, NULL);
}

static TendrilOverloadTable *
builtin_table_new (TendrilRegistrar *registrar)
{
  TendrilOverloadTable *table = tendril_overload_table_new (NULL);
  g_autoptr (GPtrArray) journals = g_ptr_array_new ();

  tendril_builtins_register (registrar);
  g_ptr_array_add (journals, tendril_registrar_get_journal (registrar));
  tendril_overload_table_add (table, journals);
  return table;
}

static char *
evaluate (const TendrilOverloadTable  *table,
          const char                  *text,
          GError                     **error)
{
  g_autoptr (TendrilSource) source = tendril_source_new (text, NULL);
  g_autoptr (TendrilTree) tree = tendril_tree_parse (source, error);
  g_autoptr (TendrilArena) arena = tendril_arena_new ();
  g_autoptr (TendrilIr) ir = NULL;
  g_autoptr (TendrilCode) code = NULL;
  g_autofree TendrilPayload *registers = NULL;
  g_autofree char *number = NULL;
  g_auto (GValue) value = G_VALUE_INIT;
  TendrilTyped *typed;
  TendrilPayload result[TENDRIL_MAX_SLOTS];

  typed = tree != NULL ? tendril_typed_new (tree, NULL, table, arena, error) : NULL;
  ir = typed != NULL ? tendril_ir_new (tree, NULL, typed, error) : NULL;
  if (ir == NULL)
    return NULL;
  code = tendril_code_new (ir, error);
  if (code == NULL)
    return NULL;
  registers = g_new0 (TendrilPayload, code->n_registers);
  if (!tendril_code_run (code, registers, result, error))
    return NULL;

  tendril_value_box (&value, code->result_type, result);
  number = tendril_value_to_string (&value);
  return g_strdup_printf ("%s %s", tendril_type_get_name (code->result_type), number);
}

static char *
evaluate_in_batches (TendrilExtension  *const  *extensions,
                     guint                      n_extensions,
                     guint                      batch_size,
                     const char                *source,
                     GError                   **error)
{
  g_autoptr (TendrilRegistrar) builtins = tendril_registrar_new ();
  g_autoptr (TendrilOverloadTable) parent = builtin_table_new (builtins);
  g_autoptr (TendrilOverloadTable) table = tendril_overload_table_new (parent);

  for (guint i = 0; i < n_extensions; i += batch_size)
    {
      g_autoptr (GPtrArray) journals = g_ptr_array_new ();

      for (guint j = i; j < i + batch_size; j++)
        {
          TendrilRegistrar *registrar = tendril_extension_get_journal (extensions[j]);

          g_ptr_array_add (journals, tendril_registrar_get_journal (registrar));
        }
      tendril_overload_table_add (table, journals);
    }

  return evaluate (table, source, error);
}

char *
fixture_evaluate (TendrilExtension  *const  *extensions,
                  guint                      n_extensions,
                  const char                *source,
                  GError                   **error)
{
  return evaluate_in_batches (extensions, n_extensions, n_extensions, source, error);
}

char *
fixture_evaluate_late (TendrilExtension  *const  *extensions,
                       guint                      n_extensions,
                       const char                *source,
                       GError                   **error)
{
  return evaluate_in_batches (extensions, n_extensions, 1, source, error);
}

guint
fixture_count_instructions (const char  *text,
                            GError     **error)
{
  g_autoptr (TendrilRegistrar) builtins = tendril_registrar_new ();
  g_autoptr (TendrilOverloadTable) table = builtin_table_new (builtins);
  g_autoptr (TendrilSource) source = tendril_source_new (text, NULL);
  g_autoptr (TendrilTree) tree = tendril_tree_parse (source, error);
  g_autoptr (TendrilArena) arena = tendril_arena_new ();
  g_autoptr (TendrilIr) ir = NULL;
  TendrilTyped *typed;

  typed = tree != NULL ? tendril_typed_new (tree, NULL, table, arena, error) : NULL;
  ir = typed != NULL ? tendril_ir_new (tree, NULL, typed, error) : NULL;

  return ir != NULL ? ir->instructions->len : 0;
}
