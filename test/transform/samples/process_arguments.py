# This sample tests that what is given as args= and kwargs= of Process reaches the target's parameters.
import multiprocessing
from multiprocessing import Process, Queue


def square_list(mylist, q):
    reveal_type(mylist)  # expect: list[int]
    for num in mylist:
        reveal_type(num)  # expect: int8
        q.put(num * num)


def label(name, count=1):
    reveal_type(name)  # expect: str
    reveal_type(count)  # expect: int8


class Clock(Process):
    def __init__(self, interval):
        super().__init__()
        self.interval = interval

    def run(self):
        reveal_type(self.interval)  # expect: float


if __name__ == "__main__":
    mylist = [1, 2, 3, 4]
    q = multiprocessing.Queue()
    p1 = multiprocessing.Process(target=square_list, args=(mylist, q))
    p1.start()
    p1.join()
    reveal_type(q)  # expect: Queue[int]
    reveal_type(q.get())  # expect: int
    p2 = Process(target=label, args=("a",), kwargs={"count": 2})
    p2.start()
    reveal_type(p2.pid)  # expect: int | None
    clock = Clock(0.5)
    reveal_type(clock)  # expect: Clock
    empty = Queue()
    reveal_type(empty)  # expect: Queue[never]
