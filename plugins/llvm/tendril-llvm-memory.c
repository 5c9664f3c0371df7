/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-llvm-memory.h"

#include <errno.h>
#include <sys/mman.h>
#include <tendril.h>
#include <unistd.h>

/* Reserved at once, so that code reaches its constants by 32-bit offsets; what stays unused is given
 * back. A function of the largest size the compiler takes needs a fifth of it. */
#define RESERVED (128 * 1024 * 1024)

struct _TendrilLlvmMemory
{
  guint8 *start;
  gsize size;
  gsize used;
  GArray *code;
  int failure;
};

typedef struct
{
  guint8 *start;
  gsize size;
} Section;

TendrilLlvmMemory *
tendril_llvm_memory_new (GError **error)
{
  TendrilLlvmMemory *self;
  gpointer start = mmap (NULL, RESERVED, PROT_NONE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE,
                         -1, 0);

  if (start == MAP_FAILED)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_BACKEND, "no memory for code: %s",
                   g_strerror (errno));
      return NULL;
    }

  self = g_new0 (TendrilLlvmMemory, 1);
  self->start = start;
  self->size = RESERVED;
  self->code = g_array_new (FALSE, FALSE, sizeof (Section));

  return self;
}

void
tendril_llvm_memory_free (TendrilLlvmMemory *self)
{
  munmap (self->start, self->size);
  g_array_unref (self->code);
  g_free (self);
}

static gsize
round_to_page (gsize size)
{
  gsize page = sysconf (_SC_PAGESIZE);

  return (size + page - 1) / page * page;
}

static guint8 *
take (TendrilLlvmMemory *self,
      gsize              size,
      int                protection)
{
  guint8 *start = self->start + self->used;
  gsize rounded = round_to_page (MAX (size, 1));

  if (rounded > self->size - self->used || mprotect (start, rounded, protection) != 0)
    {
      self->failure = ENOMEM;
      return NULL;
    }

  self->used += rounded;
  return start;
}

static uint8_t *
allocate_code (void       *memory,
               uintptr_t   size,
               unsigned    alignment,
               unsigned    id,
               const char *name)
{
  TendrilLlvmMemory *self = memory;
  Section section = { take (self, size, PROT_READ | PROT_WRITE), round_to_page (MAX (size, 1)) };

  if (section.start != NULL)
    g_array_append_val (self->code, section);
  return section.start;
}

static uint8_t *
allocate_data (void       *memory,
               uintptr_t   size,
               unsigned    alignment,
               unsigned    id,
               const char *name,
               LLVMBool    read_only)
{
  return take (memory, size, PROT_READ | PROT_WRITE);
}

static gboolean
write_all (int           file,
           const guint8 *data,
           gsize         size)
{
  while (size > 0)
    {
      gssize written = write (file, data, size);

      if (written < 0 && errno == EINTR)
        continue;
      if (written <= 0)
        return FALSE;
      data += written;
      size -= written;
    }

  return TRUE;
}

/* Where the kernel denies to make memory executable (PR_SET_MDWE, SELinux), a file may still be
 * mapped: its pages take the place of those that were written to. */
static gboolean
make_executable (const Section *section)
{
  int file = memfd_create ("tendril-code", MFD_CLOEXEC);
  gboolean done = file >= 0 && write_all (file, section->start, section->size) &&
                  mmap (section->start, section->size, PROT_READ | PROT_EXEC,
                        MAP_PRIVATE | MAP_FIXED, file, 0) != MAP_FAILED;

  if (file >= 0)
    close (file);
  return done || mprotect (section->start, section->size, PROT_READ | PROT_EXEC) == 0;
}

static LLVMBool
finalize (void  *memory,
          char **message)
{
  TendrilLlvmMemory *self = memory;
  gsize used = MAX (self->used, round_to_page (1));

  for (guint i = 0; i < self->code->len; i++)
    {
      const Section *section = &g_array_index (self->code, Section, i);

      if (!make_executable (section))
        {
          self->failure = errno;
          return 1;
        }
      __builtin___clear_cache ((char *) section->start, (char *) section->start + section->size);
    }

  munmap (self->start + used, self->size - used);
  self->size = used;
  return 0;
}

/* The engine goes once it has compiled; the memory stays. */
static void
destroy (void *memory)
{
}

LLVMMCJITMemoryManagerRef
tendril_llvm_memory_new_manager (TendrilLlvmMemory *self)
{
  return LLVMCreateSimpleMCJITMemoryManager (self, allocate_code, allocate_data, finalize, destroy);
}

gboolean
tendril_llvm_memory_check (TendrilLlvmMemory  *self,
                           GError            **error)
{
  if (self->failure == 0)
    return TRUE;

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_BACKEND,
               "compiled code cannot be made executable: %s", g_strerror (self->failure));
  return FALSE;
}
