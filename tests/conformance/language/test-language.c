/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* Runs a corpus, of which each line holds its own expectation; see README.md. */

#include <math.h>
#include <string.h>
#include <tendril.h>

/* How far functions of libm may be from what the corpus was made with. */
#define ULPS 4

typedef struct
{
  char *file;
  char *name;
  /* Lines, and their numbers. */
  GPtrArray *lines;
  GArray *numbers;
} Section;

typedef struct
{
  char *source;
  GArray *arguments;
  char *expected;
} Case;

static TendrilCompiler *compiler;
/* Every which line is run: LANGUAGE_EVERY. */
static guint step = 1;

static void
section_free (gpointer data)
{
  Section *self = data;

  g_free (self->file);
  g_free (self->name);
  g_ptr_array_unref (self->lines);
  g_array_unref (self->numbers);
  g_free (self);
}

static void
case_clear (Case *self)
{
  g_free (self->source);
  g_free (self->expected);
  g_array_unref (self->arguments);
}

static void
read_argument (GArray     *arguments,
               const char *text)
{
  GValue value = G_VALUE_INIT;

  if (g_str_equal (text, "True") || g_str_equal (text, "False"))
    {
      g_value_init (&value, G_TYPE_BOOLEAN);
      g_value_set_boolean (&value, *text == 'T');
    }
  else if (strpbrk (text, ".en") != NULL)
    {
      g_value_init (&value, G_TYPE_DOUBLE);
      g_value_set_double (&value, g_ascii_strtod (text, NULL));
    }
  else
    {
      g_value_init (&value, G_TYPE_INT64);
      g_value_set_int64 (&value, g_ascii_strtoll (text, NULL, 10));
    }

  g_array_append_val (arguments, value);
}

/* SOURCE ;; ARGUMENT, … => EXPECTED */
static gboolean
read_case (const char *line,
           Case       *self)
{
  const char *arguments = strstr (line, " ;; ");
  const char *expected = arguments != NULL ? strstr (arguments, " => ") : NULL;
  g_autofree char *escaped = NULL;
  g_autofree char *list = NULL;
  g_auto (GStrv) words = NULL;

  if (expected == NULL)
    return FALSE;

  escaped = g_strndup (line, arguments - line);
  list = g_strndup (arguments + 4, expected - MIN (arguments + 4, expected));
  words = g_strsplit (list, ",", 0);
  self->source = g_strcompress (escaped);
  self->expected = g_strdup (expected + 4);
  self->arguments = g_array_new (FALSE, FALSE, sizeof (GValue));
  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*g_strstrip (words[i]) != '\0')
        read_argument (self->arguments, words[i]);
    }

  return TRUE;
}

/* What the caret and the tildes of a message stand under, in the line of the source itself. */
static char *
marked_text (const char *message,
             const char *source)
{
  g_auto (GStrv) shown = g_strsplit (message, "\n", 4);
  g_auto (GStrv) lines = g_strsplit_set (source, "\n\r", 0);
  guint line = (guint) g_ascii_strtoull (message, NULL, 10);
  gint64 column = g_ascii_strtoll (strchr (message, ':') + 1, NULL, 10);
  const char *start;
  const char *end;
  gssize width;

  if (*source == '\0')
    return g_strdup ("");
  g_assert_cmpuint (g_strv_length (shown), >=, 3);
  g_assert_cmpuint (line - 1, <, g_strv_length (lines));
  g_assert_cmpint (column - 1, <=, g_utf8_strlen (lines[line - 1], -1));
  start = g_utf8_offset_to_pointer (lines[line - 1], column - 1);
  width = strspn (shown[2] + strspn (shown[2], "… \t"), "^~");
  g_assert_cmpint (width, >, 0);
  for (end = start; *end != '\0' && width > 0; end = g_utf8_next_char (end))
    width -= g_unichar_iswide (g_utf8_get_char (end)) ? 2 : 1;

  return g_strndup (start, end - start);
}

/* "error ZERO-DIVISION LINE:COLUMN |MARKED|"; without a place where there is none. */
static char *
describe_error (const GError *error,
                const char   *source)
{
  GEnumClass *codes = g_type_class_ref (TENDRIL_TYPE_ERROR);
  const char *nick = g_enum_get_value (codes, error->code)->value_nick;
  gsize place = strspn (error->message, "0123456789:");
  g_autofree char *marked = NULL;

  g_type_class_unref (codes);
  if (place <= 2 || error->message[place - 1] != ':')
    return g_strdup_printf ("error %s", nick);

  marked = marked_text (error->message, source);
  return g_strdup_printf ("error %s %.*s |%s|", nick, (int) place - 1, error->message, marked);
}

static char *
describe_value (const GValue *value)
{
  static const struct
  {
    GType type;
    const char *name;
  } types[] = {
    { G_TYPE_INT64, "int64" }, { G_TYPE_DOUBLE, "float64" }, { G_TYPE_BOOLEAN, "bool" },
  };
  g_autofree char *text = tendril_value_to_string (value);

  for (guint i = 0; i < G_N_ELEMENTS (types); i++)
    {
      if (G_VALUE_HOLDS (value, types[i].type))
        return g_strdup_printf ("%s %s", types[i].name, text);
    }

  return g_strdup ("no value of the language");
}

