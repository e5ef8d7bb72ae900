"""What forked children have of their parent."""

import os
import random
import sys
import threading
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from multiprocessing import Event, Lock, Pipe, Pool, Process, Queue, Value, current_process, get_context, parent_process
from multiprocessing import get_start_method, shared_memory

from cells import cell, outcome, run

setting = "first"
numbers = []
table = {"a": 1}
counter = 0
lock = Lock()
total = Value("i", 0)
gate = Event()
mailbox = Queue()


def in_child(call, *args):
    """What a call in a forked child gives, in a line."""
    near, far = Pipe()
    process = Process(target=lambda: far.send(outcome(lambda: call(*args))))
    process.start()
    far.close()
    answer = near.recv() if near.poll(30) else "nothing"
    process.join()
    return answer, process.exitcode


@cell("alone")
def the_start_method():
    print(get_start_method(), get_context().get_start_method(), get_context("fork").get_start_method())


@cell("alone")
def a_variable_as_it_stands():
    global setting
    print(in_child(lambda: setting))
    setting = "second"
    print(in_child(lambda: setting))
    setting = "first"


@cell("alone")
def what_the_child_sets_stays_there():
    def change():
        global setting
        setting = "changed"
        return setting

    print(in_child(change), setting)


@cell("alone")
def containers_are_copies():
    numbers.append(1)
    table["b"] = [2]

    def change():
        numbers.append(2)
        table["b"].append(3)
        return numbers, table

    print(in_child(change), numbers, table)
    numbers.clear()
    del table["b"]


@cell("alone")
def one_object_under_two_names():
    shared = [1]
    pair = [shared, shared]

    def change():
        pair[0].append(2)
        return pair, pair[0] is pair[1], pair[1] is shared

    print(in_child(change), pair)


@cell("alone")
def objects_that_hold_themselves():
    loop = [1]
    loop.append(loop)
    print(in_child(lambda: (loop[1] is loop, len(loop))))


@cell("alone")
def a_counter_of_the_parent():
    global counter
    answers = []
    for _ in range(3):
        counter += 1
        answers.append(in_child(lambda: counter * 10)[0])
    print(answers, counter)
    counter = 0


@cell("alone")
def lambdas_and_closures():
    base = 100

    def add(number):
        return base + number

    def maker(factor):
        return lambda number: number * factor

    print(in_child(add, 1), in_child(maker(3), 5), in_child(lambda *args: args, 1, "x"))


@cell("alone")
def closures_over_changing_variables():
    calls = []
    for name in "ab":

        def call(name=name):
            return name, len(calls)

        calls.append(call)
    print([in_child(call)[0] for call in calls])


@cell("alone")
def nested_functions_that_call_each_other():
    def even(n):
        return True if n == 0 else odd(n - 1)

    def odd(n):
        return False if n == 0 else even(n - 1)

    print(in_child(even, 10), in_child(odd, 10))


class Account:
    rate = 0.5

    def __init__(self, balance):
        self.balance = balance
        self.history = []

    def deposit(self, amount):
        self.balance += amount
        self.history.append(amount)
        return self.balance, self.history

    @classmethod
    def rates(cls):
        return cls.rate

    @staticmethod
    def double(number):
        return number * 2

    def __call__(self, number):
        return self.balance * number


@cell("alone")
def bound_methods():
    account = Account(10)
    print(in_child(account.deposit, 5), account.balance, account.history)
    print(in_child(Account.double, 4), in_child(account), in_child(account, 3))


@cell("alone")
def class_attributes_as_they_stand():
    Account.rate = 0.7
    print(in_child(Account.rates), in_child(lambda: Account(1).rate))
    Account.rate = 0.5


@cell("alone")
def partials():
    print(in_child(partial(pow, 2), 5), in_child(partial(int, base=2), "101"))


@cell("alone")
def builtins_as_targets():
    print(in_child(sum, [1, 2]), in_child("x".join, ["a", "b"]), in_child([3, 4].index, 4), in_child(len, 3))


@cell("alone")
def the_identity_of_a_child():
    def tell():
        return (
            current_process().name.startswith("Process-"),
            parent_process().pid == os.getppid(),
            os.getpid() == current_process().pid,
            __name__,
        )

    print(in_child(tell), parent_process(), os.getpid() == current_process().pid)


