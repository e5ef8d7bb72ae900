import { sideBySide } from "./side-by-side.js";

const IMPORTS = `
    import { __name__, add, bound, contains, define, delitem, dict, exception, getitem, iadd, imul, len, list, mul, object, print, range,
      repr, reversed, set, setitem, slice, sorted, str, tuple, type, ValueError } from "py2mp/main";
    import * as multiprocessing from "py2mp/multiprocessing";
    import { BaseManager, SyncManager } from "py2mp/multiprocessing/managers";
    function show(run) {
      try {
        print(repr(run()));
      } catch (error) {
        const e = exception(error);
        print(e.constructor.name, str(e).split("\\n")[0]);
      }
    }
`;
const PYTHON_IMPORTS = `
    import multiprocessing
    from multiprocessing.managers import BaseManager, SyncManager
    def show(run):
        try:
            print(repr(run()))
        except BaseException as e:
            print(type(e).__name__, str(e).split("\\n")[0])
`;

sideBySide("how proxies print", {
  python: `${PYTHON_IMPORTS}
    if __name__ == "__main__":
        m = multiprocessing.Manager()
        print(m)
        proxies = [m.dict(a=1), m.list([3, 1, 2]), m.Value("i", 5), m.Array("i", [1, 2]), m.Namespace(x=1, _y=2), m.Queue(), m.Event(),
                   m.Lock(), m.RLock(), m.Semaphore(2), m.BoundedSemaphore(2), m.Condition(), m.Barrier(2), m.JoinableQueue()]
        for proxy in proxies:
            print(proxy, "|", repr(proxy), "|", type(proxy).__name__)
        print([proxies[1]], f"{proxies[1]}", "%s" % proxies[0], str(proxies[1]))
        print(m.address[:5], multiprocessing.active_children()[0].name, multiprocessing.Process(target=print).name)
        m.shutdown()
        print(multiprocessing.active_children())
  `,
  emitted: `${IMPORTS}
    import { mod } from "py2mp/main";
    if (__name__ === "__main__") {
      const m = multiprocessing.Manager();
      print(m);
      const proxies = [m.dict({ a: 1 }), m.list([3, 1, 2]), m.Value("i", 5), m.Array("i", [1, 2]), m.Namespace({ x: 1, _y: 2 }), m.Queue(),
        m.Event(), m.Lock(), m.RLock(), m.Semaphore(2), m.BoundedSemaphore(2), m.Condition(), m.Barrier(2), m.JoinableQueue()];
      for (const proxy of proxies) {
        print(proxy, "|", repr(proxy), "|", proxy.constructor.name);
      }
      print([proxies[1]], \`\${str(proxies[1])}\`, mod("%s", proxies[0]), str(proxies[1]));
      print(m.address.slice(0, 5), multiprocessing.active_children()[0].name, new multiprocessing.Process({ target: print }).name);
      m.shutdown();
      print(multiprocessing.active_children());
    }
  `,
  output: `
    <multiprocessing.managers.SyncManager object at 0x…>
    {'a': 1} | <DictProxy object, typeid 'dict' at 0x…> | DictProxy
    [3, 1, 2] | <ListProxy object, typeid 'list' at 0x…> | ListProxy
    Value('i', 5) | <ValueProxy object, typeid 'Value' at 0x…> | ValueProxy
    array('i', [1, 2]) | <ArrayProxy object, typeid 'Array' at 0x…> | ArrayProxy
    Namespace(x=1) | <NamespaceProxy object, typeid 'Namespace' at 0x…> | NamespaceProxy
    <queue.Queue object at 0x…> | <AutoProxy[Queue] object, typeid 'Queue' at 0x…> | AutoProxy[Queue]
    <threading.Event at 0x…: unset> | <EventProxy object, typeid 'Event' at 0x…> | EventProxy
    <unlocked _thread.lock object at 0x…> | <AcquirerProxy object, typeid 'Lock' at 0x…> | AcquirerProxy
    <unlocked _thread.RLock object owner=0 count=0 at 0x…> | <AcquirerProxy object, typeid 'RLock' at 0x…> | AcquirerProxy
    <threading.Semaphore at 0x…: value=2> | <AcquirerProxy object, typeid 'Semaphore' at 0x…> | AcquirerProxy
    <threading.BoundedSemaphore at 0x…: value=2/2> | <AcquirerProxy object, typeid 'BoundedSemaphore' at 0x…> | AcquirerProxy
    <Condition(<unlocked _thread.RLock object owner=0 count=0 at 0x…>, 0)> | <ConditionProxy object, typeid 'Condition' at 0x…> | ConditionProxy
    <threading.Barrier at 0x…: waiters=0/2> | <BarrierProxy object, typeid 'Barrier' at 0x…> | BarrierProxy
    <queue.Queue object at 0x…> | <AutoProxy[JoinableQueue] object, typeid 'JoinableQueue' at 0x…> | AutoProxy[JoinableQueue]
    [<ListProxy object, typeid 'list' at 0x…>] [3, 1, 2] {'a': 1} [3, 1, 2]
    /tmp/ SyncManager-1 Process-2
    []
  `,
});

