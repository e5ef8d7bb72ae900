# === the results are read behind the join
from multiprocessing import Process, Queue

def squares(numbers, out):
    for n in numbers:
        out.put(n * n)

if __name__ == "__main__":
    out = Queue()
    p = Process(target=squares, args=([1, 2, 3], out))
    p.start()
    p.join()  # !
    while not out.empty():
        print(out.get())

# === one large result of each of several workers
import multiprocessing as mp

def load(part, results):
    rows = [list(range(1000)) for _ in range(part)]
    results.put(rows)

def main():
    results = mp.Queue()
    workers = []
    for part in range(4):
        worker = mp.Process(target=load, args=(part, results))
        workers.append(worker)
        worker.start()
    for worker in workers:
        worker.join()  # !
    return [results.get() for _ in workers]

if __name__ == "__main__":
    print(len(main()))

# === a subclass with the queue as its attribute
from multiprocessing import Process, Queue

class Crawler(Process):
    def __init__(self, pages, found):
        super().__init__()
        self.pages = pages
        self.found = found

    def run(self):
        for page in self.pages:
            self.found.put((page, len(page)))

if __name__ == "__main__":
    found = Queue()
    crawlers = [Crawler(["a", "b"], found), Crawler(["c"], found)]
    for c in crawlers:
        c.start()
    for c in crawlers:
        c.join()  # !
    print(sorted(found.get() for _ in range(3)))

# === a context's queue, given by keyword to a helper's helper
import multiprocessing

def emit(sink, text):
    sink.put(text)

def read_all(lines, sink):
    for line in lines:
        emit(sink, line.upper())

if __name__ == "__main__":
    context = multiprocessing.get_context("spawn")
    sink = context.Queue()
    reader = context.Process(target=read_all, kwargs={"lines": ["x", "y"], "sink": sink})
    reader.start()
    reader.join(timeout=None)
    reader.join()  # !
    print(sink.get(), sink.get())

# === drained by a function that is called behind the join
from multiprocessing import Process, JoinableQueue

def produce(queue):
    for i in range(100000):
        queue.put(i)

def drain(queue):
    items = []
    while not queue.empty():
        items.append(queue.get_nowait())
    return items

if __name__ == "__main__":
    queue = JoinableQueue()
    producer = Process(target=produce, args=(queue,))
    producer.start()
    producer.join()  # !
    print(len(drain(queue)))

# === the consumer starts when the producer has been waited for
from multiprocessing import Process, Queue

def fill(q):
    for word in "to be or not to be".split():
        q.put(word)

def empty(q, n):
    for _ in range(n):
        print(q.get())

if __name__ == "__main__":
    q = Queue()
    first = Process(target=fill, args=(q,))
    second = Process(target=empty, args=(q, 6))
    first.start()
    first.join()  # !
    second.start()
    second.join()

# === near: drained first
from multiprocessing import Process, Queue

def squares(numbers, out):
    for n in numbers:
        out.put(n * n)
    out.put(None)

if __name__ == "__main__":
    out = Queue()
    p = Process(target=squares, args=([1, 2, 3], out))
    p.start()
    for value in iter(out.get, None):
        print(value)
    p.join()
    print(out.empty())

# === near: a consumer that runs meanwhile
from multiprocessing import Process, Queue

def produce(q):
    for i in range(1000):
        q.put(i)
    q.put(None)

def consume(q, results):
    total = 0
    while (item := q.get()) is not None:
        total += item
    results.put(total)

if __name__ == "__main__":
    q, results = Queue(), Queue()
    producer = Process(target=produce, args=(q,))
    consumer = Process(target=consume, args=(q, results))
    producer.start(); consumer.start()
    producer.join(); consumer.join()
    print(results.get())

# === near: a queue of a manager, and a simple value of each child
from multiprocessing import Manager, Process, Queue
import os

def work(log, pids):
    for i in range(10):
        log.put("step %d" % i)
    pids.put(os.getpid())

if __name__ == "__main__":
    with Manager() as manager:
        log, pids = manager.Queue(), Queue()
        ps = [Process(target=work, args=(log, pids)) for _ in range(2)]
        for p in ps: p.start()
        for p in ps: p.join()
        while not log.empty(): print(log.get())
        print(len({pids.get() for _ in ps}))

# === near: the child takes, the parent puts
from multiprocessing import Process, Queue

def work(tasks, done):
    while True:
        task = tasks.get()
        if task is None:
            break
        print(task)
    done.put("done")

if __name__ == "__main__":
    tasks, done = Queue(), Queue()
    p = Process(target=work, args=(tasks, done))
    p.start()
    for task in range(3):
        tasks.put(task)
    tasks.put(None)
    p.join()
    print(done.get())

# === near: another process of the same name
from multiprocessing import Process, Queue

def shout(q):
    for i in range(3):
        q.put(str(i))

def quiet():
    pass

if __name__ == "__main__":
    q = Queue()
    p = Process(target=shout, args=(q,))
    p.start()
    print([q.get() for _ in range(3)])
    p.join()
    p = Process(target=quiet)
    p.start()
    p.join()
    q.put("mine")
    print(q.get())

# === near: a join with a limit, and a thread that drains
from multiprocessing import Process, Queue
from threading import Thread

def talk(q):
    for i in range(10):
        q.put("line %d" % i)
    q.put(None)

def listen(q, lines):
    for line in iter(q.get, None):
        lines.append(line)

if __name__ == "__main__":
    q, lines = Queue(), []
    listener = Thread(target=listen, args=(q, lines))
    listener.start()
    p = Process(target=talk, args=(q,))
    p.start()
    p.join()
    listener.join()
    other = Process(target=talk, args=(q,))
    other.start()
    other.join(5)
    print(len(lines), q.get())

# === near: two numbers of each child
from multiprocessing import Process, Queue

def measure(q, n):
    q.put((n, n * n))

if __name__ == "__main__":
    q = Queue()
    ps = [Process(target=measure, args=(q, n)) for n in range(3)]
    for p in ps: p.start()
    for p in ps: p.join()
    print(sorted(q.get() for _ in ps))
