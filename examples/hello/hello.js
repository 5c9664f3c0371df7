#!/usr/bin/gjs
// SPDX-FileCopyrightText: 2026 The Tendril authors
// SPDX-License-Identifier: LGPL-2.1-or-later

imports.gi.versions.Tendril = '1';
const {Tendril} = imports.gi;

const registry = Tendril.ExtensionRegistry.new(null);
registry.connect('before-first-compile', () => print('before the first compile'));

const compiler = Tendril.Compiler.new(registry);
const func = compiler.compile('lambda x: x + 1');
print(func.call(123));
