"""Coroutines, tasks, and what asyncio has to wait for."""

import asyncio
import contextvars
import queue as plain
import time
from concurrent.futures import ProcessPoolExecutor, ThreadPoolExecutor

from cells import cell, described, outcome, run


def ran(coroutine):
    """What a coroutine returns, or raises, in a line."""
    return outcome(lambda: asyncio.run(coroutine))


async def give(value, turns=0):
    """The value, after so many turns of the loop."""
    for _ in range(turns):
        await asyncio.sleep(0)
    return value


async def fail(error, turns=0):
    await give(None, turns)
    raise error


async def patient(log, name="patient"):
    """Waits until it is cancelled, and says so."""
    try:
        await asyncio.Event().wait()
    except asyncio.CancelledError as error:
        log.append(f"{name} cancelled {error.args}")
        raise
    finally:
        log.append(f"{name} done")


@cell("alone")
def run_gives_the_result():
    print(ran(give(3)), ran(give(None, 2)))
    print(ran(fail(KeyError("k"))))


@cell("alone")
def run_takes_a_coroutine():
    print(outcome(lambda: asyncio.run(3)))
    print(outcome(lambda: asyncio.run(give)))


@cell("alone")
def run_within_run():
    async def outer():
        inner = give(1)
        try:
            asyncio.run(inner)
        finally:
            inner.close()

    print(ran(outer()))


@cell("alone")
def a_coroutine_is_an_object():
    made = give(1)
    print(type(made).__name__, made.__name__, made.__qualname__, asyncio.iscoroutine(made))
    print(asyncio.iscoroutinefunction(give), asyncio.iscoroutinefunction(ran))
    made.close()
    print(outcome(lambda: made.send(None)))


@cell("alone")
def a_coroutine_runs_once():
    async def twice():
        made = give(1)
        print(await made)
        await made

    print(ran(twice()))


@cell("alone")
def a_coroutine_by_hand():
    made = give("value")
    try:
        made.send(None)
    except StopIteration as error:
        print(error.value)
    other = fail(ValueError("by hand"))
    print(outcome(lambda: other.send(None)))


@cell("alone")
def await_what_cannot_be_awaited():
    async def wrong(what):
        return await what

    for what in (3, None, [1], print):
        print(ran(wrong(what)))


@cell("alone")
def await_an_object():
    class Answer:
        def __init__(self, value):
            self.value = value

        def __await__(self):
            yield from asyncio.sleep(0).__await__()
            return self.value

    async def asked():
        return await Answer(42)

    print(ran(asked()))


@cell("alone")
def no_loop_runs():
    print(outcome(asyncio.get_running_loop))
    print(outcome(asyncio.current_task))
    made = give(1)
    print(outcome(lambda: asyncio.create_task(made)))
    made.close()


@cell("alone")
def sleep_gives_its_result():
    print(ran(asyncio.sleep(0, "slept")), ran(asyncio.sleep(0.001, result=[1])), ran(asyncio.sleep(-1, 2)))


@cell("alone")
def sleepers_wake_by_their_time():
    async def sleeper(log, delay):
        await asyncio.sleep(delay)
        log.append(delay)

    async def main():
        log = []
        await asyncio.gather(*(sleeper(log, delay) for delay in (0.09, 0.03, 0.06)))
        return log

    print(ran(main()))


@cell("alone")
def tasks_take_turns():
    async def turns(log, name):
        for turn in range(3):
            log.append(f"{name}{turn}")
            await asyncio.sleep(0)

    async def main():
        log = []
        await asyncio.gather(turns(log, "a"), turns(log, "b"))
        return log

    print(ran(main()))


@cell("alone")
def a_task_starts_at_the_next_wait():
    async def main():
        log = []

        async def note():
            log.append("task")

        task = asyncio.create_task(note())
        log.append("made")
        await asyncio.sleep(0)
        log.append("slept")
        await task
        return log

    print(ran(main()))


@cell("alone")
def names_of_tasks():
    async def main():
        own = asyncio.current_task()
        own.set_name("main one")
        named = asyncio.create_task(give(1), name="worker")
        print(own.get_name(), named.get_name(), asyncio.current_task() is own)
        print(named.get_coro().__name__, len(asyncio.all_tasks()))
        await named
        print(len(asyncio.all_tasks()))

    ran(main())


