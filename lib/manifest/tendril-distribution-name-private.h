/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-text-private.h"

G_BEGIN_DECLS

typedef enum
{
  TENDRIL_METADATA_NONE,
  TENDRIL_METADATA_DIST_INFO,
  TENDRIL_METADATA_EGG_INFO,
} TendrilMetadataKind;

/* What the name of a metadata directory tells; the spans point into it. */
typedef struct
{
  TendrilMetadataKind kind;
  TendrilSpan name;
  TendrilSpan version;
} TendrilDirectoryName;

char     *tendril_distribution_name_normalize (TendrilSpan           name);
void      tendril_distribution_name_append    (GString              *to,
                                               TendrilSpan           name);
gboolean  tendril_directory_name_parse        (const char           *directory,
                                               TendrilDirectoryName *parsed);
gboolean  tendril_directory_name_parse_in     (const char           *location,
                                               const char           *directory,
                                               TendrilDirectoryName *parsed);

G_END_DECLS
