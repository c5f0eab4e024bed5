from __future__ import annotations

import asyncio
import gc

import pytest

from bot.tasks import CutOff, Tasks


@pytest.fixture
def failures():
    return []


@pytest.fixture
def tasks(failures):
    return Tasks(lambda error, name: failures.append((type(error), str(error), name)))


async def test_a_task_that_returns_is_nothing_to_speak_of(tasks, failures):
    done = []
    tasks.start(asyncio.sleep(0, done.append("x")), name="short")
    assert len(tasks) == 1
    assert await tasks.drain(1)
    assert (len(tasks), done, failures) == (0, ["x"], [])


async def test_a_failure_is_reported_once_with_its_name(tasks, failures):
    async def fail():
        raise LookupError("no such row")

    tasks.start(fail(), name="refresh")
    assert await tasks.drain(1)
    assert failures == [(LookupError, "no such row", "refresh")]


async def test_a_cancelled_task_is_reported(tasks, failures):
    tasks.start(asyncio.sleep(60), name="waiting").cancel()
    assert await tasks.drain(1)
    assert failures == [(asyncio.CancelledError, "waiting was cancelled", "waiting")]


async def test_draining_waits_for_what_tasks_start_meanwhile(tasks, failures):
    seen = []

    async def second():
        await asyncio.sleep(0.01)
        seen.append("second")

    async def first():
        await asyncio.sleep(0.01)
        tasks.start(second(), name="second")

    tasks.start(first(), name="first")
    assert await tasks.drain(5)
    assert (seen, failures) == (["second"], [])


async def test_draining_cuts_off_what_takes_too_long_and_says_so(tasks, failures):
    cleaned = []

    async def slow():
        try:
            await asyncio.sleep(60)
        finally:
            await asyncio.sleep(0.01)
            cleaned.append("up")

    tasks.start(slow(), name="slow")
    assert not await tasks.drain(0.02)
    assert cleaned == ["up"]
    assert failures == [(CutOff, "slow was still running at the end", "slow")]
    assert len(tasks) == 0


async def test_what_is_cut_off_and_then_fails_tells_its_own_failure(tasks, failures):
    async def stubborn():
        try:
            await asyncio.sleep(60)
        except asyncio.CancelledError:
            raise LookupError("half done") from None

    tasks.start(stubborn(), name="stubborn")
    assert not await tasks.drain(0.01)
    assert failures == [(LookupError, "half done", "stubborn")]


async def test_a_task_that_nobody_holds_is_not_collected(tasks):
    """The loop keeps weak references alone: a task in a cycle with what it waits for would vanish."""
    reached = []

    async def lonely():
        await asyncio.get_running_loop().create_future()

    async def watch():
        task = tasks.start(lonely(), name="lonely")
        task.add_done_callback(lambda _: reached.append("end"))

    await watch()
    await asyncio.sleep(0)
    gc.collect()
    assert len(tasks) == 1
    assert not await tasks.drain(0)
    await asyncio.sleep(0)
    assert reached == ["end"]
