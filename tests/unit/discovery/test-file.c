/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-file-private.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#define LIMIT 4096

typedef struct
{
  char *folder;
  char *file;
  GString *contents;
} Fixture;

static void
set_up (Fixture       *fixture,
        gconstpointer  data)
{
  fixture->folder = g_dir_make_tmp ("tendril-file-XXXXXX", NULL);
  g_assert_nonnull (fixture->folder);
  fixture->file = g_build_filename (fixture->folder, "file", NULL);
  fixture->contents = g_string_new ("what stood there before");
}

static void
tear_down (Fixture       *fixture,
           gconstpointer  data)
{
  if (g_rmdir (fixture->file) != 0)
    g_remove (fixture->file);
  g_rmdir (fixture->folder);
  g_string_free (fixture->contents, TRUE);
  g_free (fixture->file);
  g_free (fixture->folder);
}

static TendrilFileResult
read_file (Fixture *fixture)
{
  gint64 start = g_get_monotonic_time ();
  TendrilFileResult result =
    tendril_file_read_at (-1, fixture->file, LIMIT, fixture->contents);

  g_assert_cmpint (g_get_monotonic_time () - start, <, G_USEC_PER_SEC);
  return result;
}

static void
write_file (Fixture *fixture,
            gsize    size)
{
  g_autofree char *text = g_malloc (size + 1);

  memset (text, 'x', size);
  g_assert_true (g_file_set_contents (fixture->file, text, size, NULL));
}

static void
test_text (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_true (g_file_set_contents (fixture->file, "a\0b\n", 4, NULL));
  g_assert_cmpint (read_file (fixture), ==, TENDRIL_FILE_READ);
  g_assert_cmpmem (fixture->contents->str, fixture->contents->len, "a\0b\n", 4);
  g_assert_cmpint (fixture->contents->str[4], ==, '\0');
}

static void
test_empty (Fixture       *fixture,
            gconstpointer  data)
{
  write_file (fixture, 0);
  g_assert_cmpint (read_file (fixture), ==, TENDRIL_FILE_READ);
  g_assert_cmpuint (fixture->contents->len, ==, 0);
}

static void
test_limit (Fixture       *fixture,
            gconstpointer  data)
{
  write_file (fixture, LIMIT);
  g_assert_cmpint (read_file (fixture), ==, TENDRIL_FILE_READ);
  g_assert_cmpuint (fixture->contents->len, ==, LIMIT);
}

static void
test_too_big (Fixture       *fixture,
              gconstpointer  data)
{
  write_file (fixture, LIMIT + 1);
  g_assert_cmpint (read_file (fixture), ==, TENDRIL_FILE_TOO_BIG);
}

static void
test_sparse (Fixture       *fixture,
             gconstpointer  data)
{
  int fd = g_open (fixture->file, O_WRONLY | O_CREAT | O_CLOEXEC, 0644);
  gsize allocated = fixture->contents->allocated_len;

  g_assert_cmpint (ftruncate (fd, G_GINT64_CONSTANT (4) << 30), ==, 0);
  close (fd);
  g_assert_cmpint (read_file (fixture), ==, TENDRIL_FILE_TOO_BIG);
  g_assert_cmpuint (fixture->contents->allocated_len, ==, allocated);
}

/* Files of /proc tell the size 0. */
static void
test_size_unknown (Fixture       *fixture,
                   gconstpointer  data)
{
  g_assert_cmpint (symlink ("/proc/self/status", fixture->file), ==, 0);
  g_assert_cmpint (read_file (fixture), ==, TENDRIL_FILE_READ);
  g_assert_true (g_str_has_prefix (fixture->contents->str, "Name:"));
}

static void
test_missing (Fixture       *fixture,
              gconstpointer  data)
{
  g_assert_cmpint (read_file (fixture), ==, TENDRIL_FILE_MISSING);
}

static void
test_dangling (Fixture       *fixture,
               gconstpointer  data)
{
  g_assert_cmpint (symlink ("nothing", fixture->file), ==, 0);
  g_assert_cmpint (read_file (fixture), ==, TENDRIL_FILE_MISSING);
}