@cell("alone")
def states_of_a_task():
    async def main():
        task = asyncio.create_task(give("x", 1))
        print(task.done(), task.cancelled(), outcome(task.result), outcome(task.exception))
        print(await task, task.done(), task.result(), task.exception())
        print(task.cancel())

    print(ran(main()))


@cell("alone")
def a_failed_task():
    async def main():
        task = asyncio.create_task(fail(OSError("disk")))
        print(outcome(lambda: None), await asyncio.wait([task]) is not None)
        print(repr(task.exception()), outcome(task.result))
        try:
            await task
        except OSError as error:
            print("awaited", error)

    print(ran(main()))


@cell("alone")
def a_task_calls_back():
    async def main():
        log = []
        task = asyncio.create_task(give(5))
        task.add_done_callback(lambda done: log.append(("first", done.result())))
        second = lambda done: log.append("second")
        task.add_done_callback(second)
        task.add_done_callback(second)
        print(task.remove_done_callback(second))
        await task
        await asyncio.sleep(0)
        task.add_done_callback(lambda done: log.append("late"))
        print(log)
        await asyncio.sleep(0)
        return log

    print(ran(main()))


@cell("alone")
def cancel_a_task():
    async def main():
        log = []
        task = asyncio.create_task(patient(log))
        await asyncio.sleep(0)
        print(task.cancel(), task.cancelling(), task.cancelled())
        try:
            await task
        except asyncio.CancelledError:
            log.append("noticed")
        print(task.cancelled(), task.done(), outcome(lambda: task.cancel()))
        return log

    print(ran(main()))


@cell("alone")
def cancel_with_a_message():
    async def main():
        log = []
        task = asyncio.create_task(patient(log))
        await asyncio.sleep(0)
        task.cancel("enough")
        try:
            await task
        except asyncio.CancelledError as error:
            log.append(error.args)
        return log

    print(ran(main()))


@cell("alone")
def cancel_before_the_start():
    async def main():
        log = []
        task = asyncio.create_task(patient(log))
        task.cancel()
        await asyncio.wait([task])
        return log, task.cancelled()

    print(ran(main()))


@cell("alone")
def refuse_to_be_cancelled():
    async def stubborn():
        for _ in range(2):
            try:
                await asyncio.sleep(10)
            except asyncio.CancelledError:
                print("no", asyncio.current_task().cancelling(), asyncio.current_task().uncancel())
        return "finished"

    async def main():
        task = asyncio.create_task(stubborn())
        for _ in range(2):
            await asyncio.sleep(0)
            task.cancel()
        print(await task, task.cancelled())

    ran(main())


@cell("alone")
def cancel_oneself():
    async def main():
        asyncio.current_task().cancel()
        await asyncio.sleep(0)

    try:
        asyncio.run(main())
    except asyncio.CancelledError as error:
        print("cancelled", error.args)


@cell("alone")
def run_cancels_what_is_left():
    log = []

    async def main():
        asyncio.create_task(patient(log, "left"))
        await asyncio.sleep(0)
        return "over"

    print(ran(main()), log)


@cell("alone")
def gather_in_order():
    async def main():
        return await asyncio.gather(give("slow", 5), give("quick"), give("middle", 2))

    print(ran(main()))


@cell("alone")
def gather_nothing():
    async def main():
        return await asyncio.gather()

    print(ran(main()))


@cell("alone")
def gather_the_first_error():
    async def main():
        log = []
        other = asyncio.create_task(patient(log))
        try:
            await asyncio.gather(other, fail(KeyError(1), 1), fail(ValueError(2), 3))
        except KeyError as error:
            log.append(repr(error))
        print(log, other.done())
        other.cancel()
        await asyncio.wait([other])
        return log

    print(ran(main()))


@cell("alone")
def gather_errors_as_results():
    async def main():
        return await asyncio.gather(give(1), fail(KeyError("k")), give(3), return_exceptions=True)

    print(ran(main()))


@cell("alone")
def gather_the_same_twice():
    async def main():
        task = asyncio.create_task(give(1))
        return await asyncio.gather(task, task, give(2))

    print(ran(main()))


@cell("alone")
def cancel_a_gathering():
    async def main():
        log = []
        all_of_them = asyncio.gather(patient(log, "a"), patient(log, "b"))
        await asyncio.sleep(0)
        print(all_of_them.cancel())
        try:
            await all_of_them
        except asyncio.CancelledError:
            log.append("gather cancelled")
        return log

    print(ran(main()))


