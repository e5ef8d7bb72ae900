# === several workers empty one queue
from multiprocessing import Process, Queue

def work(tasks):
    while not tasks.empty():  # !
        print(tasks.get())

if __name__ == "__main__":
    tasks = Queue()
    for n in range(10):
        tasks.put(n)
    ps = [Process(target=work, args=(tasks,)) for _ in range(3)]
    for p in ps: p.start()
    for p in ps: p.join()

# === the parent reads while the child still writes
import multiprocessing as mp

def produce(q):
    for n in range(5):
        q.put(n)

def main():
    q = mp.Queue()
    p = mp.Process(target=produce, args=(q,))
    p.start()
    while not q.empty():  # !
        print(q.get())
    p.join()

if __name__ == "__main__":
    main()

# === filled and read in one process
from multiprocessing import Queue

if __name__ == "__main__":
    q = Queue()
    for colour in ["red", "green"]:
        q.put(colour)
    while q.qsize() > 0:  # !
        print(q.get())

# === a consumer beside the producer
from multiprocessing import JoinableQueue, Process

def fill(q):
    for n in range(100):
        q.put(n)

def drain(q):
    while q.empty() == False:  # !
        q.get()
        q.task_done()

if __name__ == "__main__":
    q = JoinableQueue()
    a = Process(target=fill, args=(q,))
    b = Process(target=drain, args=(q,))
    a.start()
    b.start()
    a.join()
    b.join()

# === an attribute, in the run of a subclass
import multiprocessing

class Worker(multiprocessing.Process):
    def __init__(self, jobs):
        super().__init__()
        self.jobs = jobs

    def run(self):
        while not self.jobs.empty():  # !
            job = self.jobs.get()
            print(job)

if __name__ == "__main__":
    jobs = multiprocessing.Queue()
    for i in range(6):
        jobs.put(i)
    workers = [Worker(jobs) for _ in range(2)]
    for w in workers: w.start()
    for w in workers: w.join()

# === the size as the number of rounds
from multiprocessing import Process, Queue

def put(q):
    q.put(1)
    q.put(2)

if __name__ == "__main__":
    q = Queue()
    p = Process(target=put, args=(q,))
    p.start()
    for _ in range(q.qsize()):  # !
        print(q.get())
    p.join()

# === near: behind the join of all who put
from multiprocessing import Process, Queue
import os

def work(q):
    q.put(os.getpid())

if __name__ == "__main__":
    q = Queue()
    ps = [Process(target=work, args=(q,)) for _ in range(3)]
    for p in ps: p.start()
    for p in ps: p.join()
    pids = []
    while not q.empty():
        pids.append(q.get())
    print(len(pids))

# === near: a last item
from multiprocessing import Process, Queue

def work(q):
    while True:
        item = q.get()
        if item is None:
            break
        print(item)

if __name__ == "__main__":
    q = Queue()
    p = Process(target=work, args=(q,))
    p.start()
    q.put(1)
    q.put(None)
    p.join()
    if q.empty():
        print("empty")

# === near: waiting for the first item
from multiprocessing import Process, Queue
import time

def work(q):
    q.put("ready")

if __name__ == "__main__":
    q = Queue()
    p = Process(target=work, args=(q,))
    p.start()
    while q.empty():
        time.sleep(0.01)
    while q.qsize() < 1:
        time.sleep(0.01)
    print(q.get())
    p.join()

# === near: as long as somebody is alive or something is left
from multiprocessing import Process, Queue
import time

def work(q):
    for n in range(5):
        q.put(n)

if __name__ == "__main__":
    q = Queue()
    p = Process(target=work, args=(q,))
    p.start()
    while p.is_alive() or not q.empty():
        while not q.empty() or p.is_alive():
            print(q.get())
            break
        time.sleep(0.01)
    p.join()

# === near: queues of threads and managers
import queue
from multiprocessing import Manager, Process

def work(q):
    while not q.empty():
        print(q.get())

if __name__ == "__main__":
    own = queue.Queue()
    own.put(1)
    while not own.empty():
        print(own.get())
    with Manager() as manager:
        shared = manager.Queue()
        shared.put(1)
        p = Process(target=work, args=(shared,))
        p.start()
        p.join()

# === near: the reader starts when the writer has been waited for
from multiprocessing import Process, Queue
import os

def write(q):
    q.put(os.getpid())

def read(q):
    while not q.empty():
        print(q.get() > 0)

if __name__ == "__main__":
    q = Queue()
    writer = Process(target=write, args=(q,))
    reader = Process(target=read, args=(q,))
    writer.start()
    writer.join()
    reader.start()
    reader.join()

# === near: again and again, while somebody lives
from multiprocessing import Process, Queue
import time

def work(q, n):
    for i in range(n):
        q.put(i)

def main():
    q = Queue()
    ps = [Process(target=work, args=(q, 10)) for _ in range(3)]
    for p in ps: p.start()
    found = []
    while any(p.is_alive() for p in ps):
        while not q.empty():
            found.append(q.get())
        time.sleep(0.01)
    while not q.empty():
        found.append(q.get())
    for p in ps: p.join()
    print(len(found))

if __name__ == "__main__":
    main()
