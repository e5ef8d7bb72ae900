"""Values, arrays and structures in shared memory."""

import ctypes
from array import array

from cells import cell, outcome, run
from kit import KIND, Array, Process, Value

if KIND == "processes":
    from multiprocessing import Lock, RawArray, RawValue, RLock, sharedctypes


def ended(target, *args):
    process = Process(target=target, args=args)
    process.start()
    process.join()


def set_value(shared, value):
    shared.value = value


def add(shared, count):
    for _ in range(count):
        with shared.get_lock():
            shared.value += 1


@cell()
def value_is_set_elsewhere():
    for code, start, end in (("i", 1, -5), ("d", 0.5, 2.25), ("h", 3, 4), ("b", -1, 7)):
        shared = Value(code, start)
        before = shared.value
        ended(set_value, shared, end)
        print(before, shared.value)


@cell("processes")
def value_of_characters():
    for code, start, end in (("c", b"a", b"z"), ("u", "x", "y")):
        shared = Value(code, start)
        ended(set_value, shared, end)
        print(shared.value)


@cell("manager", "threads")
def values_are_of_any_kind():
    shared = Value("i", "not an int")
    ended(set_value, shared, "changed")
    print(shared.value)


@cell()
def reprs_of_values():
    print(str(Value("i", 5)).replace("wrapper for ", "").split(" object at")[0])


@cell("manager")
def value_proxy_by_methods():
    shared = Value("i", 1)
    print(shared.get(), shared.set(7), shared.get(), shared.value)


@cell("processes")
def values_without_an_initial_value():
    print(Value("i").value, Value("d").value, Value("c").value, RawValue("i").value)


@cell("processes")
def locks_of_values():
    shared = Value("i", 5)
    print(shared.acquire(), shared.release(), type(shared.get_lock()).__name__, type(shared.get_obj()).__name__)
    lock = Lock()
    print(Value("i", 1, lock=lock).get_lock() is lock, type(Value("i", 1, lock=True).get_lock()).__name__)
    plain = Value("i", 3, lock=False)
    print(plain.value, hasattr(plain, "get_lock"), hasattr(RawValue("i", 1), "get_lock"))
    print(outcome(lambda: Value("i", 1, lock="no lock")))


@cell("processes")
def values_as_contexts():
    shared = Value("i", 1)
    with shared as entered:
        shared.value += 1
        print(entered, shared.value)


