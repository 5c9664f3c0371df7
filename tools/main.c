/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tool.h"

#include <glib/gi18n.h>
#include <locale.h>

static const ToolVerb verbs[] = {
  { "run", N_ ("Compile a function and call it"), tool_run },
  { "list", N_ ("List the extensions and their states"), tool_list },
  { "entry-points", N_ ("List the entry points of installed packages"), tool_entry_points },
  { "doctor", N_ ("Tell what is wrong with installed packages, and the repair"), tool_doctor },
  { "enable", N_ ("Switch an extension on, in every application"), tool_enable },
  { "disable", N_ ("Switch an extension off, in every application"), tool_disable },
  { "trust", N_ ("Accept directories in which others could write"), tool_trust },
  { "index", N_ ("Manage the index of the search path"), tool_index },
  { "probe", N_ ("Run an extension in a process of its own, and tell how it ends"), tool_probe },
  { "reset", N_ ("Let extensions run again that had ended an application"), tool_reset },
  { "bisect", N_ ("Find the extension that breaks a command"), tool_bisect },
};

static void
print_help (void)
{
  g_print ("%s\n  tendril %s\n\n%s\n", _ ("Usage:"), _ ("VERB [OPTION…]"), _ ("Verbs:"));
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    g_print ("  %-14s %s\n", verbs[i].name, _ (verbs[i].summary));
  g_print ("\n%s\n", _ ("“tendril VERB --help” tells the options of a verb."));
}

static const ToolVerb *
find_verb (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i].name, name))
      return &verbs[i];

  return NULL;
}

static gboolean
is_one_of (const char        *word,
           const char *const *words)
{
  return g_strv_contains (words, word);
}

int
main (int    argc,
      char **argv)
{
  const ToolVerb *verb;

  /* What is not asked for needs no opening of files; numbers are the same in every language. */
  setlocale (LC_CTYPE, "");
  setlocale (LC_MESSAGES, "");
  bindtextdomain (GETTEXT_PACKAGE, TENDRIL_LOCALE_DIR);
  bind_textdomain_codeset (GETTEXT_PACKAGE, "UTF-8");
  textdomain (GETTEXT_PACKAGE);

  if (argc >= 2 && is_one_of (argv[1], (const char *[]) { "--help", "-h", "help", NULL }))
    {
      print_help ();
      return TOOL_OK;
    }
  if (argc >= 2 && is_one_of (argv[1], (const char *[]) { "--version", "version", NULL }))
    {
      g_print ("tendril %s\n", TENDRIL_VERSION_S);
      return TOOL_OK;
    }

  verb = argc >= 2 ? find_verb (argv[1]) : NULL;
  if (verb != NULL)
    return verb->run (argc - 1, argv + 1);

  if (argc >= 2)
    g_printerr (_ ("tendril: unknown verb “%s”; see “tendril --help”\n"), argv[1]);
  else
    print_help ();
  return TOOL_USAGE;
}
