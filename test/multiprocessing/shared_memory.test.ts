import { sideBySide } from "./side-by-side.js";

const IMPORTS = `
    import { __name__, bytes, define, dict, exception, float, getitem, len, list, print, repr, setitem, slice, str, type } from "py2mp/main";
    import * as multiprocessing from "py2mp/multiprocessing";
    import { ShareableList, SharedMemory } from "py2mp/multiprocessing/shared_memory";
    function show(run) {
      try {
        print(repr(run()));
      } catch (error) {
        const e = exception(error);
        print(e.constructor.name, str(e));
      }
    }
    const b = (text) => new bytes([...text].map((c) => c.charCodeAt(0)));
`;
const PYTHON_IMPORTS = `
    import multiprocessing
    from multiprocessing.shared_memory import ShareableList, SharedMemory
    def show(run):
        try:
            print(repr(run()))
        except BaseException as e:
            print(type(e).__name__, e)
`;

sideBySide("segments", {
  python: `${PYTHON_IMPORTS}
    def work(name, number):
        shm = SharedMemory(name=name)
        shm.buf[number] = number * 10
        shm.close()
    def take(shm):
        shm.buf[0] = 7
        shm.close()
    if __name__ == "__main__":
        shm = SharedMemory(create=True, size=10)
        print(shm.size, shm.name[:4], len(shm.buf), shm.buf[0], repr(shm)[:18])
        shm.buf[0] = 5
        shm.buf[1:4] = b"abc"
        print(bytes(shm.buf[:5]), bytes(shm.buf))
        show(lambda: shm.buf.__setitem__(0, 300))
        show(lambda: shm.buf[20])
        other = SharedMemory(shm.name)
        other.buf[9] = 9
        print(shm.buf[9], other.size)
        other.close()
        print(other.buf)
        processes = [multiprocessing.Process(target=work, args=(shm.name, i)) for i in range(4, 8)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        process = multiprocessing.Process(target=take, args=(shm,))
        process.start()
        process.join()
        print(list(shm.buf))
        shm.close()
        shm.unlink()
        named = SharedMemory("side_by_side", create=True, size=64)
        print(named)
        show(lambda: SharedMemory("side_by_side", create=True, size=64))
        named.close()
        named.unlink()
        show(lambda: SharedMemory("side_by_side"))
        show(lambda: SharedMemory(create=True))
        show(lambda: SharedMemory(create=True, size=-1))
        show(lambda: SharedMemory())
  `,
  emitted: `${IMPORTS}
    function work(name, number) {
      const shm = new SharedMemory(name);
      setitem(shm.buf, number, number * 10);
      shm.close();
    }
    function take(shm) {
      setitem(shm.buf, 0, 7);
      shm.close();
    }
    define({ work, take });
    if (__name__ === "__main__") {
      const shm = new SharedMemory(null, { create: true, size: 10 });
      print(shm.size, shm.name.slice(0, 4), len(shm.buf), getitem(shm.buf, 0), repr(shm).slice(0, 18));
      setitem(shm.buf, 0, 5);
      setitem(shm.buf, slice(1, 4), b("abc"));
      print(new bytes(getitem(shm.buf, slice(null, 5))), new bytes(shm.buf));
      show(() => setitem(shm.buf, 0, 300));
      show(() => getitem(shm.buf, 20));
      const other = new SharedMemory(shm.name);
      setitem(other.buf, 9, 9);
      print(getitem(shm.buf, 9), other.size);
      other.close();
      print(other.buf);
      const processes = [4, 5, 6, 7].map((i) => new multiprocessing.Process({ target: work, args: [shm.name, i] }));
      for (const process of processes) process.start();
      for (const process of processes) process.join();
      const process = new multiprocessing.Process({ target: take, args: [shm] });
      process.start();
      process.join();
      print(list(shm.buf));
      shm.close();
      shm.unlink();
      const named = new SharedMemory("side_by_side", { create: true, size: 64 });
      print(named);
      show(() => new SharedMemory("side_by_side", { create: true, size: 64 }));
      named.close();
      named.unlink();
      show(() => new SharedMemory("side_by_side"));
      show(() => new SharedMemory(null, { create: true }));
      show(() => new SharedMemory(null, { create: true, size: -1 }));
      show(() => new SharedMemory());
    }
  `,
  output: `
    10 psm_ 10 0 SharedMemory('psm_
    b'\\x05abc\\x00' b'\\x05abc\\x00\\x00\\x00\\x00\\x00\\x00'
    ValueError memoryview: invalid value for format 'B'
    IndexError index out of bounds on dimension 1
    9 10
    None
    [7, 97, 98, 99, 40, 50, 60, 70, 0, 9]
    SharedMemory('side_by_side', size=64)
    FileExistsError [Errno 17] File exists: '/side_by_side'
    FileNotFoundError [Errno 2] No such file or directory: '/side_by_side'
    ValueError 'size' must be a positive number different from zero
    ValueError 'size' must be a positive integer
    ValueError 'name' can only be None if create=True
  `,
});

