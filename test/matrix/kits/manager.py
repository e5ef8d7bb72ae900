"""What the behaviours are made of: processes, and what a manager's server holds for them."""

import multiprocessing
from multiprocessing import Pipe, Process, active_children, current_process

KIND = "manager"
manager = None


def serving():
    global manager
    if manager is None:
        manager = multiprocessing.Manager()
    return manager


def close():
    if manager is not None:
        manager.shutdown()


def Lock():
    return serving().Lock()


def RLock():
    return serving().RLock()


def Semaphore(value=1):
    return serving().Semaphore(value)


def BoundedSemaphore(value=1):
    return serving().BoundedSemaphore(value)


def Condition(lock=None):
    return serving().Condition() if lock is None else serving().Condition(lock)


def Event():
    return serving().Event()


def Barrier(parties, action=None, timeout=None):
    return serving().Barrier(parties, action, timeout)


def Queue(maxsize=0):
    return serving().Queue(maxsize)


def JoinableQueue(maxsize=0):
    return serving().JoinableQueue(maxsize)


def Value(typecode, value):
    return serving().Value(typecode, value)


def Array(typecode, items):
    return serving().Array(typecode, items)


def Pool(processes=None, initializer=None, initargs=()):
    raise NotImplementedError("the workers of a pool are no manager's")


def new_list(items=()):
    return serving().list(items)


def new_dict(items=()):
    return serving().dict(items)
