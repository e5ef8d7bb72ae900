"""Faults, each by its name: what goes wrong in programs that use multiprocessing. CPython hangs on more than half of them."""

import multiprocessing as mp
import os
import signal
import sys
import time
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.managers import BaseManager

faults = {}


def fault(function):
    faults[function.__name__] = function
    return function


def outcome(call):
    try:
        return repr(call())
    except BaseException as error:
        return f"{type(error).__name__}: {str(error).strip().splitlines()[-1] if str(error).strip() else ''}"


def square(x):
    return x * x


def kill_on_three(x):
    if x == 3:
        os.kill(os.getpid(), signal.SIGKILL)
    return x


def leave_on_three(x):
    if x == 3:
        os._exit(9)
    return x


def exit_on_three(x):
    if x == 3:
        sys.exit("three")
    return x


def interrupt_on_three(x):
    if x == 3:
        raise KeyboardInterrupt
    return x


def exhaust_on_three(x):
    if x == 3:
        hoard = []
        while True:
            hoard.append([0] * 1000)
    return x


def gathered(pool, function):
    results = [pool.apply_async(function, (x,)) for x in range(6)]
    for result in results:
        print(outcome(lambda: result.get(30)).split(":")[0])
    print(outcome(lambda: pool.apply_async(square, (5,)).get(30)))


@fault
def pool_worker_killed():
    with mp.Pool(2) as pool:
        gathered(pool, kill_on_three)


@fault
def pool_worker_leaves():
    with mp.Pool(2) as pool:
        gathered(pool, leave_on_three)


@fault
def pool_worker_exits():
    with mp.Pool(2) as pool:
        gathered(pool, exit_on_three)


@fault
def pool_worker_interrupted():
    with mp.Pool(2) as pool:
        gathered(pool, interrupt_on_three)


@fault
def pool_map_with_a_killed_worker():
    with mp.Pool(2) as pool:
        print(outcome(lambda: pool.map(kill_on_three, range(6), 1)).split(":")[0], pool.map(square, [2]))


@fault
def pool_imap_with_a_killed_worker():
    with mp.Pool(2) as pool:
        results = pool.imap(kill_on_three, range(6))
        print([outcome(lambda: next(results)).split(":")[0] for _ in range(7)])


@fault
def all_pool_workers_killed():
    pool = mp.Pool(3)
    for worker in mp.active_children():
        worker.kill()
        worker.join()
    print(pool.map(square, range(4)))
    pool.terminate()


class Unloadable(Exception):
    def __init__(self, one, two):
        super().__init__(one)


def raise_unloadable(x):
    raise Unloadable(1, 2)


@fault
def exception_that_cannot_be_rebuilt():
    with mp.Pool(1) as pool:
        print(outcome(lambda: pool.apply(raise_unloadable, (1,))).split(":")[0], pool.apply(square, (2,)))


class Trap:
    def __reduce__(self):
        return spring, ()


def spring():
    raise RuntimeError("sprung")


def give_trap(x):
    return Trap()


@fault
def argument_that_cannot_be_rebuilt():
    with mp.Pool(1) as pool:
        print(outcome(lambda: pool.apply(square, (Trap(),))), pool.apply(square, (2,)))


@fault
def result_that_cannot_be_rebuilt():
    with mp.Pool(1) as pool:
        print(outcome(lambda: pool.apply(give_trap, (1,))), pool.apply(square, (2,)))


def fail():
    raise ValueError("not set up")


def leave():
    os._exit(5)


@fault
def initializer_that_raises():
    pool = mp.Pool(2, fail)
    print(outcome(lambda: pool.map(square, [1])), outcome(lambda: pool.apply(square, (1,))))
    pool.terminate()


@fault
def initializer_that_leaves():
    pool = mp.Pool(2, leave)
    print(outcome(lambda: pool.map(square, [1])).split(":")[0])
    pool.terminate()


def refuse(value):
    raise ValueError(f"no {value}")


@fault
def callback_that_raises():
    with mp.Pool(1) as pool:
        seen = []
        print(pool.apply_async(square, (2,), callback=refuse).get(30))
        print(pool.apply_async(square, (3,), callback=seen.append).get(30), seen)


@fault
def error_callback_that_raises():
    with mp.Pool(1) as pool:
        print(outcome(lambda: pool.apply_async(fail, error_callback=refuse).get(30)), pool.apply(square, (2,)))


