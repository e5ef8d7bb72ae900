"""Methods and subscripts of list, tuple, dict, set, range and slice."""
import itertools
import random


def run(method, receiver, *arguments):
    """The result of a method and what it left of its object."""
    return [getattr(receiver, method)(*arguments), receiver]


def sliced(items, start, stop, step):
    return items[start:stop:step]


def set_slice(items, start, stop, step, value):
    items[start:stop:step] = value
    return items


def delete_slice(items, start, stop, step):
    del items[start:stop:step]
    return items


def set_item(items, key, value):
    items[key] = value
    return items


def delete_item(items, key):
    del items[key]
    return items


def view(mapping, name, operation, other):
    left = getattr(mapping, name)()
    result = {"and": lambda: left & other, "or": lambda: left | other, "sub": lambda: left - other,
              "xor": lambda: left ^ other, "eq": lambda: left == other, "le": lambda: left <= other,
              "isdisjoint": lambda: left.isdisjoint(other), "repr": lambda: repr(left), "len": lambda: len(left),
              "in": lambda: other in left, "reversed": lambda: list(reversed(left))}[operation]()
    return sorted(result, key=repr) if isinstance(result, set) else result


def ranged(bounds, operation, *arguments):
    value = range(*bounds)
    return {"list": lambda: list(value), "len": lambda: len(value), "repr": lambda: repr(value),
            "slice": lambda: value[slice(*arguments)], "item": lambda: value[arguments[0]],
            "in": lambda: arguments[0] in value, "index": lambda: value.index(arguments[0]),
            "count": lambda: value.count(arguments[0]), "reversed": lambda: list(reversed(value)),
            "eq": lambda: value == range(*arguments)}[operation]()


def set_program(steps):
    """What a set looks like after some operations: the order of numbers in a set is CPython's own."""
    items = set()
    for operation, others in steps:
        if operation == "new":
            items = set(others)
        elif operation == "display":
            items = eval("{" + ", ".join(map(repr, others)) + "}") if others else set()
        elif operation == "add":
            for other in others:
                items.add(other)
        elif operation == "discard":
            for other in others:
                items.discard(other)
        elif operation == "pop":
            if items:
                items.pop()
        elif operation == "or":
            items = items | set(others)
        elif operation == "and":
            items = items & set(others)
        elif operation == "sub":
            items = items - set(others)
        elif operation == "xor":
            items = items ^ set(others)
        elif operation == "update":
            items.update(others)
        elif operation == "ior":
            items |= set(others)
        elif operation == "copy":
            items = items.copy()
    return items


def calls():
    yield from set_programs()
    yield from list_calls()
    yield from slice_calls()
    yield from dict_calls()
    yield from set_calls()
    yield from range_calls()


def set_programs():
    source = random.Random(5)

    def value():
        kind = source.randrange(8)
        if kind < 4:
            return source.randint(0, 60)
        if kind < 6:
            return source.randint(-50, 2000)
        if kind == 6:
            return source.choice([0.5, 1.5, -2.25, 3.0, 1e20, -(10**12), 10**20, True])
        return (source.randint(0, 5), source.randint(0, 5))

    operations = ["add", "discard", "or", "and", "sub", "xor", "pop", "update", "ior", "copy"]
    for _ in range(300):
        steps = [["new", [value() for _ in range(source.choice([0, 1, 2, 3, 5, 8, 20, 60]))]]]
        for _ in range(source.randrange(6)):
            others = [value() for _ in range(source.choice([0, 1, 3, 6, 30]))] + source.sample(steps[0][1], min(3, len(steps[0][1])))
            steps.append([source.choice(operations), others])
        yield "set_program", set_program, [steps]
    for _ in range(50):
        numbers = [source.randint(-20, 100) for _ in range(source.randint(0, 12))]
        yield "set_program", set_program, [[["display", numbers]]]


def list_calls():
    lists = [[], [1], [3, 1, 2], [1, 1.0, True, "a"], ["b", "a"], [[1], [2]]]
    for items in lists:
        for method, arguments in [
            ("append", [5]), ("extend", [[7, 8]]), ("extend", ["xy"]), ("extend", [5]), ("insert", [0, 9]),
            ("insert", [-1, 9]), ("insert", [100, 9]), ("insert", [-100, 9]), ("insert", ["a", 9]), ("pop", []),
            ("pop", [0]), ("pop", [-1]), ("pop", [5]), ("pop", [-5]), ("remove", [1]), ("remove", ["zz"]),
            ("index", [1]), ("index", ["zz"]), ("index", [1, 1]), ("index", [1, 0, 1]), ("index", [2, -1]),
            ("count", [1]), ("count", ["a"]), ("reverse", []), ("copy", []), ("clear", []), ("sort", []),
        ]:
            yield "list", run_list, [method, list(items), *arguments]
    for items in [(), (1,), (1, 1.0, "a"), (3, 2)]:
        for method, arguments in [("count", [1]), ("index", [1]), ("index", ["zz"]), ("index", [1, 1]),
                                  ("index", [2, -1])]:
            yield "method", run, [method, items, *arguments]


def run_list(method, receiver, *arguments):
    return run(method, receiver, *arguments)


