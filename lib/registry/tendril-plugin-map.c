/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-plugin-map-private.h"

#include "tendril-error.h"
#include "tendril-extension-private.h"
#include "tendril-peas-private.h"
#include "tendril-resource-builder-private.h"

#include <dlfcn.h>

#define PLUGIN_GROUP "Plugin"
#define EMBEDDED_SYMBOL "tendril_peas_register_types"

struct _TendrilPluginMap
{
  PeasEngine *engine;
  GHashTable *modules;      /* the names in use */
};

TENDRIL_EXPORT void tendril_peas_register_types (PeasObjectModule *module);

/* What libpeas calls instead of a plugin's own registration: the loaders of Tendril do the rest, so
 * there is no type to register. */
void
tendril_peas_register_types (PeasObjectModule *module)
{
}

/* libpeas looks an embedded symbol up among the global ones, and a host may have loaded this
 * library without making its symbols global. */
static void
make_symbols_global (void)
{
  static gsize done = 0;
  Dl_info info;

  if (!g_once_init_enter (&done))
    return;

  if (dladdr (&done, &info) != 0 && info.dli_fname != NULL)
    {
      void *handle = dlopen (info.dli_fname, RTLD_NOLOAD | RTLD_LAZY | RTLD_GLOBAL);

      if (handle != NULL)
        dlclose (handle);
    }
  g_once_init_leave (&done, 1);
}

/* The first engine of a process becomes its default one, which is the host's to make. */
static PeasEngine *
new_private_engine (void)
{
  g_autoptr (PeasEngine) throw_away = peas_engine_new ();

  return peas_engine_new ();
}

TendrilPluginMap *
tendril_plugin_map_new (void)
{
  TendrilPluginMap *self = g_new0 (TendrilPluginMap, 1);

  make_symbols_global ();
  self->modules = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->engine = new_private_engine ();

  return self;
}

void
tendril_plugin_map_free (TendrilPluginMap *self)
{
  g_clear_object (&self->engine);
  g_hash_table_unref (self->modules);
  g_free (self);
}

PeasEngine *
tendril_plugin_map_get_engine (TendrilPluginMap *self)
{
  return self->engine;
}

static void
set_key (GKeyFile   *file,
         const char *key,
         const char *value)
{
  if (value != NULL && *value != '\0')
    g_key_file_set_string (file, PLUGIN_GROUP, key, value);
}

/* libpeas drops a second plugin of one name without a word; an extension that replaces another in
 * the list gets a name that no id can be, as ids hold no dot. */
static char *
choose_module (TendrilPluginMap *self,
               TendrilExtension *extension)
{
  const char *id = tendril_extension_get_id (extension);
  g_autofree char *module = g_strdup (id);

  for (guint i = 2; g_hash_table_contains (self->modules, module); i++)
    {
      g_free (module);
      module = g_strdup_printf ("%s.%u", id, i);
    }

  g_hash_table_add (self->modules, g_strdup (module));
  return g_steal_pointer (&module);
}

static char *
describe (TendrilExtension *extension,
          const char       *module,
          gsize            *length)
{
  g_autoptr (GKeyFile) file = g_key_file_new ();
  TendrilDistribution *distribution =
    tendril_entry_point_get_distribution (tendril_extension_get_entry_point (extension));
  const char *author = tendril_distribution_get_author (distribution);

  set_key (file, "Module", module);
  set_key (file, "Loader", "c");
  set_key (file, "Embedded", EMBEDDED_SYMBOL);
  set_key (file, "Name", tendril_extension_get_name (extension));
  set_key (file, "Version", tendril_extension_get_version (extension));
  set_key (file, "Description", tendril_extension_get_description (extension));
  set_key (file, "Website", tendril_distribution_get_home_page (distribution));
  set_key (file, "X-Tendril-Id", tendril_extension_get_id (extension));
  if (author != NULL)
    g_key_file_set_string_list (file, PLUGIN_GROUP, "Authors", &author, 1);

  return g_key_file_to_data (file, length, NULL);
}

static GResource *
build_resource (GPtrArray   *extensions,
                char       **modules,
                const char  *directory,
                GError     **error)
{
  g_autoptr (TendrilResourceBuilder) builder = tendril_resource_builder_new ();

  for (guint i = 0; i < extensions->len; i++)
    {
      g_autofree char *path = g_strdup_printf ("%s%u.plugin", directory, i);
      g_autofree char *text = NULL;
      gsize length;

      text = describe (g_ptr_array_index (extensions, i), modules[i], &length);
      tendril_resource_builder_add (builder, path, text, length);
    }

  return tendril_resource_builder_end (builder, error);
}

/* Every call uses a resource directory of its own: libpeas reads each but once, and the resource is
 * not needed any longer after that. */
gboolean
tendril_plugin_map_add (TendrilPluginMap  *self,
                        GPtrArray         *extensions,
                        GError           **error)
{
  static gint serial = 0;
  g_autofree char *directory = NULL;
  g_autofree char *uri = NULL;
  g_auto (GStrv) modules = g_new0 (char *, extensions->len + 1);
  g_autoptr (GResource) resource = NULL;

  if (extensions->len == 0)
    return TRUE;

  directory = g_strdup_printf ("/org/tendril/extensions/%d/", g_atomic_int_add (&serial, 1));
  for (guint i = 0; i < extensions->len; i++)
    modules[i] = choose_module (self, g_ptr_array_index (extensions, i));
  resource = build_resource (extensions, modules, directory, error);
  if (resource == NULL)
    return FALSE;

  uri = g_strconcat ("resource://", directory, NULL);
  g_resources_register (resource);
  peas_engine_add_search_path (self->engine, uri, NULL);
  g_resources_unregister (resource);

  for (guint i = 0; i < extensions->len; i++)
    {
      PeasPluginInfo *info = peas_engine_get_plugin_info (self->engine, modules[i]);

      if (info != NULL)
        tendril_extension_set_plugin_info (g_ptr_array_index (extensions, i),
                                           tendril_peas_plugin_info_ref (info));
    }

  return TRUE;
}

gboolean
tendril_plugin_map_load (TendrilPluginMap  *self,
                         TendrilExtension  *extension,
                         GError           **error)
{
  PeasPluginInfo *info = tendril_extension_peek_plugin_info (extension);

  if (info != NULL && peas_engine_load_plugin (self->engine, info))
    return TRUE;

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_BAD_MODULE,
               "libpeas does not accept the extension “%s”", tendril_extension_get_id (extension));
  return FALSE;
}

void
tendril_plugin_map_unload (TendrilPluginMap *self,
                           TendrilExtension *extension)
{
  PeasPluginInfo *info = tendril_extension_peek_plugin_info (extension);

  if (info != NULL && peas_plugin_info_is_loaded (info))
    peas_engine_unload_plugin (self->engine, info);
}