@fault
def result_after_terminate():
    pool = mp.Pool(1)
    result = pool.apply_async(time.sleep, (1000,))
    pool.terminate()
    print(outcome(result.get).split(":")[0])


@fault
def result_after_the_with_block():
    with mp.Pool(1) as pool:
        result = pool.map_async(time.sleep, [1000])
    print(outcome(result.get).split(":")[0])


@fault
def pool_that_nobody_closes():
    pool = mp.Pool(2)
    print(pool.map(square, range(3)))


def put_much(queue):
    queue.put("x" * 1_000_000)


@fault
def join_before_the_queue_is_read():
    queue = mp.Queue()
    process = mp.Process(target=put_much, args=(queue,))
    process.start()
    process.join()
    print(len(queue.get()))


@fault
def items_that_nobody_reads():
    queue = mp.Queue()
    queue.put("x" * 1_000_000)
    print("main ends")


def hold(lock, held):
    lock.acquire()
    held.set()
    mp.Event().wait()


def killed_holding(lock):
    held = mp.Event()
    process = mp.Process(target=hold, args=(lock, held))
    process.start()
    held.wait()
    process.kill()
    process.join()


@fault
def owner_of_a_lock_killed():
    lock = mp.Lock()
    killed_holding(lock)
    print(outcome(lock.acquire).split(":")[0], lock.acquire(timeout=10))


@fault
def owner_of_an_rlock_killed():
    lock = mp.RLock()
    killed_holding(lock)
    print(outcome(lock.acquire).split(":")[0], lock.acquire(timeout=10))


@fault
def owner_of_a_condition_killed():
    condition = mp.Condition()
    killed_holding(condition)
    print(outcome(condition.acquire).split(":")[0], condition.acquire(timeout=10))


@fault
def owner_of_a_semaphore_killed():
    semaphore = mp.Semaphore(1)
    killed_holding(semaphore)
    print(outcome(semaphore.acquire).split(":")[0])


@fault
def owner_of_a_value_killed():
    value = mp.Value("i", 0)
    killed_holding(value)
    print(outcome(lambda: value.value).split(":")[0], outcome(lambda: value.value))


def get_one(queue):
    queue.get()


@fault
def reader_of_a_queue_killed():
    queue, started = mp.Queue(), mp.Event()
    process = mp.Process(target=read_all, args=(queue, started))
    process.start()
    started.wait()
    process.kill()
    process.join()
    queue.put("mine")
    print(queue.get(timeout=10))


def read_all(queue, started):
    started.set()
    while True:
        queue.get()


def write_all(queue, started):
    started.set()
    while True:
        queue.put("x" * 5000)


@fault
def writer_of_a_queue_killed():
    queue, started = mp.Queue(), mp.Event()
    process = mp.Process(target=write_all, args=(queue, started))
    process.start()
    started.wait()
    process.terminate()
    process.join()
    queue.put("mine")
    while queue.get(timeout=10) != "mine":
        pass
    print("still works", process.exitcode)


@fault
def unpicklable_item():
    queue = mp.Queue()
    print(outcome(lambda: queue.put(lambda: 1)).split(":")[0])
    queue.put("next")
    print(queue.get(timeout=10))


def take_both(first, second, have, other):
    with first:
        have.set()
        other.wait()
        with second:
            pass


@fault
def locks_in_opposite_order():
    a, b, have_a, have_b = mp.Lock(), mp.Lock(), mp.Event(), mp.Event()
    processes = [mp.Process(target=take_both, args=args) for args in ((a, b, have_a, have_b), (b, a, have_b, have_a))]
    for process in processes:
        process.start()
    for process in processes:
        process.join()


@fault
def own_lock_twice():
    lock = mp.Lock()
    lock.acquire()
    lock.acquire()


@fault
def queue_without_a_producer():
    mp.Queue().get()


@fault
def pipe_without_a_sender():
    first, second = mp.Pipe()
    first.recv()


@fault
def queue_of_a_manager_without_a_producer():
    mp.Manager().Queue().get()


@fault
def event_that_nobody_sets():
    mp.Event().wait()


@fault
def lock_of_a_manager_twice():
    lock = mp.Manager().Lock()
    lock.acquire()
    lock.acquire()


