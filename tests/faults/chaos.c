/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* chaos [--count=N] [--seed=N]: starts a host again and again, each time with a fault at random, and
 * fails if a culprit costs more starts than it may, if anybody else is out, or if a file of state is
 * lost or mixed. */

#include "fault-fixture.h"

#include <glib/gstdio.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>

#define N_EXTENSIONS 8

typedef struct
{
  FaultFixture fixture;
  GRand *rand;
  guint n_starts;
  guint n_lost;
} Chaos;

typedef void (*FaultFunc) (Chaos *self);

static char *
get_name (guint i)
{
  return g_strdup_printf ("ext-%u", i);
}

/* As an update does it: another file, which is forgiven. */
static void
install (Chaos      *self,
         guint       i,
         const char *symbol)
{
  g_autofree char *name = get_name (i);

  fault_fixture_add_module (&self->fixture, name, symbol);
}

static void
repair (Chaos *self,
        guint  i)
{
  g_autofree char *symbol = g_strdup_printf ("fault_good_%u", i);

  install (self, i, symbol);
}

static gboolean
start (Chaos *self)
{
  gboolean started = fault_fixture_start (&self->fixture);

  self->n_starts++;
  if (!started)
    self->n_lost++;
  return started;
}

/* Everybody is active but for @culprit, -1 for none. */
static void
assert_others (Chaos *self,
               int    culprit)
{
  for (int i = 0; i < N_EXTENSIONS; i++)
    {
      g_autofree char *name = get_name (i);
      g_autofree char *line =
        g_strdup_printf ("%s %s", name, i == culprit ? "quarantined" : "active");

      if (!fault_fixture_has (&self->fixture, line))
        g_error ("start %u: “%s” is not in\n%s", self->n_starts, line, self->fixture.output);
    }
}

static void
assert_starts (Chaos *self,
               int    culprit)
{
  g_assert_true (start (self));
  assert_others (self, culprit);
}

static void
crash (Chaos *self)
{
  static const char *const symbols[] = { "fault_segv", "fault_bus",  "fault_fpe",
                                         "fault_ill",  "fault_abort", "fault_exit" };
  guint i = g_rand_int_range (self->rand, 0, N_EXTENSIONS);

  install (self, i, symbols[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (symbols))]);
  g_assert_false (start (self));
  assert_starts (self, i);
  repair (self, i);
  assert_starts (self, -1);
}

static void
kill_after (Chaos      *self,
            const char *timeout,
            guint       wait_us)
{
  g_autoptr (GSubprocess) host = fault_fixture_spawn (&self->fixture, timeout);

  g_usleep (wait_us);
  g_subprocess_send_signal (host, SIGKILL);
  fault_fixture_wait (&self->fixture, host);
  self->n_starts++;
  if (!fault_fixture_has (&self->fixture, "started"))
    self->n_lost++;
}

/* The watchdog has seen it, so one start is enough. */
static void
hang (Chaos *self)
{
  guint i = g_rand_int_range (self->rand, 0, N_EXTENSIONS);

  install (self, i, "fault_hang");
  kill_after (self, "10", 700 * G_TIME_SPAN_MILLISECOND);
  assert_starts (self, i);
  repair (self, i);
  assert_starts (self, -1);
}

/* Whoever is hit by chance stays in, as a good start follows. */
static void
kill_at_random (Chaos *self)
{
  kill_after (self, NULL, g_rand_int_range (self->rand, 0, 40 * G_TIME_SPAN_MILLISECOND));
  assert_starts (self, -1);
}

/* Cuts it off, or changes a few bytes. */
static void
damage (Chaos      *self,
        const char *path)
{
  g_autofree char *text = NULL;
  gsize length;

  if (!g_file_get_contents (path, &text, &length, NULL) || length == 0)
    return;

  if (g_rand_boolean (self->rand))
    length = g_rand_int_range (self->rand, 0, length);
  for (guint i = 0; i < 3 && length > 0; i++)
    text[g_rand_int_range (self->rand, 0, length)] ^= 1 << g_rand_int_range (self->rand, 0, 8);
  g_assert_true (g_file_set_contents (path, text, length, NULL));
}

