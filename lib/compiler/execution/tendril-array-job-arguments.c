/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-array-job-private.h"

#include <string.h>

#include "tendril-error.h"

char *
tendril_shape_to_string (const gsize *shape,
                         guint        n_dimensions)
{
  GString *text = g_string_new ("(");

  for (guint i = 0; i < n_dimensions; i++)
    g_string_append_printf (text, "%s%" G_GSIZE_FORMAT, i > 0 ? ", " : "", shape[i]);
  g_string_append_c (text, ')');

  return g_string_free (text, FALSE);
}

static TendrilArray *
get_array (const GValue *value)
{
  return G_VALUE_HOLDS (value, TENDRIL_TYPE_ARRAY) ? g_value_get_object (value) : NULL;
}

/* As in NumPy: aligned at the last dimension; one element is repeated as often as it must be. */
static gboolean
merge_shape (TendrilArrayJob  *self,
             TendrilArray     *array,
             GError          **error)
{
  guint n;
  const gsize *shape = tendril_array_get_shape (array, &n);
  guint missing = n > self->n_dimensions ? n - self->n_dimensions : 0;

  memmove (self->shape + missing, self->shape, self->n_dimensions * sizeof *shape);
  for (guint i = 0; i < missing; i++)
    self->shape[i] = 1;
  self->n_dimensions += missing;

  for (guint i = 1; i <= n; i++)
    {
      gsize *merged = &self->shape[self->n_dimensions - i];
      gsize size = shape[n - i];

      if (*merged != size && *merged != 1 && size != 1)
        {
          g_autofree char *mine = tendril_shape_to_string (self->shape, self->n_dimensions);
          g_autofree char *other = tendril_shape_to_string (shape, n);

          g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT,
                       "the shapes %s and %s do not fit together", mine, other);
          return FALSE;
        }
      if (*merged == 1)
        *merged = size;
    }

  return TRUE;
}

static gboolean
find_shape (TendrilArrayJob  *self,
            const GValue     *arguments,
            GError          **error)
{
  for (guint i = 0; i < self->n_arguments; i++)
    {
      TendrilArray *array = get_array (&arguments[i]);

      if (array != NULL && !merge_shape (self, array, error))
        return FALSE;
    }

  return tendril_shape_count (self->shape, self->n_dimensions, sizeof (TendrilPayload),
                              &self->n_elements, error);
}

void
tendril_operand_set_array (TendrilOperand        *self,
                           const TendrilArrayJob *job,
                           TendrilArray          *array)
{
  guint n;
  const gsize *shape = tendril_array_get_shape (array, &n);
  const gssize *strides = tendril_array_get_strides (array, NULL);
  gssize packed;

  self->type = tendril_array_get_dtype (array);
  self->item_size = tendril_array_get_item_size (array);
  self->data = tendril_array_get_data (array);
  self->is_direct = TRUE;
  packed = self->item_size;
  for (guint i = 1; i <= job->n_dimensions; i++)
    {
      guint to = job->n_dimensions - i;

      self->strides[to] = i <= n && shape[n - i] != 1 ? strides[n - i] : 0;
      if (job->shape[to] != 1 && self->strides[to] != packed)
        self->is_direct = FALSE;
      packed *= (gssize) MAX (job->shape[to], 1);
    }
}

static gboolean
is_repeated (const TendrilOperand *self,
             guint                 n_dimensions)
{
  for (guint i = 0; i < n_dimensions; i++)
    {
      if (self->strides[i] != 0)
        return FALSE;
    }

  return TRUE;
}

static gboolean
set_number (TendrilOperand  *self,
            const GValue    *value,
            GError         **error)
{
  TendrilPayload payload;

  self->type = tendril_value_unbox (value, &payload, error);
  if (self->type == NULL)
    return FALSE;
  self->item_size = tendril_type_get_storage_size (self->type);
  if (self->item_size == 0)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TYPE,
                   "values of the type %s cannot be used with arrays",
                   tendril_type_get_name (self->type));
      return FALSE;
    }

  tendril_element_store (self->type, &self->cell, payload);
  return TRUE;
}

