/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-marker-private.h"

#include "tendril-file-limit-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>

#define MAGIC "TNDMARK1"

/* Process ids of different name spaces (Flatpak) may be equal, and a process may activate several
 * registries at a time. */
#define MAX_NAMES 64

struct _TendrilMarker
{
  char *path;
  int fd;
  pid_t pid;
  TendrilMarkerPage *page;
  int serial;
};

G_STATIC_ASSERT (sizeof (TendrilMarkerPage) <= 4096);

/* A lock of the open file, not of the process: two markers of one process do not share it. */
gboolean
tendril_marker_lock (int fd)
{
  struct flock lock = { .l_type = F_WRLCK, .l_whence = SEEK_SET };

  return fcntl (fd, F_OFD_SETLK, &lock) == 0;
}

static gboolean
is_allowed_to_grow (int fd)
{
  TendrilMarkerPage page = { .magic = MAGIC, .pid = getpid () };

  /* Written, not only made longer: the page must have its block before it is mapped. */
  return tendril_file_size_allowed (sizeof page) &&
         write (fd, &page, sizeof page) == sizeof page;
}

/* Only what is complete and locked gets a name that others look at. */
static char *
publish (const char *directory,
         const char *temporary)
{
  for (guint i = 0; i < MAX_NAMES; i++)
    {
      g_autofree char *path = i == 0 ? g_strdup_printf ("%s/%d", directory, getpid ())
                                     : g_strdup_printf ("%s/%d.%u", directory, getpid (), i);

      if (renameat2 (AT_FDCWD, temporary, AT_FDCWD, path, RENAME_NOREPLACE) == 0)
        return g_steal_pointer (&path);
      if (errno != EEXIST)
        break;
    }

  return NULL;
}

/* NULL where no marker can be kept or locked, as on a full disk: nothing is remembered then. */
TendrilMarker *
tendril_marker_new (const char *directory)
{
  g_autofree char *temporary = g_build_filename (directory, ".new.XXXXXX", NULL);
  int fd = g_mkstemp_full (temporary, O_RDWR | O_CLOEXEC, 0600);
  void *page = MAP_FAILED;
  char *path = NULL;
  TendrilMarker *self;

  if (fd < 0)
    return NULL;

  if (is_allowed_to_grow (fd) && tendril_marker_lock (fd))
    page = mmap (NULL, sizeof *self->page, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  if (page != MAP_FAILED)
    path = publish (directory, temporary);
  if (path == NULL)
    {
      g_unlink (temporary);
      close (fd);
      if (page != MAP_FAILED)
        munmap (page, sizeof *self->page);
      return NULL;
    }

  self = g_new0 (TendrilMarker, 1);
  self->path = path;
  self->fd = fd;
  self->pid = getpid ();
  self->page = page;
  return self;
}

/* A process that was forked has nothing to say here, and has let go of the lock. */
void
tendril_marker_free (TendrilMarker *self)
{
  if (self->pid == getpid ())
    {
      g_unlink (self->path);
      close (self->fd);
    }
  munmap (self->page, sizeof *self->page);
  g_free (self->path);
  g_free (self);
}

TendrilMarkerPage *
tendril_marker_get_page (TendrilMarker *self)
{
  return self->page;
}

int
tendril_marker_get_lock (TendrilMarker *self)
{
  return self->fd;
}

/* Returns the status while this init runs. */
int
tendril_marker_begin (TendrilMarker            *self,
                      const char               *group,
                      const char               *id,
                      const char               *version,
                      const char               *file,
                      const TendrilModuleStamp *stamp)
{
  TendrilMarkerPage *page = self->page;
  int status;

  if (g_strlcpy (page->group, group, sizeof page->group) >= sizeof page->group ||
      g_strlcpy (page->id, id, sizeof page->id) >= sizeof page->id)
    return 0;

  g_strlcpy (page->version, version != NULL ? version : "", sizeof page->version);
  g_strlcpy (page->file, file, sizeof page->file);
  page->stamp = *stamp;

  self->serial = (self->serial + 1) & 0xffff;
  status = (self->serial + 1) << 8;
  g_atomic_int_set (&page->status, status);
  return status;
}

void
tendril_marker_end (TendrilMarker *self)
{
  g_atomic_int_set (&self->page->status, 0);
}

/* From the watchdog: the init may have ended meanwhile, and the next one must not be stamped. */
void
tendril_marker_stall (TendrilMarker *self,
                      int            status)
{
  if (status != 0)
    g_atomic_int_compare_and_exchange (&self->page->status, status,
                                       status | TENDRIL_MARKER_STALLED);
}

/* Safe in a signal handler. What was seen first counts, but a stall can still become a crash. */
void
tendril_marker_blame (TendrilMarkerPage *page,
                      int                reason)
{
  int status = g_atomic_int_get (&page->status);
  int known = status & 0xff;

  if (status != 0 && (known == TENDRIL_MARKER_UNKNOWN || known == TENDRIL_MARKER_STALLED))
    g_atomic_int_compare_and_exchange (&page->status, status, (status & ~0xff) | reason);
}

/* Safe in a signal handler: the file cannot be written any longer (cut off, no room), so the page
 * becomes one of nobody's. */
void
tendril_marker_page_drop (TendrilMarkerPage *page)
{
  mmap (page, sizeof *page, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_FIXED | MAP_ANONYMOUS, -1,
        0);
}

/* Returns the marker only if its process is gone: then the lock is ours as long as it is open. */
int
tendril_marker_open_left (int         directory,
                          const char *name)
{
  int fd = openat (directory, name, O_RDWR | O_NOFOLLOW | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat info;

  if (fd >= 0 && fstat (fd, &info) == 0 && S_ISREG (info.st_mode) &&
      info.st_uid == geteuid () && tendril_marker_lock (fd))
    return fd;

  if (fd >= 0)
    close (fd);
  return -1;
}

static gboolean
is_word (const char *text,
         gsize       size)
{
  if (memchr (text, '\0', size) == NULL || *text == '\0' || !g_utf8_validate (text, -1, NULL))
    return FALSE;

  for (; *text != '\0'; text++)
    if (g_ascii_iscntrl (*text) || strchr ("[]/", *text) != NULL)
      return FALSE;
  return TRUE;
}

static gboolean
is_text (const char *text,
         gsize       size)
{
  return memchr (text, '\0', size) != NULL && g_utf8_validate (text, -1, NULL);
}

/* FALSE where the process ended outside of any init, or the file tells nothing. */
gboolean
tendril_marker_read (int                fd,
                     TendrilMarkerPage *page)
{
  if (pread (fd, page, sizeof *page, 0) != sizeof *page ||
      memcmp (page->magic, MAGIC, sizeof page->magic) != 0 || page->status <= 0)
    return FALSE;

  return is_word (page->group, sizeof page->group) && is_word (page->id, sizeof page->id) &&
         is_text (page->version, sizeof page->version) && is_text (page->file, sizeof page->file);
}
