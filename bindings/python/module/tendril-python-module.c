/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* The one place that sees Python.h: starts the interpreter, and lets nobody change what is the
 * host's in it. */

#define PY_SSIZE_T_CLEAN
#include <Python.h>

#include <dlfcn.h>

#include <tendril.h>

#include "tendril-runtime-module.h"

/* The system's, whatever PATH and VIRTUAL_ENV say: it is the one that has `gi`. */
#define PROGRAM_NAME "/usr/bin/python3"

TENDRIL_EXPORT gboolean tendril_python_run (TendrilPythonFunc   func,
                                            gpointer            user_data,
                                            GError            **error);

static const char save_program[] =
  "import builtins, sys\n"
  "missing = object ()\n"
  "path, entries = sys.path, list (sys.path)\n"
  "argv = getattr (sys, 'argv', missing)\n"
  "arguments = list (argv) if argv is not missing else None\n"
  "names = dict (vars (builtins))\n"
  "import gi\n";

static const char restore_program[] =
  "sys.path = path\n"
  "sys.path[:] = entries\n"
  "if argv is missing:\n"
  "    vars (sys).pop ('argv', None)\n"
  "else:\n"
  "    sys.argv = argv\n"
  "    argv[:] = arguments\n"
  "for name in set (vars (builtins)) - set (names):\n"
  "    delattr (builtins, name)\n"
  "for name, value in names.items ():\n"
  "    if vars (builtins)[name] is not value:\n"
  "        setattr (builtins, name, value)\n";

/* Modules of Python take its symbols from the global ones, and this module is none. */
static void
make_python_global (void)
{
  Dl_info info;

  if (dladdr (&PyExc_BaseException, &info) != 0 && info.dli_fname != NULL)
    dlopen (info.dli_fname, RTLD_NOLOAD | RTLD_LAZY | RTLD_GLOBAL);
}

static PyStatus
start_interpreter (void)
{
  PyConfig config;
  PyStatus status;

  PyConfig_InitPythonConfig (&config);
  config.install_signal_handlers = 0;
  status = PyConfig_SetBytesString (&config, &config.program_name, PROGRAM_NAME);
  if (!PyStatus_Exception (status))
    status = Py_InitializeFromConfig (&config);
  PyConfig_Clear (&config);

  return status;
}

static gboolean
ensure_interpreter (GError **error)
{
  PyStatus status;

  if (Py_IsInitialized ())
    return TRUE;

  make_python_global ();
  status = start_interpreter ();
  if (PyStatus_Exception (status))
    {
      g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_LOADER, "The interpreter %s does not start: %s",
                   PROGRAM_NAME, status.err_msg != NULL ? status.err_msg : "it exits");
      return FALSE;
    }

  /* From now on whoever needs the GIL takes it. */
  PyEval_SaveThread ();
  return TRUE;
}

/* Of the exception that is set, which is cleared. */
static void
set_error_from_exception (GError **error)
{
  PyObject *type;
  PyObject *value;
  PyObject *traceback;
  PyObject *text;
  const char *message;

  PyErr_Fetch (&type, &value, &traceback);
  PyErr_NormalizeException (&type, &value, &traceback);
  text = value != NULL ? PyObject_Str (value) : NULL;
  message = text != NULL ? PyUnicode_AsUTF8 (text) : NULL;
  g_set_error (error, TENDRIL_ERROR, TENDRIL_ERROR_NO_LOADER, "%s: %s (is python3-gi installed?)",
               PyExceptionClass_Name (type), message != NULL ? message : "");
  Py_XDECREF (text);
  Py_XDECREF (type);
  Py_XDECREF (value);
  Py_XDECREF (traceback);
  PyErr_Clear ();
}

static gboolean
run_program (PyObject    *names,
             const char  *program,
             GError     **error)
{
  PyObject *result = PyRun_String (program, Py_file_input, names, names);

  if (result == NULL)
    {
      set_error_from_exception (error);
      return FALSE;
    }

  Py_DECREF (result);
  return TRUE;
}

static PyObject *
new_names (void)
{
  PyObject *names = PyDict_New ();

  PyDict_SetItemString (names, "__builtins__", PyEval_GetBuiltins ());
  return names;
}

gboolean
tendril_python_run (TendrilPythonFunc   func,
                    gpointer            user_data,
                    GError            **error)
{
  PyGILState_STATE state;
  PyObject *names;
  gboolean result;

  if (!ensure_interpreter (error))
    return FALSE;

  state = PyGILState_Ensure ();
  names = new_names ();
  result = run_program (names, save_program, error);
  if (result)
    {
      PyThreadState *thread = PyEval_SaveThread ();

      func (user_data);
      PyEval_RestoreThread (thread);
      result = run_program (names, restore_program, error);
    }
  Py_DECREF (names);
  PyGILState_Release (state);

  return result;
}
