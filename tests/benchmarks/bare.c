/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include <glib-object.h>

/* The start of a program that uses GObject and nothing else. */
int
main (void)
{
  g_autoptr (GObject) object = g_object_new (G_TYPE_OBJECT, NULL);

  return object != NULL ? 0 : 1;
}
