/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-function-private.h"

#include <string.h>

#include "tendril-admission-private.h"
#include "tendril-compiled-call-private.h"
#include "tendril-backend-private.h"
#include "tendril-compiler-private.h"
#include "tendril-limits-private.h"
#include "tendril-value-private.h"

/* Functions with no more registers run without allocating. The arguments fit in any case. */
#define SMALL_FRAME 128

G_STATIC_ASSERT (SMALL_FRAME >= TENDRIL_MAX_PARAMETERS);

typedef struct _Specialization Specialization;

/* The code for one list of argument types. The list of them only grows, at its head, so it is read
 * without a lock. */
struct _Specialization
{
  Specialization *next;
  TendrilCode *code;
  TendrilType *types[];
};

typedef struct _BlockSpecialization BlockSpecialization;

/* As above, for arrays: machine code where it was asked for, else block code; neither where the
 * scalar code must do. */
struct _BlockSpecialization
{
  BlockSpecialization *next;
  guint64 broadcast;
  const TendrilCode *code;
  TendrilBlockCode *block_code;
  TendrilBackendCode *compiled;
};

/**
 * TendrilFunction:
 *
 * A function of the language. It is compiled for each combination of argument types when it is
 * first called with them, and may be called from several threads at once.
 *
 * Since: 1.0
 */
struct _TendrilFunction
{
  GObject parent_instance;

  TendrilCompiler *compiler;
  TendrilTree *tree;
  Specialization *specializations;
  BlockSpecialization *block_specializations;
};

enum
{
  PROP_0,
  PROP_SOURCE,
  N_PROPS,
};

static GParamSpec *properties[N_PROPS];

G_DEFINE_FINAL_TYPE (TendrilFunction, tendril_function, G_TYPE_OBJECT)

static void
tendril_function_get_property (GObject    *object,
                               guint       prop_id,
                               GValue     *value,
                               GParamSpec *pspec)
{
  TendrilFunction *self = TENDRIL_FUNCTION (object);

  switch (prop_id)
    {
    case PROP_SOURCE:
      g_value_set_string (value, tendril_function_get_source (self));
      break;
    default:
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, prop_id, pspec);
    }
}

static void
tendril_function_finalize (GObject *object)
{
  TendrilFunction *self = TENDRIL_FUNCTION (object);
  Specialization *next;
  BlockSpecialization *next_block;

  if (self->compiler != NULL)
    tendril_compiler_remove_function (self->compiler, self);
  for (BlockSpecialization *each = self->block_specializations; each != NULL; each = next_block)
    {
      next_block = each->next;
      g_clear_pointer (&each->block_code, tendril_block_code_free);
      g_clear_pointer (&each->compiled, tendril_backend_code_free);
      g_free (each);
    }
  for (Specialization *each = self->specializations; each != NULL; each = next)
    {
      next = each->next;
      tendril_code_free (each->code);
      g_free (each);
    }
  g_clear_pointer (&self->tree, tendril_tree_unref);
  g_clear_object (&self->compiler);

  G_OBJECT_CLASS (tendril_function_parent_class)->finalize (object);
}

static void
tendril_function_class_init (TendrilFunctionClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);

  object_class->get_property = tendril_function_get_property;
  object_class->finalize = tendril_function_finalize;

  /**
   * TendrilFunction:source: (getter get_source)
   *
   * The text that was compiled.
   *
   * Since: 1.0
   */
  properties[PROP_SOURCE] = g_param_spec_string ("source", NULL, NULL, NULL,
                                                 G_PARAM_READABLE | G_PARAM_STATIC_STRINGS);

  g_object_class_install_properties (object_class, N_PROPS, properties);
}

static void
tendril_function_init (TendrilFunction *self)
{
}

TendrilFunction *
tendril_function_new (TendrilCompiler *compiler,
                      TendrilTree     *tree)
{
  TendrilFunction *self = g_object_new (TENDRIL_TYPE_FUNCTION, NULL);

  self->compiler = g_object_ref (compiler);
  self->tree = tree;
  tendril_compiler_add_function (compiler, self);

  return self;
}

/**
 * tendril_function_get_source: (get-property source)
 * @self: a function
 *
 * The text that was compiled.
 *
 * Returns: (nullable): the source
 *
 * Since: 1.0
 */
