/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-array-private.h"

#include <string.h>

#include "tendril-error.h"

/**
 * TendrilArray:
 *
 * Numbers in memory, in any number of dimensions: the elements' type, the shape, the strides in
 * bytes, and the data, by reference. A bool takes one byte, 0 or 1. With no dimension it is one
 * number.
 *
 * The shape and the place of the data never change. The data may be read from any thread, and is
 * written by whoever owns it: an array that a map or a reduction is reading must not be written.
 *
 * Since: 1.0
 */
struct _TendrilArray
{
  GObject parent_instance;

  TendrilType *dtype;
  guint8 *data;
  gsize n_elements;
  guint n_dimensions;
  gboolean read_only;
  gsize shape[TENDRIL_ARRAY_MAX_DIMENSIONS];
  gssize strides[TENDRIL_ARRAY_MAX_DIMENSIONS];
  GDestroyNotify destroy;
  gpointer owner;
};

enum
{
  PROP_0,
  PROP_DTYPE,
  PROP_N_DIMENSIONS,
  PROP_N_ELEMENTS,
  PROP_READ_ONLY,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TendrilArray, tendril_array, G_TYPE_OBJECT)

static void
tendril_array_get_property (GObject    *object,
                            guint       prop_id,
                            GValue     *value,
                            GParamSpec *pspec)
{
  TendrilArray *self = TENDRIL_ARRAY (object);

  switch (prop_id)
    {
    case PROP_DTYPE:
      g_value_set_object (value, self->dtype);
      break;
    case PROP_N_DIMENSIONS:
      g_value_set_uint (value, self->n_dimensions);
      break;
    case PROP_N_ELEMENTS:
      g_value_set_uint64 (value, self->n_elements);
      break;
    case PROP_READ_ONLY:
      g_value_set_boolean (value, self->read_only);
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tendril_array_finalize (GObject *object)
{
  TendrilArray *self = TENDRIL_ARRAY (object);

  if (self->destroy != NULL)
    self->destroy (self->owner);

  G_OBJECT_CLASS (tendril_array_parent_class)->finalize (object);
}

static void
tendril_array_class_init (TendrilArrayClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  const GParamFlags flags = G_PARAM_READABLE | G_PARAM_STATIC_STRINGS;

  object_class->get_property = tendril_array_get_property;
  object_class->finalize = tendril_array_finalize;

  /**
   * TendrilArray:dtype: (getter get_dtype)
   *
   * The type of the elements.
   *
   * Since: 1.0
   */
  properties[PROP_DTYPE] = g_param_spec_object ("dtype", NULL, NULL, TENDRIL_TYPE_TYPE, flags);
  /**
   * TendrilArray:n-dimensions: (getter get_n_dimensions)
   *
   * How many dimensions there are; 0 for a single number.
   *
   * Since: 1.0
   */
  properties[PROP_N_DIMENSIONS] =
    g_param_spec_uint ("n-dimensions", NULL, NULL, 0, TENDRIL_ARRAY_MAX_DIMENSIONS, 0, flags);
  /**
   * TendrilArray:n-elements: (getter get_n_elements)
   *
   * How many elements there are: the product of the shape.
   *
   * Since: 1.0
   */
  properties[PROP_N_ELEMENTS] =
    g_param_spec_uint64 ("n-elements", NULL, NULL, 0, G_MAXUINT64, 0, flags);
  /**
   * TendrilArray:read-only: (getter get_read_only)
   *
   * Whether elements can only be read.
   *
   * Since: 1.0
   */
  properties[PROP_READ_ONLY] = g_param_spec_boolean ("read-only", NULL, NULL, FALSE, flags);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tendril_array_init (TendrilArray *self)
{
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

gboolean
tendril_shape_count (const gsize  *shape,
                     guint         n_dimensions,
                     gsize         item_size,
                     gsize        *n_elements,
                     GError      **error)
{
  gsize product = 1;
  gsize size;
  gboolean is_empty = FALSE;

  if (n_dimensions > TENDRIL_ARRAY_MAX_DIMENSIONS)
    return fail (error, "%u dimensions, but an array has at most %d", n_dimensions,
                 TENDRIL_ARRAY_MAX_DIMENSIONS);

  for (guint i = 0; i < n_dimensions; i++)
    {
      is_empty |= shape[i] == 0;
      if (!g_size_checked_mul (&product, product, MAX (shape[i], 1)))
        return fail (error, "the shape has more elements than memory can hold");
    }
  if (!g_size_checked_mul (&size, product, item_size) || size > G_MAXSSIZE)
    return fail (error, "the shape has more elements than memory can hold");

  *n_elements = is_empty ? 0 : product;
  return TRUE;
}

static gboolean
check_dtype (TendrilType  *dtype,
             GError      **error)
{
  if (tendril_type_get_storage_size (dtype) != 0)
    return TRUE;

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TYPE, "an array holds no values of the type %s",
               tendril_type_get_name (dtype));
  return FALSE;
}

/* Everything but the data. */
static TendrilArray *
array_new (TendrilType   *dtype,
           const gsize   *shape,
           const gssize  *strides,
           guint          n_dimensions,
           GError       **error)
{
  gsize item_size = tendril_type_get_storage_size (dtype);
  gsize stride = item_size;
  gsize n_elements;
  TendrilArray *self;

  if (!check_dtype (dtype, error) ||
      !tendril_shape_count (shape, n_dimensions, item_size, &n_elements, error))
    return NULL;

  self = g_object_new (TENDRIL_TYPE_ARRAY, NULL);
  self->dtype = dtype;
  self->n_elements = n_elements;
  self->n_dimensions = n_dimensions;
  for (guint i = n_dimensions; i > 0; i--)
    {
      self->shape[i - 1] = shape[i - 1];
      self->strides[i - 1] = strides != NULL ? strides[i - 1] : (gssize) stride;
      stride *= MAX (shape[i - 1], 1);
    }

  return self;
}

/**
 * tendril_array_new:
 * @dtype: the type of the elements
 * @shape: (array length=n_dimensions) (nullable): the size of each dimension
 * @n_dimensions: the number of dimensions
 * @error: return location for an error
 *
 * Makes an array of zeros in C order: the last index varies fastest.
 *
 * Returns: (transfer full): the array
 *
 * Since: 1.0
 */
TendrilArray *
tendril_array_new (TendrilType  *dtype,
                   const gsize  *shape,
                   guint         n_dimensions,
                   GError      **error)
{
  TendrilArray *self;
  gsize size;

  g_return_val_if_fail (TENDRIL_IS_TYPE (dtype), NULL);
  g_return_val_if_fail (shape != NULL || n_dimensions == 0, NULL);

  self = array_new (dtype, shape, NULL, n_dimensions, error);
  if (self == NULL)
    return NULL;

  size = self->n_elements * tendril_type_get_storage_size (dtype);
  self->data = g_try_malloc0 (MAX (size, sizeof (TendrilPayload)));
  if (self->data == NULL)
    {
      fail (error, "no memory for an array of %" G_GSIZE_FORMAT " bytes", size);
      g_object_unref (self);
      return NULL;
    }
  self->destroy = g_free;
  self->owner = self->data;

  return self;
}

static TendrilArray *
new_copy (TendrilType   *dtype,
          gconstpointer  values,
          gsize          n_values)
{
  g_autoptr (GError) error = NULL;
  TendrilArray *self = tendril_array_new (dtype, &n_values, 1, &error);

  if (self == NULL)
    g_error ("%s", error->message);
  if (n_values > 0)
    memcpy (self->data, values, n_values * tendril_type_get_storage_size (dtype));

  return self;
}

/**
 * tendril_array_new_from_float64: (constructor)
 * @values: (array length=n_values) (nullable): the numbers
 * @n_values: how many
 *
 * Makes an array of `float64` in one dimension, a copy of @values.
 *
 * Returns: (transfer full): the array
 *
 * Since: 1.0
 */
TendrilArray *
tendril_array_new_from_float64 (const double *values,
                                gsize         n_values)
{
  g_return_val_if_fail (values != NULL || n_values == 0, NULL);

  return new_copy (tendril_type_float64 (), values, n_values);
}

/**
 * tendril_array_new_from_int64: (constructor)
 * @values: (array length=n_values) (nullable): the numbers
 * @n_values: how many
 *
 * Makes an array of `int64` in one dimension, a copy of @values.
 *
 * Returns: (transfer full): the array
 *
 * Since: 1.0
 */
TendrilArray *
tendril_array_new_from_int64 (const gint64 *values,
                              gsize         n_values)
{
  g_return_val_if_fail (values != NULL || n_values == 0, NULL);

  return new_copy (tendril_type_int64 (), values, n_values);
}

/* The first and the last byte of the elements, relative to the first element. */
static gboolean
find_extent (const TendrilArray *self,
             gssize             *lowest,
             gssize             *highest)
{
  *lowest = 0;
  *highest = (gssize) tendril_type_get_storage_size (self->dtype) - 1;
  for (guint i = 0; i < self->n_dimensions; i++)
    {
      gssize *side = self->strides[i] < 0 ? lowest : highest;
      gssize reach;

      if (self->shape[i] > G_MAXSSIZE ||
          __builtin_mul_overflow (self->strides[i], (gssize) self->shape[i] - 1, &reach) ||
          __builtin_add_overflow (*side, reach, side))
        return FALSE;
    }

  return TRUE;
}

static gboolean
check_place (const TendrilArray  *self,
             gsize                size,
             gsize                offset,
             GError             **error)
{
  gsize alignment = MIN (tendril_type_get_storage_size (self->dtype), sizeof (TendrilPayload));
  gboolean aligned = GPOINTER_TO_SIZE (self->data) % alignment == 0;
  gssize lowest;
  gssize highest;

  if (self->n_elements == 0)
    return TRUE;
  if (size > G_MAXSSIZE || offset > size || !find_extent (self, &lowest, &highest) ||
      lowest < -(gssize) offset || highest >= (gssize) (size - offset))
    return fail (error, "elements lie outside of the %" G_GSIZE_FORMAT " bytes of data", size);

  for (guint i = 0; i < self->n_dimensions; i++)
    aligned = aligned && self->strides[i] % (gssize) alignment == 0;
  if (!aligned)
    return fail (error, "elements of the type %s must be aligned to %" G_GSIZE_FORMAT " bytes",
                 tendril_type_get_name (self->dtype), alignment);

  return TRUE;
}

/**
 * tendril_array_new_for_data: (skip)
 * @data: the memory
 * @size: its size in bytes
 * @offset: where in it the first element lies: behind others where a stride is negative
 * @dtype: the type of the elements
 * @shape: (array length=n_dimensions) (nullable): the size of each dimension
 * @strides: (array length=n_dimensions) (nullable): from one element to the next of each
 *   dimension in bytes, or %NULL for C order
 * @n_dimensions: the number of dimensions
 * @read_only: whether the data must not be written
 * @destroy: (nullable): called with @owner when the array is finalized; not if this call fails
 * @owner: (nullable): what keeps the memory
 * @error: return location for an error
 *
 * Makes an array of memory that somebody else owns, without a copy. All elements must lie inside of
 * the memory, aligned to their size or 8 bytes.
 *
 * Returns: (transfer full): the array
 *
 * Since: 1.0
 */
TendrilArray *
tendril_array_new_for_data (gpointer         data,
                            gsize            size,
                            gsize            offset,
                            TendrilType     *dtype,
                            const gsize     *shape,
                            const gssize    *strides,
                            guint            n_dimensions,
                            gboolean         read_only,
                            GDestroyNotify   destroy,
                            gpointer         owner,
                            GError         **error)
{
  g_autoptr (TendrilArray) self = NULL;

  g_return_val_if_fail (TENDRIL_IS_TYPE (dtype), NULL);
  g_return_val_if_fail (data != NULL || size == 0, NULL);
  g_return_val_if_fail (shape != NULL || n_dimensions == 0, NULL);

  self = array_new (dtype, shape, strides, n_dimensions, error);
  if (self == NULL)
    return NULL;
  self->data = data != NULL ? (guint8 *) data + offset : NULL;
  if (!check_place (self, size, offset, error))
    return NULL;

  self->read_only = read_only;
  self->destroy = destroy;
  self->owner = owner;
  return g_steal_pointer (&self);
}

/**
 * tendril_array_new_from_bytes: (constructor)
 * @bytes: the elements in C order and in the byte order of the machine
 * @dtype: the type of the elements
 * @shape: (array length=n_dimensions) (nullable): the size of each dimension
 * @n_dimensions: the number of dimensions
 * @error: return location for an error
 *
 * Makes a read-only array of @bytes, without a copy where they are aligned to the elements' size.
 * @bytes may be longer than the array.
 *
 * Returns: (transfer full): the array
 *
 * Since: 1.0
 */
TendrilArray *
tendril_array_new_from_bytes (GBytes       *bytes,
                              TendrilType  *dtype,
                              const gsize  *shape,
                              guint         n_dimensions,
                              GError      **error)
{
  g_autoptr (GBytes) aligned = NULL;
  TendrilArray *self;
  gsize size;
  gconstpointer data;

  g_return_val_if_fail (bytes != NULL, NULL);

  data = g_bytes_get_data (bytes, &size);
  if (GPOINTER_TO_SIZE (data) % sizeof (TendrilPayload) == 0)
    aligned = g_bytes_ref (bytes);
  else
    aligned = g_bytes_new (data, size);

  data = g_bytes_get_data (aligned, &size);
  self = tendril_array_new_for_data ((gpointer) data, size, 0, dtype, shape, NULL, n_dimensions,
                                     TRUE, (GDestroyNotify) g_bytes_unref, aligned, error);
  if (self != NULL)
    g_steal_pointer (&aligned);
  return self;
}

/**
 * tendril_array_reshape:
 * @self: a contiguous array
 * @shape: (array length=n_dimensions) (nullable): the size of each dimension
 * @n_dimensions: the number of dimensions
 * @error: return location for an error
 *
 * The same data in another shape of as many elements.
 *
 * Returns: (transfer full): an array that shares the data of @self
 *
 * Since: 1.0
 */
TendrilArray *
tendril_array_reshape (TendrilArray  *self,
                       const gsize   *shape,
                       guint          n_dimensions,
                       GError       **error)
{
  g_autoptr (TendrilArray) view = NULL;

  g_return_val_if_fail (TENDRIL_IS_ARRAY (self), NULL);
  g_return_val_if_fail (shape != NULL || n_dimensions == 0, NULL);

  if (!tendril_array_is_contiguous (self))
    {
      fail (error, "only a contiguous array can be reshaped");
      return NULL;
    }
  view = array_new (self->dtype, shape, NULL, n_dimensions, error);
  if (view == NULL)
    return NULL;
  if (view->n_elements != self->n_elements)
    {
      fail (error, "%" G_GSIZE_FORMAT " elements cannot be reshaped to %" G_GSIZE_FORMAT,
            self->n_elements, view->n_elements);
      return NULL;
    }

  view->data = self->data;
  view->read_only = self->read_only;
  view->destroy = g_object_unref;
  view->owner = g_object_ref (self);
  return g_steal_pointer (&view);
}

/**
 * tendril_array_get_dtype: (get-property dtype)
 * @self: an array
 *
 * The type of the elements.
 *
 * Returns: (transfer none): the type
 *
 * Since: 1.0
 */
TendrilType *
tendril_array_get_dtype (TendrilArray *self)
{
  g_return_val_if_fail (TENDRIL_IS_ARRAY (self), NULL);

  return self->dtype;
}

/**
 * tendril_array_get_n_dimensions: (get-property n-dimensions)
 * @self: an array
 *
 * How many dimensions there are; 0 for a single number.
 *
 * Returns: the number of dimensions
 *
 * Since: 1.0
 */
guint
tendril_array_get_n_dimensions (TendrilArray *self)
{
  g_return_val_if_fail (TENDRIL_IS_ARRAY (self), 0);

  return self->n_dimensions;
}

/**
 * tendril_array_get_shape:
 * @self: an array
 * @n_dimensions: (out) (optional): the number of dimensions
 *
 * The size of each dimension.
 *
 * Returns: (array length=n_dimensions) (transfer none): the shape
 *
 * Since: 1.0
 */
const gsize *
tendril_array_get_shape (TendrilArray *self,
                         guint        *n_dimensions)
{
  g_return_val_if_fail (TENDRIL_IS_ARRAY (self), NULL);

  if (n_dimensions != NULL)
    *n_dimensions = self->n_dimensions;
  return self->shape;
}

/**
 * tendril_array_get_strides:
 * @self: an array
 * @n_dimensions: (out) (optional): the number of dimensions
 *
 * How many bytes it is from one element to the next of each dimension; may be negative or 0.
 *
 * Returns: (array length=n_dimensions) (transfer none): the strides
 *
 * Since: 1.0
 */
const gssize *
tendril_array_get_strides (TendrilArray *self,
                           guint        *n_dimensions)
{
  g_return_val_if_fail (TENDRIL_IS_ARRAY (self), NULL);

  if (n_dimensions != NULL)
    *n_dimensions = self->n_dimensions;
  return self->strides;
}

/**
 * tendril_array_get_n_elements: (get-property n-elements)
 * @self: an array
 *
 * How many elements there are: the product of the shape.
 *
 * Returns: the number of elements
 *
 * Since: 1.0
 */
gsize
tendril_array_get_n_elements (TendrilArray *self)
{
  g_return_val_if_fail (TENDRIL_IS_ARRAY (self), 0);

  return self->n_elements;
}

/**
 * tendril_array_get_item_size:
 * @self: an array
 *
 * How many bytes an element takes.
 *
 * Returns: the size in bytes
 *
 * Since: 1.0
 */
guint
tendril_array_get_item_size (TendrilArray *self)
{
  g_return_val_if_fail (TENDRIL_IS_ARRAY (self), 0);

  return tendril_type_get_storage_size (self->dtype);
}

/**
 * tendril_array_get_read_only: (get-property read-only)
 * @self: an array
 *
 * Whether elements can only be read.
 *
 * Returns: %TRUE if the array is read-only
 *
 * Since: 1.0
 */
gboolean
tendril_array_get_read_only (TendrilArray *self)
{
  g_return_val_if_fail (TENDRIL_IS_ARRAY (self), TRUE);

  return self->read_only;
}

/**
 * tendril_array_is_contiguous:
 * @self: an array
 *
 * Whether the elements lie one behind the other in C order: the last index varies fastest.
 *
 * Returns: %TRUE if there is no gap
 *
 * Since: 1.0
 */
gboolean
tendril_array_is_contiguous (TendrilArray *self)
{
  gsize stride;

  g_return_val_if_fail (TENDRIL_IS_ARRAY (self), FALSE);

  stride = tendril_type_get_storage_size (self->dtype);
  for (guint i = self->n_dimensions; i > 0 && self->n_elements > 0; i--)
    {
      if (self->shape[i - 1] != 1 && self->strides[i - 1] != (gssize) stride)
        return FALSE;
      stride *= self->shape[i - 1];
    }

  return TRUE;
}

/**
 * tendril_array_get_data:
 * @self: an array
 *
 * The first element. The others follow by the strides; a read-only array must not be written.
 *
 * Returns: (transfer none) (nullable): the address, which lives as long as the array
 *
 * Since: 1.0
 */
gpointer
tendril_array_get_data (TendrilArray *self)
{
  g_return_val_if_fail (TENDRIL_IS_ARRAY (self), NULL);

  return self->data;
}

static void
copy_dimension (const TendrilArray *self,
                guint               dimension,
                const guint8       *from,
                guint8            **to)
{
  gsize item_size = tendril_type_get_storage_size (self->dtype);

  if (dimension == self->n_dimensions)
    {
      memcpy (*to, from, item_size);
      *to += item_size;
      return;
    }

  for (gsize i = 0; i < self->shape[dimension]; i++)
    copy_dimension (self, dimension + 1, from + (gssize) i * self->strides[dimension], to);
}

/**
 * tendril_array_dup_bytes:
 * @self: an array
 *
 * The elements in C order: without a copy where they lie so.
 *
 * Returns: (transfer full): bytes that keep the array's data
 *
 * Since: 1.0
 */
GBytes *
tendril_array_dup_bytes (TendrilArray *self)
{
  gsize size;
  guint8 *copy;
  guint8 *end;

  g_return_val_if_fail (TENDRIL_IS_ARRAY (self), NULL);

  size = self->n_elements * tendril_type_get_storage_size (self->dtype);
  if (tendril_array_is_contiguous (self))
    return g_bytes_new_with_free_func (self->data, size, g_object_unref, g_object_ref (self));

  copy = end = g_malloc (size);
  copy_dimension (self, 0, self->data, &end);
  return g_bytes_new_take (copy, size);
}

void
tendril_array_get_extent (TendrilArray  *self,
                          const guint8 **start,
                          const guint8 **end)
{
  gssize lowest;
  gssize highest;

  *start = *end = self->data;
  if (self->n_elements == 0 || !find_extent (self, &lowest, &highest))
    return;

  *start = self->data + lowest;
  *end = self->data + highest + 1;
}

/* Sufficient: taken from the smallest stride to the largest, each steps over all that the smaller
 * ones reach. */
gboolean
tendril_array_is_writable_apart (TendrilArray *self)
{
  gsize reach = tendril_type_get_storage_size (self->dtype);
  gboolean seen[TENDRIL_ARRAY_MAX_DIMENSIONS] = { FALSE };

  for (guint n = 0; n < self->n_dimensions && self->n_elements > 0; n++)
    {
      gsize smallest = G_MAXSIZE;
      guint at = 0;

      for (guint i = 0; i < self->n_dimensions; i++)
        {
          gsize stride = self->shape[i] == 1 ? 0 : ABS (self->strides[i]);

          if (!seen[i] && stride < smallest)
            {
              smallest = stride;
              at = i;
            }
        }
      seen[at] = TRUE;
      if (self->shape[at] == 1)
        continue;
      if (smallest < reach)
        return FALSE;
      reach += smallest * (self->shape[at] - 1);
    }

  return TRUE;
}
