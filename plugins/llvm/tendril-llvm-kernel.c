/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-llvm-kernel.h"

#include <string.h>

#include "tendril-llvm-memory.h"

/* A kernel that does so little that memory is what it waits for. */
#define MAX_STREAMED_OPERATIONS 24
#define MAX_WIDTH 8

typedef gsize (*LoopFunc) (const gconstpointer *inputs,
                           gpointer             output,
                           gsize                n);

/* What a kernel needs when it runs; immutable. */
typedef struct
{
  TendrilLlvmMemory *memory;
  guint width;
  LoopFunc loop;
  /* The same with stores past the caches, or NULL. */
  LoopFunc streamed;
  guint n_parameters;
  guint output_size;
  /* Of an element of each input; 0 where it is broadcast. */
  guint8 sizes[];
} Kernel;

static guint
size_of (TendrilBackendType type)
{
  return type == TENDRIL_BACKEND_BOOL ? 1 : 8;
}

static void
advance (const Kernel        *self,
         const gconstpointer *inputs,
         gsize                n,
         gconstpointer       *advanced)
{
  for (guint i = 0; i < self->n_parameters; i++)
    advanced[i] = (const guint8 *) inputs[i] + n * self->sizes[i];
}

/* Fewer elements than a vector has: the last one is repeated, so that no lane can fail which has no
 * element. */
static gsize
run_part (const Kernel        *self,
          const gconstpointer *inputs,
          gpointer             output,
          gsize                n)
{
  guint64 copies[64][MAX_WIDTH];
  guint64 results[MAX_WIDTH];
  gconstpointer padded[64];

  for (guint i = 0; i < self->n_parameters; i++)
    {
      guint size = self->sizes[i];
      guint8 *copy = (guint8 *) copies[i];

      padded[i] = size != 0 ? copy : inputs[i];
      if (size == 0)
        continue;
      memcpy (copy, inputs[i], n * size);
      for (guint j = n; j < self->width; j++)
        memcpy (copy + j * size, (const guint8 *) inputs[i] + (n - 1) * size, size);
    }
  if (self->loop (padded, results, self->width) < self->width)
    return 0;

  memcpy (output, results, n * self->output_size);
  return n;
}

static gsize
run_whole (const Kernel        *self,
           const gconstpointer *inputs,
           gpointer             output,
           gsize                n,
           LoopFunc             loop)
{
  gconstpointer rest[64];
  gsize whole = n - n % self->width;
  gsize done = whole > 0 ? loop (inputs, output, whole) : 0;

  if (done < whole || done == n)
    return done;

  advance (self, inputs, done, rest);
  return done + run_part (self, rest, (guint8 *) output + done * self->output_size, n - done);
}

static void
fence (void)
{
#ifdef __x86_64__
  __builtin_ia32_sfence ();
#endif
}

static gsize
run_streaming (gpointer             data,
               const gconstpointer *inputs,
               gpointer             output,
               gsize                n)
{
  const Kernel *self = data;
  gconstpointer rest[64];
  gsize alignment = self->width * self->output_size;
  gsize start = MIN ((alignment - GPOINTER_TO_SIZE (output) % alignment) % alignment /
                       self->output_size, n);
  gsize done = 0;

  if (start > 0)
    done = run_part (self, inputs, output, start);
  if (done < start)
    return done;

  advance (self, inputs, done, rest);
  done += run_whole (self, rest, (guint8 *) output + done * self->output_size, n - done,
                     self->streamed);
  fence ();
  return done;
}

static gsize
run (gpointer             data,
     const gconstpointer *inputs,
     gpointer             output,
     gsize                n)
{
  const Kernel *self = data;

  return run_whole (self, inputs, output, n, self->loop);
}

static void
release (gpointer data)
{
  Kernel *self = data;

  tendril_llvm_memory_free (self->memory);
  g_free (self);
}

/* What is not pure is called once per element, in order: one at a time. */
static guint
choose_width (const TendrilBackendJob *job)
{
  if ((job->flags & TENDRIL_BACKEND_SCALAR) != 0)
    return 1;

  for (guint i = 0; i < job->ir->n_instructions; i++)
    {
      const TendrilBackendInstruction *instruction = &job->ir->instructions[i];

      if (instruction->kind == TENDRIL_BACKEND_CALL && !instruction->call->is_pure)
        return 1;
    }

  return tendril_llvm_target_get ()->width;
}

static gboolean
may_stream (const TendrilBackendJob *job,
            guint                    width)
{
  guint n_operations = 0;

  if (width == 1 || job->ir->result_type == TENDRIL_BACKEND_BOOL)
    return FALSE;

  for (guint i = 0; i < job->ir->n_instructions; i++)
    {
      const TendrilBackendInstruction *instruction = &job->ir->instructions[i];

      if (instruction->kind == TENDRIL_BACKEND_CALL)
        return FALSE;
      n_operations += instruction->kind == TENDRIL_BACKEND_OPERATION;
    }

  return n_operations <= MAX_STREAMED_OPERATIONS;
}

