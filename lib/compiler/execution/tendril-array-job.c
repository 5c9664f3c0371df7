/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-array-job-private.h"

/* Elements that are not one behind the other are copied so, this many at a time: the copies of
 * several arguments stay in the cache. */
#define PIECE_SIZE 1024
/* As for a call of numbers. */
#define SMALL_FRAME 128
/* With fewer elements, waking threads costs more than they save: about 30 µs, in which one thread
 * computes a cheap function of this many. */
#define MIN_THREADED_ELEMENTS (8 * TENDRIL_CHUNK_SIZE)

/* From this size on no cache keeps an output until it is read. */
#define MIN_STREAMED_SIZE (8 * 1024 * 1024)

typedef TendrilPayload Piece[PIECE_SIZE];

/* What a thread needs of its own. */
typedef struct
{
  TendrilArrayJob *job;
  TendrilPayload *frame;
  Piece *copies;
  Piece *output_copy;
  TendrilPayload *results;
  gconstpointer inputs[TENDRIL_MAX_PARAMETERS];
} Worker;

static gboolean
is_repeated (const TendrilArrayJob *job,
             guint                  argument)
{
  return (job->broadcast >> argument & 1) != 0;
}

static gboolean
has_copies (const TendrilArrayJob *job)
{
  for (guint i = 0; i < job->n_arguments; i++)
    {
      if (!is_repeated (job, i) && !job->arguments[i].is_direct)
        return TRUE;
    }

  return FALSE;
}

/* The error of the first element that fails. */
static void
fail (TendrilArrayJob *job,
      gsize            chunk,
      GError          *error)
{
  g_mutex_lock (&job->lock);
  if (job->error == NULL || chunk < job->failed_chunk)
    {
      g_clear_error (&job->error);
      job->error = error;
      job->failed_chunk = chunk;
    }
  else
    g_error_free (error);
  g_mutex_unlock (&job->lock);

  /* Chunks are begun in order, so all that lie before this one will be looked at. */
  g_atomic_pointer_set (&job->next_chunk, job->n_chunks);
}

static void
prefix_index (const TendrilArrayJob *job,
              gsize                  element,
              GError               **error)
{
  gsize index[TENDRIL_ARRAY_MAX_DIMENSIONS];
  g_autofree char *text = NULL;

  if (job->n_dimensions == 0)
    return;

  for (guint i = job->n_dimensions; i > 0; i--)
    {
      index[i - 1] = element % job->shape[i - 1];
      element /= job->shape[i - 1];
    }
  text = tendril_shape_to_string (index, job->n_dimensions);
  g_prefix_error (error, "element %s: ", text);
}

/* One element after the other. Returns how many succeeded. */
static gsize
run_scalar (Worker   *worker,
            gsize     from,
            gsize     to,
            guint8   *output,
            GError  **error)
{
  const TendrilArrayJob *job = worker->job;
  TendrilType *result_type = job->code->result_type;
  gsize result_size = tendril_type_get_storage_size (result_type);

  for (gsize i = from; i < to; i++)
    {
      TendrilPayload result;

      for (guint j = 0; j < job->n_arguments; j++)
        {
          gsize offset = is_repeated (job, j) ? 0 : i * job->arguments[j].item_size;

          worker->frame[j] = tendril_element_load (job->types[j],
                                                   (const guint8 *) worker->inputs[j] + offset);
        }
      if (!tendril_code_run (job->code, worker->frame, &result, error))
        return i;
      tendril_element_store (result_type, output + i * result_size, result);
    }

  return to;
}

/* The kernel stops where an element behind fails; the scalar code then finds which, and why. */
static gsize
run_kernel (Worker   *worker,
            guint8   *output,
            gsize     n,
            GError  **error)
{
  const TendrilArrayJob *job = worker->job;
  gsize result_size = tendril_type_get_storage_size (job->code->result_type);
  gsize done = 0;

  while (done < n)
    {
      gconstpointer inputs[TENDRIL_MAX_PARAMETERS];
      gsize end;

      if (job->kernel != NULL)
        {
          for (guint i = 0; i < job->n_arguments; i++)
            inputs[i] = (const guint8 *) worker->inputs[i] +
                        (is_repeated (job, i) ? 0 : done * job->arguments[i].item_size);
          done += job->kernel (job->kernel_data, inputs, output + done * result_size, n - done);
        }
      end = job->kernel != NULL ? MIN (done + TENDRIL_BLOCK_SIZE, n) : n;
      if (done < end)
        {
          gsize reached = run_scalar (worker, done, end, output, error);

          if (reached < end)
            return reached;
          done = end;
        }
    }

  return done;
}

static void
find_inputs (Worker *worker,
             gsize   start,
             gsize   n)
{
  TendrilArrayJob *job = worker->job;

  for (guint i = 0; i < job->n_arguments; i++)
    {
      const TendrilOperand *operand = &job->arguments[i];

      if (is_repeated (job, i))
        worker->inputs[i] = &operand->cell;
      else if (operand->is_direct)
        worker->inputs[i] = operand->data + start * operand->item_size;
      else
        {
          tendril_array_job_copy (job, operand, start, n, (guint8 *) worker->copies[i], TRUE);
          worker->inputs[i] = worker->copies[i];
        }
    }
}

