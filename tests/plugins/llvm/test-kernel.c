/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Kernels of plugins/llvm, held to what the scalar code of the library says, bit for bit. */

#include <errno.h>
#include <math.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include "tendril-backend-private.h"
#include "tendril-code-private.h"
#include "tendril-compiler-private.h"
#include "tendril-extension-registry-private.h"
#include "tendril-function-private.h"
#include "tendril-llvm-kernel.h"

#ifndef PR_SET_MDWE
#define PR_SET_MDWE 65
#define PR_MDWE_REFUSE_EXEC_GAIN 1
#endif

#define MAX_N 40

static const TendrilBackend backend = {
  .abi = TENDRIL_BACKEND_ABI,
  .name = "llvm",
  .compile = tendril_llvm_compile,
  .dump = tendril_llvm_dump,
};

/* A function with its types, its scalar code and a kernel. */
typedef struct
{
  TendrilTree *tree;
  TendrilType *types[2];
  TendrilCode *code;
  TendrilBackendCode *kernel;
} Function;

static void
function_init (Function           *self,
               const char         *source,
               const char         *types,
               guint64             broadcast,
               TendrilBackendFlags flags)
{
  g_autoptr (TendrilCompiler) compiler = tendril_compiler_new (NULL);
  g_autoptr (TendrilSource) text = tendril_source_new (source, NULL);
  g_autoptr (TendrilIr) ir = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; types[i] != '\0'; i++)
    self->types[i] = types[i] == 'f' ? tendril_type_float64 ()
                     : types[i] == 'i' ? tendril_type_int64 ()
                                       : tendril_type_bool ();
  self->tree = tendril_tree_parse (text, &error);
  g_assert_no_error (error);
  tendril_compiler_lock (compiler);
  self->code = tendril_compiler_make_code (compiler, self->tree, self->types, &error);
  g_assert_no_error (error);
  ir = tendril_compiler_make_ir (compiler, self->tree, self->types, &error);
  tendril_compiler_unlock (compiler);
  g_assert_no_error (error);
  self->kernel = tendril_backend_code_new (&backend, ir, broadcast, flags, &error);
  g_assert_no_error (error);
}

static void
function_clear (Function *self)
{
  tendril_backend_code_free (self->kernel);
  tendril_code_free (self->code);
  tendril_tree_unref (self->tree);
}

static gsize
size_of (TendrilType *type)
{
  return type == tendril_type_bool () ? 1 : 8;
}

/* What is special first, then what is not. */
static TendrilPayload
value_at (TendrilType *type,
          guint        i,
          guint        salt)
{
  static const double floats[] = { 0.0, -0.0, 1.5, -2.25, 1e300, 3.0, 0.1, -7.75, 1e-310, 42.0 };
  static const gint64 ints[] = {
    3, -7, G_MAXINT64, G_MININT64, 1, -1, G_GINT64_CONSTANT (1) << 53, 12345, -2, 9,
  };
  guint k = i * (salt == 0 ? 1 : 3) + salt;
  TendrilPayload value;

  if (type == tendril_type_float64 ())
    value.f = i % 13 == 12 ? (salt ? INFINITY : NAN) : floats[k % G_N_ELEMENTS (floats)] * (1 + k / 10);
  else if (type == tendril_type_int64 ())
    value.i = ints[k % G_N_ELEMENTS (ints)];
  else
    value.i = k % 3 == 0;

  return value;
}

static void
fill (const Function *self,
      guint           argument,
      guint8         *data,
      gsize           n)
{
  for (gsize i = 0; i < n; i++)
    {
      TendrilPayload value = value_at (self->types[argument], i, argument);
      guint8 truth = value.i != 0;

      memcpy (data + i * size_of (self->types[argument]),
              self->types[argument] == tendril_type_bool () ? (void *) &truth : &value,
              size_of (self->types[argument]));
    }
}

/* The scalar code on one element; FALSE if it fails. */
static gboolean
expect (const Function *self,
        const guint8   *const *inputs,
        guint64         broadcast,
        gsize           i,
        TendrilPayload *result)
{
  TendrilPayload frame[256] = { 0 };

  for (guint j = 0; j < self->tree->n_parameters; j++)
    {
      gsize size = size_of (self->types[j]);

      memcpy (&frame[j], inputs[j] + ((broadcast >> j & 1) != 0 ? 0 : i * size), size);
    }
  g_assert_cmpuint (self->code->n_registers, <=, G_N_ELEMENTS (frame));

  return tendril_code_run (self->code, frame, result, NULL);
}

/* Every NaN is the same. */
static void
assert_same (const Function *self,
             const guint8   *output,
             TendrilPayload  expected)
{
  TendrilPayload actual = { 0 };

  memcpy (&actual, output, size_of (self->code->result_type));
  if (self->code->result_type == tendril_type_float64 () && isnan (expected.f))
    g_assert_true (isnan (actual.f));
  else
    g_assert_cmphex (actual.i, ==, expected.i);
}