sideBySide("lists and dicts", {
  python: `${PYTHON_IMPORTS}
    if __name__ == "__main__":
        with multiprocessing.Manager() as m:
            l = m.list([3, 1, 2])
            show(lambda: [l[0], l[-1], l[0:2], len(l), 2 in l, list(l), [x for x in l]])
            show(lambda: [l + [4], l * 2, sorted(l), max(l), l.index(1), l.count(7), l._getvalue()])
            show(lambda: l[9])
            show(lambda: l.remove(9))
            show(lambda: l.index(9))
            show(lambda: [l.append(5), l.extend([6, 7]), l.insert(0, 9), l.pop(), l.pop(0), l.remove(1), l.reverse()])
            print(l)
            show(lambda: [l.sort(), l._getvalue(), l.sort(reverse=True), l._getvalue()])
            l[0] = [1]
            l[0].append(2)
            l += [8]
            l *= 2
            del l[0], l[1:3]
            print(l, type(l).__name__, list(reversed(l)))
            show(lambda: l == [2])
            show(lambda: m.list("abc")._getvalue())
            show(lambda: m.list(5))
            d = m.dict({"b": 2}, a=1)
            show(lambda: [d["a"], d.get("a"), d.get("z"), d.get("z", 0), "a" in d, len(d), list(d), sorted(d)])
            show(lambda: [d.keys(), d.values(), d.items(), d.copy()])
            show(lambda: d["zz"])
            show(lambda: d.pop("zz"))
            show(lambda: [d.pop("zz", None), d.pop("a"), d.setdefault("n", []), d.setdefault("n"), d.update(c=3), d.update({4: 5}), d.update([(6, 7)])])
            d[1, 2] = None
            d["n"].append(1)
            del d["b"]
            print(d)
            for key in d:
                print(key, end=" ")
            print(d.popitem())
            show(lambda: d.__delitem__("q"))
            d.clear()
            print(d, m.dict([(1, 2)]), m.dict(), bool(d), bool(m.list([0])))
            try:
                for key in m.dict(a=1):
                    raise ValueError(key)
            except ValueError as e:
                print(e)
  `,
  emitted: `${IMPORTS}
    import { bool, max } from "py2mp/main";
    if (__name__ === "__main__") {
      const m = multiprocessing.Manager().__enter__();
      let l = m.list([3, 1, 2]);
      show(() => [getitem(l, 0), getitem(l, -1), getitem(l, slice(0, 2)), len(l), contains(l, 2), list(l), [...l]]);
      show(() => [add(l, [4]), mul(l, 2), sorted(l), max(l), l.index(1), l.count(7), l._getvalue()]);
      show(() => getitem(l, 9));
      show(() => l.remove(9));
      show(() => l.index(9));
      show(() => [l.append(5), l.extend([6, 7]), l.insert(0, 9), l.pop(), l.pop(0), l.remove(1), l.reverse()]);
      print(l);
      show(() => [l.sort(), l._getvalue(), l.sort({ reverse: true }), l._getvalue()]);
      setitem(l, 0, [1]);
      getitem(l, 0).push(2);
      l = iadd(l, [8]);
      l = imul(l, 2);
      delitem(l, 0);
      delitem(l, slice(1, 3));
      print(l, l.constructor.name, list(reversed(l)));
      show(() => false);
      show(() => m.list("abc")._getvalue());
      show(() => m.list(5));
      const d = m.dict(new dict([["b", 2]]), { a: 1 });
      show(() => [getitem(d, "a"), d.get("a"), d.get("z"), d.get("z", 0), contains(d, "a"), len(d), list(d), sorted(d)]);
      show(() => [d.keys(), d.values(), d.items(), d.copy()]);
      show(() => getitem(d, "zz"));
      show(() => d.pop("zz"));
      show(() => [d.pop("zz", null), d.pop("a"), d.setdefault("n", []), d.setdefault("n"), d.update({ c: 3 }), d.update(new dict([[4, 5]])), d.update([[6, 7]])]);
      setitem(d, tuple.of(1, 2), null);
      getitem(d, "n").push(1);
      delitem(d, "b");
      print(d);
      for (const key of d) print(key, { end: " " });
      print(d.popitem());
      show(() => delitem(d, "q"));
      d.clear();
      print(d, m.dict([[1, 2]]), m.dict(), bool(d), bool(m.list([0])));
      try {
        for (const key of m.dict({ a: 1 })) throw new ValueError(key);
      } catch (e) {
        print(e);
      }
      m.__exit__(null, null, null);
    }
  `,
  output: `
    [3, 2, [3, 1], 3, True, [3, 1, 2], [3, 1, 2]]
    [[3, 1, 2, 4], [3, 1, 2, 3, 1, 2], [1, 2, 3], 3, 1, 0, [3, 1, 2]]
    IndexError list index out of range
    ValueError list.remove(x): x not in list
    ValueError 9 is not in list
    [None, None, None, 7, 9, None, None]
    [6, 5, 2, 3]
    [None, [2, 3, 5, 6], None, [6, 5, 3, 2]]
    [5, 8, [1], 5, 3, 2, 8] ListProxy [8, 2, 3, 5, [1], 8, 5]
    False
    ['a', 'b', 'c']
    RemoteError 
    [1, 1, None, 0, True, 2, ['b', 'a'], ['a', 'b']]
    [['b', 'a'], [2, 1], [('b', 2), ('a', 1)], {'b': 2, 'a': 1}]
    KeyError 'zz'
    KeyError 'zz'
    [None, 1, [], [], None, None, None]
    {'n': [], 'c': 3, 4: 5, 6: 7, (1, 2): None}
    n c 4 6 (1, 2) ((1, 2), None)
    KeyError 'q'
    {} {1: 2} {} False True
    a
  `,
});

