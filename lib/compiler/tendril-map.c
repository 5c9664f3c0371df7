/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-map.h"

#include "tendril-error.h"
#include "tendril-function-private.h"

/* Often enough for a bar that moves. */
#define PROGRESS_INTERVAL_MS 50

G_DEFINE_ENUM_TYPE (TendrilReduction, tendril_reduction,
                    G_DEFINE_ENUM_VALUE (TENDRIL_REDUCTION_SUM, "sum"),
                    G_DEFINE_ENUM_VALUE (TENDRIL_REDUCTION_PRODUCT, "product"),
                    G_DEFINE_ENUM_VALUE (TENDRIL_REDUCTION_MIN, "min"),
                    G_DEFINE_ENUM_VALUE (TENDRIL_REDUCTION_MAX, "max"),
                    G_DEFINE_ENUM_VALUE (TENDRIL_REDUCTION_MEAN, "mean"),
                    G_DEFINE_ENUM_VALUE (TENDRIL_REDUCTION_COUNT, "count"))

/* What the calls that wait and those that do not have in common. */
typedef struct
{
  TendrilFunction *function;
  const GValue *arguments;
  guint n_arguments;
  TendrilArray *output;
  GCancellable *cancellable;
  gsize *progress;
  gsize *n_elements;
} Call;

static gboolean
begin (const Call       *call,
       TendrilArrayJob  *job,
       GError          **error)
{
  const char *names[TENDRIL_MAX_PARAMETERS];
  guint expected = tendril_function_get_n_parameters (call->function);

  if (call->n_arguments != expected)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_ARGUMENTS,
                   "the function has %u parameters, but was called with %u arguments", expected,
                   call->n_arguments);
      return FALSE;
    }

  for (guint i = 0; i < expected; i++)
    names[i] = tendril_function_get_parameter_name (call->function, i);
  if (!tendril_array_job_set_arguments (job, names, call->arguments, expected, error) ||
      !tendril_function_prepare_job (call->function, job, error))
    {
      tendril_array_job_clear (job);
      return FALSE;
    }

  if (tendril_type_get_storage_size (job->code->result_type) == 0)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TYPE, "there are no arrays of %s",
                   tendril_type_get_name (job->code->result_type));
      tendril_array_job_clear (job);
      return FALSE;
    }

  job->cancellable = call->cancellable;
  job->progress = call->progress;
  if (call->n_elements != NULL)
    g_atomic_pointer_set (call->n_elements, job->n_elements);
  return TRUE;
}

static gboolean
check_output (const TendrilArrayJob  *job,
              TendrilArray           *output,
              GError                **error)
{
  guint n;
  const gsize *shape = tendril_array_get_shape (output, &n);
  gboolean fits = n == job->n_dimensions;

  for (guint i = 0; i < n && fits; i++)
    fits = shape[i] == job->shape[i];
  if (!fits)
    {
      g_autofree char *mine = tendril_shape_to_string (job->shape, job->n_dimensions);
      g_autofree char *other = tendril_shape_to_string (shape, n);

      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT,
                   "the result has the shape %s, but the output has %s", mine, other);
      return FALSE;
    }
  if (tendril_array_get_dtype (output) != job->code->result_type)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TYPE,
                   "the result is of the type %s, but the output of %s",
                   tendril_type_get_name (job->code->result_type),
                   tendril_type_get_name (tendril_array_get_dtype (output)));
      return FALSE;
    }
  if (tendril_array_get_read_only (output) || !tendril_array_is_writable_apart (output))
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT,
                   "the output is read-only, or its elements share memory");
      return FALSE;
    }

  return TRUE;
}

static gboolean
is_same_place (const TendrilArrayJob *job,
               const TendrilOperand  *a,
               const TendrilOperand  *b)
{
  if (a->data != b->data || a->item_size != b->item_size)
    return FALSE;

  for (guint i = 0; i < job->n_dimensions; i++)
    {
      if (job->shape[i] != 1 && a->strides[i] != b->strides[i])
        return FALSE;
    }

  return TRUE;
}

