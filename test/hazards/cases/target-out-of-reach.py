# === a lambda as a task
from multiprocessing import Pool

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(lambda n: n * n, range(3)))  # !

# === a nested function as a task
import multiprocessing as mp

def run(numbers, step):
    def add(n):
        return n + step

    with mp.Pool() as pool:
        return [pool.apply_async(add, (n,)).get() for n in numbers]  # !

if __name__ == "__main__":
    print(run([1, 2], 3))

# === an executor
from concurrent.futures import ProcessPoolExecutor

def main():
    with ProcessPoolExecutor() as executor:
        print(executor.submit(lambda: 5).result())  # !

if __name__ == "__main__":
    main()

# === a pool that is an attribute
from multiprocessing import get_context

class Job:
    def __enter__(self):
        self.pool = get_context("fork").Pool(2)
        return self

    def __exit__(self, *args):
        self.pool.terminate()

    def run(self, items):
        return list(self.pool.imap_unordered(lambda item: item.upper(), items))  # !

if __name__ == "__main__":
    with Job() as job:
        print(job.run(["a"]))

# === the target of a spawned child
import multiprocessing

def main():
    def work():
        print("working")

    context = multiprocessing.get_context("spawn")
    p = context.Process(target=work)  # !
    p.start()
    p.join()

if __name__ == "__main__":
    main()

# === near: functions of the module, and of the library
from multiprocessing import Pool

def square(n):
    return n * n

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(square, range(3)), pool.map(abs, [-1]))

# === near: what stays in the parent
from multiprocessing import Pool

def square(n):
    return n * n

if __name__ == "__main__":
    with Pool(2) as pool:
        result = pool.apply_async(square, (3,), callback=lambda n: print(n))
        print(sorted(pool.map(square, range(3)), key=lambda n: -n), result.get())

# === near: threads
from multiprocessing.pool import ThreadPool
from concurrent.futures import ThreadPoolExecutor

if __name__ == "__main__":
    with ThreadPool(2) as pool:
        print(pool.map(lambda n: n * n, range(3)))
    with ThreadPoolExecutor() as executor:
        print(list(executor.map(lambda n: n * n, range(3))))

# === near: a forked child
from multiprocessing import Process

def main():
    def work():
        print("working")

    p = Process(target=work)
    p.start()
    p.join()
    q = Process(target=lambda: print("too"))
    q.start()
    q.join()

if __name__ == "__main__":
    main()

# === near: a nested function that is a variable of the module
from multiprocessing import Pool

def define():
    global square

    def square(n):
        return n * n

define()

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(square, range(3)))