const char *
tendril_function_get_source (TendrilFunction *self)
{
  g_return_val_if_fail (TENDRIL_IS_FUNCTION (self), NULL);

  return self->tree != NULL ? self->tree->source->text : NULL;
}

/**
 * tendril_function_get_n_parameters:
 * @self: a function
 *
 * How many arguments a call must have.
 *
 * Returns: the number of parameters
 *
 * Since: 1.0
 */
guint
tendril_function_get_n_parameters (TendrilFunction *self)
{
  g_return_val_if_fail (TENDRIL_IS_FUNCTION (self), 0);

  return self->tree != NULL ? self->tree->n_parameters : 0;
}

/**
 * tendril_function_get_parameter_name:
 * @self: a function
 * @index: which parameter, from 0
 *
 * The name of a parameter.
 *
 * Returns: the name
 *
 * Since: 1.0
 */
const char *
tendril_function_get_parameter_name (TendrilFunction *self,
                                     guint            index)
{
  g_return_val_if_fail (TENDRIL_IS_FUNCTION (self), NULL);
  g_return_val_if_fail (index < tendril_function_get_n_parameters (self), NULL);

  return self->tree->parameters[index];
}

static const TendrilCode *
find_code (TendrilFunction    *self,
           TendrilType *const *types)
{
  gsize size = self->tree->n_parameters * sizeof *types;

  for (const Specialization *each = g_atomic_pointer_get (&self->specializations); each != NULL;
       each = each->next)
    {
      if (memcmp (each->types, types, size) == 0)
        return each->code;
    }

  return NULL;
}

gboolean
tendril_function_foreach_specialization (TendrilFunction           *self,
                                         TendrilSpecializationFunc  func,
                                         gpointer                   user_data)
{
  for (const Specialization *each = g_atomic_pointer_get (&self->specializations); each != NULL;
       each = each->next)
    {
      if (!func (self->tree, each->types, each->code, user_data))
        return FALSE;
    }

  return TRUE;
}

static const TendrilCode *
add_specialization (TendrilFunction    *self,
                    TendrilType *const *types,
                    TendrilCode        *code)
{
  gsize size = self->tree->n_parameters * sizeof *types;
  Specialization *added = g_malloc (sizeof *added + size);

  added->code = code;
  added->next = self->specializations;
  memcpy (added->types, types, size);
  g_atomic_pointer_set (&self->specializations, added);

  return code;
}

static const TendrilCode *
specialize (TendrilFunction     *self,
            TendrilType *const  *types,
            GError             **error)
{
  const TendrilCode *found;
  TendrilCode *code = NULL;

  if (!tendril_compiler_load_backend (self->compiler, error))
    return NULL;

  tendril_compiler_lock (self->compiler);
  found = find_code (self, types);
  if (found == NULL)
    code = tendril_compiler_make_code (self->compiler, self->tree, types, error);
  if (code != NULL)
    found = add_specialization (self, types, code);
  tendril_compiler_unlock (self->compiler);

  return found;
}

static gboolean
run (const TendrilCode   *code,
     TendrilType *const  *types,
     TendrilPayload      *frame,
     guint                n_arguments,
     GValue              *result,
     GError             **error)
{
  g_autofree TendrilPayload *large = NULL;
  TendrilPayload value[TENDRIL_MAX_SLOTS];

  if (code->compiled != NULL && tendril_compiled_call (code->compiled, types, n_arguments, frame,
                                                       code->result_type, value))
    {
      tendril_value_box (result, code->result_type, value);
      return TRUE;
    }
  if (code->n_registers > SMALL_FRAME)
    {
      large = g_new (TendrilPayload, code->n_registers);
      memcpy (large, frame, code->n_parameter_slots * sizeof *frame);
      frame = large;
    }
  if (!tendril_code_run (code, frame, value, error))
    return FALSE;

  tendril_value_box (result, code->result_type, value);
  return TRUE;
}

static gboolean
run_for_init (TendrilFunction     *self,
              TendrilType *const  *types,
              TendrilPayload      *frame,
              GValue              *result,
              GError             **error)
{
  g_autoptr (TendrilCode) code = tendril_compiler_make_code_for_init (self->tree, types, error);

  return code != NULL && run (code, types, frame, self->tree->n_parameters, result, error);
}

