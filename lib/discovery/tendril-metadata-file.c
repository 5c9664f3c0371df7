/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-metadata-file-private.h"

#include "tendril-direct-url-private.h"

#include <fcntl.h>
#include <string.h>

#define MAX_SIZE (4 * 1024 * 1024)

/* An egg-info that is a file is its own PKG-INFO; tried in this order. */
static const struct
{
  gboolean is_egg;
  const char *suffix;
} places[] = {
  { FALSE, "/METADATA" },
  { TRUE, "/PKG-INFO" },
  { TRUE, "" },
};

/* TENDRIL_STAMP_ABSENT where there is no METADATA. */
TendrilStamp
tendril_metadata_file_stamp (const char *directory,
                             gboolean    is_egg)
{
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    if (places[i].is_egg == is_egg)
      {
        g_autofree char *path = g_strconcat (directory, places[i].suffix, NULL);
        TendrilStamp stamp = tendril_stamp_at (AT_FDCWD, path, tendril_stamp_now ());

        if (stamp != TENDRIL_STAMP_ABSENT)
          return stamp;
      }

  return TENDRIL_STAMP_ABSENT;
}

/* @metadata is empty unless the result is TENDRIL_FILE_READ; @file, which may be NULL, is set to the
 * file that was met. */
TendrilFileResult
tendril_metadata_file_read (const char       *directory,
                            gboolean          is_egg,
                            TendrilMetadata  *metadata,
                            char            **file)
{
  g_autoptr (GString) contents = g_string_sized_new (8192);
  g_autofree char *path = NULL;
  TendrilFileResult result = TENDRIL_FILE_MISSING;

  memset (metadata, 0, sizeof *metadata);
  for (gsize i = 0; i < G_N_ELEMENTS (places) && result == TENDRIL_FILE_MISSING; i++)
    if (places[i].is_egg == is_egg)
      {
        g_free (path);
        path = g_strconcat (directory, places[i].suffix, NULL);
        result = tendril_file_read_at (AT_FDCWD, path, MAX_SIZE, contents);
      }

  /* An egg-info directory without PKG-INFO is met as a "file" at the last place. */
  if (result == TENDRIL_FILE_NOT_A_FILE && is_egg && g_str_equal (path, directory))
    result = TENDRIL_FILE_MISSING;
  if (result == TENDRIL_FILE_READ)
    tendril_metadata_parse (metadata, contents->str, contents->len);
  if (file != NULL)
    *file = g_steal_pointer (&path);
  return result;
}

/* What direct_url.json says; an installer that writes none, or nonsense, says no. */
gboolean
tendril_metadata_file_is_editable (const char *directory)
{
  g_autofree char *path = g_strconcat (directory, "/direct_url.json", NULL);
  g_autoptr (GString) contents = g_string_new (NULL);
  g_auto (TendrilDirectUrl) direct_url = { 0 };

  return tendril_file_read_at (AT_FDCWD, path, TENDRIL_DIRECT_URL_MAX_SIZE, contents) ==
           TENDRIL_FILE_READ &&
         tendril_direct_url_parse (&direct_url, contents->str, contents->len) &&
         direct_url.editable;
}
