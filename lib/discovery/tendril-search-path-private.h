/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-diagnostic.h"

G_BEGIN_DECLS

typedef enum
{
  TENDRIL_PATH_EXTENSION,
  TENDRIL_PATH_PYTHON,
} TendrilPathKind;

typedef struct
{
  char *path;
  TendrilPathKind kind;
  gboolean vouched;         /* the host names it: distrust is a warning only */
  gboolean site;            /* its .pth files are followed */
  gboolean wrong_python;    /* a virtual environment of another version */
} TendrilPathElement;

TendrilPathElement *tendril_path_element_new  (const char         *path,
                                               TendrilPathKind     kind);
void                tendril_path_element_free (TendrilPathElement *element);

/* Elements of TendrilPathElement, in the order in which they are searched. */
GPtrArray          *tendril_search_path_new   (GPtrArray          *added,
                                               gboolean            isolated,
                                               const char *const  *interpreter_path,
                                               GPtrArray          *diagnostics);

G_END_DECLS