@cell("alone")
def children_of_children():
    def outer():
        global setting
        setting = "of the child"
        return in_child(lambda: setting)

    print(in_child(outer), setting)


@cell("alone")
def the_state_of_random():
    random.seed(5)
    in_children = [in_child(lambda: [random.randint(0, 99) for _ in range(3)])[0] for _ in range(2)]
    own = repr([random.randint(0, 99) for _ in range(3)])
    print(in_children[0] == in_children[1] == own)


@cell("alone")
def generators_of_random_numbers():
    own = random.Random(3)
    own.random()
    print(in_child(lambda: own.randint(0, 999))[0] == repr(own.randint(0, 999)))


@cell("alone")
def the_environment():
    os.environ["FROM_THE_PARENT"] = "value"

    def change():
        before = os.environ["FROM_THE_PARENT"]
        os.environ["FROM_THE_PARENT"] = "changed"
        os.environ["NEW"] = "x"
        return before, os.environ["FROM_THE_PARENT"]

    print(in_child(change), os.environ["FROM_THE_PARENT"], "NEW" in os.environ)
    del os.environ["FROM_THE_PARENT"]


@cell("alone")
def the_current_folder():
    import tempfile

    before = os.getcwd()
    with tempfile.TemporaryDirectory() as folder:
        os.chdir(folder)
        print(in_child(lambda: os.path.samefile(os.getcwd(), folder)))
        os.chdir(before)
        print(in_child(lambda: os.chdir("/")), os.getcwd() == before)


@cell("alone")
def the_command_line():
    sys.argv.append("--added")
    print(in_child(lambda: sys.argv[-1]))
    sys.argv.pop()


@cell("alone")
def locks_are_shared():
    lock.acquire()
    print(in_child(lambda: lock.acquire(False)))
    lock.release()
    print(in_child(lambda: (lock.acquire(), lock.release())))


@cell("alone")
def values_are_shared():
    def add():
        with total.get_lock():
            total.value += 5

    in_child(add)
    in_child(add)
    print(total.value)
    total.value = 0


@cell("alone")
def events_are_shared():
    print(in_child(gate.is_set))
    in_child(gate.set)
    print(gate.is_set())
    gate.clear()


@cell("alone")
def queues_are_shared():
    in_child(lambda: mailbox.put(("from", "child")))
    print(mailbox.get())
    mailbox.put("from parent")
    print(in_child(mailbox.get))


@cell("alone")
def pipes_are_shared():
    near, far = Pipe()
    near.send("before")
    print(in_child(far.recv))
    in_child(lambda: far.send("answer"))
    print(near.recv())


@cell("alone")
def shared_memory_is_shared():
    block = shared_memory.SharedMemory(create=True, size=4)
    block.buf[0] = 1

    def change():
        block.buf[0] += 1
        return bytes(block.buf[:1])

    print(in_child(change), block.buf[0])
    block.close()
    block.unlink()


@cell("alone")
def files_and_their_places():
    import tempfile

    with tempfile.TemporaryFile("w+") as file:
        file.write("first\nsecond\n")
        file.seek(0)
        print(file.readline(), end="")
        file.seek(0)
        print(in_child(file.read))


@cell("alone")
def what_the_child_writes():
    import tempfile

    with tempfile.NamedTemporaryFile("w", suffix=".txt") as file:

        def write():
            file.write("from the child\n")
            file.flush()

        in_child(write)
        with open(file.name) as written:
            print(repr(written.read()))


@cell("alone")
def exit_statuses():
    def leave(how):
        process = Process(target=how)
        process.start()
        process.join()
        return process.exitcode

    print(leave(lambda: None), leave(lambda: sys.exit(3)), leave(lambda: os._exit(4)), leave(lambda: sys.exit()))


class Worker(Process):
    def __init__(self, data, near):
        super().__init__(name="own-name")
        self.data = data
        self.near = near

    def run(self):
        self.data.append(self.name)
        self.near.send((self.data, setting))


@cell("alone")
def subclasses_with_what_they_hold():
    global setting
    near, far = Pipe()
    worker = Worker(["given"], far)
    setting = "at the start"
    worker.start()
    worker.join()
    print(near.recv(), worker.data)
    setting = "first"


@cell("alone")
def args_are_what_they_were():
    items = [1, 2]
    near, far = Pipe()

    def work(given):
        given.append(3)
        far.send((given, given is items))

    process = Process(target=work, args=(items,))
    items.append("before the start")
    process.start()
    process.join()
    print(near.recv(), items)


