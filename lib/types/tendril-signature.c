/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-signature.h"

#include <stdarg.h>
#include <string.h>

#include "tendril-error.h"

/**
 * TendrilSignature: (ref-func tendril_signature_ref) (unref-func tendril_signature_unref)
 *
 * The types of a function's parameters and of its result, as in `(float64, int64) -> float64`.
 * Types are named, not pointed to, since a signature may name a type that another extension
 * registers later. Immutable, so it may be used from any thread.
 *
 * Since: 1.0
 */
struct _TendrilSignature
{
  gatomicrefcount ref_count;

  guint n_parameters;
  const char *result;
  /* Interned: signatures repeat few names, and then compare by pointer. */
  const char *parameters[];
};

G_DEFINE_BOXED_TYPE (TendrilSignature, tendril_signature, tendril_signature_ref,
                     tendril_signature_unref)

typedef struct
{
  const char *text;
  const char *cursor;
} Reader;

G_GNUC_PRINTF (3, 4)
static gboolean
fail (const Reader  *reader,
      GError       **error,
      const char    *format,
      ...)
{
  g_autofree char *message = NULL;
  va_list arguments;

  va_start (arguments, format);
  message = g_strdup_vprintf (format, arguments);
  va_end (arguments);

  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_INVALID_SIGNATURE,
               "column %ld of signature “%s”: %s",
               g_utf8_pointer_to_offset (reader->text, reader->cursor) + 1, reader->text, message);
  return FALSE;
}

static void
skip_blanks (Reader *reader)
{
  while (g_ascii_isspace (*reader->cursor))
    reader->cursor++;
}

static gboolean
accept (Reader     *reader,
        const char *word)
{
  skip_blanks (reader);
  if (!g_str_has_prefix (reader->cursor, word))
    return FALSE;

  reader->cursor += strlen (word);
  return TRUE;
}

static gboolean
expect (Reader      *reader,
        const char  *word,
        GError     **error)
{
  return accept (reader, word) || fail (reader, error, "expected “%s”", word);
}

static gboolean
is_name_character (char     c,
                   gboolean first)
{
  return g_ascii_isalpha (c) || c == '_' || (!first && (g_ascii_isdigit (c) || c == '.'));
}

static const char *
read_type (Reader  *reader,
           GError **error)
{
  const char *start;
  g_autofree char *name = NULL;

  skip_blanks (reader);
  start = reader->cursor;
  while (is_name_character (*reader->cursor, reader->cursor == start))
    reader->cursor++;
  if (reader->cursor == start)
    {
      fail (reader, error, "expected the name of a type");
      return NULL;
    }

  name = g_strndup (start, reader->cursor - start);
  return g_intern_string (name);
}

static gboolean
read_parameters (Reader     *reader,
                 GPtrArray  *parameters,
                 GError    **error)
{
  if (!expect (reader, "(", error))
    return FALSE;
  if (accept (reader, ")"))
    return TRUE;

  do
    {
      const char *name = read_type (reader, error);

      if (name == NULL)
        return FALSE;
      g_ptr_array_add (parameters, (gpointer) name);
    }
  while (accept (reader, ","));

  return accept (reader, ")") || fail (reader, error, "expected “,” or “)”");
}

static TendrilSignature *
tendril_signature_new (GPtrArray  *parameters,
                       const char *result)
{
  gsize size = sizeof (TendrilSignature) + parameters->len * sizeof (char *);
  TendrilSignature *self = g_malloc0 (size);

  g_atomic_ref_count_init (&self->ref_count);
  self->n_parameters = parameters->len;
  self->result = result;
  for (guint i = 0; i < parameters->len; i++)
    self->parameters[i] = g_ptr_array_index (parameters, i);

  return self;
}

/**
 * tendril_signature_parse: (constructor)
 * @text: a signature, such as `(float64, int64) -> float64`
 * @error: return location for an error
 *
 * Reads a signature. Blanks may stand between any two words. The error names the column.
 *
 * Returns: (transfer full): the signature
 *
 * Since: 1.0
 */
