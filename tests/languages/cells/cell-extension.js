// SPDX-FileCopyrightText: 2026 The Tendril authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What cells.py expects of an extension in any language, in JavaScript.

import GLib from 'gi://GLib';
import Tendril from 'gi://Tendril?version=1';

const {PURE} = Tendril.OverloadFlags;
const SIGNATURE = '(float64) -> float64';

export function registers() {
    Tendril.Registrar.get_current().add_source('increment', SIGNATURE, 'lambda x: x + 1', PURE);
}

export function fails() {
    Tendril.Registrar.get_current().add_source('never', SIGNATURE, 'lambda x: x', PURE);
    throw new RangeError('not today');
}

export function is_slow() {
    GLib.usleep(50 * 1000);
}

export function reenters() {
    const registry = Tendril.Extension.get_current().dup_registry();
    Tendril.Registrar.get_current().add_source('twice', SIGNATURE, 'lambda x: 2 * x', PURE);
    registry.init_all(null);

    const result = Tendril.Compiler.new(registry).compile('lambda x: twice(x)').call(2.5);
    if (result !== 5)
        throw new Error(`${result} instead of 5`);
}
