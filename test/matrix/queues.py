"""Queues of every class."""

import queue as plain

from cells import cell, outcome, run
from kit import Event, JoinableQueue, Process, Queue


def started(target, *args):
    process = Process(target=target, args=args)
    process.start()
    return process


def emptied(queue, count):
    return [queue.get() for _ in range(count)]


def settled(queue):
    """A queue of processes gets its items in the background: waits until they are there."""
    while queue.empty():
        pass


@cell()
def first_in_first_out():
    queue = Queue()
    print([queue.put(item) for item in ("a", 2, None)])
    print(emptied(queue, 3))


@cell()
def sizes():
    queue = Queue(3)
    print(queue.empty(), queue.full(), queue.qsize())
    queue.put(1)
    settled(queue)
    print(queue.empty(), queue.full(), queue.qsize())
    queue.put(2)
    queue.put(3)
    settled(queue)
    print(queue.empty(), queue.full(), queue.qsize())
    emptied(queue, 3)
    print(queue.empty(), queue.full(), queue.qsize())


@cell()
def get_from_an_empty_queue():
    queue = Queue()
    for call in (
        lambda: queue.get(False),
        lambda: queue.get(True, 0.01),
        lambda: queue.get(timeout=0.01),
        lambda: queue.get(block=False, timeout=5),
        lambda: queue.get_nowait(),
        lambda: queue.get(True, 0),
    ):
        print(outcome(call))


@cell()
def put_into_a_full_queue():
    queue = Queue(1)
    queue.put("first")
    settled(queue)
    for call in (
        lambda: queue.put("more", False),
        lambda: queue.put("more", True, 0.01),
        lambda: queue.put("more", timeout=0.01),
        lambda: queue.put("more", block=False, timeout=5),
        lambda: queue.put_nowait("more"),
        lambda: queue.put("more", True, 0),
    ):
        print(outcome(call))
    print(queue.get(), queue.put("second"), queue.get())


@cell()
def the_exceptions_are_those_of_queue():
    queue = Queue(1)
    try:
        queue.get_nowait()
    except plain.Empty as error:
        print(type(error).__module__, type(error).__name__, error.args)
    queue.put(1)
    settled(queue)
    try:
        queue.put_nowait(2)
    except plain.Full as error:
        print(type(error).__module__, type(error).__name__, error.args)


@cell("manager", "threads")
def negative_timeouts():
    queue = Queue(1)
    print(outcome(lambda: queue.get(True, -1)))
    queue.put(1)
    print(outcome(lambda: queue.put(2, True, -1)))


def put_all(queue, items):
    for item in items:
        queue.put(item)


@cell()
def items_come_from_elsewhere():
    queue = Queue()
    process = started(put_all, queue, ["a", ("b", 1), {"c": [2.5]}])
    print(emptied(queue, 3))
    process.join()


def double_all(tasks, results):
    for item in iter(tasks.get, None):
        results.put(item * 2)


@cell()
def there_and_back():
    tasks, results = Queue(), Queue()
    process = started(double_all, tasks, results)
    put_all(tasks, [1, "ab", (3,), None])
    print(emptied(results, 3))
    process.join()


@cell()
def put_waits_for_room():
    queue = Queue(2)
    process = started(put_all, queue, range(10))
    print(emptied(queue, 10))
    process.join()


@cell()
def several_producers_and_consumers():
    tasks, results = Queue(), Queue()
    producers = [started(put_all, tasks, range(n, n + 20)) for n in (0, 100)]
    consumers = [started(double_all, tasks, results) for _ in range(2)]
    for producer in producers:
        producer.join()
    put_all(tasks, [None, None])
    got = sorted(emptied(results, 40))
    print(got == sorted(2 * (n + i) for n in (0, 100) for i in range(20)))
    for consumer in consumers:
        consumer.join()


@cell()
def order_of_each_producer_is_kept():
    queue = Queue()
    producers = [started(put_all, queue, [(name, i) for i in range(10)]) for name in "ab"]
    got = emptied(queue, 20)
    for name in "ab":
        print([i for who, i in got if who == name] == list(range(10)))
    for producer in producers:
        producer.join()


@cell()
def big_items():
    queue = Queue()
    process = started(put_all, queue, ["x" * 300_000, b"y" * 300_000, list(range(50_000))])
    print([len(item) for item in emptied(queue, 3)])
    process.join()


