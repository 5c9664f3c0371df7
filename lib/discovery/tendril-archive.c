/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-archive-private.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "tendril-archive-module.h"
#include "tendril-diagnostic-private.h"
#include "tendril-manifest-private.h"
#include "tendril-module-private.h"
#include "tendril-snapshot-builder-private.h"

/* The record that ends a zip file: its size without the comment, and how long that can be. */
#define END_SIGNATURE "PK\005\006"
#define END_SIZE 22
#define END_MAX_COMMENT 65535
#define MEMBER_SIGNATURE "PK\003\004"

struct _TendrilArchive
{
  char *path;
  GHashTable *members;      /* name -> GBytes, or NULL where it could not be read */
  GPtrArray *names;         /* of metadata directories, in the order of the archive */
  GHashTable *seen;         /* the same, borrowed */
  GPtrArray *diagnostics;   /* borrowed while it is read */
  guint n_diagnostics;
  gboolean failed;
};

static void
report (TendrilArchive        *self,
        TendrilDiagnosticCode  code,
        const char            *member,
        const char            *cause)
{
  g_autofree char *file = g_build_filename (self->path, member, NULL);
  /* Some of libarchive's messages end with a newline. */
  g_autofree char *text = g_strchomp (g_utf8_make_valid (cause, -1));

  if (self->n_diagnostics++ < TENDRIL_ARCHIVE_MAX_DIAGNOSTICS)
    g_ptr_array_add (self->diagnostics,
                     tendril_diagnostic_new (code, tendril_diagnostic_code_get_severity (code),
                                             file, 0, 0, text));
}

static void
report_rest (TendrilArchive *self)
{
  TendrilDiagnosticCode code = TENDRIL_DIAGNOSTIC_MORE;
  g_autofree char *cause = NULL;

  if (self->n_diagnostics <= TENDRIL_ARCHIVE_MAX_DIAGNOSTICS)
    return;

  cause = g_strdup_printf ("%u more diagnostics of this file are not listed",
                           self->n_diagnostics - TENDRIL_ARCHIVE_MAX_DIAGNOSTICS);
  g_ptr_array_add (self->diagnostics,
                   tendril_diagnostic_new (code, tendril_diagnostic_code_get_severity (code),
                                           self->path, 0, 0, cause));
}

static gboolean
read_at (int      fd,
         gpointer bytes,
         gsize    length,
         guint64  offset)
{
  gssize n;

  do
    n = pread (fd, bytes, length, offset);
  while (n < 0 && errno == EINTR);

  return n == (gssize) length;
}

/* The record that ends the archive, which stands in front of a comment of any length. */
static const guint8 *
find_end (const guint8 *tail,
          gsize         length)
{
  for (gsize i = END_SIZE; i <= length; i++)
    if (memcmp (tail + length - i, END_SIGNATURE, strlen (END_SIGNATURE)) == 0)
      return tail + length - i;

  return NULL;
}

/* An archive without members ends with a record that counts none, and has nothing else. */
static gboolean
is_empty (const guint8 *end)
{
  static const guint8 nothing[8] = { 0 };

  return memcmp (end + 8, nothing, sizeof nothing) == 0;
}

static gboolean
claims_to_be_archive (const char *path,
                      int         fd)
{
  static const char *const suffixes[] = { ".egg", ".whl", ".zip" };
  char start[sizeof MEMBER_SIGNATURE - 1];
  gsize length = strlen (path);

  if (read_at (fd, start, sizeof start, 0) && memcmp (start, MEMBER_SIGNATURE, sizeof start) == 0)
    return TRUE;

  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    if (length > strlen (suffixes[i]) &&
        g_ascii_strcasecmp (path + length - strlen (suffixes[i]), suffixes[i]) == 0)
      return TRUE;

  return FALSE;
}

/* Whatever its name, as importlib.metadata does it: what ends like an archive is one. Any other
 * file on the path is nobody's business, unless its name or its beginning says “archive”. */
static gboolean
is_archive (TendrilArchive *self,
            int             fd,
            guint64         size)
{
  gsize length = MIN (size, END_SIZE + END_MAX_COMMENT);
  g_autofree guint8 *tail = g_malloc (length);
  const guint8 *end = NULL;

  if (read_at (fd, tail, length, size - length))
    end = find_end (tail, length);
  if (end != NULL)
    return !is_empty (end);

  if (claims_to_be_archive (self->path, fd))
    report (self, TENDRIL_DIAGNOSTIC_BAD_ZIP, NULL,
            "It is no zip archive, or the end of it is missing");
  return FALSE;
}

static const struct
{
  const char *name;
  gsize max_size;
} wanted_files[] = {
  { "entry_points.txt", TENDRIL_MANIFEST_MAX_SIZE },
  { "METADATA", TENDRIL_ARCHIVE_MAX_METADATA },
  { "PKG-INFO", TENDRIL_ARCHIVE_MAX_METADATA },
};

