/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-file-limit-private.h"

#include <sys/resource.h>

/* A write over the limit would not fail, but end the host with SIGXFSZ. */
gboolean
tendril_file_size_allowed (gsize size)
{
  struct rlimit limit;

  return getrlimit (RLIMIT_FSIZE, &limit) != 0 || limit.rlim_cur == RLIM_INFINITY ||
         size <= limit.rlim_cur;
}
