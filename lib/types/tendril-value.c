/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-value-private.h"

#include "tendril-error.h"

static const GType boxed_types[TENDRIL_N_KINDS] = {
  [TENDRIL_KIND_BOOL] = G_TYPE_BOOLEAN,
  [TENDRIL_KIND_INT64] = G_TYPE_INT64,
  [TENDRIL_KIND_FLOAT64] = G_TYPE_DOUBLE,
};

static TendrilType *
unbox_unsigned (guint64          number,
                TendrilPayload  *payload,
                GError         **error)
{
  if (number > G_MAXINT64)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT,
                   "%" G_GUINT64_FORMAT " is beyond the range of int64", number);
      return NULL;
    }

  payload->i = number;
  return tendril_type_from_kind (TENDRIL_KIND_INT64);
}

static TendrilType *
unbox_signed (gint64          number,
              TendrilPayload *payload)
{
  payload->i = number;
  return tendril_type_from_kind (TENDRIL_KIND_INT64);
}

static TendrilType *
unbox_float (double          number,
             TendrilPayload *payload)
{
  payload->f = number;
  return tendril_type_from_kind (TENDRIL_KIND_FLOAT64);
}

static TendrilType *
unbox_bool (gboolean        truth,
            TendrilPayload *payload)
{
  payload->i = truth != FALSE;
  return tendril_type_from_kind (TENDRIL_KIND_BOOL);
}

TendrilType *
tendril_value_unbox (const GValue    *value,
                     TendrilPayload  *payload,
                     GError         **error)
{
  switch (G_VALUE_TYPE (value))
    {
    case G_TYPE_INT64:
      return unbox_signed (g_value_get_int64 (value), payload);
    case G_TYPE_DOUBLE:
      return unbox_float (g_value_get_double (value), payload);
    case G_TYPE_BOOLEAN:
      return unbox_bool (g_value_get_boolean (value), payload);
    case G_TYPE_INT:
      return unbox_signed (g_value_get_int (value), payload);
    case G_TYPE_LONG:
      return unbox_signed (g_value_get_long (value), payload);
    case G_TYPE_CHAR:
      return unbox_signed (g_value_get_schar (value), payload);
    case G_TYPE_UCHAR:
      return unbox_signed (g_value_get_uchar (value), payload);
    case G_TYPE_UINT:
      return unbox_signed (g_value_get_uint (value), payload);
    case G_TYPE_ULONG:
      return unbox_unsigned (g_value_get_ulong (value), payload, error);
    case G_TYPE_UINT64:
      return unbox_unsigned (g_value_get_uint64 (value), payload, error);
    case G_TYPE_FLOAT:
      return unbox_float (g_value_get_float (value), payload);
    default:
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TYPE,
                   "a value of the GType %s is no number of the language",
                   G_IS_VALUE (value) ? G_VALUE_TYPE_NAME (value) : "(none)");
      return NULL;
    }
}

void
tendril_value_box (GValue         *value,
                   TendrilType    *type,
                   TendrilPayload  payload)
{
  TendrilKind kind = tendril_type_get_kind (type);

  if (G_VALUE_TYPE (value) != boxed_types[kind])
    {
      if (G_IS_VALUE (value))
        g_value_unset (value);
      g_value_init (value, boxed_types[kind]);
    }

  switch (kind)
    {
    case TENDRIL_KIND_BOOL:
      g_value_set_boolean (value, payload.i != 0);
      break;
    case TENDRIL_KIND_INT64:
      g_value_set_int64 (value, payload.i);
      break;
    case TENDRIL_KIND_FLOAT64:
      g_value_set_double (value, payload.f);
      break;
    case TENDRIL_N_KINDS:
    default:
      g_assert_not_reached ();
    }
}

/**
 * tendril_value_to_string:
 * @value: a value
 *
 * Prints a number or a truth value as `repr()` of Python does: the fewest digits that read back as
 * the same number, an exponent below 1e-4 and from 1e16 on, `inf`, `nan`, `True`, `False`. Any
 * other value is printed for debugging, as by g_strdup_value_contents().
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
  char buffer[TENDRIL_FLOAT_TEXT_SIZE];

  g_return_val_if_fail (G_IS_VALUE (value), NULL);

  if (G_VALUE_HOLDS_UINT64 (value))
    return g_strdup_printf ("%" G_GUINT64_FORMAT, g_value_get_uint64 (value));

  type = tendril_value_unbox (value, &payload, NULL);
  if (type == NULL)
    return g_strdup_value_contents (value);
  if (type == tendril_type_bool ())
    return g_strdup (payload.i ? "True" : "False");
  if (type == tendril_type_int64 ())
    return g_strdup_printf ("%" G_GINT64_FORMAT, payload.i);

  tendril_float_to_text (payload.f, buffer);
  return g_strdup (buffer);
}
