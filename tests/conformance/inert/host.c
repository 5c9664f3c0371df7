/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Does all that a host can do short of a compile, then prints what is mapped into the process. */

#include <tendril.h>

static void
discover (TendrilExtensionRegistry  *registry,
          GError                   **error)
{
  g_autoptr (GPtrArray) entry_points = NULL;

  if (!tendril_extension_registry_discover (registry, NULL, error) ||
      !tendril_extension_registry_refresh (registry, NULL, NULL, NULL, NULL, error) ||
      !tendril_extension_registry_diagnose (registry, NULL, error))
    return;

  entry_points =
    tendril_extension_registry_list_entry_points (registry, NULL, NULL, TRUE, NULL, error);
}

static void
print_extensions (GListModel *extensions)
{
  for (guint i = 0; i < g_list_model_get_n_items (extensions); i++)
    {
      g_autoptr (TendrilExtension) extension = g_list_model_get_item (extensions, i);

      g_print ("extension %s\n", tendril_extension_get_id (extension));
    }
}

int
main (void)
{
  g_autoptr (TendrilExtensionRegistry) registry = tendril_extension_registry_new (NULL);
  g_autofree char *maps = NULL;
  g_autoptr (GError) error = NULL;

  discover (registry, &error);
  g_assert_no_error (error);
  g_assert_nonnull (tendril_extension_registry_get_engine (registry));
  print_extensions (G_LIST_MODEL (registry));

  g_file_get_contents ("/proc/self/maps", &maps, NULL, &error);
  g_assert_no_error (error);
  g_print ("%s", maps);

  return 0;
}
