/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The cases 55, 57 to 61 of the list of faults, and what belongs to them. */

#include "fault-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <sys/wait.h>

static void
assert_started (FaultFixture *fixture,
                const char   *line)
{
  g_assert_true (fault_fixture_start (fixture));
  g_assert_true (fault_fixture_has (fixture, "good active"));
  if (!fault_fixture_has (fixture, line))
    g_error ("“%s” is not in\n%s", line, fixture->output);
}

static const char *const crashes[] = { "segv", "bus",     "ill",      "fpe",  "abort",
                                       "g_error", "overflow", "exit" };

/* One lost start for each of them, and never a second. */
static void
test_055_crash_is_quarantined (FaultFixture  *fixture,
                               gconstpointer  user_data)
{
  for (gsize i = 0; i < G_N_ELEMENTS (crashes); i++)
    {
      g_autofree char *symbol = g_strdup_printf ("fault_%s", crashes[i]);

      g_test_message ("%s", symbol);
      fault_fixture_add_module (fixture, "bad", symbol);
      g_assert_false (fault_fixture_start (fixture));
      assert_started (fixture, "bad quarantined");
      assert_started (fixture, "bad quarantined");
    }
}

static void
test_055_signal_ends_the_host_as_before (FaultFixture  *fixture,
                                         gconstpointer  user_data)
{
  fault_fixture_add_module (fixture, "bad", "fault_abort");
  g_assert_false (fault_fixture_start (fixture));

  g_assert_true (WIFSIGNALED (fixture->status));
  g_assert_cmpint (WTERMSIG (fixture->status), ==, SIGABRT);
}

static void
test_055_forked_daemon_delays_no_verdict (FaultFixture  *fixture,
                                          gconstpointer  user_data)
{
  g_autoptr (GSubprocess) host = NULL;

  fault_fixture_add_module (fixture, "bad", "fault_forks_and_crashes");
  host = fault_fixture_spawn (fixture, NULL);
  g_subprocess_wait (host, NULL, NULL);
  assert_started (fixture, "bad quarantined");
}

static void
test_061_exit_of_a_forked_process_is_no_strike (FaultFixture  *fixture,
                                                gconstpointer  user_data)
{
  fault_fixture_add_module (fixture, "forks", "fault_forks_and_exits");
  assert_started (fixture, "forks active");
  assert_started (fixture, "forks active");
}

/* The host waits for the init: only who kills it ends that. */
static void
kill_when (FaultFixture *fixture,
           const char   *line,
           const char   *timeout,
           guint         wait_ms)
{
  g_autoptr (GSubprocess) host = fault_fixture_spawn (fixture, timeout);
  g_autoptr (GDataInputStream) lines =
    g_data_input_stream_new (g_subprocess_get_stdout_pipe (host));
  g_autoptr (GError) error = NULL;

  while (TRUE)
    {
      g_autofree char *found = g_data_input_stream_read_line (lines, NULL, NULL, &error);

      g_assert_no_error (error);
      g_assert_nonnull (found);
      if (g_str_equal (found, line))
        break;
    }

  g_usleep (wait_ms * G_TIME_SPAN_MILLISECOND);
  g_subprocess_send_signal (host, SIGKILL);
  g_subprocess_wait (host, NULL, NULL);
}

static void
test_057_stall_needs_one_strike (FaultFixture  *fixture,
                                 gconstpointer  user_data)
{
  fault_fixture_add_module (fixture, "bad", "fault_hang");
  kill_when (fixture, "initializing bad", "20", 500);
  assert_started (fixture, "bad quarantined");
}

static void
test_058_running_host_is_no_crash (FaultFixture  *fixture,
                                   gconstpointer  user_data)
{
  g_autoptr (GSubprocess) first = NULL;
  g_autoptr (GSubprocess) second = NULL;

  g_setenv ("FAULT_WAIT_MS", "300", TRUE);
  first = fault_fixture_spawn (fixture, NULL);
  g_usleep (100 * G_TIME_SPAN_MILLISECOND);
  second = fault_fixture_spawn (fixture, NULL);
  g_unsetenv ("FAULT_WAIT_MS");

  fault_fixture_wait (fixture, second);
  g_assert_true (fault_fixture_has (fixture, "good active"));
  fault_fixture_wait (fixture, first);
  g_assert_true (fault_fixture_has (fixture, "good active"));
  assert_started (fixture, "good active");
}

static void
test_059_kill_from_outside_needs_two_in_a_row (FaultFixture  *fixture,
                                               gconstpointer  user_data)
{
  fault_fixture_add_module (fixture, "bad", "fault_hang");
  kill_when (fixture, "initializing bad", "0", 20);
  kill_when (fixture, "initializing bad", "0", 20);
  assert_started (fixture, "bad quarantined");
}

static void
test_059_good_start_between_two_kills_forgives (FaultFixture  *fixture,
                                                gconstpointer  user_data)
{
  g_setenv ("FAULT_WAIT_MS", "200", TRUE);
  kill_when (fixture, "initializing good", "0", 20);
  g_unsetenv ("FAULT_WAIT_MS");
  assert_started (fixture, "good active");
  g_setenv ("FAULT_WAIT_MS", "200", TRUE);
  kill_when (fixture, "initializing good", "0", 20);
  g_unsetenv ("FAULT_WAIT_MS");
  assert_started (fixture, "good active");
}

