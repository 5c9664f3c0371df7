/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Calls with variants, which keep their type in languages that unpack a GValue on their own. */

#include <gio/gio.h>

#include "tendril-error.h"
#include "tendril-function.h"
#include "tendril-limits-private.h"

static gboolean
to_value (GVariant  *variant,
          GValue    *value,
          GError   **error)
{
  g_autoptr (GVariant) inner = NULL;

  if (g_variant_is_of_type (variant, G_VARIANT_TYPE_VARIANT))
    {
      inner = g_variant_get_variant (variant);
      variant = inner;
    }

  g_dbus_gvariant_to_gvalue (variant, value);
  if (!G_VALUE_HOLDS_STRING (value) && !G_VALUE_HOLDS_VARIANT (value) &&
      !G_VALUE_HOLDS_BOXED (value))
    return TRUE;

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TYPE,
               "a variant of the type %s is no number of the language",
               g_variant_get_type_string (variant));
  return FALSE;
}

static GVariant *
from_value (const GValue  *value,
            GError       **error)
{
  if (G_VALUE_HOLDS_INT64 (value))
    return g_variant_ref_sink (g_variant_new_int64 (g_value_get_int64 (value)));
  if (G_VALUE_HOLDS_DOUBLE (value))
    return g_variant_ref_sink (g_variant_new_double (g_value_get_double (value)));
  if (G_VALUE_HOLDS_BOOLEAN (value))
    return g_variant_ref_sink (g_variant_new_boolean (g_value_get_boolean (value)));

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TYPE, "a result of the type %s is no variant",
               G_VALUE_TYPE_NAME (value));
  return NULL;
}

/**
 * tendril_function_call_variant:
 * @self: a function
 * @arguments: a tuple or an array of as many numbers and truth values as there are parameters
 * @error: return location for an error
 *
 * Does what [method@Function.call] does, for whoever needs to know the type of the result: `x` for
 * int64, `d` for float64, `b` for bool. If @arguments is floating, it is taken.
 *
 * Returns: (transfer full): the result
 *
 * Since: 1.0
 */
GVariant *
tendril_function_call_variant (TendrilFunction  *self,
                               GVariant         *arguments,
                               GError          **error)
{
  g_autoptr (GVariant) tuple = g_variant_ref_sink (arguments);
  GValue values[TENDRIL_MAX_PARAMETERS] = { G_VALUE_INIT };
  g_auto (GValue) result = G_VALUE_INIT;
  gsize n = g_variant_n_children (tuple);
  gboolean ok = TRUE;

  g_return_val_if_fail (TENDRIL_IS_FUNCTION (self), NULL);

  if (n > TENDRIL_MAX_PARAMETERS)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_ARGUMENTS,
                   "no function has more than %d parameters", TENDRIL_MAX_PARAMETERS);
      return NULL;
    }

  for (gsize i = 0; i < n && ok; i++)
    {
      g_autoptr (GVariant) child = g_variant_get_child_value (tuple, i);

      ok = to_value (child, &values[i], error);
    }
  ok = ok && tendril_function_call (self, values, n, &result, error);
  for (gsize i = 0; i < n; i++)
    g_value_unset (&values[i]);

  return ok ? from_value (&result, error) : NULL;
}