/* Names are taken as they stand: what begins with `/` or `../` is in no metadata directory at the
 * top of the archive, and so harms nobody. */
static size_t
take_member (const char *name,
             void       *user_data)
{
  TendrilArchive *self = user_data;
  const char *slash = strchr (name, '/');
  g_autofree char *directory = slash != NULL ? g_strndup (name, slash - name) : g_strdup (name);
  TendrilDirectoryName parsed;

  if (!tendril_directory_name_parse_in (self->path, directory, &parsed))
    return 0;
  if (!g_hash_table_contains (self->seen, directory))
    {
      g_hash_table_add (self->seen, directory);
      g_ptr_array_add (self->names, g_steal_pointer (&directory));
    }

  /* An egg-info that is a file is its own PKG-INFO. */
  if (slash == NULL)
    return parsed.kind == TENDRIL_METADATA_EGG_INFO ? TENDRIL_ARCHIVE_MAX_METADATA : 0;

  for (gsize i = 0; i < G_N_ELEMENTS (wanted_files); i++)
    if (strcmp (slash + 1, wanted_files[i].name) == 0)
      return wanted_files[i].max_size;

  return 0;
}

/* The last one of a name wins, as for Python's zipfile. */
static void
take_contents (const char *name,
               const char *bytes,
               size_t      length,
               void       *user_data)
{
  TendrilArchive *self = user_data;

  g_hash_table_replace (self->members, g_strdup (name), g_bytes_new (bytes, length));
}

static const struct
{
  TendrilDiagnosticCode code;
  const char *cause;
} member_problems[] = {
  [TENDRIL_MEMBER_DAMAGED] = { TENDRIL_DIAGNOSTIC_BAD_ZIP, "It cannot be unpacked" },
  [TENDRIL_MEMBER_ENCRYPTED] = { TENDRIL_DIAGNOSTIC_BAD_ZIP, "It is encrypted" },
  [TENDRIL_MEMBER_TOO_BIG] = { TENDRIL_DIAGNOSTIC_BAD_ZIP, "It is too big to be read" },
  [TENDRIL_MEMBER_NOT_A_FILE] = { TENDRIL_DIAGNOSTIC_NOT_A_FILE, "It is no regular file" },
};

static void
take_bad_member (const char           *name,
                 TendrilMemberProblem  problem,
                 const char           *detail,
                 void                 *user_data)
{
  TendrilArchive *self = user_data;
  const char *cause = member_problems[problem].cause;
  g_autofree char *text =
    detail != NULL ? g_strdup_printf ("%s: %s", cause, detail) : g_strdup (cause);

  g_hash_table_replace (self->members, g_strdup (name), NULL);
  report (self, member_problems[problem].code, name, text);
}

/* Half an archive is not used: what is missing in a distribution would not be noticed. */
static void
take_failure (const char *cause,
              void       *user_data)
{
  TendrilArchive *self = user_data;
  g_autofree char *text = g_strdup_printf ("The archive cannot be read: %s", cause);

  self->failed = TRUE;
  report (self, TENDRIL_DIAGNOSTIC_BAD_ZIP, NULL, text);
}

/* A failure is remembered, and not tried again. */
static const TendrilArchiveModule *
get_module (const char **cause)
{
  static gsize loaded = 0;
  static const TendrilArchiveModule *module;
  static const char *message;

  if (g_once_init_enter (&loaded))
    {
      g_autoptr (GError) error = NULL;

      module = tendril_module_load (TENDRIL_ARCHIVE_MODULE_NAME, TENDRIL_ARCHIVE_MODULE_SYMBOL,
                                    &error);
      if (module == NULL)
        message = g_strdup (error->message);
      else if (module->abi != TENDRIL_ARCHIVE_MODULE_ABI)
        {
          module = NULL;
          message = TENDRIL_ARCHIVE_MODULE_NAME " is of another version of Tendril";
        }
      g_once_init_leave (&loaded, 1);
    }

  *cause = message;
  return module;
}

static gboolean
read_members (TendrilArchive *self,
              int             fd,
              guint64         size)
{
  static const TendrilArchiveLimits limits = {
    .max_directory = TENDRIL_ARCHIVE_MAX_DIRECTORY,
    .max_members = TENDRIL_ARCHIVE_MAX_MEMBERS,
    .max_contents = TENDRIL_ARCHIVE_MAX_CONTENTS,
  };
  static const TendrilArchiveHandler handler = {
    take_member, take_contents, take_bad_member, take_failure,
  };
  const char *cause;
  const TendrilArchiveModule *module = get_module (&cause);
  g_autofree char *text = NULL;

  if (module != NULL)
    {
      module->read (fd, size, &limits, &handler, self);
      return !self->failed;
    }

  text = g_strdup_printf ("%s. Install Tendril's module for zip archives, which needs libarchive",
                          cause);
  report (self, TENDRIL_DIAGNOSTIC_UNREADABLE, NULL, text);
  return FALSE;
}

