"""Blocks of shared memory and lists in them."""

import pickle
from multiprocessing import shared_memory
from multiprocessing.managers import SharedMemoryManager
from multiprocessing.shared_memory import ShareableList, SharedMemory

from cells import cell, outcome, run
from kit import Pipe, Process


def ended(target, *args):
    process = Process(target=target, args=args)
    process.start()
    process.join()


def remove(block):
    block.close()
    block.unlink()


@cell("processes")
def block_is_zeroed_and_writable():
    block = SharedMemory(create=True, size=64)
    print(bytes(block.buf[:4]), len(block.buf) >= 64, block.size >= 64, type(block.buf).__name__)
    block.buf[0] = 5
    block.buf[1:4] = b"abc"
    print(bytes(block.buf[:5]))
    remove(block)


@cell("processes")
def block_by_its_name():
    first = SharedMemory("py2mp_matrix_name", create=True, size=32)
    second = SharedMemory("py2mp_matrix_name")
    second.buf[0] = 7
    print(first.name, first.buf[0], second.size == first.size)
    second.close()
    remove(first)
    print(outcome(lambda: SharedMemory("py2mp_matrix_name")))


@cell("processes")
def names_are_given():
    first, second = SharedMemory(create=True, size=1), SharedMemory(create=True, size=1)
    print(first.name.startswith("psm_"), first.name != second.name)
    remove(first)
    remove(second)


@cell("processes")
def names_are_taken_once():
    block = SharedMemory("py2mp_matrix_taken", create=True, size=8)
    print(outcome(lambda: SharedMemory("py2mp_matrix_taken", create=True, size=8)))
    remove(block)


@cell("processes")
def wrong_sizes():
    print(outcome(lambda: SharedMemory(create=True, size=0)), outcome(lambda: SharedMemory(create=True, size=-1)))
    print(outcome(lambda: SharedMemory(create=True)), outcome(lambda: SharedMemory()))


def write_into(name):
    block = SharedMemory(name)
    block.buf[:5] = b"child"
    block.close()


@cell("processes")
def block_is_written_elsewhere():
    block = SharedMemory(create=True, size=16)
    ended(write_into, block.name)
    print(bytes(block.buf[:5]))
    remove(block)


def write_into_block(block):
    block.buf[0] = 42
    block.close()


@cell("processes")
def block_as_argument():
    block = SharedMemory(create=True, size=16)
    ended(write_into_block, block)
    print(block.buf[0])
    remove(block)


@cell("processes")
def block_through_a_pickle():
    block = SharedMemory(create=True, size=16)
    other = pickle.loads(pickle.dumps(block))
    other.buf[0] = 9
    print(block.buf[0], other.name == block.name, other is block)
    other.close()
    remove(block)


@cell("processes")
def closed_block():
    block = SharedMemory(create=True, size=16)
    print(block.close(), block.buf, block.close())
    print(block.unlink(), outcome(block.unlink).split(":")[0])


@cell("processes")
def unlinked_block_lives_on_while_it_is_open():
    block = SharedMemory(create=True, size=16)
    block.unlink()
    block.buf[0] = 3
    print(block.buf[0], outcome(lambda: SharedMemory(block.name)).split(":")[0])
    block.close()


@cell("processes")
def repr_of_a_block():
    block = SharedMemory("py2mp_matrix_repr", create=True, size=16)
    print(str(block).split(",")[0], repr(block)[-1])
    remove(block)


@cell("processes")
def list_is_indexed():
    items = ShareableList(["text", b"bytes", -5, 2.5, None, True])
    print(items[0], items[1], items[2], items[3], items[4], items[5], items[-1], len(items))
    items[2] = 12
    items[0] = "new"
    items[4] = None
    print(list(items), outcome(lambda: items[6]), outcome(lambda: items.__setitem__(9, 1)))
    remove(items.shm)


@cell("processes")
def list_items_may_change_their_type():
    items = ShareableList([1, 2.5, "abc", b"abc"])
    items[0] = "eight"
    items[1] = None
    items[2] = 7
    items[3] = False
    print(list(items), items.format)
    remove(items.shm)


@cell("processes")
def list_texts_keep_their_room():
    items = ShareableList(["12345678", b"123"])
    print(outcome(lambda: items.__setitem__(0, "123456789")), outcome(lambda: items.__setitem__(1, b"123456789")))
    items[0] = "ä" * 4
    print(items[0], outcome(lambda: items.__setitem__(0, "ä" * 5)))
    remove(items.shm)


@cell("processes")
def list_counts_and_finds():
    items = ShareableList([1, 2, 1, "a"])
    print(items.count(1), items.count("b"), items.index(2), items.index("a"), outcome(lambda: items.index(9)))
    print(2 in items, [item for item in items], items.format)
    remove(items.shm)


@cell("processes")
def list_of_wrong_items():
    print(outcome(lambda: ShareableList([[1]])), outcome(lambda: ShareableList([1 << 70])))


@cell("processes")
def empty_list():
    items = ShareableList([])
    print(len(items), list(items), items.format)
    remove(items.shm)


@cell("processes")
def list_by_its_name():
    items = ShareableList([1, "two"], name="py2mp_matrix_list")
    other = ShareableList(name="py2mp_matrix_list")
    other[0] = 5
    print(list(items), list(other), other.shm.name, repr(other))
    other.shm.close()
    remove(items.shm)


def double_all(items):
    for index in range(len(items)):
        items[index] *= 2
    items.shm.close()


@cell("processes")
def list_is_changed_elsewhere():
    items = ShareableList([1, 2.5])
    ended(double_all, items)
    print(list(items))
    remove(items.shm)


@cell("processes")
def list_through_a_pickle():
    items = ShareableList([1, "two"])
    other = pickle.loads(pickle.dumps(items))
    other[0] = 6
    print(list(items), list(other) == list(items))
    other.shm.close()
    remove(items.shm)


@cell("processes")
def manager_of_blocks():
    with SharedMemoryManager() as manager:
        block = manager.SharedMemory(size=16)
        items = manager.ShareableList([1, 2, 3])
        ended(write_into_block, block)
        print(block.buf[0], list(items))
        names = [block.name, items.shm.name]
        block.close()
        items.shm.close()
    print([outcome(lambda: shared_memory.SharedMemory(name)).split(":")[0] for name in names])


if __name__ == "__main__":
    run()
