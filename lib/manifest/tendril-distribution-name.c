/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-distribution-name-private.h"

#include <string.h>

static gboolean
is_separator (char c)
{
  return c == '-' || c == '_' || c == '.';
}

/* Writes at most as many bytes as @name has; returns how many, and whether they are all ASCII. */
static gsize
normalize (char        *to,
           TendrilSpan  name,
           gboolean    *ascii)
{
  const char *start = to;
  gboolean separated = FALSE;
  guchar bits = 0;

  for (gsize i = 0; i < name.length; i++)
    {
      char c = name.start[i];

      bits |= c;
      if (!is_separator (c))
        *to++ = c >= 'A' && c <= 'Z' ? c - 'A' + 'a' : c;
      else if (!separated)
        *to++ = '-';
      separated = is_separator (c);
    }

  *ascii = bits < 0x80;
  return to - start;
}

/* PEP 503: `re.sub (r"[-_.]+", "-", name).lower ()`. Only ASCII names are valid; others are
 * lowered as far as they are UTF-8. */
char *
tendril_distribution_name_normalize (TendrilSpan name)
{
  g_autofree char *result = g_malloc (name.length + 1);
  gboolean ascii;

  result[normalize (result, name, &ascii)] = '\0';
  if (!ascii && g_utf8_validate (result, -1, NULL))
    return g_utf8_strdown (result, -1);
  return g_steal_pointer (&result);
}

/* The same behind what @to holds, for many names at little cost. */
void
tendril_distribution_name_append (GString     *to,
                                  TendrilSpan  name)
{
  gsize before = to->len;
  gboolean ascii;

  g_string_set_size (to, before + name.length);
  g_string_truncate (to, before + normalize (to->str + before, name, &ascii));
  if (!ascii && g_utf8_validate (to->str + before, -1, NULL))
    {
      g_autofree char *lower = g_utf8_strdown (to->str + before, -1);

      g_string_truncate (to, before);
      g_string_append (to, lower);
    }
}

static gboolean
has_suffix (const char *directory,
            gsize       length,
            const char *suffix,
            gsize       suffix_length)
{
  const char *end;

  if (length < suffix_length)
    return FALSE;

  end = directory + length - suffix_length;
  return memcmp (end, suffix, suffix_length) == 0 || g_ascii_strcasecmp (end, suffix) == 0;
}

static TendrilMetadataKind
find_kind (const char *directory,
           gsize       length)
{
  if (length < strlen (".egg-info") || g_ascii_tolower (directory[length - 1]) != 'o')
    return TENDRIL_METADATA_NONE;
  if (has_suffix (directory, length, ".dist-info", strlen (".dist-info")))
    return TENDRIL_METADATA_DIST_INFO;
  if (has_suffix (directory, length, ".egg-info", strlen (".egg-info")))
    return TENDRIL_METADATA_EGG_INFO;
  return TENDRIL_METADATA_NONE;
}

/* A version begins with a digit (PEP 440), a name may hold `-` in directories written before names
 * were normalised: the first `-` before a digit parts them, else the first `-`. */
static const char *
find_version (const char *start,
              const char *end)
{
  const char *first = memchr (start, '-', end - start);

  for (const char *p = first; p != NULL && p + 1 < end; p++)
    if (*p == '-' && g_ascii_isdigit (p[1]))
      return p;

  return first;
}

/* `Name-1.0-py3.11.egg-info`, `Name-1.0-py3.11-linux-x86_64.egg-info`; a name may look like a tag,
 * so it is looked for behind the version. */
static const char *
find_python_tag (const char *start,
                 const char *end)
{
  for (const char *p = start; p + 3 < end; p++)
    if (p[0] == '-' && p[1] == 'p' && p[2] == 'y' && g_ascii_isdigit (p[3]))
      return p;

  return end;
}

static void
parse_stem (const char           *start,
            const char           *end,
            TendrilDirectoryName *parsed)
{
  const char *hyphen = find_version (start, end);

  if (hyphen == NULL)
    hyphen = end;
  else if (parsed->kind == TENDRIL_METADATA_EGG_INFO)
    end = find_python_tag (hyphen + 1, end);
  parsed->name = tendril_span_new (start, hyphen);
  parsed->version = tendril_span_new (hyphen < end ? hyphen + 1 : end, end);
}

gboolean
tendril_directory_name_parse (const char           *directory,
                              TendrilDirectoryName *parsed)
{
  gsize length = strlen (directory);
  gsize suffix;

  parsed->kind = find_kind (directory, length);
  if (parsed->kind == TENDRIL_METADATA_NONE)
    return FALSE;

  suffix = parsed->kind == TENDRIL_METADATA_EGG_INFO ? strlen (".egg-info") : strlen (".dist-info");
  parse_stem (directory, directory + length - suffix, parsed);
  return TRUE;
}

/* An egg is a directory or a zip file called `Name-1.0-py3.11.egg`; the EGG-INFO in it has no name
 * of its own, so the spans point into @location then. */
gboolean
tendril_directory_name_parse_in (const char           *location,
                                 const char           *directory,
                                 TendrilDirectoryName *parsed)
{
  const gsize suffix = strlen (".egg");
  const char *end = location + strlen (location);
  const char *egg;

  if (g_ascii_strcasecmp (directory, "EGG-INFO") != 0)
    return tendril_directory_name_parse (directory, parsed);

  while (end > location && end[-1] == '/')
    end--;
  egg = g_strrstr_len (location, end - location, "/");
  egg = egg != NULL ? egg + 1 : location;
  parsed->kind = TENDRIL_METADATA_NONE;
  if ((gsize) (end - egg) < suffix || g_ascii_strncasecmp (end - suffix, ".egg", suffix) != 0)
    return FALSE;

  parsed->kind = TENDRIL_METADATA_EGG_INFO;
  parse_stem (egg, end - suffix, parsed);
  return TRUE;
}
