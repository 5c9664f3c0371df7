/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-pth-private.h"

#include "tendril-text-private.h"

#include <string.h>

/* The lines of a .pth file as Python's site module reads them, but an `import` line is told, never
 * run. */
void
tendril_pth_parse (const char              *text,
                   gsize                    length,
                   const char              *site,
                   const TendrilPthHandler *handler,
                   gpointer                 user_data)
{
  TendrilLineReader reader;
  TendrilSpan line;

  tendril_line_reader_init (&reader, text, length);
  while (tendril_line_reader_next (&reader, &line))
    {
      g_autofree char *entry = NULL;
      g_autofree char *path = NULL;

      if (line.length == 0 || *line.start == '#' ||
          memchr (line.start, '\0', line.length) != NULL)
        continue;

      entry = g_strchomp (tendril_span_dup (line));
      if (*entry == '\0')
        continue;
      if (g_str_has_prefix (entry, "import ") || g_str_has_prefix (entry, "import\t"))
        {
          handler->import_line (reader.line, user_data);
          continue;
        }

      path = g_canonicalize_filename (entry, site);
      handler->path (path, user_data);
    }
}
