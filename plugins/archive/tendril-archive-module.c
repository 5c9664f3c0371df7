/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-archive-module.h"

#include <archive.h>
#include <archive_entry.h>
#include <errno.h>
#include <locale.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#define BLOCK_SIZE (16 * 1024)

/* The one symbol that the library looks up. */
extern __attribute__ ((visibility ("default"))) const TendrilArchiveModule tendril_archive_module;

typedef struct
{
  int fd;
  int64_t size;
  int64_t position;
  uint64_t n_read;
  uint64_t max_read;        /* how much libarchive may read until it shows the next member */
  char block[BLOCK_SIZE];
} Source;

typedef struct
{
  const TendrilArchiveLimits *limits;
  const TendrilArchiveHandler *handler;
  void *user_data;
  struct archive *archive;
  uint64_t n_contents;
  char *buffer;
  size_t buffer_size;
} Reader;

static la_ssize_t
read_block (struct archive  *archive,
            void            *data,
            const void     **block)
{
  Source *source = data;
  ssize_t n;

  if (source->n_read > source->max_read)
    {
      archive_set_error (archive, EFBIG, "The directory of the archive is too big");
      return ARCHIVE_FATAL;
    }

  do
    n = pread (source->fd, source->block, sizeof source->block, source->position);
  while (n < 0 && errno == EINTR);

  if (n < 0)
    {
      archive_set_error (archive, errno, "%s", strerrordesc_np (errno));
      return ARCHIVE_FATAL;
    }

  source->position += n;
  source->n_read += n;
  *block = source->block;
  return n;
}

static la_int64_t
seek_to (struct archive *archive,
         void           *data,
         la_int64_t      offset,
         int             whence)
{
  Source *source = data;
  int64_t base = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? source->position : source->size;

  /* The offsets are the archive's own. */
  if (offset < -base || offset > source->size - base)
    {
      archive_set_error (archive, EINVAL, "The archive points out of itself");
      return ARCHIVE_FATAL;
    }

  source->position = base + offset;
  return source->position;
}

static la_int64_t
skip_bytes (struct archive *archive,
            void           *data,
            la_int64_t      request)
{
  Source *source = data;
  int64_t left = source->size - source->position;

  if (request > left)
    request = left;
  source->position += request;
  return request;
}

/* Room for one byte more than is wanted shows whether there is more. */
static bool
make_room (Reader *reader,
           size_t  size,
           size_t  max_size)
{
  size_t new_size = reader->buffer_size * 2;
  char *buffer;

  if (size < reader->buffer_size)
    return true;

  if (new_size < BLOCK_SIZE)
    new_size = BLOCK_SIZE;
  if (new_size > max_size + 1)
    new_size = max_size + 1;
  if (new_size <= size)
    return false;

  buffer = realloc (reader->buffer, new_size);
  if (buffer == NULL)
    return false;

  reader->buffer = buffer;
  reader->buffer_size = new_size;
  return true;
}

static void
read_contents (Reader     *reader,
               const char *name,
               size_t      max_size)
{
  const TendrilArchiveHandler *handler = reader->handler;
  size_t length = 0;
  la_ssize_t n = 1;

  while (n > 0 && length <= max_size && make_room (reader, length, max_size))
    {
      n = archive_read_data (reader->archive, reader->buffer + length,
                             reader->buffer_size - length);
      length += n > 0 ? n : 0;
    }

  reader->n_contents += length;
  if (n > 0)
    handler->bad_member (name, TENDRIL_MEMBER_TOO_BIG, NULL, reader->user_data);
  else if (n < 0)
    handler->bad_member (name, TENDRIL_MEMBER_DAMAGED, archive_error_string (reader->archive),
                         reader->user_data);
  else
    handler->contents (name, reader->buffer, length, reader->user_data);
}

static void
read_member (Reader               *reader,
             struct archive_entry *entry)
{
  const TendrilArchiveHandler *handler = reader->handler;
  const char *name = archive_entry_pathname_utf8 (entry);
  size_t max_size;

