/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-control-private.h"

#include <gio/gio.h>

G_BEGIN_DECLS

/* Who has a say, the first one first. */
typedef enum
{
  TENDRIL_CONTROL_API,
  TENDRIL_CONTROL_ENVIRONMENT,
  TENDRIL_CONTROL_KEY_FILE,
  TENDRIL_CONTROL_GSETTINGS,
  TENDRIL_CONTROL_N_ORIGINS,
} TendrilControlOrigin;

#define TENDRIL_CONTROL_UNSET (-1)

/* What one of them says: a list that is NULL is not set. */
typedef struct
{
  int autoload;             /* or TENDRIL_CONTROL_UNSET */
  char **lists[TENDRIL_CONTROL_N_LISTS];
} TendrilControlSource;

void        tendril_control_source_init             (TendrilControlSource  *self);
void        tendril_control_source_clear            (TendrilControlSource  *self);
void        tendril_control_source_read_environment (TendrilControlSource  *self);
void        tendril_control_source_read_key_file    (TendrilControlSource  *self,
                                                     char                 **complaint);
void        tendril_control_source_read_gsettings   (TendrilControlSource  *self);
char       *tendril_control_describe                (TendrilControlOrigin   origin,
                                                     const char            *key);

/* What the lists are called in the key file and in GSettings. */
const char *tendril_control_list_get_key            (TendrilControlList     list);

/* Of a list in the key file. */
char      **tendril_control_split_names             (const char            *text);

/* NULL if no schema is installed. */
GSettings  *tendril_control_open_gsettings          (void);

G_END_DECLS
