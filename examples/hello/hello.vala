/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

int main () {
    var registry = new Tendril.ExtensionRegistry (null);
    registry.before_first_compile.connect (() => print ("before the first compile\n"));

    try {
        var compiler = new Tendril.Compiler (registry);
        var function = compiler.compile ("lambda x: x + 1");
        Value result;
        function.call ({ (int64) 123 }, out result);
        print ("%s\n", result.get_int64 ().to_string ());
    } catch (Error error) {
        printerr ("%s\n", error.message);
        return 1;
    }

    return 0;
}