@cell("alone")
def a_cancelled_child_of_gather():
    async def main():
        child = asyncio.create_task(give(1, 9))
        asyncio.get_running_loop().call_soon(child.cancel)
        try:
            await asyncio.gather(child, give(2))
        except asyncio.CancelledError:
            return "as an error"

    print(ran(main()))


@cell("alone")
def wait_for_all():
    async def main():
        tasks = [asyncio.create_task(give(turn, turn)) for turn in range(3)]
        done, pending = await asyncio.wait(tasks)
        return sorted(task.result() for task in done), len(pending)

    print(ran(main()))


@cell("alone")
def wait_for_the_first():
    async def main():
        log = []
        tasks = {asyncio.create_task(give("quick", 1)), asyncio.create_task(patient(log))}
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
        print([task.result() for task in done], len(pending))
        for task in pending:
            task.cancel()
        await asyncio.wait(pending)
        return log

    print(ran(main()))


@cell("alone")
def wait_for_the_first_error():
    async def main():
        tasks = [asyncio.create_task(c) for c in (give(1), fail(KeyError("x"), 2), give(2, 90))]
        done, pending = await asyncio.wait(tasks, return_when=asyncio.FIRST_EXCEPTION)
        print(len(done), len(pending), [task.exception() for task in done if task.exception()])
        await asyncio.gather(*pending)

    print(ran(main()))


@cell("alone")
def wait_for_a_while():
    async def main():
        log = []
        task = asyncio.create_task(patient(log))
        done, pending = await asyncio.wait([task], timeout=0.01)
        print(len(done), len(pending), task.done())
        task.cancel()
        await asyncio.wait([task])

    print(ran(main()))


@cell("alone")
def wait_refuses():
    async def main(what):
        await asyncio.wait(what)

    print(ran(main([])))
    print(ran(main(3)))
    made = give(1)
    print(ran(main([made])))
    made.close()


@cell("alone")
def wait_for_in_time():
    print(ran(asyncio.wait_for(give("in time", 2), 5)), ran(asyncio.wait_for(give(1), None)))
    print(ran(asyncio.wait_for(fail(KeyError("k")), 5)))


@cell("alone")
def wait_for_too_long():
    async def main():
        log = []
        try:
            await asyncio.wait_for(patient(log), 0.01)
        except asyncio.TimeoutError as error:
            log.append((type(error).__name__, str(error), asyncio.TimeoutError is TimeoutError))
        return log

    print(ran(main()))


@cell("alone")
def wait_for_no_time_at_all():
    async def main():
        log = []
        try:
            await asyncio.wait_for(patient(log), 0)
        except TimeoutError:
            log.append("timeout")
        return log

    print(ran(main()))


@cell("alone")
def timeout_in_time():
    async def main():
        async with asyncio.timeout(10) as scope:
            await asyncio.sleep(0)
        return scope.expired(), scope.when() is None

    print(ran(main()))


@cell("alone")
def timeout_too_long():
    async def main():
        log = []
        try:
            async with asyncio.timeout(0.01) as scope:
                await patient(log)
        except TimeoutError as error:
            log.append(("expired", scope.expired(), str(error), type(error.__cause__).__name__))
        return log

    print(ran(main()))


@cell("alone")
def timeout_put_off():
    async def main():
        loop = asyncio.get_running_loop()
        async with asyncio.timeout(None) as scope:
            scope.reschedule(loop.time() + 100)
            await asyncio.sleep(0)
        try:
            async with asyncio.timeout_at(loop.time() - 1):
                await asyncio.sleep(1)
        except TimeoutError:
            return "in the past"

    print(ran(main()))


@cell("alone")
def timeouts_within_timeouts():
    async def main():
        log = []
        try:
            async with asyncio.timeout(0.01):
                try:
                    async with asyncio.timeout(10):
                        await asyncio.sleep(20)
                except TimeoutError:
                    log.append("inner")
        except TimeoutError:
            log.append("outer")
        return log

    print(ran(main()))


@cell("alone")
def shield_from_cancelling():
    async def main():
        inner = asyncio.create_task(give("kept", 3))
        outer = asyncio.shield(inner)
        await asyncio.sleep(0)
        outer.cancel()
        try:
            await outer
        except asyncio.CancelledError:
            print("outer cancelled", inner.cancelled())
        return await inner

    print(ran(main()))


