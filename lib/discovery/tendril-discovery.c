/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-discovery-private.h"

#include "tendril-diagnostic-private.h"
#include "tendril-directory-private.h"
#include "tendril-distribution-private.h"
#include "tendril-distribution-version-private.h"
#include "tendril-entry-point-private.h"
#include "tendril-file-private.h"
#include "tendril-name-index-private.h"
#include "tendril-pth-private.h"

#include <string.h>

typedef struct
{
  GPtrArray *elements;
  const char *group;
  const char *name;
  GPtrArray *diagnostics;
  GPtrArray *entry_points;

  GArray *candidates;       /* of TendrilCandidate, over all directories */
  GString *texts;           /* names and keys of the candidates */
  TendrilNameIndex *index;
  GArray *visited;          /* of TendrilDirectoryId */
  GString *buffer;

  guint element;            /* the one being scanned */
  const char *file;         /* the manifest being parsed */
  GPtrArray *pending;       /* its wanted entry points */
} Discovery;

static const char *
get_text (Discovery *self,
          guint32    offset)
{
  return self->texts->str + offset;
}

static TendrilCandidate *
get_candidate (Discovery *self,
               guint32    index)
{
  return &g_array_index (self->candidates, TendrilCandidate, index);
}

static const char *
get_candidate_key (guint32  index,
                   gpointer user_data)
{
  return get_text (user_data, get_candidate (user_data, index)->key);
}

static const TendrilPathElement *
get_element (Discovery              *self,
             const TendrilCandidate *candidate)
{
  return g_ptr_array_index (self->elements, candidate->element);
}

static char *
build_path (Discovery              *self,
            const TendrilCandidate *candidate,
            const char             *file)
{
  return g_build_filename (get_element (self, candidate)->path,
                           get_text (self, candidate->name), file, NULL);
}

static void
report (Discovery             *self,
        TendrilDiagnosticCode  code,
        const char            *file,
        const char            *cause)
{
  g_ptr_array_add (self->diagnostics,
                   tendril_diagnostic_new (code, tendril_diagnostic_code_get_severity (code), file,
                                           0, 0, cause));
}

static const struct
{
  TendrilFileResult result;
  TendrilDiagnosticCode code;
  const char *cause;
} file_problems[] = {
  { TENDRIL_FILE_NOT_A_FILE, TENDRIL_DIAGNOSTIC_NOT_A_FILE, "It is no regular file" },
  { TENDRIL_FILE_TOO_BIG, TENDRIL_DIAGNOSTIC_TOO_BIG, "It is too big to be read" },
  { TENDRIL_FILE_UNREADABLE, TENDRIL_DIAGNOSTIC_UNREADABLE, "It cannot be read" },
};

/* A missing file is no problem. */
static void
report_file (Discovery         *self,
             TendrilFileResult  result,
             const char        *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (file_problems); i++)
    if (file_problems[i].result == result)
      report (self, file_problems[i].code, path, file_problems[i].cause);
}

static gboolean
read_metadata (Discovery              *self,
               const TendrilCandidate *candidate,
               TendrilMetadata        *metadata)
{
  static const char *const names[] = { "METADATA", "PKG-INFO", "" };
  gboolean is_egg = candidate->kind == TENDRIL_METADATA_EGG_INFO;

  memset (metadata, 0, sizeof *metadata);

  /* An egg-info that is a file is its own PKG-INFO. */
  for (gsize i = is_egg ? 1 : 0; i < (is_egg ? 3 : 1); i++)
    {
      g_autofree char *path = build_path (self, candidate, *names[i] != '\0' ? names[i] : NULL);
      TendrilFileResult result =
        tendril_file_read_at (-1, path, TENDRIL_DISCOVERY_MAX_METADATA, self->buffer);

      if (result == TENDRIL_FILE_READ)
        {
          tendril_metadata_parse (metadata, self->buffer->str, self->buffer->len);
          return TRUE;
        }
      if (result != TENDRIL_FILE_MISSING)
        {
          report_file (self, result, path);
          return FALSE;
        }
    }

  return FALSE;
}

