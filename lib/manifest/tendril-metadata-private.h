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

/* What METADATA does not tell is NULL. */
typedef struct
{
  const char *fields[TENDRIL_METADATA_N_FIELDS];
  char *storage;            /* NULL where the fields lie in memory of somebody else's */
} TendrilMetadata;

void tendril_metadata_parse  (TendrilMetadata       *metadata,
                              const char            *text,
                              gsize                  length);
void tendril_metadata_clear  (TendrilMetadata       *metadata);
void tendril_metadata_pack   (const TendrilMetadata *metadata,
                              GString               *packed);
void tendril_metadata_unpack (TendrilMetadata       *metadata,
                              const char            *packed,
                              gsize                  length);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TendrilMetadata, tendril_metadata_clear)

G_END_DECLS