def finish_all(queue, log):
    while True:
        item = queue.get()
        if item is not None:
            log.put(item)
        queue.task_done()
        if item is None:
            break


@cell()
def join_waits_for_every_task():
    queue, log = JoinableQueue(), Queue()
    workers = [started(finish_all, queue, log) for _ in range(2)]
    put_all(queue, range(6))
    print(queue.join())
    print(sorted(emptied(log, 6)))
    put_all(queue, [None, None])
    print(queue.join())
    for worker in workers:
        worker.join()


@cell()
def join_of_an_unused_queue():
    print(JoinableQueue().join())


@cell()
def task_done_too_often():
    queue = JoinableQueue()
    print(outcome(queue.task_done))
    queue.put(1)
    queue.get()
    print(queue.task_done(), outcome(queue.task_done), queue.join())


@cell("processes")
def queue_has_no_task_done():
    print(hasattr(Queue(), "task_done"), hasattr(Queue(), "join"), hasattr(JoinableQueue(), "join"))


@cell("processes")
def what_was_put_is_pickled():
    queue = Queue()
    item = [1, [2]]
    queue.put(item)
    got = queue.get()
    print(got, got is item, got[1] is item[1])


@cell("manager")
def what_a_manager_holds_is_pickled():
    queue = Queue()
    item = [1, [2]]
    queue.put(item)
    print(queue.get() is item)


@cell("threads")
def threads_pass_objects_on():
    queue = Queue()
    item = [1]
    queue.put(item)
    print(queue.get() is item)


@cell("processes")
def closed_queue():
    queue = Queue()
    print(queue.close(), queue.join_thread(), queue.close())
    print(outcome(lambda: queue.put(1)))
    print(outcome(lambda: queue.get(False)))
    print(outcome(lambda: queue.empty()))


@cell("processes")
def join_thread_before_close():
    print(outcome(Queue().join_thread))


@cell("processes")
def cancel_join_thread_gives_nothing():
    queue = Queue()
    print(queue.cancel_join_thread(), queue.close(), queue.join_thread())


@cell("processes")
def queues_are_only_inherited():
    import pickle

    print(outcome(lambda: pickle.dumps(Queue())))


class Hidden:
    """Equal only to itself when it travels."""

    def __init__(self, value):
        self.value = value

    def __reduce__(self):
        return Hidden, (self.value + 1,)


@cell("processes", "threads")
def items_are_made_by_their_own_rules():
    queue = Queue()
    queue.put(Hidden(1))
    print(queue.get().value)


@cell()
def bounds_that_mean_none():
    for bound in (0, -1):
        queue = Queue(bound)
        put_all(queue, range(5))
        print(emptied(queue, 5), queue.full())


def get_one(queue, results):
    results.put(outcome(lambda: queue.get(timeout=60)))


@cell()
def one_item_for_one_of_those_who_wait():
    queue, results = Queue(), Queue()
    waiting = [started(get_one, queue, results) for _ in range(3)]
    queue.put("a")
    print(results.get())
    put_all(queue, ["b", "c"])
    print(sorted(emptied(results, 2)))
    for process in waiting:
        process.join()


def echo(queue, back, stop):
    while not stop.is_set():
        try:
            back.put(queue.get(timeout=0.01))
        except plain.Empty:
            pass


@cell()
def polling_with_timeouts():
    queue, back, stop = Queue(), Queue(), Event()
    process = started(echo, queue, back, stop)
    for item in range(3):
        queue.put(item)
        print(back.get())
    stop.set()
    process.join()


@cell("processes")
def simple_queue():
    from multiprocessing import SimpleQueue

    queue = SimpleQueue()
    print(queue.empty(), queue.put("a"), queue.empty(), queue.get(), queue.empty())
    process = started(put_all, queue, [1, 2, 3])
    process.join()
    print(emptied(queue, 3), hasattr(queue, "qsize"))


@cell("processes")
def closed_simple_queue():
    from multiprocessing import SimpleQueue

    queue = SimpleQueue()
    print(queue.close(), queue.close())
    print(outcome(lambda: queue.put(1)))
    print(outcome(lambda: queue.get()))
    print(outcome(lambda: queue.empty()))


@cell("processes")
def generic_classes():
    from multiprocessing.queues import JoinableQueue, Queue, SimpleQueue

    print(issubclass(JoinableQueue, Queue), SimpleQueue[int].__origin__ is SimpleQueue)


if __name__ == "__main__":
    run()
