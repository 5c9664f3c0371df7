/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Makes a GResource at run time, which GLib can only read. */
typedef struct _TendrilResourceBuilder TendrilResourceBuilder;

TendrilResourceBuilder *tendril_resource_builder_new  (void);
void                    tendril_resource_builder_free (TendrilResourceBuilder  *self);
void                    tendril_resource_builder_add  (TendrilResourceBuilder  *self,
                                                       const char              *path,
                                                       const char              *contents,
                                                       gsize                    length);
GResource              *tendril_resource_builder_end  (TendrilResourceBuilder  *self,
                                                       GError                 **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilResourceBuilder, tendril_resource_builder_free)

G_END_DECLS