@cell("alone")
def pools_have_what_was_there():
    global setting
    setting = "for the pool"
    with Pool(1) as pool:
        setting = "too late"
        print(pool.apply(read_setting), pool.map(add_to_setting, range(2)))
    setting = "first"


def read_setting():
    return setting


def add_to_setting(number):
    return f"{setting} {number}"


@cell("alone")
def pools_take_no_lambdas():
    with Pool(1) as pool:
        print(outcome(lambda: pool.map(lambda n: n, [1])).split(" at 0x")[0].split(":")[0])


@cell("alone")
def workers_keep_what_they_change():
    with Pool(1) as pool:
        print([pool.apply(count_calls) for _ in range(3)], counter)


def count_calls():
    global counter
    counter += 1
    return counter


@cell("alone")
def initializers_of_pools():
    cache = {"key": "closure"}

    with Pool(1, initializer=prepare, initargs=(cache,)) as pool:
        print(pool.apply(prepared), table)


def prepare(cache):
    table.update(cache)


def prepared():
    return sorted(table.items())


@cell("alone")
def executors_have_what_was_there():
    global setting
    setting = "for the executor"
    with ProcessPoolExecutor(1) as pool:
        print(pool.submit(read_setting).result(), list(pool.map(add_to_setting, [1])))
    setting = "first"


@cell("alone")
def threads_are_not_copied():
    stop = threading.Event()
    thread = threading.Thread(target=stop.wait, name="waiting")
    thread.start()
    print(in_child(lambda: [each.name for each in threading.enumerate()]))
    stop.set()
    thread.join()


@cell("alone")
def results_of_earlier_work():
    squares = {n: n * n for n in range(5)}
    best = max(squares.values())
    print(in_child(lambda: (best, squares[3])))


@cell("alone")
def globals_that_functions_make():
    make_config()
    print(in_child(lambda: config["level"]), in_child(read_config))


def make_config():
    global config
    config = {"level": 7}


def read_config():
    return sorted(config)


@cell("alone")
def caches_of_functions():
    from functools import lru_cache

    @lru_cache(maxsize=None)
    def slow(n):
        return n * n

    slow(2), slow(3)
    print(in_child(lambda: slow(2)), slow.cache_info().hits)


@cell("alone")
def recursion_limits_and_switches():
    before = sys.getrecursionlimit()
    sys.setrecursionlimit(before + 500)
    print(in_child(lambda: sys.getrecursionlimit() - before))
    sys.setrecursionlimit(before)


@cell("alone")
def errors_of_children():
    def fail():
        raise KeyError("in the child")

    print(in_child(fail))


@cell("alone")
def os_fork_by_hand():
    reader, writer = os.pipe()
    sys.stdout.flush()
    pid = os.fork()
    if pid == 0:
        os.close(reader)
        os.write(writer, f"child has {setting}".encode())
        os._exit(7)
    os.close(writer)
    text = os.read(reader, 100).decode()
    os.close(reader)
    _, status = os.waitpid(pid, 0)
    print(text, os.waitstatus_to_exitcode(status))


@cell("alone")
def many_children_at_once():
    near, far = Pipe()
    base = [10]
    children = [Process(target=lambda n=n: far.send(base[0] + n)) for n in range(4)]
    for child in children:
        child.start()
    for child in children:
        child.join()
    print(sorted(near.recv() for _ in children), [child.exitcode for child in children])


@cell("alone")
def contexts_by_name():
    context = get_context("fork")
    near, far = context.Pipe()
    child = context.Process(target=lambda: far.send(setting))
    child.start()
    child.join()
    print(near.recv(), type(child).__name__)
    print(outcome(lambda: get_context("spork")))


@cell("alone")
def unpicklable_arguments():
    near, far = Pipe()
    child = Process(target=lambda call: far.send(call(4)), args=(lambda n: n + 1,))
    child.start()
    child.join()
    print(near.recv())


@cell("alone")
def sets_bytes_and_the_like():
    held = ({3, 1, 2}, b"bytes", bytearray(b"xy"), 2**80, 1.5, 1 + 2j, range(3), slice(1, 2), frozenset("a"), None, ...)
    print(in_child(lambda: (sorted(held[0]), *held[1:])))


if __name__ == "__main__":
    run()
