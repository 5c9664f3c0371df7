// SPDX-FileCopyrightText: 2026 The Tendril authors
// SPDX-License-Identifier: LGPL-2.1-or-later

// What Tendril needs of JavaScript; gjs loads this with gi://Tendril.

const {Gio, GLib, GObject} = imports.gi;

// A promise job cannot wait for another: what it waits for would run behind it.
const MAX_TURNS = 5;

// A function below is called so in the stack of an error.
const OWN_FRAME = '/overrides/Tendril.js:';

let Tendril;

function fail(code, message) {
    throw new GLib.Error(Tendril.error_quark(), code, message);
}

function describe(error) {
    if (!(error instanceof Error))
        return `${error}`;
    // What an author wants to see ends where the extension was called.
    const lines = error.stack.split('\n');
    const end = lines.findIndex(line => line.includes(OWN_FRAME));
    return [`${error}`, ...lines.slice(0, end < 0 ? lines.length : end)].join('\n').trim();
}

function isInPromiseJob() {
    const context = GLib.MainContext.default();
    let turned = false;
    Promise.resolve().then(() => (turned = true));
    for (let i = 0; i < MAX_TURNS && !turned; i++)
        context.iteration(false);
    return !turned;
}

// The value of a promise, from a nested main loop.
function wait(promise) {
    const context = GLib.MainContext.default();
    let settled = null;
    promise.then(value => (settled = {value}), error => (settled = {error}));
    while (settled === null)
        context.iteration(true);
    if ('error' in settled)
        throw settled.error;
    return settled.value;
}

// What is no script is a module: only there are declarations of import and export.
function isModule(source) {
    try {
        new Function(source);
        return false;
    } catch (error) {
        if (error instanceof SyntaxError)
            return true;
        throw error;
    }
}

function readText(file) {
    const [, bytes] = file.load_contents(null);
    return new TextDecoder('utf-8', {fatal: true}).decode(bytes);
}

function importModule(file) {
    if (isInPromiseJob()) {
        fail(Tendril.Error.WRONG_THREAD,
            `${file.get_path()} is an ES module, which cannot be imported inside a promise job: ` +
            'initialize the extensions before the first await, or call init_all_async()');
    }
    return wait(import(file.get_uri()));
}

// An importer of its own for each directory, which needs no place on imports.searchPath.
function importScript(file) {
    const {searchPath} = imports;
    imports.searchPath = ['/'];
    try {
        const directory = imports[file.get_parent().get_path().slice(1)];
        return directory[file.get_basename().replace(/\.js$/, '')];
    } finally {
        imports.searchPath = searchPath;
    }
}

function find(namespace, attr, file) {
    const value = attr.split('.').reduce((object, name) => object?.[name], namespace);
    if (typeof value !== 'function')
        fail(Tendril.Error.NO_SYMBOL, `${file.get_path()} has no function “${attr}”`);
    return value;
}

function checkOrigin(file, location) {
    const resolve = path => GLib.canonicalize_filename(path, null);
    if (!resolve(file.get_path()).startsWith(`${resolve(location)}/`))
        fail(Tendril.Error.WRONG_MODULE, `${file.get_path()} is not in ${location}`);
}

function run(extension) {
    const entryPoint = extension.get_entry_point();
    const location = entryPoint.get_distribution().get_location();
    const file = Gio.File.new_for_path(`${location}/${entryPoint.get_module()}`);
    const attr = entryPoint.get_attr();

    checkOrigin(file, location);
    if (!file.query_exists(null))
        fail(Tendril.Error.NO_MODULE, `The file ${file.get_path()} does not exist`);

    let namespace;
    try {
        namespace = isModule(readText(file)) ? importModule(file) : importScript(file);
    } catch (error) {
        if (error instanceof GLib.Error)
            throw error;
        fail(Tendril.Error.BAD_MODULE, describe(error));
    }
    if (attr === null)
        return;

    const result = find(namespace, attr, file)();
    if (result instanceof Promise)
        wait(result);
}

function defineLoader() {
    return GObject.registerClass({
        GTypeName: 'TendrilJavaScriptLoader',
        Implements: [Tendril.EntryPointLoader],
    }, class JavaScriptLoader extends GObject.Object {
        vfunc_load(extension) {
            try {
                run(extension);
            } catch (error) {
                if (error instanceof GLib.Error)
                    throw error;
                fail(Tendril.Error.INIT_FAILED, describe(error));
            }
            return true;
        }

        // The one on which gjs runs.
        vfunc_get_main_context() {
            return GLib.MainContext.default();
        }
    });
}

// --- functions ---------------------------------------------------------------------------------

function toVariant(value) {
    switch (typeof value) {
    case 'number':
        return GLib.Variant.new_double(value);
    case 'bigint':
        return GLib.Variant.parse(new GLib.VariantType('x'), `${value}`, null, null);
    case 'boolean':
        return GLib.Variant.new_boolean(value);
    case 'object':
        return null;
    default:
        throw new TypeError(`a ${typeof value} is no value of the language`);
    }
}

// gjs would round an int64 that a Number cannot hold.
function fromVariant(variant) {
    if (variant.get_type_string() !== 'x')
        return variant.unpack();
    const exact = BigInt(variant.print(false));
    const number = Number(exact);
    return Number.isSafeInteger(number) ? number : exact;
}

function defineFunction(nativeCall) {
    // A Number is a float64, a BigInt an int64.
    Tendril.Function.prototype.call = function (...args) {
        const variants = args.map(toVariant);
        if (variants.every(variant => variant !== null))
            return fromVariant(this.call_variant(GLib.Variant.new_tuple(variants)));
        const [, result] = nativeCall.call(this, args);
        return result;
    };
}

let defaultCompiler = null;

// A function of the language, for the default registry or one that is given.
function jit(source, {registry = null} = {}) {
    if (registry !== null)
        return Tendril.Compiler.new(registry).compile(source);
    defaultCompiler ??= Tendril.Compiler.new(null);
    return defaultCompiler.compile(source);
}

// --- registries --------------------------------------------------------------------------------

function defineRegistry() {
    const prototype = Tendril.ExtensionRegistry.prototype;
    const initAllAsync = prototype.init_all_async;

    prototype[Symbol.iterator] = function* () {
        for (let i = 0; i < this.get_n_items(); i++)
            yield this.get_item(i);
    };

    // Without a callback it returns a promise.
    prototype.init_all_async = function (cancellable = null, callback = null) {
        if (callback !== null)
            return initAllAsync.call(this, cancellable, callback);
        return new Promise((resolve, reject) => {
            initAllAsync.call(this, cancellable, (registry, result) => {
                try {
                    resolve(this.init_all_finish(result));
                } catch (error) {
                    reject(error);
                }
            });
        });
    };
}

function _init() {
    Tendril = this;

    defineFunction(Tendril.Function.prototype.call);
    defineRegistry();
    Tendril.jit = jit;

    const JavaScriptLoader = defineLoader();
    Tendril.set_host_loader('javascript', new JavaScriptLoader());
}
