"""Runs programs as CPython does and says what each printed.

Standard input holds a file name a line; each answer is a line of JSON: the output, or why the program is no use.
With `--by-value` equal numbers and texts are one object, as in JavaScript, and all NaNs are.
"""
import ast
import contextlib
import io
import json
import math
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


class ByValue(ast.NodeTransformer):
    """Passes what expressions give through `__one__`, which gives the same object for the same value."""

    def __init__(self):
        self.known = {}

    def one(self, value):
        if type(value) not in (int, float, str, bytes, complex):
            return value
        return self.known.setdefault((type(value), repr(value)), value)

    def generic_visit(self, node):
        super().generic_visit(node)
        is_value = isinstance(node, (ast.BinOp, ast.UnaryOp, ast.Call, ast.Attribute, ast.Subscript))
        if not is_value or not isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
            return node
        return ast.copy_location(ast.Call(ast.Name("__one__", ast.Load()), [node], []), node)

    def visit_AugAssign(self, node):
        self.generic_visit(node)
        if not isinstance(node.target, ast.Name):
            return node
        name = node.target.id
        call = ast.Call(ast.Name("__one__", ast.Load()), [ast.Name(name, ast.Load())], [])
        return [node, ast.copy_location(ast.Assign([ast.Name(name, ast.Store())], call), node)]

    def visit_match_case(self, node):
        if node.guard is not None:
            node.guard = self.visit(node.guard)
        node.body = [line for each in node.body for line in self.lines(each)]
        return node

    def lines(self, statement):
        made = self.visit(statement)
        return made if isinstance(made, list) else [made]


def run(path, by_value):
    with open(path, encoding="utf-8") as file:
        source = file.read()
    values = ByValue()
    try:
        tree = ast.parse(source)
        if by_value:
            tree = ast.fix_missing_locations(values.visit(tree))
        code = compile(tree, "program.py", "exec")
    except SyntaxError as error:
        return {"useless": f"{type(error).__name__}: {error}"}
    module = types.ModuleType("__main__")
    module.__one__ = values.one
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
    # A new one, whose address, and so its hash, does as well.
    math.nan = float("nan")
    # What a program left behind prints when it is collected is none of the next one's.
    answers, sys.stdout = sys.stdout, io.StringIO()
    by_value = "--by-value" in sys.argv
    for line in sys.stdin:
        print(json.dumps(run(line.rstrip("\n"), by_value)), file=answers, flush=True)


main()
