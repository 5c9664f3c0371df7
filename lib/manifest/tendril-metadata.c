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
  TendrilMetadata found;    /* each field of its own */
  guint ranks[TENDRIL_METADATA_N_FIELDS];
  TendrilSpan value;
  GString *folded;          /* the value, if it takes several lines */
  gboolean is_folded;
  int header;               /* index into headers, -1 while none of ours is open */
} Parser;

/* Project-URL is `label, address`; only a home page is wanted. */
static TendrilSpan
find_home_page (TendrilSpan value)
{
  static const char *const labels[] = { "homepage", "home-page", "home page", "home" };
  const char *comma = value.length > 0 ? memchr (value.start, ',', value.length) : NULL;
  TendrilSpan label;

  if (comma == NULL)
    return (TendrilSpan) TENDRIL_SPAN_INIT;

  label = tendril_span_strip (tendril_span_new (value.start, comma));
  for (gsize i = 0; i < G_N_ELEMENTS (labels); i++)
    if (strlen (labels[i]) == label.length &&
        g_ascii_strncasecmp (labels[i], label.start, label.length) == 0)
      return tendril_span_new (comma + 1, value.start + value.length);

  return (TendrilSpan) TENDRIL_SPAN_INIT;
}

/* A NUL would end the text. */
static char *
make_valid (TendrilSpan value)
{
  g_autofree char *text = g_memdup2 (value.start, value.length);

  for (gsize i = 0; i < value.length; i++)
    if (text[i] == '\0')
      text[i] = ' ';

  return g_utf8_make_valid (text, value.length);
}

static void
close_header (Parser *parser)
{
  g_autofree char *valid = NULL;
  TendrilSpan value = parser->value;
  TendrilMetadataField field;
  guint rank;

  if (parser->header < 0)
    return;

  field = headers[parser->header].field;
  rank = headers[parser->header].rank;
  parser->header = -1;
  if (rank >= parser->ranks[field])
    return;

  if (parser->is_folded)
    value = (TendrilSpan) { parser->folded->str, parser->folded->len };
  if (!tendril_text_is_plain (value.start, value.length))
    {
      valid = make_valid (value);
      value = (TendrilSpan) { valid, strlen (valid) };
    }
  if (field == TENDRIL_METADATA_HOME_PAGE && rank > 0)
    value = find_home_page (value);

  value = tendril_span_strip (value);
  if (value.length == 0)
    return;

  g_free ((char *) parser->found.fields[field]);
  parser->found.fields[field] = tendril_span_dup (value);
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

/* Few headers are folded; the others are copied once, when they are known to count. */
static void
fold (Parser      *parser,
      TendrilSpan  line)
{
  if (!parser->is_folded)
    {
      parser->is_folded = TRUE;
      g_string_truncate (parser->folded, 0);
      g_string_append_len (parser->folded, parser->value.start, parser->value.length);
    }

  line = tendril_span_strip (line);
  g_string_append_c (parser->folded, ' ');
  g_string_append_len (parser->folded, line.start, line.length);
}

static void
read_line (Parser      *parser,
           TendrilSpan  line)
{
  const char *colon;

  if (*line.start == ' ' || *line.start == '\t')
    {
      if (parser->header >= 0)
        fold (parser, line);
      return;
    }

  close_header (parser);
  colon = memchr (line.start, ':', line.length);
  if (colon == NULL)
    return;

  parser->header = find_header (tendril_span_new (line.start, colon));
  parser->is_folded = FALSE;
  if (parser->header >= 0)
    parser->value = tendril_span_strip (tendril_span_new (colon + 1, line.start + line.length));
}

/* Into one piece of memory. */
static void
end_parser (Parser          *parser,
            TendrilMetadata *metadata)
{
  GString *packed = g_string_new (NULL);
  gsize length;
  char *storage;

  tendril_metadata_pack (&parser->found, packed);
  length = packed->len;
  storage = g_string_free (packed, FALSE);
  tendril_metadata_unpack (metadata, storage, length);
  metadata->storage = storage;

  for (gsize i = 0; i < TENDRIL_METADATA_N_FIELDS; i++)
    g_free ((char *) parser->found.fields[i]);
  g_string_free (parser->folded, TRUE);
}

void
tendril_metadata_parse (TendrilMetadata *metadata,
                        const char      *text,
                        gsize            length)
{
  Parser parser = { .header = -1 };
  TendrilLineReader reader;
  TendrilSpan line;

  memset (parser.ranks, 0xff, sizeof parser.ranks);
  parser.folded = g_string_new (NULL);

  tendril_line_reader_init (&reader, text, length);
  while (tendril_line_reader_next (&reader, &line) && line.length > 0)
    read_line (&parser, line);
  close_header (&parser);

  end_parser (&parser, metadata);
}

void
tendril_metadata_clear (TendrilMetadata *metadata)
{
  g_free (metadata->storage);
  memset (metadata, 0, sizeof *metadata);
}

/* One field behind the other, each with a NUL; one that is not there is empty, as no other is. */
void
tendril_metadata_pack (const TendrilMetadata *metadata,
                       GString               *packed)
{
  for (gsize i = 0; i < TENDRIL_METADATA_N_FIELDS; i++)
    {
      g_string_append (packed, metadata->fields[i] != NULL ? metadata->fields[i] : "");
      g_string_append_c (packed, '\0');
    }
}

/* The fields stay in @packed. */
void
tendril_metadata_unpack (TendrilMetadata *metadata,
                         const char      *packed,
                         gsize            length)
{
  const char *end = packed + length;

  memset (metadata, 0, sizeof *metadata);
  for (gsize i = 0; i < TENDRIL_METADATA_N_FIELDS && packed < end; i++)
    {
      const char *stop = memchr (packed, '\0', end - packed);

      if (stop == NULL)
        return;
      if (stop > packed)
        metadata->fields[i] = packed;
      packed = stop + 1;
    }
}
