"""Runs a script and writes down which types each of its expressions has, as one JSON line for each new one.

usage: record_types.py SCRIPT RECORD

Each expression is wrapped in a call that looks at its value; a line is [start, end, kind of node, type], with offsets in
UTF-16 units. Child processes made by fork write to the same file.
"""

import ast
import builtins
import json
import os
import sys
import types


def offsets(source):
    """A function from (line, UTF-8 column) to the offset in UTF-16 units."""
    lines = source.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line.encode("utf-16-le", "surrogatepass")) // 2 + 1)

    def offset(line, column):
        before = lines[line - 1].encode("utf-8", "surrogatepass")[:column].decode("utf-8", "surrogatepass")
        return starts[line - 1] + len(before.encode("utf-16-le", "surrogatepass")) // 2

    return offset


UNWRAPPED = (ast.Starred, ast.Slice, ast.JoinedStr, ast.FormattedValue)


class Wrapper(ast.NodeTransformer):
    """Wraps each expression that is read."""

    def __init__(self, offset):
        self.offset = offset

    def generic_visit(self, node):
        if isinstance(node, (ast.Constant, ast.pattern)):
            return node
        kind = type(node).__name__
        node = super().generic_visit(node)
        if not isinstance(node, ast.expr) or isinstance(node, UNWRAPPED):
            return node
        if isinstance(getattr(node, "ctx", None), (ast.Store, ast.Del)):
            return node
        start = self.offset(node.lineno, node.col_offset)
        end = self.offset(node.end_lineno, node.end_col_offset)
        call = ast.Call(ast.Name("__seen__", ast.Load()), [ast.Constant((start, end, kind)), node], [])
        return ast.copy_location(call, node)

    def visit_FunctionDef(self, node):
        node.args.defaults = [self.visit(d) for d in node.args.defaults]
        node.args.kw_defaults = [d and self.visit(d) for d in node.args.kw_defaults]
        node.body = [self.visit(s) for s in node.body]
        return node

    visit_AsyncFunctionDef = visit_FunctionDef

    def visit_AnnAssign(self, node):
        if node.value is not None:
            node.value = self.visit(node.value)
        return node


def bits(n):
    return max(0, (abs(n) - 1).bit_length()) if n else 0


def describe(value, depth=0):
    kind = type(value)
    if value is None or kind in (bool, float, complex, str, bytes, range, slice):
        return ["None" if value is None else kind.__name__]
    if kind is int:
        return ["int", bits(value), max(-1, min(value, 1))]
    if kind in (list, set, frozenset, tuple):
        parts = [] if depth > 3 else [describe(part, depth + 1) for part in list(value)[:30]]
        if kind is not tuple:
            parts = [json.loads(text) for text in sorted({json.dumps(part) for part in parts})]
        return [kind.__name__, parts]
    if kind is dict:
        items = [] if depth > 3 else list(value.items())[:30]
        return ["dict", [describe(key, depth + 1) for key, _ in items], [describe(part, depth + 1) for _, part in items]]
    if isinstance(value, types.FunctionType):
        return ["function", value.__code__.co_name]
    if isinstance(value, types.MethodType):
        return ["method", value.__func__.__code__.co_name if hasattr(value.__func__, "__code__") else "?"]
    if isinstance(value, type):
        return ["class", value.__name__]
    if isinstance(value, types.ModuleType):
        return ["module", value.__name__]
    if isinstance(value, types.GeneratorType):
        return ["generator"]
    if callable(value) and kind.__module__ in ("builtins", "functools"):
        return ["builtin", getattr(value, "__name__", "?")]
    return ["instance", [base.__name__ for base in kind.__mro__]]


def main():
    script, record = sys.argv[1:]
    with open(script, encoding="utf-8") as file:
        source = file.read().replace("\r\n", "\n").removeprefix("\ufeff")
    known = set()
    output = os.open(record, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def seen(key, value):
        try:
            line = json.dumps([*key, describe(value)])
        except Exception:
            return value
        if line not in known:
            known.add(line)
            os.write(output, line.encode() + b"\n")
        return value

    tree = ast.fix_missing_locations(Wrapper(offsets(source)).visit(ast.parse(source)))
    module = types.ModuleType("__main__")
    module.__file__ = script
    module.__dict__["__seen__"] = seen
    builtins.__seen__ = seen
    builtins.reveal_type = lambda value: value
    sys.modules["__main__"] = module
    sys.argv = [script]
    sys.path[0] = os.path.dirname(os.path.abspath(script))
    exec(compile(tree, script, "exec"), module.__dict__)


if __name__ == "__main__":
    main()
