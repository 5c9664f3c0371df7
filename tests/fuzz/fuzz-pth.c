/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fuzz-target.h"

#include "tendril-pth-private.h"

#include <string.h>

const char *const fuzz_dictionary[] = {
  "\n", "\r\n", "\r", "import ", "import\t", "# ", "/", "../", "./", "/usr/lib", "src", " ", "\t",
  "\xc3\xa4", "\xff", "//", "import", NULL,
};

typedef struct
{
  guint last_line;
  guint n_lines;
} State;

static void
take_path (const char *path,
           gpointer    user_data)
{
  g_assert_true (g_path_is_absolute (path));
  g_assert_null (strstr (path, "/../"));
  g_assert_null (strpbrk (path, "\r\n"));
}

static void
take_import (guint    line,
             gpointer user_data)
{
  State *state = user_data;

  g_assert_cmpuint (line, >, state->last_line);
  g_assert_cmpuint (line, <=, state->n_lines);
  state->last_line = line;
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const TendrilPthHandler handler = { take_path, take_import };
  State state = { .n_lines = 1 };

  for (size_t i = 0; i < size; i++)
    state.n_lines += data[i] == '\n' || data[i] == '\r';
  tendril_pth_parse ((const char *) data, size, "/site", &handler, &state);

  return 0;
}
