# This sample tests what travels through pipes, pools and shared values.
from multiprocessing import Pipe, Pool, Process, Value


def child(conn):
    reveal_type(conn.recv())  # expect: str
    conn.send(1.5)


def square(x):
    reveal_type(x)  # expect: int8
    return x * x


def power(base, exponent):
    reveal_type(base)  # expect: float
    reveal_type(exponent)  # expect: int8
    return base**exponent


def setup(level, name):
    reveal_type(level)  # expect: int8
    reveal_type(name)  # expect: str


def done(results):
    reveal_type(results)  # expect: list[int]


def count(counter):
    with counter.get_lock():
        counter.value += 1
    reveal_type(counter.value)  # expect: int


if __name__ == "__main__":
    ours, theirs = Pipe()
    p = Process(target=child, args=(theirs,))
    p.start()
    ours.send("hello")
    reveal_type(ours.recv())  # expect: float
    p.join()
    with Pool(2, initializer=setup, initargs=(1, "pool")) as pool:
        reveal_type(pool.map(square, [1, 2, 3]))  # expect: list[int]
        reveal_type(pool.starmap(power, [(1.5, 2)]))  # expect: list[float]
        reveal_type(pool.apply(power, (1.5,), {"exponent": 3}))  # expect: float
        job = pool.map_async(square, range(5), callback=done)
        reveal_type(job.get())  # expect: list[int]
        for result in pool.imap_unordered(square, range(3)):
            reveal_type(result)  # expect: int16
        reveal_type([pool.apply_async(square, (i,)) for i in range(3)])  # expect: list[ApplyResult[int]]
        reveal_type([job.get(timeout=5) for job in [pool.apply_async(square, (3,))]])  # expect: list[int]
    counter = Value("i", 0)
    reveal_type(counter)  # expect: Synchronized[int]
    reveal_type(Value("d").value)  # expect: float
    q = Process(target=count, args=(counter,))
    q.start()
    q.join()
