/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-error.h"

G_BEGIN_DECLS

/* Offsets in bytes; the end is exclusive. */
typedef struct
{
  guint32 start;
  guint32 end;
} TendrilSourceSpan;

/* The text of one lambda. The label says whose it is where that is not the caller's own text. */
typedef struct
{
  gatomicrefcount ref_count;
  gsize length;
  char *text;
  char *label;
} TendrilSource;

TendrilSource *tendril_source_new   (const char          *text,
                                     const char          *label);
TendrilSource *tendril_source_ref   (TendrilSource       *self);
void           tendril_source_unref (TendrilSource       *self);

/* Line, column, the message, the source line and a caret beneath the span; then @notes, which may
 * be NULL. Returns FALSE. */
gboolean       tendril_source_fail  (const TendrilSource  *self,
                                     TendrilSourceSpan     span,
                                     TendrilError          code,
                                     const char           *notes,
                                     GError              **error,
                                     const char           *format,
                                     ...) G_GNUC_PRINTF (6, 7);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilSource, tendril_source_unref)

G_END_DECLS