static gboolean
check_arguments (TendrilFunction  *self,
                 guint             n_arguments,
                 GError          **error)
{
  if (n_arguments == self->tree->n_parameters)
    return TRUE;

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_ARGUMENTS,
               "the function has %u parameters, but was called with %u arguments",
               self->tree->n_parameters, n_arguments);
  return FALSE;
}

/* The types, and how many slots all of them take. */
static gboolean
find_types (TendrilFunction  *self,
            const GValue     *arguments,
            TendrilType     **types,
            guint            *n_slots,
            GError          **error)
{
  *n_slots = 0;
  for (guint i = 0; i < self->tree->n_parameters; i++)
    {
      types[i] = tendril_value_peek_type (&arguments[i]);
      if (types[i] == NULL)
        types[i] = tendril_compiler_find_value_type (self->compiler, &arguments[i]);
      if (types[i] == NULL)
        {
          g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_TYPE,
                       "argument “%s”: a value of the GType %s has no type of the language",
                       self->tree->parameters[i],
                       G_IS_VALUE (&arguments[i]) ? G_VALUE_TYPE_NAME (&arguments[i]) : "(none)");
          return FALSE;
        }
      *n_slots += tendril_type_get_n_slots (types[i]);
    }

  return TRUE;
}

static gboolean
read_arguments (TendrilFunction     *self,
                const GValue        *arguments,
                TendrilType *const  *types,
                TendrilPayload      *frame,
                GError             **error)
{
  for (guint i = 0; i < self->tree->n_parameters; i++)
    {
      if (!tendril_value_read (&arguments[i], types[i], frame, error))
        {
          g_prefix_error (error, "argument “%s”: ", self->tree->parameters[i]);
          return FALSE;
        }
      frame += tendril_type_get_n_slots (types[i]);
    }

  return TRUE;
}

TendrilCompiler *
tendril_function_get_compiler (TendrilFunction *self)
{
  return self->compiler;
}

TendrilTree *
tendril_function_get_tree (TendrilFunction *self)
{
  return self->tree;
}

gboolean
tendril_function_find_types (TendrilFunction  *self,
                             const GValue     *arguments,
                             guint             n_arguments,
                             TendrilType     **types,
                             GError          **error)
{
  guint n_slots;

  return tendril_extension_registry_init_all (tendril_compiler_get_registry (self->compiler), NULL,
                                              error) &&
         check_arguments (self, n_arguments, error) &&
         find_types (self, arguments, types, &n_slots, error);
}

static gboolean
call_with_types (TendrilFunction     *self,
                 TendrilType *const  *types,
                 TendrilPayload      *frame,
                 GValue              *result,
                 GError             **error)
{
  const TendrilCode *code;

  if (tendril_compiler_is_in_init (self->compiler))
    return run_for_init (self, types, frame, result, error);

  code = find_code (self, types);
  if (code == NULL)
    code = specialize (self, types, error);

  return code != NULL &&
         (code->owners == NULL || tendril_admission_check_owners (code->owners, error)) &&
         run (code, types, frame, self->tree->n_parameters, result, error);
}

/**
 * tendril_function_call:
 * @self: a function
 * @arguments: (array length=n_arguments) (nullable): as many values as there are parameters
 * @n_arguments: the number of arguments
 * @result: (out caller-allocates): where the result goes: a zero-filled value, or one that may be
 *   overwritten
 * @error: return location for an error
 *
 * Calls the function. Arguments are numbers or truth values (integers of any width are `int64`,
 * `float` and `double` are `float64`), or values of a type that an extension registered. The result
 * is a #gint64, a #gdouble, a #gboolean, or what [method@Tendril.Type.get_value_type] of its type
 * says.
 *
 * The first call initializes the extensions of the compiler's registry.
 *
 * Returns: (skip): %TRUE if @result was set
 *
 * Since: 1.0
 */
