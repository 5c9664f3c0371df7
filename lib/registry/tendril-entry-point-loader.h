/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <glib-object.h>

#include "tendril-extension.h"
#include "tendril-version.h"

G_BEGIN_DECLS

#define TENDRIL_TYPE_ENTRY_POINT_LOADER (tendril_entry_point_loader_get_type ())

TENDRIL_AVAILABLE_IN_1_0
G_DECLARE_INTERFACE (TendrilEntryPointLoader, tendril_entry_point_loader, TENDRIL,
                     ENTRY_POINT_LOADER, GObject)

/**
 * TendrilEntryPointLoaderInterface:
 * @load: runs the entry point of an extension
 * @get_main_context: tells where @load must be called; may be left out
 *
 * What a loader implements.
 *
 * Since: 1.0
 */
struct _TendrilEntryPointLoaderInterface
{
  /*< private >*/
  GTypeInterface parent_interface;

  /*< public >*/
  /**
   * TendrilEntryPointLoaderInterface::load:
   * @self: a loader
   * @extension: the extension to run
   * @error: return location for an error
   *
   * Runs the entry point of an extension.
   *
   * Returns: whether the entry point has run, and reported no error
   *
   * Since: 1.0
   */
  gboolean      (*load)             (TendrilEntryPointLoader  *self,
                                     TendrilExtension         *extension,
                                     GError                  **error);
  /**
   * TendrilEntryPointLoaderInterface::get_main_context:
   * @self: a loader
   *
   * Tells the main context whose thread alone may run the loader.
   *
   * Returns: (transfer none) (nullable): the context, or %NULL if any thread may
   *
   * Since: 1.0
   */
  GMainContext *(*get_main_context) (TendrilEntryPointLoader  *self);
};

TENDRIL_AVAILABLE_IN_1_0
gboolean      tendril_entry_point_loader_load             (TendrilEntryPointLoader  *self,
                                                           TendrilExtension         *extension,
                                                           GError                  **error);
TENDRIL_AVAILABLE_IN_1_0
GMainContext *tendril_entry_point_loader_get_main_context (TendrilEntryPointLoader  *self);

TENDRIL_AVAILABLE_IN_1_0
void          tendril_set_host_loader                     (const char               *language,
                                                           TendrilEntryPointLoader  *loader);

G_END_DECLS
