"""Pipes, listeners and clients, and waiting for several of them."""

from array import array

from cells import cell, outcome, run
from kit import KIND, Event, Pipe, Process

if KIND == "threads":
    from multiprocessing.dummy.connection import Client, Listener
else:
    from multiprocessing.connection import Client, Listener, wait


def started(target, *args):
    process = Process(target=target, args=args)
    process.start()
    return process


def echo(connection):
    for message in iter(connection.recv, "stop"):
        connection.send(message)


@cell()
def objects_there_and_back():
    mine, theirs = Pipe()
    process = started(echo, theirs)
    for message in (1, "two", [3, None], {"four": (4.5, True)}, b"five", 10**30):
        mine.send(message)
        print(mine.recv())
    mine.send("stop")
    process.join()


@cell()
def messages_wait_in_order():
    first, second = Pipe()
    for message in range(5):
        first.send(message)
    print([second.recv() for _ in range(5)])


@cell()
def both_ends_send():
    first, second = Pipe()
    first.send("to second")
    second.send("to first")
    print(first.recv(), second.recv())


@cell()
def poll():
    first, second = Pipe()
    print(first.poll(), first.poll(0), first.poll(0.01))
    second.send(None)
    print(first.poll(), first.poll(60), first.recv(), first.poll())


def send_later(connection, go, message):
    go.wait()
    connection.send(message)


@cell("processes", "threads")
def poll_wakes_up():
    mine, theirs = Pipe()
    go = Event()
    process = started(send_later, theirs, go, "late")
    go.set()
    print(mine.poll(60), mine.recv())
    process.join()


@cell()
def pipe_as_context():
    first, second = Pipe()
    with first as entered, second:
        print(entered is first)
        first.send(1)
        print(second.recv())


@cell("processes")
def one_way_pipe():
    reader, writer = Pipe(duplex=False)
    print(reader.readable, reader.writable, writer.readable, writer.writable)
    writer.send("hello")
    print(reader.recv(), outcome(lambda: reader.send(1)), outcome(writer.recv), outcome(lambda: writer.poll()))


@cell("processes")
def closed_ends():
    first, second = Pipe()
    print(first.closed, first.close(), first.closed, first.close())
    for use in (lambda: first.send(1), first.recv, first.poll, first.fileno, lambda: first.send_bytes(b"")):
        print(outcome(use))
    print(outcome(second.recv), outcome(second.recv_bytes))


@cell("processes")
def sending_to_a_closed_end():
    first, second = Pipe()
    second.close()
    print(outcome(lambda: first.send(1)))


@cell("processes")
def what_was_sent_before_the_close_arrives():
    first, second = Pipe()
    first.send(1)
    first.send(2)
    first.close()
    print(second.recv(), second.poll(), second.recv(), outcome(second.recv))


def send_and_end(connection, messages):
    for message in messages:
        connection.send(message)


@cell("processes")
def end_of_the_last_writer():
    reader, writer = Pipe(False)
    process = started(send_and_end, writer, [1, 2])
    writer.close()
    print(reader.recv(), reader.recv(), outcome(reader.recv))
    process.join()


@cell("processes")
def bytes_there_and_back():
    first, second = Pipe()
    first.send_bytes(b"hello")
    print(second.recv_bytes())
    first.send_bytes(b"")
    print(second.recv_bytes())
    first.send_bytes(b"0123456789", 3)
    first.send_bytes(b"0123456789", 3, 4)
    first.send_bytes(bytearray(b"abc"), size=2)
    print(second.recv_bytes(), second.recv_bytes(), second.recv_bytes())
    first.send_bytes(memoryview(b"view"))
    print(second.recv_bytes())


@cell("processes")
def wrong_offsets_and_sizes():
    first, second = Pipe()
    for args in ((b"abc", 4), (b"abc", -1), (b"abc", 1, -1), (b"abc", 1, 3), (b"abc", 3, 0)):
        print(outcome(lambda: first.send_bytes(*args)))
    print(second.recv_bytes())
    print(outcome(lambda: first.send_bytes("text")))


@cell("processes")
def bytes_into_a_buffer():
    first, second = Pipe()
    buffer = bytearray(10)
    first.send_bytes(b"hello")
    print(second.recv_bytes_into(buffer), buffer)
    first.send_bytes(b"xyz")
    print(second.recv_bytes_into(buffer, 6), buffer)
    numbers = array("i", [0] * 4)
    first.send_bytes(array("i", [1, 2]))
    print(second.recv_bytes_into(numbers, 8), numbers)


@cell("processes")
def buffers_that_are_too_short():
    first, second = Pipe()
    first.send_bytes(b"a longer message")
    try:
        second.recv_bytes_into(bytearray(4))
    except Exception as error:
        print(type(error).__name__, error.args)
    first.send_bytes(b"abc")
    print(outcome(lambda: second.recv_bytes_into(bytearray(4), 5)), outcome(lambda: second.recv_bytes_into(bytearray(4), -1)))


@cell("processes")
def messages_longer_than_allowed():
    first, second = Pipe()
    first.send_bytes(b"12345")
    print(second.recv_bytes(5))
    first.send_bytes(b"12345")
    print(outcome(lambda: second.recv_bytes(4)))
    print(outcome(lambda: second.recv_bytes(-1)))


@cell("processes")
def messages_keep_their_boundaries():
    first, second = Pipe()
    for message in (b"", b"ab", b"c", b""):
        first.send_bytes(message)
    print([second.recv_bytes() for _ in range(4)], second.poll())


