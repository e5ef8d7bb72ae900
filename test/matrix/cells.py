"""The cells of the matrix: functions that show a behaviour by what they print, run one after the other."""

import sys

import kit

cells = []


def cell(*kinds):
    """Registers a function as a cell for these kinds of kits, or for all where none is named."""

    def register(function):
        if not kinds or kit.KIND in kinds:
            cells.append(function)
        return function

    return register


def outcome(call):
    """What a call returns, or raises, in a line."""
    try:
        return repr(call())
    except Exception as error:
        return described(error)


def described(error):
    """Its class and last line: what comes before in a RemoteError is a traceback."""
    lines = str(error).strip().rstrip("-").rstrip().split("\n")
    return f"{type(error).__name__}: {lines[-1]}"


def run():
    """Runs all cells, or those that the command line names."""
    chosen = sys.argv[1:]
    for function in cells:
        if chosen and function.__name__ not in chosen:
            continue
        print(f"[{function.__name__}]", flush=True)
        try:
            function()
        except Exception as error:
            print("raised", described(error), flush=True)
    print("[end]", flush=True)
    kit.close()