@cell("processes")
def lock_of_a_value_excludes():
    shared = Value("i", 0)
    processes = [Process(target=add, args=(shared, 50)) for _ in range(3)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(shared.value)


@cell("processes")
def codes_of_types():
    for code in "bBhHiIlLqQfd":
        shared = RawValue(code, 1)
        print(code, type(shared).__name__, ctypes.sizeof(shared), shared.value)
    print(outcome(lambda: Value("x", 1)), outcome(lambda: Value(5, 1)))


@cell("processes")
def classes_of_ctypes():
    print(Value(ctypes.c_int, 3).value, RawValue(ctypes.c_double, 1.5).value, Value(ctypes.c_bool, True).value)
    print(list(Array(ctypes.c_short, [1, 2])), Value(ctypes.c_char, b"x").value)


@cell("processes")
def numbers_that_do_not_fit():
    print(RawValue("b", 200).value, RawValue("B", -1).value, RawValue("i", 2**31).value, RawValue("H", 70000).value)
    print(outcome(lambda: RawValue("i", 1.5)), outcome(lambda: RawValue("i", "1")), RawValue("f", 1 / 3).value)


def fill(shared):
    for index in range(len(shared)):
        shared[index] = index * 2


@cell()
def array_is_filled_elsewhere():
    shared = Array("i", [0] * 5)
    ended(fill, shared)
    print(list(shared), shared[1], shared[-1], len(shared))


@cell("processes", "threads")
def slices_of_arrays():
    shared = Array("i", range(6))
    print(list(shared[1:4]), list(shared[::2]), list(shared[::-1]), list(shared[4:100]))
    shared[1:3] = array("i", [10, 20]) if KIND == "threads" else [10, 20]
    print(list(shared), sum(shared), max(shared), 20 in list(shared))


@cell("processes")
def slices_keep_the_length():
    shared = Array("i", range(4))
    print(outcome(lambda: shared.__setitem__(slice(0, 2), [1])), list(shared[:]))


@cell()
def indices_out_of_range():
    shared = Array("i", [1, 2])
    print(outcome(lambda: shared[2]), outcome(lambda: shared[-3]), outcome(lambda: shared.__setitem__(5, 1)))


@cell("processes")
def arrays_of_a_size():
    print(list(Array("i", 3)), list(RawArray("d", 2)), len(Array("i", 0)))
    print(outcome(lambda: Array("i", -1)), outcome(lambda: Array("i", 2.5)))
    big = Array("b", 1000)
    print(len(big), set(big))


@cell("processes")
def arrays_are_zeroed():
    for _ in range(3):
        shared = Array("i", 100)
        print(set(shared))
        shared[:] = range(100)


@cell("processes")
def locks_of_arrays():
    shared = Array("i", 2)
    print(shared.acquire(), shared.release(), type(shared.get_lock()).__name__, type(shared.get_obj()).__name__)
    lock = RLock()
    print(Array("i", 2, lock=lock).get_lock() is lock, hasattr(Array("i", 2, lock=False), "get_lock"))
    print(outcome(lambda: Array("i", 2, lock=5)))
    with shared:
        shared[0] = 1
    print(list(shared))


def write_text(shared):
    shared.value = b"bye"


@cell("processes")
def arrays_of_characters():
    shared = Array("c", 10)
    shared.value = b"hello"
    print(len(shared), shared.value, shared.raw, shared[0], shared[1:3])
    ended(write_text, shared)
    print(shared.value, shared.raw)
    print(outcome(lambda: setattr(shared, "value", b"far too long a text")))
    print(Array("c", b"abc").value, len(Array("c", b"abc")))


class Point(ctypes.Structure):
    _fields_ = [("x", ctypes.c_int), ("y", ctypes.c_double), ("tag", ctypes.c_char)]


def move(point, points):
    point.x *= 2
    point.y *= 2
    for each in points:
        each.x += 1


@cell("processes")
def structures():
    point = Value(Point, 3, 1.5, b"p")
    points = Array(Point, [(1, 0.5), (2, 0.25)])
    ended(move, point, points)
    print(point.x, point.y, point.tag, [(each.x, each.y) for each in points])
    print(RawValue(Point, 1).x, type(point.get_obj()).__name__, type(RawValue(Point)).__name__)


@cell("processes")
def copies():
    point = RawValue(Point, 5, 2.5)
    copied = sharedctypes.copy(point)
    point.x = 6
    print(copied.x, copied.y, point.x, type(copied).__name__)
    numbers = RawArray("i", [1, 2])
    copied = sharedctypes.copy(numbers)
    numbers[0] = 9
    print(list(copied), list(numbers))


@cell("processes")
def synchronized():
    raw = RawArray("i", [1, 2])
    wrapped = sharedctypes.synchronized(raw)
    print(type(wrapped).__name__, wrapped.get_obj() is raw, list(wrapped), type(wrapped.get_lock()).__name__)
    lock = Lock()
    print(sharedctypes.synchronized(RawValue("i", 1), lock).get_lock() is lock)
    print(outcome(lambda: sharedctypes.synchronized(wrapped)))


@cell("processes")
def shared_things_are_only_inherited():
    import pickle

    print(outcome(lambda: pickle.dumps(Value("i", 1))))
    print(outcome(lambda: pickle.dumps(Array("i", 1))))


if __name__ == "__main__":
    run()
