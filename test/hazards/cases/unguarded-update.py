# === several processes count in one Value
from multiprocessing import Process, Value

def count(counter):
    for _ in range(1000):
        counter.value += 1  # !

if __name__ == "__main__":
    counter = Value("i", 0)
    ps = [Process(target=count, args=(counter,)) for _ in range(4)]
    for p in ps: p.start()
    for p in ps: p.join()
    print(counter.value)

# === two processes, spelled out
import multiprocessing

def deposit(balance, times):
    for _ in range(times):
        balance.value = balance.value + 1  # !

def withdraw(balance, times):
    for _ in range(times):
        balance.value = balance.value - 1  # !

if __name__ == "__main__":
    balance = multiprocessing.Value("d", 100.0)
    a = multiprocessing.Process(target=deposit, args=(balance, 1000))
    b = multiprocessing.Process(target=withdraw, args=(balance, 1000))
    a.start()
    b.start()
    a.join()
    b.join()

# === a Value that the workers of a pool got at their start
from multiprocessing import Pool, Value

done = None

def setup(shared):
    global done
    done = shared

def job(n):
    done.value += 1  # !
    return n * n

if __name__ == "__main__":
    progress = Value("i", 0)
    with Pool(4, initializer=setup, initargs=(progress,)) as pool:
        print(pool.map(job, range(100)), progress.value)

# === the attribute of a subclass
import multiprocessing as mp

class Adder(mp.Process):
    def __init__(self, total):
        mp.Process.__init__(self)
        self.total = total

    def run(self):
        self.total.value += 10  # !

if __name__ == "__main__":
    total = mp.Value("i", 0)
    adders = []
    for i in range(3):
        adders.append(Adder(total))
        adders[-1].start()
    for a in adders: a.join()
    print(total.value)

# === a manager's objects
from multiprocessing import Manager, Process

def visit(site, stats, names):
    stats["visits"] += 1  # !
    site.hits += 1  # !
    names[0] = names[0] + 1  # !

if __name__ == "__main__":
    with Manager() as manager:
        site = manager.Namespace()
        site.hits = 0
        stats = manager.dict({"visits": 0})
        names = manager.list([0])
        ps = [Process(target=visit, args=(site, stats, names)) for _ in range(5)]
        [p.start() for p in ps]
        [p.join() for p in ps]
        print(stats["visits"], site.hits)

# === a lock that is given back too early
from multiprocessing import Lock, Process, Value

def add(lock, value):
    lock.acquire()
    print("adding")
    lock.release()
    value.value += 1  # !

if __name__ == "__main__":
    lock, value = Lock(), Value("i")
    ps = [Process(target=add, args=(lock, value)) for _ in range(2)]
    for p in ps: p.start()
    for p in ps: p.join()

# === near: its own lock, in two spellings
from multiprocessing import Process, Value

def count(counter):
    for _ in range(1000):
        with counter.get_lock():
            counter.value += 1
    lock = counter.get_lock()
    with lock:
        counter.value = counter.value + 1

if __name__ == "__main__":
    counter = Value("i", 0)
    ps = [Process(target=count, args=(counter,)) for _ in range(4)]
    for p in ps: p.start()
    for p in ps: p.join()

# === near: acquire and release, and a caller that holds the lock
from multiprocessing import Lock, Process, Value

def bump(counter):
    counter.value += 1

def count(counter, mutex):
    mutex.acquire()
    try:
        counter.value += 1
    finally:
        mutex.release()
    with mutex:
        bump(counter)

if __name__ == "__main__":
    counter, mutex = Value("i", 0), Lock()
    ps = [Process(target=count, args=(counter, mutex)) for _ in range(4)]
    for p in ps: p.start()
    for p in ps: p.join()

# === near: one child alone writes
from multiprocessing import Process, Value
import time

def download(progress):
    for _ in range(5):
        time.sleep(0.01)
        progress.value += 20

if __name__ == "__main__":
    progress = Value("i", 0)
    p = Process(target=download, args=(progress,))
    p.start()
    while progress.value < 100:
        time.sleep(0.01)
    p.join()

# === near: each child has its own, or its own place
from multiprocessing import Array, Process, Value

def count(mine, slots, i):
    mine.value += 1
    slots[i] += 1

if __name__ == "__main__":
    counters = [Value("i", 0) for _ in range(3)]
    slots = Array("i", 3)
    ps = [Process(target=count, args=(counters[i], slots, i)) for i in range(3)]
    for p in ps: p.start()
    for p in ps: p.join()
    print(sum(c.value for c in counters))

# === near: one child after the other
from multiprocessing import Process, Value

def step(state):
    state.value += 1

if __name__ == "__main__":
    state = Value("i", 0)
    for _ in range(3):
        p = Process(target=step, args=(state,))
        p.start()
        p.join()
    first = Process(target=step, args=(state,))
    first.start()
    first.join()
    second = Process(target=step, args=(state,))
    second.start()
    second.join()
    state.value += 1
    print(state.value)

# === near: a value of its own in each process
from multiprocessing import Pool

class Counter:
    def __init__(self):
        self.value = 0

def work(n):
    counter = Counter()
    for _ in range(n):
        counter.value += 1
    return counter.value

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(work, [1, 2, 3]))

# === near: one child for each attribute of a namespace
from multiprocessing import Manager, Process

def read(stats):
    stats.reads += 1

def write(stats):
    stats.writes += 1

if __name__ == "__main__":
    with Manager() as manager:
        stats = manager.Namespace(reads=0, writes=0)
        ps = [Process(target=read, args=(stats,)), Process(target=write, args=(stats,))]
        for p in ps: p.start()
        for p in ps: p.join()
        print(stats.reads, stats.writes)

# === by way of a variable
import multiprocessing

def task(shared):
    current = shared.value
    current += 1
    shared.value = current  # !

if __name__ == "__main__":
    shared = multiprocessing.Value("i", 0, lock=False)
    a = multiprocessing.Process(target=task, args=(shared,))
    b = multiprocessing.Process(target=task, args=(shared,))
    a.start(); b.start()
    a.join(); b.join()

# === a raw value, which has no lock
from multiprocessing import Process, RawValue

def count(n):
    for _ in range(1000):
        n.value += 1  # !

if __name__ == "__main__":
    n = RawValue("i", 0)
    ps = [Process(target=count, args=(n,)) for _ in range(4)]
    for p in ps: p.start()
    for p in ps: p.join()

# === near: a number of ctypes that is not shared
import ctypes
from multiprocessing import Process

def count():
    n = ctypes.c_int(0)
    for _ in range(1000):
        n.value += 1
    print(n.value)

if __name__ == "__main__":
    ps = [Process(target=count) for _ in range(4)]
    for p in ps: p.start()
    for p in ps: p.join()
