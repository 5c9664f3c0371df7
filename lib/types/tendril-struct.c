/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-struct.h"

#include <string.h>

#include "tendril-error.h"
#include "tendril-value-private.h"

/**
 * TendrilStruct:
 *
 * A value of a struct type that has no GType of its own: what goes in and comes out of a function
 * for it.
 *
 * Since: 1.0
 */
struct _TendrilStruct
{
  TendrilType *type;
  TendrilPayload data[];
};

G_DEFINE_BOXED_TYPE (TendrilStruct, tendril_struct, tendril_struct_copy, tendril_struct_free)

/**
 * tendril_struct_new: (constructor)
 * @type: a struct type
 *
 * Makes a value in which every byte is 0.
 *
 * Returns: (transfer full): the value
 *
 * Since: 1.0
 */
TendrilStruct *
tendril_struct_new (TendrilType *type)
{
  TendrilStruct *self;

  g_return_val_if_fail (TENDRIL_IS_TYPE (type), NULL);
  g_return_val_if_fail (tendril_type_get_kind (type) == TENDRIL_KIND_STRUCT, NULL);

  self = g_malloc0 (sizeof *self + tendril_type_get_n_slots (type) * sizeof (TendrilPayload));
  self->type = g_object_ref (type);
  return self;
}

/**
 * tendril_struct_copy:
 * @self: a value
 *
 * Copies a value.
 *
 * Returns: (transfer full): the copy
 *
 * Since: 1.0
 */
TendrilStruct *
tendril_struct_copy (const TendrilStruct *self)
{
  TendrilStruct *copy;

  g_return_val_if_fail (self != NULL, NULL);

  copy = tendril_struct_new (self->type);
  memcpy (copy->data, self->data, tendril_type_get_size (self->type));
  return copy;
}

/**
 * tendril_struct_free:
 * @self: (transfer full): a value
 *
 * Frees a value.
 *
 * Since: 1.0
 */
void
tendril_struct_free (TendrilStruct *self)
{
  g_return_if_fail (self != NULL);

  g_object_unref (self->type);
  g_free (self);
}

/**
 * tendril_struct_get_value_type:
 * @self: a value
 *
 * The type of the value.
 *
 * Returns: (transfer none): the type
 *
 * Since: 1.0
 */
TendrilType *
tendril_struct_get_value_type (const TendrilStruct *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->type;
}

/**
 * tendril_struct_get_data: (skip)
 * @self: a value
 *
 * The bytes of the value, as many as [method@Tendril.Type.get_size] of its type says.
 *
 * Returns: the bytes, which belong to @self
 *
 * Since: 1.0
 */
gpointer
tendril_struct_get_data (TendrilStruct *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->data;
}

static const TendrilField *
find_field (const TendrilStruct  *self,
            const char           *name,
            GError              **error)
{
  for (guint i = 0; i < tendril_type_get_n_fields (self->type); i++)
    {
      const TendrilField *field = tendril_type_get_field (self->type, i);

      if (g_str_equal (field->name, name))
        return field;
    }

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_UNKNOWN_NAME, "“%s” has no field “%s”",
               tendril_type_get_name (self->type), name);
  return NULL;
}

/**
 * tendril_struct_get_field:
 * @self: a value
 * @name: the name of a field
 * @value: (out caller-allocates): where the field goes
 * @error: return location for an error
 *
 * Reads a field.
 *
 * Returns: %TRUE if @value was set; else the error is %TENDRIL_ERROR_UNKNOWN_NAME
 *
 * Since: 1.0
 */
gboolean
tendril_struct_get_field (const TendrilStruct  *self,
                          const char           *name,
                          GValue               *value,
                          GError              **error)
{
  const TendrilField *field;
  TendrilPayload payload;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (value != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  field = find_field (self, name, error);
  if (field == NULL)
    return FALSE;

  payload = tendril_field_read (field, self->data);
  tendril_value_box (value, field->type, &payload);
  return TRUE;
}

/* A whole number may go where a float64 stands, as in the language. */
static gboolean
promote (TendrilType     *from,
         TendrilType     *to,
         TendrilPayload  *payload)
{
  if (from == to)
    return TRUE;
  if (tendril_type_get_kind (from) > tendril_type_get_kind (to))
    return FALSE;
  if (tendril_type_get_kind (to) == TENDRIL_KIND_FLOAT64)
    payload->f = (double) payload->i;

  return TRUE;
}

/**
 * tendril_struct_set_field:
 * @self: a value
 * @name: the name of a field
 * @value: a number or a truth value
 * @error: return location for an error
 *
 * Writes a field.
 *
 * Returns: %TRUE if the field was set; else the error is %TENDRIL_ERROR_UNKNOWN_NAME for a field
 *   that does not exist, or %TENDRIL_ERROR_TYPE for a value that does not convert to its type
 *
 * Since: 1.0
 */
gboolean
tendril_struct_set_field (TendrilStruct  *self,
                          const char     *name,
                          const GValue   *value,
                          GError        **error)
{
  const TendrilField *field;
  TendrilPayload payload;
  TendrilType *type;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (name != NULL, FALSE);
  g_return_val_if_fail (G_IS_VALUE (value), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  field = find_field (self, name, error);
  type = field != NULL ? tendril_value_unbox (value, &payload, error) : NULL;
  if (type == NULL)
    return FALSE;
  if (!promote (type, field->type, &payload))
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TYPE, "“%s” is %s, not %s", name,
                   tendril_type_get_name (field->type), tendril_type_get_name (type));
      return FALSE;
    }

  tendril_field_write (field, self->data, payload);
  return TRUE;
}
