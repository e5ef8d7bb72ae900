"""Conditions, events and barriers."""

from cells import cell, outcome, run
from kit import Barrier, Condition, Event, Lock, Process, Queue, RLock, Semaphore, Value


def started(target, *args):
    process = Process(target=target, args=args)
    process.start()
    return process


def gathered(queue, count):
    return sorted(queue.get() for _ in range(count))


def sleep(condition, sleeping, queue, timeout=None):
    with condition:
        sleeping.release()
        queue.put(condition.wait(timeout))


def asleep(condition, sleeping, count):
    """Waits until so many have gone to sleep: they hold the condition until they do."""
    for _ in range(count):
        sleeping.acquire()
    with condition:
        pass


@cell()
def notify_wakes_one():
    condition, sleeping, queue = Condition(), Semaphore(0), Queue()
    workers = [started(sleep, condition, sleeping, queue) for _ in range(2)]
    asleep(condition, sleeping, 2)
    with condition:
        print(condition.notify())
    print(queue.get(), queue.empty())
    with condition:
        condition.notify()
    print(queue.get())
    for worker in workers:
        worker.join()


@cell()
def notify_wakes_so_many():
    condition, sleeping, queue = Condition(), Semaphore(0), Queue()
    workers = [started(sleep, condition, sleeping, queue) for _ in range(3)]
    asleep(condition, sleeping, 3)
    with condition:
        condition.notify(2)
    print(gathered(queue, 2), queue.empty())
    with condition:
        condition.notify(5)
    print(gathered(queue, 1))
    for worker in workers:
        worker.join()


@cell()
def notify_all_wakes_all():
    condition, sleeping, queue = Condition(), Semaphore(0), Queue()
    workers = [started(sleep, condition, sleeping, queue) for _ in range(3)]
    asleep(condition, sleeping, 3)
    with condition:
        print(condition.notify_all())
    print(gathered(queue, 3))
    for worker in workers:
        worker.join()


@cell()
def notify_nobody():
    condition = Condition()
    with condition:
        print(condition.notify(), condition.notify(3), condition.notify_all())
        print(condition.wait(0.01))


@cell()
def notify_before_the_wait_is_lost():
    condition, sleeping, queue = Condition(), Semaphore(0), Queue()
    with condition:
        condition.notify()
    worker = started(sleep, condition, sleeping, queue, 0.01)
    print(queue.get())
    worker.join()


@cell()
def those_that_timed_out_are_not_woken():
    condition, sleeping, queue = Condition(), Semaphore(0), Queue()
    early = started(sleep, condition, sleeping, queue, 0.01)
    print(queue.get())
    early.join()
    late = started(sleep, condition, sleeping, queue)
    sleeping.acquire()
    asleep(condition, sleeping, 1)
    with condition:
        condition.notify()
    print(queue.get())
    late.join()


@cell()
def condition_wait_with_timeout():
    condition = Condition()
    with condition:
        print(condition.wait(0.01), condition.wait(0))


@cell()
def condition_without_its_lock():
    condition = Condition()
    print(outcome(lambda: condition.wait(0.01)))
    print(outcome(condition.notify))
    print(outcome(condition.notify_all))
    print(outcome(condition.release))


@cell()
def condition_is_a_lock():
    condition = Condition()
    print(condition.acquire(), condition.acquire(), condition.release(), condition.release())
    with condition as entered:
        print(entered)


@cell("processes", "threads")
def condition_over_a_given_lock():
    lock = RLock()
    condition = Condition(lock)
    with lock:
        print(condition.wait(0.01))
    with condition:
        print(lock.acquire(False), lock.release())


@cell("processes", "threads")
def condition_over_a_plain_lock():
    lock = Lock()
    condition = Condition(lock)
    with condition:
        print(lock.acquire(False), condition.wait(0.01), lock.acquire(False))
    print(lock.acquire(False))


@cell()
def wait_lets_the_lock_go_however_deep():
    condition, sleeping, queue = Condition(), Semaphore(0), Queue()
    worker = started(sleep_deep, condition, sleeping, queue)
    asleep(condition, sleeping, 1)
    with condition:
        condition.notify()
    print(queue.get(), queue.get())
    worker.join()


def sleep_deep(condition, sleeping, queue):
    with condition, condition:
        sleeping.release()
        queue.put(condition.wait())
    queue.put(outcome(condition.release))


def count_up(condition, state, last):
    for _ in range(last):
        with condition:
            state.value += 1
            condition.notify()


@cell()
def wait_for_a_predicate():
    condition, state = Condition(), Value("i", 0)
    worker = started(count_up, condition, state, 4)
    with condition:
        print(condition.wait_for(lambda: state.value == 4), state.value)
    worker.join()


@cell()
def wait_for_gives_what_the_predicate_gives():
    condition = Condition()
    with condition:
        print(condition.wait_for(lambda: "yes"), condition.wait_for(lambda: 0, 0.01))
        print(condition.wait_for(lambda: None, timeout=0.01), condition.wait_for(lambda: [], 0))


@cell()
def wait_for_what_was_so_before():
    condition, state = Condition(), Value("i", 0)
    with condition:
        print(condition.wait_for(lambda: state.value == 0, 0.01), condition.wait_for(lambda: state.value == 1, 0.01))


