# === a process started by the top level
from multiprocessing import Process

def greet(name):
    print("hello", name)

p = Process(target=greet, args=("bob",))
p.start()  # !
p.join()

# === a pool in a with statement
import multiprocessing as mp

def cube(n):
    return n ** 3

with mp.Pool(4) as pool:  # !
    print(pool.map(cube, range(10)))

# === main() called without a guard
from multiprocessing import Pool, cpu_count

def word_count(line):
    return len(line.split())

def main(lines):
    pool = Pool(cpu_count())
    counts = pool.map(word_count, lines)
    pool.close()
    pool.join()
    return sum(counts)

print(main(["a b", "c"]))  # !

# === a manager, and processes in a loop
import multiprocessing

def put(d, key):
    d[key] = key * 2

manager = multiprocessing.Manager()  # !
shared = manager.dict()
workers = [multiprocessing.Process(target=put, args=(shared, i)) for i in range(3)]
for worker in workers:
    worker.start()
for worker in workers:
    worker.join()

# === an executor, under a test that says nothing of processes
import sys
from concurrent.futures import ProcessPoolExecutor

def square(n):
    return n * n

if len(sys.argv) >= 0:
    with ProcessPoolExecutor(max_workers=2) as executor:
        print(list(executor.map(square, [1, 2, 3])))  # !

# === spawn, chosen by the script itself
import multiprocessing

def work():
    print("working")

context = multiprocessing.get_context("spawn")
child = context.Process(target=work)
child.start()  # !

# === a subclass, started in a function of a function
from multiprocessing import Process

class Ticker(Process):
    def run(self):
        print("tick")

def launch():
    Ticker().start()

def run_all():
    for _ in range(2):
        launch()

run_all()  # !

# === near: everything under the guard
from multiprocessing import Process

def greet(name):
    print("hello", name)

if __name__ == "__main__":
    p = Process(target=greet, args=("bob",))
    p.start()
    p.join()

# === near: main() under the guard, objects that start nothing at the top
from multiprocessing import Lock, Pool, Process, Queue

lock = Lock()
queue = Queue()
planned = Process(target=print)

def main():
    with Pool(2) as pool:
        print(pool.map(abs, [-1]))

if "__main__" == __name__:
    main()

# === near: a guard with a second condition
import multiprocessing, sys

def work(n):
    return n

if __name__ == "__main__" and len(sys.argv) < 99:
    pool = multiprocessing.Pool()
    print(pool.map(work, [1]))
    pool.close()

# === near: the function asks who it is
import multiprocessing

def work():
    print("working")

def start():
    if multiprocessing.current_process().name == "MainProcess":
        multiprocessing.Process(target=work).start()

start()

# === near: fork, chosen by the script itself
import multiprocessing

multiprocessing.set_start_method("fork")

def work():
    print("working")

p = multiprocessing.Process(target=work)
p.start()
p.join()

# === near: threads
from threading import Thread
from multiprocessing.pool import ThreadPool
from concurrent.futures import ThreadPoolExecutor

t = Thread(target=print)
t.start()
t.join()
with ThreadPool(2) as pool:
    print(pool.map(abs, [-1]))
with ThreadPoolExecutor() as executor:
    print(list(executor.map(abs, [-1])))

# === a start method that the command line names
import multiprocessing, sys

def work():
    print("working")

multiprocessing.set_start_method(sys.argv[1] if len(sys.argv) > 1 else None)
p = multiprocessing.Process(target=work)
p.start()  # !
p.join()
