/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-module-stamp-private.h"

#include <string.h>
#include <sys/stat.h>

/* All zero where there is no file. */
void
tendril_module_stamp_read (TendrilModuleStamp *stamp,
                           const char         *path)
{
  struct stat info;

  memset (stamp, 0, sizeof *stamp);
  if (stat (path, &info) != 0)
    return;

  stamp->device = info.st_dev;
  stamp->inode = info.st_ino;
  stamp->changed =
    info.st_ctim.tv_sec * G_GINT64_CONSTANT (1000000000) + info.st_ctim.tv_nsec;
  stamp->size = info.st_size;
}

char *
tendril_module_stamp_to_string (const TendrilModuleStamp *stamp)
{
  return g_strdup_printf ("%" G_GUINT64_FORMAT ":%" G_GUINT64_FORMAT ":%" G_GINT64_FORMAT
                          ":%" G_GINT64_FORMAT,
                          stamp->device, stamp->inode, stamp->changed, stamp->size);
}

static gboolean
exists (const char *path)
{
  return g_file_test (path, G_FILE_TEST_EXISTS);
}

/* The file that holds the code: a shared object or a script as it is named, of a Python module the
 * file that the import would read if it lies beside the metadata, else the metadata itself. */
char *
tendril_module_file_find (TendrilEntryPoint *entry_point)
{
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);
  const char *module = tendril_entry_point_get_module (entry_point);
  g_autofree char *file =
    g_build_filename (tendril_distribution_get_location (distribution), module, NULL);
  g_autofree char *source = NULL;
  g_autofree char *package = NULL;

  if (g_str_has_suffix (module, ".so") || exists (file))
    {
      source = g_build_filename (file, "__init__.py", NULL);
      return exists (source) ? g_steal_pointer (&source) : g_steal_pointer (&file);
    }

  g_strdelimit (file + strlen (file) - strlen (module), ".", '/');
  source = g_strconcat (file, ".py", NULL);
  package = g_build_filename (file, "__init__.py", NULL);
  if (exists (source))
    return g_steal_pointer (&source);
  return exists (package) ? g_steal_pointer (&package)
                          : g_strdup (tendril_distribution_get_path (distribution));
}
