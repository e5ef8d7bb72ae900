"""Threads, what they wait for, and what keeps them apart."""

import queue
import threading
import time
from concurrent.futures import ThreadPoolExecutor, wait
from multiprocessing.pool import ThreadPool

from cells import cell, described, outcome, run


def started(target, *args, **options):
    thread = threading.Thread(target=target, args=args, **options)
    thread.start()
    return thread


def until(condition):
    """Lets the other threads go on until something holds."""
    while not condition():
        time.sleep(0.001)


@cell("alone")
def a_thread_runs():
    log = []
    thread = threading.Thread(target=log.append, args=("ran",))
    print(thread.is_alive(), thread.ident, thread.start(), thread.join(), thread.is_alive(), log)


@cell("alone")
def arguments():
    log = []
    started(lambda *args, **kwargs: log.append((args, kwargs)), 1, 2, kwargs={"a": 3}).join()
    started(lambda: log.append("none")).join()
    print(log)


@cell("alone")
def names():
    first, second = threading.Thread(target=print), threading.Thread(name="own", target=print)
    print(first.name.startswith("Thread-"), first.name.endswith(" (print)"), second.name)
    second.name = "renamed"
    print(second.name, second.getName(), threading.current_thread().name, threading.main_thread().name)


@cell("alone")
def states():
    thread = threading.Thread(target=time.sleep, args=(0,))
    print(outcome(thread.join))
    thread.start()
    print(outcome(thread.start))
    thread.join()
    print(outcome(thread.start), thread.join())
    print(outcome(threading.current_thread().join))


@cell("alone")
def join_for_a_while():
    gate = threading.Event()
    thread = started(gate.wait)
    print(thread.join(0.01), thread.is_alive(), thread.join(timeout=0), thread.is_alive())
    gate.set()
    thread.join()
    print(thread.is_alive())


@cell("alone")
def a_class_of_threads():
    class Worker(threading.Thread):
        def __init__(self, numbers):
            super().__init__(name="worker")
            self.numbers = numbers
            self.total = None

        def run(self):
            self.total = sum(self.numbers)

    worker = Worker([1, 2, 3])
    worker.start()
    worker.join()
    print(worker.total, worker.name, isinstance(worker, threading.Thread))


@cell("alone")
def a_class_without_init():
    class Wrong(threading.Thread):
        def __init__(self):
            self.ready = True

    print(outcome(Wrong().start))


@cell("alone")
def daemons():
    thread = threading.Thread(target=print)
    print(thread.daemon, threading.current_thread().daemon)
    thread.daemon = True
    print(thread.daemon, threading.Thread(target=print, daemon=True).daemon)
    thread.daemon = False
    thread.start()
    print(outcome(lambda: setattr(thread, "daemon", True)))
    thread.join()


@cell("alone")
def daemons_have_daemons():
    found = []
    started(lambda: found.append(threading.Thread(target=print).daemon), daemon=True).join()
    print(found)


@cell("alone")
def who_is_there():
    gate = threading.Event()
    threads = [started(gate.wait, name=f"t{n}") for n in range(3)]
    print(threading.active_count(), sorted(t.name for t in threading.enumerate()))
    gate.set()
    for thread in threads:
        thread.join()
    print(threading.active_count())


@cell("alone")
def who_am_i():
    found = []
    thread = started(lambda: found.append(threading.current_thread()))
    thread.join()
    print(found == [thread], thread.ident == thread.native_id or thread.ident > 0)
    idents = set()
    for _ in range(2):
        started(lambda: idents.add(threading.get_ident() != threading.main_thread().ident)).join()
    print(idents)


@cell("alone")
def all_see_one_memory():
    shared = {"count": 0}
    lock = threading.Lock()

    def add():
        for _ in range(1000):
            with lock:
                shared["count"] += 1

    threads = [started(add) for _ in range(4)]
    for thread in threads:
        thread.join()
    print(shared)


@cell("alone")
def sleepers_take_turns():
    log = []

    def sleeper(name, delay):
        time.sleep(delay)
        log.append(name)

    threads = [started(sleeper, name, delay) for name, delay in (("c", 0.12), ("a", 0.04), ("b", 0.08))]
    for thread in threads:
        thread.join()
    print(log)


@cell("alone")
def a_busy_thread_lets_others_go_on():
    state = {"stop": False}
    busy = started(lambda: until(lambda: state["stop"]))

    def spin():
        while not state["stop"]:
            pass

    other = started(spin)
    state["stop"] = True
    busy.join()
    other.join()
    print("ended")


