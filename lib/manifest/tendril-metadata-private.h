/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef enum
{
  TENDRIL_METADATA_NAME,
  TENDRIL_METADATA_VERSION,
  TENDRIL_METADATA_SUMMARY,
  TENDRIL_METADATA_AUTHOR,
  TENDRIL_METADATA_HOME_PAGE,
  TENDRIL_METADATA_LICENSE,
  TENDRIL_METADATA_N_FIELDS,
} TendrilMetadataField;

typedef struct
{
  char *fields[TENDRIL_METADATA_N_FIELDS];
} TendrilMetadata;

void  tendril_metadata_parse   (TendrilMetadata       *metadata,
                                const char            *text,
                                gsize                  length);
void  tendril_metadata_clear   (TendrilMetadata       *metadata);
char *tendril_metadata_to_text (const TendrilMetadata *metadata);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TendrilMetadata, tendril_metadata_clear)

G_END_DECLS
