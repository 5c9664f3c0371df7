/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fault-fixture.h"

#include <glib/gstdio.h>
#include <string.h>

void
fault_fixture_set_up (FaultFixture  *self,
                      gconstpointer  user_data)
{
  g_autoptr (GError) error = NULL;

  self->root = g_dir_make_tmp ("tendril-faults-XXXXXX", &error);
  g_assert_no_error (error);
  self->extensions = g_build_filename (self->root, "extensions", NULL);
  self->state = g_build_filename (self->root, "state", NULL);
  g_assert_no_errno (g_mkdir (self->extensions, 0755));
  fault_fixture_add_module (self, "good", "fault_good_0");
}

static void
remove_tree (const char *path)
{
  g_autoptr (GDir) dir = NULL;
  const char *name;

  if (g_file_test (path, G_FILE_TEST_IS_SYMLINK) || !g_file_test (path, G_FILE_TEST_IS_DIR))
    {
      g_unlink (path);
      return;
    }

  dir = g_dir_open (path, 0, NULL);
  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      remove_tree (child);
    }
  g_rmdir (path);
}

void
fault_fixture_tear_down (FaultFixture  *self,
                         gconstpointer  user_data)
{
  remove_tree (self->root);
  g_free (self->root);
  g_free (self->extensions);
  g_free (self->state);
  g_free (self->output);
}

static void
write_file (const char *directory,
            const char *name,
            const char *text)
{
  g_autofree char *path = g_build_filename (directory, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path, text, -1, &error);
  g_assert_no_error (error);
}

void
fault_fixture_add (FaultFixture *self,
                   const char   *name,
                   const char   *value)
{
  g_autofree char *directory = g_strdup_printf ("%s/%s-1.0.dist-info", self->extensions, name);
  g_autofree char *metadata =
    g_strdup_printf ("Metadata-Version: 2.1\nName: %s\nVersion: 1.0\n", name);
  g_autofree char *manifest = g_strdup_printf ("[tendril_extensions]\ninit = %s\n", value);

  g_assert_no_errno (g_mkdir_with_parents (directory, 0755));
  write_file (directory, "METADATA", metadata);
  write_file (directory, "entry_points.txt", manifest);
}

char *
fault_fixture_get_module (FaultFixture *self,
                          const char   *name)
{
  return g_strdup_printf ("%s/%s.so", self->extensions, name);
}

/* With a copy of the module of its own, as packages have. */
void
fault_fixture_add_module (FaultFixture *self,
                          const char   *name,
                          const char   *symbol)
{
  g_autofree char *source = g_test_build_filename (G_TEST_BUILT, "fault.so", NULL);
  g_autofree char *target = fault_fixture_get_module (self, name);
  g_autofree char *value = g_strdup_printf ("%s.so:%s", name, symbol);
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  g_file_get_contents (source, &text, &length, &error);
  g_assert_no_error (error);
  g_file_set_contents (target, text, length, &error);
  g_assert_no_error (error);
  fault_fixture_add (self, name, value);
}

GSubprocess *
fault_fixture_spawn (FaultFixture *self,
                     const char   *timeout)
{
  g_autofree char *program = g_test_build_filename (G_TEST_BUILT, "fault-host", NULL);
  g_autoptr (GSubprocessLauncher) launcher =
    g_subprocess_launcher_new (G_SUBPROCESS_FLAGS_STDOUT_PIPE | G_SUBPROCESS_FLAGS_STDERR_SILENCE);
  g_autoptr (GError) error = NULL;
  GSubprocess *host;

  g_subprocess_launcher_setenv (launcher, "XDG_STATE_HOME", self->state, TRUE);
  g_subprocess_launcher_setenv (launcher, "XDG_CACHE_HOME", self->root, TRUE);
  host = g_subprocess_launcher_spawn (launcher, &error, program, self->extensions, timeout, NULL);
  g_assert_no_error (error);

  return host;
}

void
fault_fixture_wait (FaultFixture *self,
                    GSubprocess  *host)
{
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->output, g_free);
  g_subprocess_communicate_utf8 (host, NULL, NULL, &self->output, NULL, &error);
  g_assert_no_error (error);
  self->status = g_subprocess_get_status (host);
}

/* Whether the host came up. */
gboolean
fault_fixture_start (FaultFixture *self)
{
  g_autoptr (GSubprocess) host = fault_fixture_spawn (self, NULL);

  fault_fixture_wait (self, host);
  return fault_fixture_has (self, "started");
}

gboolean
fault_fixture_has (FaultFixture *self,
                   const char   *line)
{
  g_auto (GStrv) lines = g_strsplit (self->output, "\n", -1);

  return g_strv_contains ((const char *const *) lines, line);
}

char *
fault_fixture_get_file (FaultFixture *self,
                        const char   *name)
{
  return g_build_filename (self->state, "tendril-1", "fault-host", name, NULL);
}