@cell("alone")
def a_lock():
    lock = threading.Lock()
    print(lock.locked(), lock.acquire(), lock.locked(), lock.acquire(False), lock.acquire(timeout=0.01))
    print(lock.release(), lock.locked(), outcome(lock.release))
    with lock as entered:
        print(entered, lock.locked())


@cell("alone")
def arguments_of_acquire():
    lock = threading.Lock()
    lock.acquire()
    print(outcome(lambda: lock.acquire(False, 1)), outcome(lambda: lock.acquire(timeout=-2)))
    print(lock.acquire(blocking=False))


@cell("alone")
def a_lock_of_another_thread():
    lock = threading.Lock()
    started(lock.acquire).join()
    print(lock.locked(), lock.release(), lock.locked())


@cell("alone")
def a_lock_keeps_them_apart():
    log = []
    lock = threading.Lock()

    def work(name):
        with lock:
            log.append(f"{name} in")
            time.sleep(0.001)
            log.append(f"{name} out")

    threads = [started(work, name) for name in "abc"]
    for thread in threads:
        thread.join()
    print(all(log[n].split()[0] == log[n + 1].split()[0] for n in range(0, 6, 2)), len(log))


@cell("alone")
def a_lock_is_open_after_an_error():
    lock = threading.Lock()
    try:
        with lock:
            raise KeyError("inside")
    except KeyError as error:
        print(error, lock.locked())


@cell("alone")
def a_recursive_lock():
    lock = threading.RLock()
    print(lock.acquire(), lock.acquire(), lock.release(), lock.release(), outcome(lock.release))
    with lock, lock:
        found = []
        started(lambda: found.append(lock.acquire(blocking=False))).join()
        print(found)


@cell("alone")
def a_recursive_lock_of_another_thread():
    lock = threading.RLock()
    gate, held = threading.Event(), threading.Event()

    def hold():
        with lock:
            held.set()
            gate.wait()

    thread = started(hold)
    held.wait()
    print(outcome(lock.release), lock.acquire(timeout=0.01))
    gate.set()
    thread.join()
    print(lock.acquire(timeout=5))


@cell("alone")
def an_event():
    event = threading.Event()
    log = []
    threads = [started(lambda: log.append(event.wait())) for _ in range(2)]
    print(event.is_set(), event.wait(0.01), event.wait(0), event.set(), event.is_set())
    for thread in threads:
        thread.join()
    print(log, event.wait(), event.clear(), event.is_set())


@cell("alone")
def a_condition():
    condition = threading.Condition()
    log = []

    def waiter(name):
        with condition:
            log.append(("waits", name))
            log.append(condition.wait(5))

    threads = [started(waiter, name) for name in "ab"]
    until(lambda: len(log) == 2)
    with condition:
        condition.notify()
    until(lambda: len(log) == 3)
    with condition:
        condition.notify_all()
    for thread in threads:
        thread.join()
    print(log[2:])


@cell("alone")
def a_condition_without_its_lock():
    condition = threading.Condition()
    print(outcome(condition.wait), outcome(condition.notify), outcome(condition.notify_all))
    with condition:
        print(condition.wait(0.01), condition.notify(3), condition.notify_all())


@cell("alone")
def a_condition_that_holds():
    condition = threading.Condition(threading.Lock())
    items = []

    def producer():
        for item in range(3):
            with condition:
                items.append(item)
                condition.notify()

    thread = started(producer)
    with condition:
        print(condition.wait_for(lambda: len(items) == 3, timeout=5))
        print(condition.wait_for(lambda: None, timeout=0.01))
    thread.join()


@cell("alone")
def a_semaphore():
    semaphore = threading.Semaphore(2)
    print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(blocking=False), semaphore.acquire(timeout=0.01))
    print(semaphore.release(), semaphore.release(2), [semaphore.acquire(False) for _ in range(4)])
    print(outcome(lambda: threading.Semaphore(-1)), outcome(lambda: semaphore.release(0)))
    print(outcome(lambda: semaphore.acquire(False, timeout=1)))


@cell("alone")
def a_bounded_semaphore():
    semaphore = threading.BoundedSemaphore(1)
    with semaphore:
        print(semaphore.acquire(False))
    print(outcome(semaphore.release))