static gboolean
run_piece (Worker   *worker,
           gsize     start,
           gsize     n,
           guint8   *output,
           GError  **error)
{
  gsize done;

  find_inputs (worker, start, n);
  done = run_kernel (worker, output, n, error);
  if (done == n)
    return TRUE;

  prefix_index (worker->job, start + done, error);
  return FALSE;
}

/* The results of a chunk go where they belong, or are reduced. */
static gboolean
run_chunk (Worker   *worker,
           gsize     chunk,
           GError  **error)
{
  TendrilArrayJob *job = worker->job;
  gsize start = chunk * TENDRIL_CHUNK_SIZE;
  gsize n = MIN (job->n_elements - start, TENDRIL_CHUNK_SIZE);
  gsize size = tendril_type_get_storage_size (job->code->result_type);
  gsize step = worker->copies != NULL || worker->output_copy != NULL ? PIECE_SIZE : n;

  for (gsize done = 0; done < n; done += step)
    {
      gsize piece = MIN (step, n - done);
      guint8 *output;

      if (job->reducer != NULL)
        output = (guint8 *) worker->results + done * size;
      else if (worker->output_copy != NULL)
        output = (guint8 *) worker->output_copy;
      else
        output = job->output.data + (start + done) * size;
      if (!run_piece (worker, start + done, piece, output, error))
        return FALSE;
      if (worker->output_copy != NULL)
        tendril_array_job_copy (job, &job->output, start + done, piece, output, FALSE);
    }

  if (job->reducer != NULL)
    job->reducer->reduce (&job->partials[chunk], worker->results, n);
  return TRUE;
}

static gboolean
take_chunk (Worker *worker)
{
  TendrilArrayJob *job = worker->job;
  GError *error = NULL;
  gsize chunk;

  if (g_atomic_pointer_get (&job->next_chunk) >= job->n_chunks)
    return FALSE;
  chunk = (gsize) g_atomic_pointer_add (&job->next_chunk, 1);
  if (chunk >= job->n_chunks)
    return FALSE;

  if (g_cancellable_set_error_if_cancelled (job->cancellable, &error) ||
      !run_chunk (worker, chunk, &error))
    {
      fail (job, chunk, error);
      return FALSE;
    }

  if (job->progress != NULL)
    g_atomic_pointer_add (job->progress, MIN (job->n_elements - chunk * TENDRIL_CHUNK_SIZE,
                                              TENDRIL_CHUNK_SIZE));
  return TRUE;
}

void
tendril_array_job_work (TendrilArrayJob *self)
{
  TendrilPayload small[SMALL_FRAME];
  g_autofree TendrilPayload *large = NULL;
  g_autofree Piece *copies = NULL;
  g_autofree Piece *output_copy = NULL;
  g_autofree TendrilPayload *results = NULL;
  Worker worker;

  if (self->code->n_registers > SMALL_FRAME)
    large = g_new (TendrilPayload, self->code->n_registers);
  if (has_copies (self))
    copies = g_new (Piece, self->n_arguments);
  if (self->reducer != NULL)
    results = g_new (TendrilPayload, MIN (self->n_elements, TENDRIL_CHUNK_SIZE));
  else if (!self->output.is_direct)
    output_copy = g_new (Piece, 1);

  worker.job = self;
  worker.frame = large != NULL ? large : small;
  worker.copies = copies;
  worker.output_copy = output_copy;
  worker.results = results;
  while (take_chunk (&worker))
    ;
}

/* What only the scalar code can do may not be for every thread. */
static gboolean
is_threaded (const TendrilArrayJob *self)
{
  return self->n_elements >= MIN_THREADED_ELEMENTS && self->kernel != NULL;
}

static gboolean
is_streamed (const TendrilArrayJob *self)
{
  return self->streaming_kernel != NULL && self->reducer == NULL && self->output.is_direct &&
         self->n_elements >=
           MIN_STREAMED_SIZE / tendril_type_get_storage_size (self->code->result_type);
}

gboolean
tendril_array_job_run (TendrilArrayJob  *self,
                       GError          **error)
{
  self->n_chunks = (self->n_elements + TENDRIL_CHUNK_SIZE - 1) / TENDRIL_CHUNK_SIZE;
  self->next_chunk = 0;
  if (is_streamed (self))
    self->kernel = self->streaming_kernel;
  if (self->reducer != NULL)
    self->partials = g_new0 (TendrilPartial, MAX (self->n_chunks, 1));
  if (self->reducer != NULL && self->n_chunks == 0)
    self->reducer->reduce (self->partials, NULL, 0);

  if (is_threaded (self))
    tendril_job_pool_run (self);
  else if (self->n_chunks > 0)
    tendril_array_job_work (self);

  if (self->error == NULL)
    return TRUE;
  g_propagate_error (error, g_steal_pointer (&self->error));
  return FALSE;
}