/* @n elements that lie @offset elements behind an aligned address. */
static void
check_n (const Function *self,
         guint64         broadcast,
         gsize           n,
         gsize           offset,
         gboolean        in_place,
         gboolean        streaming)
{
  guint8 buffers[3][8 * (MAX_N + 16)] __attribute__ ((aligned (64)));
  guint8 originals[2][8 * (MAX_N + 16)];
  const guint8 *inputs[2];
  gsize size = size_of (self->code->result_type);
  guint8 *output = buffers[2] + offset * size;
  TendrilKernelFunc kernel = streaming ? self->kernel->streaming_kernel : self->kernel->kernel;
  gconstpointer given[2];
  gsize done;

  memset (buffers, 0x5a, sizeof buffers);
  for (guint i = 0; i < self->tree->n_parameters; i++)
    {
      guint8 *data = buffers[i] + offset * size_of (self->types[i]);

      fill (self, i, data, MAX (n, 1));
      memcpy (originals[i], data, 8 * MAX_N);
      inputs[i] = originals[i];
      given[i] = data;
    }
  if (in_place)
    output = (guint8 *) given[0];

  done = kernel (self->kernel->data, given, output, n);
  g_assert_cmpuint (done, <=, n);
  for (gsize i = 0; i < done; i++)
    {
      TendrilPayload expected = { 0 };

      g_assert_true (expect (self, inputs, broadcast, i, &expected));
      assert_same (self, output + i * size, expected);
    }
  /* Nothing behind the end was written. */
  for (gsize i = n * size; i < (n + 8) * size && !in_place; i++)
    g_assert_cmphex (output[i], ==, 0x5a);
  if (done < n)
    {
      gboolean fails = FALSE;
      TendrilPayload ignored;

      for (gsize i = done; i < MIN (n, done + 128); i++)
        fails = fails || !expect (self, inputs, broadcast, i, &ignored);
      g_assert_true (fails);
    }
}

static const struct
{
  const char *source;
  const char *types;
} functions[] = {
  { "lambda x, y: x*x + 2*x*y + sqrt(abs(y))", "ff" },
  { "lambda x, y: sin(x)*exp(-y)", "ff" },
  { "lambda x, y: x if x < y else -y", "ff" },
  { "lambda x, y: sin(x) if x < y else (cos(y) if y > 0 else 1)", "ff" },
  { "lambda x, y: x // y + x % y", "ff" },
  { "lambda x, y: x ** y", "ff" },
  { "lambda x, y: x // y", "ii" },
  { "lambda x, y: x % y", "ii" },
  { "lambda x, y: x / y", "ii" },
  { "lambda x, y: x // (y - 1)", "ii" },
  { "lambda x, y: x // (y - 1) if y != 1 else -5", "ii" },
  { "lambda x, y: abs(x) + x**3 - -y", "ii" },
  { "lambda x, y: x < y and y < 2**53 or x == y", "ii" },
  { "lambda x, y: x < y", "if" },
  { "lambda x, y: x != y", "fi" },
  { "lambda x, y: x <= 3 and y >= 2", "fi" },
  { "lambda x, y: x and y", "bb" },
  { "lambda x, y: x + y + (not x)", "bb" },
  { "lambda x, y: y if x else 2", "bi" },
  { "lambda x, y: min(x, y) + max(x, y, 2)", "ff" },
  { "lambda x, y: gcd(x, y) + round(y)", "ii" },
  { "lambda x, y: round(x, 2) + floor(y) * 1.0", "ff" },
  { "lambda x, y: x < y <= 3 < x + y", "ff" },
  { "lambda x, y: 7", "ff" },
  { "lambda x, y: 1 if x else 2.5", "ff" },
  { "lambda x, y: isnan(x) or isinf(y)", "ff" },
};

/* Numbers of elements from 0 on, aligned or not, in place where the types allow it. */
static void
check_function (gconstpointer data)
{
  guint index = GPOINTER_TO_UINT (data);
  guint width = tendril_llvm_target_get ()->width;

  for (guint64 broadcast = 0; broadcast < 4; broadcast++)
    {
      Function function;

      function_init (&function, functions[index].source, functions[index].types, broadcast,
                     TENDRIL_BACKEND_STRICT);
      for (gsize n = 0; n <= 3 * width + 1; n++)
        for (gsize offset = 0; offset < 3; offset++)
          {
            check_n (&function, broadcast, n, offset, FALSE, FALSE);
            if (function.kernel->streaming_kernel != NULL)
              check_n (&function, broadcast, n, offset, FALSE, TRUE);
            if ((broadcast & 1) == 0 && function.types[0] == function.code->result_type)
              check_n (&function, broadcast, n, offset, TRUE, FALSE);
          }
      function_clear (&function);
    }
}

