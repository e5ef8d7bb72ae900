# === an early return
from multiprocessing import Lock, Process

def work(lock, n):
    lock.acquire()  # !
    if n < 0:
        return
    print(n)
    lock.release()

if __name__ == "__main__":
    lock = Lock()
    ps = [Process(target=work, args=(lock, n)) for n in (-1, 1)]
    for p in ps: p.start()
    for p in ps: p.join()

# === never
import multiprocessing as mp

def report(lock, text):
    lock.acquire()  # !
    print(text)

if __name__ == "__main__":
    lock = mp.Lock()
    ps = [mp.Process(target=report, args=(lock, str(n))) for n in range(2)]
    for p in ps: p.start()
    for p in ps: p.join()

# === only in one branch
from multiprocessing import Process, RLock

def add(lock, numbers, n):
    lock.acquire()  # !
    if n > 0:
        numbers.append(n)
        lock.release()
    else:
        print("no")

if __name__ == "__main__":
    lock = RLock()
    p = Process(target=add, args=(lock, [], 1))
    p.start()
    p.join()

# === a handler that returns
from multiprocessing import Lock, Process

class Writer:
    def __init__(self, lock):
        self.lock = lock

    def write(self, name):
        self.lock.acquire()  # !
        try:
            text = open(name).read()
        except OSError:
            return None
        self.lock.release()
        return text

def run(writer):
    print(writer.write("a.txt"))

if __name__ == "__main__":
    p = Process(target=run, args=(Writer(Lock()),))
    p.start()
    p.join()

# === a return in a loop
from multiprocessing import Lock, Pool

lock = Lock()

def find(word):
    lock.acquire()  # !
    for i, letter in enumerate(word):
        if letter == "x":
            return i
    lock.release()
    return -1

if __name__ == "__main__":
    with Pool(2) as pool:
        print(pool.map(find, ["ax", "b"]))

# === the value's own lock
from multiprocessing import Process, Value

def take(stock):
    stock.acquire()  # !
    if stock.value == 0:
        return False
    stock.value -= 1
    stock.release()
    return True

if __name__ == "__main__":
    stock = Value("i", 1)
    ps = [Process(target=take, args=(stock,)) for _ in range(2)]
    for p in ps: p.start()
    for p in ps: p.join()

# === near: finally
from multiprocessing import Lock, Process

def work(lock, n):
    lock.acquire()
    try:
        if n < 0:
            return
        print(n)
    finally:
        lock.release()

if __name__ == "__main__":
    lock = Lock()
    p = Process(target=work, args=(lock, 1))
    p.start()
    p.join()

# === near: on every way
from multiprocessing import Lock, Process

def work(lock, n):
    lock.acquire()
    if n < 0:
        lock.release()
        return
    elif n == 0:
        print("zero")
        lock.release()
    else:
        print(n)
        lock.release()
    while True:
        lock.acquire()
        n -= 1
        if n < 5:
            lock.release()
            break
        lock.release()

if __name__ == "__main__":
    lock = Lock()
    p = Process(target=work, args=(lock, 1))
    p.start()
    p.join()

# === near: by another process
from multiprocessing import Lock, Process, Semaphore

def waiter(ready):
    ready.acquire()
    print("go")

def starter(ready, places):
    places.acquire()
    ready.release()

if __name__ == "__main__":
    ready, places = Lock(), Semaphore(2)
    ready.acquire()
    ps = [Process(target=waiter, args=(ready,)), Process(target=starter, args=(ready, places))]
    for p in ps: p.start()
    for p in ps: p.join()

# === near: by another method
from multiprocessing import Lock, Process

class Guarded:
    def __init__(self):
        self.lock = Lock()

    def __enter__(self):
        self.lock.acquire()
        return self

    def __exit__(self, *args):
        self.lock.release()

def work(guarded):
    with guarded:
        print("in")

if __name__ == "__main__":
    p = Process(target=work, args=(Guarded(),))
    p.start()
    p.join()

# === near: asked first
from multiprocessing import Lock, Process

def work(lock):
    if not lock.acquire(timeout=1):
        return
    print("in")
    lock.release()
    if lock.acquire(False):
        print("again")
        lock.release()

if __name__ == "__main__":
    p = Process(target=work, args=(Lock(),))
    p.start()
    p.join()

# === near: with
from multiprocessing import Lock, Process

def work(lock, n):
    with lock:
        if n < 0:
            return
        print(n)

if __name__ == "__main__":
    p = Process(target=work, args=(Lock(), 1))
    p.start()
    p.join()

# === a raise that nobody takes
from multiprocessing import Lock, Process

def work(lock, n):
    lock.acquire()  # !
    if n < 0:
        raise ValueError(n)
    print(n)
    lock.release()

if __name__ == "__main__":
    p = Process(target=work, args=(Lock(), 1))
    p.start()
    p.join()

# === near: a raise that a handler takes
from multiprocessing import Lock, Process

def work(lock, n):
    lock.acquire()
    try:
        if n < 0:
            raise ValueError(n)
    except ValueError:
        print("no")
    lock.release()

if __name__ == "__main__":
    p = Process(target=work, args=(Lock(), 1))
    p.start()
    p.join()