/* What is repeated for all elements is copied: it may lie in the output. */
static gboolean
set_argument (TendrilArrayJob  *self,
              guint             index,
              const GValue     *value,
              GError          **error)
{
  TendrilOperand *operand = &self->arguments[index];
  TendrilArray *array = get_array (value);
  gboolean repeated = TRUE;

  if (array == NULL)
    {
      if (!set_number (operand, value, error))
        return FALSE;
    }
  else
    {
      tendril_operand_set_array (operand, self, array);
      repeated = tendril_array_get_n_elements (array) == 1 &&
                 is_repeated (operand, self->n_dimensions);
      if (repeated)
        memcpy (&operand->cell, operand->data, operand->item_size);
    }

  self->types[index] = operand->type;
  if (repeated)
    self->broadcast |= G_GUINT64_CONSTANT (1) << index;
  return TRUE;
}

gboolean
tendril_array_job_set_arguments (TendrilArrayJob    *self,
                                 const char *const  *names,
                                 const GValue       *arguments,
                                 guint               n_arguments,
                                 GError            **error)
{
  self->n_arguments = n_arguments;
  self->n_dimensions = 0;
  self->broadcast = 0;
  self->own_code = NULL;
  self->kernel = NULL;
  self->streaming_kernel = NULL;
  self->reducer = NULL;
  self->partials = NULL;
  self->cancellable = NULL;
  self->progress = NULL;
  self->error = NULL;
  g_mutex_init (&self->lock);

  if (!find_shape (self, arguments, error))
    return FALSE;
  for (guint i = 0; i < n_arguments; i++)
    {
      if (!set_argument (self, i, &arguments[i], error))
        {
          g_prefix_error (error, "argument “%s”: ", names[i]);
          return FALSE;
        }
    }

  return TRUE;
}

void
tendril_array_job_clear (TendrilArrayJob *self)
{
  g_clear_pointer (&self->own_code, tendril_code_free);
  g_clear_pointer (&self->partials, g_free);
  g_clear_error (&self->error);
  g_mutex_clear (&self->lock);
}

static void
copy_run (guint8       *to,
          gssize        to_stride,
          const guint8 *from,
          gssize        from_stride,
          gsize         item_size,
          gsize         n)
{
  if (item_size == 1)
    {
      for (gsize i = 0; i < n; i++)
        to[(gssize) i * to_stride] = from[(gssize) i * from_stride];
      return;
    }

  for (gsize i = 0; i < n; i++)
    memcpy (to + (gssize) i * to_stride, from + (gssize) i * from_stride, sizeof (TendrilPayload));
}

void
tendril_array_job_copy (const TendrilArrayJob *self,
                        const TendrilOperand  *operand,
                        gsize                  start,
                        gsize                  n,
                        guint8                *buffer,
                        gboolean               to_buffer)
{
  guint last = self->n_dimensions - 1;
  gsize item_size = operand->item_size;
  gsize rest = start;
  gsize index[TENDRIL_ARRAY_MAX_DIMENSIONS];
  guint8 *place = operand->data;

  for (guint i = self->n_dimensions; i > 0; i--)
    {
      index[i - 1] = rest % self->shape[i - 1];
      rest /= self->shape[i - 1];
      place += (gssize) index[i - 1] * operand->strides[i - 1];
    }

  while (n > 0)
    {
      gsize run = MIN (n, self->shape[last] - index[last]);
      gssize stride = operand->strides[last];

      if (to_buffer)
        copy_run (buffer, item_size, place, stride, item_size, run);
      else
        copy_run (place, stride, buffer, item_size, item_size, run);
      buffer += run * item_size;
      n -= run;
      index[last] += run;
      place += (gssize) run * stride;
      for (guint i = last; i > 0 && index[i] == self->shape[i]; i--)
        {
          place += operand->strides[i - 1] - (gssize) self->shape[i] * operand->strides[i];
          index[i] = 0;
          index[i - 1]++;
        }
    }
}