@cell("alone")
def as_completed_in_their_order():
    async def main():
        found = []
        for next_one in asyncio.as_completed([give("c", 8), give("a", 0), give("b", 4)]):
            found.append(await next_one)
        return found

    print(ran(main()))


@cell("alone")
def as_completed_with_errors():
    async def main():
        found = []
        for next_one in asyncio.as_completed([give(1, 3), fail(KeyError("k"))]):
            try:
                found.append(await next_one)
            except KeyError as error:
                found.append(repr(error))
        return found

    print(ran(main()))


@cell("alone")
def as_completed_in_time():
    async def main():
        log = []
        slow = asyncio.create_task(patient(log))
        try:
            for next_one in asyncio.as_completed([slow, give("a")], timeout=0.01):
                log.append(await next_one)
        except TimeoutError:
            log.append("timeout")
        slow.cancel()
        await asyncio.wait([slow])
        return log

    print(ran(main()))


@cell("alone")
def a_group_of_tasks():
    async def main():
        async with asyncio.TaskGroup() as group:
            first = group.create_task(give(1, 2))
            second = group.create_task(give(2), name="second")
        return first.result(), second.result(), second.get_name()

    print(ran(main()))


@cell("alone")
def a_group_with_an_error():
    async def main():
        log = []
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(patient(log))
                group.create_task(fail(KeyError("k"), 1))
        except* KeyError as errors:
            log.append(repr(errors.exceptions))
        return log

    print(ran(main()))


@cell("alone")
def a_group_whose_body_fails():
    async def main():
        log = []
        try:
            async with asyncio.TaskGroup() as group:
                group.create_task(patient(log))
                await asyncio.sleep(0)
                raise ValueError("body")
        except ExceptionGroup as errors:
            log.append((str(errors), errors.exceptions))
        return log

    print(ran(main()))


@cell("alone")
def a_group_that_is_over():
    async def main():
        async with asyncio.TaskGroup() as group:
            pass
        made = give(1)
        try:
            group.create_task(made)
        finally:
            made.close()

    print(ran(main()).split(" at 0x")[0])


@cell("alone")
def an_event():
    async def main():
        log = []
        event = asyncio.Event()

        async def waiter(name):
            log.append((name, await event.wait()))

        tasks = [asyncio.create_task(waiter(name)) for name in "ab"]
        await asyncio.sleep(0)
        print(event.is_set(), event.set(), event.is_set())
        await asyncio.gather(*tasks)
        print(await event.wait(), event.clear(), event.is_set())
        return log

    print(ran(main()))


@cell("alone")
def a_lock_in_turn():
    async def main():
        log = []
        lock = asyncio.Lock()

        async def holder(name):
            async with lock:
                log.append(f"{name} in")
                await asyncio.sleep(0)
                log.append(f"{name} out")

        await asyncio.gather(*(holder(name) for name in "abc"))
        return log, lock.locked()

    print(ran(main()))


@cell("alone")
def a_lock_by_hand():
    async def main():
        lock = asyncio.Lock()
        print(await lock.acquire(), lock.locked(), lock.release(), lock.locked())
        lock.release()

    print(ran(main()))


