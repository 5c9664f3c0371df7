/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-python-path-private.h"

#include "tendril-debug-private.h"
#include "tendril-text-private.h"

#include <string.h>

/* What the site module of /usr/bin/python3 would compute, without starting Python;
 * tests/languages/python/ compares the two. What differs, and is meant to:
 *
 * - The standard library is not searched, and neither is '': nothing is installed there.
 * - An activated virtual environment is searched, before everything that is the system's. Python
 *   knows only the environment whose own `bin/python3` it was started as; the system's
 *   interpreter, which runs the extensions, is told of its directory when it runs one.
 * - Relative and empty elements of variables are dropped: they would follow the current directory.
 * - A directory that does not exist stays in the list, and costs one failed open.
 * - PYTHONHOME is not followed: it moves the standard library as well, so that whoever sets it
 *   means another Python. */

#define PYTHON "/usr/bin/python3"

/* /usr/bin/python3 -> /etc/alternatives/python3 -> /usr/bin/python3.X is the longest one met. */
#define MAX_LINKS 8

/* virtualenv's are of half a kilobyte, with a long prompt. */
#define MAX_PYVENV_CFG (64 * 1024)

static gboolean
is_number (const char *text)
{
  return *text != '\0' && strspn (text, "0123456789") == strlen (text);
}

/* X.Y out of "X.Y", "X.Y.Z" or "X.Y.Z.final.0". */
static char *
parse_version (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ".", 3);

  if (g_strv_length (parts) < 2 || !is_number (parts[0]) || !is_number (parts[1]))
    return NULL;

  return g_strdup_printf ("%s.%s", parts[0], parts[1]);
}

/* The X.Y of a file name pythonX.Y. */
static char *
parse_python_name (const char *path)
{
  g_autofree char *base = g_path_get_basename (path);

  return g_str_has_prefix (base, "python") ? parse_version (base + strlen ("python")) : NULL;
}

/* The X.Y that /usr/bin/python3 links to; NULL where there is none. */
char *
tendril_python_get_version (void)
{
  g_autofree char *path = g_strdup (PYTHON);

  for (guint i = 0; i < MAX_LINKS; i++)
    {
      g_autofree char *directory = g_path_get_dirname (path);
      g_autofree char *target = g_file_read_link (path, NULL);
      char *version;

      if (target == NULL)
        return NULL;

      version = parse_python_name (target);
      if (version != NULL)
        return version;

      g_free (path);
      path = g_canonicalize_filename (target, directory);
    }

  return NULL;
}

static char *
build_site_path (const char *prefix,
                 const char *version)
{
  g_autofree char *python = g_strconcat ("python", version, NULL);

  return g_build_filename (prefix, "lib", python, "site-packages", NULL);
}

/* The site directory of the user, as far as the environment names it: it may be relative. NULL
 * where it is not to be used. */
char *
tendril_python_get_user_site (const char *version)
{
  const char *base = tendril_getenv ("PYTHONUSERBASE");
  const char *no_user_site = tendril_getenv ("PYTHONNOUSERSITE");
  g_autofree char *home = NULL;

  if (tendril_is_secure () || (no_user_site != NULL && *no_user_site != '\0'))
    return NULL;

  home = g_build_filename (g_get_home_dir (), ".local", NULL);
  return build_site_path (base != NULL && *base != '\0' ? base : home, version);
}

/* Debian's Python has site directories of its own, and where it is installed, the ones of an
 * unpatched Python belong to another: to one built by hand, for instance. */
char **
tendril_python_get_site_paths (const char *version)
{
  static const char *const debian[] = {
    "/usr/local/lib/python%s/dist-packages",
    "/usr/lib/python3/dist-packages",
    "/usr/lib/python%s/dist-packages",
    NULL,
  };
  static const char *const others[] = {
    "/usr/local/lib64/python%s/site-packages",
    "/usr/local/lib/python%s/site-packages",
    "/usr/lib64/python%s/site-packages",
    "/usr/lib/python%s/site-packages",
    NULL,
  };
  gboolean is_debian = g_file_test ("/usr/lib/python3/dist-packages", G_FILE_TEST_IS_DIR);
  const char *const *templates = is_debian ? debian : others;
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();

  for (gsize i = 0; templates[i] != NULL; i++)
    {
      g_auto (GStrv) parts = g_strsplit (templates[i], "%s", 2);
      g_autofree char *path = g_strjoinv (version, parts);

      g_strv_builder_add (builder, path);
    }

  return g_strv_builder_end (builder);
}

/* PEP 405: pyvenv.cfg holds `key = value` lines, in any case of the key. `version` is written by
 * venv, `version_info` by virtualenv and uv. */
static char *
read_version (const char *text,
              gsize       length)
{
  TendrilLineReader reader;
  TendrilSpan line;

  tendril_line_reader_init (&reader, text, length);
  while (tendril_line_reader_next (&reader, &line))
    {
      g_autofree char *copy = tendril_span_dup (line);
      char *equals = strchr (copy, '=');
      char *version;

      if (equals == NULL)
        continue;

      *equals = '\0';
      g_strstrip (copy);
      if (g_ascii_strcasecmp (copy, "version") != 0 &&
          g_ascii_strcasecmp (copy, "version_info") != 0)
        continue;

      version = parse_version (g_strstrip (equals + 1));
      if (version != NULL)
        return version;
    }

  return NULL;
}

/* Python itself needs no version in pyvenv.cfg, it looks for its own directory. The smallest name
 * counts where there are several: readdir () order would not be the same everywhere. */
static char *
find_version (const char *environment)
{
  g_autofree char *lib = g_build_filename (environment, "lib", NULL);
  g_autoptr (GDir) directory = g_dir_open (lib, 0, NULL);
  g_autofree char *found = NULL;
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    {
      g_autofree char *version = parse_python_name (name);

      if (version != NULL && (found == NULL || strcmp (version, found) < 0))
        {
          g_free (found);
          found = g_steal_pointer (&version);
        }
    }

  return g_steal_pointer (&found);
}

/* Which site directory the virtual environment has for Python @version; where it has none, that of
 * another version, which then is in @other_version. */
TendrilFileResult
tendril_python_find_environment_site (const char  *environment,
                                      const char  *version,
                                      char       **site,
                                      char       **other_version)
{
  g_autofree char *file = g_build_filename (environment, "pyvenv.cfg", NULL);
  g_autofree char *own_site = build_site_path (environment, version);
  g_autofree char *found = NULL;
  g_autoptr (GString) text = g_string_new (NULL);
  TendrilFileResult result = tendril_file_read_at (-1, file, MAX_PYVENV_CFG, text);

  *site = NULL;
  *other_version = NULL;
  if (result != TENDRIL_FILE_READ)
    return result;

  found = read_version (text->str, text->len);
  if (found == NULL && !g_file_test (own_site, G_FILE_TEST_IS_DIR))
    found = find_version (environment);

  if (found == NULL || g_str_equal (found, version))
    {
      *site = g_steal_pointer (&own_site);
      return TENDRIL_FILE_READ;
    }

  *site = build_site_path (environment, found);
  *other_version = g_steal_pointer (&found);
  return TENDRIL_FILE_READ;
}
