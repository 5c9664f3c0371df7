// SPDX-FileCopyrightText: 2026 The Tendril authors
// SPDX-License-Identifier: LGPL-2.1-or-later

import Gio from 'gi://Gio';
import GLib from 'gi://GLib';
import System from 'system';

// Wrapped objects with properties of JavaScript's own, dropped at once: what toggles references.
function makeGarbage() {
    for (let i = 0; i < 200; i++) {
        const action = new Gio.SimpleAction({name: `action-${i}`});
        action.connect('activate', () => action.own);
        action.own = new Array(100).fill(i);
        action.activate(null);
    }
}

export function init() {
    let turn = 0;
    GLib.timeout_add(GLib.PRIORITY_DEFAULT, 5, () => {
        makeGarbage();
        if (++turn % 10 === 0)
            System.gc();
        return GLib.SOURCE_CONTINUE;
    });
}
