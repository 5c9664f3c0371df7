# SPDX-FileCopyrightText: 2026 The Tendril authors
# SPDX-License-Identifier: LGPL-2.1-or-later
"""Runs the test cases of a module and tells TAP what came of them."""

import sys
import unittest


class Result(unittest.TestResult):
    """A test point per method, named by it."""

    def startTest(self, test):
        super().startTest(test)
        self._failures = len(self.failures) + len(self.errors)

    def stopTest(self, test):
        super().stopTest(test)
        found = (self.failures + self.errors)[self._failures:]
        name = test.id().rpartition('.')[2].removeprefix('test_').replace('_', ' ')
        skip = [f' # SKIP {reason}' for skipped, reason in self.skipped if skipped is test]
        print(f'{"not ok" if found else "ok"} {self.testsRun} - {name}', *skip, sep='', flush=True)
        for _, traceback in found:
            # Of TAP, meson shows a person nothing but the standard error.
            print(traceback, file=sys.stderr)


def run(*cases):
    suite = unittest.TestSuite(unittest.defaultTestLoader.loadTestsFromTestCase(case)
                               for case in cases)
    print(f'1..{suite.countTestCases()}', flush=True)
    result = Result()
    suite.run(result)
    return 0 if result.wasSuccessful() else 1