/* Whether an argument would be overwritten before it is read. */
static gboolean
is_in_the_way (const Call            *call,
               const TendrilArrayJob *job)
{
  const guint8 *start;
  const guint8 *end;

  tendril_array_get_extent (call->output, &start, &end);
  for (guint i = 0; i < job->n_arguments; i++)
    {
      const guint8 *first;
      const guint8 *last;

      if ((job->broadcast >> i & 1) != 0 ||
          is_same_place (job, &job->arguments[i], &job->output))
        continue;
      tendril_array_get_extent (g_value_get_object (&call->arguments[i]), &first, &last);
      if (first < end && start < last)
        return TRUE;
    }

  return FALSE;
}

static gboolean
run_beside (const Call       *call,
            TendrilArrayJob  *job,
            GError          **error)
{
  g_autoptr (TendrilArray) beside =
    tendril_array_new (job->code->result_type, job->shape, job->n_dimensions, error);
  TendrilOperand output = job->output;

  if (beside == NULL)
    return FALSE;
  tendril_operand_set_array (&job->output, job, beside);
  if (!tendril_array_job_run (job, error))
    return FALSE;

  tendril_array_job_copy (job, &output, 0, job->n_elements, tendril_array_get_data (beside),
                          FALSE);
  return TRUE;
}

static TendrilArray *
run_map (const Call       *call,
         TendrilArrayJob  *job,
         GError          **error)
{
  g_autoptr (TendrilArray) output = NULL;

  if (call->output != NULL && !check_output (job, call->output, error))
    return NULL;
  if (call->output != NULL)
    output = g_object_ref (call->output);
  else
    output = tendril_array_new (job->code->result_type, job->shape, job->n_dimensions, error);
  if (output == NULL)
    return NULL;

  tendril_operand_set_array (&job->output, job, output);
  if (call->output != NULL && is_in_the_way (call, job))
    return run_beside (call, job, error) ? g_steal_pointer (&output) : NULL;

  return tendril_array_job_run (job, error) ? g_steal_pointer (&output) : NULL;
}

static TendrilArray *
map (const Call  *call,
     GError     **error)
{
  TendrilArrayJob job;
  TendrilArray *output;

  if (!begin (call, &job, error))
    return NULL;

  output = run_map (call, &job, error);
  tendril_array_job_clear (&job);
  return output;
}

static gboolean
run_reduction (TendrilReduction   reduction,
               TendrilArrayJob   *job,
               GValue            *result,
               GError           **error)
{
  TendrilPayload payload;
  TendrilType *type;

  job->reducer = tendril_reducer_find (reduction, job->code->result_type);
  if (job->reducer == NULL)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TYPE,
                   "values of the type %s cannot be reduced",
                   tendril_type_get_name (job->code->result_type));
      return FALSE;
    }
  if (job->n_elements == 0 && job->reducer->needs_elements)
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_ARGUMENT,
                   "no elements have neither a smallest nor a largest one");
      return FALSE;
    }
  if (!tendril_array_job_run (job, error))
    return FALSE;

  tendril_reducer_combine (job->reducer, job->partials, MAX (job->n_chunks, 1));
  type = job->reducer->finish (job->partials, job->n_elements, &payload);
  tendril_value_box (result, type, &payload);
  return TRUE;
}

static gboolean
reduce (const Call        *call,
        TendrilReduction   reduction,
        GValue            *result,
        GError           **error)
{
  TendrilArrayJob job;
  gboolean ok;

  if (!begin (call, &job, error))
    return FALSE;

  ok = run_reduction (reduction, &job, result, error);
  tendril_array_job_clear (&job);
  return ok;
}

/**
 * tendril_function_map:
 * @self: a function
 * @arguments: (array length=n_arguments) (nullable): as many values as there are parameters: each a
 *   number or a [class@Array]
 * @n_arguments: the number of arguments
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * Calls the function for each element of the arrays. Arrays of different shapes are put together as
 * by NumPy: aligned at the last dimension, where a dimension of one element, one that is missing,
 * and a number are repeated. Without any array the result has no dimension.
 *
 * The result of one element does not depend on the others. An error names the index of the first
 * element that fails, in C order. Large arrays are worked on by several threads, as many as there
 * are processors, so native overloads must be callable from any thread; the overloads of languages
 * that belong to a thread are only called on the thread of this call. Overloads that are not pure
 * may be called in any order.
 *
 * Returns: (transfer full): a new array of the function's result type
 *
 * Since: 1.0
 */
