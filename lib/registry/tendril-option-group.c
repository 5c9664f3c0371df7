/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-option-group.h"

#include "tendril-safe-mode-private.h"

#include <errno.h>
#include <glib/gi18n-lib.h>
#include <string.h>
#include <unistd.h>

static gboolean
take_safe_mode (const char  *option,
                const char  *value,
                gpointer     data,
                GError     **error)
{
  tendril_safe_mode_enable ();
  return TRUE;
}

/* The command line as the kernel knows it: the parser has changed the program's own. */
static GPtrArray *
dup_command_line (GError **error)
{
  g_autoptr (GPtrArray) words = g_ptr_array_new_with_free_func (g_free);
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents ("/proc/self/cmdline", &text, &length, error))
    return NULL;

  for (const char *word = text; word < text + length; word += strlen (word) + 1)
    if (!g_str_equal (word, "--bisect"))
      g_ptr_array_add (words, g_strdup (word));
  return g_steal_pointer (&words);
}

/* The process becomes the command, which runs the host again and again. */
static gboolean
take_bisect (const char  *option,
             const char  *value,
             gpointer     data,
             GError     **error)
{
  g_autoptr (GPtrArray) words = dup_command_line (error);

  if (words == NULL)
    return FALSE;

  g_ptr_array_insert (words, 0, g_strdup ("tendril"));
  g_ptr_array_insert (words, 1, g_strdup ("bisect"));
  g_ptr_array_insert (words, 2, g_strdup ("--"));
  g_ptr_array_add (words, NULL);
  execvp ("tendril", (char **) words->pdata);

  g_set_error (error, G_OPTION_ERROR, G_OPTION_ERROR_FAILED,
               "The command “tendril” cannot be run: %s", g_strerror (errno));
  return FALSE;
}

/**
 * tendril_get_option_group:
 *
 * Options for the command line of a host, to be added with [method@GLib.OptionContext.add_group] or
 * [method@Gio.Application.add_option_group]: `--safe-mode` starts it without any extension, and
 * `--bisect` runs it under `tendril bisect`, which finds the extension that breaks it.
 *
 * Returns: (transfer full): a new group of options
 *
 * Since: 1.0
 */
GOptionGroup *
tendril_get_option_group (void)
{
  const GOptionEntry entries[] = {
    { "safe-mode", 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, take_safe_mode,
      N_ ("Start without extensions"), NULL },
    { "bisect", 0, G_OPTION_FLAG_NO_ARG, G_OPTION_ARG_CALLBACK, take_bisect,
      N_ ("Find the extension that breaks this application"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  GOptionGroup *group =
    g_option_group_new ("tendril", _ ("Extension Options:"), _ ("Show the extension options"), NULL,
                        NULL);

  g_option_group_add_entries (group, entries);
  g_option_group_set_translation_domain (group, GETTEXT_PACKAGE);
  return group;
}
