/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: GPL-3.0-or-later */

#include "tendril-gsl-functions.h"
#include "tendril-gsl-guard.h"

#include <tendril.h>

static const char *const signatures[] = {
  [TENDRIL_GSL_D] = "(float64) -> float64",
  [TENDRIL_GSL_ND] = "(int64, float64) -> float64",
  [TENDRIL_GSL_DD] = "(float64, float64) -> float64",
};

TENDRIL_EXPORT void tendril_gsl_init (GError **error);

void
tendril_gsl_init (GError **error)
{
  TendrilRegistrar *registrar = tendril_registrar_get_current ();

  tendril_gsl_guard_install ();

  for (gsize i = 0; i < tendril_gsl_n_functions; i++)
    {
      const TendrilGslFunction *function = &tendril_gsl_functions[i];

      if (!tendril_registrar_add_native (registrar, function->name, signatures[function->shape],
                                         function->function, TENDRIL_OVERLOAD_PURE, error))
        return;
    }
}