def send_bytes_of(connection, sizes):
    for size in sizes:
        connection.send_bytes(b"x" * size)


@cell("processes")
def long_messages():
    mine, theirs = Pipe()
    sizes = [1 << 20, 0, 5_000_000]
    process = started(send_bytes_of, theirs, sizes)
    print([len(mine.recv_bytes()) for _ in sizes])
    process.join()


@cell("processes")
def what_cannot_be_sent():
    first, second = Pipe()
    print(outcome(lambda: first.send(lambda: 1)).split(":")[0], second.poll())


@cell("processes")
def messages_are_copies():
    first, second = Pipe()
    item = [1]
    first.send(item)
    item.append(2)
    print(second.recv())


def answer_through(connection):
    connection.recv().send("through a pipe")


@cell("processes")
def connections_travel():
    mine, theirs = Pipe()
    process = started(answer_through, theirs)
    reader, writer = Pipe(False)
    mine.send(writer)
    writer.close()
    print(reader.recv())
    process.join()


@cell("processes")
def reprs():
    first, second = Pipe()
    print(type(first).__name__, str(first).split(" at ")[0], isinstance(first.fileno(), int))


@cell("processes")
def wait_for_several():
    (a, to_a), (b, to_b) = Pipe(), Pipe()
    print(wait([a, b], 0), wait([a, b], timeout=0.01))
    to_b.send(1)
    print(wait([a, b]) == [b], wait([a, b], 60) == [b])
    to_a.send(2)
    print(wait([a, b]) == [a, b], wait([], 0), wait([], 0.01))
    a.recv()
    print(wait([a, b]) == [b])


@cell("processes")
def wait_for_an_end():
    (a, to_a), (b, to_b) = Pipe(), Pipe()
    to_b.close()
    print(wait([a, b]) == [b], outcome(b.recv))


@cell("processes")
def wait_with_a_negative_timeout():
    a, to_a = Pipe()
    print(wait([a], -1))
    to_a.send(1)
    print(wait([a], -1) == [a])


def send_in_turn(connection, go, messages):
    for message in messages:
        go.wait()
        connection.send(message)
    connection.close()


@cell("processes")
def wait_until_all_have_ended():
    go = Event()
    readers, processes, got = [], [], []
    for number in range(3):
        reader, writer = Pipe(False)
        processes.append(started(send_in_turn, writer, go, [(number, turn) for turn in range(3)]))
        writer.close()
        readers.append(reader)
    go.set()
    while readers:
        for reader in wait(readers):
            try:
                got.append(reader.recv())
            except EOFError:
                readers.remove(reader)
    print(sorted(got))
    for process in processes:
        process.join()


@cell("processes")
def wait_for_a_process_and_a_pipe():
    go = Event()
    mine, theirs = Pipe()
    process = started(go.wait)
    theirs.send("ready")
    print(wait([mine, process.sentinel]) == [mine])
    mine.recv()
    go.set()
    print(wait([mine, process.sentinel]) == [process.sentinel])
    process.join()


def greet(address, name):
    with Client(address) as connection:
        connection.send(f"hello from {name}")
        connection.recv()


@cell()
def listener_and_client():
    with Listener() as listener:
        process = started(greet, listener.address, "client")
        with listener.accept() as connection:
            print(connection.recv())
            connection.send("bye")
        process.join()


@cell()
def several_clients():
    listener = Listener(backlog=3)
    processes = [started(greet, listener.address, name) for name in "abc"]
    got = []
    for _ in processes:
        connection = listener.accept()
        got.append(connection.recv())
        connection.send("bye")
        connection.close()
    print(sorted(got))
    for process in processes:
        process.join()
    listener.close()


@cell("processes")
def families_of_addresses():
    for family in ("AF_INET", "AF_UNIX"):
        with Listener(family=family) as listener:
            print(type(listener.address).__name__, listener.last_accepted)
            process = started(greet, listener.address, family)
            with listener.accept() as connection:
                print(connection.recv())
                connection.send("bye")
            process.join()
    print(outcome(lambda: Listener(family="AF_NOTHING")))
    print(outcome(lambda: Listener(r"\\.\test")))


@cell("processes")
def addresses_are_taken_once():
    with Listener(("localhost", 0)) as listener:
        print(outcome(lambda: Listener(listener.address)))


@cell("processes")
def listener_closed():
    listener = Listener()
    print(listener.close(), outcome(listener.accept), outcome(lambda: listener.close()))


def knock(address, key, answer):
    try:
        with Client(address, authkey=key) as connection:
            connection.send("in")
            connection.recv()
    except Exception as error:
        answer.send(type(error).__name__)


@cell("processes")
def keys_of_connections():
    reader, writer = Pipe(False)
    with Listener(authkey=b"secret") as listener:
        process = started(knock, listener.address, b"secret", writer)
        with listener.accept() as connection:
            print(connection.recv())
            connection.send("bye")
        process.join()
        process = started(knock, listener.address, b"guess", writer)
        print(outcome(listener.accept), reader.recv())
        process.join()
    print(outcome(lambda: Listener(authkey="text")))


@cell("threads")
def threads_pass_objects_on():
    first, second = Pipe()
    item = [1]
    first.send(item)
    print(second.recv() is item)
    first.send_bytes(b"raw")
    print(second.recv_bytes(), first.close(), second.close())


if __name__ == "__main__":
    run()
