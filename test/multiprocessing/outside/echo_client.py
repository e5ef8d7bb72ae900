import sys, datetime, collections
from multiprocessing.connection import Client
class Point:
    def __init__(self, x, y):
        self.x = x; self.y = y
    def __repr__(self):
        return f"Point({self.x}, {self.y})"
    def __eq__(self, other):
        return (self.x, self.y) == (other.x, other.y)
if __name__ == "__main__":
    address = sys.argv[1]
    try:
        Client(address, authkey=b"wrong")
    except Exception as e:
        print("failed", type(e).__name__, e)
    with Client(address, authkey=b"key") as conn:
        things = [1, -5, 2**100, 1.5, 4.0, "héllo", b"bytes", None, True, [1, [2, 3]], (1, "a"), {"k": [1]}, {1, 2},
            frozenset([3]), 1+2j, Point(1, 2), collections.OrderedDict(a=1), ValueError("bad", 3), range(5), bytearray(b"xy"),
            datetime.datetime(2024, 1, 2, 3), collections.deque([1, 2]), "x" * 100000, list(range(50000)), float]
        for t in things:
            conn.send(t)
            back = conn.recv()
            same = (repr(back) == repr(t)) if isinstance(t, Exception) else back == t
            print(same, type(back) is type(t), repr(back)[:60])
