import sys
from multiprocessing.connection import Listener
class Point:
    def __init__(self, x, y):
        self.x = x; self.y = y
    def __repr__(self):
        return f"Point({self.x}, {self.y})"
if __name__ == "__main__":
    address = sys.argv[1]
    with Listener(address, authkey=b"key") as listener:
        print("serving", flush=True)
        for i in range(2):
            try:
                with listener.accept() as conn:
                    print("accepted", listener.last_accepted, flush=True)
                    while True:
                        try:
                            obj = conn.recv()
                        except EOFError:
                            print("end", flush=True)
                            break
                        print("got", repr(obj)[:100], type(obj).__name__, flush=True)
                        conn.send(obj)
            except Exception as e:
                print("failed", type(e).__name__, e, flush=True)
