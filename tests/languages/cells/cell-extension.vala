/* SPDX-FileCopyrightText: 2026 The Tendril authors */
/* SPDX-License-Identifier: LGPL-2.1-or-later */

/* What cells.py expects of an extension in any language, in Vala. */

[CCode (has_target = false)]
delegate double Real (double x);

double add_one (double x) {
    return x + 1;
}

[CCode (cname = "registers")]
public void registers () throws Error {
    Real function = add_one;
    Tendril.Registrar.get_current ().add_native ("increment", "(float64) -> float64", (void*) function, PURE);
}

[CCode (cname = "fails")]
public void fails () throws Error {
    Tendril.Registrar.get_current ().add_source ("never", "(float64) -> float64", "lambda x: x", PURE);
    throw new IOError.FAILED ("not today");
}

[CCode (cname = "is_slow")]
public void is_slow () {
    Thread.usleep (50 * 1000);
}

[CCode (cname = "reenters")]
public void reenters () throws Error {
    var registry = Tendril.Extension.get_current ().dup_registry ();
    Tendril.Registrar.get_current ().add_source ("twice", "(float64) -> float64", "lambda x: 2 * x", PURE);
    registry.init_all (null);

    var function = new Tendril.Compiler (registry).compile ("lambda x: twice(x)");
    Value result;
    function.call ({ 2.5 }, out result);
    assert (result.get_double () == 5);
}
