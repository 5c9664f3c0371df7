/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What cannot be loaded, case 15 of the list of faults: it alone fails, and says why. */

#include "fault-fixture.h"

#include <elf.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>

static void
assert_fails (FaultFixture *fixture,
              const char   *cause)
{
  g_assert_true (fault_fixture_start (fixture));
  g_assert_true (fault_fixture_has (fixture, "good active"));
  g_assert_true (fault_fixture_has (fixture, "bad failed"));
  if (strstr (fixture->output, cause) == NULL)
    g_error ("“%s” is not in\n%s", cause, fixture->output);
}

static void
write_module (FaultFixture *fixture,
              const char   *text,
              gssize        length)
{
  g_autofree char *module = fault_fixture_get_module (fixture, "bad");

  g_assert_true (g_file_set_contents (module, text, length, NULL));
  fault_fixture_add (fixture, "bad", "bad.so:init");
}

static void
test_015_missing_module (FaultFixture  *fixture,
                         gconstpointer  user_data)
{
  fault_fixture_add (fixture, "bad", "bad.so:init");
  assert_fails (fixture, "does not exist");
}

static void
test_015_missing_symbol (FaultFixture  *fixture,
                         gconstpointer  user_data)
{
  fault_fixture_add_module (fixture, "bad", "no_such");
  assert_fails (fixture, "has no function");
}

static void
test_015_garbage_module (FaultFixture  *fixture,
                         gconstpointer  user_data)
{
  static const char *const texts[] = { "", "#!/bin/sh\nexit 1\n", "\x7f", "\x7f" "ELF" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      write_module (fixture, texts[i], -1);
      assert_fails (fixture, "cannot be loaded");
    }
}

/* The same module, but for a byte of its header. */
static void
test_015_module_of_another_machine (FaultFixture  *fixture,
                                    gconstpointer  user_data)
{
  g_autofree char *good = fault_fixture_get_module (fixture, "good");
  g_autofree char *text = NULL;
  gsize length;

  g_assert_true (g_file_get_contents (good, &text, &length, NULL));
  ((Elf64_Ehdr *) (gpointer) text)->e_machine = EM_68K;
  write_module (fixture, text, length);
  assert_fails (fixture, "another kind of machine");
}

static void
test_001_fifo_as_module (FaultFixture  *fixture,
                         gconstpointer  user_data)
{
  g_autofree char *module = fault_fixture_get_module (fixture, "bad");

  fault_fixture_add (fixture, "bad", "bad.so:init");
  g_assert_no_errno (mkfifo (module, 0600));
  assert_fails (fixture, "is no file");
}

static void
test_001_fifo_as_manifest (FaultFixture  *fixture,
                           gconstpointer  user_data)
{
  g_autofree char *directory =
    g_build_filename (fixture->extensions, "bad-1.0.dist-info", NULL);
  g_autofree char *manifest = g_build_filename (directory, "entry_points.txt", NULL);

  g_assert_no_errno (g_mkdir (directory, 0755));
  g_assert_no_errno (mkfifo (manifest, 0600));
  g_assert_true (fault_fixture_start (fixture));
  g_assert_true (fault_fixture_has (fixture, "good active"));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FAULT_TEST ("001-fifo-as-manifest", test_001_fifo_as_manifest);
  FAULT_TEST ("001-fifo-as-module", test_001_fifo_as_module);
  FAULT_TEST ("015-missing-module", test_015_missing_module);
  FAULT_TEST ("015-missing-symbol", test_015_missing_symbol);
  FAULT_TEST ("015-garbage-module", test_015_garbage_module);
  FAULT_TEST ("015-module-of-another-machine", test_015_module_of_another_machine);

  return g_test_run ();
}
