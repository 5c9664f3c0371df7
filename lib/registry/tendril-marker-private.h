/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-module-stamp-private.h"

G_BEGIN_DECLS

/* What a process leaves behind that ends inside an init: a file that is mapped, so that a store
 * suffices and survives SIGKILL, under a lock that ends with the process. */
typedef struct _TendrilMarker TendrilMarker;

/* Why it ended; what is below is the number of a signal. */
enum
{
  TENDRIL_MARKER_UNKNOWN = 0,
  TENDRIL_MARKER_EXIT = 0x80,
  TENDRIL_MARKER_STALLED = 0x81,
  TENDRIL_MARKER_EXCUSED = 0x82,    /* another init, that this one ran, is to blame */
};

/* The file as it is mapped: one page. */
typedef struct
{
  char magic[8];
  int status;               /* atomic: serial << 8 | reason while an init runs, else 0 */
  gint32 pid;               /* for people; the lock tells whether it lives */
  TendrilModuleStamp stamp;
  char group[256];
  char id[256];
  char version[128];
  char file[2048];
} TendrilMarkerPage;

TendrilMarker     *tendril_marker_new         (const char               *directory);
void               tendril_marker_free        (TendrilMarker            *self);
TendrilMarkerPage *tendril_marker_get_page    (TendrilMarker            *self);
int                tendril_marker_get_lock     (TendrilMarker            *self);
int                tendril_marker_begin       (TendrilMarker            *self,
                                               const char               *group,
                                               const char               *id,
                                               const char               *version,
                                               const char               *file,
                                               const TendrilModuleStamp *stamp);
void               tendril_marker_end         (TendrilMarker            *self);
void               tendril_marker_stall       (TendrilMarker            *self,
                                               int                       status);
void               tendril_marker_blame       (TendrilMarkerPage        *page,
                                               int                       reason);
void               tendril_marker_page_drop   (TendrilMarkerPage        *page);

/* Of a process that is gone. */
gboolean           tendril_marker_lock        (int                       fd);
int                tendril_marker_open_left   (int                       directory,
                                               const char               *name);
gboolean           tendril_marker_read        (int                       fd,
                                               TendrilMarkerPage        *page);

G_END_DECLS
