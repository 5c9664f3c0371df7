/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fuzz-target.h"

#include "tendril-direct-url-private.h"

#include <string.h>

const char *const fuzz_dictionary[] = {
  "{", "}", "[", "]", ":", ",", "\"", "\"url\": ", "\"dir_info\": ", "\"editable\": ", "true", "false",
  "null", "\"file:///src\"", "\\u0000", "\\ud83d\\ude00", "\\ud83d", "\\\"", "1e9", "-0", "\xff",
  "[[[[[[[[", NULL,
};

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_auto (TendrilDirectUrl) direct_url = { 0 };

  if (tendril_direct_url_parse (&direct_url, (const char *) data, size))
    g_assert_true (direct_url.url == NULL || g_utf8_validate (direct_url.url, -1, NULL));
  return 0;
}
