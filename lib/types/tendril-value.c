/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-value-private.h"

#include <string.h>

#include "tendril-error.h"
#include "tendril-struct.h"

/* What GTypes are numbers and truth values, and how to read them. */
static gboolean
read_unsigned (guint64          number,
               TendrilPayload  *payload,
               GError         **error)
{
  if (number > G_MAXINT64)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT,
                   "%" G_GUINT64_FORMAT " is beyond the range of int64", number);
      return FALSE;
    }

  payload->i = number;
  return TRUE;
}

static gboolean
read_int (const GValue    *value,
          TendrilPayload  *payload,
          GError         **error)
{
  switch (G_VALUE_TYPE (value))
    {
    case G_TYPE_INT64:
      payload->i = g_value_get_int64 (value);
      return TRUE;
    case G_TYPE_INT:
      payload->i = g_value_get_int (value);
      return TRUE;
    case G_TYPE_LONG:
      payload->i = g_value_get_long (value);
      return TRUE;
    case G_TYPE_CHAR:
      payload->i = g_value_get_schar (value);
      return TRUE;
    case G_TYPE_UCHAR:
      payload->i = g_value_get_uchar (value);
      return TRUE;
    case G_TYPE_UINT:
      payload->i = g_value_get_uint (value);
      return TRUE;
    case G_TYPE_ULONG:
      return read_unsigned (g_value_get_ulong (value), payload, error);
    default:
      return read_unsigned (g_value_get_uint64 (value), payload, error);
    }
}

static gboolean
read_float (const GValue    *value,
            TendrilPayload  *payload,
            GError         **error)
{
  payload->f = G_VALUE_TYPE (value) == G_TYPE_DOUBLE ? g_value_get_double (value)
                                                     : (double) g_value_get_float (value);
  return TRUE;
}

static gboolean
read_bool (const GValue    *value,
           TendrilPayload  *payload,
           GError         **error)
{
  payload->i = g_value_get_boolean (value) != FALSE;
  return TRUE;
}

static gboolean
read_struct (const GValue    *value,
             TendrilType     *type,
             TendrilPayload  *payload,
             GError         **error)
{
  gpointer boxed = g_value_get_boxed (value);

  if (boxed == NULL)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT, "the value is NULL");
      return FALSE;
    }
  if (G_VALUE_HOLDS (value, TENDRIL_TYPE_STRUCT))
    boxed = tendril_struct_get_data (boxed);

  memcpy (payload, boxed, tendril_type_get_size (type));
  return TRUE;
}

static gboolean
read_object (const GValue    *value,
             TendrilPayload  *payload)
{
  payload->i = (gintptr) g_value_get_object (value);
  return TRUE;
}

TendrilType *
tendril_value_peek_type (const GValue *value)
{
  switch (G_TYPE_FUNDAMENTAL (G_VALUE_TYPE (value)))
    {
    case G_TYPE_INT64:
    case G_TYPE_INT:
    case G_TYPE_LONG:
    case G_TYPE_CHAR:
    case G_TYPE_UCHAR:
    case G_TYPE_UINT:
    case G_TYPE_ULONG:
    case G_TYPE_UINT64:
      return tendril_type_from_kind (TENDRIL_KIND_INT64);
    case G_TYPE_DOUBLE:
    case G_TYPE_FLOAT:
      return tendril_type_from_kind (TENDRIL_KIND_FLOAT64);
    case G_TYPE_BOOLEAN:
      return tendril_type_from_kind (TENDRIL_KIND_BOOL);
    case G_TYPE_BOXED:
      return G_VALUE_HOLDS (value, TENDRIL_TYPE_STRUCT) && g_value_get_boxed (value) != NULL
               ? tendril_struct_get_value_type (g_value_get_boxed (value))
               : NULL;
    case G_TYPE_OBJECT:
      return g_value_get_object (value) != NULL
               ? tendril_type_from_object (G_OBJECT_TYPE (g_value_get_object (value)))
               : NULL;
    default:
      return NULL;
    }
}

gboolean
tendril_value_read (const GValue    *value,
                    TendrilType     *type,
                    TendrilPayload  *payload,
                    GError         **error)
{
  switch (tendril_type_get_kind (type))
    {
    case TENDRIL_KIND_BOOL:
      return read_bool (value, payload, error);
    case TENDRIL_KIND_INT64:
      return read_int (value, payload, error);
    case TENDRIL_KIND_FLOAT64:
      return read_float (value, payload, error);
    case TENDRIL_KIND_STRUCT:
      return read_struct (value, type, payload, error);
    case TENDRIL_KIND_OBJECT:
    default:
      return read_object (value, payload);
    }
}

TendrilType *
tendril_value_unbox (const GValue    *value,
                     TendrilPayload  *payload,
                     GError         **error)
{
  TendrilType *type = tendril_value_peek_type (value);

  if (type != NULL && tendril_type_get_kind (type) < TENDRIL_N_SCALAR_KINDS)
    return tendril_value_read (value, type, payload, error) ? type : NULL;

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TYPE,
               "a value of the GType %s is no number of the language",
               G_IS_VALUE (value) ? G_VALUE_TYPE_NAME (value) : "(none)");
  return NULL;
}