sideBySide("values, arrays and namespaces", {
  python: `${PYTHON_IMPORTS}
    if __name__ == "__main__":
        m = multiprocessing.Manager()
        v = m.Value("d", 1.0)
        show(lambda: [v.value, v.get(), v.set(2), v.value])
        v.value += 5
        print(v)
        a = m.Array("i", [1, 2, 3])
        a[1] = 7
        show(lambda: [a[0], a[1], a[0:2], len(a), list(a)])
        show(lambda: a[5])
        print(a)
        n = m.Namespace(x=1)
        n.y = [2]
        n.x += 1
        print(n, n.x, n.y)
        show(lambda: n.z)
        del n.y
        print(n, repr(n))
  `,
  emitted: `${IMPORTS}
    import { float } from "py2mp/main";
    if (__name__ === "__main__") {
      const m = multiprocessing.Manager();
      const v = m.Value("d", float(1));
      show(() => [v.value, v.get(), v.set(2), v.value]);
      v.value = add(v.value, 5);
      print(v);
      const a = m.Array("i", [1, 2, 3]);
      setitem(a, 1, 7);
      show(() => [getitem(a, 0), getitem(a, 1), getitem(a, slice(0, 2)), len(a), list(a)]);
      show(() => getitem(a, 5));
      print(a);
      const n = m.Namespace({ x: 1 });
      n.y = [2];
      n.x = add(n.x, 1);
      print(n, n.x, n.y);
      show(() => n.z);
      delete n.y;
      print(n, repr(n));
    }
  `,
  output: `
    [1.0, 1.0, None, 2]
    Value('d', 7)
    [1, 7, array('i', [1, 7]), 3, [1, 7, 3]]
    IndexError array index out of range
    array('i', [1, 7, 3])
    Namespace(x=2, y=[2]) 2 [2]
    AttributeError 'Namespace' object has no attribute 'z'
    Namespace(x=2) <NamespaceProxy object, typeid 'Namespace' at 0x…>
  `,
});