/* What has changed gets another try: the module as any update changes it. */
static void
test_060_changed_file_is_forgiven (FaultFixture  *fixture,
                                   gconstpointer  user_data)
{
  g_autofree char *module = fault_fixture_get_module (fixture, "bad");

  fault_fixture_add_module (fixture, "bad", "fault_abort");
  g_assert_false (fault_fixture_start (fixture));
  assert_started (fixture, "bad quarantined");

  fault_fixture_add (fixture, "bad", "bad.so:fault_good_1");
  assert_started (fixture, "bad quarantined");
  g_assert_no_errno (g_chmod (module, 0700));
  assert_started (fixture, "bad active");
}

static void
test_061_quick_exit_is_named_after_two (FaultFixture  *fixture,
                                        gconstpointer  user_data)
{
  fault_fixture_add_module (fixture, "bad", "fault_quick_exit");
  g_assert_false (fault_fixture_start (fixture));
  g_assert_false (fault_fixture_start (fixture));
  assert_started (fixture, "bad quarantined");
}

static void
test_062_error_is_no_strike (FaultFixture  *fixture,
                             gconstpointer  user_data)
{
  fault_fixture_add_module (fixture, "bad", "fault_error");
  assert_started (fixture, "bad failed");
  assert_started (fixture, "bad failed");
}

static void
test_052_marker_that_is_cut_off_costs_nothing (FaultFixture  *fixture,
                                               gconstpointer  user_data)
{
  fault_fixture_add_module (fixture, "cuts", "fault_cuts_markers");
  assert_started (fixture, "cuts active");
}

static void
test_052_state_that_cannot_be_kept (FaultFixture  *fixture,
                                    gconstpointer  user_data)
{
  g_assert_true (g_file_set_contents (fixture->state, "no directory", -1, NULL));
  assert_started (fixture, "good active");
}

/* Torn or changed, it is as good as none; it is never believed. */
static void
test_044_damaged_quarantine_is_ignored (FaultFixture  *fixture,
                                        gconstpointer  user_data)
{
  g_autofree char *file = fault_fixture_get_file (fixture, "quarantine.ini");
  g_autofree char *text = NULL;
  g_autoptr (GError) error = NULL;
  gsize length;

  fault_fixture_add_module (fixture, "bad", "fault_abort");
  g_assert_false (fault_fixture_start (fixture));
  assert_started (fixture, "bad quarantined");
  g_file_get_contents (file, &text, &length, &error);
  g_assert_no_error (error);

  text[length / 2] ^= 1;
  g_assert_true (g_file_set_contents (file, text, length, NULL));
  g_assert_false (fault_fixture_start (fixture));
  assert_started (fixture, "bad quarantined");
}

static void
test_053_many_starts_leave_no_marker (FaultFixture  *fixture,
                                      gconstpointer  user_data)
{
  g_autofree char *markers = fault_fixture_get_file (fixture, "markers");
  g_autoptr (GPtrArray) hosts = g_ptr_array_new_with_free_func (g_object_unref);
  g_autoptr (GDir) dir = NULL;

  fault_fixture_add_module (fixture, "bad", "fault_abort");
  g_assert_false (fault_fixture_start (fixture));
  for (guint i = 0; i < 20; i++)
    g_ptr_array_add (hosts, fault_fixture_spawn (fixture, NULL));
  for (guint i = 0; i < hosts->len; i++)
    {
      fault_fixture_wait (fixture, g_ptr_array_index (hosts, i));
      g_assert_true (fault_fixture_has (fixture, "bad quarantined"));
    }

  dir = g_dir_open (markers, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  FAULT_TEST ("044-damaged-quarantine-is-ignored", test_044_damaged_quarantine_is_ignored);
  FAULT_TEST ("052-marker-that-is-cut-off-costs-nothing",
              test_052_marker_that_is_cut_off_costs_nothing);
  FAULT_TEST ("052-state-that-cannot-be-kept", test_052_state_that_cannot_be_kept);
  FAULT_TEST ("053-many-starts-leave-no-marker", test_053_many_starts_leave_no_marker);
  FAULT_TEST ("055-crash-is-quarantined", test_055_crash_is_quarantined);
  FAULT_TEST ("055-signal-ends-the-host-as-before", test_055_signal_ends_the_host_as_before);
  FAULT_TEST ("055-forked-daemon-delays-no-verdict", test_055_forked_daemon_delays_no_verdict);
  FAULT_TEST ("057-stall-needs-one-strike", test_057_stall_needs_one_strike);
  FAULT_TEST ("058-running-host-is-no-crash", test_058_running_host_is_no_crash);
  FAULT_TEST ("059-kill-from-outside-needs-two-in-a-row",
              test_059_kill_from_outside_needs_two_in_a_row);
  FAULT_TEST ("059-good-start-between-two-kills-forgives",
              test_059_good_start_between_two_kills_forgives);
  FAULT_TEST ("060-changed-file-is-forgiven", test_060_changed_file_is_forgiven);
  FAULT_TEST ("061-exit-of-a-forked-process-is-no-strike",
              test_061_exit_of_a_forked_process_is_no_strike);
  FAULT_TEST ("061-quick-exit-is-named-after-two", test_061_quick_exit_is_named_after_two);
  FAULT_TEST ("062-error-is-no-strike", test_062_error_is_no_strike);

  return g_test_run ();
}
