"""The child process: one at a time, ended when its time is over, told nothing that is secret."""

from __future__ import annotations

import asyncio
import io
import signal
from typing import TYPE_CHECKING, Any

import pytest

from bot.render import chart, process, wire
from bot.render.process import Renderer, RenderFailed
from tests.render.chart_examples import USUAL, WORST

if TYPE_CHECKING:
    from asyncio.subprocess import Process

PNG = b"\x89PNG\r\n\x1a\n"


class Children:
    """Those that were started, with what they were given, and how many ran beside each."""

    def __init__(self) -> None:
        self.all: list[Process] = []
        self.given: list[dict[str, Any]] = []
        self.beside: list[int] = []
        self.started = asyncio.Event()
        self._start = asyncio.create_subprocess_exec

    async def start(self, *words: str, **given: Any) -> Process:
        ended = sum(child.returncode is not None for child in self.all)
        self.beside.append(len(self.given) - ended)
        self.given.append(given)
        child = await self._start(*words, **given)
        self.all.append(child)
        self.started.set()
        return child


@pytest.fixture
def children(monkeypatch: pytest.MonkeyPatch) -> Children:
    children = Children()
    monkeypatch.setattr(asyncio, "create_subprocess_exec", children.start)
    return children


async def test_a_child_makes_the_picture(children: Children) -> None:
    renderer = Renderer()
    png = await renderer.render(chart.job(WORST))
    assert png.startswith(PNG)
    assert await renderer.render(chart.job(WORST)) == png
    assert [child.returncode for child in children.all] == [0, 0]


async def test_two_at_once_are_made_one_after_another(children: Children) -> None:
    renderer = Renderer()
    made = await asyncio.gather(*(renderer.render(chart.job(USUAL)) for _ in range(3)))
    assert [png[:8] for png in made] == [PNG] * 3
    assert children.beside == [0, 0, 0]


async def test_a_child_that_takes_too_long_is_killed(children: Children) -> None:
    renderer = Renderer()
    with pytest.raises(RenderFailed, match=r"longer than 0\.001 seconds"):
        await renderer.render(chart.job(USUAL), seconds=0.001)
    assert [child.returncode for child in children.all] == [-signal.SIGKILL]
    assert (await renderer.render(chart.job(USUAL))).startswith(PNG)


async def test_a_child_whose_caller_has_gone_is_killed(children: Children) -> None:
    asked = asyncio.create_task(Renderer().render(chart.job(USUAL)))
    await asyncio.wait_for(children.started.wait(), 10)
    asked.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asked
    assert [child.returncode for child in children.all] == [-signal.SIGKILL]


@pytest.mark.parametrize(
    ("job", "reason"),
    [
        ({"kind": "poem"}, "nothing is known of the kind 'poem'"),
        ({}, "nothing is known of the kind None"),
        ({"kind": "chart"}, "KeyError: 'title'"),
        (
            {"kind": "chart", "title": "t", "sums": [[1]], "words": {}, "sections": 7},
            "TypeError: 'int' object is not iterable",
        ),
    ],
)
async def test_a_child_that_fails_says_why(job: dict[str, Any], reason: str) -> None:
    with pytest.raises(RenderFailed) as caught:
        await Renderer().render(job)
    assert str(caught.value) == reason


async def test_what_the_typesetter_refuses_is_said() -> None:
    job = {**chart.job(USUAL), "sums": {"no": "text"}}
    job["sections"][0]["bars"][0]["movement"] = "many"
    with pytest.raises(RenderFailed, match=r"TypstError: .*cannot spread string"):
        await Renderer().render(job)


async def test_where_no_child_can_be_started_it_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(process.sys, "executable", "/nowhere/python")
    with pytest.raises(RenderFailed, match="no child could be started: No such file"):
        await Renderer().render(chart.job(USUAL))


async def test_the_child_is_told_no_secret(children: Children, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-sandbox-not-a-real-token")
    monkeypatch.setenv("DATABASE_URL", "sqlite:///elsewhere.db")
    await Renderer().render(chart.job(USUAL))
    assert set(children.given[0]["env"]) == {"PATH", "PYTHONUTF8", "RAYON_NUM_THREADS"}


async def test_a_job_too_large_starts_no_child(children: Children) -> None:
    with pytest.raises(RenderFailed, match="at most 16777216 are allowed"):
        await Renderer().render({"kind": "chart", "title": "x" * wire.LARGEST_JOB})
    assert children.all == []


def test_the_child_reads_no_more_than_is_allowed() -> None:
    endless = io.BytesIO(b" " * (wire.LARGEST_JOB + 5))
    with pytest.raises(wire.BadJob, match="more than 16777216 bytes"):
        wire.read(endless)
    assert endless.tell() == wire.LARGEST_JOB + 1


@pytest.mark.parametrize("data", [b"", b"{", b"[1]", b"\xff", b"7"])
def test_what_is_no_job_is_refused(data: bytes) -> None:
    with pytest.raises(wire.BadJob, match="the job is not"):
        wire.read(io.BytesIO(data))
