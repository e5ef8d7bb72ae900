"""Locks and semaphores."""

import pickle

from cells import cell, outcome, run
from kit import BoundedSemaphore, Event, Lock, Process, Queue, RLock, Semaphore, Value


def tell(queue, lock, method, *args):
    """Calls a method of a lock elsewhere, and tells what came of it."""
    queue.put(outcome(lambda: getattr(lock, method)(*args)))


def elsewhere(lock, method, *args):
    """What another process gets from a method of a lock."""
    queue = Queue()
    process = Process(target=tell, args=(queue, lock, method) + args)
    process.start()
    answer = queue.get()
    process.join()
    return answer


def hold(lock, held, release):
    with lock:
        held.set()
        release.wait()


@cell()
def lock_is_taken_once():
    lock = Lock()
    print(lock.acquire(), lock.acquire(False), lock.release(), lock.acquire(), lock.release())


@cell()
def lock_released_too_often():
    lock = Lock()
    print(outcome(lock.release))
    print(lock.acquire(False))


@cell()
def lock_as_context():
    lock = Lock()
    with lock as entered:
        print(entered, lock.acquire(False))
    print(lock.acquire(False))


@cell()
def lock_is_released_by_an_exception():
    lock = Lock()
    try:
        with lock:
            raise ValueError("inside")
    except ValueError as error:
        print(error, lock.acquire(False))


@cell()
def lock_with_timeouts():
    lock = Lock()
    print(lock.acquire(True, 0.01), lock.acquire(True, 0.01), lock.acquire(True, 0))
    print(outcome(lambda: lock.acquire(timeout=0.01)))


@cell()
def lock_released_elsewhere():
    lock = Lock()
    lock.acquire()
    print(elsewhere(lock, "release"), lock.acquire(False))


@cell()
def lock_taken_elsewhere():
    lock = Lock()
    print(elsewhere(lock, "acquire"), lock.acquire(False))
    lock.release()
    print(lock.acquire(False))


@cell()
def lock_waited_for():
    lock, held, release, queue = Lock(), Event(), Event(), Queue()
    holder = Process(target=hold, args=(lock, held, release))
    holder.start()
    held.wait()
    print(lock.acquire(False))
    waiter = Process(target=tell, args=(queue, lock, "acquire"))
    waiter.start()
    release.set()
    print(queue.get())
    holder.join()
    waiter.join()


def add(lock, counter, count):
    for _ in range(count):
        with lock:
            counter.value = counter.value + 1


