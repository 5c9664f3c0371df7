# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""The nanoseconds from each source to Numba's first result: numba_compile.py SOURCE REPETITIONS."""

import ctypes
import ctypes.util
import math
import sys
import time

import numba

library = ctypes.CDLL(ctypes.util.find_library('gsl'))
environment = {name: getattr(math, name) for name in ('sin', 'cos', 'exp', 'sqrt')}
for name, symbol in (('j0', 'J0'), ('j1', 'J1'), ('y0', 'Y0'), ('y1', 'Y1'), ('i0', 'I0')):
    function = getattr(library, f'gsl_sf_bessel_{symbol}')
    function.argtypes, function.restype = [ctypes.c_double], ctypes.c_double
    environment[name] = function

numba.njit(lambda x: x + 1)(1.5)
for number in range(int(sys.argv[2])):
    start = time.perf_counter_ns()
    numba.njit(eval(f'{sys.argv[1]} + {number}', environment))(1.5)
    print(time.perf_counter_ns() - start)
