"""Checks that a script collects and reports as JSON: one object of check name to null, or to what went wrong."""
import json
import sys
import traceback

_checks = []


def check(function):
    _checks.append(function)
    return function


def command():
    """The command that starts a kernel: this script's arguments."""
    return sys.argv[1:]


def report(*arguments, **more):
    """Runs all checks with these arguments and prints the report."""
    results = {}
    for function in _checks:
        print(function.__name__, file=sys.stderr, flush=True)  # for whoever watches a check that hangs
        try:
            function(*arguments)
            results[function.__name__] = None
        except Exception as error:
            results[function.__name__] = f"{type(error).__name__}: {error}\n{traceback.format_exc()}"
    print(json.dumps({"checks": results, **{key: value() for key, value in more.items()}}))
