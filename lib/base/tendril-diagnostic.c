/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-diagnostic-private.h"

/**
 * TendrilDiagnostic:
 *
 * One thing that was found wrong while extensions were discovered or activated: a stable code, a
 * severity, the place, and the cause in words. Immutable, so it may be read from any thread.
 *
 * Since: 1.0
 */
struct _TendrilDiagnostic
{
  GObject parent_instance;

  TendrilDiagnosticCode code;
  TendrilSeverity severity;
  char *file;
  guint line;
  guint column;
  char *id;
  char *cause;
};

enum
{
  PROP_0,
  PROP_CODE,
  PROP_SEVERITY,
  PROP_FILE,
  PROP_LINE,
  PROP_COLUMN,
  PROP_ID,
  PROP_CAUSE,
  PROP_REPAIR,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_ENUM_TYPE (TendrilSeverity, tendril_severity,
  G_DEFINE_ENUM_VALUE (TENDRIL_SEVERITY_NOTE, "note"),
  G_DEFINE_ENUM_VALUE (TENDRIL_SEVERITY_WARNING, "warning"),
  G_DEFINE_ENUM_VALUE (TENDRIL_SEVERITY_ERROR, "error"))

G_DEFINE_ENUM_TYPE (TendrilDiagnosticCode, tendril_diagnostic_code,
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_BOM, "bom"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_NOT_UTF8, "not-utf8"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_NUL, "nul"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_NO_SECTION, "no-section"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_BAD_SECTION, "bad-section"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_BAD_GROUP, "bad-group"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_DUP_GROUP, "dup-group"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_NO_EQUALS, "no-equals"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_EMPTY_NAME, "empty-name"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_EMPTY_VALUE, "empty-value"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_CONTROL_CHAR, "control-char"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_BAD_REF, "bad-ref"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_BAD_EXTRAS, "bad-extras"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_DUP_NAME, "dup-name"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_TOO_LONG, "too-long"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_TOO_BIG, "too-big"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_MORE, "more"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_NOT_A_FILE, "not-a-file"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_UNREADABLE, "unreadable"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_BAD_ZIP, "bad-zip"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_NO_NAME, "no-name"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_NO_METADATA, "no-metadata"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_NAME_MISMATCH, "name-mismatch"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_DUP_DIST, "dup-dist"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_STALE, "stale"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_TEMP_DIR, "temp-dir"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_BAD_PATH, "bad-path"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_EGG_LINK, "egg-link"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_PTH_IMPORT, "pth-import"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_WRONG_PYTHON, "wrong-python"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_BAD_INDEX, "bad-index"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_DUP_CALLABLE, "dup-callable"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_CONFLICT, "conflict"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_BAD_SETTINGS, "bad-settings"),
  G_DEFINE_ENUM_VALUE (TENDRIL_DIAGNOSTIC_UNTRUSTED, "untrusted"))

G_DEFINE_FINAL_TYPE (TendrilDiagnostic, tendril_diagnostic, G_TYPE_OBJECT)

