/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* A host in C that starts Python as Tendril does, and runs the statements of its argument. */

#include <Python.h>

#include <stdio.h>

/* The system's, whatever PATH and VIRTUAL_ENV say. */
#define PROGRAM_NAME "/usr/bin/python3"

static PyStatus
start (PyConfig *config)
{
  PyStatus status = PyConfig_SetBytesString (config, &config->program_name, PROGRAM_NAME);

  return PyStatus_Exception (status) ? status : Py_InitializeFromConfig (config);
}

int
main (int    argc,
      char **argv)
{
  PyConfig config;
  PyStatus status;
  int result;

  if (argc != 2)
    {
      fprintf (stderr, "Usage: %s STATEMENTS\n", argv[0]);
      return 2;
    }

  PyConfig_InitPythonConfig (&config);
  status = start (&config);
  PyConfig_Clear (&config);
  if (PyStatus_Exception (status))
    {
      fprintf (stderr, "Python does not start: %s\n", status.err_msg);
      return 1;
    }

  result = PyRun_SimpleString (argv[1]);
  return Py_FinalizeEx () < 0 || result != 0;
}
