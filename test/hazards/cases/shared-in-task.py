# === a lock for each task of map
from multiprocessing import Lock, Pool

def work(job):
    lock, n = job
    with lock:
        print(n)

if __name__ == "__main__":
    lock = Lock()
    with Pool(2) as pool:
        pool.map(work, [(lock, n) for n in range(4)])  # !

# === a queue in the arguments of apply_async
import multiprocessing as mp

def produce(q, n):
    q.put(n)

def main():
    q = mp.Queue()
    pool = mp.Pool(4)
    results = [pool.apply_async(produce, args=(q, n)) for n in range(3)]  # !
    for result in results:
        result.get()
    pool.close()
    pool.join()

if __name__ == "__main__":
    main()

# === a value bound by partial
import functools
import multiprocessing

def count(counter, word):
    with counter.get_lock():
        counter.value += len(word)

if __name__ == "__main__":
    counter = multiprocessing.Value("i", 0)
    task = functools.partial(count, counter)
    with multiprocessing.Pool() as pool:
        pool.map(task, ["a", "bb"])  # !

# === zip and repeat
from itertools import repeat
from multiprocessing import Event, get_context

def wait(event, n):
    return event.is_set(), n

if __name__ == "__main__":
    context = get_context("spawn")
    event = context.Event()
    with context.Pool(2) as pool:
        print(pool.starmap(wait, zip(repeat(event), range(3))))  # !

# === an executor
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Lock

def write(lock, text):
    with lock:
        print(text)

if __name__ == "__main__":
    lock = Lock()
    with ProcessPoolExecutor() as executor:
        futures = [executor.submit(write, lock, text) for text in ("a", "b")]  # !
        for future in futures:
            future.result()

# === the method of an object that has a lock
import multiprocessing

class Counter:
    def __init__(self):
        self.lock = multiprocessing.Lock()
        self.names = []

    def add(self, name):
        with self.lock:
            return name.upper()

    def run(self, names):
        with multiprocessing.Pool(2) as pool:
            return pool.map(self.add, names)  # !

if __name__ == "__main__":
    print(Counter().run(["a", "b"]))

# === the method of an object that has the pool
from multiprocessing import Pool

class Runner:
    def __init__(self):
        self.pool = Pool(2)

    def square(self, n):
        return n * n

    def run(self):
        squares = self.pool.map(self.square, range(3))  # !
        self.pool.close()
        return squares

if __name__ == "__main__":
    print(Runner().run())

# === near: given at the start of the workers
from multiprocessing import Lock, Pool

def init(given):
    global lock
    lock = given

def work(n):
    with lock:
        print(n)

if __name__ == "__main__":
    with Pool(2, initializer=init, initargs=(Lock(),)) as pool:
        pool.map(work, range(4))

# === near: those of a manager
from multiprocessing import Manager, Pool

def work(lock, queue, n):
    with lock:
        queue.put(n)

if __name__ == "__main__":
    with Manager() as manager, Pool(2) as pool:
        lock, queue = manager.Lock(), manager.Queue()
        pool.starmap(work, [(lock, queue, n) for n in range(3)])
        print(queue.qsize())

# === near: given to a process
from multiprocessing import Lock, Process, Queue

def work(lock, queue):
    with lock:
        queue.put(1)

if __name__ == "__main__":
    lock, queue = Lock(), Queue()
    p = Process(target=work, args=(lock, queue))
    p.start()
    print(queue.get())
    p.join()

# === near: threads
from multiprocessing import Lock
from multiprocessing.pool import ThreadPool
from concurrent.futures import ThreadPoolExecutor

def work(lock):
    with lock:
        return 1

if __name__ == "__main__":
    lock = Lock()
    with ThreadPool(2) as pool:
        print(pool.map(work, [lock, lock]))
    with ThreadPoolExecutor() as executor:
        print(executor.submit(work, lock).result())

# === near: left out when it is pickled
from multiprocessing import Lock, Pool

class Counter:
    def __init__(self):
        self.lock = Lock()

    def __getstate__(self):
        return {}

    def square(self, n):
        return n * n

if __name__ == "__main__":
    counter = Counter()
    with Pool(2) as pool:
        print(pool.map(counter.square, range(3)))

# === near: what it has is given, and a callback that stays
from multiprocessing import Pool, Queue, Value

def square(n):
    return n * n

if __name__ == "__main__":
    total, done = Value("i", 3), Queue()
    with Pool(2) as pool:
        pool.apply_async(square, (total.value,), callback=done.put, error_callback=done.put).wait()
    print(done.get())
