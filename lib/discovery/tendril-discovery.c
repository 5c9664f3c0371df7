/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-discovery-private.h"

#include "tendril-diagnostic-private.h"
#include "tendril-distribution-private.h"
#include "tendril-entry-point-private.h"
#include "tendril-manifest-private.h"
#include "tendril-precedence-private.h"
#include "tendril-pth-private.h"
#include "tendril-record-file-private.h"

#include <string.h>
#include <sys/stat.h>

typedef struct
{
  GPtrArray *elements;
  const char *group;
  const char *name;
  TendrilDiscoveryFlags flags;
  GPtrArray *diagnostics;
  GPtrArray *entry_points;

  GArray *visited;          /* of TendrilDirectoryId */
  TendrilPrecedence *precedence;

  guint element;            /* the one being searched */
  TendrilPlace *place;      /* its place */
  guint n_pth_paths;        /* how many .pth files have added behind it */
  const char *file;         /* the manifest or .pth file being parsed */
  GPtrArray *claims;        /* of Claim, in the place */
} Discovery;

/* A distribution with something to say. Whether it may is decided when all of its directory are
 * known. */
typedef struct
{
  guint32 index;
  TendrilDistribution *distribution;
  GPtrArray *entry_points;
  GPtrArray *diagnostics;
} Claim;

static Claim *
claim_new (guint32 index)
{
  Claim *claim = g_new0 (Claim, 1);

  claim->index = index;
  claim->entry_points = g_ptr_array_new_with_free_func (g_object_unref);
  claim->diagnostics = g_ptr_array_new_with_free_func (g_object_unref);

  return claim;
}

static void
claim_free (Claim *claim)
{
  g_clear_object (&claim->distribution);
  g_ptr_array_unref (claim->entry_points);
  g_clear_pointer (&claim->diagnostics, g_ptr_array_unref);
  g_free (claim);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Claim, claim_free)

