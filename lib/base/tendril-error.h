/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#if !defined(TENDRIL_INSIDE) && !defined(TENDRIL_COMPILATION)
#error "Only <tendril.h> can be included directly."
#endif

#include <glib-object.h>

#include "tendril-version.h"

G_BEGIN_DECLS

/**
 * TENDRIL_ERROR:
 *
 * The domain of every error that is Tendril's own; see [error@Tendril.Error].
 *
 * Since: 1.0
 */
#define TENDRIL_ERROR (tendril_error_quark ())

/**
 * TendrilError:
 * @TENDRIL_ERROR_INVALID_ARGUMENT: an argument's value is outside what the call accepts
 * @TENDRIL_ERROR_NO_LOADER: no loader runs the language of this extension
 * @TENDRIL_ERROR_NO_MODULE: the file that the entry point names does not exist
 * @TENDRIL_ERROR_BAD_MODULE: the file exists, but cannot be loaded (not a shared object, another
 *   architecture, unresolved symbols)
 * @TENDRIL_ERROR_NO_SYMBOL: the module holds no function of the entry point's name
 * @TENDRIL_ERROR_WRONG_MODULE: the import found a module of the same name that is not the
 *   distribution's
 * @TENDRIL_ERROR_WRONG_PYTHON: the extension lies in a virtual environment of another Python version
 * @TENDRIL_ERROR_INIT_FAILED: an init failed and said nothing more
 * @TENDRIL_ERROR_WRONG_THREAD: the call needs the thread that owns the registry's main context,
 *   and nobody iterates that context
 * @TENDRIL_ERROR_NO_INIT: the call is only possible while an init is running
 * @TENDRIL_ERROR_INVALID_NAME: a name is no identifier of the language
 * @TENDRIL_ERROR_INVALID_SIGNATURE: a signature could not be read
 * @TENDRIL_ERROR_SYNTAX: the source is not a function of the language
 * @TENDRIL_ERROR_UNKNOWN_NAME: the source uses a name that nothing defines
 * @TENDRIL_ERROR_UNKNOWN_TYPE: a signature names a type that nobody registered
 * @TENDRIL_ERROR_NO_OVERLOAD: no overload of the function accepts these argument types
 * @TENDRIL_ERROR_AMBIGUOUS: several overloads fit equally well
 * @TENDRIL_ERROR_CONFLICT: two extensions registered the same name with the same signature
 * @TENDRIL_ERROR_TYPE: an expression has a type that cannot be used there
 * @TENDRIL_ERROR_ARGUMENTS: a function was called with the wrong number of arguments
 * @TENDRIL_ERROR_ZERO_DIVISION: `//` or `%` of integers by zero
 * @TENDRIL_ERROR_TOO_COMPLEX: the source exceeds a limit of the compiler (length, nesting, arity)
 * @TENDRIL_ERROR_RECURSION: source overloads call each other in a circle
 * @TENDRIL_ERROR_NO_BACKEND: tier 1 was asked for, but no back end is installed, or none that can
 *   compile the function
 * @TENDRIL_ERROR_DISABLED: the extension is switched off, by whom the message says
 * @TENDRIL_ERROR_NOT_PENDING: the extension is in a state from which it cannot be started
 * @TENDRIL_ERROR_WOULD_CHANGE_COMPILED: what is already compiled would mean something else with what
 *   the extension has registered
 * @TENDRIL_ERROR_REMOVED: the extension whose function is called was uninstalled
 * @TENDRIL_ERROR_UNTRUSTED: others could have changed what would be loaded; the message names the
 *   component of its path and the repair
 * @TENDRIL_ERROR_CHANGED_WHILE_LOADING: a module was replaced while it was loaded; its init has not
 *   run
 * @TENDRIL_ERROR_SETTINGS: the file of settings could not be read or written
 * @TENDRIL_ERROR_QUARANTINED: the extension's init has ended this host at an earlier start
 * @TENDRIL_ERROR_CALL_FAILED: an overload failed and said nothing more
 *
 * The causes of failure that Tendril itself finds. What an extension's `init` reports keeps its
 * own domain.
 *
 * Since: 1.0
 */
typedef enum
{
  TENDRIL_ERROR_INVALID_ARGUMENT,
  TENDRIL_ERROR_NO_LOADER,
  TENDRIL_ERROR_NO_MODULE,
  TENDRIL_ERROR_BAD_MODULE,
  TENDRIL_ERROR_NO_SYMBOL,
  TENDRIL_ERROR_WRONG_MODULE,
  TENDRIL_ERROR_WRONG_PYTHON,
  TENDRIL_ERROR_INIT_FAILED,
  TENDRIL_ERROR_WRONG_THREAD,
  TENDRIL_ERROR_NO_INIT,
  TENDRIL_ERROR_INVALID_NAME,
  TENDRIL_ERROR_INVALID_SIGNATURE,
  TENDRIL_ERROR_SYNTAX,
  TENDRIL_ERROR_UNKNOWN_NAME,
  TENDRIL_ERROR_UNKNOWN_TYPE,
  TENDRIL_ERROR_NO_OVERLOAD,
  TENDRIL_ERROR_AMBIGUOUS,
  TENDRIL_ERROR_CONFLICT,
  TENDRIL_ERROR_TYPE,
  TENDRIL_ERROR_ARGUMENTS,
  TENDRIL_ERROR_ZERO_DIVISION,
  TENDRIL_ERROR_TOO_COMPLEX,
  TENDRIL_ERROR_RECURSION,
  TENDRIL_ERROR_NO_BACKEND,
  TENDRIL_ERROR_DISABLED,
  TENDRIL_ERROR_NOT_PENDING,
  TENDRIL_ERROR_WOULD_CHANGE_COMPILED,
  TENDRIL_ERROR_REMOVED,
  TENDRIL_ERROR_UNTRUSTED,
  TENDRIL_ERROR_CHANGED_WHILE_LOADING,
  TENDRIL_ERROR_SETTINGS,
  TENDRIL_ERROR_QUARANTINED,
  TENDRIL_ERROR_CALL_FAILED,
} TendrilError;

#define TENDRIL_TYPE_ERROR (tendril_error_get_type ())

TENDRIL_AVAILABLE_IN_1_0
GType  tendril_error_get_type (void) G_GNUC_CONST;
TENDRIL_AVAILABLE_IN_1_0
GQuark tendril_error_quark    (void);

G_END_DECLS
