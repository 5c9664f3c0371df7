/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A host in C that starts Python as Tendril does, and prints what the interpreter has on its path:
 * what lib/discovery computes without starting one is held against it. */

#include <Python.h>

#include <stdio.h>

/* The system's, whatever PATH and VIRTUAL_ENV say. */
#define PROGRAM_NAME "/usr/bin/python3"

static const char script[] = "import json, os, site, sys\n"
                             "print(json.dumps({\n"
                             "    'version': '%d.%d' % sys.version_info[:2],\n"
                             "    'path': sys.path,\n"
                             "    'stdlib': os.path.dirname(os.__file__),\n"
                             "    'command_line': sys.orig_argv,\n"
                             "}))\n";

static PyStatus
start (PyConfig *config)
{
  PyStatus status = PyConfig_SetBytesString (config, &config->program_name, PROGRAM_NAME);

  return PyStatus_Exception (status) ? status : Py_InitializeFromConfig (config);
}

int
main (void)
{
  PyConfig config;
  PyStatus status;
  int result;

  PyConfig_InitPythonConfig (&config);
  status = start (&config);
  PyConfig_Clear (&config);
  if (PyStatus_Exception (status))
    {
      fprintf (stderr, "Python does not start: %s\n", status.err_msg);
      return 1;
    }

  result = PyRun_SimpleString (script);
  return Py_FinalizeEx () < 0 || result != 0;
}
