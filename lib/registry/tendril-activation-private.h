/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-owner-private.h"

G_BEGIN_DECLS

typedef enum
{
  TENDRIL_STEP_CONTINUE,
  TENDRIL_STEP_DONE,
  TENDRIL_STEP_FAILED,
} TendrilStep;

/* Does the next piece of the work: at most one init. */
typedef TendrilStep (*TendrilStepFunc) (gpointer       user_data,
                                        GCancellable  *cancellable,
                                        GError       **error);

typedef struct
{
  TendrilStepFunc step;

  /* The thread that has run steps goes on with something else. */
  void (*leave) (gpointer user_data);

  /* Called once, after the last step, when the work counts as done. */
  void (*finished) (gpointer user_data);
} TendrilActivationTable;

/* Work that happens once, on the thread of its owner, in steps: idle -> running -> done. Whoever
 * calls while it runs elsewhere waits; whoever calls from inside it returns at once. */
typedef struct _TendrilActivation TendrilActivation;

TendrilActivation *tendril_activation_new       (TendrilOwner                  *owner,
                                                 const TendrilActivationTable  *table,
                                                 gpointer                       user_data);
void               tendril_activation_free      (TendrilActivation             *self);
gboolean           tendril_activation_is_done   (TendrilActivation             *self);
gboolean           tendril_activation_run       (TendrilActivation             *self,
                                                 GCancellable                  *cancellable,
                                                 GError                       **error);
void               tendril_activation_run_async (TendrilActivation             *self,
                                                 GTask                         *task);

G_END_DECLS
