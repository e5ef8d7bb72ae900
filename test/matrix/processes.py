"""Processes: their attributes, their ends, and what they inherit."""

import os
import signal
import sys
from multiprocessing import get_start_method

from cells import cell, outcome, run
from kit import KIND, Event, Pipe, Process, Queue, active_children, current_process


def nothing():
    pass


def put(queue, *args, **kwargs):
    queue.put((args, sorted(kwargs.items())))


def ended(process):
    process.start()
    process.join()
    return process


def wait_until(event):
    event.wait()


@cell()
def arguments_arrive():
    queue = Queue()
    ended(Process(target=put, args=(queue, 1, "two", [3.0]), kwargs={"four": 4, "five": (5,)}))
    print(queue.get())


@cell()
def arguments_may_be_a_list():
    queue = Queue()
    ended(Process(target=put, args=[queue, 1]))
    print(queue.get())


@cell()
def life_of_a_process():
    go = Event()
    process = Process(target=wait_until, args=(go,))
    print(process.is_alive(), process.exitcode, process.ident)
    process.start()
    print(process.is_alive(), process.exitcode, process.ident is not None, process in active_children())
    go.set()
    print(process.join(), process.is_alive(), process.exitcode, process in active_children())


@cell()
def join_with_a_timeout():
    go = Event()
    process = Process(target=wait_until, args=(go,))
    process.start()
    print(process.join(0.01), process.is_alive(), process.join(timeout=0), process.exitcode)
    go.set()
    print(process.join(60), process.exitcode, process.join(), process.join(0))


@cell()
def a_process_is_started_once():
    process = ended(Process(target=nothing))
    print(outcome(process.start))


@cell()
def join_before_the_start():
    print(outcome(Process(target=nothing).join))


@cell()
def without_a_target():
    print(ended(Process()).exitcode)


def tell_name(queue):
    queue.put(current_process().name)


@cell()
def names():
    queue = Queue()
    process = Process(target=tell_name, args=(queue,), name="worker")
    print(process.name)
    ended(process)
    print(queue.get())
    process.name = "other"
    print(process.name)


@cell("processes", "manager")
def names_are_numbered():
    first, second = Process(), Process()
    base, number = first.name.rsplit("-", 1)
    print(base, int(second.name.rsplit("-", 1)[1]) - int(number))


def tell_child_name(queue):
    queue.put([current_process().name.split("-", 1)[0], Process().name.replace(current_process().name, "own")])


@cell("processes")
def names_of_grandchildren():
    queue = Queue()
    process = ended(Process(target=tell_child_name, args=(queue,), name="child"))
    print(queue.get())


class Greeter(Process):
    def __init__(self, queue, whom, **options):
        super().__init__(**options)
        self.queue = queue
        self.whom = whom

    def run(self):
        self.queue.put(f"hello {self.whom} from {self.name}")


@cell()
def subclass_with_run():
    queue = Queue()
    process = ended(Greeter(queue, "you", name="greeter"))
    print(queue.get(), process.exitcode, process.whom)


class Upper(Process):
    def __init__(self, pipe):
        Process.__init__(self)
        self.pipe = pipe

    def run(self):
        for text in iter(self.pipe.recv, None):
            self.pipe.send(text.upper())


@cell()
def subclass_that_answers():
    mine, theirs = Pipe()
    process = Upper(theirs)
    process.start()
    mine.send("hello")
    print(mine.recv())
    mine.send("world")
    print(mine.recv())
    mine.send(None)
    process.join()


@cell("processes", "manager")
def run_in_the_parent():
    queue = Queue()
    process = Process(target=put, args=(queue, "here"))
    process.run()
    print(queue.get(), process.exitcode, process.is_alive())


@cell()
def active_children_while_they_run():
    go = Event()
    before = len(active_children())
    processes = [Process(target=wait_until, args=(go,)) for _ in range(3)]
    print(len(active_children()) - before)
    for process in processes:
        process.start()
    print(len(active_children()) - before)
    go.set()
    for process in processes:
        process.join()
    print(len(active_children()) - before)


def spawn_tree(queue, depth):
    queue.put(depth)
    if depth < 2:
        children = [Process(target=spawn_tree, args=(queue, depth + 1)) for _ in range(2)]
        for child in children:
            child.start()
        for child in children:
            child.join()


@cell()
def processes_start_processes():
    queue = Queue()
    ended(Process(target=spawn_tree, args=(queue, 0)))
    print(sorted(queue.get() for _ in range(7)))


