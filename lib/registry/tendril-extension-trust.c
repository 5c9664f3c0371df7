/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#include "tendril-extension-trust-private.h"

static gboolean
check (TendrilTrust  *trust,
       const char    *directory,
       const char    *name,
       const char    *suffix,
       GError       **error)
{
  g_autofree char *file = g_strconcat (directory, G_DIR_SEPARATOR_S, name, suffix, NULL);

  return tendril_trust_check (trust, file, error);
}

/* What is not there is judged by the directory in which it would appear. */
static gboolean
check_module (TendrilTrust  *trust,
              const char    *location,
              const char    *module,
              gboolean       is_python,
              GError       **error)
{
  g_autofree char *stem = NULL;

  if (!is_python)
    return check (trust, location, module, "", error);

  stem = g_strdelimit (g_strdup (module), ".", G_DIR_SEPARATOR);
  return check (trust, location, stem, ".py", error) &&
         check (trust, location, stem, "/__init__.py", error);
}

gboolean
tendril_extension_check_trust (TendrilExtension  *self,
                               TendrilTrust      *trust,
                               GError           **error)
{
  TendrilEntryPoint *entry_point = tendril_extension_get_entry_point (self);
  TendrilDistribution *distribution = tendril_entry_point_get_distribution (entry_point);
  const char *location = tendril_distribution_get_location (distribution);
  gboolean is_python = g_str_equal (tendril_extension_get_language (self), "python");

  return check (trust, tendril_distribution_get_path (distribution), "entry_points.txt", "",
                error) &&
         check_module (trust, location, tendril_entry_point_get_module (entry_point), is_python,
                       error);
}
