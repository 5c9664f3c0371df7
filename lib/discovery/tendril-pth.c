/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-pth-private.h"

#include "tendril-text-private.h"

#include <string.h>

#define BOM "\xef\xbb\xbf"

static gboolean
is_import (TendrilSpan line)
{
  static const char keyword[] = "import";
  gsize length = strlen (keyword);

  return line.length > length && strncmp (line.start, keyword, length) == 0 &&
         (line.start[length] == ' ' || line.start[length] == '\t');
}

/* The lines of a .pth file as Python's site module reads them, but an `import` line is told, never
 * run, and one line that is wrong does not take the rest with it. A byte order mark is stripped, as
 * by Python 3.13; older ones take it for a part of the first path. */
void
tendril_pth_parse (const char              *text,
                   gsize                    length,
                   const char              *site,
                   const TendrilPthHandler *handler,
                   gpointer                 user_data)
{
  TendrilLineReader reader;
  TendrilSpan line;

  if (length >= strlen (BOM) && memcmp (text, BOM, strlen (BOM)) == 0)
    {
      text += strlen (BOM);
      length -= strlen (BOM);
    }

  tendril_line_reader_init (&reader, text, length);
  while (tendril_line_reader_next (&reader, &line))
    {
      g_autofree char *entry = NULL;
      g_autofree char *path = NULL;

      if (line.length == 0 || *line.start == '#' || memchr (line.start, '\0', line.length) != NULL)
        continue;
      if (is_import (line))
        {
          handler->import_line (reader.line, user_data);
          continue;
        }

      entry = g_strchomp (tendril_span_dup (line));
      if (*entry == '\0')
        continue;

      path = g_canonicalize_filename (entry, site);
      handler->path (path, user_data);
    }
}
