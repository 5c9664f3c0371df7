/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-quarantine-private.h"

#include "tendril-debug-private.h"
#include "tendril-error.h"
#include "tendril-host-state-private.h"
#include "tendril-marker-private.h"
#include "tendril-quarantine-file-private.h"

#include <fcntl.h>
#include <signal.h>
#include <string.h>
#include <unistd.h>

/* A kill from outside may have hit the extension by chance: once is not enough. */
#define STRIKES_NEEDED 2

struct _TendrilQuarantine
{
  char *directory;          /* NULL where nothing is remembered */
  char *host_version;
  GKeyFile *entries;        /* a group for each extension */
  GPtrArray *acquitted;     /* groups */
  gboolean changed;
};

TendrilQuarantine *
tendril_quarantine_new (void)
{
  TendrilQuarantine *self = g_new0 (TendrilQuarantine, 1);

  self->entries = g_key_file_new ();
  self->acquitted = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/* At the first discovery, so that the host has had the time to name itself. TENDRIL_QUARANTINE=0 is
 * for the runs of a bisection and of a probe, which crash on purpose. */
static void
find_host (TendrilQuarantine *self)
{
  self->host_version = tendril_host_state_dup_version ();
  if (g_strcmp0 (tendril_getenv ("TENDRIL_QUARANTINE"), "0") != 0)
    {
      g_autofree char *host = tendril_host_state_dup_host ();

      self->directory = tendril_host_state_prepare (host);
    }
}

void
tendril_quarantine_free (TendrilQuarantine *self)
{
  g_key_file_unref (self->entries);
  g_ptr_array_unref (self->acquitted);
  g_free (self->host_version);
  g_free (self->directory);
  g_free (self);
}

const char *
tendril_quarantine_get_directory (TendrilQuarantine *self)
{
  return self->directory;
}

static char *
describe_reason (int reason)
{
  if (reason == TENDRIL_MARKER_EXIT)
    return g_strdup ("exit");
  if (reason == TENDRIL_MARKER_STALLED)
    return g_strdup ("stalled");
  if (reason > 0 && reason < NSIG)
    return g_strdup_printf ("SIG%s", sigabbrev_np (reason) != NULL ? sigabbrev_np (reason) : "?");
  return g_strdup ("killed");
}

static char *
dup_now (void)
{
  g_autoptr (GDateTime) now = g_date_time_new_now_utc ();

  return g_date_time_format_iso8601 (now);
}

/* Adds what a marker tells to what is known. */
static void
add_strike (TendrilQuarantine       *self,
            const TendrilMarkerPage *page)
{
  int reason = page->status & 0xff;
  g_autofree char *group = g_strdup_printf ("%s/%s", page->group, page->id);
  g_autofree char *file_stamp = tendril_module_stamp_to_string (&page->stamp);
  g_autofree char *word = describe_reason (reason);
  g_autofree char *time = dup_now ();
  g_autofree char *known = g_key_file_get_string (self->entries, group, "stamp", NULL);
  g_autofree char *known_host = g_key_file_get_string (self->entries, group, "host-version", NULL);
  int strikes = reason == TENDRIL_MARKER_UNKNOWN ? 1 : STRIKES_NEEDED;

  if (reason == TENDRIL_MARKER_EXCUSED)
    return;

  if (g_strcmp0 (known, file_stamp) == 0 && g_strcmp0 (known_host, self->host_version) == 0)
    strikes += g_key_file_get_integer (self->entries, group, "strikes", NULL);
  g_key_file_set_integer (self->entries, group, "strikes", MIN (strikes, STRIKES_NEEDED));
  g_key_file_set_string (self->entries, group, "reason", word);
  g_key_file_set_string (self->entries, group, "time", time);
  g_key_file_set_string (self->entries, group, "version", page->version);
  g_key_file_set_string (self->entries, group, "file", page->file);
  g_key_file_set_string (self->entries, group, "stamp", file_stamp);
  g_key_file_set_string (self->entries, group, "host-version", self->host_version);
  self->changed = TRUE;
  g_message ("The previous start ended (%s) while the extension “%s” was initializing", word,
             page->id);
}

/* The descriptors of the markers that were read, whose locks are ours until the verdict stands. */
static void
read_markers (TendrilQuarantine *self,
              const char        *markers,
              int                directory,
              GArray            *descriptors,
              GPtrArray         *names)
{
  g_autoptr (GDir) dir = g_dir_open (markers, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      TendrilMarkerPage page;
      int fd = *name != '.' ? tendril_marker_open_left (directory, name) : -1;

      if (fd < 0)
        continue;
      if (tendril_marker_read (fd, &page))
        add_strike (self, &page);
      g_array_append_val (descriptors, fd);
      g_ptr_array_add (names, g_strdup (name));
    }
}

static void
save_entries (TendrilQuarantine *self)
{
  g_autoptr (GError) error = NULL;

  if (tendril_quarantine_file_store (self->directory, self->entries, &error))
    self->changed = FALSE;
  else
    tendril_debug (TENDRIL_DEBUG_REGISTRY, "quarantine: %s", error->message);
}

/* Under the lock of the file. A marker goes only when what it told is on the disk. */
static void
judge (TendrilQuarantine *self)
{
  g_autofree char *markers = g_build_filename (self->directory, "markers", NULL);
  int directory = open (markers, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  g_autoptr (GArray) descriptors = g_array_new (FALSE, FALSE, sizeof (int));
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);

  read_markers (self, markers, directory, descriptors, names);
  if (self->changed)
    save_entries (self);

  for (guint i = 0; i < names->len; i++)
    {
      if (!self->changed)
        unlinkat (directory, g_ptr_array_index (names, i), 0);
      close (g_array_index (descriptors, int, i));
    }
  if (directory >= 0)
    close (directory);
}

static gboolean
has_markers (TendrilQuarantine *self)
{
  g_autofree char *markers = g_build_filename (self->directory, "markers", NULL);
  g_autoptr (GDir) dir = g_dir_open (markers, 0, NULL);

  return dir != NULL && g_dir_read_name (dir) != NULL;
}

static gboolean
load_entries (TendrilQuarantine *self)
{
  GKeyFile *entries = tendril_quarantine_file_load (self->directory);

  if (entries == NULL)
    return FALSE;

  g_key_file_unref (self->entries);
  self->entries = entries;
  self->changed = FALSE;
  return TRUE;
}

/* Reads what is known, and what processes that are gone have left. The markers are looked for
 * before the file is read: what another process has just judged is in the file then. */
void
tendril_quarantine_update (TendrilQuarantine *self)
{
  int lock = -1;

  if (self->host_version == NULL)
    find_host (self);
  if (self->directory == NULL)
    return;

  if (has_markers (self))
    lock = tendril_quarantine_file_lock (self->directory);
  if (load_entries (self) && lock >= 0)
    judge (self);
  if (lock >= 0)
    close (lock);
}

static char *
dup_group (TendrilEntryPoint *entry_point)
{
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);

  return g_strdup_printf ("%s/%s", tendril_entry_point_get_group (entry_point),
                          tendril_distribution_get_id (distribution));
}