/* NULL if something in it is unknown. */
static LLVMModuleRef
new_module (const TendrilBackendJob *job,
            guint                    width,
            gboolean                 is_text)
{
  TendrilLlvmEmitter emitter = {
    .job = job,
    .width = width,
    .is_text = is_text,
    .context = tendril_llvm_target_get_context (),
  };
  LLVMModuleRef module = LLVMModuleCreateWithNameInContext ("kernel", emitter.context);

  LLVMSetTarget (module, tendril_llvm_target_get ()->triple);
  emitter.module = module;
  if (tendril_llvm_emit_kernel (&emitter, "loop", FALSE) &&
      (is_text || !may_stream (job, width) ||
       tendril_llvm_emit_kernel (&emitter, "streamed", TRUE)))
    return module;

  LLVMDisposeModule (module);
  return NULL;
}

static Kernel *
new_kernel (const TendrilBackendJob *job,
            guint                    width,
            TendrilLlvmMemory       *memory)
{
  const TendrilBackendIr *ir = job->ir;
  Kernel *self = g_malloc0 (sizeof *self + ir->n_parameters);

  self->memory = memory;
  self->width = width;
  self->n_parameters = ir->n_parameters;
  self->output_size = size_of (ir->result_type);
  for (guint i = 0; i < ir->n_parameters; i++)
    self->sizes[i] = (job->broadcast >> i & 1) != 0 ? 0 : size_of (ir->parameters[i]);

  return self;
}

/* Takes @module. The engine owns it and goes with it; what stays is the memory. */
static gboolean
make_code (LLVMModuleRef       module,
           TendrilLlvmMemory  *memory,
           guint               width,
           gboolean            streams,
           LoopFunc           *loop,
           LoopFunc           *streamed,
           GError            **error)
{
  struct LLVMMCJITCompilerOptions options;
  LLVMExecutionEngineRef engine;
  char *message = NULL;

  LLVMInitializeMCJITCompilerOptions (&options, sizeof options);
  options.OptLevel = width == 1 ? 1 : 2;
  /* The small one would want its constants in the lowest 2 GiB. */
  options.CodeModel = LLVMCodeModelJITDefault;
  options.MCJMM = tendril_llvm_memory_new_manager (memory);
  if (LLVMCreateMCJITCompilerForModule (&engine, module, &options, sizeof options, &message))
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_BACKEND, "LLVM: %s", message);
      LLVMDisposeMessage (message);
      return FALSE;
    }

  *loop = (LoopFunc) LLVMGetFunctionAddress (engine, "loop");
  if (streams)
    *streamed = (LoopFunc) LLVMGetFunctionAddress (engine, "streamed");
  LLVMDisposeExecutionEngine (engine);

  return tendril_llvm_memory_check (memory, error);
}

gboolean
tendril_llvm_compile (const TendrilBackendJob  *job,
                      TendrilBackendCode       *code,
                      GError                  **error)
{
  guint width = choose_width (job);
  gboolean streams = may_stream (job, width);
  g_autoptr (TendrilLlvmMemory) memory = NULL;
  LLVMModuleRef module;
  LoopFunc loop = NULL;
  LoopFunc streamed = NULL;
  Kernel *kernel;

  /* Finds out about the processor, which all below needs. */
  module = new_module (job, width, FALSE);
  if (module == NULL)
    return FALSE;
  memory = tendril_llvm_memory_new (error);
  if (memory == NULL)
    {
      LLVMDisposeModule (module);
      return FALSE;
    }
  if (!make_code (module, memory, width, streams, &loop, &streamed, error) || loop == NULL)
    return FALSE;

  kernel = new_kernel (job, width, g_steal_pointer (&memory));
  kernel->loop = loop;
  kernel->streamed = streamed;
  *code = (TendrilBackendCode) {
    .kernel = run,
    .streaming_kernel = streamed != NULL ? run_streaming : NULL,
    .data = kernel,
    .release = release,
  };
  return TRUE;
}

char *
tendril_llvm_dump (const TendrilBackendJob  *job,
                   const char               *phase,
                   GError                  **error)
{
  gboolean is_assembly = g_str_equal (phase, "asm");
  LLVMModuleRef module = NULL;
  char *printed;
  char *text = NULL;

  if (is_assembly || g_str_equal (phase, "llvm"))
    module = new_module (job, choose_width (job), TRUE);
  if (module == NULL)
    return NULL;

  if (is_assembly)
    {
      text = tendril_llvm_target_emit_assembly (module, error);
    }
  else
    {
      printed = LLVMPrintModuleToString (module);
      text = g_strdup (printed);
      LLVMDisposeMessage (printed);
    }
  LLVMDisposeModule (module);

  return text;
}