static void
box_struct (GValue               *value,
            TendrilType          *type,
            const TendrilPayload *payload)
{
  if (tendril_type_get_value_type (type) == TENDRIL_TYPE_STRUCT)
    {
      TendrilStruct *boxed = tendril_struct_new (type);

      memcpy (tendril_struct_get_data (boxed), payload, tendril_type_get_size (type));
      g_value_take_boxed (value, boxed);
      return;
    }

  g_value_set_boxed (value, payload);
}

void
tendril_value_box (GValue               *value,
                   TendrilType          *type,
                   const TendrilPayload *payload)
{
  GType value_type = tendril_type_get_value_type (type);

  if (G_VALUE_TYPE (value) != value_type)
    {
      if (G_IS_VALUE (value))
        g_value_unset (value);
      g_value_init (value, value_type);
    }

  switch (tendril_type_get_kind (type))
    {
    case TENDRIL_KIND_BOOL:
      g_value_set_boolean (value, payload->i != 0);
      break;
    case TENDRIL_KIND_INT64:
      g_value_set_int64 (value, payload->i);
      break;
    case TENDRIL_KIND_FLOAT64:
      g_value_set_double (value, payload->f);
      break;
    case TENDRIL_KIND_STRUCT:
      box_struct (value, type, payload);
      break;
    case TENDRIL_KIND_OBJECT:
    default:
      g_value_set_object (value, (gpointer) (gintptr) payload->i);
    }
}

TendrilPayload
tendril_field_read (const TendrilField *field,
                    gconstpointer       memory)
{
  const guint8 *at = (const guint8 *) memory + field->offset;
  TendrilPayload payload = { 0 };
  gboolean truth;

  if (tendril_type_get_kind (field->type) != TENDRIL_KIND_BOOL)
    {
      memcpy (&payload, at, sizeof payload);
      return payload;
    }

  memcpy (&truth, at, sizeof truth);
  payload.i = truth != FALSE;
  return payload;
}

void
tendril_field_write (const TendrilField *field,
                     gpointer            memory,
                     TendrilPayload      payload)
{
  guint8 *at = (guint8 *) memory + field->offset;
  gboolean truth = payload.i != 0;

  if (tendril_type_get_kind (field->type) == TENDRIL_KIND_BOOL)
    memcpy (at, &truth, sizeof truth);
  else
    memcpy (at, &payload, sizeof payload);
}

static char *
print_scalar (TendrilType    *type,
              TendrilPayload  payload)
{
  char buffer[TENDRIL_FLOAT_TEXT_SIZE];

  if (type == tendril_type_bool ())
    return g_strdup (payload.i ? "True" : "False");
  if (type == tendril_type_int64 ())
    return g_strdup_printf ("%" G_GINT64_FORMAT, payload.i);

  tendril_float_to_text (payload.f, buffer);
  return g_strdup (buffer);
}

/* point(x=1.0, y=2.0) */
static char *
print_fields (TendrilType   *type,
              gconstpointer  memory)
{
  GString *text = g_string_new (tendril_type_get_name (type));

  for (guint i = 0; i < tendril_type_get_n_fields (type); i++)
    {
      const TendrilField *field = tendril_type_get_field (type, i);
      g_autofree char *number = print_scalar (field->type, tendril_field_read (field, memory));

      g_string_append_printf (text, "%s%s=%s", i == 0 ? "(" : ", ", field->name, number);
    }
  g_string_append (text, tendril_type_get_n_fields (type) == 0 ? "()" : ")");

  return g_string_free (text, FALSE);
}

static char *
print_struct (TendrilType  *type,
              const GValue *value)
{
  TendrilPayload payload[TENDRIL_MAX_SLOTS];
  char *text = tendril_type_print (type, value);

  if (text != NULL)
    return text;
  if (!tendril_value_read (value, type, payload, NULL))
    return g_strdup ("NULL");

  return print_fields (type, payload);
}

/**
 * tendril_value_to_string:
 * @value: a value
 *
 * Prints a number or a truth value as `repr()` of Python does: the fewest digits that read back as
 * the same number, an exponent below 1e-4 and from 1e16 on, `inf`, `nan`, `True`, `False`. A struct
 * is printed as its type has it, else with its fields. Any other value is printed for debugging, as
 * by g_strdup_value_contents().
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
tendril_value_to_string (const GValue *value)
{
  TendrilPayload payload;
  TendrilType *type;

  g_return_val_if_fail (G_IS_VALUE (value), NULL);

  if (G_VALUE_HOLDS_UINT64 (value))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, g_value_get_uint64 (value));

  type = tendril_value_peek_type (value);
  if (type == NULL && G_VALUE_HOLDS_BOXED (value))
    type = tendril_type_announced (G_VALUE_TYPE (value));
  if (type == NULL || tendril_type_get_kind (type) == TENDRIL_KIND_OBJECT)
    return g_strdup_value_contents (value);
  if (tendril_type_get_kind (type) == TENDRIL_KIND_STRUCT)
    return print_struct (type, value);

  return tendril_value_read (value, type, &payload, NULL) ? print_scalar (type, payload)
                                                          : g_strdup_value_contents (value);
}
