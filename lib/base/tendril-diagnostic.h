/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <glib-object.h>

#include "tendril-version.h"

G_BEGIN_DECLS

/**
 * TendrilSeverity:
 * @TENDRIL_SEVERITY_NOTE: worth knowing; nothing was lost
 * @TENDRIL_SEVERITY_WARNING: it was used, or something else was used instead
 * @TENDRIL_SEVERITY_ERROR: an entry, a file or an extension is not used
 *
 * How much a diagnostic matters.
 *
 * Since: 1.0
 */
typedef enum
{
  TENDRIL_SEVERITY_NOTE,
  TENDRIL_SEVERITY_WARNING,
  TENDRIL_SEVERITY_ERROR,
} TendrilSeverity;

/**
 * TendrilDiagnosticCode:
 * @TENDRIL_DIAGNOSTIC_BOM: `bom`, a UTF-8 byte order mark stood at the start and was ignored
 * @TENDRIL_DIAGNOSTIC_NOT_UTF8: `not-utf8`, a line is not UTF-8 and was skipped
 * @TENDRIL_DIAGNOSTIC_NUL: `nul`, a line holds a NUL byte and was skipped
 * @TENDRIL_DIAGNOSTIC_NO_SECTION: `no-section`, text before the first [group] was skipped
 * @TENDRIL_DIAGNOSTIC_BAD_SECTION: `bad-section`, a line starts with [ and does not end with ]
 * @TENDRIL_DIAGNOSTIC_BAD_GROUP: `bad-group`, the name of a group is not one that the specification allows
 * @TENDRIL_DIAGNOSTIC_DUP_GROUP: `dup-group`, a group stands a second time and was merged
 * @TENDRIL_DIAGNOSTIC_NO_EQUALS: `no-equals`, a line has no = and was skipped
 * @TENDRIL_DIAGNOSTIC_EMPTY_NAME: `empty-name`, an entry has no name and was skipped
 * @TENDRIL_DIAGNOSTIC_EMPTY_VALUE: `empty-value`, an entry has no value and was skipped
 * @TENDRIL_DIAGNOSTIC_CONTROL_CHAR: `control-char`, a name holds a control character
 * @TENDRIL_DIAGNOSTIC_BAD_REF: `bad-ref`, a value is no object reference and was skipped
 * @TENDRIL_DIAGNOSTIC_BAD_EXTRAS: `bad-extras`, an extra is no name and was dropped
 * @TENDRIL_DIAGNOSTIC_DUP_NAME: `dup-name`, a name stands a second time in its group; the first counts
 * @TENDRIL_DIAGNOSTIC_TOO_LONG: `too-long`, a line is too long and was skipped
 * @TENDRIL_DIAGNOSTIC_TOO_BIG: `too-big`, a file is too big and was not read
 * @TENDRIL_DIAGNOSTIC_MORE: `more`, further diagnostics of a file were counted, not listed
 * @TENDRIL_DIAGNOSTIC_NOT_A_FILE: `not-a-file`, something other than a regular file stands where one is expected
 * @TENDRIL_DIAGNOSTIC_UNREADABLE: `unreadable`, a file or directory could not be read
 * @TENDRIL_DIAGNOSTIC_BAD_ZIP: `bad-zip`, an archive, or a file in it, is damaged, encrypted or too big
 * @TENDRIL_DIAGNOSTIC_NO_NAME: `no-name`, a metadata directory has no name
 * @TENDRIL_DIAGNOSTIC_NO_METADATA: `no-metadata`, a metadata directory holds neither METADATA nor a manifest
 * @TENDRIL_DIAGNOSTIC_NAME_MISMATCH: `name-mismatch`, METADATA and the directory disagree about the name
 * @TENDRIL_DIAGNOSTIC_DUP_DIST: `dup-dist`, another distribution of the same name is used instead
 * @TENDRIL_DIAGNOSTIC_STALE: `stale`, the file that an entry point names does not exist
 * @TENDRIL_DIAGNOSTIC_TEMP_DIR: `temp-dir`, a left-over of an interrupted installation was ignored
 * @TENDRIL_DIAGNOSTIC_BAD_PATH: `bad-path`, a relative or empty element of a path variable was dropped
 * @TENDRIL_DIAGNOSTIC_EGG_LINK: `egg-link`, an `.egg-link` stands here
 * @TENDRIL_DIAGNOSTIC_PTH_IMPORT: `pth-import`, an `import` line of a `.pth` file was not run
 * @TENDRIL_DIAGNOSTIC_WRONG_PYTHON: `wrong-python`, a virtual environment is of another Python version
 * @TENDRIL_DIAGNOSTIC_BAD_INDEX: `bad-index`, an index was damaged and made anew
 * @TENDRIL_DIAGNOSTIC_DUP_CALLABLE: `dup-callable`, two distributions declare the same callable; it runs once
 * @TENDRIL_DIAGNOSTIC_CONFLICT: `conflict`, two extensions registered the same name and signature
 * @TENDRIL_DIAGNOSTIC_BAD_SETTINGS: `bad-settings`, the file of settings is damaged; what can be read of it counts
 * @TENDRIL_DIAGNOSTIC_UNTRUSTED: `untrusted`, others could have changed what would be loaded
 *
 * What was found wrong with a manifest, a file or a directory. The word in code type is the nick
 * of the value, and what the command prints.
 *
 * Since: 1.0
 */
