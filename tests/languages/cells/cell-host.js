// SPDX-FileCopyrightText: 2026 The Tendril authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What cells.py expects of a host in any language, in JavaScript.

imports.gi.versions.Tendril = '1';
const {GLib, Tendril} = imports.gi;

const [directory, mode, source] = ARGV;
const registry = new Tendril.ExtensionRegistry({isolated: true});
registry.add_extension_path(directory);
const func = Tendril.Compiler.new(registry).compile(source);
let done = false;

function call() {
    try {
        print(`result\t${func.call(1.5)}`);
    } catch (error) {
        print(`error\t${error.code}`);
    }
    done = true;
}

if (mode === 'direct') {
    call();
} else {
    registry.init_all_async(null, (_, result) => {
        registry.init_all_finish(result);
        call();
    });
}

while (!done)
    GLib.MainContext.default().iteration(true);

for (let i = 0; i < registry.get_n_items(); i++) {
    const extension = registry.get_item(i);
    const error = extension.get_error();
    print([extension.get_id(), extension.get_state(), extension.get_init_duration(),
        error ? GLib.quark_to_string(error.domain) : '', error ? error.code : -1,
        error ? JSON.stringify(error.message) : ''].join('\t'));
}