static guint32
add_text (Discovery  *self,
          const char *text)
{
  guint32 offset = self->texts->len;

  g_string_append_len (self->texts, text, strlen (text) + 1);
  return offset;
}

static void
set_key (Discovery        *self,
         TendrilCandidate *candidate,
         const char       *name)
{
  g_autofree char *key =
    tendril_distribution_name_normalize ((TendrilSpan) { name, strlen (name) });

  if (strcmp (get_text (self, candidate->key), key) != 0)
    candidate->key = add_text (self, key);
}

/* METADATA knows the name better than the directory; it is read only where that matters. */
static void
resolve (Discovery *self,
         guint32    index)
{
  TendrilCandidate *candidate = get_candidate (self, index);
  g_auto (TendrilMetadata) metadata = { 0 };

  if (candidate->resolved)
    return;

  candidate->resolved = TRUE;
  candidate->has_metadata = read_metadata (self, candidate, &metadata);
  if (metadata.fields[TENDRIL_METADATA_NAME] == NULL)
    return;

  set_key (self, candidate, metadata.fields[TENDRIL_METADATA_NAME]);
  if (tendril_name_index_lookup (self->index, get_candidate_key (index, self)) ==
      TENDRIL_NAME_INDEX_NONE && candidate->counted)
    tendril_name_index_set (self->index, get_candidate_key (index, self), index);
}

static void
report_duplicate (Discovery *self,
                  guint32    loser,
                  guint32    winner)
{
  g_autofree char *loser_path = build_path (self, get_candidate (self, loser), NULL);
  g_autofree char *winner_path = build_path (self, get_candidate (self, winner), NULL);
  g_autofree char *cause =
    g_strdup_printf ("The distribution is shadowed by %s", winner_path);

  report (self, TENDRIL_DIAGNOSTIC_DUP_DIST, loser_path, cause);
}

static void
take_entry (const TendrilManifestEntry *entry,
            gpointer                    user_data)
{
  Discovery *self = user_data;

  if (self->group != NULL && !tendril_span_equal_str (entry->group, self->group))
    return;
  if (self->name != NULL && !tendril_span_equal_str (entry->name, self->name))
    return;

  g_ptr_array_add (self->pending, tendril_entry_point_new (entry));
}

static void
take_diagnostic (TendrilDiagnosticCode  code,
                 TendrilSeverity        severity,
                 guint                  line,
                 guint                  column,
                 const char            *cause,
                 gpointer               user_data)
{
  Discovery *self = user_data;

  g_ptr_array_add (self->diagnostics,
                   tendril_diagnostic_new (code, severity, self->file, line, column, cause));
}

static void
read_manifest (Discovery              *self,
               int                     directory,
               const TendrilCandidate *candidate)
{
  static const TendrilManifestHandler handler = { take_entry, take_diagnostic };
  g_autofree char *name =
    g_strconcat (get_text (self, candidate->name), "/entry_points.txt", NULL);
  g_autofree char *path = NULL;
  TendrilFileResult result;

  result = tendril_file_read_at (directory, name, TENDRIL_MANIFEST_MAX_SIZE, self->buffer);
  if (result == TENDRIL_FILE_MISSING)
    return;

  path = build_path (self, candidate, "entry_points.txt");
  if (result != TENDRIL_FILE_READ)
    {
      report_file (self, result, path);
      return;
    }

  self->file = path;
  tendril_manifest_parse (self->buffer->str, self->buffer->len, &handler, self);
  self->file = NULL;
}

static void
check_name (Discovery              *self,
            const TendrilCandidate *candidate,
            guint32                 directory_key)
{
  g_autofree char *path = NULL;
  g_autofree char *cause = NULL;

  if (strcmp (get_text (self, directory_key), get_text (self, candidate->key)) == 0)
    return;

  path = build_path (self, candidate, NULL);
  cause = g_strdup_printf ("METADATA calls the distribution “%s”, the directory “%s”",
                           get_text (self, candidate->key), get_text (self, directory_key));
  report (self, TENDRIL_DIAGNOSTIC_NAME_MISMATCH, path, cause);
}