static const TendrilSeverity default_severities[] = {
  [TENDRIL_DIAGNOSTIC_BOM] = TENDRIL_SEVERITY_NOTE,
  [TENDRIL_DIAGNOSTIC_NOT_UTF8] = TENDRIL_SEVERITY_ERROR,
  [TENDRIL_DIAGNOSTIC_NUL] = TENDRIL_SEVERITY_ERROR,
  [TENDRIL_DIAGNOSTIC_NO_SECTION] = TENDRIL_SEVERITY_NOTE,
  [TENDRIL_DIAGNOSTIC_BAD_SECTION] = TENDRIL_SEVERITY_WARNING,
  [TENDRIL_DIAGNOSTIC_BAD_GROUP] = TENDRIL_SEVERITY_NOTE,
  [TENDRIL_DIAGNOSTIC_DUP_GROUP] = TENDRIL_SEVERITY_NOTE,
  [TENDRIL_DIAGNOSTIC_NO_EQUALS] = TENDRIL_SEVERITY_ERROR,
  [TENDRIL_DIAGNOSTIC_EMPTY_NAME] = TENDRIL_SEVERITY_ERROR,
  [TENDRIL_DIAGNOSTIC_EMPTY_VALUE] = TENDRIL_SEVERITY_ERROR,
  [TENDRIL_DIAGNOSTIC_CONTROL_CHAR] = TENDRIL_SEVERITY_NOTE,
  [TENDRIL_DIAGNOSTIC_BAD_REF] = TENDRIL_SEVERITY_ERROR,
  [TENDRIL_DIAGNOSTIC_BAD_EXTRAS] = TENDRIL_SEVERITY_WARNING,
  [TENDRIL_DIAGNOSTIC_DUP_NAME] = TENDRIL_SEVERITY_WARNING,
  [TENDRIL_DIAGNOSTIC_TOO_LONG] = TENDRIL_SEVERITY_ERROR,
  [TENDRIL_DIAGNOSTIC_TOO_BIG] = TENDRIL_SEVERITY_ERROR,
  [TENDRIL_DIAGNOSTIC_MORE] = TENDRIL_SEVERITY_NOTE,
  [TENDRIL_DIAGNOSTIC_NOT_A_FILE] = TENDRIL_SEVERITY_ERROR,
  [TENDRIL_DIAGNOSTIC_UNREADABLE] = TENDRIL_SEVERITY_ERROR,
  [TENDRIL_DIAGNOSTIC_BAD_ZIP] = TENDRIL_SEVERITY_ERROR,
  [TENDRIL_DIAGNOSTIC_NO_NAME] = TENDRIL_SEVERITY_NOTE,
  [TENDRIL_DIAGNOSTIC_NO_METADATA] = TENDRIL_SEVERITY_NOTE,
  [TENDRIL_DIAGNOSTIC_NAME_MISMATCH] = TENDRIL_SEVERITY_WARNING,
  [TENDRIL_DIAGNOSTIC_DUP_DIST] = TENDRIL_SEVERITY_WARNING,
  [TENDRIL_DIAGNOSTIC_STALE] = TENDRIL_SEVERITY_WARNING,
  [TENDRIL_DIAGNOSTIC_TEMP_DIR] = TENDRIL_SEVERITY_NOTE,
  [TENDRIL_DIAGNOSTIC_BAD_PATH] = TENDRIL_SEVERITY_NOTE,
  [TENDRIL_DIAGNOSTIC_EGG_LINK] = TENDRIL_SEVERITY_NOTE,
  [TENDRIL_DIAGNOSTIC_PTH_IMPORT] = TENDRIL_SEVERITY_NOTE,
  [TENDRIL_DIAGNOSTIC_WRONG_PYTHON] = TENDRIL_SEVERITY_ERROR,
  [TENDRIL_DIAGNOSTIC_BAD_INDEX] = TENDRIL_SEVERITY_NOTE,
  [TENDRIL_DIAGNOSTIC_DUP_CALLABLE] = TENDRIL_SEVERITY_WARNING,
  [TENDRIL_DIAGNOSTIC_CONFLICT] = TENDRIL_SEVERITY_WARNING,
  [TENDRIL_DIAGNOSTIC_BAD_SETTINGS] = TENDRIL_SEVERITY_ERROR,
  [TENDRIL_DIAGNOSTIC_UNTRUSTED] = TENDRIL_SEVERITY_ERROR,
};

