"""Whose language is known, for how long, and what is done where it cannot be told."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot import readers
from bot.domain.errors import TooBusy
from bot.domain.language import Languages
from bot.domain.people import Member
from bot.readers import KEPT_FOR, Readers
from bot.slack.failures import Unknown
from bot.tasks import Tasks

if TYPE_CHECKING:
    from collections.abc import Callable

GERMAN, FRENCH = "german", "french"
HERE = "T1"


class Around:
    """The database and Slack, as far as a language is asked for there; and the time."""

    def __init__(self) -> None:
        self.stored: dict[tuple[str, str], str | None] = {}
        self.in_slack: dict[str, str | None] = {}
        self.asked: list[str] = []
        self.now = datetime(2026, 12, 7, 9, tzinfo=UTC)
        self.goes_on = asyncio.Event()
        self.goes_on.set()
        self.fails: Exception | None = None
        self.went_wrong: list[BaseException] = []
        self.tasks = Tasks(lambda error, _: self.went_wrong.append(error))

    async def read(self, workspace_id: str, _fn: Callable[..., Any], user_id: str) -> str | None:
        self.asked.append("database")
        found = self.stored.get((workspace_id, user_id))
        await self.goes_on.wait()
        if self.fails:
            raise self.fails
        return found

    async def learn(self, user_id: str) -> Member:
        self.asked.append("Slack")
        if user_id not in self.in_slack:
            raise Unknown("fatal_error", "users.info")
        return Member(user_id, locale=self.in_slack[user_id])

    def readers(self, languages: Languages | None = None) -> Readers:
        known = Languages({"de": GERMAN, "fr": FRENCH}) if languages is None else languages  # type: ignore[dict-item]
        return Readers(known, self, self, self.tasks, lambda: self.now)  # type: ignore[arg-type]


@pytest.fixture
async def around() -> Around:
    return Around()


async def test_where_there_is_only_english_nothing_is_asked(around: Around) -> None:
    around.stored[HERE, "U1"] = "de-DE"
    assert await around.readers(Languages()).language_of(HERE, "U1") is None
    assert around.asked == []


async def test_each_has_their_own_and_is_asked_for_once_in_a_while(around: Around) -> None:
    around.stored |= {(HERE, "U1"): "de-DE", (HERE, "U2"): "en-GB", ("T2", "U1"): "fr-FR"}
    ours = around.readers()
    for _ in range(2):
        assert await ours.language_of(HERE, "U1") == GERMAN
        assert await ours.language_of(HERE, "U2") is None
        assert await ours.language_of("T2", "U1") == FRENCH
    assert around.asked == ["database"] * 3
    around.stored[HERE, "U1"] = "fr-FR"
    around.now += KEPT_FOR - timedelta(seconds=1)
    assert await ours.language_of(HERE, "U1") == GERMAN
    around.now += timedelta(seconds=1)
    assert await ours.language_of(HERE, "U1") == FRENCH


async def test_whom_the_database_does_not_know_is_looked_up_in_slack_once(around: Around) -> None:
    around.in_slack |= {"U1": "de-DE", "U2": None}
    ours = around.readers()
    for _ in range(2):
        assert await ours.language_of(HERE, "U1") == GERMAN
        assert await ours.language_of(HERE, "U2") is None
    assert around.asked == ["database", "Slack"] * 2


async def test_who_changed_it_is_asked_for_anew(around: Around) -> None:
    around.stored |= {(HERE, "U1"): "de-DE", (HERE, "U2"): "de-DE"}
    ours = around.readers()
    assert (await ours.language_of(HERE, "U1"), await ours.language_of(HERE, "U2")) == (GERMAN, GERMAN)
    around.stored |= {(HERE, "U1"): "fr-FR", (HERE, "U2"): "fr-FR"}
    ours.forget(HERE, "U1")
    ours.forget(HERE, "UNOBODY")
    assert (await ours.language_of(HERE, "U1"), await ours.language_of(HERE, "U2")) == (FRENCH, GERMAN)


async def test_what_is_slow_is_answered_in_english_and_known_the_next_time(
    around: Around, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "PATIENCE", 0.01)
    around.stored[HERE, "U1"] = "de-DE"
    ours = around.readers()
    around.goes_on.clear()
    assert await ours.language_of(HERE, "U1") is None
    around.goes_on.set()
    assert await around.tasks.drain(5)
    assert await ours.language_of(HERE, "U1") == GERMAN
    assert around.asked == ["database"]


async def test_what_was_read_before_a_change_is_not_kept_after_it(
    around: Around, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(readers, "PATIENCE", 0.01)
    around.stored[HERE, "U1"] = "de-DE"
    ours = around.readers()
    around.goes_on.clear()
    assert await ours.language_of(HERE, "U1") is None
    around.stored[HERE, "U1"] = "fr-FR"
    ours.forget(HERE, "U1")
    around.goes_on.set()
    assert await around.tasks.drain(5)
    assert await ours.language_of(HERE, "U1") == FRENCH


async def test_what_cannot_be_told_is_english_and_asked_again(around: Around) -> None:
    ours = around.readers()
    assert await ours.language_of(HERE, "U1") is None  # Slack does not say
    around.fails = TooBusy()
    assert await ours.language_of(HERE, "U1") is None
    around.fails = None
    around.stored[HERE, "U1"] = "de-DE"
    assert await ours.language_of(HERE, "U1") == GERMAN
    assert around.went_wrong == []


async def test_what_nobody_expected_is_reported_and_answered_in_english(around: Around) -> None:
    around.fails = RuntimeError("a bug")
    assert await around.readers().language_of(HERE, "U1") is None
    await asyncio.sleep(0)
    assert around.went_wrong == [around.fails]


async def test_it_does_not_grow_without_end(around: Around, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(readers, "MOST_KEPT", 3)
    ours = around.readers()
    for number in range(10):
        around.stored[HERE, f"U{number}"] = "de-DE"
        assert await ours.language_of(HERE, f"U{number}") == GERMAN
    around.asked.clear()
    assert await ours.language_of(HERE, "U9") == GERMAN
    assert await ours.language_of(HERE, "U0") == GERMAN
    assert around.asked == ["database"]