TendrilArray *
tendril_function_map (TendrilFunction  *self,
                      const GValue     *arguments,
                      guint             n_arguments,
                      GCancellable     *cancellable,
                      GError          **error)
{
  const Call call = { .function = self, .arguments = arguments, .n_arguments = n_arguments,
                      .cancellable = cancellable };

  g_return_val_if_fail (TENDRIL_IS_FUNCTION (self), NULL);
  g_return_val_if_fail (arguments != NULL || n_arguments == 0, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  return map (&call, error);
}

/**
 * tendril_function_map_into:
 * @self: a function
 * @arguments: (array length=n_arguments) (nullable): as many values as there are parameters: each a
 *   number or a [class@Array]
 * @n_arguments: the number of arguments
 * @output: where the results go: of the shape and the type of the result
 * @cancellable: (nullable): a cancellable
 * @error: return location for an error
 *
 * As [method@Function.map], into an array that is there. It may be one of the arguments, or share
 * memory with them. After an error some of its elements may have been written.
 *
 * Returns: %TRUE if all elements were written
 *
 * Since: 1.0
 */
gboolean
tendril_function_map_into (TendrilFunction  *self,
                           const GValue     *arguments,
                           guint             n_arguments,
                           TendrilArray     *output,
                           GCancellable     *cancellable,
                           GError          **error)
{
  const Call call = { .function = self, .arguments = arguments, .n_arguments = n_arguments,
                      .output = output, .cancellable = cancellable };
  g_autoptr (TendrilArray) written = NULL;

  g_return_val_if_fail (TENDRIL_IS_FUNCTION (self), FALSE);
  g_return_val_if_fail (arguments != NULL || n_arguments == 0, FALSE);
  g_return_val_if_fail (TENDRIL_IS_ARRAY (output), FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  written = map (&call, error);
  return written != NULL;
}

/**
 * tendril_function_reduce:
 * @self: a function
 * @reduction: how the results become one value
 * @arguments: (array length=n_arguments) (nullable): as many values as there are parameters: each a
 *   number or a [class@Array]
 * @n_arguments: the number of arguments
 * @cancellable: (nullable): a cancellable
 * @result: (out caller-allocates): where the result goes: a zero-filled value, or one that may be
 *   overwritten
 * @error: return location for an error
 *
 * As [method@Function.map], but the results are reduced to one value and not kept.
 *
 * Returns: (skip): %TRUE if @result was set
 *
 * Since: 1.0
 */
gboolean
tendril_function_reduce (TendrilFunction   *self,
                         TendrilReduction   reduction,
                         const GValue      *arguments,
                         guint              n_arguments,
                         GCancellable      *cancellable,
                         GValue            *result,
                         GError           **error)
{
  const Call call = { .function = self, .arguments = arguments, .n_arguments = n_arguments,
                      .cancellable = cancellable };

  g_return_val_if_fail (TENDRIL_IS_FUNCTION (self), FALSE);
  g_return_val_if_fail (reduction <= TENDRIL_REDUCTION_COUNT, FALSE);
  g_return_val_if_fail (arguments != NULL || n_arguments == 0, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  return reduce (&call, reduction, result, error);
}

/* A call on a thread of its own; what it was told lives as long as it. */
typedef struct
{
  GArray *arguments;
  TendrilArray *output;
  TendrilReduction reduction;
  gsize n_done;              /* atomic, as is the next one */
  gsize n_elements;
  TendrilProgressFunc progress;
  gpointer progress_data;
  GDestroyNotify progress_destroy;
  GSource *source;
} AsyncCall;

static void
async_call_free (AsyncCall *self)
{
  g_array_unref (self->arguments);
  g_clear_object (&self->output);
  g_free (self);
}

static void
tell_progress (AsyncCall *self)
{
  self->progress (g_atomic_pointer_get (&self->n_done), g_atomic_pointer_get (&self->n_elements),
                  self->progress_data);
}

static gboolean
on_progress (gpointer user_data)
{
  AsyncCall *self = user_data;

  if (g_atomic_pointer_get (&self->n_elements) > 0)
    tell_progress (self);
  return G_SOURCE_CONTINUE;
}

/* On the thread of the caller, just before its callback. */
static void
end_progress (AsyncCall *self,
              gboolean   succeeded)
{
  if (self->source != NULL)
    g_source_destroy (self->source);
  g_clear_pointer (&self->source, g_source_unref);
  if (self->progress != NULL && succeeded)
    tell_progress (self);
  if (self->progress_destroy != NULL)
    self->progress_destroy (self->progress_data);
  self->progress = NULL;
  self->progress_destroy = NULL;
}

static void
on_completed (GTask      *task,
              GParamSpec *pspec,
              gpointer    user_data)
{
  AsyncCall *self = g_task_get_task_data (task);

  end_progress (self, !g_task_had_error (task));
}

static Call
get_call (GTask        *task,
          GCancellable *cancellable)
{
  AsyncCall *self = g_task_get_task_data (task);

  return (Call) {
    .function = g_task_get_source_object (task),
    .arguments = (const GValue *) (gpointer) self->arguments->data,
    .n_arguments = self->arguments->len,
    .output = self->output,
    .cancellable = cancellable,
    .progress = &self->n_done,
    .n_elements = &self->n_elements,
  };
}

static void
map_in_thread (GTask        *task,
               gpointer      source_object,
               gpointer      task_data,
               GCancellable *cancellable)
{
  const Call call = get_call (task, cancellable);
  GError *error = NULL;
  TendrilArray *output = map (&call, &error);

  if (output != NULL)
    g_task_return_pointer (task, output, g_object_unref);
  else
    g_task_return_error (task, error);
}

static void
value_free (gpointer data)
{
  GValue *value = data;

  g_value_unset (value);
  g_free (value);
}

static void
reduce_in_thread (GTask        *task,
                  gpointer      source_object,
                  gpointer      task_data,
                  GCancellable *cancellable)
{
  AsyncCall *self = task_data;
  const Call call = get_call (task, cancellable);
  g_auto (GValue) result = G_VALUE_INIT;
  GError *error = NULL;
  GValue *returned;

  if (!reduce (&call, self->reduction, &result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  returned = g_new0 (GValue, 1);
  g_value_init (returned, G_VALUE_TYPE (&result));
  g_value_copy (&result, returned);
  g_task_return_pointer (task, returned, value_free);
}

static GArray *
copy_arguments (const GValue *arguments,
                guint         n_arguments)
{
  GArray *copy = g_array_new (FALSE, TRUE, sizeof (GValue));

  g_array_set_clear_func (copy, (GDestroyNotify) g_value_unset);
  g_array_set_size (copy, n_arguments);
  for (guint i = 0; i < n_arguments; i++)
    {
      GValue *value = &g_array_index (copy, GValue, i);

      g_value_init (value, G_VALUE_TYPE (&arguments[i]));
      g_value_copy (&arguments[i], value);
    }

  return copy;
}

static GTask *
task_new (const Call           *call,
          TendrilReduction      reduction,
          TendrilProgressFunc   progress,
          gpointer              progress_data,
          GDestroyNotify        progress_destroy,
          GAsyncReadyCallback   callback,
          gpointer              user_data)
{
  GTask *task = g_task_new (call->function, call->cancellable, callback, user_data);
  AsyncCall *self = g_new0 (AsyncCall, 1);

  self->arguments = copy_arguments (call->arguments, call->n_arguments);
  g_set_object (&self->output, call->output);
  self->reduction = reduction;
  self->progress = progress;
  self->progress_data = progress_data;
  self->progress_destroy = progress_destroy;
  g_task_set_task_data (task, self, (GDestroyNotify) async_call_free);
  /* A call that was cancelled may still be writing. */
  g_task_set_return_on_cancel (task, FALSE);
  g_signal_connect (task, "notify::completed", G_CALLBACK (on_completed), NULL);

  if (progress != NULL)
    {
      self->source = g_timeout_source_new (PROGRESS_INTERVAL_MS);
      g_source_set_callback (self->source, on_progress, self, NULL);
      g_source_attach (self->source, g_task_get_context (task));
    }

  return task;
}

/**
 * tendril_function_map_async:
 * @self: a function
 * @arguments: (array length=n_arguments) (nullable): as many values as there are parameters: each a
 *   number or a [class@Array]
 * @n_arguments: the number of arguments
 * @output: (nullable): where the results go, or %NULL for a new array
 * @cancellable: (nullable): a cancellable
 * @progress: (nullable) (scope notified) (closure progress_data) (destroy progress_destroy): is
 *   told how far the call has come
 * @progress_data: data for @progress
 * @progress_destroy: frees @progress_data
 * @callback: (nullable) (scope async) (closure user_data): called when the arrays are done
 * @user_data: data for @callback
 *
 * As [method@Function.map] or [method@Function.map_into], on another thread. The arrays must not be
 * written until @callback was called, even if the call is cancelled.
 *
 * Since: 1.0
 */
void
tendril_function_map_async (TendrilFunction      *self,
                            const GValue         *arguments,
                            guint                 n_arguments,
                            TendrilArray         *output,
                            GCancellable         *cancellable,
                            TendrilProgressFunc   progress,
                            gpointer              progress_data,
                            GDestroyNotify        progress_destroy,
                            GAsyncReadyCallback   callback,
                            gpointer              user_data)
{
  const Call call = { .function = self, .arguments = arguments, .n_arguments = n_arguments,
                      .output = output, .cancellable = cancellable };
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TENDRIL_IS_FUNCTION (self));
  g_return_if_fail (arguments != NULL || n_arguments == 0);
  g_return_if_fail (output == NULL || TENDRIL_IS_ARRAY (output));

  task = task_new (&call, TENDRIL_REDUCTION_SUM, progress, progress_data, progress_destroy, callback,
                   user_data);
  g_task_set_source_tag (task, tendril_function_map_async);
  g_task_run_in_thread (task, map_in_thread);
}

/**
 * tendril_function_map_finish:
 * @self: a function
 * @result: what the callback was given
 * @error: return location for an error
 *
 * Ends [method@Function.map_async].
 *
 * Returns: (transfer full): the new array, or the one that was given
 *
 * Since: 1.0
 */
TendrilArray *
tendril_function_map_finish (TendrilFunction  *self,
                             GAsyncResult     *result,
                             GError          **error)
{
  g_return_val_if_fail (g_task_is_valid (result, self), NULL);

  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * tendril_function_reduce_async:
 * @self: a function
 * @reduction: how the results become one value
 * @arguments: (array length=n_arguments) (nullable): as many values as there are parameters: each a
 *   number or a [class@Array]
 * @n_arguments: the number of arguments
 * @cancellable: (nullable): a cancellable
 * @progress: (nullable) (scope notified) (closure progress_data) (destroy progress_destroy): is
 *   told how far the call has come
 * @progress_data: data for @progress
 * @progress_destroy: frees @progress_data
 * @callback: (nullable) (scope async) (closure user_data): called when the result is there
 * @user_data: data for @callback
 *
 * As [method@Function.reduce], on another thread.
 *
 * Since: 1.0
 */
void
tendril_function_reduce_async (TendrilFunction      *self,
                               TendrilReduction      reduction,
                               const GValue         *arguments,
                               guint                 n_arguments,
                               GCancellable         *cancellable,
                               TendrilProgressFunc   progress,
                               gpointer              progress_data,
                               GDestroyNotify        progress_destroy,
                               GAsyncReadyCallback   callback,
                               gpointer              user_data)
{
  const Call call = { .function = self, .arguments = arguments, .n_arguments = n_arguments,
                      .cancellable = cancellable };
  g_autoptr (GTask) task = NULL;

  g_return_if_fail (TENDRIL_IS_FUNCTION (self));
  g_return_if_fail (reduction <= TENDRIL_REDUCTION_COUNT);
  g_return_if_fail (arguments != NULL || n_arguments == 0);

  task = task_new (&call, reduction, progress, progress_data, progress_destroy, callback, user_data);
  g_task_set_source_tag (task, tendril_function_reduce_async);
  g_task_run_in_thread (task, reduce_in_thread);
}

/**
 * tendril_function_reduce_finish:
 * @self: a function
 * @result: what the callback was given
 * @value: (out caller-allocates): where the result goes: a zero-filled value, or one that may be
 *   overwritten
 * @error: return location for an error
 *
 * Ends [method@Function.reduce_async].
 *
 * Returns: (skip): %TRUE if @value was set
 *
 * Since: 1.0
 */
gboolean
tendril_function_reduce_finish (TendrilFunction  *self,
                                GAsyncResult     *result,
                                GValue           *value,
                                GError          **error)
{
  GValue *returned;

  g_return_val_if_fail (g_task_is_valid (result, self), FALSE);
  g_return_val_if_fail (value != NULL, FALSE);

  returned = g_task_propagate_pointer (G_TASK (result), error);
  if (returned == NULL)
    return FALSE;

  if (G_IS_VALUE (value))
    g_value_unset (value);
  *value = *returned;
  g_free (returned);
  return TRUE;
}
