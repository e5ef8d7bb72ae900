# === a list in a manager's dict
from multiprocessing import Manager, Process

def add(groups, key, item):
    groups[key].append(item)  # !

if __name__ == "__main__":
    with Manager() as manager:
        groups = manager.dict({"a": [], "b": []})
        p = Process(target=add, args=(groups, "a", 1))
        p.start()
        p.join()
        print(groups)

# === a dict in a manager's dict
import multiprocessing as mp

def score(table, player):
    table[player]["points"] += 10  # !
    table[player]["name"] = player.upper()  # !

if __name__ == "__main__":
    manager = mp.Manager()
    table = manager.dict()
    table["ann"] = {"points": 0, "name": ""}
    ps = [mp.Process(target=score, args=(table, "ann")) for _ in range(1)]
    for p in ps: p.start()
    for p in ps: p.join()

# === an object of a class in a manager's list
from multiprocessing import Manager

class Account:
    def __init__(self, owner):
        self.owner = owner
        self.balance = 0

def main():
    manager = Manager()
    accounts = manager.list([Account("a"), Account("b")])
    accounts[0].balance = 100  # !
    print(accounts[0].balance)

if __name__ == "__main__":
    main()

# === read into a variable and only changed there
from multiprocessing import Manager, Pool

def note(task):
    log, n = task
    entries = log["entries"]
    entries.append(n)  # !

if __name__ == "__main__":
    with Manager() as manager, Pool(2) as pool:
        log = manager.dict(entries=[])
        pool.map(note, [(log, n) for n in range(3)])

# === sets, get and attributes of a namespace
from multiprocessing import Manager

if __name__ == "__main__":
    manager = Manager()
    seen = manager.dict()
    seen["urls"] = set()
    seen["urls"].add("http://a")  # !
    seen.get("urls").add("http://b")  # !
    ns = manager.Namespace()
    ns.items = [1, 2]
    print(seen, ns)

# === a loop over the values
from multiprocessing import Manager

def reset(rows, tables):
    for row in rows:
        row.clear()  # !
    for name, table in tables.items():
        table["n"] = 0  # !

if __name__ == "__main__":
    manager = Manager()
    reset(manager.list([[1], [2]]), manager.dict({"t": {"n": 1}}))

# === near: stored again
from multiprocessing import Manager, Process

def add(groups, key, item):
    group = groups[key]
    group.append(item)
    groups[key] = group
    groups[key] += [item]
    groups[key] = groups[key] + [item]

if __name__ == "__main__":
    with Manager() as manager:
        groups = manager.dict({"a": []})
        p = Process(target=add, args=(groups, "a", 1))
        p.start()
        p.join()

# === near: nested objects of the manager
from multiprocessing import Manager, Process

def add(groups, matrix):
    groups["a"].append(1)
    groups["counts"]["x"] = 1
    matrix[0].append(2)

if __name__ == "__main__":
    manager = Manager()
    groups = manager.dict()
    groups["a"] = manager.list()
    matrix = manager.list([manager.list(), manager.list()])
    other = manager.dict()
    other["x"] = manager.dict()
    other["x"]["y"] = 3
    p = Process(target=lambda: matrix[0].append(2))
    p.start(); p.join()

# === near: the proxy itself is changed
from multiprocessing import Manager

def fill(items, table):
    items.append([1])
    table.update(a=1)
    table["b"] = [2]
    table.setdefault("c", [])
    table.pop("b")
    items.sort()
    items.extend(table.values())

if __name__ == "__main__":
    manager = Manager()
    fill(manager.list(), manager.dict())

# === near: a copy that is used as one
from multiprocessing import Manager

def report(table):
    rows = table["rows"]
    rows.sort()
    print(rows)
    copy = dict(table)
    copy["rows"].append(5)
    print(copy)

if __name__ == "__main__":
    with Manager() as manager:
        report(manager.dict(rows=[3, 1, 2]))

# === near: plain containers
from multiprocessing import Pool

def group(pairs):
    groups = {}
    for key, value in pairs:
        groups.setdefault(key, []).append(value)
    groups["all"] = []
    groups["all"].extend(value for _, value in pairs)
    return groups

if __name__ == "__main__":
    with Pool() as pool:
        print(pool.map(group, [[("a", 1)], [("b", 2)]]))

# === near: only read
from multiprocessing import Manager

def show(table):
    print(table["rows"].index(2), table["rows"].count(1), table["names"].copy(), table["names"].get("x"))

if __name__ == "__main__":
    with Manager() as manager:
        show(manager.dict(rows=[1, 2], names={"x": 1}))