@cell("alone")
def few_at_a_time():
    semaphore = threading.Semaphore(2)
    inside, most = [], []

    def use():
        with semaphore:
            inside.append(1)
            most.append(len(inside))
            time.sleep(0.001)
            inside.pop()

    threads = [started(use) for _ in range(6)]
    for thread in threads:
        thread.join()
    print(max(most) <= 2, len(most))


@cell("alone")
def a_barrier():
    barrier = threading.Barrier(3)
    places = []
    threads = [started(lambda: places.append(barrier.wait())) for _ in range(3)]
    for thread in threads:
        thread.join()
    print(sorted(places), barrier.parties, barrier.n_waiting, barrier.broken)


@cell("alone")
def a_barrier_with_an_action():
    log = []
    barrier = threading.Barrier(2, action=lambda: log.append("action"))
    thread = started(lambda: (barrier.wait(), log.append("through")))
    barrier.wait()
    thread.join()
    print(log)


@cell("alone")
def a_broken_barrier():
    barrier = threading.Barrier(2)
    print(outcome(lambda: barrier.wait(0.01)), barrier.broken, outcome(barrier.wait))
    barrier.reset()
    print(barrier.broken)
    found = []
    thread = started(lambda: found.append(outcome(barrier.wait)))
    until(lambda: barrier.n_waiting == 1)
    barrier.abort()
    thread.join()
    print(found, barrier.broken)


@cell("alone")
def a_barrier_whose_action_fails():
    barrier = threading.Barrier(1, action=lambda: 1 / 0)
    print(outcome(barrier.wait), barrier.broken)


@cell("alone")
def a_timer():
    log = []
    timer = threading.Timer(0.01, log.append, args=["rang"])
    timer.start()
    timer.join()
    cancelled = threading.Timer(60, log.append, ["never"])
    cancelled.start()
    cancelled.cancel()
    cancelled.join()
    late = threading.Timer(0.01, lambda *, text: log.append(text), kwargs={"text": "keyword"})
    late.start()
    late.join()
    print(log, late.finished.is_set())


@cell("alone")
def own_variables():
    own = threading.local()
    own.value = "main"
    found = []

    def work():
        found.append(hasattr(own, "value"))
        own.value = "thread"
        found.append(own.value)

    started(work).join()
    print(found, own.value, own.__dict__, outcome(lambda: own.other))


@cell("alone")
def own_variables_of_a_class():
    class Counter(threading.local):
        step = 2

        def __init__(self, start):
            self.count = start

        def add(self):
            self.count += self.step
            return self.count

    counter = Counter(10)
    found = []
    print(counter.add(), counter.add())
    started(lambda: found.append(counter.add())).join()
    print(found, counter.count)


@cell("alone")
def an_error_ends_only_its_thread():
    seen = []
    before = threading.excepthook
    threading.excepthook = lambda args: seen.append((args.exc_type.__name__, str(args.exc_value), args.thread.name))
    started(lambda: [][1], name="failing").join()
    threading.excepthook = before
    print(seen)


@cell("alone")
def exits_in_threads():
    import sys

    seen = []
    before, threading.excepthook = threading.excepthook, lambda args: seen.append(args.exc_type)
    started(lambda: sys.exit(3)).join()
    started(lambda: exit()).join()
    threading.excepthook = before
    print(seen, "goes on")


@cell("alone")
def a_queue_between_threads():
    items = queue.Queue()
    found = []

    def consume():
        while (item := items.get()) is not None:
            found.append(item)

    thread = started(consume)
    for item in range(5):
        items.put(item)
    items.put(None)
    thread.join()
    print(found, items.empty())


@cell("alone")
def a_full_queue():
    items = queue.Queue(1)
    items.put("first")
    print(items.full(), outcome(lambda: items.put("x", False)), outcome(lambda: items.put("x", timeout=0.01)))
    thread = started(items.put, "second")
    print(items.get(), items.get(timeout=5))
    thread.join()
    print(outcome(items.get_nowait), outcome(lambda: items.get(timeout=0.01)), outcome(lambda: items.get(timeout=-1)))


@cell("alone")
def queues_that_are_joined():
    items = queue.Queue()
    done = []

    def work():
        while True:
            item = items.get()
            if item is None:
                break
            done.append(item * item)
            items.task_done()

    threads = [started(work) for _ in range(2)]
    for item in range(6):
        items.put(item)
    items.join()
    print(sorted(done), items.unfinished_tasks)
    for _ in threads:
        items.put(None)
    for thread in threads:
        thread.join()
    items.task_done()
    items.task_done()
    print(outcome(items.task_done))


