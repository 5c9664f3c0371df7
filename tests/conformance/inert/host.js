// SPDX-FileCopyrightText: 2026 The Tendril authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// As host.c.

imports.gi.versions.Tendril = '1';
const {GLib, Tendril} = imports.gi;

const registry = Tendril.ExtensionRegistry.new(null);
registry.discover(null);
registry.refresh(null);
registry.diagnose(null);
registry.list_entry_points(null, null, true, null);
registry.get_engine();
for (let i = 0; i < registry.get_n_items(); i++)
    print(`extension ${registry.get_item(i).get_id()}`);

const [, maps] = GLib.file_get_contents('/proc/self/maps');
print(new TextDecoder().decode(maps));