  if (name == NULL)
    name = archive_entry_pathname (entry);
  if (name == NULL)
    return;

  max_size = handler->member (name, reader->user_data);
  if (max_size == 0)
    return;

  if (archive_entry_filetype (entry) != AE_IFREG)
    handler->bad_member (name, TENDRIL_MEMBER_NOT_A_FILE, NULL, reader->user_data);
  else if (archive_entry_is_encrypted (entry))
    handler->bad_member (name, TENDRIL_MEMBER_ENCRYPTED, NULL, reader->user_data);
  else
    read_contents (reader, name, max_size);
}

/* Returns what ended it, or NULL behind the last member. */
static const char *
read_members (Reader *reader,
              Source *source)
{
  struct archive_entry *entry;

  for (uint32_t n = 0;; n++)
    {
      int result = archive_read_next_header (reader->archive, &entry);

      /* With the first member the whole directory has been read; from there on it is the number
       * and the size of what is wanted that bounds the work. */
      source->max_read = UINT64_MAX;
      if (result == ARCHIVE_EOF)
        return NULL;
      if (result != ARCHIVE_OK && result != ARCHIVE_WARN)
        return archive_error_string (reader->archive);
      if (n == reader->limits->max_members)
        return "The archive has too many members";

      read_member (reader, entry);
      if (reader->n_contents > reader->limits->max_contents)
        return "The metadata in the archive is too big";
    }
}

/* Only the reader that begins with the central directory: one that goes through the local headers
 * would show what was deleted from the archive. */
static const char *
open_archive (struct archive *archive,
              Source         *source)
{
  if (archive_read_support_format_zip_seekable (archive) == ARCHIVE_OK &&
      archive_read_set_callback_data (archive, source) == ARCHIVE_OK &&
      archive_read_set_read_callback (archive, read_block) == ARCHIVE_OK &&
      archive_read_set_seek_callback (archive, seek_to) == ARCHIVE_OK &&
      archive_read_set_skip_callback (archive, skip_bytes) == ARCHIVE_OK &&
      archive_read_open1 (archive) == ARCHIVE_OK)
    return NULL;

  return archive_error_string (archive);
}

static void
read_archive (int                          fd,
              uint64_t                     size,
              const TendrilArchiveLimits  *limits,
              const TendrilArchiveHandler *handler,
              void                        *user_data)
{
  Source *source = calloc (1, sizeof *source);
  Reader reader = { limits, handler, user_data, archive_read_new (), 0, NULL, 0 };
  const char *cause = "Out of memory";

  if (source != NULL && reader.archive != NULL)
    {
      source->fd = fd;
      source->size = size;
      source->max_read = limits->max_directory;
      cause = open_archive (reader.archive, source);
      if (cause == NULL)
        cause = read_members (&reader, source);
    }
  if (cause != NULL)
    handler->failed (cause, user_data);

  archive_read_free (reader.archive);
  free (reader.buffer);
  free (source);
}

/* libarchive converts names into the locale's encoding, and drops what that lacks; a host that never
 * called setlocale () runs in an ASCII one. */
static void
read_archive_as_utf8 (int                          fd,
                      uint64_t                     size,
                      const TendrilArchiveLimits  *limits,
                      const TendrilArchiveHandler *handler,
                      void                        *user_data)
{
  locale_t utf8 = newlocale (LC_CTYPE_MASK, "C.UTF-8", (locale_t) 0);
  locale_t before = utf8 != (locale_t) 0 ? uselocale (utf8) : (locale_t) 0;

  read_archive (fd, size, limits, handler, user_data);

  if (utf8 == (locale_t) 0)
    return;
  uselocale (before);
  freelocale (utf8);
}

const TendrilArchiveModule tendril_archive_module = {
  TENDRIL_ARCHIVE_MODULE_ABI,
  read_archive_as_utf8,
};
