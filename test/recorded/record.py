"""Records what CPython answers to the calls of an area.

    python3 test/recorded/record.py format random ...

An area is a module in areas/ with a function `calls()` that yields (name, function, arguments). The answers go to
AREA.json, one call a line: [name, [arguments], "repr of the result"] or [name, [arguments], null, "Error: text"].
"""
import importlib
import json
import sys
from pathlib import Path

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE / "areas"))


def encode(value):
    """A value as JSON; what JSON has no word for becomes {"kind": ...}."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, str):
        return value
    if isinstance(value, int):
        return value if abs(value) < 2**53 else {"int": str(value)}
    if isinstance(value, float):
        return {"float": repr(value)}
    if isinstance(value, complex):
        return {"complex": [repr(value.real), repr(value.imag)]}
    if isinstance(value, (bytes, bytearray)):
        return {type(value).__name__: value.hex()}
    if isinstance(value, (list, tuple, set)):
        items = [encode(item) for item in value]
        return items if isinstance(value, list) else {type(value).__name__: items}
    if isinstance(value, dict):
        return {"dict": [[encode(key), encode(item)] for key, item in value.items()]}
    raise TypeError(f"no encoding for {value!r}")


def answer(function, arguments):
    try:
        return [repr(function(*arguments))]
    except Exception as error:
        return [None, f"{type(error).__name__}: {error}"]


def record(area):
    # arguments are encoded first: a call may change them
    rows = [
        [name, [encode(item) for item in arguments]] + answer(function, arguments)
        for name, function, arguments in importlib.import_module(area).calls()
    ]
    text = ",\n".join(json.dumps(row, separators=(",", ":")) for row in rows)
    (HERE / f"{area}.json").write_text(f"[\n{text}\n]\n")
    print(f"{area}: {len(rows)} calls")


for area in sys.argv[1:]:
    record(area)
