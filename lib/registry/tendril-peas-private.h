/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

/* The one place that knows which libpeas this is. */

#include <glib-object.h>

#if TENDRIL_LIBPEAS == 2

#include <libpeas.h>

#define TENDRIL_PEAS_PYTHON_LOADER "python"
#define tendril_peas_plugin_info_ref(info) g_object_ref (info)
#define tendril_peas_plugin_info_unref g_object_unref
#define tendril_peas_value_set_plugin_info g_value_set_object
#define tendril_peas_param_spec_plugin_info(name, flags)                                     \
  g_param_spec_object (name, NULL, NULL, PEAS_TYPE_PLUGIN_INFO, flags)

#else

#include <libpeas/peas.h>

#define TENDRIL_PEAS_PYTHON_LOADER "python3"
#define tendril_peas_plugin_info_ref(info) g_boxed_copy (PEAS_TYPE_PLUGIN_INFO, info)
#define tendril_peas_plugin_info_unref(info) g_boxed_free (PEAS_TYPE_PLUGIN_INFO, info)
#define tendril_peas_value_set_plugin_info g_value_set_boxed
#define tendril_peas_param_spec_plugin_info(name, flags)                                     \
  g_param_spec_boxed (name, NULL, NULL, PEAS_TYPE_PLUGIN_INFO, flags)

#endif