@cell()
def wait_for_a_predicate_that_raises():
    condition = Condition()
    with condition:
        print(outcome(lambda: condition.wait_for(lambda: 1 // 0)))
    print(condition.acquire())


def take_turns(condition, turn, mine, count, queue):
    for _ in range(count):
        with condition:
            condition.wait_for(lambda: turn.value % 3 == mine)
            queue.put(mine)
            turn.value += 1
            condition.notify_all()


@cell()
def condition_orders_turns():
    condition, turn, queue = Condition(), Value("i", 0), Queue()
    workers = [started(take_turns, condition, turn, mine, 3, queue) for mine in range(3)]
    for worker in workers:
        worker.join()
    print(sorted(queue.get() for _ in range(9)), turn.value)


@cell("processes")
def reprs_of_conditions():
    print(Condition())
    print(Condition(Lock()))
    condition = Condition()
    with condition:
        print(condition)


@cell()
def event_is_set_and_cleared():
    event = Event()
    print(event.is_set(), event.set(), event.is_set(), event.set(), event.is_set(), event.clear(), event.is_set())
    print(event.clear(), event.is_set())


@cell()
def event_wait_says_whether_it_is_set():
    event = Event()
    print(event.wait(0), event.wait(0.01), event.wait(timeout=0.01))
    event.set()
    print(event.wait(0), event.wait(0.01), event.wait())


def wait_for_event(event, queue):
    queue.put(event.wait())


@cell()
def event_wakes_all():
    event, queue = Event(), Queue()
    workers = [started(wait_for_event, event, queue) for _ in range(3)]
    event.set()
    print(gathered(queue, 3))
    for worker in workers:
        worker.join()


@cell()
def event_set_elsewhere():
    event = Event()
    worker = started(event.set)
    print(event.wait(), event.is_set())
    worker.join()
    worker = started(event.clear)
    worker.join()
    print(event.is_set(), event.wait(0))


@cell()
def events_there_and_back():
    there, back, queue = Event(), Event(), Queue()
    worker = started(answer, there, back, queue)
    for _ in range(3):
        there.set()
        back.wait()
        back.clear()
    worker.join()
    print(gathered(queue, 3))


def answer(there, back, queue):
    for turn in range(3):
        there.wait()
        there.clear()
        queue.put(turn)
        back.set()


@cell("processes")
def reprs_of_events():
    event = Event()
    print(str(event).split(" at ")[0], str(event).split()[-1])
    event.set()
    print(str(event).split()[-1])


def meet(barrier, queue, times=1):
    for _ in range(times):
        queue.put(barrier.wait())


@cell()
def barrier_gives_each_a_number():
    barrier, queue = Barrier(3), Queue()
    workers = [started(meet, barrier, queue) for _ in range(2)]
    meet(barrier, queue)
    print(gathered(queue, 3))
    for worker in workers:
        worker.join()


@cell()
def barrier_is_used_again():
    barrier, queue = Barrier(3), Queue()
    workers = [started(meet, barrier, queue, 5) for _ in range(2)]
    meet(barrier, queue, 5)
    for worker in workers:
        worker.join()
    print(gathered(queue, 15))


@cell()
def barrier_of_one():
    barrier = Barrier(1)
    print(barrier.wait(), barrier.wait(), barrier.parties, barrier.n_waiting, barrier.broken)


@cell()
def barrier_shows_who_waits():
    barrier, queue = Barrier(2), Queue()
    print(barrier.parties, barrier.n_waiting, barrier.broken)
    worker = started(meet, barrier, queue)
    while barrier.n_waiting == 0:
        pass
    print(barrier.n_waiting)
    meet(barrier, queue)
    worker.join()
    print(gathered(queue, 2), barrier.broken)


def meet_or_fail(barrier, queue, timeout=None):
    queue.put(outcome(lambda: barrier.wait(timeout)))


@cell()
def barrier_aborted():
    barrier, queue = Barrier(3), Queue()
    workers = [started(meet_or_fail, barrier, queue) for _ in range(2)]
    print(barrier.abort(), gathered(queue, 2), barrier.broken)
    print(outcome(barrier.wait))
    for worker in workers:
        worker.join()


@cell()
def barrier_reset_while_some_wait():
    barrier, queue = Barrier(3), Queue()
    workers = [started(meet_or_fail, barrier, queue) for _ in range(2)]
    while barrier.n_waiting < 2:
        pass
    print(barrier.reset(), gathered(queue, 2), barrier.broken)
    for worker in workers:
        worker.join()


@cell()
def barrier_reset_after_abort():
    barrier, queue = Barrier(2), Queue()
    barrier.abort()
    print(barrier.broken, outcome(barrier.wait), barrier.reset(), barrier.broken)
    worker = started(meet, barrier, queue)
    meet(barrier, queue)
    print(gathered(queue, 2))
    worker.join()


@cell()
def barrier_times_out():
    barrier, queue = Barrier(3), Queue()
    worker = started(meet_or_fail, barrier, queue)
    while barrier.n_waiting == 0:
        pass
    print(outcome(lambda: barrier.wait(0.01)), queue.get(), barrier.broken)
    worker.join()


@cell()
def barrier_with_a_timeout_of_its_own():
    barrier = Barrier(2, timeout=0.01)
    print(outcome(barrier.wait), barrier.broken)


def note():
    print("action", flush=True)


@cell()
def barrier_action_runs_once():
    barrier, queue = Barrier(3, action=note), Queue()
    workers = [started(meet, barrier, queue, 2) for _ in range(2)]
    meet(barrier, queue, 2)
    for worker in workers:
        worker.join()
    print(gathered(queue, 6))


def refuse():
    raise ValueError("no")


@cell()
def barrier_action_that_raises_breaks_it():
    barrier = Barrier(1, action=refuse)
    print(outcome(barrier.wait), barrier.broken)
    print(outcome(barrier.wait))


@cell()
def barrier_of_nobody():
    print(outcome(lambda: Barrier(0).parties))


if __name__ == "__main__":
    run()
