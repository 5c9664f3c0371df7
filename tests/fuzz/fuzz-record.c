/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fuzz-target.h"

#include "tendril-record-private.h"

#include <string.h>

const char *const fuzz_dictionary[] = {
  "\n", "\r\n", ",", ",,", "\"", "\"\"", "sha256=", "sha256=47DEQpj8HBSa-_TImW-5JCeuQeRkm5NMpJWZG3hSuFU",
  "md5=", "../", "/", "a/b.py", ",0", ",-1", ",99999999999999999999", "\xff", "\xc3\xa4", "=", NULL,
};

typedef struct
{
  const char *text;
  size_t size;
  guint last_line;
} State;

static void
check_line (State *state,
            guint  line)
{
  g_assert_cmpuint (line, >, state->last_line);
  state->last_line = line;
}

static void
take_row (const TendrilRecordRow *row,
          gpointer                user_data)
{
  g_assert_true (g_utf8_validate (row->path, -1, NULL));
  g_assert_cmpint (*row->path, !=, '\0');
  g_assert_false (g_path_is_absolute (row->path));
  g_assert_cmpint (row->algorithm != NULL, ==, row->hash != NULL);
  g_assert_cmpint (row->size, >=, -1);
  check_line (user_data, row->line);
}

static void
take_problem (TendrilRecordProblem problem,
              guint                line,
              gpointer             user_data)
{
  g_assert_nonnull (tendril_record_problem_to_string (problem));
  check_line (user_data, line);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  static const TendrilRecordHandler handler = { take_row, take_problem };
  State state = { .text = (const char *) data, .size = size };

  tendril_record_parse (state.text, size, &handler, &state);
  return 0;
}