sideBySide("queues, locks and events", {
  python: `${PYTHON_IMPORTS}
    if __name__ == "__main__":
        m = multiprocessing.Manager()
        q = m.Queue(2)
        show(lambda: [q.put(1), q.put("a"), q.qsize(), q.full(), q.empty(), q.get(), q.get_nowait(), q.empty()])
        show(lambda: q.get_nowait())
        show(lambda: q.get(timeout=0.01))
        show(lambda: q.get(True, -1))
        show(lambda: [q.put_nowait(1), q.put(2, False)])
        show(lambda: q.put(3, timeout=0.01))
        show(lambda: q.put(lambda: 1))
        show(lambda: [q.task_done() for _ in range(4)])
        show(lambda: [q.join(), q.task_done()])
        lock = m.Lock()
        show(lambda: [lock.acquire(), lock.acquire(False), lock.acquire(timeout=0.01), lock.release()])
        show(lambda: lock.release())
        with lock:
            print("held")
        rlock = m.RLock()
        show(lambda: [rlock.acquire(), rlock.acquire(), rlock.release(), rlock.release()])
        show(lambda: rlock.release())
        semaphore = m.Semaphore(1)
        show(lambda: [semaphore.acquire(), semaphore.acquire(False), semaphore.release(), semaphore.release()])
        show(lambda: m.BoundedSemaphore(1).release())
        event = m.Event()
        show(lambda: [event.is_set(), event.wait(0.01), event.set(), event.wait(), event.clear(), event.is_set()])
        condition = m.Condition()
        show(lambda: condition.notify())
        show(lambda: condition.wait(0.01))
        with condition:
            show(lambda: [condition.wait(0.01), condition.notify(), condition.notify_all(), condition.wait_for(lambda: 5)])
        barrier = m.Barrier(1)
        show(lambda: [barrier.wait(), barrier.parties, barrier.n_waiting, barrier.broken, barrier.abort(), barrier.broken])
        show(lambda: barrier.wait())
        show(lambda: [barrier.reset(), barrier.broken, barrier.wait()])
  `,
  emitted: `${IMPORTS}
    if (__name__ === "__main__") {
      const m = multiprocessing.Manager();
      const q = m.Queue(2);
      show(() => [q.put(1), q.put("a"), q.qsize(), q.full(), q.empty(), q.get(), q.get_nowait(), q.empty()]);
      show(() => q.get_nowait());
      show(() => q.get(true, 0.01));
      show(() => q.get(true, -1));
      show(() => [q.put_nowait(1), q.put(2, false)]);
      show(() => q.put(3, true, 0.01));
      show(() => q.put(Object.assign(() => 1, { __qualname__: "<lambda>.<locals>.<lambda>" })));
      show(() => [0, 1, 2, 3].map(() => q.task_done()));
      show(() => [q.join(), q.task_done()]);
      const lock = m.Lock();
      show(() => [lock.acquire(), lock.acquire(false), lock.acquire(true, 0.01), lock.release()]);
      show(() => lock.release());
      lock.__enter__();
      print("held");
      lock.__exit__(null, null, null);
      const rlock = m.RLock();
      show(() => [rlock.acquire(), rlock.acquire(), rlock.release(), rlock.release()]);
      show(() => rlock.release());
      const semaphore = m.Semaphore(1);
      show(() => [semaphore.acquire(), semaphore.acquire(false), semaphore.release(), semaphore.release()]);
      show(() => m.BoundedSemaphore(1).release());
      const event = m.Event();
      show(() => [event.is_set(), event.wait(0.01), event.set(), event.wait(), event.clear(), event.is_set()]);
      const condition = m.Condition();
      show(() => condition.notify());
      show(() => condition.wait(0.01));
      condition.__enter__();
      show(() => [condition.wait(0.01), condition.notify(), condition.notify_all(), condition.wait_for(() => 5)]);
      condition.__exit__(null, null, null);
      const barrier = m.Barrier(1);
      show(() => [barrier.wait(), barrier.parties, barrier.n_waiting, barrier.broken, barrier.abort(), barrier.broken]);
      show(() => barrier.wait());
      show(() => [barrier.reset(), barrier.broken, barrier.wait()]);
    }
  `,
  output: `
    [None, None, 2, True, False, 1, 'a', True]
    Empty 
    Empty 
    ValueError 'timeout' must be a non-negative number
    [None, None]
    Full 
    AttributeError Can't pickle local object '<lambda>.<locals>.<lambda>'
    [None, None, None, None]
    ValueError task_done() called too many times
    [True, False, False, None]
    RuntimeError release unlocked lock
    held
    [True, True, None, None]
    RuntimeError cannot release un-acquired lock
    [True, False, None, None]
    ValueError Semaphore released too many times
    [False, False, None, True, None, False]
    RuntimeError cannot notify on un-acquired lock
    RuntimeError cannot wait on un-acquired lock
    [False, None, None, 5]
    [0, 1, 0, False, None, True]
    BrokenBarrierError 
    [None, False, 0]
  `,
});

