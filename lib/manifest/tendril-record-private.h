/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* The RECORD of a distribution of 100,000 files stays below; more is a mistake or an attack. */
#define TENDRIL_RECORD_MAX_SIZE (16 * 1024 * 1024)
/* Two paths of PATH_MAX: it is also as far as a lost quotation mark is looked for. */
#define TENDRIL_RECORD_MAX_ROW (8 * 1024)

/* The texts live until the callback returns. */
typedef struct
{
  const char *path;         /* relative, and lexically beneath the distribution's directory */
  const char *algorithm;    /* NULL where the file has no hash */
  const char *hash;         /* URL-safe base64 without padding, as it stands there */
  gint64 size;              /* -1 where it is not told */
  guint line;
} TendrilRecordRow;

typedef enum
{
  TENDRIL_RECORD_PROBLEM_QUOTES,      /* an opening quotation mark without a closing one */
  TENDRIL_RECORD_PROBLEM_TOO_LONG,
  TENDRIL_RECORD_PROBLEM_NUL,
  TENDRIL_RECORD_PROBLEM_NOT_UTF8,
  TENDRIL_RECORD_PROBLEM_FIELDS,      /* more than three */
  TENDRIL_RECORD_PROBLEM_NO_PATH,
  TENDRIL_RECORD_PROBLEM_ABSOLUTE,
  TENDRIL_RECORD_PROBLEM_ESCAPE,      /* `..` leads out of the distribution's directory */
  TENDRIL_RECORD_PROBLEM_HASH,
  TENDRIL_RECORD_PROBLEM_SIZE,
} TendrilRecordProblem;

typedef struct
{
  void (*row)     (const TendrilRecordRow *row,
                   gpointer                user_data);
  void (*bad_row) (TendrilRecordProblem    problem,
                   guint                   line,
                   gpointer                user_data);
} TendrilRecordHandler;

void        tendril_record_parse               (const char                 *text,
                                                gsize                       length,
                                                const TendrilRecordHandler *handler,
                                                gpointer                    user_data);
const char *tendril_record_problem_to_string   (TendrilRecordProblem        problem);

G_END_DECLS
