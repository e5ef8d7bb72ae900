"""Managers, and the proxies of what they hold."""

import pickle
from multiprocessing import Process
from multiprocessing.managers import BaseManager, BaseProxy, NamespaceProxy, SyncManager

import kit
from cells import cell, outcome, run


def ended(target, *args):
    process = Process(target=target, args=args)
    process.start()
    process.join()


def serving():
    return kit.serving()


@cell("manager")
def list_methods():
    items = serving().list([3, 1, 2])
    print(items.append(5), items.extend([7, 8]), items.insert(0, 9), items.pop(), items.pop(0), items.remove(5))
    print(items.sort(), items[:], items.reverse(), items[:], items.index(2), items.count(7), len(items), 7 in items)
    print(outcome(lambda: items.remove(99)), outcome(lambda: items.index(99)), outcome(lambda: items[50]))


@cell("manager")
def list_operators():
    items = serving().list([1, 2])
    print(items + [3], items * 2, 2 * items)
    items += [4]
    items *= 2
    print(items[:], type(items).__name__, items[1:3], items[-1], list(reversed(items)))
    items[0] = "first"
    items[1:3] = [0]
    del items[-1]
    print(items[:])


@cell("manager")
def list_is_read_in_loops():
    items = serving().list(range(4))
    print([item * 2 for item in items], sorted(items, reverse=True), sum(items), list(enumerate(items)), tuple(items))


@cell("manager")
def list_equality_and_reprs():
    items = serving().list([1, 2])
    print(items == [1, 2], items == items, str(items), repr(items).split(",")[0])


@cell("manager")
def lists_in_lists():
    inner = serving().list([1])
    outer = serving().list([inner, [2]])
    inner.append(5)
    outer[0].append(6)
    outer[1].append(7)
    print(inner[:], outer[0][:], outer[1], [str(item) for item in outer])


@cell("manager")
def dict_methods():
    items = serving().dict({"a": 1}, b=2)
    print(items.get("a"), items.get("z"), items.get("z", 0), items.setdefault("c", 3), items.setdefault("a", 9))
    print(items.update({"d": 4}, e=5), sorted(items.items()), sorted(items.keys()), sorted(items.values()))
    print(items.pop("d"), items.pop("zz", "none"), len(items), "a" in items)
    print(items.copy() == {"a": 1, "b": 2, "c": 3, "e": 5}, items.popitem(), items.clear(), items.copy())
    print(outcome(lambda: items["no"]), outcome(lambda: items.pop("no")), outcome(items.popitem))


@cell("manager")
def dict_items():
    items = serving().dict()
    items["x"] = 1
    items[(1, 2)] = [3]
    items[(1, 2)].append(4)
    print(items["x"], items[(1, 2)], dict(items), list(items), type(items).__name__)
    del items["x"]
    print(outcome(lambda: items.__delitem__("x")), str(items), [key for key in items])


@cell("manager")
def dicts_in_dicts():
    outer = serving().dict()
    outer["inner"] = serving().dict({"n": 1})
    outer["inner"]["n"] += 1
    outer["plain"] = {}
    outer["plain"]["n"] = 1
    print(outer["inner"]["n"], outer["plain"], outer["inner"].copy())


def fill(items, table, space):
    items.append("child")
    table["child"] = True
    space.child = "yes"


@cell("manager")
def containers_are_changed_elsewhere():
    items, table, space = serving().list(), serving().dict(), serving().Namespace()
    ended(fill, items, table, space)
    print(items[:], table.copy(), space.child)


@cell("manager")
def namespaces():
    space = serving().Namespace(x=1)
    space.y = [2]
    space.y.append(3)
    print(space.x, space.y, hasattr(space, "x"), hasattr(space, "z"), type(space).__name__, space)
    del space.x
    print(outcome(lambda: space.x), hasattr(space, "x"))
    space._own = "stays here"
    print(space._own, "_own" in str(space))


@cell("manager")
def arrays():
    shared = serving().Array("i", [1, 2, 3])
    shared[1] = 20
    print(len(shared), shared[1], shared[:], outcome(lambda: shared[9]))


@cell("manager")
def nested_queue():
    queues = [serving().Queue() for _ in range(3)]
    shared = serving().list(queues)
    for number, queue in enumerate(queues):
        queue.put(number)
    print([queue.get() for queue in shared])


@cell("manager")
def proxies_travel_in_pickles():
    items = serving().list([1])
    other = pickle.loads(pickle.dumps(items))
    other.append(2)
    print(items[:], type(other).__name__)


def put_proxy(queue, items):
    items.append("through the queue")
    queue.put(items)


@cell("manager")
def proxies_travel_in_queues():
    queue, items = serving().Queue(), serving().list()
    ended(put_proxy, queue, items)
    got = queue.get()
    got.append("more")
    print(items[:])


@cell("manager")
def methods_by_name():
    items = serving().list([5])
    print(items._callmethod("append", (6,)), items._callmethod("__len__"), items._getvalue(), isinstance(items, BaseProxy))
    print(outcome(lambda: items._callmethod("no_such_method")).split(" ")[0])


