"""Loads that must lose nothing, double nothing and leave nothing behind: `load.py NAME COUNT`."""

import multiprocessing as mp
import os
import signal
import sys
import time


def resident():
    """Megabytes of memory that the program has now."""
    with open("/proc/self/statm") as file:
        return int(file.read().split()[1]) * 4096 // 1_000_000


def put(queue, value):
    queue.put(value)


def processes(count):
    """So many processes are started and joined, ten at once; each gives an item."""
    queue, got, sizes = mp.Queue(), [], []
    for start in range(0, count, 10):
        batch = [mp.Process(target=put, args=(queue, number)) for number in range(start, min(start + 10, count))]
        for process in batch:
            process.start()
        for process in batch:
            process.join()
            assert process.exitcode == 0
        got += [queue.get() for _ in batch]
        sizes.append(resident())
    return sorted(got) == list(range(count)), sizes


def produce(queue, start, count):
    for number in range(start, start + count):
        queue.put(number)


def consume(queue, results):
    got = []
    for number in iter(queue.get, None):
        got.append(number)
    results.put(got)


def items(count):
    """So many items go from eight producers to eight consumers."""
    queue, results, sizes = mp.Queue(), mp.Queue(), [resident()]
    each = count // 8
    producers = [mp.Process(target=produce, args=(queue, n * each, each)) for n in range(8)]
    consumers = [mp.Process(target=consume, args=(queue, results)) for _ in range(8)]
    for process in producers + consumers:
        process.start()
    for process in producers:
        process.join()
    for _ in consumers:
        queue.put(None)
    got = sorted(number for _ in consumers for number in results.get())
    for process in consumers:
        process.join()
    sizes.append(resident())
    return got == list(range(each * 8)), sizes


def square(x):
    return x * x


def tasks(count):
    """A pool does so many tasks, ten times."""
    sizes, right = [], True
    with mp.Pool(4) as pool:
        for _ in range(10):
            results = [pool.apply_async(square, (n,)) for n in range(count)]
            right = right and [result.get() for result in results] == [n * n for n in range(count)]
            sizes.append(resident())
    return right, sizes


def kill_on_seven(x):
    if x == 7:
        os.kill(os.getpid(), signal.SIGKILL)
    return x


def kills(count):
    """So many times a worker of a pool is killed in the middle of a task, with nineteen others at hand."""
    sizes, right = [], True
    pool = mp.Pool(4)
    for _ in range(count):
        results = [pool.apply_async(kill_on_seven, (n,)) for n in range(20)]
        for number, result in enumerate(results):
            try:
                right = right and result.get(60) == number != 7
            except RuntimeError as error:
                right = right and number == 7 and type(error).__name__ == "WorkerLostError"
        sizes.append(resident())
    pool.terminate()
    pool.join()
    return right and mp.active_children() == [], sizes


LOADS = {"processes": processes, "items": items, "tasks": tasks, "kills": kills}

if __name__ == "__main__":
    name, count = sys.argv[1], int(sys.argv[2])
    start = time.perf_counter()
    right, sizes = LOADS[name](count)
    middle = sizes[len(sizes) // 5]
    print("right" if right else "WRONG")
    print(f"{name} {count}: {time.perf_counter() - start:.1f} s, {middle} MB, then {sizes[-1]} MB", file=sys.stderr)
