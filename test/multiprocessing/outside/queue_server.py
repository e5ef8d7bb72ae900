import sys, queue
from multiprocessing.managers import BaseManager
class Math:
    def __init__(self):
        self.calls = 0
    def add(self, x, y):
        self.calls += 1
        return x + y
    def fail(self, text):
        raise ValueError(text)
    def count(self):
        return self.calls
    def _hidden(self):
        return 1
    def bad(self):
        return (i for i in range(3))
jobs = queue.Queue()
results = queue.Queue(2)
data = {"a": 1}
items = [3, 1, 2]
math = Math()
class QueueManager(BaseManager):
    pass
def get_jobs(): return jobs
def get_math(): return math
QueueManager.register("get_jobs", callable=get_jobs)
QueueManager.register("get_results", callable=lambda: results)
QueueManager.register("get_data", callable=lambda: data)
QueueManager.register("get_items", callable=lambda: items)
QueueManager.register("get_math", callable=get_math)
QueueManager.register("Math", Math)
if __name__ == "__main__":
    m = QueueManager(address=sys.argv[1], authkey=b"abc")
    s = m.get_server()
    print("serving", flush=True)
    s.serve_forever()
