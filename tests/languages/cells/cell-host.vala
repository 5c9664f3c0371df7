/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What cells.py expects of a host in any language, in Vala. */

int finished = 0;

void call (Tendril.Function function) {
    try {
        Value result;
        function.call ({ 1.5 }, out result);
        print ("result\t%g\n", result.get_double ());
    } catch (Error error) {
        print ("error\t%d\n", error.code);
    }

    AtomicInt.set (ref finished, 1);
    MainContext.default ().wakeup ();
}

async void call_later (Tendril.ExtensionRegistry registry, Tendril.Function function) {
    try {
        yield registry.init_all_async (null);
    } catch (Error error) {
        print ("error\t%d\n", error.code);
    }
    call (function);
}

void print_extensions (Tendril.ExtensionRegistry registry) {
    for (var i = 0; i < registry.get_n_items (); i++) {
        var extension = (Tendril.Extension) registry.get_item (i);
        unowned Error? error = extension.get_error ();

        print ("%s\t%d\t%s\t%s\t%d\t%s\n", extension.id, extension.get_state (),
               extension.get_init_duration ().to_string (),
               error != null ? error.domain.to_string () : "", error != null ? error.code : -1,
               error != null ? error.message.escape () : "");
    }
}

int main (string[] arguments) {
    Tendril.ExtensionRegistry registry = (Tendril.ExtensionRegistry)
        Object.new (typeof (Tendril.ExtensionRegistry), "isolated", true, null);
    Thread<void>? thread = null;

    registry.add_extension_path (arguments[1]);
    try {
        var function = new Tendril.Compiler (registry).compile (arguments[3]);

        switch (arguments[2]) {
        case "direct":
            call (function);
            break;
        case "async":
            call_later.begin (registry, function);
            break;
        default:
            thread = new Thread<void> ("caller", () => call (function));
            break;
        }
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }

    while (arguments[2] != "stranded" && AtomicInt.get (ref finished) == 0)
        MainContext.default ().iteration (true);
    if (thread != null)
        thread.join ();

    print_extensions (registry);
    return 0;
}