static void
report (GPtrArray             *diagnostics,
        TendrilDiagnosticCode  code,
        const char            *file,
        const char            *cause)
{
  g_ptr_array_add (diagnostics,
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
report_file (GPtrArray         *diagnostics,
             TendrilFileResult  result,
             const char        *path)
{
  for (gsize i = 0; i < G_N_ELEMENTS (file_problems); i++)
    if (file_problems[i].result == result)
      report (diagnostics, file_problems[i].code, path, file_problems[i].cause);
}

typedef struct
{
  Discovery *discovery;
  Claim *claim;
  char *file;               /* only where something is wrong */
} ManifestReader;

static void
take_entry (const TendrilManifestEntry *entry,
            gpointer                    user_data)
{
  ManifestReader *reader = user_data;
  Discovery *self = reader->discovery;

  if (self->group != NULL && !tendril_span_equal_str (entry->group, self->group))
    return;
  if (self->name != NULL && !tendril_span_equal_str (entry->name, self->name))
    return;

  g_ptr_array_add (reader->claim->entry_points, tendril_entry_point_new (entry));
}

static void
take_diagnostic (TendrilDiagnosticCode  code,
                 TendrilSeverity        severity,
                 guint                  line,
                 guint                  column,
                 const char            *cause,
                 gpointer               user_data)
{
  ManifestReader *reader = user_data;

  if (reader->file == NULL)
    reader->file = tendril_place_build_path (reader->discovery->place, reader->claim->index,
                                             "entry_points.txt");
  g_ptr_array_add (reader->claim->diagnostics,
                   tendril_diagnostic_new (code, severity, reader->file, line, column, cause));
}

/* @section, if there is one, tells where the wanted group stands. */
static void
read_manifest (Discovery                  *self,
               Claim                      *claim,
               const TendrilSectionRecord *section)
{
  static const TendrilManifestHandler handler = { take_entry, take_diagnostic };
  const TendrilSnapshot *snapshot = self->place->snapshot;
  const TendrilManifestRecord *record =
    &snapshot->manifests[snapshot->distributions[claim->index].manifest - 1];
  ManifestReader reader = { self, claim, NULL };

  if (record->result != TENDRIL_FILE_READ)
    {
      g_autofree char *path =
        tendril_place_build_path (self->place, claim->index, "entry_points.txt");

      report_file (claim->diagnostics, record->result, path);
      return;
    }

  if (section != NULL && (record->flags & TENDRIL_MANIFEST_HAS_DIAGNOSTICS) == 0)
    tendril_manifest_parse_section (
      tendril_snapshot_get_string (snapshot, record->text + section->entries),
      record->length - section->entries, self->group, section->line, &handler, &reader);
  else
    tendril_manifest_parse (tendril_snapshot_get_string (snapshot, record->text), record->length,
                            &handler, &reader);
  g_free (reader.file);
}

static void
check_name (Discovery  *self,
            Claim      *claim,
            const char *name)
{
  const char *directory_key = tendril_place_get_key (self->place, claim->index);
  const char *key = tendril_distribution_get_id (claim->distribution);
  g_autofree char *path = NULL;
  g_autofree char *cause = NULL;

  if (name == NULL || strcmp (key, directory_key) == 0)
    return;

  path = tendril_place_build_path (self->place, claim->index, NULL);
  cause = g_strdup_printf ("METADATA calls the distribution “%s”, the directory “%s”", key,
                           directory_key);
  report (self->diagnostics, TENDRIL_DIAGNOSTIC_NAME_MISMATCH, path, cause);
}

static TendrilFileResult
read_metadata (Discovery *self,
               Claim     *claim)
{
  const TendrilPathElement *element = self->place->element;
  g_auto (TendrilMetadata) metadata = { 0 };
  g_autofree char *file = NULL;
  gboolean editable;
  TendrilFileResult result =
    tendril_place_read_metadata (self->place, claim->index, &metadata, &editable, &file);

  if (claim->entry_points->len > 0 || (self->flags & TENDRIL_DISCOVERY_COMPLETE) != 0)
    report_file (claim->diagnostics, result, file);
  claim->distribution = tendril_distribution_new (
    element->path, tendril_place_get_name (self->place, claim->index), &metadata);
  tendril_distribution_set_wrong_python (claim->distribution, element->wrong_python);
  tendril_distribution_set_editable (claim->distribution, editable);
  check_name (self, claim, metadata.fields[TENDRIL_METADATA_NAME]);

  return result;
}

/* Of the wanted group only, and where everything that is wrong is to be told: it costs a stat for
 * each file of the package. That one is missing stops nobody; if it is the one that the entry point
 * names, whoever loads it says so. */
static void
check_record (Discovery *self,
              Claim     *claim)
{
  const char *location = self->place->element->path;
  g_autofree char *file = NULL;
  g_autofree char *first = NULL;
  g_autofree char *cause = NULL;
  TendrilMissingFiles missing;

  if ((self->flags & TENDRIL_DISCOVERY_COMPLETE) == 0 || claim->entry_points->len == 0 ||
      self->place->archive != NULL)
    return;

  file = tendril_place_build_path (self->place, claim->index, "RECORD");
  report_file (claim->diagnostics, tendril_record_file_find_missing (file, location, &missing),
               file);
  first = missing.first;
  if (missing.n_files == 0)
    return;

  cause = missing.n_files == 1
            ? g_strdup_printf ("The file %s does not exist", first)
            : g_strdup_printf ("%u files do not exist, the first is %s", missing.n_files, first);
  g_ptr_array_add (claim->diagnostics,
                   tendril_diagnostic_new (TENDRIL_DIAGNOSTIC_STALE, TENDRIL_SEVERITY_WARNING, file,
                                           missing.line, 0, cause));
}

/* Reads what the distribution has to say; a complete search takes also those that say nothing. */
static void
stake_claim (Discovery                  *self,
             guint32                     index,
             const TendrilSectionRecord *section)
{
  gboolean complete = (self->flags & TENDRIL_DISCOVERY_COMPLETE) != 0;
  gboolean has_manifest = tendril_place_has_manifest (self->place, index);
  g_autoptr (Claim) claim = claim_new (index);

  if (has_manifest)
    read_manifest (self, claim, section);
  if (!complete && claim->entry_points->len == 0 && claim->diagnostics->len == 0)
    return;

  if (read_metadata (self, claim) == TENDRIL_FILE_MISSING && !has_manifest)
    {
      g_autofree char *path = tendril_place_build_path (self->place, index, NULL);

      report (self->diagnostics, TENDRIL_DIAGNOSTIC_NO_METADATA, path,
              "The directory holds neither METADATA nor a manifest");
      return;
    }

  check_record (self, claim);
  tendril_precedence_claim (self->precedence, self->place, index,
                            tendril_distribution_get_id (claim->distribution));
  g_ptr_array_add (self->claims, g_steal_pointer (&claim));
}

static void
report_shadow (Discovery  *self,
               Claim      *claim,
               const char *winner)
{
  g_autofree char *path = tendril_place_build_path (self->place, claim->index, NULL);
  g_autofree char *cause = g_strdup_printf ("The distribution is shadowed by %s", winner);

  report (self->diagnostics, TENDRIL_DIAGNOSTIC_DUP_DIST, path, cause);
  tendril_diagnostic_set_id (
    g_ptr_array_index (self->diagnostics, self->diagnostics->len - 1),
    tendril_distribution_get_id (claim->distribution));
}

static void
settle_claim (Discovery *self,
              Claim     *claim)
{
  g_autofree char *winner =
    tendril_precedence_find_winner (self->precedence, self->place, claim->index,
                                    tendril_distribution_get_id (claim->distribution));

  for (guint i = 0; i < claim->diagnostics->len; i++)
    tendril_diagnostic_set_id (g_ptr_array_index (claim->diagnostics, i),
                               tendril_distribution_get_id (claim->distribution));

  if (winner != NULL)
    report_shadow (self, claim, winner);
  else if (claim->diagnostics->len > 0)
    g_ptr_array_extend_and_steal (self->diagnostics, g_steal_pointer (&claim->diagnostics));
  if (winner != NULL && (self->flags & TENDRIL_DISCOVERY_SHADOWED) == 0)
    return;

  for (guint i = 0; i < claim->entry_points->len; i++)
    {
      TendrilEntryPoint *entry_point = g_ptr_array_index (claim->entry_points, i);

      tendril_entry_point_set_distribution (entry_point, claim->distribution);
      g_ptr_array_add (self->entry_points, g_object_ref (entry_point));
    }
}

static int
compare_claims (gconstpointer a,
                gconstpointer b)
{
  const Claim *left = *(Claim *const *) a, *right = *(Claim *const *) b;
  int result = strcmp (tendril_distribution_get_id (left->distribution),
                       tendril_distribution_get_id (right->distribution));

  return result != 0 ? result : strcmp (tendril_distribution_get_path (left->distribution),
                                        tendril_distribution_get_path (right->distribution));
}

static void
settle_claims (Discovery *self)
{
  g_ptr_array_sort (self->claims, compare_claims);
  for (guint i = 0; i < self->claims->len; i++)
    settle_claim (self, g_ptr_array_index (self->claims, i));
  g_ptr_array_set_size (self->claims, 0);
}

/* Where the wanted group stands in the manifest, or NULL; to be called in their order. */
static const TendrilSectionRecord *
find_section (const TendrilSnapshot    *snapshot,
              const TendrilGroupRecord *group,
              guint32                   manifest,
              guint32                  *next)
{
  if (group == NULL || *next == group->n_sections ||
      snapshot->sections[group->first + *next].manifest != manifest)
    return NULL;

  return &snapshot->sections[group->first + (*next)++];
}

/* The manifests of the wanted group and those with something to tell. */
static gboolean
search_manifests (Discovery     *self,
                  GCancellable  *cancellable,
                  GError       **error)
{
  const TendrilSnapshot *snapshot = self->place->snapshot;
  const TendrilGroupRecord *group =
    self->group != NULL ? tendril_snapshot_find_group (snapshot, self->group) : NULL;
  guint32 next = 0;

  for (guint32 i = 0; i < snapshot->header->n_manifests; i++)
    {
      const TendrilManifestRecord *manifest = &snapshot->manifests[i];
      const TendrilSectionRecord *section = find_section (snapshot, group, i, &next);

      if ((manifest->flags & TENDRIL_MANIFEST_PRESENT) == 0 ||
          (section == NULL && self->group != NULL &&
           (manifest->flags & TENDRIL_MANIFEST_HAS_DIAGNOSTICS) == 0))
        continue;
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;
      stake_claim (self, manifest->distribution, section);
    }

  return TRUE;
}

static gboolean
search_completely (Discovery     *self,
                   GCancellable  *cancellable,
                   GError       **error)
{
  for (guint32 i = 0; i < self->place->snapshot->header->n_distributions; i++)
    {
      if (g_cancellable_set_error_if_cancelled (cancellable, error))
        return FALSE;

      stake_claim (self, i, NULL);
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
report_strays (Discovery *self)
{
  const TendrilSnapshot *snapshot = self->place->snapshot;

  for (guint32 i = 0; i < snapshot->header->n_strays; i++)
    for (gsize j = 0; j < G_N_ELEMENTS (strays); j++)
      if ((guint32) strays[j].kind == snapshot->strays[i].kind)
        {
          g_autofree char *path = g_build_filename (
            self->place->element->path,
            tendril_snapshot_get_string (snapshot, snapshot->strays[i].name), NULL);

          report (self->diagnostics, strays[j].code, path, strays[j].cause);
        }
}

static void
take_pth_path (const char *path,
               gpointer    user_data)
{
  Discovery *self = user_data;
  TendrilPathElement *element = tendril_path_element_new (path, TENDRIL_PATH_PYTHON);

  element->wrong_python = self->place->element->wrong_python;
  element->vouched = self->place->element->vouched;
  g_ptr_array_insert (self->elements, self->element + ++self->n_pth_paths, element);
}

static void
take_pth_import (guint    line,
                 gpointer user_data)
{
  Discovery *self = user_data;

  g_ptr_array_add (self->diagnostics,
                   tendril_diagnostic_new (TENDRIL_DIAGNOSTIC_PTH_IMPORT, TENDRIL_SEVERITY_NOTE,
                                           self->file, line, 0, "The import line is not run"));
}

/* Their paths come right behind the site directory, in the sorted order of the files. */
static void
follow_pths (Discovery *self)
{
  static const TendrilPthHandler handler = { take_pth_path, take_pth_import };
  const TendrilSnapshot *snapshot = self->place->snapshot;
  const char *site = self->place->element->path;

  self->n_pth_paths = 0;
  for (guint32 i = 0; i < snapshot->header->n_pths; i++)
    {
      const TendrilPthRecord *record = &snapshot->pths[i];
      g_autofree char *path =
        g_build_filename (site, tendril_snapshot_get_string (snapshot, record->name), NULL);

      report_file (self->diagnostics, record->result, path);
      self->file = path;
      tendril_pth_parse (tendril_snapshot_get_string (snapshot, record->text), record->length, site,
                         &handler, self);
      self->file = NULL;
    }
}

/* A zipped egg or a wheel, or a file that has no business here. */
static TendrilPlace *
open_archive (Discovery                *self,
              const TendrilPathElement *element)
{
  TendrilArchive *archive =
    tendril_archive_open (element->path, self->visited, self->diagnostics);

  return archive != NULL ? tendril_place_new_archive (element, archive) : NULL;
}

/* Whether the .pth files of the directory were followed under another spelling. */
static gboolean
was_followed (Discovery                *self,
              const TendrilPathElement *element)
{
  struct stat info, other_info;

  if (stat (element->path, &info) != 0)
    return TRUE;

  for (guint i = 0; i < self->element; i++)
    {
      const TendrilPathElement *other = g_ptr_array_index (self->elements, i);

      if (other->site && stat (other->path, &other_info) == 0 &&
          other_info.st_dev == info.st_dev && other_info.st_ino == info.st_ino)
        return TRUE;
    }

  return FALSE;
}

/* PYTHONPATH may name a site directory: what lies in it counts there, its .pth files here. */
static void
follow_visited_site (Discovery *self)
{
  const TendrilPathElement *element = g_ptr_array_index (self->elements, self->element);
  g_autoptr (GArray) visited = g_array_new (FALSE, FALSE, sizeof (TendrilDirectoryId));
  g_autoptr (TendrilDirectory) directory = NULL;
  g_autoptr (TendrilPlace) place = NULL;
  gboolean damaged;

  if (was_followed (self, element))
    return;

  tendril_directory_open (element->path, visited, &directory);
  if (directory == NULL)
    return;

  self->place = place = tendril_place_new (element, directory, &damaged);
  follow_pths (self);
  self->place = NULL;
}

/* Returns NULL for what is not there, cannot be read, or was searched before. */
static TendrilPlace *
open_place (Discovery *self)
{
  const TendrilPathElement *element = g_ptr_array_index (self->elements, self->element);
  g_autoptr (TendrilDirectory) directory = NULL;
  TendrilFileResult result = tendril_directory_open (element->path, self->visited, &directory);
  TendrilPlace *place;
  gboolean damaged;

  if (result == TENDRIL_FILE_NOT_A_DIRECTORY)
    return open_archive (self, element);
  if (directory == NULL)
    {
      report_file (self->diagnostics, result, element->path);
      return NULL;
    }

  place = tendril_place_new (element, directory, &damaged);
  if (damaged)
    report (self->diagnostics, TENDRIL_DIAGNOSTIC_BAD_INDEX, element->path,
            "The index of the directory was damaged and is made anew");
  return place;
}

static gboolean
search_element (Discovery     *self,
                GCancellable  *cancellable,
                GError       **error)
{
  self->place = open_place (self);
  if (self->place == NULL)
    {
      if (((const TendrilPathElement *) g_ptr_array_index (self->elements, self->element))->site)
        follow_visited_site (self);
      return TRUE;
    }

  tendril_precedence_add (self->precedence, self->place);
  report_strays (self);
  if ((self->flags & TENDRIL_DISCOVERY_COMPLETE) != 0
        ? !search_completely (self, cancellable, error)
        : !search_manifests (self, cancellable, error))
    return FALSE;

  settle_claims (self);
  if (self->place->element->site)
    follow_pths (self);
  tendril_place_store (self->place);
  return TRUE;
}

static void
discovery_clear (Discovery *self)
{
  tendril_precedence_free (self->precedence);
  g_array_unref (self->visited);
  g_ptr_array_unref (self->claims);
  g_clear_pointer (&self->entry_points, g_ptr_array_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Discovery, discovery_clear)

GPtrArray *
tendril_discovery_run (GPtrArray              *elements,
                       const char             *group,
                       const char             *name,
                       TendrilDiscoveryFlags   flags,
                       GPtrArray              *diagnostics,
                       GCancellable           *cancellable,
                       GError                **error)
{
  g_auto (Discovery) self = {
    .elements = elements,
    .group = group,
    .name = name,
    .flags = flags,
    .diagnostics = diagnostics,
    .entry_points = g_ptr_array_new_with_free_func (g_object_unref),
    .visited = g_array_new (FALSE, FALSE, sizeof (TendrilDirectoryId)),
    .precedence = tendril_precedence_new (),
    .claims = g_ptr_array_new_with_free_func ((GDestroyNotify) claim_free),
  };

  for (self.element = 0; self.element < elements->len; self.element++)
    if (!search_element (&self, cancellable, error))
      return NULL;

  return g_steal_pointer (&self.entry_points);
}
