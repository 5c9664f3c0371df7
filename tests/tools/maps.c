/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A native extension that tells, when the process ends, which files it has mapped. */

#include <stdlib.h>
#include <tendril.h>

TENDRIL_EXPORT void maps_init (GError **error);

static void
print_maps (void)
{
  g_autofree char *maps = NULL;

  if (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL))
    g_printerr ("%s", maps);
}

void
maps_init (GError **error)
{
  atexit (print_maps);
}
