/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The directories that a user trusts although others could write there. */

#include "tendril-trust-list.h"

#include "tendril-error.h"
#include "tendril-settings-file-private.h"

#include <errno.h>
#include <stdlib.h>

#define DIRECTORIES "directories"

typedef struct
{
  const char *directory;
  gboolean add;
} Change;

static char **
get_directories (GKeyFile *key_file)
{
  char **directories =
    g_key_file_get_string_list (key_file, TENDRIL_SETTINGS_TRUST, DIRECTORIES, NULL, NULL);

  return directories != NULL ? directories : g_new0 (char *, 1);
}

static void
apply (GKeyFile *key_file,
       gpointer  user_data)
{
  const Change *change = user_data;
  g_auto (GStrv) before = get_directories (key_file);
  g_auto (GStrv) after = NULL;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (guint i = 0; before[i] != NULL; i++)
    if (!g_str_equal (before[i], change->directory))
      g_strv_builder_add (builder, before[i]);
  if (change->add)
    g_strv_builder_add (builder, change->directory);

  after = g_strv_builder_end (builder);
  if (g_strv_length (after) != g_strv_length (before))
    g_key_file_set_string_list (key_file, TENDRIL_SETTINGS_TRUST, DIRECTORIES,
                                (const char *const *) after, g_strv_length (after));
}

/**
 * tendril_trust_add:
 * @directory: (type filename): a directory
 * @error: return location for an error
 *
 * Has this user trust what is in a directory, although others could write there. The exception is
 * kept in the user's settings, never in the directory.
 *
 * Returns: %FALSE if there is no such directory (%TENDRIL_ERROR_INVALID_ARGUMENT), or the settings
 *   could not be written (%TENDRIL_ERROR_SETTINGS)
 *
 * Since: 1.0
 */
gboolean
tendril_trust_add (const char  *directory,
                   GError     **error)
{
  g_autofree char *real = realpath (directory, NULL);
  Change change = { real, TRUE };

  if (real != NULL && g_file_test (real, G_FILE_TEST_IS_DIR))
    return tendril_settings_file_edit (apply, &change, error);

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT, "%s is no directory",
               directory);
  return FALSE;
}

/**
 * tendril_trust_remove:
 * @directory: (type filename): a directory
 * @error: return location for an error
 *
 * Takes back what [func@Tendril.trust_add] did. The directory need not exist any more.
 *
 * Returns: %FALSE if the settings could not be written (%TENDRIL_ERROR_SETTINGS)
 *
 * Since: 1.0
 */
gboolean
tendril_trust_remove (const char  *directory,
                      GError     **error)
{
  g_autofree char *real = realpath (directory, NULL);
  g_autofree char *absolute = g_canonicalize_filename (directory, NULL);
  Change change = { real != NULL ? real : absolute, FALSE };

  return tendril_settings_file_edit (apply, &change, error);
}

/**
 * tendril_trust_list:
 * @error: return location for an error
 *
 * The directories that this user trusts by exception.
 *
 * Returns: (transfer full) (array zero-terminated=1) (element-type filename): the directories, or
 *   %NULL if the settings are damaged (%TENDRIL_ERROR_SETTINGS)
 *
 * Since: 1.0
 */
char **
tendril_trust_list (GError **error)
{
  g_autofree char *complaint = NULL;
  g_autoptr (GKeyFile) key_file = tendril_settings_file_load (&complaint);

  if (complaint == NULL)
    return get_directories (key_file);

  g_set_error_literal (error, TENDRIL_ERROR, TENDRIL_ERROR_SETTINGS, complaint);
  return NULL;
}