@cell()
def many_at_once():
    queue = Queue()
    processes = [Process(target=queue.put, args=(number,)) for number in range(8)]
    for process in processes:
        process.start()
    for process in processes:
        process.join()
    print(sorted(queue.get() for _ in range(8)), {process.exitcode for process in processes})


@cell()
def main_process():
    process = current_process()
    print(process.name, process.is_alive(), process.daemon)


@cell()
def a_group_is_none():
    print(outcome(lambda: Process("group")))


@cell("processes")
def own_attributes_of_the_main_process():
    process = current_process()
    print(process.pid == os.getpid() == process.ident, process.exitcode, type(process.authkey).__name__)
    print(type(process).__name__, process)


@cell("processes")
def joining_oneself():
    print(outcome(current_process().join))


@cell("processes")
def reprs():
    process = Process(target=nothing, name="worker", daemon=True)
    print(repr(process).replace(str(os.getpid()), "PID"))
    process.start()
    process.join()
    print(repr(process).replace(str(os.getpid()), "PID").replace(str(process.pid), "CHILD"))


def tell_attributes(pipe):
    process = current_process()
    pipe.send([process.name, process.daemon, process.pid == os.getpid(), bytes(process.authkey), os.getppid()])


@cell("processes")
def attributes_in_the_child():
    mine, theirs = Pipe()
    process = Process(target=tell_attributes, args=(theirs,), name="child", daemon=True)
    process.authkey = b"key"
    ended(process)
    name, daemon, is_pid, authkey, parent = mine.recv()
    print(name, daemon, is_pid, authkey, parent == os.getpid())


def tell_parent(pipe):
    from multiprocessing import parent_process

    parent = parent_process()
    pipe.send([parent.name, parent.is_alive(), parent.pid == os.getppid(), parent.exitcode])
    try:
        parent.terminate()
    except Exception as error:
        pipe.send(type(error).__name__)


@cell("processes")
def parent_process_of_a_child():
    mine, theirs = Pipe()
    ended(Process(target=tell_parent, args=(theirs,)))
    print(mine.recv(), mine.recv())


@cell("processes")
def parent_process_of_the_main_process():
    from multiprocessing import parent_process

    print(parent_process())


def watch_parent(pipe):
    from multiprocessing import connection, parent_process

    parent = parent_process()
    pipe.send(parent.is_alive())
    parent.join(60)
    pipe.send(parent.is_alive())


def leave_a_child(pipe):
    Process(target=watch_parent, args=(pipe,)).start()
    pipe.send("started")
    Event().wait()


@cell("processes")
def grandchild_outlives_its_killed_parent():
    mine, theirs = Pipe()
    process = Process(target=leave_a_child, args=(theirs,))
    process.start()
    print(sorted([mine.recv(), mine.recv()], key=str))
    process.kill()
    process.join()
    print(process.exitcode, mine.poll(60), mine.recv())


@cell("processes")
def daemon_flag():
    process = Process(target=nothing)
    print(process.daemon)
    process.daemon = True
    print(process.daemon, Process(daemon=True).daemon, Process(daemon=False).daemon)
    ended(process)
    print(outcome(lambda: setattr(process, "daemon", False)))


def tell_daemon_of_child(queue):
    queue.put([current_process().daemon, Process().daemon])


@cell("processes")
def children_inherit_whether_they_are_daemons():
    queue = Queue()
    ended(Process(target=tell_daemon_of_child, args=(queue,), daemon=True))
    ended(Process(target=tell_daemon_of_child, args=(queue,)))
    print(queue.get(), queue.get())


def start_child(queue):
    queue.put(outcome(Process(target=nothing).start))


@cell("processes")
def daemons_have_no_children():
    queue = Queue()
    ended(Process(target=start_child, args=(queue,), daemon=True))
    print(queue.get())


def leave(status):
    sys.exit(status)


def leave_at_once(status):
    os._exit(status)


def fail():
    raise ValueError("wrong")


def give():
    return 5


@cell("processes")
def exit_codes():
    for status in (0, 1, 7, None, True, False, "text", (8,), 300, -3):
        print(status, ended(Process(target=leave, args=(status,))).exitcode)


@cell("processes")
def exit_codes_of_other_ends():
    print(ended(Process(target=leave_at_once, args=(9,))).exitcode)
    print(ended(Process(target=fail)).exitcode, ended(Process(target=give)).exitcode)
    print(ended(Process(target=5)).exitcode)


def be_ended(process, method):
    getattr(process, method)()
    process.join()
    return process.exitcode


def crash(how):
    if how == "raise":
        raise ValueError("crashed")
    if how == "exit":
        sys.exit(7)
    if how == "leave":
        os._exit(8)
    if how == "kill":
        os.kill(os.getpid(), signal.SIGKILL)
    if how == "abort":
        os.kill(os.getpid(), signal.SIGTERM)