sideBySide("proxies in other processes, and in each other", {
  python: `${PYTHON_IMPORTS}
    def work(number, d, l, lock, counter, q, ready, go):
        ready.put(number)
        go.wait()
        with lock:
            counter.value += number
        d[number] = multiprocessing.current_process().name
        l.append(number)
        q.put(l)
    def waiter(q, results):
        results.append(q.get())
    if __name__ == "__main__":
        m = multiprocessing.Manager()
        d, l, lock, counter, q, ready, go = m.dict(), m.list(), m.Lock(), m.Value("i", 0), m.Queue(), m.Queue(), m.Event()
        processes = [multiprocessing.Process(target=work, args=(i, d, l, lock, counter, q, ready, go)) for i in range(3)]
        for process in processes:
            process.start()
        print(sorted(ready.get() for _ in range(3)), len(l))
        go.set()
        for process in processes:
            process.join()
        print(sorted(d.items()), sorted(l), counter.value, [process.exitcode for process in processes])
        print(sorted(q.get()) == sorted(l), q.qsize())
        d["nested"] = m.list([1])
        d["nested"].append(2)
        outer = m.list([m.dict(a=1), [5]])
        outer[0]["b"] = 2
        outer[1].append(6)
        print(d["nested"], outer, outer[0], len(outer[0]))
        blocked = m.Queue()
        results = m.list()
        process = multiprocessing.Process(target=waiter, args=(blocked, results))
        process.start()
        results.append("while another waits")
        blocked.put("got it")
        process.join()
        print(results)
        with multiprocessing.Pool(2) as pool:
            pool.map(results.append, [7])
        print(results)
  `,
  emitted: `${IMPORTS}
    function work(number, d, l, lock, counter, q, ready, go) {
      ready.put(number);
      go.wait();
      lock.__enter__();
      counter.value = add(counter.value, number);
      lock.__exit__(null, null, null);
      setitem(d, number, multiprocessing.current_process().name);
      l.append(number);
      q.put(l);
    }
    function waiter(q, results) { results.append(q.get()); }
    define({ work, waiter });
    if (__name__ === "__main__") {
      const m = multiprocessing.Manager();
      const [d, l, lock, counter, q, ready, go] = [m.dict(), m.list(), m.Lock(), m.Value("i", 0), m.Queue(), m.Queue(), m.Event()];
      const processes = [0, 1, 2].map((i) => new multiprocessing.Process({ target: work, args: [i, d, l, lock, counter, q, ready, go] }));
      for (const process of processes) process.start();
      print(sorted([ready.get(), ready.get(), ready.get()]), len(l));
      go.set();
      for (const process of processes) process.join();
      print(sorted(d.items()), sorted(l), counter.value, processes.map((process) => process.exitcode));
      print(str(sorted(q.get())) === str(sorted(l)), q.qsize());
      setitem(d, "nested", m.list([1]));
      getitem(d, "nested").append(2);
      const outer = m.list([m.dict({ a: 1 }), [5]]);
      setitem(getitem(outer, 0), "b", 2);
      getitem(outer, 1).push(6);
      print(getitem(d, "nested"), outer, getitem(outer, 0), len(getitem(outer, 0)));
      const blocked = m.Queue();
      const results = m.list();
      const process = new multiprocessing.Process({ target: waiter, args: [blocked, results] });
      process.start();
      results.append("while another waits");
      blocked.put("got it");
      process.join();
      print(results);
      const pool = new multiprocessing.Pool(2);
      pool.map(bound(results, "append"), [7]);
      pool.terminate();
      print(results);
    }
  `,
  output: `
    [0, 1, 2] 0
    [(0, 'Process-2'), (1, 'Process-3'), (2, 'Process-4')] [0, 1, 2] 3 [0, 0, 0]
    True 2
    [1, 2] [<DictProxy object, typeid 'dict' at 0x…>, [5]] {'a': 1, 'b': 2} 2
    ['while another waits', 'got it']
    ['while another waits', 'got it', 7]
  `,
});

