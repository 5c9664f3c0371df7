// SPDX-FileCopyrightText: 2026 The Tendril authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What the override Tendril.js promises, as TAP.

import GLib from 'gi://GLib';
import Gio from 'gi://Gio';
import Tendril from 'gi://Tendril?version=1';

const tests = {
    // The first one: whatever comes after an await that has waited is a promise job.
    'init_all at the top level': () => {
        const registry = makeRegistry('module');
        registry.init_all(null);
        equal(registry.lookup('module').get_state(), Tendril.ExtensionState.ACTIVE);
    },
    'a Number is a float64': () => equal(Tendril.jit('lambda x: x / 2').call(3), 1.5),
    'whole float64 results print as Numbers do': () =>
        equal(`${Tendril.jit('lambda x: x + 1').call(123)}`, '124'),
    'a BigInt is an int64': () => equal(Tendril.jit('lambda x: x // 2').call(7n), 3),
    'results beyond 2^53 are BigInts': () => {
        equal(Tendril.jit('lambda x: x + 1').call(9007199254740992n), 9007199254740993n);
        equal(Tendril.jit('lambda x: x').call(-9223372036854775808n), -9223372036854775808n);
    },
    'large float64 results stay Numbers': () =>
        equal(Tendril.jit('lambda x: x * 2').call(2 ** 60), 2 ** 61),
    'truth values are booleans': () => equal(Tendril.jit('lambda x: x < 1').call(0.5), true),
    'nothing but numbers is accepted': () => fails(() => Tendril.jit('lambda x: x').call('1')),
    'errors are thrown': () =>
        fails(() => Tendril.jit('lambda x: unknown(x)').call(1), Tendril.Error.UNKNOWN_NAME),
    'several arguments': () => equal(Tendril.jit('lambda x, y: x - y').call(5, 3n), 2),
    'a registry can be iterated': () => {
        const registry = makeRegistry('module');
        registry.discover(null);
        equal([...registry].map(extension => extension.get_id()).join(), 'script,module');
    },
    'init_all_async gives a promise': async () => {
        const registry = makeRegistry('module');
        await registry.init_all_async();
        for (const extension of registry)
            equal(extension.get_state(), Tendril.ExtensionState.ACTIVE);
    },
    'a promise can be cancelled': async () => {
        const cancellable = new Gio.Cancellable();
        const promise = makeRegistry('module').init_all_async(cancellable);
        cancellable.cancel();
        let caught = null;
        await promise.catch(error => (caught = error));
        equal(caught?.matches(Gio.IOErrorEnum, Gio.IOErrorEnum.CANCELLED), true);
    },
    'inside a promise job modules say why they cannot be imported': () =>
        Promise.resolve().then(() => {
            const registry = makeRegistry('job');
            registry.init_all(null);
            equal(registry.lookup('script').get_state(), Tendril.ExtensionState.ACTIVE);
            equal(registry.lookup('job').get_state(), Tendril.ExtensionState.FAILED);
            equal(registry.lookup('job').get_error().message.includes('promise job'), true);
        }),
};

const directories = [];

function equal(found, expected) {
    if (found !== expected)
        throw new Error(`${typeof found} ${found} instead of ${typeof expected} ${expected}`);
}

function fails(func, code = null) {
    try {
        func();
    } catch (error) {
        if (code !== null)
            equal(error.code, code);
        return;
    }
    throw new Error('nothing was thrown');
}

function write(directory, name, text) {
    GLib.mkdir_with_parents(GLib.path_get_dirname(`${directory}/${name}`), 0o755);
    GLib.file_set_contents(`${directory}/${name}`, text);
}

function install(directory, name, value) {
    const information = `${name}-1.0.dist-info`;
    write(directory, `${information}/METADATA`, `Metadata-Version: 2.1\nName: ${name}\nVersion: 1.0\n`);
    write(directory, `${information}/entry_points.txt`, `[tendril_extensions]\ninit = ${value}\n`);
}

// A script and an ES module, in a directory of their own.
function makeRegistry(module) {
    const scripts = GLib.dir_make_tmp('tendril-gjs-XXXXXX');
    const modules = GLib.dir_make_tmp('tendril-gjs-XXXXXX');
    directories.push(scripts, modules);
    write(scripts, 'extension.js', 'function init() {}\n');
    install(scripts, 'script', 'extension.js:init');
    write(modules, 'extension.js', 'export function init() {}\n');
    install(modules, module, 'extension.js:init');

    const registry = new Tendril.ExtensionRegistry({isolated: true});
    registry.add_extension_path(scripts);
    registry.add_extension_path(modules);
    return registry;
}

const names = Object.keys(tests);
let failed = 0;

print(`1..${names.length}`);
for (const [i, name] of names.entries()) {
    try {
        await tests[name]();
        print(`ok ${i + 1} - ${name}`);
    } catch (error) {
        failed++;
        print(`not ok ${i + 1} - ${name}`);
        printerr(`${error}\n${error.stack}`);
    }
}
for (const directory of directories)
    GLib.spawn_command_line_sync(`rm -r ${directory}`);
imports.system.exit(failed ? 1 : 0);
