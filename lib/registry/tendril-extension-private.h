/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-extension-registry.h"
#include "tendril-extension.h"

G_BEGIN_DECLS

TendrilExtension         *tendril_extension_new               (TendrilExtensionRegistry *registry,
                                                               TendrilEntryPoint        *entry_point,
                                                               const char               *language);
TendrilExtension         *tendril_extension_set_current       (TendrilExtension         *self);
void                      tendril_extension_set_state         (TendrilExtension         *self,
                                                               TendrilExtensionState     state);
void                      tendril_extension_restore_state     (TendrilExtension         *self);
void                      tendril_extension_fail              (TendrilExtension         *self,
                                                               GError                   *error);
void                      tendril_extension_stop              (TendrilExtension         *self,
                                                               TendrilExtensionState     state,
                                                               GError                   *error);
void                      tendril_extension_postpone          (TendrilExtension         *self,
                                                               GError                   *error);
void                      tendril_extension_set_admitted      (TendrilExtension         *self);
void                      tendril_extension_set_vouched       (TendrilExtension         *self,
                                                               gboolean                  vouched);
gboolean                  tendril_extension_is_vouched        (TendrilExtension         *self);
void                      tendril_extension_allow             (TendrilExtension         *self);
void                      tendril_extension_set_start_mode    (TendrilExtension         *self,
                                                               TendrilStartMode          start_mode);
void                      tendril_extension_set_init_duration (TendrilExtension         *self,
                                                               gint64                    microseconds);
void                      tendril_extension_set_plugin_info   (TendrilExtension         *self,
                                                               gpointer                  plugin_info);
gpointer                  tendril_extension_peek_plugin_info  (TendrilExtension         *self);
void                      tendril_extension_set_journal       (TendrilExtension         *self,
                                                               gpointer                  journal,
                                                               GDestroyNotify            journal_free);
gpointer                  tendril_extension_get_journal       (TendrilExtension         *self);

G_END_DECLS