static const char *const repairs[] = {
  [TENDRIL_DIAGNOSTIC_BOM] = "Save the file as UTF-8 without a byte order mark",
  [TENDRIL_DIAGNOSTIC_NOT_UTF8] = "Save the file as UTF-8",
  [TENDRIL_DIAGNOSTIC_NUL] = "Remove the NUL byte from the line",
  [TENDRIL_DIAGNOSTIC_NO_SECTION] = "Write the line below a “[group]”, or remove it",
  [TENDRIL_DIAGNOSTIC_BAD_SECTION] =
    "End the name of the group with “]”, and put a comment on a line of its own",
  [TENDRIL_DIAGNOSTIC_BAD_GROUP] = "Name the group with words joined by dots",
  [TENDRIL_DIAGNOSTIC_DUP_GROUP] = "Write the entries of one group together",
  [TENDRIL_DIAGNOSTIC_NO_EQUALS] = "Write the line as “name = module:attr”",
  [TENDRIL_DIAGNOSTIC_EMPTY_NAME] = "Give the entry a name",
  [TENDRIL_DIAGNOSTIC_EMPTY_VALUE] = "Give the entry a value such as “module:attr”",
  [TENDRIL_DIAGNOSTIC_CONTROL_CHAR] = "Remove the control character",
  [TENDRIL_DIAGNOSTIC_BAD_REF] =
    "Write the value as “module:attr”, “file.so:symbol” or “file.js:function”",
  [TENDRIL_DIAGNOSTIC_BAD_EXTRAS] = "Name the extra with letters, digits, “-”, “_” and “.”",
  [TENDRIL_DIAGNOSTIC_DUP_NAME] = "Remove one of the two entries, or rename it",
  [TENDRIL_DIAGNOSTIC_TOO_LONG] = "Shorten the line",
  [TENDRIL_DIAGNOSTIC_TOO_BIG] = "Replace the file: what it should be is small",
  [TENDRIL_DIAGNOSTIC_MORE] = "Repair the others first",
  [TENDRIL_DIAGNOSTIC_NOT_A_FILE] = "Remove what stands there, and install the package again",
  [TENDRIL_DIAGNOSTIC_UNREADABLE] = "Give yourself the right to read it",
  [TENDRIL_DIAGNOSTIC_BAD_ZIP] = "Install the package again",
  [TENDRIL_DIAGNOSTIC_NO_NAME] = "Remove the directory, or install its package again",
  [TENDRIL_DIAGNOSTIC_NO_METADATA] =
    "Remove the directory: it is a left-over of a package that is gone",
  [TENDRIL_DIAGNOSTIC_NAME_MISMATCH] = "Build the package again, so that both names agree",
  [TENDRIL_DIAGNOSTIC_DUP_DIST] = "Uninstall one of the two",
  [TENDRIL_DIAGNOSTIC_STALE] = "Install the package again, or remove its metadata directory",
  [TENDRIL_DIAGNOSTIC_TEMP_DIR] = "Remove the directory",
  [TENDRIL_DIAGNOSTIC_BAD_PATH] = "Use absolute directories in the variable",
  [TENDRIL_DIAGNOSTIC_EGG_LINK] = "Install the project again with a newer pip",
  [TENDRIL_DIAGNOSTIC_PTH_IMPORT] =
    "Nothing, if the package works: paths that the line would add are not searched",
  [TENDRIL_DIAGNOSTIC_WRONG_PYTHON] = "Make the virtual environment anew with /usr/bin/python3",
  [TENDRIL_DIAGNOSTIC_BAD_INDEX] = "Nothing: it was made anew",
  [TENDRIL_DIAGNOSTIC_DUP_CALLABLE] = "Uninstall one of the two",
  [TENDRIL_DIAGNOSTIC_CONFLICT] = "Uninstall one of the two, or use the qualified names",
  [TENDRIL_DIAGNOSTIC_BAD_SETTINGS] = "Mend the line, or remove the file",
  [TENDRIL_DIAGNOSTIC_UNTRUSTED] =
    "Take the right to write from others, or accept the directory with “tendril trust add DIR”",
};

TendrilSeverity
tendril_diagnostic_code_get_severity (TendrilDiagnosticCode code)
{
  return default_severities[code];
}

