/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool-options.h"
#include "tool-text.h"

#include <glib/gi18n.h>

static void
print_signal (TendrilExtensionRegistry *registry,
              gpointer                  user_data)
{
  g_printerr ("before-first-compile: %s\n",
              g_list_model_get_n_items (G_LIST_MODEL (registry)) > 0
                ? _ ("the extensions are about to run")
                : _ ("no extension is installed"));
}

static void
print_initialized (TendrilExtensionRegistry *registry,
                   TendrilExtension         *extension,
                   gpointer                  user_data)
{
  g_autofree char *id = tool_escape (tendril_extension_get_id (extension));
  g_autofree char *version = tool_escape (tendril_extension_get_version (extension));

  g_printerr (_ ("%s %s: active after %.3f ms\n"), id, version,
              tendril_extension_get_init_duration (extension) / 1000.0);
}

static void
print_failure (TendrilExtension *extension)
{
  const GError *error = tendril_extension_get_error (extension);
  g_autofree char *id = tool_escape (tendril_extension_get_id (extension));
  g_auto (GStrv) lines = g_strsplit (error != NULL ? error->message : "", "\n", 2);
  const char *cause = lines[0];
  g_autofree char *message = tool_escape (cause);

  g_printerr (_ ("%s: failed: %s\n"), id, message);
}

static void
watch (TendrilExtensionRegistry *registry)
{
  g_signal_connect (registry, "before-first-compile", G_CALLBACK (print_signal), NULL);
  g_signal_connect (registry, "extension-initialized", G_CALLBACK (print_initialized), NULL);
}

/* Whoever misses a function wants to know which extension is missing. */
static void
print_failures (TendrilExtensionRegistry *registry)
{
  GListModel *extensions = G_LIST_MODEL (registry);

  for (guint i = 0; i < g_list_model_get_n_items (extensions); i++)
    {
      g_autoptr (TendrilExtension) extension = g_list_model_get_item (extensions, i);

      if (tendril_extension_get_state (extension) == TENDRIL_EXTENSION_STATE_FAILED)
        print_failure (extension);
    }
}

static void
clear_value (gpointer value)
{
  if (G_IS_VALUE (value))
    g_value_unset (value);
}

/* An argument is an expression of the language, so that a number is written as it is there. */
static gboolean
read_argument (TendrilCompiler  *compiler,
               const char       *text,
               GValue           *value,
               GError          **error)
{
  g_autofree char *source = g_strconcat ("lambda: ", text, NULL);
  g_autoptr (TendrilFunction) function = tendril_compiler_compile (compiler, source, error);

  return function != NULL && tendril_function_call (function, NULL, 0, value, error);
}

static gboolean
read_arguments (TendrilCompiler  *compiler,
                int               n_arguments,
                char            **texts,
                GArray           *values,
                GError          **error)
{
  g_array_set_size (values, n_arguments);
  for (int i = 0; i < n_arguments; i++)
    if (!read_argument (compiler, texts[i], &g_array_index (values, GValue, i), error))
      {
        g_prefix_error (error, _ ("argument %d, “%s”: "), i + 1, texts[i]);
        return FALSE;
      }

  return TRUE;
}

/* The arguments are no more than numbers: they are not worth compiled code. */
static char *
evaluate (TendrilCompiler  *compiler,
          TendrilCompiler  *argument_compiler,
          const char       *source,
          int               n_arguments,
          char            **arguments,
          GError          **error)
{
  g_autoptr (TendrilFunction) function = NULL;
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (GValue));
  g_auto (GValue) result = G_VALUE_INIT;

  g_array_set_clear_func (values, clear_value);

  function = tendril_compiler_compile (compiler, source, error);
  if (function == NULL ||
      !read_arguments (argument_compiler, n_arguments, arguments, values, error) ||
      !tendril_function_call (function, (const GValue *) (gpointer) values->data, n_arguments,
                              &result, error))
    return NULL;

  return tendril_value_to_string (&result);
}

/* Instead of the result. */
static char *
dump (TendrilCompiler  *compiler,
      TendrilCompiler  *argument_compiler,
      TendrilPhase      phase,
      const char       *source,
      int               n_arguments,
      char            **arguments,
      GError          **error)
{
  g_autoptr (TendrilFunction) function = NULL;
  g_autoptr (GArray) values = g_array_new (FALSE, TRUE, sizeof (GValue));

  g_array_set_clear_func (values, clear_value);

  function = tendril_compiler_compile (compiler, source, error);
  if (function == NULL ||
      !read_arguments (argument_compiler, n_arguments, arguments, values, error))
    return NULL;

  return tendril_function_dump (function, phase, (const GValue *) (gpointer) values->data,
                                n_arguments, error);
}

ToolStatus
tool_run (int    argc,
          char **argv)
{
  gboolean verbose = FALSE;
  TendrilTier tier = TENDRIL_TIER_AUTO;
  TendrilPhase phase = TENDRIL_PHASE_TOKENS;
  g_autofree char *tier_name = NULL;
  g_autofree char *phase_name = NULL;
  const GOptionEntry entries[] = {
    { "tier", 0, 0, G_OPTION_ARG_STRING, &tier_name,
      N_ ("Interpret (0), compile to machine code (1), or choose (auto)"), N_ ("TIER") },
    { "dump", 0, 0, G_OPTION_ARG_STRING, &phase_name,
      N_ ("Print a phase of the compilation instead: tokens, tree, typed, ir, llvm, asm"),
      N_ ("PHASE") },
    { "verbose", 'v', 0, G_OPTION_ARG_NONE, &verbose,
      N_ ("Tell the signal and every init with its time"), NULL },
    G_OPTION_ENTRY_NULL,
  };
  g_auto (ToolOptions) options = { 0 };
  g_autoptr (TendrilExtensionRegistry) registry = NULL;
  g_autoptr (TendrilCompiler) compiler = NULL;
  g_autoptr (TendrilCompiler) argument_compiler = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *result = NULL;

  if (!tool_options_parse (&options, _ ("SOURCE [ARGUMENT…]"),
                           _ ("Compile a function such as “lambda x: x + 1” and call it with the "
                              "arguments.\nWrite “--” before arguments that begin with “-”."),
                           entries, &argc, &argv))
    return TOOL_USAGE;
  if (argc < 2)
    return tool_usage_error ("run", _ ("run needs the source of a function"));
  if (!tool_options_read_enum (TENDRIL_TYPE_TIER, tier_name, (int *) &tier))
    return tool_usage_error ("run", _ ("--tier is auto, 0 or 1"));
  if (!tool_options_read_enum (TENDRIL_TYPE_PHASE, phase_name, (int *) &phase))
    return tool_usage_error ("run", _ ("--dump is tokens, tree, typed, ir, llvm or asm"));

  registry = tool_options_new_registry (&options);
  if (verbose)
    watch (registry);
  compiler = g_object_new (TENDRIL_TYPE_COMPILER, "registry", registry, "tier", tier, NULL);
  argument_compiler = tendril_compiler_new (registry);
  if (phase_name != NULL)
    result = dump (compiler, argument_compiler, phase, argv[1], argc - 2, argv + 2, &error);
  else
    result = evaluate (compiler, argument_compiler, argv[1], argc - 2, argv + 2, &error);

  if (verbose || result == NULL)
    print_failures (registry);
  if (result == NULL)
    {
      g_printerr ("tendril: %s\n", error->message);
      return TOOL_FAILED;
    }

  g_print (phase_name != NULL ? "%s" : "%s\n", result);
  return TOOL_OK;
}