/* Its manifest holds wanted entries, so METADATA is read; whose name it tells may be taken. */
static void
take_pending (Discovery *self,
              guint32    index)
{
  TendrilCandidate *candidate = get_candidate (self, index);
  const TendrilPathElement *element = get_element (self, candidate);
  g_autoptr (TendrilDistribution) distribution = NULL;
  g_auto (TendrilMetadata) metadata = { 0 };
  guint32 directory_key = candidate->key;
  guint32 other;

  resolve (self, index);
  candidate = get_candidate (self, index);
  check_name (self, candidate, directory_key);

  other = tendril_name_index_lookup (self->index, get_candidate_key (index, self));
  if (other != index && other != TENDRIL_NAME_INDEX_NONE)
    {
      report_duplicate (self, index, other);
      return;
    }

  read_metadata (self, candidate, &metadata);
  distribution = tendril_distribution_new (element->path, get_text (self, candidate->name),
                                           &metadata);
  tendril_distribution_set_wrong_python (distribution, element->wrong_python);

  for (guint i = 0; i < self->pending->len; i++)
    {
      TendrilEntryPoint *entry_point = g_ptr_array_index (self->pending, i);

      tendril_entry_point_set_distribution (entry_point, distribution);
      g_ptr_array_add (self->entry_points, g_object_ref (entry_point));
    }
}

static gboolean
is_distribution (Discovery *self,
                 guint32    index)
{
  TendrilCandidate *candidate = get_candidate (self, index);
  g_autofree char *manifest = build_path (self, candidate, "entry_points.txt");
  g_autofree char *path = NULL;

  if (candidate->has_metadata || tendril_file_exists_at (-1, manifest))
    return TRUE;

  path = build_path (self, candidate, NULL);
  report (self, TENDRIL_DIAGNOSTIC_NO_METADATA, path,
          "The directory holds neither METADATA nor a manifest");
  return FALSE;
}

/* Whether an earlier directory holds the distribution already. Colliding names are looked up in
 * METADATA first: `foo-bar-1.0.dist-info` of old tools may be another project than it seems. */
static gboolean
is_shadowed (Discovery *self,
             guint32    index)
{
  guint32 other = tendril_name_index_lookup (self->index, get_candidate_key (index, self));

  if (other == TENDRIL_NAME_INDEX_NONE)
    return FALSE;

  resolve (self, other);
  resolve (self, index);
  other = tendril_name_index_lookup (self->index, get_candidate_key (index, self));
  if (other == TENDRIL_NAME_INDEX_NONE || other == index || !is_distribution (self, other))
    return FALSE;

  report_duplicate (self, index, other);
  return TRUE;
}

static void
consider (Discovery *self,
          int        directory,
          guint32    index)
{
  if (is_shadowed (self, index))
    return;

  get_candidate (self, index)->counted = TRUE;
  tendril_name_index_set (self->index, get_candidate_key (index, self), index);

  g_ptr_array_set_size (self->pending, 0);
  read_manifest (self, directory, get_candidate (self, index));
  if (self->pending->len > 0)
    take_pending (self, index);
}

static int
compare_keys (gconstpointer a,
              gconstpointer b,
              gpointer      user_data)
{
  const TendrilCandidate *left = a, *right = b;
  int result = strcmp (get_text (user_data, left->key), get_text (user_data, right->key));

  return result != 0 ? result
                     : strcmp (get_text (user_data, left->name), get_text (user_data, right->name));
}

static TendrilSpan
get_version (Discovery              *self,
             const TendrilCandidate *candidate)
{
  TendrilDirectoryName parsed;

  tendril_directory_name_parse (get_text (self, candidate->name), &parsed);
  return parsed.version;
}

