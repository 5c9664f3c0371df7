/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-extension-registry.h"

G_BEGIN_DECLS

/* What the registry asks of a loader. The folders above this one fill it in. */
typedef struct
{
  const char *language;

  /* Runs the entry point; @error says why it could not, or what the init reported. */
  gboolean (*load) (TendrilExtension  *extension,
                    GError           **error);
} TendrilLoaderTable;

/* Defined by the loader folder: NULL-terminated, the loaders that every registry has. */
extern const TendrilLoaderTable *const tendril_builtin_loaders[];

void       tendril_extension_registry_map_plugins       (TendrilExtensionRegistry *self);

/* On the owner's thread. */
void       tendril_extension_registry_emit_before_first_compile
                                                        (TendrilExtensionRegistry *self);
void       tendril_extension_registry_emit              (TendrilExtensionRegistry *self,
                                                         TendrilExtension         *extension,
                                                         guint                     position,
                                                         guint                     n_extensions);

/* For the compiler. Both may be called from any thread. */
GPtrArray *tendril_extension_registry_dup_committed     (TendrilExtensionRegistry *self);
guint      tendril_extension_registry_get_commit_serial (TendrilExtensionRegistry *self);

G_END_DECLS