/* What has changed may work. */
static gboolean
is_forgiven (TendrilQuarantine *self,
             const char        *group,
             TendrilEntryPoint *entry_point)
{
  g_autofree char *file = tendril_module_file_find (entry_point);
  g_autofree char *known_host = g_key_file_get_string (self->entries, group, "host-version", NULL);
  g_autofree char *known = g_key_file_get_string (self->entries, group, "stamp", NULL);
  g_autofree char *current = NULL;
  TendrilModuleStamp stamp;

  tendril_module_stamp_read (&stamp, file);
  current = tendril_module_stamp_to_string (&stamp);
  return g_strcmp0 (known, current) != 0 || g_strcmp0 (known_host, self->host_version) != 0;
}

/* FALSE if the extension must not run, with the reason and the way out. */
gboolean
tendril_quarantine_check (TendrilQuarantine  *self,
                          TendrilEntryPoint  *entry_point,
                          GError            **error)
{
  g_autofree char *group = dup_group (entry_point);
  g_autofree char *reason = NULL;
  g_autofree char *time = NULL;

  if (g_key_file_get_integer (self->entries, group, "strikes", NULL) < STRIKES_NEEDED ||
      is_forgiven (self, group, entry_point))
    return TRUE;

  reason = g_key_file_get_string (self->entries, group, "reason", NULL);
  time = g_key_file_get_string (self->entries, group, "time", NULL);
  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_QUARANTINED,
               "Its init ended this application (%s, noticed %s); an update of either lets it run "
               "again, and so does “tendril reset %s”",
               reason, time, strrchr (group, '/') + 1);
  return FALSE;
}