/* Within one directory: the newest version that has METADATA, never readdir order. */
static int
compare_rivals (gconstpointer a,
                gconstpointer b,
                gpointer      user_data)
{
  const TendrilCandidate *left = a, *right = b;
  int result = strcmp (get_text (user_data, left->key), get_text (user_data, right->key));

  if (result == 0)
    result = (int) right->has_metadata - (int) left->has_metadata;
  if (result == 0)
    result = tendril_distribution_version_compare (get_version (user_data, right),
                                                   get_version (user_data, left));
  if (result == 0)
    result = strcmp (get_text (user_data, left->name), get_text (user_data, right->name));
  return result;
}

static gboolean
same_key (Discovery *self,
          guint32    a,
          guint32    b)
{
  return strcmp (get_candidate_key (a, self), get_candidate_key (b, self)) == 0;
}

/* Candidates of one directory whose names collide. */
static void
consider_rivals (Discovery *self,
                 int        directory,
                 guint32    first,
                 guint32    n)
{
  guint32 winner = first;

  for (guint32 i = first; i < first + n; i++)
    resolve (self, i);
  g_qsort_with_data (get_candidate (self, first), n, sizeof (TendrilCandidate), compare_rivals,
                     self);

  for (guint32 i = first; i < first + n; i++)
    if (i > first && same_key (self, winner, i))
      {
        report_duplicate (self, i, winner);
      }
    else
      {
        winner = i;
        consider (self, directory, i);
      }
}

static gboolean
consider_all (Discovery     *self,
              int            directory,
              guint32        first,
              GCancellable  *cancellable,
              GError       **error)
{
  for (guint32 i = first, n; i < self->candidates->len; i += n)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      for (n = 1; i + n < self->candidates->len && same_key (self, i, i + n);)
        n++;
      if (n == 1)
        consider (self, directory, i);
      else
        consider_rivals (self, directory, i, n);
    }

  return TRUE;
}

static const struct
{
  TendrilStrayKind kind;
  TendrilDiagnosticCode code;
  const char *cause;
} strays[] = {
  { TENDRIL_STRAY_TEMPORARY, TENDRIL_DIAGNOSTIC_TEMP_DIR,
    "A left-over of an installation that was interrupted" },
  { TENDRIL_STRAY_NAMELESS, TENDRIL_DIAGNOSTIC_NO_NAME, "The directory has no name" },
  { TENDRIL_STRAY_EGG_LINK, TENDRIL_DIAGNOSTIC_EGG_LINK,
    "An egg-link stands here; the .pth file beside it counts" },
};

static void
take_stray (TendrilStrayKind  kind,
            const char       *name,
            gpointer          user_data)
{
  Discovery *self = user_data;
  const TendrilPathElement *element = g_ptr_array_index (self->elements, self->element);
  g_autofree char *path = g_build_filename (element->path, name, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (strays); i++)
    if (strays[i].kind == kind)
      report (self, strays[i].code, path, strays[i].cause);
}

static void
take_candidate (const TendrilDirectoryName *parsed,
                const char                 *name,
                gpointer                    user_data)
{
  Discovery *self = user_data;
  TendrilCandidate candidate = { .kind = parsed->kind, .element = self->element };
  g_autofree char *key = tendril_distribution_name_normalize (parsed->name);

  candidate.name = add_text (self, name);
  candidate.key = add_text (self, key);
  g_array_append_val (self->candidates, candidate);
}

typedef struct
{
  Discovery *discovery;
  const char *file;
  guint n_added;
} PthReader;

static void
take_pth_path (const char *path,
               gpointer    user_data)
{
  PthReader *reader = user_data;
  Discovery *self = reader->discovery;
  const TendrilPathElement *site = g_ptr_array_index (self->elements, self->element);
  TendrilPathElement *element = tendril_path_element_new (path, TENDRIL_PATH_PYTHON);

  element->wrong_python = site->wrong_python;
  g_ptr_array_insert (self->elements, self->element + ++reader->n_added, element);
}