class Trap:
    """Crashes where it is taken apart or put together."""

    def __init__(self, place, how):
        self.place = place
        self.how = how

    def __getstate__(self):
        if self.place == "pickling":
            crash(self.how)
        return self.__dict__

    def __setstate__(self, state):
        self.__dict__.update(state)
        if self.place == "unpickling":
            crash(self.how)


def spring(trap):
    if trap.place == "running":
        crash(trap.how)
    if trap.place == "ending":
        atexit_of_processes(crash, trap.how)


def atexit_of_processes(function, *args):
    from multiprocessing import util

    util.Finalize(None, function, args, exitpriority=1)


@cell("processes")
def crashes_of_a_child():
    for place in ("unpickling", "running", "ending"):
        print(place, [ended(Process(target=spring, args=(Trap(place, how),))).exitcode for how in HOWS])
    print(outcome(Process(target=spring, args=(Trap("pickling", "raise"),)).start))


HOWS = ("raise", "exit", "leave", "kill", "abort")


@cell("processes")
def terminate_and_kill():
    for method in ("terminate", "kill"):
        process = Process(target=wait_until, args=(Event(),))
        process.start()
        print(getattr(process, method)(), process.join(), process.exitcode, process.is_alive())


@cell("processes")
def terminate_twice_and_after_the_end():
    process = Process(target=wait_until, args=(Event(),))
    process.start()
    process.terminate()
    process.terminate()
    process.join()
    print(process.exitcode, process.terminate(), process.kill(), process.exitcode)


@cell("processes")
def terminate_before_the_start():
    print(outcome(Process(target=nothing).terminate))


def spin(started):
    started.set()
    while True:
        pass


@cell("processes")
def terminate_a_busy_process():
    started = Event()
    process = Process(target=spin, args=(started,))
    process.start()
    started.wait()
    process.terminate()
    process.join()
    print(process.exitcode)


@cell("processes")
def sentinels():
    from multiprocessing import connection

    go = Event()
    process = Process(target=wait_until, args=(go,))
    print(outcome(lambda: process.sentinel))
    process.start()
    print(type(process.sentinel).__name__, connection.wait([process.sentinel], 0.01))
    go.set()
    print(connection.wait([process.sentinel]) == [process.sentinel])
    process.join()
    print(connection.wait([process.sentinel], 0) == [process.sentinel])


@cell("processes")
def close():
    process = ended(Process(target=nothing))
    print(process.close())
    for use in (process.is_alive, process.join, process.terminate, lambda: process.exitcode, lambda: process.pid):
        print(outcome(use))
    print(process.close(), repr(process).split()[0])


@cell("processes")
def close_while_it_runs():
    go = Event()
    process = Process(target=wait_until, args=(go,))
    process.start()
    print(outcome(process.close))
    go.set()
    process.join()
    print(process.close())


@cell("processes")
def close_before_the_start():
    process = Process(target=nothing)
    print(process.close(), outcome(process.start))


@cell("processes")
def only_the_parent_asks():
    if get_start_method() != "fork":
        return
    mine, theirs = Pipe()
    ended(Process(target=ask_about, args=(theirs, current_process())))
    print(mine.recv())


def ask_about(pipe, process):
    pipe.send([outcome(process.is_alive), outcome(process.join), process.name])


class Noisy:
    def __init__(self, value):
        self.value = value

    def __call__(self, queue):
        queue.put(self.value)


@cell()
def callable_object_as_target():
    queue = Queue()
    ended(Process(target=Noisy("called"), args=(queue,)))
    print(queue.get())


@cell()
def bound_method_as_target():
    queue = Queue()
    ended(Process(target=[1, 2].append, args=(3,)))
    ended(Process(target=Noisy("bound").__call__, args=(queue,)))
    print(queue.get())


@cell()
def what_a_thread_shares_and_a_process_does_not():
    seen = []
    queue = Queue()
    ended(Process(target=append_and_tell, args=(seen, queue)))
    print(queue.get(), seen)


def append_and_tell(seen, queue):
    seen.append(1)
    queue.put(len(seen))


def die(events):
    events.append("late")


@cell()
def failing_target_leaves_the_others_alone():
    queue = Queue()
    stderr, sys.stderr = sys.stderr, open(os.devnull, "w")
    try:
        ended(Process(target=fail_quietly))
    finally:
        sys.stderr = stderr
    ended(Process(target=put, args=(queue, KIND == "nothing")))
    print(queue.get())


def fail_quietly():
    sys.exit()


if __name__ == "__main__":
    run()
