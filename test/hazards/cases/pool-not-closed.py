# === a variable of the script
from multiprocessing import Pool

def square(n):
    return n * n

if __name__ == "__main__":
    pool = Pool(4)  # !
    print(pool.map(square, range(10)))

# === in a function, with results
import multiprocessing as mp

def cube(n):
    return n ** 3

def compute(numbers):
    workers = mp.Pool(processes=mp.cpu_count())  # !
    results = [workers.apply_async(cube, (n,)) for n in numbers]
    return [r.get() for r in results]

if __name__ == "__main__":
    print(compute([1, 2]))

# === never in a variable
import multiprocessing

def length(text):
    return len(text)

if __name__ == "__main__":
    print(multiprocessing.Pool(2).map(length, ["a", "bb"]))  # !

# === an attribute
from multiprocessing import get_context

def work(n):
    return n + 1

class Service:
    def __init__(self, size):
        self.workers = get_context("spawn").Pool(size)  # !

    def ask(self, n):
        return self.workers.apply(work, (n,))

if __name__ == "__main__":
    print(Service(2).ask(5))

# === one in each round of a loop
from multiprocessing import Pool

def halve(n):
    return n / 2

def rounds(n):
    for size in range(1, n):
        pool = Pool(size)  # !
        for value in pool.imap_unordered(halve, range(size)):
            print(value)

if __name__ == "__main__":
    rounds(3)

# === near: with
from multiprocessing import Pool

def square(n):
    return n * n

if __name__ == "__main__":
    with Pool(4) as pool:
        print(pool.map(square, range(10)))
    other = Pool(2)
    with other:
        print(other.map(square, [3]))

# === near: close, or terminate
from multiprocessing import Pool

def square(n):
    return n * n

def run(numbers):
    pool = Pool()
    try:
        return pool.map(square, numbers)
    finally:
        pool.terminate()
        pool.join()

if __name__ == "__main__":
    pool = Pool(4)
    print(pool.map(square, range(10)))
    pool.close()
    pool.join()
    print(run([1, 2]))

# === near: closed by others
from contextlib import closing
from multiprocessing import Pool

def make():
    return Pool(2)

def make_named():
    pool = Pool(2)
    return pool

def finish(pool):
    pool.close()
    pool.join()

if __name__ == "__main__":
    with closing(Pool(2)) as pool:
        print(pool.map(abs, [-1]))
    mine = Pool(2)
    print(mine.map(abs, [-2]))
    finish(mine)
    with make() as pool, make_named() as other:
        print(pool.map(abs, [-3]), other.map(abs, [-4]))

# === near: an attribute that another method closes
from multiprocessing import Pool

class Service:
    def __init__(self):
        self.pool = Pool(2)

    def __enter__(self):
        return self

    def __exit__(self, *args):
        self.pool.close()
        self.pool.join()

if __name__ == "__main__":
    with Service() as service:
        print(service.pool.map(abs, [-1]))

# === near: a global that is closed elsewhere, and a list of pools
from multiprocessing import Pool

pool = None

def setup():
    global pool
    pool = Pool(2)

def teardown():
    pool.close()
    pool.join()

if __name__ == "__main__":
    setup()
    print(pool.map(abs, [-1]))
    teardown()
    pools = [Pool(1) for _ in range(2)]
    for each in pools:
        print(each.map(abs, [-2]))
        each.close()
        each.join()

# === near: executors and threads
from concurrent.futures import ProcessPoolExecutor
from multiprocessing.pool import ThreadPool

if __name__ == "__main__":
    executor = ProcessPoolExecutor(2)
    print(list(executor.map(abs, [-1])))
    executor.shutdown()
    threads = ThreadPool(2)
    print(threads.map(abs, [-1]))