TendrilSignature *
tendril_signature_parse (const char  *text,
                         GError     **error)
{
  Reader reader = { text, text };
  g_autoptr (GPtrArray) parameters = NULL;
  const char *result;

  g_return_val_if_fail (text != NULL, NULL);
  g_return_val_if_fail (error == NULL || *error == NULL, NULL);

  parameters = g_ptr_array_new ();
  if (!read_parameters (&reader, parameters, error) || !expect (&reader, "->", error))
    return NULL;
  result = read_type (&reader, error);
  if (result == NULL)
    return NULL;
  skip_blanks (&reader);
  if (*reader.cursor != '\0')
    {
      fail (&reader, error, "expected the end of the signature");
      return NULL;
    }

  return tendril_signature_new (parameters, result);
}

/**
 * tendril_signature_ref:
 * @self: a signature
 *
 * Takes another reference.
 *
 * Returns: (transfer full): @self
 *
 * Since: 1.0
 */
TendrilSignature *
tendril_signature_ref (TendrilSignature *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  g_atomic_ref_count_inc (&self->ref_count);
  return self;
}

/**
 * tendril_signature_unref:
 * @self: (transfer full): a signature
 *
 * Drops a reference; the last one frees the signature.
 *
 * Since: 1.0
 */
void
tendril_signature_unref (TendrilSignature *self)
{
  g_return_if_fail (self != NULL);

  if (g_atomic_ref_count_dec (&self->ref_count))
    g_free (self);
}

/**
 * tendril_signature_get_n_parameters:
 * @self: a signature
 *
 * How many parameters there are.
 *
 * Returns: the number of parameters
 *
 * Since: 1.0
 */
guint
tendril_signature_get_n_parameters (const TendrilSignature *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return self->n_parameters;
}

/**
 * tendril_signature_get_parameter:
 * @self: a signature
 * @index: which parameter, from 0
 *
 * The name of a parameter's type.
 *
 * Returns: the name
 *
 * Since: 1.0
 */
const char *
tendril_signature_get_parameter (const TendrilSignature *self,
                                 guint                   index)
{
  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (index < self->n_parameters, NULL);

  return self->parameters[index];
}

/**
 * tendril_signature_get_result:
 * @self: a signature
 *
 * The name of the result's type.
 *
 * Returns: the name
 *
 * Since: 1.0
 */
const char *
tendril_signature_get_result (const TendrilSignature *self)
{
  g_return_val_if_fail (self != NULL, NULL);

  return self->result;
}

/**
 * tendril_signature_to_string:
 * @self: a signature
 *
 * The signature as text, which [func@Tendril.Signature.parse] reads back.
 *
 * Returns: (transfer full): the text
 *
 * Since: 1.0
 */
char *
tendril_signature_to_string (const TendrilSignature *self)
{
  GString *text;

  g_return_val_if_fail (self != NULL, NULL);

  text = g_string_new ("(");
  for (guint i = 0; i < self->n_parameters; i++)
    g_string_append_printf (text, "%s%s", i == 0 ? "" : ", ", self->parameters[i]);
  g_string_append_printf (text, ") -> %s", self->result);

  return g_string_free (text, FALSE);
}

/**
 * tendril_signature_equal:
 * @a: a signature
 * @b: another signature
 *
 * Whether both name the same types.
 *
 * Returns: %TRUE if they are equal
 *
 * Since: 1.0
 */
gboolean
tendril_signature_equal (const TendrilSignature *a,
                         const TendrilSignature *b)
{
  g_return_val_if_fail (a != NULL, FALSE);
  g_return_val_if_fail (b != NULL, FALSE);

  return a->n_parameters == b->n_parameters && a->result == b->result &&
         memcmp (a->parameters, b->parameters, a->n_parameters * sizeof (char *)) == 0;
}

/**
 * tendril_signature_hash:
 * @self: a signature
 *
 * A hash that equal signatures share.
 *
 * Returns: the hash
 *
 * Since: 1.0
 */
guint
tendril_signature_hash (const TendrilSignature *self)
{
  guint hash;

  g_return_val_if_fail (self != NULL, 0);

  hash = g_str_hash (self->result);
  for (guint i = 0; i < self->n_parameters; i++)
    hash = hash * 31 + g_str_hash (self->parameters[i]);

  return hash;
}
