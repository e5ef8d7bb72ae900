# === two functions
from multiprocessing import Lock, Process

def first(a, b):
    with a:
        with b:
            print("first")

def second(a, b):
    with b:
        with a:  # !
            print("second")

if __name__ == "__main__":
    a, b = Lock(), Lock()
    ps = [Process(target=first, args=(a, b)), Process(target=second, args=(a, b))]
    for p in ps: p.start()
    for p in ps: p.join()

# === one function, called both ways
import multiprocessing as mp

def transfer(source, target, n):
    for _ in range(n):
        with source:
            with target:  # !
                print("moved")

if __name__ == "__main__":
    left = mp.Lock()
    right = mp.Lock()
    p = mp.Process(target=transfer, args=(left, right, 100))
    q = mp.Process(target=transfer, args=(right, left, 100))
    p.start(); q.start()
    p.join(); q.join()

# === acquire, and two locks in one with
from multiprocessing import Process, RLock

def one(files, screen):
    files.acquire()
    screen.acquire()
    print("one")
    screen.release()
    files.release()

def two(files, screen):
    with screen, files:  # !
        print("two")

def main():
    files, screen = RLock(), RLock()
    p = Process(target=one, args=(files, screen))
    q = Process(target=two, kwargs={"files": files, "screen": screen})
    p.start(); q.start()
    p.join(); q.join()

if __name__ == "__main__":
    main()

# === locks of the module
from multiprocessing import Lock, Process

disk = Lock()
net = Lock()

def download():
    with net:
        with disk:
            print("download")

def upload():
    with disk:
        with net:  # !
            print("upload")

if __name__ == "__main__":
    ps = [Process(target=download), Process(target=upload)]
    for p in ps: p.start()
    for p in ps: p.join()

# === the parent and a child
import multiprocessing

def child(a, b):
    with a, b:
        print("child")

if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    a, b = context.Lock(), context.Lock()
    p = context.Process(target=child, args=(a, b))
    p.start()
    with b, a:  # !
        print("parent")
    p.join()

# === attributes of a subclass
from multiprocessing import Lock, Process

class Worker(Process):
    def __init__(self, index, data):
        super().__init__()
        self.index = index
        self.data = data

    def run(self):
        self.read()
        self.write()

    def read(self):
        with self.index:
            with self.data:
                print("read")

    def write(self):
        with self.data:
            with self.index:  # !
                print("write")

if __name__ == "__main__":
    index, data = Lock(), Lock()
    workers = []
    for _ in range(2):
        workers.append(Worker(index, data))
    for w in workers: w.start()
    for w in workers: w.join()

# === near: the same order everywhere
from multiprocessing import Lock, Process

def first(a, b):
    with a:
        with b:
            print("first")

def second(a, b):
    with a, b:
        print("second")

if __name__ == "__main__":
    a, b = Lock(), Lock()
    ps = [Process(target=first, args=(a, b)), Process(target=second, args=(a, b))]
    for p in ps: p.start()
    for p in ps: p.join()

# === near: one after the other
from multiprocessing import Lock, Process

def first(a, b):
    with a:
        print("a")
    with b:
        print("b")

def second(a, b):
    b.acquire()
    print("b")
    b.release()
    a.acquire()
    print("a")
    a.release()

if __name__ == "__main__":
    a, b = Lock(), Lock()
    ps = [Process(target=first, args=(a, b)), Process(target=second, args=(a, b))]
    for p in ps: p.start()
    for p in ps: p.join()

# === near: a lock around both
from multiprocessing import Lock, Process

def first(gate, a, b):
    with gate:
        with a, b:
            print("first")

def second(gate, a, b):
    with gate, b, a:
        print("second")

if __name__ == "__main__":
    gate, a, b = Lock(), Lock(), Lock()
    ps = [Process(target=first, args=(gate, a, b)), Process(target=second, args=(gate, a, b))]
    for p in ps: p.start()
    for p in ps: p.join()

# === near: a chain of pairs
from multiprocessing import Lock, Process

def both(a, b):
    with a:
        with b:
            print("both")

if __name__ == "__main__":
    x, y, z = Lock(), Lock(), Lock()
    ps = [Process(target=both, args=pair) for pair in [(x, y), (y, z)]]
    ps.append(Process(target=both, args=(x, y)))
    ps.append(Process(target=both, args=(y, z)))
    ps.append(Process(target=both, args=(x, z)))
    for p in ps: p.start()
    for p in ps: p.join()

# === near: one process alone
from multiprocessing import Lock, Process

def work(a, b):
    with a, b:
        print("ab")
    with b, a:
        print("ba")

if __name__ == "__main__":
    a, b = Lock(), Lock()
    p = Process(target=work, args=(a, b))
    p.start()
    p.join()

# === near: a lock for each
from multiprocessing import Lock, Process

def philosopher(left, right):
    with left:
        with right:
            print("eats")

if __name__ == "__main__":
    forks = [Lock() for _ in range(3)]
    ps = [Process(target=philosopher, args=(forks[min(i, (i + 1) % 3)], forks[max(i, (i + 1) % 3)])) for i in range(3)]
    for p in ps: p.start()
    for p in ps: p.join()

# === near: readers that share one lock
from multiprocessing import Lock, Process, Value

class Shelf:
    def __init__(self):
        self.room = Lock()
        self.door = Lock()
        self.readers = Value("i", 0)

    def read(self):
        with self.door:
            self.readers.value += 1
            if self.readers.value == 1:
                self.room.acquire()
        print("reading")
        with self.door:
            self.readers.value -= 1
            if self.readers.value == 0:
                self.room.release()

    def write(self):
        self.room.acquire()
        print("writing")
        self.room.release()

def reader(shelf):
    shelf.read()

def writer(shelf):
    shelf.write()

if __name__ == "__main__":
    shelf = Shelf()
    ps = [Process(target=reader, args=(shelf,)) for _ in range(3)]
    ps.append(Process(target=writer, args=(shelf,)))
    for p in ps: p.start()
    for p in ps: p.join()

# === the locks of two objects
from multiprocessing import Lock, Process, Value

class Account:
    def __init__(self, balance):
        self.balance = Value("d", balance)
        self.lock = Lock()

def transfer(source, target, amount):
    with source.lock:
        with target.lock:  # !
            source.balance.value -= amount
            target.balance.value += amount

if __name__ == "__main__":
    mine, yours = Account(10), Account(20)
    p = Process(target=transfer, args=(mine, yours, 1))
    q = Process(target=transfer, args=(yours, mine, 2))
    p.start(); q.start()
    p.join(); q.join()

# === near: the locks of other objects
from multiprocessing import Lock, Process

class Shelf:
    def __init__(self):
        self.lock = Lock()

def move(source, target):
    with source.lock:
        with target.lock:
            print("moved")

if __name__ == "__main__":
    first, second, third = Shelf(), Shelf(), Shelf()
    ps = [Process(target=move, args=(first, second)), Process(target=move, args=(second, third))]
    ps.append(Process(target=move, args=(first, third)))
    for p in ps: p.start()
    for p in ps: p.join()
