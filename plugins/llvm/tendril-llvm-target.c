/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-llvm-target.h"

#include <gmodule.h>
#include <llvm-c/ExecutionEngine.h>
#include <llvm-c/Target.h>
#include <string.h>
#include <tendril.h>

static const struct
{
  const char *feature;
  guint width;
  char vector_abi;
} widths[] = {
  { "+avx512f,", 8, 'e' },
  { "+avx2,", 4, 'd' },
#ifdef __aarch64__
  { "", 2, 'n' },
#else
  { "", 2, 'b' },
#endif
};

static TendrilLlvmTarget *
detect (void)
{
  TendrilLlvmTarget *self = g_new0 (TendrilLlvmTarget, 1);
  g_autofree char *list = NULL;
  guint i = 0;

  LLVMInitializeNativeTarget ();
  LLVMInitializeNativeAsmPrinter ();
  LLVMLinkInMCJIT ();
  self->triple = LLVMGetDefaultTargetTriple ();
  self->cpu = LLVMGetHostCPUName ();
  self->features = LLVMGetHostCPUFeatures ();

  list = g_strconcat (self->features, ",", NULL);
  while (strstr (list, widths[i].feature) == NULL)
    i++;
  self->width = widths[i].width;
  self->vector_abi = widths[i].vector_abi;

  return self;
}

const TendrilLlvmTarget *
tendril_llvm_target_get (void)
{
  static TendrilLlvmTarget *target = NULL;

  if (g_once_init_enter (&target))
    g_once_init_leave (&target, detect ());

  return target;
}

static void
dispose_context (gpointer context)
{
  LLVMContextDispose (context);
}

LLVMContextRef
tendril_llvm_target_get_context (void)
{
  static GPrivate contexts = G_PRIVATE_INIT (dispose_context);
  LLVMContextRef context = g_private_get (&contexts);

  if (context == NULL)
    {
      context = LLVMContextCreate ();
      g_private_set (&contexts, context);
    }

  return context;
}

static void
dispose_machine (gpointer machine)
{
  LLVMDisposeTargetMachine (machine);
}

static LLVMTargetMachineRef
get_machine (void)
{
  static GPrivate machines = G_PRIVATE_INIT (dispose_machine);
  LLVMTargetMachineRef machine = g_private_get (&machines);
  const TendrilLlvmTarget *host = tendril_llvm_target_get ();
  LLVMTargetRef target;

  if (machine != NULL || LLVMGetTargetFromTriple (host->triple, &target, NULL))
    return machine;

  machine = LLVMCreateTargetMachine (target, host->triple, host->cpu, host->features,
                                     LLVMCodeGenLevelDefault, LLVMRelocPIC, LLVMCodeModelJITDefault);
  g_private_set (&machines, machine);
  return machine;
}

char *
tendril_llvm_target_emit_assembly (LLVMModuleRef   module,
                                   GError        **error)
{
  LLVMMemoryBufferRef buffer = NULL;
  char *message = NULL;
  char *text;

  if (LLVMTargetMachineEmitToMemoryBuffer (get_machine (), module, LLVMAssemblyFile, &message,
                                           &buffer))
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_BACKEND, "LLVM: %s", message);
      LLVMDisposeMessage (message);
      return NULL;
    }

  text = g_strndup (LLVMGetBufferStart (buffer), LLVMGetBufferSize (buffer));
  LLVMDisposeMemoryBuffer (buffer);
  return text;
}

static GModule *
get_vector_library (void)
{
  static gsize library = 0;

  if (g_once_init_enter (&library))
    {
      GModule *opened = g_module_open ("libmvec.so.1", G_MODULE_BIND_LAZY | G_MODULE_BIND_LOCAL);

      /* 1: there is none. */
      g_once_init_leave (&library, opened != NULL ? (gsize) opened : 1);
    }

  return library != 1 ? (GModule *) library : NULL;
}

gpointer
tendril_llvm_target_find_vector_math (const char *name,
                                      guint       n_parameters)
{
  const TendrilLlvmTarget *host = tendril_llvm_target_get ();
  g_autofree char *symbol = NULL;
  GModule *library = get_vector_library ();
  gpointer address = NULL;

  if (library == NULL || n_parameters < 1 || n_parameters > 2)
    return NULL;

  symbol = g_strdup_printf ("_ZGV%cN%u%s_%s", host->vector_abi, host->width,
                            n_parameters == 1 ? "v" : "vv", name);
  return g_module_symbol (library, symbol, &address) ? address : NULL;
}
