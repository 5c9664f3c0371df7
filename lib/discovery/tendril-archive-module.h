/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

/* What lies between the library and the module that sees libarchive: plain C, no GLib, so that
 * neither depends on how the other was built. Both are built together; the number is for the day on
 * which one of them was updated alone. Not installed. */

#include <stddef.h>
#include <stdint.h>

#define TENDRIL_ARCHIVE_MODULE_ABI 1
#define TENDRIL_ARCHIVE_MODULE_NAME "libtendril-archive.so"
#define TENDRIL_ARCHIVE_MODULE_SYMBOL "tendril_archive_module"

typedef enum
{
  TENDRIL_MEMBER_DAMAGED,
  TENDRIL_MEMBER_ENCRYPTED,
  TENDRIL_MEMBER_TOO_BIG,
  TENDRIL_MEMBER_NOT_A_FILE,
} TendrilMemberProblem;

typedef struct
{
  uint64_t max_directory;   /* bytes of the central directory */
  uint32_t max_members;
  uint64_t max_contents;    /* bytes of all contents that are wanted */
} TendrilArchiveLimits;

/* Members come in the order of the archive, the same name as often as it stands there. The texts
 * live until the callback returns. */
typedef struct
{
  /* Returns how many bytes of contents are wanted at most; 0 for none at all. */
  size_t (*member)     (const char           *name,
                        void                 *user_data);
  void   (*contents)   (const char           *name,
                        const char           *bytes,
                        size_t                length,
                        void                 *user_data);
  /* In place of contents; @detail may be NULL. */
  void   (*bad_member) (const char           *name,
                        TendrilMemberProblem  problem,
                        const char           *detail,
                        void                 *user_data);
  /* The rest of the archive is not read. */
  void   (*failed)     (const char           *cause,
                        void                 *user_data);
} TendrilArchiveHandler;

typedef struct
{
  uint32_t abi;
  /* @fd is a regular file of @size bytes and stays open. Runs nothing, keeps nothing; any thread. */
  void (*read) (int                          fd,
                uint64_t                     size,
                const TendrilArchiveLimits  *limits,
                const TendrilArchiveHandler *handler,
                void                        *user_data);
} TendrilArchiveModule;