@cell("alone")
def cancel_who_waits_for_a_lock():
    async def main():
        lock = asyncio.Lock()
        await lock.acquire()
        waiting = [asyncio.create_task(lock.acquire()) for _ in range(2)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        lock.release()
        print(await waiting[1], waiting[0].cancelled(), lock.locked())

    print(ran(main()))


@cell("alone")
def a_semaphore():
    async def main():
        log = []
        semaphore = asyncio.Semaphore(2)

        async def user(name):
            async with semaphore:
                log.append(f"+{name}")
                await asyncio.sleep(0)
                log.append(f"-{name}")

        await asyncio.gather(*(user(name) for name in range(4)))
        return log, semaphore.locked()

    print(ran(main()))
    print(outcome(lambda: asyncio.Semaphore(-1)))


@cell("alone")
def a_bounded_semaphore():
    async def main():
        semaphore = asyncio.BoundedSemaphore(1)
        await semaphore.acquire()
        semaphore.release()
        semaphore.release()

    print(ran(main()))


@cell("alone")
def a_condition():
    async def main():
        log = []
        condition = asyncio.Condition()

        async def waiter(name):
            async with condition:
                await condition.wait()
                log.append(name)

        tasks = [asyncio.create_task(waiter(name)) for name in "abc"]
        await asyncio.sleep(0)
        async with condition:
            condition.notify()
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        print(log)
        async with condition:
            condition.notify_all()
        await asyncio.gather(*tasks)
        return log

    print(ran(main()))


@cell("alone")
def a_condition_that_holds():
    async def main():
        condition = asyncio.Condition()
        state = []

        async def changer():
            for item in range(3):
                async with condition:
                    state.append(item)
                    condition.notify_all()
                await asyncio.sleep(0)

        task = asyncio.create_task(changer())
        async with condition:
            print(await condition.wait_for(lambda: len(state) == 3 and "full"))
        await task
        condition.notify()

    print(ran(main()))


@cell("alone")
def a_barrier():
    async def main():
        barrier = asyncio.Barrier(3)
        places = await asyncio.gather(*(barrier.wait() for _ in range(3)))
        print(sorted(places), barrier.parties, barrier.n_waiting, barrier.broken)
        waiting = asyncio.create_task(barrier.wait())
        await asyncio.sleep(0)
        await barrier.abort()
        try:
            await waiting
        except asyncio.BrokenBarrierError as error:
            print("broken", error.args, barrier.broken)

    print(ran(main()))


@cell("alone")
def a_queue():
    async def main():
        queue = asyncio.Queue(2)
        print(queue.empty(), queue.full(), queue.qsize(), queue.maxsize)
        await queue.put(1)
        queue.put_nowait(2)
        print(queue.full(), outcome(lambda: queue.put_nowait(3)))
        print(await queue.get(), queue.get_nowait(), outcome(queue.get_nowait))
        return issubclass(asyncio.QueueEmpty, Exception), asyncio.QueueFull is plain.Full

    print(ran(main()))


@cell("alone")
def a_queue_that_is_full():
    async def main():
        log = []
        queue = asyncio.Queue(1)

        async def producer():
            for item in range(3):
                await queue.put(item)
                log.append(f"put {item}")

        task = asyncio.create_task(producer())
        for _ in range(3):
            log.append(f"got {await queue.get()}")
        await task
        return log

    print(ran(main()))


@cell("alone")
def queues_in_other_orders():
    async def main():
        last, least = asyncio.LifoQueue(), asyncio.PriorityQueue()
        for item in (3, 1, 2):
            await last.put(item)
            await least.put((item, str(item)))
        return [last.get_nowait() for _ in range(3)], [least.get_nowait() for _ in range(3)]

    print(ran(main()))


@cell("alone")
def join_a_queue():
    async def main():
        log = []
        queue = asyncio.Queue()

        async def worker():
            while True:
                item = await queue.get()
                log.append(item)
                queue.task_done()

        workers = [asyncio.create_task(worker()) for _ in range(2)]
        for item in range(5):
            queue.put_nowait(item)
        await queue.join()
        for each in workers:
            each.cancel()
        print(await asyncio.gather(*workers, return_exceptions=True))
        print(sorted(log), outcome(queue.task_done))

    print(ran(main()))


@cell("alone")
def cancel_who_waits_for_an_item():
    async def main():
        queue = asyncio.Queue()
        waiting = [asyncio.create_task(queue.get()) for _ in range(2)]
        await asyncio.sleep(0)
        waiting[0].cancel()
        await queue.put("item")
        print(await waiting[1], waiting[0].cancelled(), queue.qsize())

    print(ran(main()))


@cell("alone")
def a_future():
    async def main():
        future = asyncio.get_running_loop().create_future()
        print(future.done(), outcome(future.result))
        future.set_result("set")
        print(await future, future.done(), outcome(lambda: future.set_result(1)))
        failed = asyncio.Future()
        failed.set_exception(KeyError("k"))
        print(repr(failed.exception()), outcome(failed.result))
        cancelled = asyncio.Future()
        print(cancelled.cancel(), cancelled.cancelled(), cancelled.cancel())
        print(asyncio.isfuture(future), asyncio.isfuture(main))

    print(ran(main()))


@cell("alone")
def set_a_future_later():
    async def main():
        loop = asyncio.get_running_loop()
        future = loop.create_future()
        loop.call_later(0.01, future.set_result, "later")
        return await future

    print(ran(main()))


@cell("alone")
def calls_of_the_loop():
    async def main():
        log = []
        loop = asyncio.get_running_loop()
        loop.call_soon(log.append, "soon")
        loop.call_later(0.03, log.append, "later")
        loop.call_at(loop.time() + 0.01, log.append, "at")
        dropped = loop.call_later(0.02, log.append, "dropped")
        dropped.cancel()
        print(dropped.cancelled(), log)
        await asyncio.sleep(0.06)
        return log

    print(ran(main()))


@cell("alone")
def a_loop_by_hand():
    loop = asyncio.new_event_loop()
    asyncio.set_event_loop(loop)
    print(loop.run_until_complete(give("value", 1)), loop.is_running(), loop.is_closed())
    print(outcome(lambda: loop.run_until_complete(fail(KeyError("k")))))
    loop.call_soon(loop.stop)
    loop.run_forever()
    loop.close()
    made = give(1)
    print(loop.is_closed(), outcome(lambda: loop.run_until_complete(made)))
    made.close()


@cell("alone")
def a_runner():
    with asyncio.Runner() as runner:
        print(runner.run(give(1)), runner.run(give(2, 3)))
        print(runner.get_loop().is_closed())
    made = give(3)
    print(outcome(lambda: runner.run(made)))
    made.close()


@cell("alone")
def generators_that_wait():
    async def numbers(count):
        for number in range(count):
            await asyncio.sleep(0)
            yield number

    async def main():
        print([number async for number in numbers(3)])
        print({n: n * n async for n in numbers(4) if n % 2})
        async for number in numbers(9):
            if number == 2:
                break
        else:
            print("not here")
        given = numbers(2)
        print(await anext(given), await given.__anext__(), await anext(given, "none left"))
        await anext(given)

    print(ran(main()))


@cell("alone")
def generators_to_send_to():
    async def averages():
        total, count, average = 0, 0, None
        try:
            while True:
                total += yield average
                count += 1
                average = total / count
        finally:
            print("closed")

    async def main():
        made = averages()
        print(await made.asend(None), await made.asend(4), await made.asend(8))
        await made.aclose()
        other = averages()
        await other.asend(None)
        try:
            await other.athrow(ValueError("thrown"))
        except ValueError as error:
            print(error)

    print(ran(main()))


@cell("alone")
def iterators_that_wait():
    class Countdown:
        def __init__(self, start):
            self.left = start

        def __aiter__(self):
            return self

        async def __anext__(self):
            await asyncio.sleep(0)
            if self.left == 0:
                raise StopAsyncIteration
            self.left -= 1
            return self.left

    async def main():
        found = []
        async for number in Countdown(3):
            found.append(number)
        else:
            found.append("end")
        return found

    async def wrong():
        async for _ in [1, 2]:
            pass

    print(ran(main()))
    print(ran(wrong()))


@cell("alone")
def managers_that_wait():
    class Door:
        async def __aenter__(self):
            await asyncio.sleep(0)
            print("opened")
            return "room"

        async def __aexit__(self, kind, error, trace):
            print("closed", kind and kind.__name__, error)
            return kind is KeyError

    async def main():
        async with Door() as room:
            print(room)
        async with Door(), Door():
            raise KeyError("swallowed")
        async with Door():
            raise ValueError("not swallowed")

    async def wrong():
        async with open("/dev/null"):
            pass

    print(ran(main()))
    print(ran(wrong()))


@cell("alone")
def managers_from_generators():
    from contextlib import AsyncExitStack, asynccontextmanager

    @asynccontextmanager
    async def resource(name):
        print("acquire", name)
        try:
            yield name.upper()
        finally:
            await asyncio.sleep(0)
            print("release", name)

    async def main():
        async with resource("a") as a, resource("b") as b:
            print(a, b)
        async with AsyncExitStack() as stack:
            print([await stack.enter_async_context(resource(name)) for name in "cd"])

    print(ran(main()))


@cell("alone")
def comprehensions_that_wait():
    async def main():
        return [await give(n, n) for n in range(3)], {await give(n) for n in (1, 1)}, [
            x for x in [await give(7)] if await give(True)
        ]

    print(ran(main()))


@cell("alone")
def finally_and_returns():
    async def main():
        try:
            await give(1)
            return "try"
        finally:
            await asyncio.sleep(0)
            print("finally")

    async def swallowed():
        try:
            await fail(KeyError())
        finally:
            return "finally wins"

    print(ran(main()), ran(swallowed()))


@cell("alone")
def errors_with_their_contexts():
    async def main():
        try:
            await fail(KeyError("first"))
        except KeyError:
            await fail(ValueError("second"))

    try:
        asyncio.run(main())
    except ValueError as error:
        print(repr(error), repr(error.__context__))


@cell("alone")
def variables_of_a_context():
    current = contextvars.ContextVar("current", default="nobody")

    async def worker(name):
        current.set(name)
        await asyncio.sleep(0)
        return current.get()

    async def main():
        print(await asyncio.gather(worker("a"), worker("b")), current.get())

    ran(main())


@cell("alone")
def recursion_that_waits():
    async def factorial(n):
        await asyncio.sleep(0)
        return 1 if n < 2 else n * await factorial(n - 1)

    print(ran(factorial(20)))


@cell("alone")
def methods_and_closures_that_wait():
    class Account:
        def __init__(self):
            self.balance = 0
            self.lock = asyncio.Lock()

        async def deposit(self, amount):
            async with self.lock:
                before = self.balance
                await asyncio.sleep(0)
                self.balance = before + amount

        @classmethod
        async def opened(cls):
            account = cls()
            await account.deposit(1)
            return account

        @staticmethod
        async def fee():
            return 2

    async def main():
        account = await Account.opened()
        await asyncio.gather(*(account.deposit(10) for _ in range(5)))
        add = account.deposit
        await add(await Account.fee())
        return account.balance

    print(ran(main()))


@cell("alone")
def decorated_coroutines():
    import functools

    def logged(function):
        @functools.wraps(function)
        async def wrapper(*args, **kwargs):
            print("call", function.__name__, args, kwargs)
            return await function(*args, **kwargs)

        return wrapper

    @logged
    async def power(base, exponent=2):
        return base**exponent

    print(ran(power(3)), ran(power(2, exponent=5)), power.__name__)


@cell("alone")
def work_in_threads():
    def work(n):
        time.sleep(0.001)
        return n * n

    async def main():
        print(await asyncio.to_thread(work, 3))
        loop = asyncio.get_running_loop()
        print(await loop.run_in_executor(None, work, 4))
        with ThreadPoolExecutor(2) as pool:
            print(await asyncio.gather(*(loop.run_in_executor(pool, work, n) for n in range(4))))
        await asyncio.to_thread(int, "x")

    print(ran(main()))


def square(n):
    if n < 0:
        raise ValueError("negative")
    return n * n


@cell("alone")
def work_in_processes():
    async def main():
        loop = asyncio.get_running_loop()
        with ProcessPoolExecutor(2) as pool:
            futures = [loop.run_in_executor(pool, square, n) for n in range(4)]
            print(await asyncio.gather(*futures))
            await loop.run_in_executor(pool, square, -1)

    print(ran(main()))


@cell("alone")
def calls_from_a_thread():
    import threading

    async def main():
        loop = asyncio.get_running_loop()
        log = []
        event = asyncio.Event()

        def other():
            loop.call_soon_threadsafe(log.append, "from a thread")
            future = asyncio.run_coroutine_threadsafe(give("answer", 2), loop)
            log.append(future.result())
            loop.call_soon_threadsafe(event.set)

        thread = threading.Thread(target=other)
        thread.start()
        await event.wait()
        thread.join()
        return log

    print(ran(main()))


@cell("alone")
def wrap_a_future_of_an_executor():
    async def main():
        with ThreadPoolExecutor(1) as pool:
            return await asyncio.wrap_future(pool.submit(pow, 2, 5))

    print(ran(main()))


@cell("alone")
def ensure_a_future():
    async def main():
        task = asyncio.ensure_future(give(1))
        print(type(task).__name__, asyncio.ensure_future(task) is task, await task)
        asyncio.ensure_future(3)

    print(ran(main()))


@cell("alone")
def an_error_that_nobody_sees():
    async def main():
        seen = []
        loop = asyncio.get_running_loop()
        loop.set_exception_handler(lambda loop, context: seen.append((context["message"], context["exception"])))
        loop.call_soon(lambda: 1 / 0)
        await asyncio.sleep(0)
        await asyncio.sleep(0)
        return [error for _, error in seen]

    print(ran(main()))


@cell("alone")
def exits_through_run():
    async def main(error):
        await asyncio.sleep(0)
        raise error

    for error in (SystemExit(3), KeyboardInterrupt("stop")):
        try:
            asyncio.run(main(error))
        except BaseException as raised:
            print(repr(raised))


if __name__ == "__main__":
    run()
