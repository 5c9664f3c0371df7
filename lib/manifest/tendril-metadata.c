/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-metadata-private.h"

#include "tendril-text-private.h"

#include <string.h>

/* PyPA, "Core metadata specifications": headers as in RFC 822, ended by the first empty line. The
 * first header of a rank wins; a lower rank is preferred. */
#define HEADER(name, field, rank) { name, sizeof (name) - 1, TENDRIL_METADATA_##field, rank }

static const struct
{
  const char *header;
  gsize length;
  TendrilMetadataField field;
  guint rank;
} headers[] = {
  HEADER ("Name", NAME, 0),
  HEADER ("Version", VERSION, 0),
  HEADER ("Summary", SUMMARY, 0),
  HEADER ("Author", AUTHOR, 0),
  HEADER ("Author-email", AUTHOR, 1),
  HEADER ("Maintainer", AUTHOR, 2),
  HEADER ("Home-page", HOME_PAGE, 0),
  HEADER ("Project-URL", HOME_PAGE, 1),
  HEADER ("License-Expression", LICENSE, 0),
  HEADER ("License", LICENSE, 1),
};

#undef HEADER

typedef struct
{
  TendrilMetadata *metadata;
  guint ranks[TENDRIL_METADATA_N_FIELDS];
  GString *value;
  int header;               /* index into headers, -1 while none of ours is open */
} Parser;

/* Project-URL is `label, address`; only a home page is wanted. */
static const char *
find_home_page (const char *value)
{
  static const char *const labels[] = { "homepage", "home-page", "home page", "home" };
  const char *comma = strchr (value, ',');
  g_autofree char *label = NULL;

  if (comma == NULL)
    return NULL;

  label = g_strstrip (g_strndup (value, comma - value));
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (g_ascii_strcasecmp (label, labels[i]) == 0)
      return comma + 1;

  return NULL;
}

static void
close_header (Parser *parser)
{
  const char *value = parser->value->str;
  g_autofree char *text = NULL;
  TendrilMetadataField field;
  TendrilSpan stripped;
  guint rank;

  if (parser->header < 0)
    return;

  field = headers[parser->header].field;
  rank = headers[parser->header].rank;
  if (field == TENDRIL_METADATA_HOME_PAGE && rank > 0)
    value = find_home_page (value);
  parser->header = -1;

  if (value == NULL || rank >= parser->ranks[field])
    return;

  text = g_utf8_make_valid (value, -1);
  stripped = tendril_span_strip ((TendrilSpan) { text, strlen (text) });
  if (stripped.length == 0)
    return;

  g_free (parser->metadata->fields[field]);
  parser->metadata->fields[field] = tendril_span_dup (stripped);
  parser->ranks[field] = rank;
}

static int
find_header (TendrilSpan name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    if (headers[i].length == name.length &&
        g_ascii_strncasecmp (headers[i].header, name.start, name.length) == 0)
      return i;

  return -1;
}

static void
append_text (GString     *string,
             TendrilSpan  text)
{
  gsize i = string->len;

  g_string_append_len (string, text.start, text.length);
  for (; i < string->len; i++)
    if (string->str[i] == '\0')
      string->str[i] = ' ';
}

static void
read_line (Parser      *parser,
           TendrilSpan  line)
{
  const char *colon;

  if (*line.start == ' ' || *line.start == '\t')
    {
      if (parser->header < 0)
        return;
      g_string_append_c (parser->value, ' ');
      append_text (parser->value, tendril_span_strip (line));
      return;
    }

  close_header (parser);
  colon = memchr (line.start, ':', line.length);
  if (colon == NULL)
    return;

  parser->header = find_header (tendril_span_new (line.start, colon));
  g_string_truncate (parser->value, 0);
  append_text (parser->value,
               tendril_span_strip (tendril_span_new (colon + 1, line.start + line.length)));
}

void
tendril_metadata_parse (TendrilMetadata *metadata,
                        const char      *text,
                        gsize            length)
{
  Parser parser = { .metadata = metadata, .header = -1 };
  TendrilLineReader reader;
  TendrilSpan line;

  memset (metadata, 0, sizeof *metadata);
  memset (parser.ranks, 0xff, sizeof parser.ranks);
  parser.value = g_string_new (NULL);

  tendril_line_reader_init (&reader, text, length);
  while (tendril_line_reader_next (&reader, &line) && line.length > 0)
    read_line (&parser, line);
  close_header (&parser);

  g_string_free (parser.value, TRUE);
}

void
tendril_metadata_clear (TendrilMetadata *metadata)
{
  for (gsize i = 0; i < TENDRIL_METADATA_N_FIELDS; i++)
    g_clear_pointer (&metadata->fields[i], g_free);
}

/* The headers that count, to be parsed again. */
char *
tendril_metadata_to_text (const TendrilMetadata *metadata)
{
  GString *text = g_string_new (NULL);
  guint written = 0;

  for (gsize i = 0; i < G_N_ELEMENTS (headers); i++)
    {
      const char *value = metadata->fields[headers[i].field];

      if (value != NULL && (written & (1u << headers[i].field)) == 0)
        g_string_append_printf (text, "%s: %s\n", headers[i].header, value);
      written |= 1u << headers[i].field;
    }

  return g_string_free (text, FALSE);
}