def die():
    os.kill(os.getpid(), signal.SIGKILL)


@fault
def barrier_with_a_dead_party():
    barrier = mp.Barrier(2)
    process = mp.Process(target=die)
    process.start()
    barrier.wait()


@fault
def task_done_that_never_comes():
    queue = mp.JoinableQueue()
    queue.put(1)
    process = mp.Process(target=get_one, args=(queue,))
    process.start()
    queue.join()


@fault
def semaphore_that_nobody_releases():
    semaphore = mp.Semaphore(1)
    process = mp.Process(target=semaphore_taken, args=(semaphore,))
    process.start()
    process.join()
    semaphore.acquire()


def semaphore_taken(semaphore):
    semaphore.acquire()


@fault
def message_from_a_dead_peer():
    mine, theirs = mp.Pipe()
    process = mp.Process(target=die_with, args=(theirs,))
    process.start()
    theirs.close()
    print(outcome(mine.recv))


def die_with(connection):
    die()


def wait_for(process_or_queue):
    process_or_queue.get()


@fault
def child_that_waits_for_its_parent():
    process = mp.Process(target=wait_for, args=(mp.Queue(),))
    process.start()
    process.join()


@fault
def manager_that_was_shut_down():
    manager = mp.Manager()
    items = manager.list([1])
    manager.shutdown()
    print(outcome(lambda: items.append(2)).split(":")[0])


@fault
def manager_that_was_killed():
    manager = mp.Manager()
    items, queue = manager.list([1]), manager.Queue()
    for process in mp.active_children():
        process.kill()
        process.join()
    print(outcome(lambda: items.append(2)).split(":")[0], outcome(lambda: queue.put(1)).split(":")[0])


@fault
def executor_worker_killed():
    with ProcessPoolExecutor(2) as executor:
        print(outcome(executor.submit(kill_on_three, 3).result).split(":")[0])
        print(outcome(lambda: executor.submit(square, 3)).split(":")[0])


@fault
def executor_initializer_that_raises():
    with ProcessPoolExecutor(1, initializer=fail) as executor:
        print(outcome(executor.submit(square, 3).result).split(":")[0])


@fault
def executor_with_replaced_workers():
    with ProcessPoolExecutor(1, mp_context=mp.get_context("spawn"), max_tasks_per_child=1) as executor:
        print(list(executor.map(square, range(4))))


@fault
def executor_argument_that_cannot_be_pickled():
    with ProcessPoolExecutor(1) as executor:
        print(outcome(executor.submit(square, lambda: 1).result).split(":")[0], executor.submit(square, 2).result())


@fault
def endless_input_of_imap():
    def numbers():
        number = 0
        while True:
            yield number
            number += 1

    with mp.Pool(2) as pool:
        results = pool.imap(square, numbers())
        print([next(results) for _ in range(3)])


def run_pool(queue):
    with mp.Pool(1) as pool:
        queue.put(pool.map(square, [1, 2]))


def start_pool(x):
    return outcome(lambda: mp.Pool(1))


@fault
def pool_in_a_worker_of_a_pool():
    with mp.Pool(1) as pool:
        print(pool.apply(start_pool, (1,)))


@fault
def pool_in_a_process():
    queue = mp.Queue()
    process = mp.Process(target=run_pool, args=(queue,))
    process.start()
    print(queue.get(timeout=30))
    process.join()


def sleep_long():
    time.sleep(1000)


@fault
def daemon_that_never_ends():
    mp.Process(target=sleep_long, daemon=True).start()
    print("main ends")


@fault
def failing_child():
    process = mp.Process(target=fail)
    process.start()
    process.join()
    print(process.exitcode)


@fault
def task_that_runs_out_of_memory():
    with mp.Pool(1) as pool:
        print(outcome(lambda: pool.apply_async(exhaust_on_three, (3,)).get(60)).split(":")[0], pool.apply(square, (2,)))


class Busy(BaseManager):
    pass


Busy.register("Killer", callable=die)


@fault
def manager_that_dies_in_a_call():
    manager = Busy()
    manager.start()
    print(outcome(lambda: manager.Killer()).split(":")[0])


if __name__ == "__main__":
    if len(sys.argv) > 1:
        faults[sys.argv[1]]()
    else:
        print("\n".join(faults))