/* Its init has ended as it should. */
void
tendril_quarantine_acquit (TendrilQuarantine *self,
                           TendrilEntryPoint *entry_point)
{
  g_autofree char *group = dup_group (entry_point);

  if (g_key_file_has_group (self->entries, group))
    g_ptr_array_add (self->acquitted, g_steal_pointer (&group));
}

/* Takes out who was acquitted; what other processes have added meanwhile stays. */
void
tendril_quarantine_save (TendrilQuarantine *self)
{
  int lock;

  if (self->directory == NULL || self->acquitted->len == 0)
    return;

  lock = tendril_quarantine_file_lock (self->directory);
  if (lock < 0)
    return;

  if (load_entries (self))
    {
      for (guint i = 0; i < self->acquitted->len; i++)
        g_key_file_remove_group (self->entries, g_ptr_array_index (self->acquitted, i), NULL);
      save_entries (self);
    }
  g_ptr_array_set_size (self->acquitted, 0);
  close (lock);
}

static gboolean
reset_host (const char  *directory,
            const char  *id,
            gboolean    *found,
            GError     **error)
{
  g_autoptr (GKeyFile) entries = NULL;
  g_auto (GStrv) groups = NULL;
  int lock = tendril_quarantine_file_lock (directory);
  gboolean stored = TRUE;

  *found = FALSE;
  entries = lock >= 0 ? tendril_quarantine_file_load (directory) : NULL;
  groups = entries != NULL ? g_key_file_get_groups (entries, NULL) : NULL;
  for (gsize i = 0; groups != NULL && groups[i] != NULL; i++)
    {
      const char *slash = strrchr (groups[i], '/');

      if (slash != NULL && g_str_equal (slash + 1, id))
        *found = g_key_file_remove_group (entries, groups[i], NULL) || *found;
    }

  if (*found)
    stored = tendril_quarantine_file_store (directory, entries, error);
  if (lock >= 0)
    close (lock);
  return stored;
}

/**
 * tendril_quarantine_reset:
 * @id: the id of an extension
 * @host: (nullable): the application id or program name of a host, or %NULL for all hosts
 * @error: return location for an error
 *
 * Forgives an extension what it did to hosts: it runs again at their next start. May be called from
 * any thread, and for hosts that are running.
 *
 * Returns: (transfer full): the hosts that had something against it, or %NULL if what they remember
 *   could not be written
 *
 * Since: 1.0
 */
char **
tendril_quarantine_reset (const char  *id,
                          const char  *host,
                          GError     **error)
{
  g_autofree char *root = tendril_host_state_get_root ();
  g_autoptr (GStrvBuilder) hosts = g_strv_builder_new ();
  g_autoptr (GDir) dir = g_dir_open (root, 0, NULL);
  const char *name;

  g_return_val_if_fail (id != NULL, NULL);

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *directory = g_build_filename (root, name, NULL);
      gboolean found = FALSE;

      if (host != NULL && !g_str_equal (host, name))
        continue;
      if (!reset_host (directory, id, &found, error))
        return NULL;
      if (found)
        g_strv_builder_add (hosts, name);
    }

  return g_strv_builder_end (hosts);
}