static void
test_one_at_a_time (void)
{
  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      Function function;

      function_init (&function, functions[i].source, functions[i].types, 0,
                     TENDRIL_BACKEND_STRICT | TENDRIL_BACKEND_SCALAR);
      check_n (&function, 0, 1, 0, FALSE, FALSE);
      check_n (&function, 0, 30, 1, FALSE, FALSE);
      function_clear (&function);
    }
}

/* By default functions may differ by 4 units in the last place; plain operations round once where
 * they can. */
static void
test_default_is_close (void)
{
  static const char *const sources[] = {
    "lambda x: sin(x)", "lambda x: exp(x)", "lambda x: log(x)", "lambda x: x ** 1.5",
    "lambda x: x ** 2", "lambda x: atan2(x, 2)",
  };

  for (guint i = 0; i < G_N_ELEMENTS (sources); i++)
    {
      double input[33];
      double output[33];
      const guint8 *inputs[] = { (guint8 *) input };
      gconstpointer given[] = { input };
      Function function;

      for (guint j = 0; j < G_N_ELEMENTS (input); j++)
        input[j] = 0.01 + j * 0.37;
      function_init (&function, sources[i], "f", 0, 0);
      g_assert_cmpuint (function.kernel->kernel (function.kernel->data, given, output, 33), ==, 33);
      for (guint j = 0; j < G_N_ELEMENTS (input); j++)
        {
          TendrilPayload expected;

          g_assert_true (expect (&function, inputs, 0, j, &expected));
          g_assert_cmpfloat (fabs (output[j] - expected.f), <=, 4 * DBL_EPSILON * fabs (expected.f));
        }
      function_clear (&function);
    }
}

static gpointer
compile_often (gpointer data)
{
  for (guint i = 0; i < 50; i++)
    {
      Function function;

      function_init (&function, functions[i % 8].source, functions[i % 8].types, 0,
                     TENDRIL_BACKEND_STRICT);
      check_n (&function, 0, 9, 0, FALSE, FALSE);
      function_clear (&function);
    }

  return NULL;
}

static void
test_threads (void)
{
  GThread *threads[4];

  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    threads[i] = g_thread_new ("compile", compile_often, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (threads); i++)
    g_thread_join (threads[i]);
}

static void
test_never_writable_and_executable (void)
{
  Function function;
  g_autofree char *maps = NULL;
  g_auto (GStrv) lines = NULL;

  function_init (&function, functions[0].source, functions[0].types, 0, 0);
  g_assert_true (g_file_get_contents ("/proc/self/maps", &maps, NULL, NULL));
  lines = g_strsplit (maps, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    g_assert_null (strstr (lines[i], " rwx"));
  function_clear (&function);
}

/* A kernel that grants no process executable memory that was written to. */
static void
test_memory_that_denies_execution (void)
{
  if (!g_test_subprocess ())
    {
      g_test_trap_subprocess (NULL, 0, 0);
      g_test_trap_assert_passed ();
      return;
    }

  if (prctl (PR_SET_MDWE, PR_MDWE_REFUSE_EXEC_GAIN, 0L, 0L, 0L) != 0)
    return;

  check_function (GUINT_TO_POINTER (0));
}

static void
test_text (void)
{
  g_autoptr (TendrilCompiler) compiler = tendril_compiler_new (NULL);
  g_autoptr (TendrilSource) text = tendril_source_new ("lambda x: sin(x)", NULL);
  g_autoptr (TendrilTree) tree = tendril_tree_parse (text, NULL);
  TendrilType *type = tendril_type_float64 ();
  g_autoptr (TendrilIr) ir = NULL;
  g_autofree char *llvm = NULL;
  g_autofree char *assembly = NULL;
  g_autofree char *other = NULL;
  g_autoptr (GError) error = NULL;

  tendril_compiler_lock (compiler);
  ir = tendril_compiler_make_ir (compiler, tree, &type, NULL);
  tendril_compiler_unlock (compiler);
  llvm = tendril_backend_dump (&backend, ir, TENDRIL_BACKEND_STRICT, "llvm", &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (llvm, "@sin("));
  assembly = tendril_backend_dump (&backend, ir, 0, "asm", &error);
  g_assert_no_error (error);
  g_assert_nonnull (strstr (assembly, "loop:"));
  other = tendril_backend_dump (&backend, ir, 0, "other", &error);
  g_assert_null (other);
  g_assert_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_BACKEND);
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      g_autofree char *path = g_strdup_printf ("/llvm/strict/%02u", i);

      g_test_add_data_func (path, GUINT_TO_POINTER (i), check_function);
    }
  g_test_add_func ("/llvm/one-at-a-time", test_one_at_a_time);
  g_test_add_func ("/llvm/default-is-close", test_default_is_close);
  g_test_add_func ("/llvm/threads", test_threads);
  g_test_add_func ("/llvm/never-writable-and-executable", test_never_writable_and_executable);
  g_test_add_func ("/llvm/memory-that-denies-execution", test_memory_that_denies_execution);
  g_test_add_func ("/llvm/text", test_text);

  return g_test_run ();
}
