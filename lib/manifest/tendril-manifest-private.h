/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-diagnostic.h"
#include "tendril-object-reference-private.h"

G_BEGIN_DECLS

/* Named limits of one manifest; more is a mistake or an attack. */
#define TENDRIL_MANIFEST_MAX_SIZE (1024 * 1024)
#define TENDRIL_MANIFEST_MAX_LINE (8 * 1024)
#define TENDRIL_MANIFEST_MAX_DIAGNOSTICS 50

typedef struct
{
  TendrilSpan group;
  TendrilSpan name;
  TendrilSpan value;
  TendrilObjectReference reference;
  guint line;
} TendrilManifestEntry;

/* The spans point into the text that is being parsed. */
typedef struct
{
  void (*entry)      (const TendrilManifestEntry *entry,
                      gpointer                    user_data);
  void (*diagnostic) (TendrilDiagnosticCode       code,
                      TendrilSeverity             severity,
                      guint                       line,
                      guint                       column,
                      const char                 *cause,
                      gpointer                    user_data);
} TendrilManifestHandler;

void tendril_manifest_parse         (const char                   *text,
                                     gsize                         length,
                                     const TendrilManifestHandler *handler,
                                     gpointer                      user_data);
void tendril_manifest_parse_section (const char                   *text,
                                     gsize                         length,
                                     const char                   *group,
                                     guint                         line,
                                     const TendrilManifestHandler *handler,
                                     gpointer                      user_data);

G_END_DECLS
