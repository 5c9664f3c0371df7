/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-python-module-private.h"

#include "tendril-search-path-private.h"

/* Whether there is a file that Python would import under a name. Nothing is imported, so what a
 * package puts on its `__path__` and what finders conjure up is not known here: whoever asks may
 * warn, and no more. */

/* What is most likely comes first: where all is well, one look is enough. */
static const char *const suffixes[] = {
  ".py", "/__init__.py", ".so", ".abi3.so", "/__init__.so", "/__init__.abi3.so", ".pyc",
  "/__init__.pyc",
};

static gboolean
has_plain_file (const char *stem)
{
  for (gsize i = 0; i < G_N_ELEMENTS (suffixes); i++)
    {
      g_autofree char *file = g_strconcat (stem, suffixes[i], NULL);

      if (g_file_test (file, G_FILE_TEST_IS_REGULAR))
        return TRUE;
    }

  return FALSE;
}

/* name.cpython-311-x86_64-linux-gnu.so and its like: the tag is the interpreter's, and which one
 * that will be a Python host knows, but not we. */
static gboolean
has_tagged_file (const char *stem)
{
  g_autofree char *parent = g_path_get_dirname (stem);
  g_autofree char *base = g_path_get_basename (stem);
  g_autofree char *prefix = g_strconcat (base, ".", NULL);
  g_autoptr (GDir) directory = g_dir_open (parent, 0, NULL);
  const char *name;

  while (directory != NULL && (name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_prefix (name, prefix) && g_str_has_suffix (name, ".so"))
      return TRUE;

  return FALSE;
}

static gboolean
has_any_file (const char *stem)
{
  g_autofree char *package = g_build_filename (stem, "__init__", NULL);

  return has_plain_file (stem) || has_tagged_file (stem) || has_tagged_file (package);
}

typedef gboolean (*StemFunc) (const char *stem);

/* A directory above the module may be a package or, without `__init__`, a part of a namespace: the
 * module below it is found either way, and parts of one namespace may lie in several places. */
static gboolean
find (const char *stem,
      const char *location,
      GPtrArray  *elements,
      StemFunc    func)
{
  g_autofree char *first = g_build_filename (location, stem, NULL);

  if (func (first))
    return TRUE;

  for (guint i = 0; i < elements->len; i++)
    {
      const TendrilPathElement *element = g_ptr_array_index (elements, i);
      g_autofree char *path = g_build_filename (element->path, stem, NULL);

      if (element->kind == TENDRIL_PATH_PYTHON && !element->wrong_python && func (path))
        return TRUE;
    }

  return FALSE;
}

/* Looks beside the distribution, and then where Python would: an editable installation has its
 * modules behind a .pth file. @elements are TendrilPathElement. */
gboolean
tendril_python_module_exists (const char *module,
                              const char *location,
                              GPtrArray  *elements)
{
  g_autofree char *stem = g_strdelimit (g_strdup (module), ".", G_DIR_SEPARATOR);

  /* Into a zipped egg or a wheel nobody looks here: it is no directory. */
  return find (stem, location, elements, has_plain_file) ||
         !g_file_test (location, G_FILE_TEST_IS_DIR) ||
         find (stem, location, elements, has_any_file);
}