@cell("alone")
def queues_in_other_orders():
    last, least, simple = queue.LifoQueue(), queue.PriorityQueue(), queue.SimpleQueue()
    for item in (2, 3, 1):
        for each in (last, least, simple):
            each.put(item)
    print([[each.get() for _ in range(3)] for each in (last, least, simple)], outcome(simple.get_nowait))


@cell("alone")
def a_pool_of_threads():
    with ThreadPoolExecutor(max_workers=2, thread_name_prefix="pool") as pool:
        futures = [pool.submit(pow, n, 2) for n in range(4)]
        print([future.result() for future in futures])
        print(list(pool.map(lambda a, b: a + b, [1, 2], [10, 20])))
        print(pool.submit(lambda: threading.current_thread().name).result().startswith("pool_"))
        print(outcome(pool.submit(int, "x").result))
    print(outcome(lambda: pool.submit(pow, 1, 1)))


@cell("alone")
def futures_of_threads():
    gate = threading.Event()
    with ThreadPoolExecutor(1) as pool:
        first, second = pool.submit(gate.wait), pool.submit(pow, 2, 3)
        print(first.done(), second.cancel(), second.cancelled(), outcome(lambda: first.result(timeout=0.01)))
        print(outcome(second.result))
        log = []
        first.add_done_callback(lambda future: log.append(future.result()))
        gate.set()
        done, pending = wait([first, second])
        print(len(done), len(pending), first.result(), first.exception())
    print(log)


@cell("alone")
def a_pool_with_an_initializer():
    own = threading.local()

    def prepare(value):
        own.value = value

    with ThreadPoolExecutor(2, initializer=prepare, initargs=("ready",)) as pool:
        print(set(pool.map(lambda _: own.value, range(4))))