gboolean
tendril_function_call (TendrilFunction  *self,
                       const GValue     *arguments,
                       guint             n_arguments,
                       GValue           *result,
                       GError          **error)
{
  TendrilPayload small[SMALL_FRAME];
  g_autofree TendrilPayload *large = NULL;
  TendrilPayload *frame = small;
  TendrilType *types[TENDRIL_MAX_PARAMETERS];
  guint n_slots;

  g_return_val_if_fail (TENDRIL_IS_FUNCTION (self) && self->tree != NULL, FALSE);
  g_return_val_if_fail (arguments != NULL || n_arguments == 0, FALSE);
  g_return_val_if_fail (result != NULL, FALSE);
  g_return_val_if_fail (error == NULL || *error == NULL, FALSE);

  if (!tendril_extension_registry_init_all (tendril_compiler_get_registry (self->compiler), NULL,
                                            error) ||
      !check_arguments (self, n_arguments, error) ||
      !find_types (self, arguments, types, &n_slots, error))
    return FALSE;
  if (n_slots > SMALL_FRAME)
    frame = large = g_new (TendrilPayload, n_slots);
  if (!read_arguments (self, arguments, types, frame, error))
    return FALSE;

  return call_with_types (self, types, frame, result, error);
}

static const BlockSpecialization *
find_block_code (TendrilFunction   *self,
                 const TendrilCode *code,
                 guint64            broadcast)
{
  for (const BlockSpecialization *each = g_atomic_pointer_get (&self->block_specializations);
       each != NULL; each = each->next)
    {
      if (each->code == code && each->broadcast == broadcast)
        return each;
    }

  return NULL;
}

/* What neither can do is left to the scalar code, which was compiled before. */
static void
make_kernel (TendrilFunction     *self,
             TendrilType *const  *types,
             BlockSpecialization *added)
{
  gboolean strict = tendril_compiler_get_strict (self->compiler);
  g_autoptr (TendrilIr) ir = tendril_compiler_make_ir (self->compiler, self->tree, types, NULL);
  const TendrilBackend *backend = NULL;

  if (ir == NULL)
    return;
  /* Loaded already, for the scalar code. */
  if (tendril_compiler_get_tier (self->compiler) == TENDRIL_TIER_1)
    backend = tendril_compiler_get_backend (self->compiler, NULL);
  if (backend != NULL)
    added->compiled = tendril_backend_code_new (backend, ir, added->broadcast,
                                                strict ? TENDRIL_BACKEND_STRICT : 0, NULL);
  if (added->compiled == NULL)
    added->block_code = tendril_block_code_new (ir, added->broadcast, strict);
}

static const BlockSpecialization *
get_kernel (TendrilFunction    *self,
            const TendrilCode  *code,
            TendrilType *const *types,
            guint64             broadcast)
{
  const BlockSpecialization *found = find_block_code (self, code, broadcast);

  if (found != NULL)
    return found;

  tendril_compiler_lock (self->compiler);
  found = find_block_code (self, code, broadcast);
  if (found == NULL)
    {
      BlockSpecialization *added = g_new0 (BlockSpecialization, 1);

      added->code = code;
      added->broadcast = broadcast;
      make_kernel (self, types, added);
      added->next = self->block_specializations;
      g_atomic_pointer_set (&self->block_specializations, added);
      found = added;
    }
  tendril_compiler_unlock (self->compiler);

  return found;
}

gboolean
tendril_function_prepare_job (TendrilFunction  *self,
                              TendrilArrayJob  *job,
                              GError          **error)
{
  const BlockSpecialization *kernel;

  if (!tendril_extension_registry_init_all (tendril_compiler_get_registry (self->compiler), NULL,
                                            error))
    return FALSE;
  if (tendril_compiler_is_in_init (self->compiler))
    {
      job->own_code = tendril_compiler_make_code_for_init (self->tree, job->types, error);
      job->code = job->own_code;
      return job->code != NULL;
    }

  job->code = find_code (self, job->types);
  if (job->code == NULL)
    job->code = specialize (self, job->types, error);
  if (job->code == NULL ||
      (job->code->owners != NULL && !tendril_admission_check_owners (job->code->owners, error)))
    return FALSE;

  kernel = get_kernel (self, job->code, job->types, job->broadcast);
  if (kernel->compiled != NULL)
    {
      job->kernel = kernel->compiled->kernel;
      job->streaming_kernel = kernel->compiled->streaming_kernel;
      job->kernel_data = kernel->compiled->data;
    }
  else if (kernel->block_code != NULL)
    {
      job->kernel = tendril_block_code_run;
      job->kernel_data = kernel->block_code;
    }
  return TRUE;
}
