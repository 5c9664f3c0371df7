/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* pip writes some 200 bytes; more is a mistake or an attack. */
#define TENDRIL_DIRECT_URL_MAX_SIZE (64 * 1024)
#define TENDRIL_DIRECT_URL_MAX_DEPTH 32

typedef struct
{
  char *url;
  gboolean editable;
} TendrilDirectUrl;

gboolean tendril_direct_url_parse (TendrilDirectUrl *direct_url,
                                   const char       *text,
                                   gsize             length);
void     tendril_direct_url_clear (TendrilDirectUrl *direct_url);

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (TendrilDirectUrl, tendril_direct_url_clear)

G_END_DECLS