static void
test_parent_is_a_file (Fixture       *fixture,
                       gconstpointer  data)
{
  g_autofree char *child = g_build_filename (fixture->file, "child", NULL);

  write_file (fixture, 1);
  g_assert_cmpint (tendril_file_read_at (-1, child, LIMIT, fixture->contents), ==,
                   TENDRIL_FILE_MISSING);
}

static void
test_fifo (Fixture       *fixture,
           gconstpointer  data)
{
  g_assert_cmpint (mkfifo (fixture->file, 0644), ==, 0);
  g_assert_cmpint (read_file (fixture), ==, TENDRIL_FILE_NOT_A_FILE);
}

static void
test_socket (Fixture       *fixture,
             gconstpointer  data)
{
  struct sockaddr_un address = { .sun_family = AF_UNIX };
  int fd = socket (AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0);

  g_strlcpy (address.sun_path, fixture->file, sizeof address.sun_path);
  g_assert_cmpint (bind (fd, (struct sockaddr *) &address, sizeof address), ==, 0);
  g_assert_cmpint (read_file (fixture), ==, TENDRIL_FILE_NOT_A_FILE);
  close (fd);
}

static void
test_device (Fixture       *fixture,
             gconstpointer  data)
{
  g_assert_cmpint (symlink ("/dev/zero", fixture->file), ==, 0);
  g_assert_cmpint (read_file (fixture), ==, TENDRIL_FILE_NOT_A_FILE);
  g_assert_cmpuint (fixture->contents->len, ==, 0);
}

static void
test_directory (Fixture       *fixture,
                gconstpointer  data)
{
  g_assert_cmpint (g_mkdir (fixture->file, 0755), ==, 0);
  g_assert_cmpint (read_file (fixture), ==, TENDRIL_FILE_NOT_A_FILE);
}

static void
test_link_loop (Fixture       *fixture,
                gconstpointer  data)
{
  g_assert_cmpint (symlink ("file", fixture->file), ==, 0);
  g_assert_cmpint (read_file (fixture), ==, TENDRIL_FILE_NOT_A_FILE);
}

static void
test_unreadable (Fixture       *fixture,
                 gconstpointer  data)
{
  if (geteuid () == 0)
    {
      g_test_skip ("root reads everything");
      return;
    }

  write_file (fixture, 1);
  g_assert_cmpint (g_chmod (fixture->file, 0), ==, 0);
  g_assert_cmpint (read_file (fixture), ==, TENDRIL_FILE_UNREADABLE);
}

static void
test_relative_to_directory (Fixture       *fixture,
                            gconstpointer  data)
{
  int fd = open (fixture->folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  write_file (fixture, 3);
  g_assert_cmpint (tendril_file_read_at (fd, "file", LIMIT, fixture->contents), ==,
                   TENDRIL_FILE_READ);
  g_assert_cmpstr (fixture->contents->str, ==, "xxx");
  close (fd);
}

/* No descriptor is left open, whatever the file is. */
static void
test_descriptors (Fixture       *fixture,
                  gconstpointer  data)
{
  int before = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  int after;

  close (before);
  g_assert_cmpint (mkfifo (fixture->file, 0644), ==, 0);
  for (guint i = 0; i < 10; i++)
    read_file (fixture);
  g_remove (fixture->file);
  write_file (fixture, LIMIT + 1);
  for (guint i = 0; i < 10; i++)
    read_file (fixture);

  after = open ("/dev/null", O_RDONLY | O_CLOEXEC);
  close (after);
  g_assert_cmpint (after, ==, before);
}

#define ADD(rule, function) g_test_add ("/file/" rule, Fixture, NULL, set_up, function, tear_down)

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("text", test_text);
  ADD ("empty", test_empty);
  ADD ("limit", test_limit);
  ADD ("too-big", test_too_big);
  ADD ("sparse", test_sparse);
  ADD ("size-unknown", test_size_unknown);
  ADD ("missing", test_missing);
  ADD ("dangling", test_dangling);
  ADD ("parent-is-a-file", test_parent_is_a_file);
  ADD ("fifo", test_fifo);
  ADD ("socket", test_socket);
  ADD ("device", test_device);
  ADD ("directory", test_directory);
  ADD ("link-loop", test_link_loop);
  ADD ("unreadable", test_unreadable);
  ADD ("relative-to-directory", test_relative_to_directory);
  ADD ("descriptors", test_descriptors);

  return g_test_run ();
}
