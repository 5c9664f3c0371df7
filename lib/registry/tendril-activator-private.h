/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-activation-private.h"
#include "tendril-extension-registry-private.h"
#include "tendril-loader-set-private.h"
#include "tendril-quarantine-private.h"

G_BEGIN_DECLS

/* Runs the inits of a list of extensions, each once, and keeps what they registered for commit. */
typedef struct _TendrilActivator TendrilActivator;

TendrilActivator *tendril_activator_new               (TendrilExtensionRegistry *registry,
                                                       GPtrArray                *extensions,
                                                       TendrilLoaderSet         *loaders,
                                                       TendrilQuarantine        *quarantine);
void              tendril_activator_free              (TendrilActivator         *self);
void              tendril_activator_invalidate        (TendrilActivator         *self);
PeasEngine       *tendril_activator_map_plugins       (TendrilActivator         *self);
void              tendril_activator_request           (TendrilActivator         *self,
                                                       TendrilExtension         *extension);
gboolean          tendril_activator_run_late          (TendrilActivator         *self,
                                                       TendrilExtension         *extension,
                                                       GError                  **error);
void              tendril_activator_commit_late       (TendrilActivator         *self,
                                                       TendrilExtension         *extension);
void              tendril_activator_leave             (TendrilActivator         *self);
TendrilStep       tendril_activator_step              (TendrilActivator         *self);
GPtrArray        *tendril_activator_dup_committed     (TendrilActivator         *self);
guint             tendril_activator_get_commit_serial (TendrilActivator         *self);

G_END_DECLS
