/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

/* The body of the registry, for the two files that implement it. */

#include "tendril-activation-private.h"
#include "tendril-activator-private.h"
#include "tendril-control-private.h"
#include "tendril-extension-list-private.h"
#include "tendril-extension-registry-private.h"
#include "tendril-loader-set-private.h"
#include "tendril-owner-private.h"
#include "tendril-scanner-private.h"

G_BEGIN_DECLS

struct _TendrilExtensionRegistry
{
  GObject parent_instance;

  char *group;
  char *entry_point_name;

  int done;                 /* atomic: what init_all looks at first */
  guint watchdog_timeout;

  TendrilOwner *owner;
  TendrilScanner *scanner;
  TendrilLoaderSet *loaders;
  TendrilControl *control;
  TendrilQuarantine *quarantine;
  TendrilExtensionList *list;
  TendrilActivator *activator;
  TendrilActivation *activation;
  gboolean discovered;

  GMutex compilers_mutex;   /* guards compilers */
  GPtrArray *compilers;     /* those that compile with what this registry commits */
};

void tendril_extension_registry_init_compilers (TendrilExtensionRegistry *self);

G_END_DECLS
