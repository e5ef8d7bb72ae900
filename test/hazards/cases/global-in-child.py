# === a counter
from multiprocessing import Process

counter = 0

def increment():
    global counter
    for _ in range(100):
        counter += 1  # !

if __name__ == "__main__":
    ps = [Process(target=increment) for _ in range(2)]
    for p in ps: p.start()
    for p in ps: p.join()
    print(counter)

# === a list of results
import multiprocessing

results = []

def square(numbers):
    for n in numbers:
        results.append(n * n)  # !
    print("in the child:", results)

def main():
    p = multiprocessing.Process(target=square, args=([1, 2, 3],))
    p.start()
    p.join()
    print("in the parent:", results)

if __name__ == "__main__":
    main()

# === a dict that the workers of a pool fill
from multiprocessing import Pool

cache = {}

def lookup(key):
    cache[key] = len(key)  # !

if __name__ == "__main__":
    with Pool(2) as pool:
        pool.map(lookup, ["a", "bb"])
    for key, value in cache.items():
        print(key, value)

# === a flag, set in what the target calls
import multiprocessing as mp

found = False

def report():
    global found
    found = True  # !

def search(text, word):
    if word in text:
        report()

if __name__ == "__main__":
    p = mp.Process(target=search, args=("a b c", "b"))
    p.start()
    p.join()
    if found:
        print("found")

# === the run method of a subclass
from multiprocessing import Process

log = []

class Logger(Process):
    def run(self):
        log.append(self.name)  # !

if __name__ == "__main__":
    loggers = [Logger() for _ in range(2)]
    for each in loggers: each.start()
    for each in loggers: each.join()
    print(len(log))

# === an executor
from concurrent.futures import ProcessPoolExecutor

totals = {"n": 0}

def add(n):
    totals["n"] += n  # !

if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        executor.map(add, range(5))
    print(totals)

# === near: state of the workers, which an initializer sets
from multiprocessing import Lock, Pool

lock = None
calls = 0

def init(shared):
    global lock
    lock = shared

def work(n):
    global calls
    calls += 1
    with lock:
        return n, calls

if __name__ == "__main__":
    lock = Lock()
    with Pool(2, initializer=init, initargs=(lock,)) as pool:
        print(len(pool.map(work, range(4))))

# === near: the results come back
from multiprocessing import Pool

results = []

def square(n):
    return n * n

def collect(value):
    results.append(value)

if __name__ == "__main__":
    pool = Pool(2)
    for n in range(3):
        pool.apply_async(square, (n,), callback=collect, error_callback=print)
    pool.close()
    pool.join()
    print(sorted(results))

# === near: threads share it
from threading import Thread
from multiprocessing import Process

seen = []

def note(n):
    seen.append(n)

if __name__ == "__main__":
    threads = [Thread(target=note, args=(i,)) for i in range(3)]
    for t in threads: t.start()
    for t in threads: t.join()
    p = Process(target=print, args=("child",))
    p.start(); p.join()
    print(len(seen))

# === near: shared for good
from multiprocessing import Manager, Process, Value

total = Value("i", 0)

def add(items, n):
    with total.get_lock():
        total.value += n
    items.append(n)

if __name__ == "__main__":
    items = Manager().list()
    ps = [Process(target=add, args=(items, n)) for n in range(3)]
    for p in ps: p.start()
    for p in ps: p.join()
    print(total.value, list(items))

# === near: a cache that each process has for itself
from multiprocessing import Pool

known = {}

def fibonacci(n):
    if n not in known:
        known[n] = n if n < 2 else fibonacci(n - 1) + fibonacci(n - 2)
    return known[n]

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(fibonacci, [10, 20]))
    print(fibonacci(5), len(known))

# === near: read before the child starts, set anew behind it
from multiprocessing import Process

level = 1

def child():
    global level
    level = 2
    print(level)

if __name__ == "__main__":
    print(level)
    p = Process(target=child)
    p.start()
    p.join()
    level = 5
    print(level)

# === near: a flag that each process sets for itself
import signal
from multiprocessing import Process
import time

running = True

def stop(signum, frame):
    global running
    running = False

def serve(rounds):
    global running
    signal.signal(signal.SIGTERM, stop)
    while running:
        rounds -= 1
        running = running and rounds > 0

def main():
    p = Process(target=serve, args=(3,))
    p.start()
    signal.signal(signal.SIGINT, stop)
    end = time.time() + 0.1
    while running and time.time() < end:
        time.sleep(0.01)
    p.join()

if __name__ == "__main__":
    main()
