/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-control-private.h"

#include "tendril-control-source-private.h"
#include "tendril-debug-private.h"
#include "tendril-diagnostic-private.h"
#include "tendril-distribution-name-private.h"
#include "tendril-error.h"
#include "tendril-settings-file-private.h"
#include "tendril-safe-mode-private.h"

#include <string.h>

struct _TendrilControl
{
  GMutex mutex;             /* guards sources */
  TendrilControlSource sources[TENDRIL_CONTROL_N_ORIGINS];
};

TendrilControl *
tendril_control_new (void)
{
  TendrilControl *self = g_new0 (TendrilControl, 1);

  g_mutex_init (&self->mutex);
  for (guint i = 0; i < TENDRIL_CONTROL_N_ORIGINS; i++)
    tendril_control_source_init (&self->sources[i]);

  return self;
}

void
tendril_control_free (TendrilControl *self)
{
  for (guint i = 0; i < TENDRIL_CONTROL_N_ORIGINS; i++)
    tendril_control_source_clear (&self->sources[i]);
  g_mutex_clear (&self->mutex);
  g_free (self);
}

/* Reads anew what others may have changed. Under AT_SECURE only the host has a say: all else is the
 * caller's, who must not control what a privileged program does. */
void
tendril_control_read (TendrilControl *self,
                      GPtrArray      *diagnostics)
{
  g_autofree char *complaint = NULL;
  TendrilControlSource read[TENDRIL_CONTROL_N_ORIGINS];

  if (tendril_is_secure ())
    return;

  tendril_control_source_read_environment (&read[TENDRIL_CONTROL_ENVIRONMENT]);
  tendril_control_source_read_key_file (&read[TENDRIL_CONTROL_KEY_FILE], &complaint);
  tendril_control_source_read_gsettings (&read[TENDRIL_CONTROL_GSETTINGS]);

  g_mutex_lock (&self->mutex);
  for (guint i = TENDRIL_CONTROL_ENVIRONMENT; i < TENDRIL_CONTROL_N_ORIGINS; i++)
    {
      tendril_control_source_clear (&self->sources[i]);
      self->sources[i] = read[i];
    }
  g_mutex_unlock (&self->mutex);

  if (complaint != NULL)
    {
      g_autofree char *path = tendril_settings_file_get_path ();

      g_ptr_array_add (diagnostics,
                       tendril_diagnostic_new (TENDRIL_DIAGNOSTIC_BAD_SETTINGS,
                                               TENDRIL_SEVERITY_ERROR, path, 0, 0, complaint));
    }
}

void
tendril_control_set_autoload (TendrilControl *self,
                              gboolean        autoload)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);

  self->sources[TENDRIL_CONTROL_API].autoload = autoload;
}

/* The mutex must be held. */
static const TendrilControlSource *
find_autoload (TendrilControl *self)
{
  for (guint i = 0; i < TENDRIL_CONTROL_N_ORIGINS; i++)
    if (self->sources[i].autoload != TENDRIL_CONTROL_UNSET)
      return &self->sources[i];

  return NULL;
}

gboolean
tendril_control_get_autoload (TendrilControl *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const TendrilControlSource *source = find_autoload (self);

  return source == NULL || source->autoload;
}

void
tendril_control_set_list (TendrilControl     *self,
                          TendrilControlList  list,
                          const char *const  *names)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  char ***place = &self->sources[TENDRIL_CONTROL_API].lists[list];

  g_strfreev (*place);
  *place = g_strdupv ((char **) names);
}

/* The mutex must be held. */
static const TendrilControlSource *
find_list (TendrilControl     *self,
           TendrilControlList  list)
{
  for (guint i = 0; i < TENDRIL_CONTROL_N_ORIGINS; i++)
    if (self->sources[i].lists[list] != NULL)
      return &self->sources[i];

  return NULL;
}

/* What counts: of the deny lists all, of the others the first that is there; else NULL. */
char **
tendril_control_dup_list (TendrilControl     *self,
                          TendrilControlList  list)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  g_autoptr (GStrvBuilder) builder = NULL;
  const TendrilControlSource *source = find_list (self, list);

  if (source == NULL)
    return NULL;
  if (list != TENDRIL_CONTROL_DISABLED)
    return g_strdupv (source->lists[list]);

  builder = g_strv_builder_new ();
  for (guint i = 0; i < TENDRIL_CONTROL_N_ORIGINS; i++)
    if (self->sources[i].lists[list] != NULL)
      g_strv_builder_addv (builder, (const char **) self->sources[i].lists[list]);
  return g_strv_builder_end (builder);
}

static char *
normalize (const char *name)
{
  return tendril_distribution_name_normalize (tendril_span_new (name, name + strlen (name)));
}

/* An extension is named by its id, its distribution in any spelling, or its module. */
gboolean
tendril_control_is_called (TendrilEntryPoint *entry_point,
                           const char        *name)
{
  const char *id =
    tendril_distribution_get_id (tendril_entry_point_get_distribution (entry_point));
  g_autofree char *normal = normalize (name);

  return g_str_equal (normal, id) ||
         g_str_equal (name, tendril_entry_point_get_module (entry_point));
}

static gboolean
is_named (char              **names,
          TendrilEntryPoint  *entry_point)
{
  for (; *names != NULL; names++)
    if (tendril_control_is_called (entry_point, *names))
      return TRUE;

  return FALSE;
}

static GError *
new_denial (const char           *what,
            TendrilControlOrigin  origin,
            const char           *key)
{
  g_autofree char *who = tendril_control_describe (origin, key);
  g_autofree char *cause = g_strconcat (what, who, NULL);

  return g_error_new_literal (TENDRIL_ERROR, TENDRIL_ERROR_DISABLED, cause);
}

