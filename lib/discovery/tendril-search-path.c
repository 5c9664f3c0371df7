/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-search-path-private.h"

#include "tendril-debug-private.h"
#include "tendril-diagnostic-private.h"
#include "tendril-python-path-private.h"

#include <unistd.h>

#define DATA_SUBDIR "tendril-1/extensions"
#define FLATPAK_INFO "/.flatpak-info"
#define FLATPAK_EXTENSIONS "/app/extensions/lib/tendril-1"

static const char *const system_data_dirs[] = { "/usr/local/share", "/usr/share", NULL };

TendrilPathElement *
tendril_path_element_new (const char      *path,
                          TendrilPathKind  kind)
{
  TendrilPathElement *element = g_new0 (TendrilPathElement, 1);

  element->path = g_strdup (path);
  element->kind = kind;

  return element;
}

void
tendril_path_element_free (TendrilPathElement *element)
{
  g_free (element->path);
  g_free (element);
}

static TendrilPathElement *
add (GPtrArray       *elements,
     const char      *path,
     TendrilPathKind  kind)
{
  TendrilPathElement *element = tendril_path_element_new (path, kind);

  g_ptr_array_add (elements, element);
  return element;
}

static void
report (GPtrArray             *diagnostics,
        TendrilDiagnosticCode  code,
        TendrilSeverity        severity,
        const char            *path,
        const char            *cause)
{
  g_ptr_array_add (diagnostics, tendril_diagnostic_new (code, severity, path, 0, 0, cause));
}

/* An empty or relative element would put the current directory, which anyone may own, on the
 * path. */
static gboolean
check_absolute (const char *path,
                const char *variable,
                GPtrArray  *diagnostics)
{
  g_autofree char *cause = NULL;

  if (g_path_is_absolute (path))
    return TRUE;

  cause = g_strdup_printf ("%s holds an element that is no absolute path; it is ignored", variable);
  report (diagnostics, TENDRIL_DIAGNOSTIC_BAD_PATH, TENDRIL_SEVERITY_NOTE, path, cause);
  return FALSE;
}

static void
add_variable (GPtrArray       *elements,
              const char      *variable,
              TendrilPathKind  kind,
              GPtrArray       *diagnostics)
{
  const char *text = tendril_getenv (variable);
  g_auto (GStrv) paths = NULL;

  if (text == NULL || *text == '\0')
    return;

  paths = g_strsplit (text, G_SEARCHPATH_SEPARATOR_S, -1);
  for (gsize i = 0; paths[i] != NULL; i++)
    if (check_absolute (paths[i], variable, diagnostics))
      add (elements, paths[i], kind);
}

/* GLib takes the variables as they are. */
static void
add_data_dir (GPtrArray  *elements,
              const char *directory,
              const char *variable,
              GPtrArray  *diagnostics)
{
  g_autofree char *path = g_build_filename (directory, DATA_SUBDIR, NULL);

  if (check_absolute (directory, variable, diagnostics))
    add (elements, path, TENDRIL_PATH_EXTENSION);
}

static void
add_extension_paths (GPtrArray *elements,
                     GPtrArray *diagnostics)
{
  const char *const *data_dirs = system_data_dirs;

  add_variable (elements, "TENDRIL_EXTENSION_PATH", TENDRIL_PATH_EXTENSION, diagnostics);
  if (!tendril_is_secure ())
    {
      add_data_dir (elements, g_get_user_data_dir (), "XDG_DATA_HOME", diagnostics);
      data_dirs = g_get_system_data_dirs ();
    }
  for (gsize i = 0; data_dirs[i] != NULL; i++)
    add_data_dir (elements, data_dirs[i], "XDG_DATA_DIRS", diagnostics);

  add (elements, TENDRIL_EXTENSIONS_DIR, TENDRIL_PATH_EXTENSION);
  if (g_file_test (FLATPAK_INFO, G_FILE_TEST_EXISTS))
    add (elements, FLATPAK_EXTENSIONS, TENDRIL_PATH_EXTENSION);
}

/* Without the file it is no virtual environment, which is no problem. */
static void
report_configuration (const char        *environment,
                      TendrilFileResult  result,
                      GPtrArray         *diagnostics)
{
  static const TendrilDiagnosticCode codes[] = {
    [TENDRIL_FILE_NOT_A_FILE] = TENDRIL_DIAGNOSTIC_NOT_A_FILE,
    [TENDRIL_FILE_TOO_BIG] = TENDRIL_DIAGNOSTIC_TOO_BIG,
    [TENDRIL_FILE_UNREADABLE] = TENDRIL_DIAGNOSTIC_UNREADABLE,
  };
  g_autofree char *file = g_build_filename (environment, "pyvenv.cfg", NULL);

  if (result != TENDRIL_FILE_MISSING)
    report (diagnostics, codes[result], TENDRIL_SEVERITY_ERROR, file,
            "The virtual environment cannot be used without it");
}

