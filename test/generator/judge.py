"""Runs programs as CPython does and says what each printed.

Standard input holds a file name a line; each answer is a line of JSON: the output, or why the program is no use.
"""
import contextlib
import io
import json
import random
import resource
import signal
import sys
import types
import warnings

SECONDS = 1
CHARACTERS = 100_000
MEMORY = 2 << 30


class TooLong(BaseException):
    pass


def give_up(signum, frame):
    raise TooLong


def run(path):
    with open(path, encoding="utf-8") as file:
        source = file.read()
    try:
        code = compile(source, "program.py", "exec")
    except SyntaxError as error:
        return {"useless": f"{type(error).__name__}: {error}"}
    module = types.ModuleType("__main__")
    sys.modules["__main__"] = module
    output = io.StringIO()
    signal.setitimer(signal.ITIMER_REAL, SECONDS)
    try:
        with contextlib.redirect_stdout(output):
            try:
                exec(code, module.__dict__)
            except Exception as error:
                print(f"uncaught {type(error).__name__}: {error}")
    except TooLong:
        return {"useless": "too slow"}
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    text = output.getvalue()
    if len(text) > CHARACTERS or "MemoryError" in text:
        return {"useless": "too large"}
    return {"output": text}


def main():
    warnings.simplefilter("ignore")
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    signal.signal(signal.SIGALRM, give_up)
    # Takes memory, so that no two runs have the same addresses: nothing may rest on them.
    held = [float(number) for number in range(random.randrange(2000))]
    # What a program left behind prints when it is collected is none of the next one's.
    answers, sys.stdout = sys.stdout, io.StringIO()
    for line in sys.stdin:
        print(json.dumps(run(line.rstrip("\n"))), file=answers, flush=True)


main()
