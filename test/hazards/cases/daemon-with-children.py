# === daemon=True
from multiprocessing import Process

def leaf():
    print("leaf")

def branch():
    p = Process(target=leaf)
    p.start()  # !
    p.join()

if __name__ == "__main__":
    p = Process(target=branch, daemon=True)
    p.start()
    p.join()

# === the attribute, and a pool
import multiprocessing as mp

def square(n):
    return n * n

def serve(numbers):
    with mp.Pool(2) as pool:  # !
        print(pool.map(square, numbers))

def main():
    server = mp.Process(target=serve, args=([1, 2],))
    server.daemon = True
    server.start()
    server.join()

if __name__ == "__main__":
    main()

# === a task of a pool that makes a pool
from multiprocessing import Pool

def inner(n):
    return n + 1

def outer(n):
    with Pool(2) as pool:  # !
        return pool.map(inner, range(n))

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(outer, [1, 2]))

# === a subclass, in what its run calls
from multiprocessing import Manager, Process

class Monitor(Process):
    def __init__(self):
        super().__init__()
        self.daemon = True

    def run(self):
        self.watch()

    def watch(self):
        with Manager() as manager:  # !
            print(manager.list())

if __name__ == "__main__":
    m = Monitor()
    m.start()
    m.join()

# === a task that starts a process of another context
import multiprocessing

def child(n):
    print(n)

def task(n):
    context = multiprocessing.get_context("spawn")
    p = context.Process(target=child, args=(n,))
    p.start()  # !
    p.join()
    return n

if __name__ == "__main__":
    pool = multiprocessing.Pool(2)
    results = [pool.apply_async(task, (n,)) for n in range(2)]
    print([r.get() for r in results])
    pool.close()
    pool.join()

# === near: not daemonic
from multiprocessing import Process

def leaf():
    print("leaf")

def branch():
    p = Process(target=leaf, daemon=True)
    p.start()
    p.join()

if __name__ == "__main__":
    p = Process(target=branch, daemon=False)
    p.start()
    p.join()
    other = Process(target=branch)
    other.daemon = False
    other.start()
    other.join()

# === near: threads in a daemon
from multiprocessing import Process
from multiprocessing.pool import ThreadPool
from threading import Thread

def work():
    t = Thread(target=print, args=("thread",))
    t.daemon = True
    t.start()
    t.join()
    with ThreadPool(2) as pool:
        print(pool.map(abs, [-1]))

if __name__ == "__main__":
    p = Process(target=work, daemon=True)
    p.start()
    p.join()

# === near: the workers of an executor may have children
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import Pool

def inner(n):
    return n + 1

def outer(n):
    with Pool(2) as pool:
        return pool.map(inner, range(n))

if __name__ == "__main__":
    with ProcessPoolExecutor(2) as executor:
        print(list(executor.map(outer, [1, 2])))

# === near: the parent has both
from multiprocessing import Pool, Process

def tick():
    print("tick")

def square(n):
    return n * n

if __name__ == "__main__":
    p = Process(target=tick, daemon=True)
    p.start()
    with Pool(2) as pool:
        print(pool.map(square, [1, 2]))
    p.join()

# === near: awaited, and a pool whose workers aren't daemonic
import multiprocessing
import multiprocessing.pool

def leaf():
    pass

def branch():
    try:
        multiprocessing.Process(target=leaf).start()
    except AssertionError as error:
        print(error)

if __name__ == "__main__":
    p = multiprocessing.Process(target=branch, daemon=True)
    p.start()
    p.join()