static void
add_virtual_environment (GPtrArray  *elements,
                         const char *version,
                         GPtrArray  *diagnostics)
{
  const char *environment = tendril_getenv ("VIRTUAL_ENV");
  g_autofree char *other_version = NULL;
  g_autofree char *site = NULL;
  g_autofree char *cause = NULL;
  TendrilPathElement *element;
  TendrilFileResult result;

  if (environment == NULL || *environment == '\0' ||
      !check_absolute (environment, "VIRTUAL_ENV", diagnostics))
    return;

  result = tendril_python_find_environment_site (environment, version, &site, &other_version);
  if (result != TENDRIL_FILE_READ)
    report_configuration (environment, result, diagnostics);
  if (site == NULL)
    return;

  element = add (elements, site, TENDRIL_PATH_PYTHON);
  element->site = TRUE;
  element->wrong_python = other_version != NULL;
  if (!element->wrong_python)
    return;

  cause = g_strdup_printf ("The virtual environment is of Python %s, the system's Python is %s",
                           other_version, version);
  report (diagnostics, TENDRIL_DIAGNOSTIC_WRONG_PYTHON, TENDRIL_SEVERITY_ERROR, environment, cause);
}

static void
add_site_paths (GPtrArray  *elements,
                const char *version,
                GPtrArray  *diagnostics)
{
  g_autofree char *user_site = tendril_python_get_user_site (version);
  g_auto (GStrv) sites = tendril_python_get_site_paths (version);

  if (user_site != NULL && check_absolute (user_site, "PYTHONUSERBASE", diagnostics))
    add (elements, user_site, TENDRIL_PATH_PYTHON)->site = TRUE;
  for (gsize i = 0; sites[i] != NULL; i++)
    add (elements, sites[i], TENDRIL_PATH_PYTHON)->site = TRUE;
}

/* The path of an interpreter that runs: its site module has followed the .pth files, and '' and
 * whatever else is relative mean the current directory, now, as they do when it imports. Not made
 * canonical: of a symbolic link's `..` only the kernel knows where it leads. */
static void
add_interpreter_path (GPtrArray         *elements,
                      const char *const *paths)
{
  char *current = getcwd (NULL, 0);

  for (gsize i = 0; paths[i] != NULL; i++)
    {
      g_autofree char *path = NULL;

      if (g_path_is_absolute (paths[i]))
        path = g_strdup (paths[i]);
      else if (current != NULL)
        path = *paths[i] != '\0' ? g_build_filename (current, paths[i], NULL) : g_strdup (current);

      /* The current directory may have been removed. */
      if (path != NULL)
        add (elements, path, TENDRIL_PATH_PYTHON)->vouched = TRUE;
    }

  free (current);
}

/* TENDRIL_PYTHON_PATH is Tendril's own: no interpreter has it on its path. */
static void
add_python_paths (GPtrArray         *elements,
                  const char *const *interpreter_path,
                  GPtrArray         *diagnostics)
{
  g_autofree char *version = NULL;

  add_variable (elements, "TENDRIL_PYTHON_PATH", TENDRIL_PATH_PYTHON, diagnostics);
  if (interpreter_path != NULL)
    {
      add_interpreter_path (elements, interpreter_path);
      return;
    }

  add_variable (elements, "PYTHONPATH", TENDRIL_PATH_PYTHON, diagnostics);
  version = tendril_python_get_version ();
  if (version == NULL)
    return;

  add_virtual_environment (elements, version, diagnostics);
  add_site_paths (elements, version, diagnostics);
}

/* @added come first, in the order of the calls; then extension paths, then Python paths: those of
 * @interpreter_path where the host is Python. */
GPtrArray *
tendril_search_path_new (GPtrArray         *added,
                         gboolean           isolated,
                         const char *const *interpreter_path,
                         GPtrArray         *diagnostics)
{
  GPtrArray *elements =
    g_ptr_array_new_with_free_func ((GDestroyNotify) tendril_path_element_free);

  for (guint i = 0; i < added->len; i++)
    {
      const TendrilPathElement *element = g_ptr_array_index (added, i);

      add (elements, element->path, element->kind)->vouched = TRUE;
    }

  if (!isolated)
    {
      add_extension_paths (elements, diagnostics);
      add_python_paths (elements, interpreter_path, diagnostics);
    }

  return elements;
}
