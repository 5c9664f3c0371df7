/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-directory-private.h"
#include "tendril-snapshot-private.h"

G_BEGIN_DECLS

typedef enum
{
  TENDRIL_VALIDATION_NONE,      /* there is no index: read everything */
  TENDRIL_VALIDATION_FULL,      /* believe what each file's stamp confirms */
  TENDRIL_VALIDATION_DIRECTORY, /* believe all if the directory's stamp confirms it */
  TENDRIL_VALIDATION_SYSTEM,    /* believe all: the index was compared with the directory */
} TendrilValidation;

/* Brings what is known of a directory up to date; @known may be NULL. Sets @same where it
 * needs no change. */
TendrilSnapshot *tendril_refresh (TendrilDirectory      *directory,
                                  const char            *path,
                                  const TendrilSnapshot *known,
                                  TendrilValidation      validation,
                                  gboolean              *same);

G_END_DECLS