sideBySide("after the end of the manager", {
  python: `${PYTHON_IMPORTS}
    if __name__ == "__main__":
        m = multiprocessing.Manager()
        l, q, lock = m.list([1]), m.Queue(), m.Lock()
        show(lambda: m.start())
        show(lambda: m.shutdown())
        show(lambda: m.shutdown())
        show(lambda: l[0])
        show(lambda: l.append(1))
        print(str(l))
        print(repr(l))
        show(lambda: q.get())
        show(lambda: lock.acquire())
        show(lambda: m.list())
  `,
  emitted: `${IMPORTS}
    if (__name__ === "__main__") {
      const m = multiprocessing.Manager();
      const [l, q, lock] = [m.list([1]), m.Queue(), m.Lock()];
      show(() => m.start());
      show(() => m.shutdown());
      show(() => m.shutdown());
      show(() => getitem(l, 0));
      show(() => l.append(1));
      print(str(l));
      print(repr(l));
      show(() => q.get());
      show(() => lock.acquire());
      show(() => m.list());
    }
  `,
  output: `
    ProcessError Already started server
    None
    None
    FileNotFoundError [Errno 2] No such file or directory
    FileNotFoundError [Errno 2] No such file or directory
    <ListProxy object, typeid 'list' at 0x…; '__str__()' failed>
    <ListProxy object, typeid 'list' at 0x…>
    FileNotFoundError [Errno 2] No such file or directory
    FileNotFoundError [Errno 2] No such file or directory
    AssertionError server not yet started
  `,
});

