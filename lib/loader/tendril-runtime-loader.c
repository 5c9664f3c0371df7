/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-runtime-loader-private.h"

#include "tendril-error.h"

struct _TendrilRuntimeLoader
{
  GObject parent_instance;

  TendrilRuntime *runtime;
};

static void loader_init (TendrilEntryPointLoaderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TendrilRuntimeLoader, tendril_runtime_loader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TENDRIL_TYPE_ENTRY_POINT_LOADER, loader_init))

static void
start (TendrilRuntime *runtime)
{
  g_autoptr (GError) error = NULL;

  runtime->started = TRUE;
  runtime->loader = runtime->start (&error);
  if (runtime->loader == NULL)
    runtime->error = g_error_new (TENDRIL_ERROR, TENDRIL_ERROR_NO_LOADER, "No %s in this host: %s",
                                  runtime->name, error->message);
}

static TendrilEntryPointLoader *
get_loader (TendrilRuntime  *runtime,
            GError         **error)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&runtime->mutex);

  if (!runtime->started)
    start (runtime);
  if (runtime->loader == NULL && error != NULL)
    *error = g_error_copy (runtime->error);

  return runtime->loader;
}

static gboolean
load (TendrilEntryPointLoader  *loader,
      TendrilExtension         *extension,
      GError                  **error)
{
  TendrilRuntimeLoader *self = TENDRIL_RUNTIME_LOADER (loader);
  TendrilEntryPointLoader *real = get_loader (self->runtime, error);

  return real != NULL && tendril_entry_point_loader_load (real, extension, error);
}

static GMainContext *
get_main_context (TendrilEntryPointLoader *loader)
{
  TendrilRuntimeLoader *self = TENDRIL_RUNTIME_LOADER (loader);

  return self->runtime->main_thread ? g_main_context_default () : NULL;
}

static void
loader_init (TendrilEntryPointLoaderInterface *iface)
{
  iface->load = load;
  iface->get_main_context = get_main_context;
}

static void
tendril_runtime_loader_class_init (TendrilRuntimeLoaderClass *klass)
{
}

static void
tendril_runtime_loader_init (TendrilRuntimeLoader *self)
{
}

TendrilEntryPointLoader *
tendril_runtime_loader_new (TendrilRuntime *runtime)
{
  TendrilRuntimeLoader *self = g_object_new (TENDRIL_TYPE_RUNTIME_LOADER, NULL);

  self->runtime = runtime;
  return TENDRIL_ENTRY_POINT_LOADER (self);
}
