/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool-options.h"
#include "tool-text.h"

#include <glib/gi18n.h>
#include <unistd.h>

typedef struct
{
  char **command;
  GPtrArray *ids;           /* all there are */
  GPtrArray *culprits;      /* those that were found */
  guint n_runs;
  GError *error;            /* the command cannot be started */
} Bisection;

/* The set that a run gets: what was found, and the first @n of the rest. */
static char *
join_set (Bisection *self,
          guint      n)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  g_auto (GStrv) ids = NULL;

  for (guint i = 0; i < self->culprits->len; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->culprits, i));
  for (guint i = 0; i < n; i++)
    g_strv_builder_add (builder, g_ptr_array_index (self->ids, i));

  ids = g_strv_builder_end (builder);
  return g_strjoinv (",", ids);
}

/* Whether the command fails with these extensions and no others. */
static gboolean
breaks (Bisection *self,
        guint      n)
{
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDIN_INHERIT);
  g_autofree char *set = join_set (self, n);
  g_autoptr (GSubprocess) process = NULL;
  gboolean failed;

  if (self->error != NULL)
    return FALSE;

  /* A crash is what is looked for: it must not put anybody into quarantine. */
  g_subprocess_launcher_setenv (launcher, "TENDRIL_QUARANTINE", "0", TRUE);
  g_subprocess_launcher_unsetenv (launcher, "TENDRIL_DISABLE");
  /* Our own output is the result alone. */
  g_subprocess_launcher_take_stdout_fd (launcher, dup (STDERR_FILENO));
  if (*set != '\0')
    g_subprocess_launcher_setenv (launcher, "TENDRIL_ENABLE", set, TRUE);
  else
    g_subprocess_launcher_setenv (launcher, "TENDRIL_SAFE_MODE", "1", TRUE);

  process = g_subprocess_launcher_spawnv (launcher, (const char *const *) self->command,
                                          &self->error);
  if (process == NULL)
    return FALSE;

  g_subprocess_wait (process, NULL, NULL);
  failed = !g_subprocess_get_if_exited (process) || g_subprocess_get_exit_status (process) != 0;
  self->n_runs++;
  g_printerr (_ ("run %u: %u of %u extensions: %s\n"), self->n_runs, n + self->culprits->len,
              self->ids->len + self->culprits->len, failed ? _ ("breaks") : _ ("works"));
  return failed;
}

/* The shortest beginning of the list that breaks the command, by halves: its last one is needed for
 * that. It is looked for among those before @n, which are known to break it. */
static guint
find_last_needed (Bisection *self,
                  guint      n)
{
  guint works = 0;

  while (n - works > 1)
    {
      guint middle = works + (n - works) / 2;

      if (breaks (self, middle))
        n = middle;
      else
        works = middle;
    }

  return n;
}

/* One culprit takes log2 n runs and one to make sure of it; if several break the command only
 * together, each takes as many again. */
static void
find_culprits (Bisection *self)
{
  guint n = self->ids->len;

  do
    {
      n = find_last_needed (self, n) - 1;
      g_ptr_array_add (self->culprits, g_ptr_array_steal_index (self->ids, n));
    }
  while (n > 0 && !breaks (self, 0) && self->error == NULL);
}

static ToolStatus
report (Bisection *self)
{
  if (self->error != NULL)
    {
      g_printerr ("tendril: %s\n", self->error->message);
      return TOOL_FAILED;
    }

  for (guint i = 0; i < self->culprits->len; i++)
    {
      g_autofree char *id = tool_escape (g_ptr_array_index (self->culprits, i));

      g_print ("%s\n", id);
    }
  g_printerr (self->culprits->len > 1 ? _ ("These break the command together; found in %u runs.\n")
                                      : _ ("This extension breaks the command; found in %u runs.\n"),
              self->n_runs);
  return TOOL_OK;
}

static ToolStatus
bisect (Bisection *self)
{
  if (breaks (self, 0))
    {
      g_printerr ("%s\n", _ ("tendril: the command breaks without any extension"));
      return TOOL_FAILED;
    }
  if (self->error == NULL && (self->ids->len == 0 || !breaks (self, self->ids->len)) &&
      self->error == NULL)
    {
      g_printerr ("%s\n", _ ("tendril: the command works with all extensions"));
      return TOOL_FAILED;
    }

  if (self->error == NULL)
    find_culprits (self);
  return report (self);
}

/* Also what is in quarantine: it may be what is looked for. */
static GPtrArray *
list_ids (GListModel *extensions)
{
  GPtrArray *ids = g_ptr_array_new_with_free_func (g_free);

  for (guint i = 0; i < g_list_model_get_n_items (extensions); i++)
    {
      g_autoptr (TendrilExtension) extension = g_list_model_get_item (extensions, i);
      TendrilExtensionState state = tendril_extension_get_state (extension);

      if (state == TENDRIL_EXTENSION_STATE_DISCOVERED ||
          state == TENDRIL_EXTENSION_STATE_QUARANTINED)
        g_ptr_array_add (ids, g_strdup (tendril_extension_get_id (extension)));
    }

  return ids;
}

ToolStatus
tool_bisect (int    argc,
             char **argv)
{
  g_auto (ToolOptions) options = { 0 };
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  g_autoptr (GPtrArray) culprits = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GPtrArray) ids = NULL;
  g_autoptr (GError) error = NULL;
  Bisection self = { .culprits = culprits };
  ToolStatus status;

  if (!tool_options_parse (&options, _ ("-- COMMAND [ARGUMENT…]"),
                           _ ("Find the extension that breaks a command, by running it with some "
                              "extensions and without others.\nThe command breaks when it exits "
                              "with anything but 0. The options tell which extensions it uses."),
                           NULL, &argc, &argv))
    return TOOL_USAGE;
  if (argc < 2)
    return tool_usage_error ("bisect", _ ("bisect needs a command"));

  registry = tool_options_new_registry (&options);
  if (!tendril_extension_registry_discover (registry, NULL, &error))
    {
      g_printerr ("tendril: %s\n", error->message);
      return TOOL_FAILED;
    }

  ids = list_ids (G_LIST_MODEL (registry));
  self.ids = ids;
  self.command = argv + 1;
  status = bisect (&self);
  g_clear_error (&self.error);
  return status;
}