sideBySide("shareable lists", {
  python: `${PYTHON_IMPORTS}
    def change(shared):
        shared[0] = shared[0] + 1
        shared[2] = "child"
    if __name__ == "__main__":
        shared = ShareableList([1, 2.5, "abc", b"xy", None, True, 10 ** 15, -3.0, ""])
        print(len(shared), list(shared), shared[2], shared[-1], shared.format, repr(shared)[:20])
        process = multiprocessing.Process(target=change, args=(shared,))
        process.start()
        process.join()
        print(shared[0], shared[2])
        again = ShareableList(name=shared.shm.name)
        again[0] = 1.5
        again[4] = 7
        print(shared[0], type(shared[0]).__name__, shared[4], shared.format)
        show(lambda: shared.__setitem__(2, "x" * 50))
        show(lambda: shared[99])
        show(lambda: shared.__setitem__(99, 1))
        show(lambda: [shared.index(7), shared.count(7)])
        show(lambda: shared.index(999))
        show(lambda: ShareableList([[1]]))
        show(lambda: shared.__setitem__(0, [1]))
        again.shm.close()
        shared.shm.close()
        shared.shm.unlink()
  `,
  emitted: `${IMPORTS}
    function change(shared) {
      setitem(shared, 0, getitem(shared, 0) + 1);
      setitem(shared, 2, "child");
    }
    define({ change });
    if (__name__ === "__main__") {
      const shared = new ShareableList([1, 2.5, "abc", b("xy"), null, true, 10 ** 15, float(-3), ""]);
      print(len(shared), list(shared), getitem(shared, 2), getitem(shared, -1), shared.format, repr(shared).slice(0, 20));
      const process = new multiprocessing.Process({ target: change, args: [shared] });
      process.start();
      process.join();
      print(getitem(shared, 0), getitem(shared, 2));
      const again = new ShareableList(null, { name: shared.shm.name });
      setitem(again, 0, 1.5);
      setitem(again, 4, 7);
      print(getitem(shared, 0), "float", getitem(shared, 4), shared.format);
      show(() => setitem(shared, 2, "x".repeat(50)));
      show(() => getitem(shared, 99));
      show(() => setitem(shared, 99, 1));
      show(() => [shared.index(7), shared.count(7)]);
      show(() => shared.index(999));
      show(() => new ShareableList([[1]]));
      show(() => setitem(shared, 0, [1]));
      again.shm.close();
      shared.shm.close();
      shared.shm.unlink();
    }
  `,
  output: `
    9 [1, 2.5, 'abc', b'xy', None, True, 1000000000000000, -3.0, ''] abc  qd8s8sxxxxxx?xxxxxxxx?qd8s ShareableList([1, 2.
    2 child
    1.5 float 7 dd8s8sqxxxxxxx?qd8s
    ValueError bytes/str item exceeds available storage
    IndexError index out of range
    IndexError assignment index out of range
    [4, 1]
    ValueError 999 not in this container
    KeyError <class 'list'>
    KeyError <class 'list'>
  `,
});

sideBySide("a manager of segments", {
  python: `${PYTHON_IMPORTS}
    from multiprocessing.managers import SharedMemoryManager
    from multiprocessing.sharedctypes import copy, RawArray, RawValue
    if __name__ == "__main__":
        manager = SharedMemoryManager()
        print(manager)
        show(lambda: manager.SharedMemory(5))
        with manager:
            shm = manager.SharedMemory(5)
            shared = manager.ShareableList([1, 2])
            names = [shm.name, shared.shm.name]
            print(shm.size, list(shared), SharedMemory(names[0]).size)
        for name in names:
            try:
                SharedMemory(name)
            except FileNotFoundError as e:
                print(e.errno)
        show(lambda: manager.SharedMemory(5))
        original = RawArray("i", [1, 2])
        copied = copy(original)
        copied[0] = 5
        print(original[:], copied[:], copy(RawValue("d", 1.5)))
  `,
  emitted: `${IMPORTS}
    import { SharedMemoryManager } from "py2mp/multiprocessing/managers";
    import { copy, RawArray, RawValue } from "py2mp/multiprocessing/sharedctypes";
    if (__name__ === "__main__") {
      const manager = new SharedMemoryManager();
      print(manager);
      show(() => manager.SharedMemory(5));
      manager.__enter__();
      const shm = manager.SharedMemory(5);
      const shared = manager.ShareableList([1, 2]);
      const names = [shm.name, shared.shm.name];
      print(shm.size, list(shared), new SharedMemory(names[0]).size);
      manager.__exit__(null, null, null);
      for (const name of names) {
        try {
          new SharedMemory(name);
        } catch (e) {
          print(e.errno);
        }
      }
      show(() => manager.SharedMemory(5));
      const original = RawArray("i", [1, 2]);
      const copied = copy(original);
      setitem(copied, 0, 5);
      print(getitem(original, slice(null, null)), getitem(copied, slice(null, null)), copy(RawValue("d", 1.5)));
    }
  `,
  output: `
    <multiprocessing.managers.SharedMemoryManager object at 0x…>
    ValueError address type of None unrecognized
    5 [1, 2] 5
    2
    2
    FileNotFoundError [Errno 2] No such file or directory
    [1, 2] [5, 2] c_double(1.5)
  `,
});
