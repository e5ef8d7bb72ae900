import sys, time
from multiprocessing import Process
from multiprocessing.managers import BaseManager, RemoteError
import queue
class QueueManager(BaseManager):
    pass
for name in ["get_jobs", "get_results", "get_data", "get_items", "get_math", "Math"]:
    QueueManager.register(name)
ADDRESS = sys.argv[1]
def connect(key=b"abc"):
    m = QueueManager(address=ADDRESS, authkey=key)
    m.connect()
    return m
def worker(n):
    m = connect()
    jobs, results = m.get_jobs(), m.get_results()
    while True:
        job = jobs.get()
        if job is None:
            break
        results.put((job, job * job))
def passed(proxy, n):
    for i in range(n):
        proxy.add(i, i)
if __name__ == "__main__":
    try:
        connect(b"wrong")
    except Exception as e:
        print(type(e).__name__, e)
    m = connect()
    jobs, results = m.get_jobs(), m.get_results()
    print(type(jobs).__name__, jobs.qsize())
    ps = [Process(target=worker, args=(i,)) for i in range(2)]
    for p in ps: p.start()
    for i in range(6): jobs.put(i)
    for p in ps: jobs.put(None)
    print(sorted(results.get() for _ in range(6)))
    for p in ps: p.join()
    try:
        results.get(timeout=0.1)
    except queue.Empty as e:
        print("Empty", repr(e))
    try:
        jobs.get_nowait()
    except queue.Empty:
        print("Empty again")
    results.put(1); results.put(2)
    try:
        results.put(3, True, 0.05)
    except queue.Full:
        print("Full")
    math = m.get_math()
    print(math.add(2, 3), math.add("a", "b"), math.add(x=1, y=2.5))
    try:
        math.fail("no")
    except ValueError as e:
        print("ValueError", e)
    try:
        math.bad()
    except RemoteError as e:
        print("RemoteError", str(e).splitlines()[-2:][0][:60])
    try:
        math.nothing()
    except AttributeError as e:
        print("AttributeError", str(e)[:40])
    d = m.get_data()
    d.update({"b": [1, 2]})
    print(d.get("b"), sorted(d.keys()), d)
    l = m.get_items()
    l.append(7); l.sort()
    print(l.copy(), str(l), l.index(7))
    other = m.Math()
    print(other.add(1, 1), other.count(), math.count())
    p = Process(target=passed, args=(other, 5)); p.start(); p.join()
    print(other.count(), p.exitcode)
