/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-native-loader-private.h"

#include "tendril-error.h"

#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <link.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _TendrilNativeLoader
{
  GObject parent_instance;
};

static void loader_init (TendrilEntryPointLoaderInterface *iface);

G_DEFINE_FINAL_TYPE_WITH_CODE (TendrilNativeLoader, tendril_native_loader, G_TYPE_OBJECT,
                               G_IMPLEMENT_INTERFACE (TENDRIL_TYPE_ENTRY_POINT_LOADER, loader_init))

/* `void NAME (void)`, or `void NAME (GError **error)`, which is what Vala's `throws` compiles to:
 * always called with an error, which the first form does not read. */
typedef void (*InitFunc) (GError **error);

/* What the dynamic linker says of a file for another machine is that there is none. */
static const char *
explain_failure (int fd)
{
  ElfW (Ehdr) header, own;
  int self = open ("/proc/self/exe", O_RDONLY | O_CLOEXEC);
  gboolean has_own = self >= 0 && pread (self, &own, sizeof own, 0) == sizeof own;

  if (self >= 0)
    close (self);
  if (pread (fd, &header, sizeof header, 0) < SELFMAG ||
      memcmp (header.e_ident, ELFMAG, SELFMAG) != 0)
    return "it is no shared object; install the package again";
  if (has_own && (header.e_ident[EI_CLASS] != own.e_ident[EI_CLASS] ||
                  header.e_ident[EI_DATA] != own.e_ident[EI_DATA] ||
                  header.e_machine != own.e_machine))
    return "it was built for another kind of machine; install the package for this one";
  return NULL;
}

/* Returns a descriptor: opening it waits for nobody, as a FIFO would make the dynamic linker do. */
static int
open_file (const char  *file,
           GError     **error)
{
  int fd = open (file, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat info;

  if (fd < 0 && (errno == ENOENT || errno == ENOTDIR))
    g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_MODULE, "The file %s does not exist", file);
  else if (fd < 0)
    g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_BAD_MODULE, "%s cannot be loaded: %s", file,
                 g_strerror (errno));
  else if (fstat (fd, &info) == 0 && S_ISREG (info.st_mode))
    return fd;
  else
    g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_BAD_MODULE, "%s is no file", file);

  if (fd >= 0)
    close (fd);
  return -1;
}

static gboolean
is_same_file (const struct stat *opened,
              const char        *loaded)
{
  struct stat now;

  return stat (loaded, &now) == 0 && now.st_dev == opened->st_dev &&
         now.st_ino == opened->st_ino && now.st_ctim.tv_sec == opened->st_ctim.tv_sec &&
         now.st_ctim.tv_nsec == opened->st_ctim.tv_nsec;
}

/* By its canonical path, never by /proc/self/fd: glibc would give back an earlier library of that
 * name. What then lies there must be what was opened before. Never closed: types and callbacks of
 * an extension stay where they are until the process ends. */
static void *
load_unchanged (const char  *file,
                int          fd,
                GError     **error)
{
  g_autofree char *canonical = realpath (file, NULL);
  struct stat opened;
  gboolean is_known = canonical != NULL && fstat (fd, &opened) == 0;
  void *module = dlopen (canonical != NULL ? canonical : file, RTLD_NOW | RTLD_LOCAL);

  if (module == NULL)
    {
      const char *cause = dlerror ();
      const char *explanation = explain_failure (fd);

      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_BAD_MODULE, "%s cannot be loaded: %s", file,
                   explanation != NULL ? explanation : cause);
      return NULL;
    }
  if (is_known && is_same_file (&opened, canonical))
    return module;

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_CHANGED_WHILE_LOADING,
               "%s was replaced while it was loaded", file);
  return NULL;
}

static void *
open_module (const char  *file,
             GError     **error)
{
  int fd = open_file (file, error);
  void *module;

  if (fd < 0)
    return NULL;

  module = load_unchanged (file, fd, error);
  close (fd);
  return module;
}

static gboolean
load (TendrilEntryPointLoader  *self,
      TendrilExtension         *extension,
      GError                  **error)
{
  TendrilEntryPoint *entry_point = tendril_extension_get_entry_point (extension);
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);
  const char *symbol = tendril_entry_point_get_attr (entry_point);
  g_autofree char *file = g_build_filename (tendril_distribution_get_location (distribution),
                                            tendril_entry_point_get_module (entry_point), NULL);
  g_autoptr (GError) init_error = NULL;
  void *module = open_module (file, error);
  void *address;

  if (module == NULL)
    return FALSE;

  address = symbol != NULL ? dlsym (module, symbol) : NULL;
  if (address == NULL)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_SYMBOL, "%s has no function “%s”", file,
                   symbol != NULL ? symbol : "");
      return FALSE;
    }

  ((InitFunc) address) (&init_error);
  if (init_error == NULL)
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&init_error));
  return FALSE;
}

static void
loader_init (TendrilEntryPointLoaderInterface *iface)
{
  iface->load = load;
}

static void
tendril_native_loader_class_init (TendrilNativeLoaderClass *klass)
{
}

static void
tendril_native_loader_init (TendrilNativeLoader *self)
{
}

TendrilEntryPointLoader *
tendril_native_loader_new (void)
{
  return g_object_new (TENDRIL_TYPE_NATIVE_LOADER, NULL);
}
