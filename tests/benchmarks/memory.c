/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <errno.h>
#include <malloc.h>
#include <stdio.h>
#include <sys/mman.h>
#include <sys/syscall.h>
#include <tendril.h>
#include <unistd.h>

/* Prints the bytes that a discovery of one directory keeps, and the most it has meanwhile: heap and
 * mapped files. mallinfo2 () tells only what is in use when it is asked, so every call is counted
 * on its way to the C library. */

#define EXPORT __attribute__ ((visibility ("default")))
#define MAX_MAPPINGS 64

static gsize in_use;
static gsize peak;
static void *mappings[MAX_MAPPINGS];

extern void *__libc_malloc (size_t size);
extern void *__libc_calloc (size_t n, size_t size);
extern void *__libc_realloc (void *block, size_t size);
extern void *__libc_memalign (size_t alignment, size_t size);
extern void __libc_free (void *block);

static void
count (gssize change)
{
  gsize now = __atomic_add_fetch (&in_use, change, __ATOMIC_RELAXED);

  /* An addition that another thread overtakes is of no interest here. */
  if (now > __atomic_load_n (&peak, __ATOMIC_RELAXED))
    __atomic_store_n (&peak, now, __ATOMIC_RELAXED);
}

static void *
counted (void *block)
{
  count (malloc_usable_size (block));
  return block;
}

EXPORT void *
malloc (size_t size)
{
  return counted (__libc_malloc (size));
}

EXPORT void *
calloc (size_t n,
        size_t size)
{
  return counted (__libc_calloc (n, size));
}

EXPORT void *
realloc (void  *block,
         size_t size)
{
  gsize before = malloc_usable_size (block);
  void *result = __libc_realloc (block, size);

  if (result != NULL || size == 0)
    count ((gssize) malloc_usable_size (result) - (gssize) before);
  return result;
}

EXPORT int
posix_memalign (void  **block,
                size_t  alignment,
                size_t  size)
{
  *block = counted (__libc_memalign (alignment, size));
  return *block != NULL ? 0 : ENOMEM;
}

EXPORT void
free (void *block)
{
  count (-(gssize) malloc_usable_size (block));
  __libc_free (block);
}

/* Under the name mmap64, which files of any size are mapped by. Programs and libraries are mapped
 * inside the C library, and do not come by. */
EXPORT void *
mmap (void  *address,
      size_t size,
      int    protection,
      int    flags,
      int    fd,
      off_t  offset)
{
  void *result = (void *) syscall (SYS_mmap, address, size, protection, flags, fd, offset);

  for (gsize i = 0; fd >= 0 && result != MAP_FAILED && i < MAX_MAPPINGS; i++)
    if (mappings[i] == NULL)
      {
        mappings[i] = result;
        count (size);
        break;
      }
  return result;
}

EXPORT int
munmap (void  *address,
        size_t size)
{
  for (gsize i = 0; i < MAX_MAPPINGS; i++)
    if (mappings[i] == address)
      {
        mappings[i] = NULL;
        count (-(gssize) size);
        break;
      }
  return syscall (SYS_munmap, address, size);
}

static TendrilExtensionRegistry *
discover (const char *path)
{
  TendrilExtensionRegistry *registry =
    g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "isolated", TRUE, NULL);

  if (path != NULL)
    tendril_extension_registry_add_python_path (registry, path);
  tendril_extension_registry_discover (registry, NULL, NULL);
  return registry;
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (TendrilExtensionRegistry) empty = discover (NULL);
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  gsize before = in_use;

  if (argc != 2)
    return 2;

  peak = in_use;
  registry = discover (argv[1]);
  printf ("%zu %zu\n", in_use - before, peak - before);
  return 0;
}
