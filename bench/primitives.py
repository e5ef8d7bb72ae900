"""What the primitives of multiprocessing cost. Prints a line for each measurement: its name, and a number with a unit."""
import multiprocessing
import time

PROCESSES = 5
INCREMENTS = 100_000
INTS = 200_000
RECORDS = 40_000
ROUND_TRIPS = 20_000
STARTS = 20


def increment(counter, lock, barrier, times):
    barrier.wait()
    start = time.perf_counter()
    for _ in range(INCREMENTS):
        with lock:
            counter.value += 1
    times.put(time.perf_counter() - start)


def put_ints(queue):
    for number in range(INTS):
        queue.put(number)


def put_records(queue):
    for number in range(RECORDS):
        queue.put([list(range(50)), "a record", number])


def echo(connection):
    for _ in range(ROUND_TRIPS):
        connection.send(connection.recv())


def nothing():
    pass


def show(name, value, unit):
    print(f"{name}: {value:.1f} {unit}", flush=True)


def measure_lock():
    counter = multiprocessing.Value("i", 0, lock=False)
    lock = multiprocessing.Lock()
    barrier = multiprocessing.Barrier(PROCESSES)
    times = multiprocessing.Queue()
    processes = [
        multiprocessing.Process(target=increment, args=(counter, lock, barrier, times)) for _ in range(PROCESSES)
    ]
    for process in processes:
        process.start()
    slowest = max([times.get() for _ in processes])
    for process in processes:
        process.join()
    assert counter.value == PROCESSES * INCREMENTS
    show("lock and increment, 5 processes x 100k", slowest * 1000, "ms")


def measure_queue(name, target, count):
    queue = multiprocessing.Queue()
    process = multiprocessing.Process(target=target, args=(queue,))
    process.start()
    queue.get()
    start = time.perf_counter()
    for _ in range(count - 1):
        queue.get()
    show(name, count / (time.perf_counter() - start) / 1000, "k/s")
    process.join()


def measure_round_trip():
    here, there = multiprocessing.Pipe()
    process = multiprocessing.Process(target=echo, args=(there,))
    process.start()
    here.send(0)
    here.recv()
    start = time.perf_counter()
    for number in range(ROUND_TRIPS - 1):
        here.send(number)
        here.recv()
    show("round trip over a pipe", (time.perf_counter() - start) / ROUND_TRIPS * 1e6, "us")
    process.join()


def measure_start():
    start = time.perf_counter()
    for _ in range(STARTS):
        process = multiprocessing.Process(target=nothing)
        process.start()
        process.join()
    show("start and join, one after the other", (time.perf_counter() - start) / STARTS * 1000, "ms")
    time.sleep(1)
    start = time.perf_counter()
    process = multiprocessing.Process(target=nothing)
    process.start()
    process.join()
    show("start and join after a pause", (time.perf_counter() - start) * 1000, "ms")


if __name__ == "__main__":
    measure_lock()
    measure_queue("queue of ints", put_ints, INTS)
    measure_queue("queue of records of 50 ints and a text", put_records, RECORDS)
    measure_round_trip()
    measure_start()