static void
damage_all (Chaos      *self,
            const char *directory)
{
  g_autoptr (GDir) dir = g_dir_open (directory, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (directory, name, NULL);

      damage (self, path);
    }
}

static void
damage_index (Chaos *self)
{
  g_autofree char *directory =
    g_build_filename (self->fixture.root, "tendril-1", "index", NULL);

  damage_all (self, directory);
  assert_starts (self, -1);
}

/* A verdict may be lost with the file that held it, and is found again by one start. */
static void
damage_state (Chaos *self)
{
  guint i = g_rand_int_range (self->rand, 0, N_EXTENSIONS);
  g_autofree char *file = fault_fixture_get_file (&self->fixture, "quarantine.ini");
  g_autofree char *markers = fault_fixture_get_file (&self->fixture, "markers");

  install (self, i, "fault_abort");
  g_assert_false (start (self));
  if (g_rand_boolean (self->rand))
    assert_starts (self, i);
  damage (self, file);
  damage_all (self, markers);
  if (!start (self))
    g_assert_true (start (self));
  assert_others (self, i);
  repair (self, i);
  assert_starts (self, -1);
}

/* Nothing can be written, as on a full disk: the host starts all the same. */
static void
fill_disk (Chaos *self)
{
  struct rlimit old, none;

  g_assert_no_errno (getrlimit (RLIMIT_FSIZE, &old));
  none = old;
  none.rlim_cur = 0;
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &none));
  assert_starts (self, -1);
  g_assert_no_errno (setrlimit (RLIMIT_FSIZE, &old));
}

/* Root can read what nobody may; a file that everybody may write is refused for root as well. */
static void
flip_permissions (Chaos *self)
{
  static const int modes[] = { 0000, 0500, 0777 };
  g_autofree char *directory = fault_fixture_get_file (&self->fixture, NULL);

  g_chmod (directory, modes[g_rand_int_range (self->rand, 0, G_N_ELEMENTS (modes))]);
  assert_starts (self, -1);
  g_chmod (directory, 0700);
  assert_starts (self, -1);
}

/* Several hosts judge the same crash at once. */
static void
start_many (Chaos *self)
{
  guint i = g_rand_int_range (self->rand, 0, N_EXTENSIONS);
  GSubprocess *hosts[4];

  install (self, i, "fault_segv");
  g_assert_false (start (self));
  for (gsize k = 0; k < G_N_ELEMENTS (hosts); k++)
    hosts[k] = fault_fixture_spawn (&self->fixture, NULL);
  for (gsize k = 0; k < G_N_ELEMENTS (hosts); k++)
    {
      fault_fixture_wait (&self->fixture, hosts[k]);
      g_object_unref (hosts[k]);
      self->n_starts++;
      assert_others (self, i);
    }
  repair (self, i);
  assert_starts (self, -1);
}

static const FaultFunc faults[] = { crash,        hang,      kill_at_random,   damage_index,
                                    damage_state, fill_disk, flip_permissions, start_many };

int
main (int    argc,
      char **argv)
{
  int count = 20;
  int seed = 1;
  const GOptionEntry entries[] = {
    { "count", 0, 0, G_OPTION_ARG_INT, &count, "How many starts", "N" },
    { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Where the faults begin", "N" },
    G_OPTION_ENTRY_NULL,
  };
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  Chaos self = { 0 };

  /* Before the framework takes --seed for its own. */
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse (context, &argc, &argv, NULL))
    return 2;
  g_test_init (&argc, &argv, NULL);

  fault_fixture_set_up (&self.fixture, NULL);
  self.rand = g_rand_new_with_seed (seed);
  for (guint i = 0; i < N_EXTENSIONS; i++)
    repair (&self, i);
  assert_starts (&self, -1);

  while (self.n_starts < (guint) count)
    faults[g_rand_int_range (self.rand, 0, G_N_ELEMENTS (faults))](&self);

  g_print ("starts %u\nlost %u\n", self.n_starts, self.n_lost);
  g_rand_free (self.rand);
  fault_fixture_tear_down (&self.fixture, NULL);
  return 0;
}
