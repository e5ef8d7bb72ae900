"""Contexts, start methods, and what belongs to the package as a whole."""

import multiprocessing
import pickle
from multiprocessing import util
from multiprocessing.context import BaseContext

from cells import cell, outcome, run
from kit import Process


def nothing():
    pass


@cell("processes")
def start_methods():
    print(multiprocessing.get_all_start_methods(), multiprocessing.get_start_method() in ("fork", "spawn"))
    print(outcome(lambda: multiprocessing.set_start_method("fork")))
    print(outcome(lambda: multiprocessing.set_start_method("nothing", force=True)))
    print(outcome(lambda: multiprocessing.get_context("nothing")))


def put(queue, item):
    queue.put(item)


@cell("processes")
def contexts():
    for method in ("fork", "spawn"):
        context = multiprocessing.get_context(method)
        queue = context.Queue()
        process = context.Process(target=put, args=(queue, method))
        process.start()
        print(context.get_start_method(), queue.get(), type(process).__name__, isinstance(context, BaseContext))
        process.join()
        print(process.exitcode, context.get_context() is context, context.get_context(method) is not None)
        print(outcome(lambda: context.set_start_method("fork")))


@cell("processes")
def the_default_context():
    context = multiprocessing.get_context()
    print(context.get_start_method() == multiprocessing.get_start_method(), context is multiprocessing.get_context())
    print(type(context).__name__.endswith("Context"), multiprocessing.get_context(context.get_start_method()) is context)


@cell("processes")
def errors_of_contexts():
    context = multiprocessing.get_context("spawn")
    print(issubclass(context.TimeoutError, context.ProcessError), context.TimeoutError is multiprocessing.TimeoutError)
    print(multiprocessing.BufferTooShort.__mro__[1].__name__, multiprocessing.AuthenticationError.__mro__[1].__name__)
    print(issubclass(multiprocessing.ProcessError, Exception), issubclass(multiprocessing.TimeoutError, TimeoutError))


@cell("processes")
def makers_of_a_context():
    context = multiprocessing.get_context("spawn")
    with context.Lock(), context.RLock(), context.Semaphore(1), context.Condition():
        print(context.Value("i", 3).value, list(context.Array("i", 2)), context.Event().is_set(), context.Barrier(1).wait())
    reader, writer = context.Pipe(False)
    writer.send(1)
    print(reader.recv(), context.SimpleQueue().empty(), context.cpu_count() == multiprocessing.cpu_count())
    with context.Pool(1) as pool:
        print(pool.apply(abs, (-3,)))


@cell("processes")
def cpu_count():
    print(multiprocessing.cpu_count() >= 1, type(multiprocessing.cpu_count()).__name__)


@cell("processes")
def names_of_the_package():
    for name in ("Process", "Pool", "Queue", "Manager", "Pipe", "Value", "Array", "shared_memory", "freeze_support"):
        print(name, hasattr(multiprocessing, name) or name == "shared_memory")
    print(multiprocessing.freeze_support(), multiprocessing.allow_connection_pickling())


@cell("processes")
def authentication_keys():
    key = multiprocessing.current_process().authkey
    print(isinstance(key, bytes), type(key).__name__, outcome(lambda: pickle.dumps(key)))


@cell("processes")
def finalizers_in_order():
    order = []
    first = util.Finalize(None, order.append, args=("priority 1",), exitpriority=1)
    util.Finalize(None, order.append, args=("priority 10",), exitpriority=10)
    last = util.Finalize(None, order.append, args=("cancelled",), exitpriority=5)
    print(first.still_active(), last.cancel(), last.still_active())
    print(first(), first(), first.still_active(), order)
    print(outcome(lambda: util.Finalize(None, nothing)))
    print(outcome(lambda: util.Finalize(None, nothing, exitpriority="high")))


def finalize_loudly():
    for name, priority in (("low", 0), ("high", 10), ("middle", 5), ("middle again", 5), ("last", -1)):
        util.Finalize(None, print, args=(name,), kwargs={"flush": True}, exitpriority=priority)


@cell("processes")
def finalizers_at_the_end_of_a_child():
    process = Process(target=finalize_loudly)
    process.start()
    process.join()
    print(process.exitcode)


@cell("processes")
def loggers():
    import logging

    logger = multiprocessing.get_logger()
    print(logger.name, logger is util.get_logger(), logger.propagate, logger.level == logging.NOTSET)
    print(util.SUBDEBUG, util.SUBWARNING)


def tell_level(connection):
    connection.send(multiprocessing.get_logger().getEffectiveLevel())


@cell("processes")
def levels_of_loggers_in_children():
    import logging

    reader, writer = multiprocessing.Pipe(False)
    logger = multiprocessing.get_logger()
    level = logger.level
    for wanted in (logging.INFO, logging.ERROR):
        logger.setLevel(wanted)
        process = Process(target=tell_level, args=(writer,))
        process.start()
        print(reader.recv())
        process.join()
    logger.setLevel(level)


if __name__ == "__main__":
    run()
