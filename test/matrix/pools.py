"""Pools."""

import os
import time

from cells import cell, described, outcome, run
from kit import KIND, Event, Lock, Pool, Queue

pool = None


def crew():
    """The pool of those cells that leave it as it was."""
    global pool
    if pool is None:
        pool = Pool(3)
    return pool


def square(x, wait=None):
    return x * x


def multiply(x, y=10):
    return x * y


def fail(x):
    raise ValueError(f"no {x}")


def fail_on_three(x):
    if x == 3:
        raise ValueError("three")
    return x


def name_of_worker(_):
    return os.getpid()


@cell("processes", "threads")
def apply():
    print(crew().apply(square, (5,)), crew().apply(multiply, (5,), {"y": 3}), crew().apply(multiply, [2]))
    print(crew().apply(multiply, args=(1, 2)), crew().apply(multiply, kwds={"x": 4}))


@cell("processes", "threads")
def map():
    print(crew().map(square, range(10)), crew().map(square, range(30), chunksize=7) == [n * n for n in range(30)])
    print(crew().map(square, []), crew().map(square, iter([1, 2])), crew().map(len, "abc"))


@cell("processes", "threads")
def starmap():
    print(crew().starmap(multiply, [(1, 2), (3, 4)]), crew().starmap(multiply, [(5,)]), crew().starmap(multiply, []))
    print(crew().starmap(multiply, zip(range(4), range(4)), 3))
    print(outcome(lambda: crew().starmap(multiply, [1])))


@cell("processes", "threads")
def imap():
    results = crew().imap(square, range(5))
    print(iter(results) is results, next(results), results.next(), results.next(timeout=60), list(results))
    print(outcome(lambda: next(results)), list(crew().imap(square, range(20), chunksize=6)) == [n * n for n in range(20)])
    print(list(crew().imap(square, [])))


@cell("processes", "threads")
def imap_unordered():
    print(sorted(crew().imap_unordered(square, range(10))), sorted(crew().imap_unordered(square, range(20), 7))[-1])
    print(list(crew().imap_unordered(square, [])))


@cell("processes", "threads")
def asynchronous_calls():
    result = crew().apply_async(square, (7,))
    print(result.get(), result.ready(), result.successful(), result.wait(), result.get(0))
    print(crew().map_async(square, range(5)).get(60), crew().starmap_async(multiply, [(2, 3)]).get(timeout=60))
    print(crew().map_async(square, []).get())


def wait_for(event):
    event.wait()
    return "done"


@cell("threads")
def results_that_are_not_there_yet():
    event = Event()
    result = crew().apply_async(wait_for, (event,))
    print(result.ready(), outcome(result.successful), outcome(lambda: result.get(0.01)), result.wait(0.01))
    event.set()
    print(result.get(), result.successful())


@cell("processes")
def results_that_never_come():
    own = Pool(1)
    result = own.apply_async(time.sleep, (1000,))
    print(result.ready(), outcome(result.successful), outcome(lambda: result.get(0.01)), result.wait(0.01))
    own.terminate()
    own.join()


@cell("processes", "threads")
def time_outs_are_of_their_own_class():
    import multiprocessing

    try:
        crew().apply_async(time.sleep, (0.2,)).get(timeout=0)
    except multiprocessing.TimeoutError as error:
        print(type(error).__name__, type(error).__module__, isinstance(error, TimeoutError), error.args)


@cell("processes", "threads")
def imap_with_a_timeout():
    results = crew().imap(time.sleep, [0.2])
    print(outcome(lambda: results.next(timeout=0.01)), results.next())


@cell("processes", "threads")
def errors_of_calls():
    print(outcome(lambda: crew().apply(fail, (1,))), outcome(lambda: crew().map(fail, [2, 3], 2)))
    result = crew().apply_async(fail, (4,))
    result.wait()
    print(result.ready(), result.successful(), outcome(result.get), outcome(result.get))
    print(outcome(lambda: crew().apply(square)))


@cell("processes", "threads")
def errors_in_imap():
    results = crew().imap(fail_on_three, range(6))
    print([outcome(lambda: next(results)) for _ in range(7)])
    results = crew().imap_unordered(fail_on_three, range(6))
    print(sorted(outcome(lambda: next(results)) for _ in range(6)), outcome(lambda: next(results)))


@cell("processes", "threads")
def map_runs_all_before_it_fails():
    log = Queue() if KIND == "threads" else None
    print(outcome(lambda: crew().map(fail_on_three, range(10), 1)))
    print(log is None or log.empty())


def numbers_until(last):
    for number in range(last):
        yield number
    raise RuntimeError("no more")


@cell("processes", "threads")
def iterables_that_raise():
    print(outcome(lambda: crew().map(square, numbers_until(5))))
    print(outcome(lambda: crew().map(square, numbers_until(0))))
    results = crew().imap(square, numbers_until(3))
    print([outcome(lambda: next(results)) for _ in range(4)])
    results = crew().imap_unordered(square, numbers_until(3))
    print(sorted(outcome(lambda: next(results)) for _ in range(4)))
    results = crew().imap(square, numbers_until(3), 2)
    print([outcome(lambda: next(results)) for _ in range(3)])


@cell("processes", "threads")
def chunks_of_no_size():
    print(outcome(lambda: crew().imap(square, [1], 0)), outcome(lambda: crew().imap_unordered(square, [1], -1)))
    print(outcome(lambda: crew().map(square, [1, 2], 0)))


@cell("processes", "threads")
def callbacks():
    seen = []
    crew().apply_async(square, (3,), callback=seen.append).wait()
    crew().map_async(square, [1, 2], callback=seen.append).wait()
    crew().starmap_async(multiply, [(1, 2)], callback=seen.append).wait()
    crew().map_async(square, [], callback=seen.append).wait()
    print(seen)


