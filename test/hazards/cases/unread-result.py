# === fire and forget
from multiprocessing import Pool

def work(n):
    return 10 / n

if __name__ == "__main__":
    pool = Pool(2)
    for n in range(3):
        pool.apply_async(work, args=(n,))  # !
    pool.close()
    pool.join()

# === a callback sees only what went well
import multiprocessing as mp

results = []

def parse(line):
    return int(line)

def main():
    pool = mp.Pool()
    for line in ["1", "x"]:
        pool.apply_async(parse, (line,), callback=results.append)  # !
    pool.close()
    pool.join()
    print(results)

if __name__ == "__main__":
    main()

# === kept, and only waited for
from multiprocessing import Pool

def load(name):
    with open(name) as file:
        return file.read()

if __name__ == "__main__":
    with Pool(2) as pool:
        jobs = [pool.apply_async(load, (name,)) for name in ("a", "b")]  # !
        for job in jobs:
            job.wait()

# === a variable that nobody reads
from multiprocessing import Pool

def square(n):
    return n * n

if __name__ == "__main__":
    pool = Pool(3)
    result = pool.map_async(square, range(5))  # !
    pool.close()
    pool.join()

# === a list that is only filled
from multiprocessing import get_context

def fail(n):
    raise ValueError(n)

class Batch:
    def run(self, n):
        pending = []
        with get_context("spawn").Pool(2) as pool:
            for i in range(n):
                pending.append(pool.apply_async(fail, (i,)))  # !
            pool.close()
            pool.join()

if __name__ == "__main__":
    Batch().run(2)

# === a comprehension that is dropped
from multiprocessing import Pool

def pair(a, b):
    return a[b]

if __name__ == "__main__":
    with Pool(2) as pool:
        [pool.starmap_async(pair, [("ab", n)]) for n in range(3)]  # !
        pool.close()
        pool.join()

# === near: get
from multiprocessing import Pool

def work(n):
    return 10 / n

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.apply_async(work, (5,)).get())
        results = [pool.apply_async(work, (n,)) for n in (1, 2)]
        print([result.get(timeout=10) for result in results])
        last = pool.map_async(work, [1])
        last.wait()
        if last.successful():
            print(last.get())

# === near: an error callback
from multiprocessing import Pool

def work(n):
    return 10 / n

if __name__ == "__main__":
    pool = Pool(2)
    for n in range(2):
        pool.apply_async(work, (n,), {}, print, print)
        pool.apply_async(work, (n,), callback=print, error_callback=print)
    pool.close()
    pool.join()

# === near: the task sees to its errors
import logging
from multiprocessing import Pool

def work(n):
    """Never raises."""
    try:
        print(10 / n)
    except Exception as error:
        logging.error("%s", error)

if __name__ == "__main__":
    pool = Pool(2)
    for n in range(3):
        pool.apply_async(work, (n,))
    pool.close()
    pool.join()

# === near: given on
from multiprocessing import Pool

def work(n):
    return 10 / n

def collect(results):
    return [result.get() for result in results]

class Jobs:
    def __init__(self, pool):
        self.all = {}
        self.pool = pool

    def add(self, n):
        self.all[n] = self.pool.apply_async(work, (n,))
        return self.pool.apply_async(work, (n,))

if __name__ == "__main__":
    with Pool(2) as pool:
        pending = []
        for n in (1, 2):
            pending.append(pool.apply_async(work, (n,)))
        print(collect(pending))
        jobs = Jobs(pool)
        print(jobs.add(5).get(), jobs.all[5].get())

# === near: a set of results, taken out of a dict and a queue
from collections import deque
from multiprocessing import Pool

def work(n):
    return 10 / n

if __name__ == "__main__":
    with Pool(2) as pool:
        waiting = deque()
        waiting.append(pool.apply_async(work, (1,)))
        while waiting:
            print(waiting.popleft().get())
        by_name = {n: pool.apply_async(work, (n,)) for n in (1, 2)}
        print({n: result.get() for n, result in by_name.items()})