/* Each of them returns NULL if it has nothing against the extension. The mutex must be held. */
static GError *
deny_by_list (TendrilControl    *self,
              TendrilEntryPoint *entry_point)
{
  for (guint i = 0; i < TENDRIL_CONTROL_N_ORIGINS; i++)
    {
      char **names = self->sources[i].lists[TENDRIL_CONTROL_DISABLED];

      if (names != NULL && is_named (names, entry_point))
        return new_denial ("Disabled by ", i, "disabled-extensions");
    }

  return NULL;
}

static GError *
deny_by_autoload (TendrilControl    *self,
                  TendrilEntryPoint *entry_point)
{
  const TendrilControlSource *source = find_autoload (self);

  return source != NULL && !source->autoload
           ? new_denial ("No extension is loaded: switched off by ", source - self->sources,
                         "autoload")
           : NULL;
}

/* An empty list allows nothing where the application gives it; elsewhere it says that there is
 * none, whatever a later origin says. */
static GError *
deny_by_allow_list (TendrilControl    *self,
                    TendrilEntryPoint *entry_point)
{
  const TendrilControlSource *source = find_list (self, TENDRIL_CONTROL_ENABLED);
  TendrilControlOrigin origin = source != NULL ? source - self->sources : 0;
  char **names = source != NULL ? source->lists[TENDRIL_CONTROL_ENABLED] : NULL;

  if (names == NULL || (names[0] == NULL && origin != TENDRIL_CONTROL_API) ||
      is_named (names, entry_point))
    return NULL;

  return new_denial ("Not among the extensions allowed by ", origin, "enabled-extensions");
}

static GError *
deny_by_safe_mode (TendrilControl    *self,
                   TendrilEntryPoint *entry_point)
{
  return tendril_safe_mode_find_denial ();
}

/* Disabled beats enabled, whoever says which. */
static GError *(*const denials[]) (TendrilControl    *self,
                                   TendrilEntryPoint *entry_point) = {
  deny_by_safe_mode,
  deny_by_list,
  deny_by_autoload,
  deny_by_allow_list,
};

/* Returns NULL if the extension may run. */
GError *
tendril_control_find_denial (TendrilControl    *self,
                             TendrilEntryPoint *entry_point)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  GError *denial = NULL;

  for (gsize i = 0; i < G_N_ELEMENTS (denials) && denial == NULL; i++)
    denial = denials[i] (self, entry_point);

  return denial;
}

TendrilStartMode
tendril_control_get_start_mode (TendrilControl    *self,
                                TendrilEntryPoint *entry_point)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->mutex);
  const TendrilControlSource *manual = find_list (self, TENDRIL_CONTROL_MANUAL);

  return manual != NULL && is_named (manual->lists[TENDRIL_CONTROL_MANUAL], entry_point)
           ? TENDRIL_START_MODE_MANUAL
           : TENDRIL_START_MODE_EAGER;
}

typedef struct
{
  const char *name;
  gboolean enable;
} Switch;

static char **
with_name (char       **names,
           const char  *name,
           gboolean     present)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_autofree char *wanted = normalize (name);

  for (; names != NULL && *names != NULL; names++)
    {
      g_autofree char *normal = normalize (*names);

      if (!g_str_equal (normal, wanted))
        g_strv_builder_add (builder, *names);
    }
  if (present)
    g_strv_builder_add (builder, name);

  return g_strv_builder_end (builder);
}

static void
edit_list (GKeyFile           *key_file,
           TendrilControlList  list,
           const char         *name,
           gboolean            present)
{
  const char *key = tendril_control_list_get_key (list);
  g_autofree char *text =
    g_key_file_get_string (key_file, TENDRIL_SETTINGS_REGISTRY, key, NULL);
  g_auto (GStrv) before = tendril_control_split_names (text != NULL ? text : "");
  g_auto (GStrv) after = with_name (before, name, present);

  if (text != NULL || present)
    g_key_file_set_string_list (key_file, TENDRIL_SETTINGS_REGISTRY, key,
                                (const char *const *) after, g_strv_length (after));
}

static void
edit_key_file (GKeyFile *key_file,
               gpointer  user_data)
{
  const Switch *change = user_data;
  g_autofree char *allowed =
    g_key_file_get_string (key_file, TENDRIL_SETTINGS_REGISTRY,
                           tendril_control_list_get_key (TENDRIL_CONTROL_ENABLED), NULL);

  edit_list (key_file, TENDRIL_CONTROL_DISABLED, change->name, !change->enable);
  /* Where only some are allowed, this is to be one of them. */
  if (change->enable && allowed != NULL && *g_strstrip (allowed) != '\0')
    edit_list (key_file, TENDRIL_CONTROL_ENABLED, change->name, TRUE);
}

/* Whoever enables an extension means it: GSettings must not go on to disable it. */
static void
enable_in_gsettings (const char *name)
{
  const char *key = tendril_control_list_get_key (TENDRIL_CONTROL_DISABLED);
  g_autoptr (GSettings) settings = tendril_control_open_gsettings ();
  g_auto (GStrv) before = NULL;
  g_auto (GStrv) after = NULL;

  if (settings == NULL)
    return;

  before = g_settings_get_strv (settings, key);
  after = with_name (before, name, FALSE);
  if (g_strv_length (after) != g_strv_length (before) && g_settings_is_writable (settings, key))
    {
      g_settings_set_strv (settings, key, (const char *const *) after);
      g_settings_sync ();
    }
}

/* For good, in the settings of the user. */
gboolean
tendril_control_switch (const char  *name,
                        gboolean     enable,
                        GError     **error)
{
  Switch change = { name, enable };

  if (!tendril_settings_file_edit (edit_key_file, &change, error))
    return FALSE;
  if (enable)
    enable_in_gsettings (name);
  return TRUE;
}