/* Compares "float64 ~NUMBER" to a few units in the last place, an error without a place to one at
 * any, and anything else to the letter. */
static gboolean
matches (const char *expected,
         const char *actual)
{
  double wanted;
  double found;

  if (g_str_has_prefix (expected, "error ") && g_str_has_prefix (actual, expected))
    return strchr (" ", actual[strlen (expected)]) != NULL;
  if (!g_str_has_prefix (expected, "float64 ~") || !g_str_has_prefix (actual, "float64 "))
    return g_str_equal (expected, actual);

  wanted = g_ascii_strtod (expected + strlen ("float64 ~"), NULL);
  found = g_ascii_strtod (actual + strlen ("float64 "), NULL);
  if (isnan (wanted) || isinf (wanted))
    return isnan (wanted) ? isnan (found) : wanted == found;
  return fabs (wanted - found) <= ULPS * (nextafter (fabs (wanted), INFINITY) - fabs (wanted));
}

static char *
run_case (const Case *test)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (TendrilFunction) function = NULL;
  g_auto (GValue) result = G_VALUE_INIT;

  function = tendril_compiler_compile (compiler, test->source, &error);
  if (function == NULL ||
      !tendril_function_call (function, (const GValue *) test->arguments->data,
                              test->arguments->len, &result, &error))
    {
      g_assert_true (error->domain == TENDRIL_ERROR);
      return describe_error (error, test->source);
    }

  return describe_value (&result);
}

static void
run_section (gconstpointer data)
{
  const Section *section = data;

  for (guint i = 0; i < section->lines->len; i += step)
    {
      const char *line = g_ptr_array_index (section->lines, i);
      guint number = g_array_index (section->numbers, guint, i);
      g_autofree char *actual = NULL;
      Case test;

      if (!read_case (line, &test))
        g_error ("%s:%u: no case: %s", section->file, number, line);
      actual = run_case (&test);
      if (!matches (test.expected, actual))
        {
          g_test_message ("%s:%u: %s\n  gives %s", section->file, number, line, actual);
          g_test_fail ();
        }
      case_clear (&test);
    }
}

static Section *
section_new (const char *file,
             const char *title)
{
  Section *self = g_new0 (Section, 1);
  g_autofree char *base = g_path_get_basename (file);

  self->file = g_strdup (file);
  self->name = g_strdup_printf ("/language/%s/%.*s", base, (int) strlen (title) - 2, title + 1);
  self->lines = g_ptr_array_new_with_free_func (g_free);
  self->numbers = g_array_new (FALSE, FALSE, sizeof (guint));

  return self;
}

/* [section] begins a test, # a comment. */
static void
read_corpus (const char *file,
             GPtrArray  *sections)
{
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  g_autoptr (GError) error = NULL;
  Section *section = NULL;

  g_file_get_contents (file, &text, NULL, &error);
  g_assert_no_error (error);
  lines = g_strsplit (text, "\n", 0);
  for (guint i = 0; lines[i] != NULL; i++)
    {
      guint number = i + 1;

      if (lines[i][0] == '\0' || lines[i][0] == '#')
        continue;
      if (lines[i][0] == '[')
        {
          section = section_new (file, lines[i]);
          g_ptr_array_add (sections, section);
          continue;
        }
      g_assert_nonnull (section);
      g_ptr_array_add (section->lines, g_strdup (lines[i]));
      g_array_append_val (section->numbers, number);
    }
}

/* With a back end in LANGUAGE_BACKEND all is compiled to machine code. */
static TendrilCompiler *
new_compiler (TendrilExtensionRegistry *registry)
{
  const char *backend = g_getenv ("LANGUAGE_BACKEND");

  if (backend == NULL)
    return tendril_compiler_new (registry);

  tendril_extension_registry_add_extension_path (registry, backend);
  return g_object_new (TENDRIL_TYPE_COMPILER, "registry", registry, "tier", TENDRIL_TIER_1, NULL);
}

int
main (int    argc,
      char **argv)
{
  g_autoptr (GPtrArray) sections = g_ptr_array_new_with_free_func (section_free);
  TendrilExtensionRegistry *registry;
  int status;

  g_test_init (&argc, &argv, NULL);
  registry = g_object_new (TENDRIL_TYPE_EXTENSION_REGISTRY, "isolated", TRUE, NULL);
  compiler = new_compiler (registry);
  if (g_getenv ("LANGUAGE_EVERY") != NULL)
    step = (guint) g_ascii_strtoull (g_getenv ("LANGUAGE_EVERY"), NULL, 10);
  for (int i = 1; i < argc; i++)
    read_corpus (argv[i], sections);
  for (guint i = 0; i < sections->len; i++)
    {
      const Section *section = g_ptr_array_index (sections, i);

      g_test_add_data_func (section->name, section, run_section);
    }

  status = g_test_run ();
  g_assert_finalize_object (compiler);
  g_object_unref (registry);
  return status;
}