@cell("alone")
def errors_of_map():
    with ThreadPoolExecutor(2) as pool:
        results = pool.map(lambda n: 6 // n, [3, 0, 2])
        print(next(results), outcome(lambda: next(results)), outcome(lambda: next(results)))


@cell("alone")
def the_pool_of_multiprocessing():
    with ThreadPool(2) as pool:
        print(pool.map(abs, [-1, -2]), pool.starmap(pow, [(2, 3), (3, 2)]), pool.apply(max, (1, 2)))
        result = pool.apply_async(time.sleep, (0.001,))
        result.wait()
        print(result.ready(), result.successful(), result.get(), list(pool.imap(str, range(3))))
        print(sorted(pool.imap_unordered(abs, [-3, 1])), outcome(lambda: pool.map(int, ["1", "x"])))


@cell("alone")
def threads_within_threads():
    log = []

    def outer():
        inner = started(lambda: log.append("inner"))
        inner.join()
        log.append("outer")

    started(outer).join()
    print(log)


@cell("alone")
def waits_deep_in_calls():
    gate = threading.Event()
    log = []

    class Manager:
        def __enter__(self):
            gate.wait()
            return "entered"

        def __exit__(self, *_):
            time.sleep(0.001)

    def numbers():
        for number in range(2):
            time.sleep(0.001)
            yield number

    def work():
        with Manager() as value:
            log.append(value)
        log.extend(sorted(numbers(), key=lambda n: (time.sleep(0.001), -n)[1]))
        log.append([n for n in map(lambda n: gate.wait() and n, range(2))])

    thread = started(work)
    gate.set()
    thread.join()
    print(log)


@cell("alone")
def waits_in_methods_and_properties():
    class Box:
        @property
        def content(self):
            time.sleep(0.001)
            return "content"

        def __getitem__(self, key):
            time.sleep(0.001)
            return key * 2

        def __add__(self, other):
            time.sleep(0.001)
            return other

    found = []
    started(lambda: found.extend([Box().content, Box()[4], Box() + 1])).join()
    print(found)


@cell("alone")
def finally_in_a_thread():
    log = []
    gate = threading.Event()

    def work():
        try:
            gate.wait()
            raise KeyError("k")
        except KeyError as error:
            time.sleep(0.001)
            log.append(repr(error))
        else:
            log.append("else")
        finally:
            log.append("finally")

    thread = started(work)
    gate.set()
    thread.join()
    print(log)


@cell("alone")
def loops_with_else():
    log = []

    def work():
        for n in range(3):
            time.sleep(0)
            if n == 1:
                continue
            log.append(n)
        else:
            log.append("else")
        while True:
            time.sleep(0)
            break
        else:
            log.append("never")

    started(work).join()
    print(log)


@cell("alone")
def recursion_in_a_thread():
    def depth(n):
        time.sleep(0)
        return 0 if n == 0 else 1 + depth(n - 1)

    found = []
    started(lambda: found.append(depth(50))).join()
    print(found)


@cell("alone")
def a_monitor():
    class Account:
        def __init__(self):
            self.balance = 0
            self.changed = threading.Condition()

        def deposit(self, amount):
            with self.changed:
                self.balance += amount
                self.changed.notify_all()

        def withdraw(self, amount):
            with self.changed:
                while self.balance < amount:
                    self.changed.wait()
                self.balance -= amount

    account = Account()
    threads = [started(account.withdraw, 30) for _ in range(3)]
    for _ in range(9):
        account.deposit(10)
    for thread in threads:
        thread.join()
    print(account.balance)


@cell("alone")
def two_take_turns():
    log = []
    turns = [threading.Semaphore(1), threading.Semaphore(0)]

    def player(own, other, name):
        for _ in range(3):
            turns[own].acquire()
            log.append(name)
            turns[other].release()

    threads = [started(player, 0, 1, "ping"), started(player, 1, 0, "pong")]
    for thread in threads:
        thread.join()
    print(log)


@cell("alone")
def readers_and_writers():
    lock = threading.Lock()
    counts = {"readers": 0}
    can_write = threading.Condition(lock)
    log = []

    def read():
        with lock:
            counts["readers"] += 1
        time.sleep(0.001)
        with lock:
            counts["readers"] -= 1
            if counts["readers"] == 0:
                can_write.notify()

    def write():
        with lock:
            can_write.wait_for(lambda: counts["readers"] == 0)
            log.append("written")

    threads = [started(read) for _ in range(3)] + [started(write)]
    for thread in threads:
        thread.join()
    print(log, counts)


@cell("alone")
def patterns_and_walrus_in_a_thread():
    items = queue.Queue()
    found = []

    def work():
        while (message := items.get()) != "stop":
            match message:
                case {"kind": "add", "values": [first, *rest]}:
                    found.append(first + sum(rest))
                case (kind, _) if kind == "pair":
                    found.append("pair")
                case _:
                    found.append("other")

    thread = started(work)
    for message in ({"kind": "add", "values": [1, 2, 3]}, ("pair", 1), 5, "stop"):
        items.put(message)
    thread.join()
    print(found)


@cell("alone")
def closures_and_nonlocal():
    count = 0
    lock = threading.Lock()

    def add():
        nonlocal count
        for _ in range(100):
            with lock:
                count += 1

    threads = [started(add) for _ in range(3)]
    for thread in threads:
        thread.join()
    print(count)


@cell("alone")
def decorated_threads():
    import functools

    def in_a_thread(function):
        @functools.wraps(function)
        def start(*args):
            return started(function, *args)

        return start

    log = []

    @in_a_thread
    def work(n):
        time.sleep(0.001)
        log.append(n)

    threads = [work(n) for n in range(3)]
    for thread in threads:
        thread.join()
    print(sorted(log), work.__name__)


@cell("alone")
def output_of_threads():
    lock = threading.Lock()

    def say(n):
        with lock:
            print("line", n, end="")
            print(".")

    for n in range(3):
        started(say, n).join()


@cell("alone")
def texts_of_threads():
    import re

    thread = threading.Thread(target=print, name="shown")
    number = re.compile(r"\d{5,}|0x[0-9a-f]+")
    print(number.sub("#", repr(thread)))
    thread.start()
    thread.join()
    print(number.sub("#", repr(thread)), number.sub("#", repr(threading.main_thread())))
    print(number.sub("#", repr(threading.Lock())), number.sub("#", repr(threading.RLock())))
    print(number.sub("#", repr(threading.Event())), number.sub("#", repr(threading.Semaphore(3))))


@cell("alone")
def wrong_arguments():
    print(outcome(lambda: threading.Thread(print)))
    print(outcome(lambda: threading.Thread(nonsense=1)))
    print(outcome(lambda: threading.Timer(1)))


@cell("alone")
def what_the_module_says():
    print(threading.TIMEOUT_MAX > 1e6, threading.excepthook is threading.__excepthook__)


if __name__ == "__main__":
    run()
