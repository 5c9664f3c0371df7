/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-entry-point.h"
#include "tendril-extension.h"

G_BEGIN_DECLS

/* Which extensions may run, and when: what the host, the environment, the user's key file and
 * GSettings say, in this order of precedence. */
typedef struct _TendrilControl TendrilControl;

typedef enum
{
  TENDRIL_CONTROL_ENABLED,
  TENDRIL_CONTROL_DISABLED,
  TENDRIL_CONTROL_MANUAL,
  TENDRIL_CONTROL_PREFERRED,
  TENDRIL_CONTROL_N_LISTS,
} TendrilControlList;

TendrilControl     *tendril_control_new            (void);
void                tendril_control_free           (TendrilControl      *self);
void                tendril_control_read           (TendrilControl      *self,
                                                    GPtrArray           *diagnostics);
void                tendril_control_set_autoload   (TendrilControl      *self,
                                                    gboolean             autoload);
gboolean            tendril_control_get_autoload   (TendrilControl      *self);
void                tendril_control_set_list       (TendrilControl      *self,
                                                    TendrilControlList   list,
                                                    const char *const   *names);
char              **tendril_control_dup_list       (TendrilControl      *self,
                                                    TendrilControlList   list);
gboolean            tendril_control_switch         (const char          *name,
                                                    gboolean             enable,
                                                    GError             **error);
gboolean            tendril_control_is_called      (TendrilEntryPoint   *entry_point,
                                                    const char          *name);
GError             *tendril_control_find_denial    (TendrilControl      *self,
                                                    TendrilEntryPoint   *entry_point);
TendrilStartMode    tendril_control_get_start_mode (TendrilControl      *self,
                                                    TendrilEntryPoint   *entry_point);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (TendrilControl, tendril_control_free)

G_END_DECLS
