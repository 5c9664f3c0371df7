/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-host-state-private.h"

#include "tendril-debug-private.h"
#include "tendril-module-stamp-private.h"

#include <errno.h>
#include <gio/gio.h>
#include <sys/stat.h>
#include <unistd.h>

/* What may stand in the name of a directory as it is. */
#define NAME_CHARACTERS G_CSET_A_2_Z G_CSET_a_2_z G_CSET_DIGITS "._-"

char *
tendril_host_state_get_root (void)
{
  return g_build_filename (g_get_user_state_dir (), "tendril-1", NULL);
}

/* The application id, else the name of the program. */
char *
tendril_host_state_dup_host (void)
{
  GApplication *application = g_application_get_default ();
  const char *id = application != NULL ? g_application_get_application_id (application) : NULL;
  const char *name = id != NULL ? id : g_get_prgname ();
  char *host = g_strdup (name != NULL && *name != '\0' ? name : program_invocation_short_name);

  g_strcanon (host, NAME_CHARACTERS, '_');
  if (*host == '.')
    *host = '_';
  return host;
}

/* What changes when the host is updated: the version that the application tells (GLib has the
 * property from 2.80 on), else the program's file. */
char *
tendril_host_state_dup_version (void)
{
  GApplication *application = g_application_get_default ();
  TendrilModuleStamp stamp;

  if (application != NULL &&
      g_object_class_find_property (G_OBJECT_GET_CLASS (application), "version") != NULL)
    {
      g_autofree char *version = NULL;

      g_object_get (application, "version", &version, NULL);
      if (version != NULL)
        return g_steal_pointer (&version);
    }

  tendril_module_stamp_read (&stamp, "/proc/self/exe");
  return tendril_module_stamp_to_string (&stamp);
}

static gboolean
is_own_directory (const char *path)
{
  struct stat info;

  return lstat (path, &info) == 0 && S_ISDIR (info.st_mode) && info.st_uid == geteuid () &&
         (info.st_mode & (S_IWGRP | S_IWOTH)) == 0;
}

/* Returns the directory of @host, or NULL where there cannot or must not be one: a setuid program
 * believes no directory that its caller names. */
char *
tendril_host_state_prepare (const char *host)
{
  g_autofree char *root = tendril_host_state_get_root ();
  g_autofree char *path = g_build_filename (root, host, NULL);
  g_autofree char *markers = g_build_filename (path, "markers", NULL);

  if (tendril_is_secure () || g_mkdir_with_parents (markers, 0700) != 0 ||
      !is_own_directory (path) || !is_own_directory (markers))
    return NULL;

  return g_steal_pointer (&path);
}
