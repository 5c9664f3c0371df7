/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <gio/gio.h>

#include "tendril-entry-point-loader.h"
#include "tendril-extension.h"
#include "tendril-peas.h"
#include "tendril-version.h"

G_BEGIN_DECLS

/**
 * TENDRIL_DEFAULT_GROUP:
 *
 * The group of entry points that a registry looks for unless told otherwise.
 *
 * Since: 1.0
 */
#define TENDRIL_DEFAULT_GROUP "tendril_extensions"

#define TENDRIL_TYPE_EXTENSION_REGISTRY (tendril_extension_registry_get_type ())

TENDRIL_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (TendrilExtensionRegistry, tendril_extension_registry, TENDRIL,
                      EXTENSION_REGISTRY, GObject)

TENDRIL_AVAILABLE_IN_1_0
TendrilExtensionRegistry *tendril_extension_registry_new                  (const char                *group) G_GNUC_WARN_UNUSED_RESULT;
TENDRIL_AVAILABLE_IN_1_0
TendrilExtensionRegistry *tendril_extension_registry_get_default          (void);

TENDRIL_AVAILABLE_IN_1_0
const char               *tendril_extension_registry_get_group            (TendrilExtensionRegistry  *self);
TENDRIL_AVAILABLE_IN_1_0
const char               *tendril_extension_registry_get_entry_point_name (TendrilExtensionRegistry  *self);
TENDRIL_AVAILABLE_IN_1_0
gboolean                  tendril_extension_registry_get_initialized      (TendrilExtensionRegistry  *self);
TENDRIL_AVAILABLE_IN_1_0
PeasEngine               *tendril_extension_registry_get_engine           (TendrilExtensionRegistry  *self);
TENDRIL_AVAILABLE_IN_1_0
GListModel               *tendril_extension_registry_get_diagnostics      (TendrilExtensionRegistry  *self);

TENDRIL_AVAILABLE_IN_1_0
void                      tendril_extension_registry_add_python_path      (TendrilExtensionRegistry  *self,
                                                                           const char                *path);
TENDRIL_AVAILABLE_IN_1_0
void                      tendril_extension_registry_add_extension_path   (TendrilExtensionRegistry  *self,
                                                                           const char                *path);

TENDRIL_AVAILABLE_IN_1_0
char                    **tendril_extension_registry_dup_python_path      (TendrilExtensionRegistry  *self) G_GNUC_WARN_UNUSED_RESULT;

TENDRIL_AVAILABLE_IN_1_0
void                      tendril_extension_registry_add_loader           (TendrilExtensionRegistry  *self,
                                                                           const char                *language,
                                                                           const char                *suffix,
                                                                           TendrilEntryPointLoader   *loader);

TENDRIL_AVAILABLE_IN_1_0
gboolean                  tendril_extension_registry_discover             (TendrilExtensionRegistry  *self,
                                                                           GCancellable              *cancellable,
                                                                           GError                   **error);
TENDRIL_AVAILABLE_IN_1_0
gboolean                  tendril_extension_registry_refresh              (TendrilExtensionRegistry  *self,
                                                                           char                    ***added,
                                                                           char                    ***removed,
                                                                           char                    ***changed,
                                                                           GCancellable              *cancellable,
                                                                           GError                   **error);
TENDRIL_AVAILABLE_IN_1_0
gboolean                  tendril_extension_registry_diagnose             (TendrilExtensionRegistry  *self,
                                                                           GCancellable              *cancellable,
                                                                           GError                   **error);
TENDRIL_AVAILABLE_IN_1_0
GPtrArray                *tendril_extension_registry_list_entry_points    (TendrilExtensionRegistry  *self,
                                                                           const char                *group,
                                                                           const char                *name,
                                                                           gboolean                   shadowed,
                                                                           GCancellable              *cancellable,
                                                                           GError                   **error) G_GNUC_WARN_UNUSED_RESULT;
TENDRIL_AVAILABLE_IN_1_0
TendrilExtension         *tendril_extension_registry_lookup               (TendrilExtensionRegistry  *self,
                                                                           const char                *id);

TENDRIL_AVAILABLE_IN_1_0
gboolean                  tendril_extension_registry_init_all             (TendrilExtensionRegistry  *self,
                                                                           GCancellable              *cancellable,
                                                                           GError                   **error);
TENDRIL_AVAILABLE_IN_1_0
void                      tendril_extension_registry_init_all_async       (TendrilExtensionRegistry  *self,
                                                                           GCancellable              *cancellable,
                                                                           GAsyncReadyCallback        callback,
                                                                           gpointer                   user_data);
TENDRIL_AVAILABLE_IN_1_0
gboolean                  tendril_extension_registry_init_all_finish      (TendrilExtensionRegistry  *self,
                                                                           GAsyncResult              *result,
                                                                           GError                   **error);

TENDRIL_AVAILABLE_IN_1_0
gboolean                  tendril_extension_registry_admit                (TendrilExtensionRegistry  *self,
                                                                           TendrilExtension          *extension,
                                                                           GCancellable              *cancellable,
                                                                           GError                   **error);

TENDRIL_AVAILABLE_IN_1_0
gboolean                  tendril_extension_registry_get_autoload         (TendrilExtensionRegistry  *self);
TENDRIL_AVAILABLE_IN_1_0
void                      tendril_extension_registry_set_autoload         (TendrilExtensionRegistry  *self,
                                                                           gboolean                   autoload);
TENDRIL_AVAILABLE_IN_1_0
char                    **tendril_extension_registry_dup_enabled_extensions
                                                                          (TendrilExtensionRegistry  *self);
TENDRIL_AVAILABLE_IN_1_0
void                      tendril_extension_registry_set_enabled_extensions
                                                                          (TendrilExtensionRegistry  *self,
                                                                           const char *const         *names);
TENDRIL_AVAILABLE_IN_1_0
char                    **tendril_extension_registry_dup_disabled_extensions
                                                                          (TendrilExtensionRegistry  *self);
TENDRIL_AVAILABLE_IN_1_0
void                      tendril_extension_registry_set_disabled_extensions
                                                                          (TendrilExtensionRegistry  *self,
                                                                           const char *const         *names);
TENDRIL_AVAILABLE_IN_1_0
char                    **tendril_extension_registry_dup_manual_extensions
                                                                          (TendrilExtensionRegistry  *self);
TENDRIL_AVAILABLE_IN_1_0
void                      tendril_extension_registry_set_manual_extensions
                                                                          (TendrilExtensionRegistry  *self,
                                                                           const char *const         *names);
TENDRIL_AVAILABLE_IN_1_0
TendrilExtension         *tendril_extension_registry_find                 (TendrilExtensionRegistry  *self,
                                                                           const char                *name);
TENDRIL_AVAILABLE_IN_1_0
gboolean                  tendril_extension_registry_enable               (TendrilExtensionRegistry  *self,
                                                                           const char                *name,
                                                                           GError                   **error);
TENDRIL_AVAILABLE_IN_1_0
gboolean                  tendril_extension_registry_disable              (TendrilExtensionRegistry  *self,
                                                                           const char                *name,
                                                                           GError                   **error);

G_END_DECLS
