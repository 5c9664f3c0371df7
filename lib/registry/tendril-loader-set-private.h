/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include "tendril-entry-point-loader.h"

G_BEGIN_DECLS

/* A loader that the folders above this one bring. */
typedef struct
{
  const char *language;
  /* What the modules of the language end with; NULL: what nothing else claims. */
  const char *suffix;
  TendrilEntryPointLoader *(*new_loader) (void);
} TendrilBuiltinLoader;

/* Ends with an element without a language. */
extern const TendrilBuiltinLoader tendril_builtin_loaders[];

/* The loaders of a registry, by language. For each: the one that was added to the registry, else
 * that of the process (tendril_set_host_loader()), else the built-in one. */
typedef struct _TendrilLoaderSet TendrilLoaderSet;

TendrilLoaderSet        *tendril_loader_set_new           (void);
void                     tendril_loader_set_free          (TendrilLoaderSet         *self);
void                     tendril_loader_set_add           (TendrilLoaderSet         *self,
                                                           const char               *language,
                                                           const char               *suffix,
                                                           TendrilEntryPointLoader  *loader);
/* Interned; any thread may call. */
const char              *tendril_loader_set_find_language (TendrilLoaderSet         *self,
                                                           TendrilEntryPoint        *entry_point);
gboolean                 tendril_loader_set_load          (TendrilLoaderSet         *self,
                                                           TendrilExtension         *extension,
                                                           GError                  **error);
/* What two extensions must share to name the same callable: it runs once for both. */
char                    *tendril_loader_set_get_callable  (TendrilExtension         *extension);

/* (transfer full) (nullable): the one of the process. */
TendrilEntryPointLoader *tendril_dup_host_loader          (const char               *language);

G_END_DECLS