static gboolean
read_file (TendrilArchive *self,
           GArray         *visited,
           int             fd)
{
  struct stat info;

  if (fstat (fd, &info) != 0 || S_ISDIR (info.st_mode) ||
      !tendril_directory_visit (visited, &info))
    return FALSE;

  if (!S_ISREG (info.st_mode))
    report (self, TENDRIL_DIAGNOSTIC_NOT_A_FILE, NULL, "It is neither a directory nor a file");
  else if (info.st_size > TENDRIL_ARCHIVE_MAX_SIZE)
    report (self, TENDRIL_DIAGNOSTIC_TOO_BIG, NULL, "It is too big to be read");
  else
    return is_archive (self, fd, info.st_size) && read_members (self, fd, info.st_size);
  return FALSE;
}

/* Returns NULL where there is nothing to be used; what is wrong goes to @diagnostics. */
TendrilArchive *
tendril_archive_open (const char *path,
                      GArray     *visited,
                      GPtrArray  *diagnostics)
{
  g_autoptr (TendrilArchive) self = NULL;
  int fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  int error = errno;
  gboolean usable = FALSE;

  if (fd < 0 && (error == ENOENT || error == ENOTDIR))
    return NULL;

  self = g_new0 (TendrilArchive, 1);
  self->path = g_strdup (path);
  self->members = g_hash_table_new_full (g_str_hash, g_str_equal, g_free,
                                         (GDestroyNotify) g_bytes_unref);
  self->names = g_ptr_array_new_with_free_func (g_free);
  self->seen = g_hash_table_new (g_str_hash, g_str_equal);
  self->diagnostics = diagnostics;

  if (fd >= 0)
    {
      usable = read_file (self, visited, fd);
      close (fd);
    }
  else
    {
      report (self, TENDRIL_DIAGNOSTIC_UNREADABLE, NULL, g_strerror (error));
    }

  report_rest (self);
  self->diagnostics = NULL;
  return usable ? g_steal_pointer (&self) : NULL;
}

void
tendril_archive_free (TendrilArchive *self)
{
  g_hash_table_unref (self->seen);
  g_ptr_array_unref (self->names);
  g_hash_table_unref (self->members);
  g_free (self->path);
  g_free (self);
}

static void
take_name (const TendrilDirectoryName *parsed,
           const char                 *name,
           gpointer                    user_data)
{
  tendril_snapshot_builder_add_name (user_data, name, parsed);
}

static void
take_stray (TendrilStrayKind  kind,
            const char       *name,
            gpointer          user_data)
{
  tendril_snapshot_builder_add_stray (user_data, kind, name);
}

static GBytes *
find_member (TendrilArchive *self,
             const char     *directory,
             const char     *file)
{
  g_autofree char *name = file != NULL ? g_strconcat (directory, "/", file, NULL)
                                       : g_strdup (directory);

  return g_hash_table_lookup (self->members, name);
}

/* The same facts that a directory gives. What could not be read was reported when the archive was
 * opened, and counts as missing. @path is canonical. */
TendrilSnapshot *
tendril_archive_build_snapshot (TendrilArchive *self,
                                const char     *path)
{
  static const TendrilDirectoryHandler handler = { take_name, take_stray };
  g_autoptr (TendrilSnapshotBuilder) builder = tendril_snapshot_builder_new (path);

  for (guint i = 0; i < self->names->len; i++)
    tendril_directory_sort_name (self->path, g_ptr_array_index (self->names, i), &handler, builder);

  tendril_snapshot_builder_sort (builder);
  for (guint32 i = 0; i < tendril_snapshot_builder_get_n_names (builder); i++)
    {
      GBytes *manifest =
        find_member (self, tendril_snapshot_builder_get_name (builder, i), "entry_points.txt");
      const char *text;
      gsize length;

      if (manifest == NULL)
        continue;
      text = g_bytes_get_data (manifest, &length);
      tendril_snapshot_builder_set_manifest (builder, i, TENDRIL_STAMP_RACY, TENDRIL_FILE_READ,
                                             text != NULL ? text : "", length);
    }

  return tendril_snapshot_builder_end (builder, TENDRIL_STAMP_RACY);
}

/* @metadata is empty unless the result is TENDRIL_FILE_READ. */
TendrilFileResult
tendril_archive_read_metadata (TendrilArchive  *self,
                               const char      *directory,
                               gboolean         is_egg,
                               TendrilMetadata *metadata)
{
  GBytes *bytes = find_member (self, directory, is_egg ? "PKG-INFO" : "METADATA");
  const char *text;
  gsize length;

  /* An egg-info that is a file is its own PKG-INFO. */
  if (bytes == NULL && is_egg)
    bytes = find_member (self, directory, NULL);

  memset (metadata, 0, sizeof *metadata);
  if (bytes == NULL)
    return TENDRIL_FILE_MISSING;

  text = g_bytes_get_data (bytes, &length);
  tendril_metadata_parse (metadata, text != NULL ? text : "", length);
  return TENDRIL_FILE_READ;
}
