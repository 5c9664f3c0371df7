/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <gio/gio.h>

#include "tendril-entry-point.h"
#include "tendril-peas.h"
#include "tendril-version.h"

G_BEGIN_DECLS

typedef struct _TendrilExtensionRegistry TendrilExtensionRegistry;

/**
 * TendrilExtensionState:
 * @TENDRIL_EXTENSION_STATE_DISCOVERED: its manifest was found; nothing of it has run
 * @TENDRIL_EXTENSION_STATE_INITIALIZING: its init is running
 * @TENDRIL_EXTENSION_STATE_ACTIVE: its init has run
 * @TENDRIL_EXTENSION_STATE_FAILED: it cannot run, or its init failed; the error says why
 * @TENDRIL_EXTENSION_STATE_DISABLED: somebody switched it off; nothing of it is ever loaded
 * @TENDRIL_EXTENSION_STATE_REFUSED: it lies where others could have changed it
 * @TENDRIL_EXTENSION_STATE_QUARANTINED: it brought a host down at an earlier start
 * @TENDRIL_EXTENSION_STATE_PENDING: it appeared after the first compile and waits to be admitted
 * @TENDRIL_EXTENSION_STATE_REMOVED: its package is gone; what it registered stays until the end of the process
 *
 * Where an extension stands. The nicks of the values are what the command prints.
 *
 * Since: 1.0
 */
typedef enum
{
  TENDRIL_EXTENSION_STATE_DISCOVERED,
  TENDRIL_EXTENSION_STATE_INITIALIZING,
  TENDRIL_EXTENSION_STATE_ACTIVE,
  TENDRIL_EXTENSION_STATE_FAILED,
  TENDRIL_EXTENSION_STATE_DISABLED,
  TENDRIL_EXTENSION_STATE_REFUSED,
  TENDRIL_EXTENSION_STATE_QUARANTINED,
  TENDRIL_EXTENSION_STATE_PENDING,
  TENDRIL_EXTENSION_STATE_REMOVED,
} TendrilExtensionState;

/**
 * TendrilStartMode:
 * @TENDRIL_START_MODE_EAGER: its init runs before the first compile
 * @TENDRIL_START_MODE_MANUAL: its init runs when [method@Extension.activate] is called
 *
 * When the init of an extension runs.
 *
 * Since: 1.0
 */
typedef enum
{
  TENDRIL_START_MODE_EAGER,
  TENDRIL_START_MODE_MANUAL,
} TendrilStartMode;

#define TENDRIL_TYPE_START_MODE (tendril_start_mode_get_type ())
#define TENDRIL_TYPE_EXTENSION_STATE (tendril_extension_state_get_type ())
#define TENDRIL_TYPE_EXTENSION (tendril_extension_get_type ())

TENDRIL_AVAILABLE_IN_1_0
GType                  tendril_extension_state_get_type    (void) G_GNUC_CONST;
TENDRIL_AVAILABLE_IN_1_0
GType                  tendril_start_mode_get_type         (void) G_GNUC_CONST;

TENDRIL_AVAILABLE_IN_1_0
G_DECLARE_FINAL_TYPE (TendrilExtension, tendril_extension, TENDRIL, EXTENSION, GObject)

TENDRIL_AVAILABLE_IN_1_0
TendrilExtension      *tendril_extension_get_current       (void);

TENDRIL_AVAILABLE_IN_1_0
TendrilExtensionRegistry *tendril_extension_dup_registry   (TendrilExtension *self) G_GNUC_WARN_UNUSED_RESULT;

TENDRIL_AVAILABLE_IN_1_0
const char            *tendril_extension_get_id            (TendrilExtension *self);
TENDRIL_AVAILABLE_IN_1_0
const char            *tendril_extension_get_name          (TendrilExtension *self);
TENDRIL_AVAILABLE_IN_1_0
const char            *tendril_extension_get_version       (TendrilExtension *self);
TENDRIL_AVAILABLE_IN_1_0
const char            *tendril_extension_get_description   (TendrilExtension *self);
TENDRIL_AVAILABLE_IN_1_0
const char            *tendril_extension_get_licence       (TendrilExtension *self);
TENDRIL_AVAILABLE_IN_1_0
const char            *tendril_extension_get_language      (TendrilExtension *self);
TENDRIL_AVAILABLE_IN_1_0
TendrilEntryPoint     *tendril_extension_get_entry_point   (TendrilExtension *self);
TENDRIL_AVAILABLE_IN_1_0
TendrilExtensionState  tendril_extension_get_state         (TendrilExtension *self);
TENDRIL_AVAILABLE_IN_1_0
const GError          *tendril_extension_get_error         (TendrilExtension *self);
TENDRIL_AVAILABLE_IN_1_0
gint64                 tendril_extension_get_init_duration (TendrilExtension *self);
TENDRIL_AVAILABLE_IN_1_0
PeasPluginInfo        *tendril_extension_get_plugin_info   (TendrilExtension *self);
TENDRIL_AVAILABLE_IN_1_0
TendrilStartMode       tendril_extension_get_start_mode    (TendrilExtension *self);
TENDRIL_AVAILABLE_IN_1_0
gboolean               tendril_extension_activate          (TendrilExtension *self,
                                                            GCancellable     *cancellable,
                                                            GError          **error);

G_END_DECLS