typedef enum
{
  TENDRIL_DIAGNOSTIC_BOM,
  TENDRIL_DIAGNOSTIC_NOT_UTF8,
  TENDRIL_DIAGNOSTIC_NUL,
  TENDRIL_DIAGNOSTIC_NO_SECTION,
  TENDRIL_DIAGNOSTIC_BAD_SECTION,
  TENDRIL_DIAGNOSTIC_BAD_GROUP,
  TENDRIL_DIAGNOSTIC_DUP_GROUP,
  TENDRIL_DIAGNOSTIC_NO_EQUALS,
  TENDRIL_DIAGNOSTIC_EMPTY_NAME,
  TENDRIL_DIAGNOSTIC_EMPTY_VALUE,
  TENDRIL_DIAGNOSTIC_CONTROL_CHAR,
  TENDRIL_DIAGNOSTIC_BAD_REF,
  TENDRIL_DIAGNOSTIC_BAD_EXTRAS,
  TENDRIL_DIAGNOSTIC_DUP_NAME,
  TENDRIL_DIAGNOSTIC_TOO_LONG,
  TENDRIL_DIAGNOSTIC_TOO_BIG,
  TENDRIL_DIAGNOSTIC_MORE,
  TENDRIL_DIAGNOSTIC_NOT_A_FILE,
  TENDRIL_DIAGNOSTIC_UNREADABLE,
  TENDRIL_DIAGNOSTIC_BAD_ZIP,
  TENDRIL_DIAGNOSTIC_NO_NAME,
  TENDRIL_DIAGNOSTIC_NO_METADATA,
  TENDRIL_DIAGNOSTIC_NAME_MISMATCH,
  TENDRIL_DIAGNOSTIC_DUP_DIST,
  TENDRIL_DIAGNOSTIC_STALE,
  TENDRIL_DIAGNOSTIC_TEMP_DIR,
  TENDRIL_DIAGNOSTIC_BAD_PATH,
  TENDRIL_DIAGNOSTIC_EGG_LINK,
  TENDRIL_DIAGNOSTIC_PTH_IMPORT,
  TENDRIL_DIAGNOSTIC_WRONG_PYTHON,
  TENDRIL_DIAGNOSTIC_BAD_INDEX,
  TENDRIL_DIAGNOSTIC_DUP_CALLABLE,
  TENDRIL_DIAGNOSTIC_CONFLICT,
  TENDRIL_DIAGNOSTIC_BAD_SETTINGS,
  TENDRIL_DIAGNOSTIC_UNTRUSTED,
} TendrilDiagnosticCode;

#define TENDRIL_TYPE_SEVERITY (tendril_severity_get_type ())
#define TENDRIL_TYPE_DIAGNOSTIC_CODE (tendril_diagnostic_code_get_type ())
#define TENDRIL_TYPE_DIAGNOSTIC (tendril_diagnostic_get_type ())

TENDRIL_AVAILABLE_IN_1_0
GType                 tendril_severity_get_type        (void) G_GNUC_CONST;
TENDRIL_AVAILABLE_IN_1_0
GType                 tendril_diagnostic_code_get_type (void) G_GNUC_CONST;

TENDRIL_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (TendrilDiagnostic, tendril_diagnostic, TENDRIL, DIAGNOSTIC, GObject)

TENDRIL_AVAILABLE_IN_1_0
TendrilDiagnosticCode tendril_diagnostic_get_code      (TendrilDiagnostic *self);
TENDRIL_AVAILABLE_IN_1_0
TendrilSeverity       tendril_diagnostic_get_severity  (TendrilDiagnostic *self);
TENDRIL_AVAILABLE_IN_1_0
const char           *tendril_diagnostic_get_file      (TendrilDiagnostic *self);
TENDRIL_AVAILABLE_IN_1_0
guint                 tendril_diagnostic_get_line      (TendrilDiagnostic *self);
TENDRIL_AVAILABLE_IN_1_0
guint                 tendril_diagnostic_get_column    (TendrilDiagnostic *self);
TENDRIL_AVAILABLE_IN_1_0
const char           *tendril_diagnostic_get_id        (TendrilDiagnostic *self);
TENDRIL_AVAILABLE_IN_1_0
const char           *tendril_diagnostic_get_cause     (TendrilDiagnostic *self);
TENDRIL_AVAILABLE_IN_1_0
const char           *tendril_diagnostic_get_repair    (TendrilDiagnostic *self);

G_END_DECLS
