/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <glib.h>

/* What the system calls of a discovery cost with as little around them as C allows. */

typedef struct _FloorTree FloorTree;

FloorTree *floor_tree_new   (const char *const *paths);
void       floor_tree_free  (FloorTree         *tree);

guint      floor_scan       (const char *const *paths,
                             const char        *group);
guint      floor_stats      (const FloorTree   *tree);
guint      floor_directory  (const char *const *paths);
