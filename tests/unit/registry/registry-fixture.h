/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

#pragma once

#include <tendril.h>

G_BEGIN_DECLS

/* A private directory of extensions, and an isolated registry that searches it. */
typedef struct
{
  char *directory;
  TendrilExtensionRegistry *registry;
  GPtrArray *log;           /* of strings: what the registry has emitted */
} RegistryFixture;

void              registry_fixture_set_up    (RegistryFixture       *self,
                                              gconstpointer          user_data);
void              registry_fixture_tear_down (RegistryFixture       *self,
                                              gconstpointer          user_data);
void              registry_fixture_add       (RegistryFixture       *self,
                                              const char            *name,
                                              const char            *value);
void              registry_fixture_remove    (RegistryFixture       *self,
                                              const char            *name);
void              registry_fixture_write     (RegistryFixture       *self,
                                              const char            *name,
                                              const char            *contents);
void              registry_fixture_init_all  (RegistryFixture       *self);
TendrilExtension *registry_fixture_get       (RegistryFixture       *self,
                                              const char            *id);
guint             registry_fixture_get_runs  (RegistryFixture       *self,
                                              const char            *id);
void              registry_fixture_share     (RegistryFixture       *self);
void              registry_fixture_assert    (RegistryFixture       *self,
                                              const char            *id,
                                              TendrilExtensionState  state);
int               registry_fixture_find_log  (RegistryFixture       *self,
                                              const char            *text);

#define REGISTRY_TEST(path, function)                                                        \
  g_test_add (path, RegistryFixture, NULL, registry_fixture_set_up, function,                \
              registry_fixture_tear_down)

G_END_DECLS