@cell()
def lock_excludes():
    lock, counter = Lock(), Value("i", 0)
    workers = [Process(target=add, args=(lock, counter, 25)) for _ in range(4)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    print(counter.value)


@cell()
def rlock_nests():
    lock = RLock()
    print(lock.acquire(), lock.acquire(), lock.acquire(False), lock.release(), lock.release())
    print(elsewhere(lock, "acquire", False))
    print(lock.release())
    print(elsewhere(lock, "acquire", False))


@cell()
def rlock_released_too_often():
    lock = RLock()
    print(outcome(lock.release))
    lock.acquire()
    lock.release()
    print(outcome(lock.release))


@cell()
def rlock_belongs_to_its_owner():
    lock = RLock()
    lock.acquire()
    print(elsewhere(lock, "release"))
    print(elsewhere(lock, "acquire", False))
    print(lock.release(), elsewhere(lock, "acquire", False))


@cell()
def rlock_as_context():
    lock = RLock()
    with lock as first, lock as second:
        print(first, second, elsewhere(lock, "acquire", False))
    print(elsewhere(lock, "acquire", False))


@cell()
def rlock_with_timeout_elsewhere():
    lock = RLock()
    with lock:
        print(elsewhere(lock, "acquire", True, 0.01))


@cell()
def semaphore_counts():
    semaphore = Semaphore(2)
    print(semaphore.acquire(), semaphore.acquire(), semaphore.acquire(False))
    print(semaphore.release(), semaphore.acquire(False), semaphore.acquire(False))


@cell()
def semaphore_grows_beyond_its_start():
    semaphore = Semaphore(1)
    semaphore.release()
    semaphore.release()
    print([semaphore.acquire(False) for _ in range(4)])


@cell()
def semaphore_of_one_by_default():
    semaphore = Semaphore()
    print(semaphore.acquire(False), semaphore.acquire(False))


@cell()
def semaphore_value():
    semaphore = Semaphore(3)
    print(outcome(lambda: semaphore.get_value()))


@cell()
def semaphore_with_timeouts():
    semaphore = Semaphore(0)
    print(semaphore.acquire(False), semaphore.acquire(True, 0.01), outcome(lambda: semaphore.acquire(timeout=0.01)))


@cell()
def semaphore_as_context():
    semaphore = Semaphore(1)
    with semaphore:
        print(semaphore.acquire(False))
    print(semaphore.acquire(False))


@cell()
def semaphore_of_less_than_nothing():
    print(outcome(lambda: Semaphore(-1)))


@cell()
def semaphore_released_elsewhere():
    semaphore = Semaphore(0)
    queue = Queue()
    process = Process(target=tell, args=(queue, semaphore, "release"))
    process.start()
    print(semaphore.acquire(), queue.get())
    process.join()


@cell()
def semaphore_lets_in_so_many():
    semaphore, first, second, release, queue = Semaphore(2), Event(), Event(), Event(), Queue()
    holders = [Process(target=hold, args=(semaphore, held, release)) for held in (first, second)]
    for holder in holders:
        holder.start()
    first.wait()
    second.wait()
    print(elsewhere(semaphore, "acquire", False))
    release.set()
    for holder in holders:
        holder.join()
    print(elsewhere(semaphore, "acquire", False))


@cell()
def bounded_semaphore_keeps_its_bound():
    semaphore = BoundedSemaphore(2)
    print(semaphore.acquire(), semaphore.release(), outcome(semaphore.release))
    print([semaphore.acquire(False) for _ in range(3)])


@cell()
def bounded_semaphore_across():
    semaphore = BoundedSemaphore(1)
    print(elsewhere(semaphore, "acquire", False), semaphore.acquire(False))
    print(elsewhere(semaphore, "release"), elsewhere(semaphore, "release"))


@cell("threads")
def semaphore_released_many_times_at_once():
    semaphore = Semaphore(0)
    semaphore.release(3)
    print([semaphore.acquire(False) for _ in range(4)])
    print(outcome(lambda: semaphore.release(0)))


@cell("threads")
def lock_tells_whether_it_is_taken():
    lock = Lock()
    print(lock.locked(), lock.acquire(), lock.locked(), lock.release(), lock.locked())


@cell("processes")
def reprs_of_locks():
    lock, rlock = Lock(), RLock()
    print(lock, rlock)
    with lock, rlock, rlock:
        print(lock, rlock)
        print(elsewhere(lock, "__repr__"), elsewhere(rlock, "__repr__"))


@cell("processes")
def reprs_of_semaphores():
    semaphore, bounded = Semaphore(2), BoundedSemaphore(3)
    print(semaphore, bounded)
    semaphore.acquire()
    bounded.acquire()
    print(semaphore, bounded, elsewhere(semaphore, "__repr__"))


@cell("processes")
def locks_are_only_inherited():
    for make in (Lock, RLock, Semaphore, BoundedSemaphore):
        print(outcome(lambda: pickle.dumps(make())))


@cell("processes")
def semaphore_value_across():
    semaphore = Semaphore(3)
    semaphore.acquire()
    print(semaphore.get_value(), elsewhere(semaphore, "get_value"))
    print(elsewhere(semaphore, "acquire"), semaphore.get_value())


if __name__ == "__main__":
    run()
