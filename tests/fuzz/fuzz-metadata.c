/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "fuzz-target.h"

#include "tendril-metadata-private.h"

#include <string.h>

const char *const fuzz_dictionary[] = {
  "\n", "\r\n", "\r", "\n ", "\n\t", "\n\n", ": ", "Name: ", "Version: ", "Summary: ", "Author: ",
  "Author-email: ", "Maintainer: ", "Home-page: ", "Project-URL: Homepage, ", "License: ",
  "License-Expression: ", ", ", "\xc3\xa4", "\xff", "\xc2\xa0", "\xe2\x80\xa8", " ", NULL,
};

static void
check_field (const char *field)
{
  if (field == NULL)
    return;

  g_assert_true (g_utf8_validate (field, -1, NULL));
  g_assert_cmpint (*field, !=, '\0');
  g_assert_null (strpbrk (field, "\r\n"));
  g_assert_false (g_ascii_isspace (field[0]));
  g_assert_false (g_ascii_isspace (field[strlen (field) - 1]));
}

/* What the index keeps of METADATA is the same again. */
static void
check_packed (const TendrilMetadata *metadata)
{
  g_autoptr (GString) packed = g_string_new (NULL);
  g_auto (TendrilMetadata) again = { 0 };

  tendril_metadata_pack (metadata, packed);
  tendril_metadata_unpack (&again, packed->str, packed->len);
  for (gsize i = 0; i < TENDRIL_METADATA_N_FIELDS; i++)
    g_assert_cmpstr (again.fields[i], ==, metadata->fields[i]);
}

int
LLVMFuzzerTestOneInput (const uint8_t *data,
                        size_t         size)
{
  g_auto (TendrilMetadata) metadata = { 0 };

  tendril_metadata_parse (&metadata, (const char *) data, size);
  for (gsize i = 0; i < TENDRIL_METADATA_N_FIELDS; i++)
    check_field (metadata.fields[i]);
  check_packed (&metadata);

  return 0;
}