static void
take_pth_import (guint    line,
                 gpointer user_data)
{
  PthReader *reader = user_data;
  TendrilDiagnosticCode code = TENDRIL_DIAGNOSTIC_PTH_IMPORT;

  g_ptr_array_add (reader->discovery->diagnostics,
                   tendril_diagnostic_new (code, tendril_diagnostic_code_get_severity (code),
                                           reader->file, line, 0,
                                           "The import line is not run"));
}

/* Their paths come right behind the site directory, in the sorted order of the files. */
static void
read_pth_files (Discovery *self,
                int        directory,
                GPtrArray *names)
{
  static const TendrilPthHandler handler = { take_pth_path, take_pth_import };
  const TendrilPathElement *element = g_ptr_array_index (self->elements, self->element);
  PthReader reader = { .discovery = self };

  for (guint i = 0; i < names->len; i++)
    {
      const char *name = g_ptr_array_index (names, i);
      g_autofree char *path = g_build_filename (element->path, name, NULL);
      TendrilFileResult result =
        tendril_file_read_at (directory, name, TENDRIL_PTH_MAX_SIZE, self->buffer);

      report_file (self, result, path);
      reader.file = path;
      if (result == TENDRIL_FILE_READ)
        tendril_pth_parse (self->buffer->str, self->buffer->len, element->path, &handler,
                           &reader);
    }
}

static gboolean
scan_element (Discovery     *self,
              GCancellable  *cancellable,
              GError       **error)
{
  static const TendrilDirectoryHandler handler = { take_candidate, take_stray };
  const TendrilPathElement *element = g_ptr_array_index (self->elements, self->element);
  g_autoptr (TendrilDirectory) directory = NULL;
  g_autoptr (GPtrArray) pth_names = NULL;
  guint32 first = self->candidates->len;
  TendrilFileResult result;

  result = tendril_directory_open (element->path, self->visited, &directory);
  if (directory == NULL)
    {
      if (result == TENDRIL_FILE_UNREADABLE)
        report_file (self, result, element->path);
      return TRUE;
    }

  pth_names = tendril_directory_list (directory, &handler, self);
  g_qsort_with_data (self->candidates->data + first * sizeof (TendrilCandidate),
                     self->candidates->len - first, sizeof (TendrilCandidate), compare_keys, self);
  if (!consider_all (self, tendril_directory_get_fd (directory), first, cancellable, error))
    return FALSE;

  if (element->site)
    read_pth_files (self, tendril_directory_get_fd (directory), pth_names);
  return TRUE;
}

static void
discovery_clear (Discovery *self)
{
  g_array_unref (self->candidates);
  g_string_free (self->texts, TRUE);
  tendril_name_index_free (self->index);
  g_array_unref (self->visited);
  g_string_free (self->buffer, TRUE);
  g_ptr_array_unref (self->pending);
  g_clear_pointer (&self->entry_points, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Discovery, discovery_clear)

GPtrArray *
tendril_discovery_run (GPtrArray     *elements,
                       const char    *group,
                       const char    *name,
                       GPtrArray     *diagnostics,
                       GCancellable  *cancellable,
                       GError       **error)
{
  g_auto (Discovery) self = {
    .elements = elements,
    .group = group,
    .name = name,
    .diagnostics = diagnostics,
    .entry_points = g_ptr_array_new_with_free_func (g_object_unref),
    .candidates = g_array_new (FALSE, FALSE, sizeof (TendrilCandidate)),
    .texts = g_string_new (NULL),
    .visited = g_array_new (FALSE, FALSE, sizeof (TendrilDirectoryId)),
    .buffer = g_string_sized_new (8192),
    .pending = g_ptr_array_new_with_free_func (g_object_unref),
  };

  self.index = tendril_name_index_new (get_candidate_key, &self);
  for (self.element = 0; self.element < elements->len; self.element++)
    if (!scan_element (&self, cancellable, error))
      return NULL;

  return g_steal_pointer (&self.entry_points);
}
