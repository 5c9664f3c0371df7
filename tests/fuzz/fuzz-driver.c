/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Runs a fuzz target where there is no libFuzzer:
 *
 *   fuzz-NAME [--runs N] [--seconds N] [--seed N] PATH…
 *
 * Every file of the corpora is run as it is, then mutations of them: the same for the same seed.
 * What makes the target abort is written to fuzz-crash-SEED-RUN. */

#include "fuzz-target.h"

#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define MAX_LENGTH 16384

static int runs;
static int seconds;
static int seed = 1;
static char **paths;

static const GOptionEntry options[] = {
  { "runs", 0, 0, G_OPTION_ARG_INT, &runs, "Mutations to run", "N" },
  { "seconds", 0, 0, G_OPTION_ARG_INT, &seconds, "How long to run mutations", "N" },
  { "seed", 0, 0, G_OPTION_ARG_INT, &seed, "Seed of the mutations", "N" },
  { G_OPTION_REMAINING, 0, 0, G_OPTION_ARG_FILENAME_ARRAY, &paths, NULL, "PATH…" },
  G_OPTION_ENTRY_NULL,
};

static GByteArray *current;
static char crash_file[64];

static void
save_input (int signal_number)
{
  int fd = open (crash_file, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644);

  if (fd >= 0 && current != NULL && write (fd, current->data, current->len) >= 0)
    close (fd);
  signal (signal_number, SIG_DFL);
  raise (signal_number);
}

static void
run (GByteArray *input,
     guint64     number)
{
  /* As long as the input, so that a read past its end is seen. */
  g_autofree guint8 *copy = g_memdup2 (input->data, input->len);

  current = input;
  g_snprintf (crash_file, sizeof crash_file, "fuzz-crash-%d-%" G_GUINT64_FORMAT, seed, number);
  LLVMFuzzerTestOneInput (copy != NULL ? copy : (const guint8 *) "", input->len);
}

static void
add_path (GPtrArray  *corpus,
          const char *path)
{
  g_autoptr (GDir) directory = g_dir_open (path, 0, NULL);
  g_autofree char *contents = NULL;
  gsize length;
  const char *name;

  if (directory == NULL && g_file_get_contents (path, &contents, &length, NULL))
    g_ptr_array_add (corpus, g_byte_array_new_take ((guint8 *) g_steal_pointer (&contents), length));
  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      add_path (corpus, child);
    }
}

static guint
pick (GRand *random,
      guint  n)
{
  return n > 0 ? g_rand_int (random) % n : 0;
}

static void
insert (GByteArray *input,
        guint       position,
        const void *data,
        guint       length)
{
  guint tail = input->len - position;

  g_byte_array_set_size (input, input->len + length);
  memmove (input->data + position + length, input->data + position, tail);
  memcpy (input->data + position, data, length);
}

static void
mutate_bit (GByteArray *input,
            GRand      *random,
            GPtrArray  *corpus)
{
  if (input->len > 0)
    input->data[pick (random, input->len)] ^= 1 << pick (random, 8);
}

static void
mutate_byte (GByteArray *input,
             GRand      *random,
             GPtrArray  *corpus)
{
  static const guint8 interesting[] = { 0, '\n', '\r', ' ', '=', '[', ']', ':', '.', 0x7f, 0x80, 0xff };

  if (input->len > 0)
    input->data[pick (random, input->len)] = interesting[pick (random, sizeof interesting)];
}

static void
mutate_remove (GByteArray *input,
               GRand      *random,
               GPtrArray  *corpus)
{
  guint start = pick (random, input->len);
  guint length = 1 + pick (random, 16);

  if (input->len > 0)
    g_byte_array_remove_range (input, start, MIN (length, input->len - start));
}

static void
mutate_cut (GByteArray *input,
            GRand      *random,
            GPtrArray  *corpus)
{
  g_byte_array_set_size (input, pick (random, input->len + 1));
}

static void
mutate_word (GByteArray *input,
             GRand      *random,
             GPtrArray  *corpus)
{
  guint n = g_strv_length ((char **) fuzz_dictionary);
  const char *word = fuzz_dictionary[pick (random, n)];

  insert (input, pick (random, input->len + 1), word, strlen (word));
}

static void
mutate_copy (GByteArray *input,
             GRand      *random,
             GPtrArray  *corpus)
{
  guint start = pick (random, input->len);
  guint wanted = 1 + pick (random, 64);
  guint length = MIN (wanted, input->len - start);
  g_autofree guint8 *piece = g_memdup2 (input->data + start, length);

  if (piece != NULL)
    insert (input, pick (random, input->len + 1), piece, length);
}

static void
mutate_splice (GByteArray *input,
               GRand      *random,
               GPtrArray  *corpus)
{
  const GByteArray *other = g_ptr_array_index (corpus, pick (random, corpus->len));
  guint start = pick (random, other->len);

  if (other->len > 0)
    insert (input, pick (random, input->len + 1), other->data + start,
            1 + pick (random, other->len - start));
}

static void (*const mutations[]) (GByteArray *input,
                                  GRand      *random,
                                  GPtrArray  *corpus) = {
  mutate_bit, mutate_byte, mutate_remove, mutate_cut, mutate_word, mutate_copy, mutate_splice,
};

static void
run_mutation (GPtrArray *corpus,
              GRand     *random,
              guint64    number)
{
  const GByteArray *base = g_ptr_array_index (corpus, pick (random, corpus->len));
  g_autoptr (GByteArray) input = g_byte_array_new ();

  g_byte_array_append (input, base->data, base->len);
  for (guint n = 1 + pick (random, 6); n > 0; n--)
    mutations[pick (random, G_N_ELEMENTS (mutations))](input, random, corpus);
  if (input->len > MAX_LENGTH)
    g_byte_array_set_size (input, MAX_LENGTH);

  run (input, number);
  current = NULL;
}

static guint64
run_mutations (GPtrArray *corpus)
{
  g_autoptr (GRand) random = g_rand_new_with_seed (seed);
  gint64 end = g_get_monotonic_time () + seconds * G_USEC_PER_SEC;
  guint64 number = 0;

  while (number < (guint64) runs || (seconds > 0 && g_get_monotonic_time () < end))
    run_mutation (corpus, random, ++number);

  return number;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_autoptr (GPtrArray) corpus =
    g_ptr_array_new_with_free_func ((GDestroyNotify) g_byte_array_unref);
  g_autoptr (GError) error = NULL;
  guint64 n_mutations;

  g_option_context_add_main_entries (context, options, NULL);
  if (!g_option_context_parse (context, &argc, &argv, &error))
    {
      g_printerr ("%s\n", error->message);
      return 2;
    }

  signal (SIGABRT, save_input);
  signal (SIGSEGV, save_input);
  for (gsize i = 0; paths != NULL && paths[i] != NULL; i++)
    add_path (corpus, paths[i]);
  if (corpus->len == 0)
    {
      g_printerr ("There is nothing to run\n");
      return 2;
    }

  for (guint i = 0; i < corpus->len; i++)
    run (g_ptr_array_index (corpus, i), 0);
  n_mutations = run_mutations (corpus);

  printf ("%u files and %" G_GUINT64_FORMAT " mutations of them, seed %d\n", corpus->len, n_mutations,
          seed);
  g_clear_pointer (&paths, g_strfreev);
  return 0;
}