sideBySide("types of the program's own", {
  python: `${PYTHON_IMPORTS}
    class Account:
        def __init__(self, balance, owner="nobody"):
            self.balance = balance
            self.owner = owner
        def deposit(self, amount, *, fee=0):
            if amount < 0:
                raise ValueError(f"negative: {amount}")
            self.balance += amount - fee
            return self.balance
        def get_owner(self):
            return self.owner
        def _secret(self):
            return 1
        def __repr__(self):
            return f"Account({self.balance})"
    shared = {"a": 1}
    def get_shared():
        return shared
    class Bank(BaseManager):
        pass
    Bank.register("Account", Account)
    Bank.register("Limited", Account, exposed=["deposit"])
    Bank.register("get_shared", get_shared)
    def use(account):
        account.deposit(10)
    if __name__ == "__main__":
        bank = Bank()
        show(lambda: bank.Account(1))
        bank.start()
        with bank:
            account = bank.Account(100, owner="Ann")
            print(account, repr(account), account.deposit(5), account.deposit(5, fee=1), account.get_owner())
            show(lambda: account.deposit(-1))
            show(lambda: account.deposit())
            process = multiprocessing.Process(target=use, args=(account,))
            process.start()
            process.join()
            print(account.deposit(0), process.exitcode)
            limited = bank.Limited(1)
            print(limited.deposit(1), hasattr(limited, "get_owner"), hasattr(account, "_secret"), hasattr(account, "balance"))
            show(lambda: limited._callmethod("get_owner"))
            first, second = bank.get_shared(), bank.get_shared()
            first.update({"b": 2})
            print(second, second.get("b"), sorted(second.keys()))
            show(lambda: bank.Account())
  `,
  emitted: `${IMPORTS}
    import { hasattr, sub } from "py2mp/main";
    class Account extends object {
      constructor(balance, owner = "nobody") { super(); this.balance = balance; this.owner = owner; }
      deposit(amount, { fee = 0 } = {}) {
        if (amount < 0) throw new ValueError(\`negative: \${amount}\`);
        this.balance = add(this.balance, sub(amount, fee));
        return this.balance;
      }
      get_owner() { return this.owner; }
      _secret() { return 1; }
      __repr__() { return \`Account(\${this.balance})\`; }
    }
    const shared = new dict([["a", 1]]);
    function get_shared() { return shared; }
    class Bank extends BaseManager {}
    Bank.register("Account", Account);
    Bank.register("Limited", Account, { exposed: ["deposit"] });
    Bank.register("get_shared", get_shared);
    function use(account) { account.deposit(10); }
    define({ Account, get_shared, Bank, use });
    if (__name__ === "__main__") {
      const bank = new Bank();
      show(() => bank.Account(1));
      bank.start();
      bank.__enter__();
      const account = bank.Account(100, { owner: "Ann" });
      print(account, repr(account), account.deposit(5), account.deposit(5, { fee: 1 }), account.get_owner());
      show(() => account.deposit(-1));
      show(() => account.deposit());
      const process = new multiprocessing.Process({ target: use, args: [account] });
      process.start();
      process.join();
      print(account.deposit(0), process.exitcode);
      const limited = bank.Limited(1);
      print(limited.deposit(1), hasattr(limited, "get_owner"), hasattr(account, "_secret"), hasattr(account, "balance"));
      show(() => limited._callmethod("get_owner"));
      const [first, second] = [bank.get_shared(), bank.get_shared()];
      first.update(new dict([["b", 2]]));
      print(second, second.get("b"), sorted(second.keys()));
      show(() => bank.Account());
      bank.__exit__(null, null, null);
    }
  `,
  output: `
    AssertionError server not yet started
    Account(109) <AutoProxy[Account] object, typeid 'Account' at 0x…> 105 109 Ann
    ValueError negative: -1
    TypeError Account.deposit() missing 1 required positional argument: 'amount'
    119 0
    2 False False False
    RemoteError 
    {'a': 1, 'b': 2} 2 ['a', 'b']
    RemoteError 
  `,
});
