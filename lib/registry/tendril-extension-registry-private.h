/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-extension-registry.h"

G_BEGIN_DECLS

/* How a compiler hooks into the registry that it compiles for. */
typedef struct
{
  /* Takes the compiler's lock, which the other two release. FALSE if something that is compiled
   * would resolve differently with what @extension has registered; the lock is then not held. */
  gboolean (*check)  (gpointer           compiler,
                      TendrilExtension  *extension,
                      GError           **error);
  /* The journal is among the committed ones. */
  void     (*commit) (gpointer           compiler);
  /* It is not. */
  void     (*drop)   (gpointer           compiler);
} TendrilCompilerTable;

/* From any thread. @compiler is a GObject, which the registry holds weakly. */
void       tendril_extension_registry_add_compiler      (TendrilExtensionRegistry   *self,
                                                         const TendrilCompilerTable *table,
                                                         gpointer                    compiler);

void       tendril_extension_registry_map_plugins       (TendrilExtensionRegistry *self);

/* On the owner's thread. */
void       tendril_extension_registry_emit_before_first_compile
                                                        (TendrilExtensionRegistry *self);
void       tendril_extension_registry_emit              (TendrilExtensionRegistry *self,
                                                         TendrilExtension         *extension,
                                                         guint                     position,
                                                         guint                     n_extensions);

/* Makes a registry of another group that searches where @self does. */
TendrilExtensionRegistry *tendril_extension_registry_new_like
                                                        (TendrilExtensionRegistry *self,
                                                         const char               *group);

/* From any thread. */
void       tendril_extension_registry_queue_stalled     (TendrilExtensionRegistry *self,
                                                         TendrilExtension         *extension);
guint      tendril_extension_registry_get_watchdog_timeout
                                                        (TendrilExtensionRegistry *self);

/* For the compiler. Both may be called from any thread. */
GPtrArray *tendril_extension_registry_dup_committed     (TendrilExtensionRegistry *self);
guint      tendril_extension_registry_get_commit_serial (TendrilExtensionRegistry *self);

G_END_DECLS
