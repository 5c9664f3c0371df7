/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-control-source-private.h"

#include "tendril-debug-private.h"
#include "tendril-settings-file-private.h"

#include <string.h>

#define SCHEMA_ID "org.tendril.Registry"
#define AUTOLOAD "autoload"

static const struct
{
  const char *key;
  const char *variable;
} lists[] = {
  [TENDRIL_CONTROL_ENABLED] = { "enabled-extensions", "TENDRIL_ENABLE" },
  [TENDRIL_CONTROL_DISABLED] = { "disabled-extensions", "TENDRIL_DISABLE" },
  [TENDRIL_CONTROL_MANUAL] = { "manual-extensions", NULL },
  [TENDRIL_CONTROL_PREFERRED] = { "preferred", NULL },
};

G_STATIC_ASSERT (G_N_ELEMENTS (lists) == TENDRIL_CONTROL_N_LISTS);

const char *
tendril_control_list_get_key (TendrilControlList list)
{
  return lists[list].key;
}

void
tendril_control_source_init (TendrilControlSource *self)
{
  memset (self, 0, sizeof *self);
  self->autoload = TENDRIL_CONTROL_UNSET;
}

void
tendril_control_source_clear (TendrilControlSource *self)
{
  for (guint i = 0; i < TENDRIL_CONTROL_N_LISTS; i++)
    g_clear_pointer (&self->lists[i], g_strfreev);
}

/* Takes @words. Blanks around names do not count, and neither do empty names. */
static char **
tidy_names (char **words)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (char **word = words; *word != NULL; word++)
    if (*g_strstrip (*word) != '\0')
      g_strv_builder_add (builder, *word);

  g_strfreev (words);
  return g_strv_builder_end (builder);
}

/* Key files separate by semicolons; a comma is what the variables take. */
char **
tendril_control_split_names (const char *text)
{
  return tidy_names (g_strsplit_set (text, ";,", -1));
}

static gboolean
is_off (const char *text)
{
  static const char *const words[] = { "0", "false", "no", "off", NULL };
  g_autofree char *lower = g_ascii_strdown (text, -1);

  return g_strv_contains (words, g_strstrip (lower));
}

/* An empty variable is as one that is not set: so shells unset one for a single command. */
static const char *
get_variable (const char *name)
{
  const char *text = name != NULL ? tendril_getenv (name) : NULL;

  return text != NULL && *text != '\0' ? text : NULL;
}

void
tendril_control_source_read_environment (TendrilControlSource *self)
{
  const char *autoload = get_variable ("TENDRIL_AUTOLOAD");

  tendril_control_source_init (self);
  if (autoload != NULL)
    self->autoload = !is_off (autoload);

  for (guint i = 0; i < TENDRIL_CONTROL_N_LISTS; i++)
    {
      const char *text = get_variable (lists[i].variable);

      if (text != NULL)
        self->lists[i] = tidy_names (g_strsplit (text, ",", -1));
    }
}

void
tendril_control_source_read_key_file (TendrilControlSource  *self,
                                      char                 **complaint)
{
  g_autoptr (GKeyFile) key_file = tendril_settings_file_load (complaint);
  g_autofree char *autoload =
    g_key_file_get_string (key_file, TENDRIL_SETTINGS_REGISTRY, AUTOLOAD, NULL);

  tendril_control_source_init (self);
  if (autoload != NULL)
    self->autoload = !is_off (autoload);

  for (guint i = 0; i < TENDRIL_CONTROL_N_LISTS; i++)
    {
      g_autofree char *text =
        g_key_file_get_string (key_file, TENDRIL_SETTINGS_REGISTRY, lists[i].key, NULL);

      if (text != NULL)
        self->lists[i] = tendril_control_split_names (text);
    }
}

GSettings *
tendril_control_open_gsettings (void)
{
  GSettingsSchemaSource *source = g_settings_schema_source_get_default ();
  g_autoptr (GSettingsSchema) schema = NULL;

  if (source != NULL)
    schema = g_settings_schema_source_lookup (source, SCHEMA_ID, TRUE);

  return schema != NULL ? g_settings_new_full (schema, NULL, NULL) : NULL;
}

void
tendril_control_source_read_gsettings (TendrilControlSource *self)
{
  g_autoptr (GSettings) settings = tendril_control_open_gsettings ();

  tendril_control_source_init (self);
  if (settings == NULL)
    return;

  self->autoload = g_settings_get_boolean (settings, AUTOLOAD);
  for (guint i = 0; i < TENDRIL_CONTROL_N_LISTS; i++)
    self->lists[i] = tidy_names (g_settings_get_strv (settings, lists[i].key));
}

/* Where @key comes from, for a message. */
char *
tendril_control_describe (TendrilControlOrigin origin,
                          const char           *key)
{
  g_autofree char *path = NULL;

  switch (origin)
    {
    case TENDRIL_CONTROL_API:
      return g_strdup ("the application");
    case TENDRIL_CONTROL_ENVIRONMENT:
      for (guint i = 0; i < TENDRIL_CONTROL_N_LISTS; i++)
        if (g_str_equal (key, lists[i].key))
          return g_strdup_printf ("the environment variable %s", lists[i].variable);
      return g_strdup ("the environment variable TENDRIL_AUTOLOAD");
    case TENDRIL_CONTROL_KEY_FILE:
      path = tendril_settings_file_get_path ();
      return g_strdup_printf ("“%s” in %s", key, path);
    default:
      return g_strdup_printf ("“%s” of the GSettings schema " SCHEMA_ID, key);
    }
}
