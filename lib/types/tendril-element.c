/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-array-private.h"

#include "tendril-error.h"

static const gsize storage_sizes[] = {
  [TENDRIL_KIND_BOOL] = sizeof (guint8),
  [TENDRIL_KIND_INT64] = sizeof (gint64),
  [TENDRIL_KIND_FLOAT64] = sizeof (double),
};

gsize
tendril_type_get_storage_size (TendrilType *type)
{
  TendrilKind kind = tendril_type_get_kind (type);

  return kind < G_N_ELEMENTS (storage_sizes) ? storage_sizes[kind] : 0;
}

TendrilPayload
tendril_element_load (TendrilType   *type,
                      gconstpointer  place)
{
  if (tendril_type_get_kind (type) == TENDRIL_KIND_BOOL)
    return (TendrilPayload) { .i = *(const guint8 *) place != 0 };

  return *(const TendrilPayload *) place;
}

void
tendril_element_store (TendrilType    *type,
                       gpointer        place,
                       TendrilPayload  payload)
{
  if (tendril_type_get_kind (type) == TENDRIL_KIND_BOOL)
    *(guint8 *) place = payload.i != 0;
  else
    *(TendrilPayload *) place = payload;
}

G_GNUC_PRINTF (2, 3)
static gboolean
fail (GError     **error,
      const char  *format,
      ...)
{
  va_list arguments;

  va_start (arguments, format);
  if (error != NULL)
    *error = g_error_new_valist (TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT, format, arguments);
  va_end (arguments);

  return FALSE;
}

static guint8 *
find_element (TendrilArray  *self,
              const gsize   *index,
              guint          n_dimensions,
              GError       **error)
{
  guint8 *place = tendril_array_get_data (self);
  const gsize *shape = tendril_array_get_shape (self, NULL);
  const gssize *strides = tendril_array_get_strides (self, NULL);
  guint expected = tendril_array_get_n_dimensions (self);

  if (n_dimensions != expected)
    {
      fail (error, "an index of %u numbers, but the array has %u dimensions", n_dimensions,
            expected);
      return NULL;
    }

  for (guint i = 0; i < n_dimensions; i++)
    {
      if (index[i] >= shape[i])
        {
          fail (error, "the index %" G_GSIZE_FORMAT " is outside of dimension %u, which has %"
                G_GSIZE_FORMAT " elements", index[i], i, shape[i]);
          return NULL;
        }
      place += (gssize) index[i] * strides[i];
    }

  return place;
}

/**
 * tendril_array_get_element:
 * @self: an array
 * @index: (array length=n_dimensions) (nullable): the index in each dimension, from 0
 * @n_dimensions: how many dimensions the array has
 * @value: (out caller-allocates): where the element goes: a zero-filled value, or one that may be
 *   overwritten
 * @error: return location for an error
 *
 * Reads one element.
 *
 * Returns: (skip): %TRUE if @value was set
 *
 * Since: 1.0
 */
gboolean
tendril_array_get_element (TendrilArray  *self,
                           const gsize   *index,
                           guint          n_dimensions,
                           GValue        *value,
                           GError       **error)
{
  TendrilType *dtype;
  TendrilPayload payload;
  guint8 *place;

  g_return_val_if_fail (TENDRIL_IS_ARRAY (self), FALSE);
  g_return_val_if_fail (index != NULL || n_dimensions == 0, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  dtype = tendril_array_get_dtype (self);
  place = find_element (self, index, n_dimensions, error);
  if (place == NULL)
    return FALSE;

  payload = tendril_element_load (dtype, place);
  tendril_value_box (value, dtype, &payload);
  return TRUE;
}

/**
 * tendril_array_set_element:
 * @self: an array
 * @index: (array length=n_dimensions) (nullable): the index in each dimension, from 0
 * @n_dimensions: how many dimensions the array has
 * @value: the new value, of the array's type or of one that converts to it as in the language: bool
 *   to int64, both to float64
 * @error: return location for an error
 *
 * Writes one element.
 *
 * Returns: %TRUE if it was written
 *
 * Since: 1.0
 */
gboolean
tendril_array_set_element (TendrilArray  *self,
                           const gsize   *index,
                           guint          n_dimensions,
                           const GValue  *value,
                           GError       **error)
{
  TendrilType *dtype;
  TendrilPayload payload;
  TendrilType *type;
  guint8 *place;

  g_return_val_if_fail (TENDRIL_IS_ARRAY (self), FALSE);
  g_return_val_if_fail (index != NULL || n_dimensions == 0, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  dtype = tendril_array_get_dtype (self);
  if (tendril_array_get_read_only (self))
    return fail (error, "the array is read-only");
  type = tendril_value_unbox (value, &payload, error);
  place = type != NULL ? find_element (self, index, n_dimensions, error) : NULL;
  if (place == NULL)
    return FALSE;
  if (tendril_type_get_kind (type) > tendril_type_get_kind (dtype))
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TYPE,
                   "a value of the type %s cannot stand in an array of %s",
                   tendril_type_get_name (type), tendril_type_get_name (dtype));
      return FALSE;
    }

  if (dtype == tendril_type_float64 () && type != dtype)
    payload.f = (double) payload.i;
  tendril_element_store (dtype, place, payload);
  return TRUE;
}
