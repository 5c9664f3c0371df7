/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Goes off when it is loaded. */

#include <stdio.h>
#include <stdlib.h>

void bomb_init (void);

static void
explode (const char *what)
{
  const char *marker = getenv ("TENDRIL_TEST_MARKER");
  FILE *file = marker != NULL ? fopen (marker, "a") : NULL;

  if (file == NULL)
    return;

  fprintf (file, "%s\n", what);
  fclose (file);
}

__attribute__ ((constructor)) static void
constructor (void)
{
  explode ("constructor of a shared object");
}

void
bomb_init (void)
{
  explode ("init of a shared object");
}
