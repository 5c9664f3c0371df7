/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "compiler-fixture.h"

/* Natives that tell the order and the types of what they got. */
static double
f_ (void)
{
  return 0.5;
}

static gint64
i_ (void)
{
  return -5;
}

static gboolean
b_ (void)
{
  /* Any truth must come out as 1. */
  return 256;
}

static gint64
i_f (double a)
{
  return (gint64) (a * 2);
}

static gboolean
b_fi (double a,
      gint64 b)
{
  return a > b ? 6 : 0;
}

static double
f_ifi (gint64 a,
       double b,
       gint64 c)
{
  return a + b / 10 + c / 100.0;
}

static double
f_ffff (double a,
        double b,
        double c,
        double d)
{
  return a * 1000 + b * 100 + c * 10 + d;
}

static gint64
i_fiif (double a,
        gint64 b,
        gint64 c,
        double d)
{
  return (gint64) a * 1000 + b * 100 + c * 10 + (gint64) d;
}

static gint64
i_bi (gboolean a,
      gint64   b)
{
  return a == TRUE ? b : -b;
}

static gboolean
b_b (gboolean a)
{
  return a ? 0 : -1;
}

static double
f_bfibfi (gboolean a,
          double   b,
          gint64   c,
          gboolean d,
          double   e,
          gint64   f)
{
  return a * 100000 + b * 10000 + c * 1000 + d * 100 + e * 10 + f;
}

static gint64
i_iiiii (gint64 a,
         gint64 b,
         gint64 c,
         gint64 d,
         gint64 e)
{
  return a * 10000 + b * 1000 + c * 100 + d * 10 + e;
}

static const struct
{
  const char *name;
  const char *signature;
  gpointer function;
} natives[] = {
  { "f_", "() -> float64", f_ },
  { "i_", "() -> int64", i_ },
  { "b_", "() -> bool", b_ },
  { "i_f", "(float64) -> int64", i_f },
  { "b_fi", "(float64, int64) -> bool", b_fi },
  { "f_ifi", "(int64, float64, int64) -> float64", f_ifi },
  { "f_ffff", "(float64, float64, float64, float64) -> float64", f_ffff },
  { "i_fiif", "(float64, int64, int64, float64) -> int64", i_fiif },
  { "i_bi", "(bool, int64) -> int64", i_bi },
  { "b_b", "(bool) -> bool", b_b },
  { "f_bfibfi", "(bool, float64, int64, bool, float64, int64) -> float64", f_bfibfi },
  { "i_iiiii", "(int64, int64, int64, int64, int64) -> int64", i_iiiii },
};

static const struct
{
  const char *source;
  const char *expected;
} cases[] = {
  { "lambda: f_ ()", "float64 0.5" },
  { "lambda: i_ ()", "int64 -5" },
  { "lambda: b_ () + 0", "int64 1" },
  { "lambda: i_f (2.5)", "int64 5" },
  { "lambda: i_f (3)", "int64 6" },
  { "lambda: b_fi (2.5, 2) + 1", "int64 2" },
  { "lambda: f_ifi (1, 2.0, 3)", "float64 1.23" },
  { "lambda: f_ffff (1, 2.0, 3, True)", "float64 1231.0" },
  { "lambda: i_fiif (1, 2, 3, 4)", "int64 1234" },
  { "lambda: i_bi (1 < 2, 7)", "int64 7" },
  { "lambda: i_bi (1 > 2, 7)", "int64 -7" },
  { "lambda: b_b (False) + 0", "int64 1" },
  { "lambda: b_b (True)", "bool False" },
  { "lambda: f_bfibfi (True, 2, 3, False, 5, 6)", "float64 123056.0" },
  { "lambda: i_iiiii (1, 2, 3, 4, 5)", "int64 12345" },
  { "lambda: i_f (f_ ()) * 10 + i_iiiii (i_ (), 0, i_f (0.5), 0, 0)", "int64 -49890" },
};

static void
test_every_shape (void)
{
  g_autoptr (TendrilExtensionRegistry) registry = fixture_registry_new ();
  g_autoptr (TendrilExtension) extension = fixture_extension_new (registry, "natives");
  TendrilRegistrar *registrar = fixture_extension_begin (extension);

  for (guint i = 0; i < G_N_ELEMENTS (natives); i++)
    {
      g_autoptr (GError) error = NULL;

      tendril_registrar_add_native (registrar, natives[i].name, natives[i].signature,
                                    natives[i].function, TENDRIL_OVERLOAD_NONE, &error);
      g_assert_no_error (error);
    }
  fixture_extension_end ();

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *result = fixture_evaluate (&extension, 1, cases[i].source, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (result, ==, cases[i].expected);
    }
}

int
main (int    argc,
      char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/compiler/native/every-shape", test_every_shape);
  return g_test_run ();
}