def slice_calls():
    bounds = [None, 0, 1, 2, -1, -2, 5, -7, 10**20]
    for start, stop, step in itertools.product(bounds, bounds, [None, 1, 2, -1, -3]):
        yield "sliced", sliced, [[1, 2, 3, 4, 5], start, stop, step]
        yield "sliced", sliced, ["a€c😀e", start, stop, step]
        yield "delete_slice", delete_slice, [[1, 2, 3, 4, 5], start, stop, step]
        yield "indices", lambda a, b, c, n: slice(a, b, c).indices(n), [start, stop, step, 7]
    for start, stop, step in itertools.product([None, 1, -2, 9], [None, 3, 0, -1], [None, 2, -1]):
        for value in ([], [7], [7, 8], "xyz", (1, 2, 3), 5):
            yield "set_slice", set_slice, [[1, 2, 3, 4], start, stop, step, value]
    for items in [[1, 2, 3], (1, 2), "a😀", b"ab", {"a": 1}, 5, None]:
        for key in [0, -1, 2, 9, -9, "a", "b", None, 1.0, True, [1], 10**20]:
            yield "item", lambda items, key: items[key], [items, key]
            yield "set_item", set_item, [items, key, 7]
            yield "delete_item", delete_item, [items, key]
    yield "sliced", sliced, [[1], None, None, 0]
    yield "sliced", sliced, [[1], "a", None, None]


def dict_calls():
    dicts = [{}, {"a": 1}, {1: "x", 2.5: "y", None: "z"}, {(1, 2): 3, "b": [4]}, {True: 1, "True": 2}]
    for mapping in dicts:
        for method, arguments in [
            ("get", ["a"]), ("get", [1]), ("get", [1.0, 5]), ("get", [True]), ("get", [(1, 2)]), ("get", [(1.0, 2)]),
            ("get", [[]]), ("pop", ["a"]), ("pop", ["zz", 3]), ("pop", ["zz"]), ("popitem", []),
            ("setdefault", ["a", 9]), ("setdefault", ["q"]), ("update", [{"a": 7, 1: 8}]), ("update", [[("k", 1)]]),
            ("update", [[(1, 2, 3)]]), ("update", [5]), ("update", [[5]]), ("update", [["ab"]]), ("copy", []),
            ("clear", []),
        ]:
            yield "method", run, [method, dict(mapping), *arguments]
        for name in ["keys", "items"]:
            for operation in ["and", "or", "sub", "xor", "eq", "le", "isdisjoint", "repr", "len", "in", "reversed"]:
                for other in [{"a"}, {("a", 1)}, [1, 2.5], (1, 2)]:
                    if operation in ("eq", "le") and not isinstance(other, set):
                        continue
                    yield "view", view, [dict(mapping), name, operation, other]
        yield "view", view, [dict(mapping), "values", "repr", None]
        yield "view", view, [dict(mapping), "values", "in", 1]
        yield "view", view, [dict(mapping), "values", "reversed", None]
    yield "dict", dict, [[("a", 1), ("b", 2)]]
    yield "dict", dict, [{"a": 1}]
    yield "dict", dict, [5]
    yield "dict", dict, [["abc"]]
    yield "dict", dict, ["ab"]


def set_calls():
    sets = [set(), {1}, {1, 2, 3}, {"a"}, {(1, 2)}]
    others = [set(), {1}, {2, 9}, [1, 2], (3,), {"a": 1}, "a", 5]
    for items in sets:
        for method in ["union", "intersection", "difference", "symmetric_difference", "issubset", "issuperset",
                       "isdisjoint", "update", "intersection_update", "difference_update",
                       "symmetric_difference_update"]:
            for other in others:
                yield "set", run_set, [method, set(items), other]
        for method in ["add", "remove", "discard"]:
            for item in [1, 1.0, True, "zz", (1, 2), [1], {1}]:
                if method == "add" and isinstance(item, set):
                    continue
                yield "set", run_set, [method, set(items), item]
    yield "set", run_set, ["pop", set()]
    yield "set", run_set, ["clear", {1}]


def run_set(method, receiver, *arguments):
    """Strings have no fixed order in a set: sorted by repr."""
    result = getattr(receiver, method)(*arguments)
    shown = sorted(result, key=repr) if isinstance(result, set) else result
    return [shown, sorted(receiver, key=repr)]


def range_calls():
    bounds = [[5], [0], [2, 7], [7, 2], [7, 2, -1], [0, 10, 3], [10, 0, -4], [-5, 5, 2], [0, 2**60, 2**58]]
    for bound in bounds:
        for operation, arguments in [
            ("list", []), ("len", []), ("repr", []), ("reversed", []), ("in", [3]), ("in", [3.0]),
            ("in", ["a"]), ("in", [0]), ("index", [4]), ("index", ["a"]), ("count", [2]), ("item", [0]), ("item", [-1]),
            ("item", [99]), ("item", ["a"]), ("slice", [1, 3]), ("slice", [None, None, -1]), ("slice", [None, None, 2]),
            ("slice", [-2, None]), ("eq", [5]), ("eq", [0, 10, 3]), ("eq", [3, 3]),
        ]:
            yield "ranged", ranged, [bound, operation, *arguments]
    for bound in [[1, 2, 0], ["a"], [1.5], [None], [], [1, 2, 3, 4]]:
        yield "ranged", ranged, [bound, "list"]
