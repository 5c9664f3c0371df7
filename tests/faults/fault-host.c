/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A host whose whole work is to start: fault-host DIR [WATCHDOG-TIMEOUT] prints a line `ID STATE`
 * for each extension of DIR once it has. */

#include <stdlib.h>
#include <tendril.h>

static const char *
get_nick (TendrilExtensionState state)
{
  g_autoptr (GEnumClass) klass = g_type_class_ref (TENDRIL_TYPE_EXTENSION_STATE);

  return g_enum_get_value (klass, state)->value_nick;
}

static void
print_initializing (TendrilExtensionRegistry *registry,
                    TendrilExtension         *extension,
                    guint                     position,
                    guint                     n_extensions,
                    gpointer                  user_data)
{
  g_print ("initializing %s\n", tendril_extension_get_id (extension));
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  g_autoptr (GError) error = NULL;

  g_set_prgname ("fault-host");
  registry = g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "isolated", TRUE, NULL);
  if (argc > 2)
    g_object_set (registry, "watchdog-timeout", (guint) atoi (argv[2]), NULL);
  tendril_extension_registry_add_extension_path (registry, argv[1]);
  g_signal_connect (registry, "extension-initializing", G_CALLBACK (print_initializing), NULL);

  if (!tendril_extension_registry_init_all (registry, NULL, &error))
    g_error ("%s", error->message);

  for (guint i = 0; i < g_list_model_get_n_items (G_LIST_MODEL (registry)); i++)
    {
      g_autoptr (TendrilExtension) extension = g_list_model_get_item (G_LIST_MODEL (registry), i);

      g_print ("%s %s\n", tendril_extension_get_id (extension),
               get_nick (tendril_extension_get_state (extension)));
      if (tendril_extension_get_error (extension) != NULL)
        g_print ("  %s\n", tendril_extension_get_error (extension)->message);
    }
  g_print ("started\n");

  return 0;
}
