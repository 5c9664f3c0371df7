/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Extensions in a directory of their own, and a host with a home of its own that runs them. */
typedef struct
{
  char *root;
  char *extensions;
  char *state;              /* $XDG_STATE_HOME */
  char *output;             /* of the last start */
  int status;               /* of the last start, as from waitpid () */
} FaultFixture;

void         fault_fixture_set_up      (FaultFixture   *self,
                                        gconstpointer   user_data);
void         fault_fixture_tear_down   (FaultFixture   *self,
                                        gconstpointer   user_data);
void         fault_fixture_add         (FaultFixture   *self,
                                        const char     *name,
                                        const char     *value);
void         fault_fixture_add_module  (FaultFixture   *self,
                                        const char     *name,
                                        const char     *symbol);
char        *fault_fixture_get_module  (FaultFixture   *self,
                                        const char     *name);
GSubprocess *fault_fixture_spawn       (FaultFixture   *self,
                                        const char     *timeout);
void         fault_fixture_wait        (FaultFixture   *self,
                                        GSubprocess    *host);
gboolean     fault_fixture_start       (FaultFixture   *self);
gboolean     fault_fixture_has         (FaultFixture   *self,
                                        const char     *line);
char        *fault_fixture_get_file    (FaultFixture   *self,
                                        const char     *name);

#define FAULT_TEST(path, function)                                                           \
  g_test_add ("/faults/" path, FaultFixture, NULL, fault_fixture_set_up, function,           \
              fault_fixture_tear_down)

G_END_DECLS
