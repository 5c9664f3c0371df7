/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-entry-point-loader.h"

G_BEGIN_DECLS

/* A runtime of another language that this process starts when the first extension needs it, and
 * that brings the loader proper. Whatever comes of the start, a second one would not differ. */
typedef struct
{
  GMutex mutex;
  gboolean started;
  TendrilEntryPointLoader *loader;
  GError *error;

  const char *name;
  /* Returns the loader of the started runtime. */
  TendrilEntryPointLoader *(*start) (GError **error);
  /* Whether it belongs to the thread of the default main context. */
  gboolean main_thread;
} TendrilRuntime;

#define TENDRIL_TYPE_RUNTIME_LOADER (tendril_runtime_loader_get_type ())

G_DECLARE_FINAL_TYPE (TendrilRuntimeLoader, tendril_runtime_loader, TENDRIL, RUNTIME_LOADER,
                      GObject)

/* @runtime is static. */
TendrilEntryPointLoader *tendril_runtime_loader_new     (TendrilRuntime *runtime);

TendrilEntryPointLoader *tendril_python_loader_new      (void);
TendrilEntryPointLoader *tendril_javascript_loader_new  (void);

G_END_DECLS