@cell("processes", "threads")
def error_callbacks():
    good, bad = [], []
    for function in (square, fail):
        crew().apply_async(function, (3,), callback=good.append, error_callback=bad.append).wait()
        crew().map_async(function, [4], callback=good.append, error_callback=bad.append).wait()
    print(good, [described(error) for error in bad])


@cell("processes")
def errors_carry_their_traceback():
    try:
        crew().apply(fail, (9,))
    except ValueError as error:
        cause = error.__cause__
        print(type(cause).__name__, str(cause).strip().split("\n")[-1].strip('"'), "in fail" in str(cause))


@cell("processes")
def what_cannot_be_pickled():
    print(outcome(lambda: crew().apply(lambda: 1)).split(":")[0])
    print(outcome(lambda: crew().map(square, [lambda: 1])).split(":")[0])
    print(outcome(lambda: crew().apply(give_lambda)).split(":")[0])
    print(crew().apply(square, (2,)))


def give_lambda():
    return lambda: 1


class Awkward(Exception):
    def __init__(self, code, text):
        super().__init__(code, text)
        self.code = code


def raise_awkward():
    raise Awkward(5, "awkward")


@cell("processes", "threads")
def exceptions_of_the_script():
    try:
        crew().apply(raise_awkward)
    except Awkward as error:
        print(error.code, error.args)


@cell("processes", "threads")
def methods_and_objects_as_tasks():
    print(crew().map("{}!".format, [1, 2]), crew().map(str.upper, ["a", "b"]), crew().map(Scale(3), [1, 2]))
    print(crew().map(Scale(4).by, [1, 2]), crew().apply(max, (1, 5, 2)))


class Scale:
    def __init__(self, factor):
        self.factor = factor

    def __call__(self, x):
        return self.factor * x

    def by(self, x):
        return self.factor * x


@cell("processes", "threads")
def closed_pool():
    own = Pool(2)
    result = own.map_async(square, range(4))
    print(own.close(), outcome(lambda: own.map(square, [1])), outcome(lambda: own.apply_async(square, (1,))))
    print(outcome(lambda: own.imap(square, [1])), own.join(), result.get())


@cell("processes", "threads")
def terminated_pool():
    own = Pool(2)
    print(own.terminate(), own.join(), outcome(lambda: own.map(square, [1])), own.terminate(), own.close())


@cell("processes", "threads")
def join_of_a_running_pool():
    own = Pool(1)
    print(outcome(own.join))
    own.terminate()
    own.join()


@cell("processes", "threads")
def pool_as_context():
    with Pool(2) as own:
        print(own.map(square, [1, 2]), own.apply(square, (3,)))
    print(outcome(lambda: own.map(square, [1])))
    print(outcome(own.__enter__))


@cell("processes", "threads")
def pools_of_no_size():
    print(outcome(lambda: Pool(0)), outcome(lambda: Pool(-1)))


@cell("processes", "threads")
def initializer_that_is_none():
    print(outcome(lambda: Pool(1, initializer=5)))


@cell("processes")
def maxtasksperchild_of_no_size():
    print(outcome(lambda: Pool(1, maxtasksperchild=0)), outcome(lambda: Pool(1, maxtasksperchild=0.5)))


@cell("processes")
def workers_are_replaced_after_so_many_tasks():
    with Pool(1, maxtasksperchild=2) as own:
        pids = [own.apply(name_of_worker, (n,)) for n in range(6)]
    print([pids.index(pid) for pid in pids])


@cell("processes")
def chunks_count_as_tasks():
    with Pool(1, maxtasksperchild=1) as own:
        pids = own.map(name_of_worker, range(6), chunksize=3)
    print([pids.index(pid) for pid in pids])


setting = None


def set_up(value):
    global setting
    setting = value


def get_setting(_):
    return setting


@cell("processes", "threads")
def initializer_runs_in_each_worker():
    with Pool(2, set_up, ("ready",)) as own:
        print(own.map(get_setting, range(6)), KIND == "threads" or setting)


def increment(counter_lock):
    with counter_lock:
        return True


def take(lock):
    global setting
    setting = lock


def use_lock(x):
    with setting:
        return x


@cell("processes", "threads")
def locks_come_by_the_initializer():
    with Pool(2, take, (Lock(),)) as own:
        print(own.map(use_lock, range(6)))


@cell("processes")
def locks_do_not_travel_as_arguments():
    print(outcome(lambda: crew().apply(increment, (Lock(),))))


@cell("processes", "threads")
def calls_from_a_callback():
    seen, done = [], []

    def again(value):
        seen.append(value)
        if value < 100:
            done.append(crew().apply_async(square, (value,), callback=again))

    crew().apply_async(square, (2,), callback=again).wait()
    while seen[-1] < 100:
        done[-1].wait()
    print(seen)


@cell("processes", "threads")
def many_small_tasks():
    results = [crew().apply_async(square, (n,)) for n in range(200)]
    print(sum(result.get() for result in results) == sum(n * n for n in range(200)))


@cell("processes")
def reprs():
    own = Pool(2)
    print(str(own).split()[-2:])
    own.close()
    print(str(own).split()[-2:])
    own.terminate()
    own.join()
    print(str(own).split()[-2:])


@cell("processes")
def workers_are_daemons():
    import multiprocessing

    own = Pool(2)
    children = [child for child in multiprocessing.active_children() if child.daemon]
    print(len(children) >= 2, {child.name.split("-")[0] for child in children})
    own.terminate()
    own.join()


@cell("processes", "threads")
def end_of_the_shared_pool():
    crew().close()
    print(crew().join())


if __name__ == "__main__":
    run()