TendrilDiagnostic *
tendril_diagnostic_new (TendrilDiagnosticCode  code,
                        TendrilSeverity        severity,
                        const char            *file,
                        guint                  line,
                        guint                  column,
                        const char            *cause)
{
  TendrilDiagnostic *self = g_object_new (TENDRIL_TYPE_DIAGNOSTIC, NULL);

  self->code = code;
  self->severity = severity;
  self->file = g_strdup (file);
  self->line = line;
  self->column = column;
  self->cause = g_strdup (cause);

  return self;
}

/* Only before anybody else sees it. */
void
tendril_diagnostic_set_id (TendrilDiagnostic *self,
                           const char        *id)
{
  g_free (self->id);
  self->id = g_strdup (id);
}

static void
tendril_diagnostic_get_property (GObject    *object,
                                 guint       prop_id,
                                 GValue     *value,
                                 GParamSpec *pspec)
{
  TendrilDiagnostic *self = TENDRIL_DIAGNOSTIC (object);

  switch (prop_id)
    {
    case PROP_CODE:
      g_value_set_enum (value, self->code);
      break;
    case PROP_SEVERITY:
      g_value_set_enum (value, self->severity);
      break;
    case PROP_FILE:
      g_value_set_string (value, self->file);
      break;
    case PROP_LINE:
      g_value_set_uint (value, self->line);
      break;
    case PROP_COLUMN:
      g_value_set_uint (value, self->column);
      break;
    case PROP_ID:
      g_value_set_string (value, self->id);
      break;
    case PROP_CAUSE:
      g_value_set_string (value, self->cause);
      break;
    case PROP_REPAIR:
      g_value_set_string (value, tendril_diagnostic_get_repair (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tendril_diagnostic_finalize (GObject *object)
{
  TendrilDiagnostic *self = TENDRIL_DIAGNOSTIC (object);

  g_free (self->file);
  g_free (self->id);
  g_free (self->cause);

  G_OBJECT_CLASS (tendril_diagnostic_parent_class)->finalize (object);
}

static void
tendril_diagnostic_class_init (TendrilDiagnosticClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tendril_diagnostic_get_property;
  object_class->finalize = tendril_diagnostic_finalize;

  /**
   * TendrilDiagnostic:code: (getter get_code)
   *
   * What was found.
   *
   * Since: 1.0
   */
  properties[PROP_CODE] = g_param_spec_enum ("code", NULL, NULL, TENDRIL_TYPE_DIAGNOSTIC_CODE,
                                             TENDRIL_DIAGNOSTIC_BOM, flags);
  /**
   * TendrilDiagnostic:severity: (getter get_severity)
   *
   * How much it matters.
   *
   * Since: 1.0
   */
  properties[PROP_SEVERITY] = g_param_spec_enum ("severity", NULL, NULL, TENDRIL_TYPE_SEVERITY,
                                                 TENDRIL_SEVERITY_NOTE, flags);
  /**
   * TendrilDiagnostic:file: (getter get_file)
   *
   * The file or directory that it is about.
   *
   * Since: 1.0
   */
  properties[PROP_FILE] = g_param_spec_string ("file", NULL, NULL, NULL, flags);
  /**
   * TendrilDiagnostic:line: (getter get_line)
   *
   * The line, counted from 1; 0 where it is about the whole file.
   *
   * Since: 1.0
   */
  properties[PROP_LINE] = g_param_spec_uint ("line", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * TendrilDiagnostic:column: (getter get_column)
   *
   * The column in characters, counted from 1; 0 where it is about the whole line.
   *
   * Since: 1.0
   */
  properties[PROP_COLUMN] = g_param_spec_uint ("column", NULL, NULL, 0, G_MAXUINT, 0, flags);
  /**
   * TendrilDiagnostic:id: (getter get_id)
   *
   * The PEP 503 name of the distribution that it is about, where it is about one.
   *
   * Since: 1.0
   */
  properties[PROP_ID] = g_param_spec_string ("id", NULL, NULL, NULL, flags);
  /**
   * TendrilDiagnostic:cause: (getter get_cause)
   *
   * What is wrong, in words for people.
   *
   * Since: 1.0
   */
  properties[PROP_CAUSE] = g_param_spec_string ("cause", NULL, NULL, NULL, flags);
  /**
   * TendrilDiagnostic:repair: (getter get_repair)
   *
   * What to do about it, in words for people.
   *
   * Since: 1.0
   */
  properties[PROP_REPAIR] = g_param_spec_string ("repair", NULL, NULL, NULL, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tendril_diagnostic_init (TendrilDiagnostic *self)
{
}

/**
 * tendril_diagnostic_get_code: (get-property code)
 * @self: a diagnostic
 *
 * What was found.
 *
 * Returns: the code
 *
 * Since: 1.0
 */
TendrilDiagnosticCode
tendril_diagnostic_get_code (TendrilDiagnostic *self)
{
  g_return_val_if_fail (TENDRIL_IS_DIAGNOSTIC (self), 0);

  return self->code;
}

/**
 * tendril_diagnostic_get_severity: (get-property severity)
 * @self: a diagnostic
 *
 * How much it matters.
 *
 * Returns: the severity
 *
 * Since: 1.0
 */
TendrilSeverity
tendril_diagnostic_get_severity (TendrilDiagnostic *self)
{
  g_return_val_if_fail (TENDRIL_IS_DIAGNOSTIC (self), 0);

  return self->severity;
}

/**
 * tendril_diagnostic_get_file: (get-property file)
 * @self: a diagnostic
 *
 * The file or directory that the diagnostic is about.
 *
 * Returns: (nullable) (type filename): the file
 *
 * Since: 1.0
 */
const char *
tendril_diagnostic_get_file (TendrilDiagnostic *self)
{
  g_return_val_if_fail (TENDRIL_IS_DIAGNOSTIC (self), NULL);

  return self->file;
}

/**
 * tendril_diagnostic_get_line: (get-property line)
 * @self: a diagnostic
 *
 * The line, counted from 1; 0 where the diagnostic is about the whole file.
 *
 * Returns: the line
 *
 * Since: 1.0
 */
guint
tendril_diagnostic_get_line (TendrilDiagnostic *self)
{
  g_return_val_if_fail (TENDRIL_IS_DIAGNOSTIC (self), 0);

  return self->line;
}

/**
 * tendril_diagnostic_get_column: (get-property column)
 * @self: a diagnostic
 *
 * The column in characters, counted from 1; 0 where the diagnostic is about the whole line.
 *
 * Returns: the column
 *
 * Since: 1.0
 */
guint
tendril_diagnostic_get_column (TendrilDiagnostic *self)
{
  g_return_val_if_fail (TENDRIL_IS_DIAGNOSTIC (self), 0);

  return self->column;
}

/**
 * tendril_diagnostic_get_cause: (get-property cause)
 * @self: a diagnostic
 *
 * What is wrong, in words for people.
 *
 * Returns: the cause
 *
 * Since: 1.0
 */
const char *
tendril_diagnostic_get_cause (TendrilDiagnostic *self)
{
  g_return_val_if_fail (TENDRIL_IS_DIAGNOSTIC (self), NULL);

  return self->cause;
}

/**
 * tendril_diagnostic_get_id: (get-property id)
 * @self: a diagnostic
 *
 * The PEP 503 name of the distribution that the diagnostic is about.
 *
 * Returns: (nullable): the id, or %NULL where it is not about one distribution
 *
 * Since: 1.0
 */
const char *
tendril_diagnostic_get_id (TendrilDiagnostic *self)
{
  g_return_val_if_fail (TENDRIL_IS_DIAGNOSTIC (self), NULL);

  return self->id;
}

/**
 * tendril_diagnostic_get_repair: (get-property repair)
 * @self: a diagnostic
 *
 * What to do about it, in words for people.
 *
 * Returns: the repair
 *
 * Since: 1.0
 */
const char *
tendril_diagnostic_get_repair (TendrilDiagnostic *self)
{
  g_return_val_if_fail (TENDRIL_IS_DIAGNOSTIC (self), NULL);

  return repairs[self->code];
}
