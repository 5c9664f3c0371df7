/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-order-private.h"

#include "tendril-debug-private.h"

/* The order of the inits is documented as undefined; @seed (a number or `random`, else nothing
 * happens) keeps everybody honest. A random seed is told, so that its order can be had again. */
void
tendril_order_shuffle (GPtrArray  *items,
                       const char *seed)
{
  g_autoptr (GRand) rand = NULL;
  guint64 number;

  if (seed == NULL || *seed == '\0')
    return;

  if (g_strcmp0 (seed, "random") == 0)
    {
      number = g_random_int ();
      g_message ("TENDRIL_ORDER_SEED=%" G_GUINT64_FORMAT, number);
    }
  else if (!g_ascii_string_to_unsigned (seed, 10, 0, G_MAXUINT32, &number, NULL))
    {
      g_warning ("TENDRIL_ORDER_SEED is “%s”, neither a number nor “random”", seed);
      return;
    }

  rand = g_rand_new_with_seed (number);
  for (guint i = items->len; i > 1; i--)
    {
      guint j = g_rand_int_range (rand, 0, i);
      gpointer item = items->pdata[i - 1];

      items->pdata[i - 1] = items->pdata[j];
      items->pdata[j] = item;
    }
}