class Account:
    def __init__(self, owner, amount=0):
        self.owner = owner
        self._amount = amount

    def deposit(self, amount):
        if amount < 0:
            raise ValueError("negative amount")
        self._amount += amount
        return self._amount

    def amount(self):
        return self._amount

    def _hidden(self):
        return "hidden"

    def history(self):
        for step in range(3):
            yield step * self._amount

    def __str__(self):
        return f"account of {self.owner}"


class Bank(BaseManager):
    pass


class AccountProxy(BaseProxy):
    _exposed_ = ("deposit", "amount", "_hidden")

    def deposit(self, amount):
        return self._callmethod("deposit", (amount,))

    def twice(self, amount):
        self.deposit(amount)
        return self._callmethod("deposit", (amount,))

    def peek(self):
        return self._callmethod("_hidden")


class HistoryProxy(BaseProxy):
    _exposed_ = ("__next__",)

    def __iter__(self):
        return self

    def __next__(self):
        return self._callmethod("__next__")


def squares():
    return {"one": 1, "two": 4}


Bank.register("Account", Account)
Bank.register("Limited", Account, exposed=("amount", "_hidden"))
Bank.register("Proxied", Account, proxytype=AccountProxy)
Bank.register("History", proxytype=HistoryProxy)
Bank.register("Traced", Account, method_to_typeid={"history": "History"})
Bank.register("squares", squares)
Bank.register("Unmade", Account, create_method=False)


@cell("manager")
def own_classes():
    with Bank() as bank:
        account = bank.Account("me", amount=5)
        print(account.deposit(3), account.amount(), outcome(lambda: account.deposit(-1)))
        print(str(account), hasattr(account, "_hidden"), hasattr(account, "owner"), hasattr(account, "deposit"))
        print(type(account).__name__, outcome(lambda: bank.Account()).split(":")[0])


def deposit_much(account):
    for _ in range(10):
        account.deposit(1)


@cell("manager")
def own_classes_elsewhere():
    with Bank() as bank:
        account = bank.Account("us")
        processes = [Process(target=deposit_much, args=(account,)) for _ in range(3)]
        for process in processes:
            process.start()
        for process in processes:
            process.join()
        print(account.amount())


@cell("manager")
def exposed_methods():
    with Bank() as bank:
        limited = bank.Limited("me", 4)
        print(limited.amount(), limited._hidden(), hasattr(limited, "deposit"))
        print(outcome(lambda: limited._callmethod("deposit", (1,))).split(" object")[0])


@cell("manager")
def own_proxies():
    with Bank() as bank:
        account = bank.Proxied("me", 1)
        print(type(account).__name__, account.deposit(2), account.twice(3), account.peek(), hasattr(account, "amount"))


@cell("manager")
def methods_that_give_proxies():
    with Bank() as bank:
        account = bank.Traced("me", 2)
        print(list(account.history()), type(account.history()).__name__)


@cell("manager")
def functions_that_give_objects():
    with Bank() as bank:
        print(str(bank.squares()), sorted(bank.squares().keys()), hasattr(bank, "Unmade"))


@cell("manager")
def life_of_a_manager():
    bank = Bank()
    print(outcome(lambda: bank.Account("me")))
    print(bank.start(), outcome(bank.start))
    account = bank.Account("me")
    print(bank.shutdown(), outcome(lambda: account.deposit(1)).split(":")[0], bank.shutdown())
    print(outcome(bank.start))


@cell("manager")
def manager_as_context():
    with SyncManager() as manager:
        items = manager.list([1])
        print(items[:])
    print(outcome(lambda: items[:]).split(":")[0])


settings = []


def prepare(*values):
    settings.extend(values)


def get_settings():
    return settings


class Prepared(BaseManager):
    pass


Prepared.register("settings", get_settings)


@cell("manager")
def initializers_of_servers():
    manager = Prepared()
    manager.start(prepare, (1, "two"))
    print(str(manager.settings()), settings)
    manager.shutdown()
    print(outcome(lambda: Prepared().start(5)))


class Queues(BaseManager):
    pass


class Box:
    def __init__(self, name):
        self.name = name

    def get(self):
        return f"own {self.name}"


Queues.register("Queue", Box)
Queues.register("Event", Box, exposed=["get"])


@cell("manager")
def own_types_under_known_names():
    with Queues() as manager:
        print(manager.Queue("queue").get(), manager.Event("event").get())


class SpaceProxy(NamespaceProxy):
    _exposed_ = ("__getattribute__", "__setattr__", "__delattr__", "total")

    def total(self):
        return self._callmethod("total")


class Space:
    def __init__(self):
        self.numbers = (1, 2)

    def total(self):
        return sum(self.numbers)


class Spaces(BaseManager):
    pass


Spaces.register("Space", Space, SpaceProxy)


@cell("manager")
def attributes_of_own_classes():
    with Spaces() as manager:
        space = manager.Space()
        print(space.numbers, space.total())
        space.numbers = (5, 6)
        print(space.numbers, space.total())


@cell("manager")
def errors_come_from_the_server():
    try:
        serving().dict()["missing"]
    except KeyError as error:
        print(error.args, type(error.__cause__).__name__)


@cell("manager")
def unknown_types():
    print(outcome(lambda: serving().nothing()))


if __name__ == "__main__":
    run()
