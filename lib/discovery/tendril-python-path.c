/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-python-path-private.h"

#include "tendril-debug-private.h"
#include "tendril-text-private.h"

#include <string.h>

/* What Python's site module would compute, without starting Python. */

#define PYTHON "/usr/bin/python3"

static char *
parse_version (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 3);

  if (g_strv_length (parts) < 2 || !g_ascii_isdigit (parts[0][0]) ||
      !g_ascii_isdigit (parts[1][0]))
    return NULL;

  return g_strdup_printf ("%d.%d", atoi (parts[0]), atoi (parts[1]));
}

/* The X.Y that /usr/bin/python3 links to; NULL where there is none. */
char *
tendril_python_get_version (void)
{
  g_autofree char *target = g_file_read_link (PYTHON, NULL);
  g_autofree char *base = NULL;

  if (target == NULL)
    return NULL;

  base = g_path_get_basename (target);
  if (!g_str_has_prefix (base, "python"))
    return NULL;

  return parse_version (base + strlen ("python"));
}

static void
add_user_site (GStrvBuilder *builder,
               const char   *version)
{
  const char *base = tendril_getenv ("PYTHONUSERBASE");
  const char *no_user_site = tendril_getenv ("PYTHONNOUSERSITE");
  g_autofree char *python = g_strconcat ("python", version, NULL);
  g_autofree char *home = NULL;
  g_autofree char *path = NULL;

  if (tendril_is_secure () || (no_user_site != NULL && *no_user_site != '\0'))
    return;

  home = g_build_filename (g_get_home_dir (), ".local", NULL);
  path = g_build_filename (base != NULL && *base != '\0' ? base : home, "lib", python,
                           "site-packages", NULL);
  g_strv_builder_add (builder, path);
}

/* Debian's site directories, and the ones of an unpatched Python for other systems; those that do
 * not exist cost one failed open. */
char **
tendril_python_get_site_paths (const char *version)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  static const char *const templates[] = {
    "/usr/local/lib/python%s/dist-packages",
    "/usr/lib/python3/dist-packages",
    "/usr/lib/python%s/dist-packages",
    "/usr/lib/python%s/site-packages",
    "/usr/lib64/python%s/site-packages",
  };

  add_user_site (builder, version);
  for (gsize i = 0; i < G_N_ELEMENTS (templates); i++)
    {
      g_auto (GStrv) parts = g_strsplit (templates[i], "%s", 2);
      g_autofree char *path = g_strjoinv (version, parts);

      g_strv_builder_add (builder, path);
    }

  return g_strv_builder_end (builder);
}

/* PEP 405: pyvenv.cfg holds `key = value` lines; `version` since 3.3, `version_info` from
 * virtualenv. Returns FALSE where @environment is no virtual environment. */
gboolean
tendril_python_read_environment (const char  *environment,
                                 char       **version)
{
  g_autofree char *file = g_build_filename (environment, "pyvenv.cfg", NULL);
  g_autofree char *text = NULL;
  TendrilLineReader reader;
  TendrilSpan line;
  gsize length;

  *version = NULL;
  if (!g_file_get_contents (file, &text, &length, NULL))
    return FALSE;

  tendril_line_reader_init (&reader, text, length);
  while (*version == NULL && tendril_line_reader_next (&reader, &line))
    {
      const char *end = line.start + line.length;
      const char *equals = memchr (line.start, '=', line.length);
      g_autofree char *value = NULL;
      TendrilSpan key;

      if (equals == NULL)
        continue;

      key = tendril_span_strip (tendril_span_new (line.start, equals));
      value = tendril_span_dup (tendril_span_strip (tendril_span_new (equals + 1, end)));
      if (tendril_span_equal_str (key, "version") || tendril_span_equal_str (key, "version_info"))
        *version = parse_version (value);
    }

  return TRUE;
}
