"""A review from its start to its end among people whose Slack speaks a language that nobody does.

Everything that the app sent is read: what is left out, cut off or glued together shows. Its checklist is in
Greek letters, and so is what people type, so that no English is anybody's data.
"""

from __future__ import annotations

import asyncio
import json
from datetime import timedelta
from typing import TYPE_CHECKING, Any

import pytest

from bot.blocks import ids
from bot.sandbox.limits import check_message
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing
from tests.flows.conftest import at_once, start_stage, unexpected
from tests.flows.test_digest_flow import A_MOMENT, monday, tick
from tests.flows.test_mornings import DUE, add, nine, to
from tests.language import pseudo, reading
from tests.language.template import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from bot.domain.deliveries import DeliveryTimes
    from bot.sandbox.message import Message
    from bot.sandbox.person import Person
    from tests.faults.conftest import StartStage
    from tests.faults.stage import Stage

__all__ = ["at_once", "start_stage", "unexpected"]

pytestmark = pytest.mark.parametrize("database_url", ["sqlite"], indirect=True)

GREEK = str.maketrans(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ",
    "αβψδεφγηιξκλμνοπθρστυϖωχζζΑΒΨΔΕΦΓΗΙΞΚΛΜΝΟΠΘΡΣΤΥΩΩΧΖΖ",
)
NAMES_OF_THINGS = {"id", "section", "computed", "per", "terms"}
LONGEST_TEXT = 3500
DATA = ("Europe/London", "example.org")


def in_greek(value: Any, key: str = "") -> Any:
    if isinstance(value, dict):
        return {name: in_greek(one, name) for name, one in value.items()}
    if isinstance(value, list):
        return [one if key == "questions" and isinstance(one, str) else in_greek(one, key) for one in value]
    return value.translate(GREEK) if isinstance(value, str) and key not in NAMES_OF_THINGS else value


@pytest.fixture
async def stage(start_stage: StartStage, at_once: DeliveryTimes, tmp_path: Path) -> Stage:
    checklist = tmp_path / "checklist.json"
    english = json.loads((ROOT / "checklist.json").read_text(encoding="utf-8"))
    checklist.write_text(json.dumps(in_greek(english)), encoding="utf-8")
    stage = await start_stage(times=at_once, quiet_after=0.05, languages=pseudo.languages())
    await stage.stop_program()
    stage.environ |= {"SOCMOB_CHECKLIST": str(checklist), "SOCMOB_COORDINATORS": PEOPLE["amina"]}
    for person in stage.sandbox.world.people.values():
        person.locale = pseudo.TAG
    await stage.start_program()
    return stage


async def at_rest(stage: Stage) -> None:
    """Nothing is on its way, and nothing waits to be shown."""
    deadline = asyncio.get_running_loop().time() + 10
    while stage.program_is_busy() or await stage.rows("SELECT 1 FROM area_marks"):
        assert asyncio.get_running_loop().time() < deadline
        await asyncio.sleep(0.02)


async def reveal(stage: Stage, message: Message, name: str = "amina") -> None:
    before = await revealed(stage)
    await stage.person(name).press(message.ts, ids.AREA_REVEAL, channel_id=message.channel_id)
    await stage.until_row(
        "SELECT 1 WHERE (SELECT count(*) FROM review_areas WHERE state = 'revealed') > :before", before=before
    )
    await at_rest(stage)


async def revealed(stage: Stage) -> int:
    return len(await stage.rows("SELECT 1 FROM review_areas WHERE state = 'revealed'"))


async def closed(person: Person) -> None:
    if person.modal is not None:
        await person.close_modal(all=True)


async def form(stage: Stage, name: str, text: str) -> Person:
    person = stage.person(name)
    await closed(person)
    return await playing.form_of(stage, name, text)


def sent(stage: Stage) -> Iterator[tuple[str, Any]]:
    """Everything that the app gave to Slack, with where it gave it."""
    for call in stage.sandbox.calls:
        yield call.method, call.args
    for answer in stage.sandbox.sent:
        if answer.body:
            yield f"the answer to {answer.summary}", answer.body


def nothing_is_wrong(stage: Stage) -> None:
    found = []
    for where, payload in sent(stage):
        found += [f"{where}: {problem}" for problem in reading.problems(payload, DATA)]
        if isinstance(payload, dict) and "text" in payload and "blocks" in payload:
            found += [f"{where}: {one.reason}" for one in check_message(payload, update=True)]
            if len(payload["text"] or "") >= LONGEST_TEXT:
                found.append(f"{where}: too long to be heard")
    assert not found, "\n".join(dict.fromkeys(found))
    assert any(pseudo.OPENS in text for _, payload in sent(stage) for _, text in reading.texts(payload))


async def answered_by_the_team(stage: Stage, message: Message) -> None:
    for name in playing.TEAM[:4]:
        await playing.answer_area(stage, name, message, ["amber", "green", "red"])
    await playing.choose_in_menu(stage, "ben", message, 2, "na")
    await playing.choose_in_menu(stage, "ben", message, 2, "remove")
    await playing.comment(stage, "ben", message, 1, "Δοκιμή", "https://example.org/1")
    await at_rest(stage)


async def test_from_the_start_to_the_summary(stage: Stage) -> None:
    await stage.start_review(title="Άνοιξη")
    amina, ben = stage.person("amina"), stage.person("ben")
    message = await stage.post_area()
    await answered_by_the_team(stage, message)
    answers = await playing.open_answers(stage, "chloe", message)
    await playing.pick(answers, 1, "red")
    assert (await answers.submit()).ok
    await reveal(stage, message)
    await ben.press(stage.current(message), ids.QUESTION_COMMENTS)
    await ben.until(lambda one: one.modal)
    await playing.agree(stage, message, 1)
    await playing.open_decision(stage, message, 2)
    assert (await playing.fill_in(amina, "red")).errors
    await playing.fill_in(amina, "red", "Γιατί")
    await form(stage, "amina", "/socmob agree")
    await playing.fill_in(amina, "amber", "Γιατί")
    for command in ("", "status", "status share", "status 2", "next", "history", "steps", "help", "nonsense"):
        await stage.person("amina").command(CHANNEL, f"/socmob {command}".strip())
        await stage.person("hana").command(CHANNEL, f"/socmob {command}".strip())
        await at_rest(stage)
        await closed(stage.person("hana"))
        await closed(stage.person("amina"))
    await form(stage, "amina", "/socmob reopen 2")
    assert (await amina.submit()).ok
    await at_rest(stage)
    await form(stage, "amina", "/socmob close")
    assert (await amina.submit()).ok
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'closing' AND state = 'sent'")
    await at_rest(stage)
    nothing_is_wrong(stage)


async def test_next_steps_and_the_morning_message(stage: Stage) -> None:
    review = await stage.start_review(title="Άνοιξη")
    message = await stage.post_area()
    ben = await playing.choose_in_menu(stage, "ben", message, 1, "step")
    await ben.until(lambda one: one.modal)
    assert (await ben.submit()).errors
    await ben.pick("text", "Ένα")
    assert (await ben.submit()).ok
    await at_rest(stage)
    for words in ("", "mine", "overdue", "all", "nothing"):
        await ben.command(CHANNEL, f"/socmob steps {words}")
    await at_rest(stage)
    await add(stage, review, "amina", text="Δύο")
    await add(stage, review, "ben", text="Τρία")
    await to(stage, nine(DUE - timedelta(days=7)))
    morning = next(one for one in stage.direct("amina") if one.find(ids.MORNING_DONE))
    amina = stage.person("amina")
    assert (await amina.press(morning, ids.MORNING_DONE)).ok
    await at_rest(stage)
    assert (await amina.press(stage.current(morning), ids.MORNING_UNDO)).ok
    await at_rest(stage)
    await to(stage, nine(DUE + timedelta(days=3)))
    await at_rest(stage)
    nothing_is_wrong(stage)


async def test_the_network_and_its_digest(stage: Stage) -> None:
    ben = stage.person("ben")
    await ben.command(CHANNEL, "/socmob join")
    await ben.command(CHANNEL, "/socmob digest")
    await stage.start_review(title="Άνοιξη")
    message = await stage.post_area()
    for name in playing.TEAM:
        await playing.answer_area(stage, name, message, ["amber"] * 3)
    await stage.settled(message)
    await reveal(stage, message)
    for number in (1, 2, 3):
        await playing.agree(stage, message, number)
    await stage.until_row("SELECT 1 FROM agreements WHERE 3 = (SELECT count(*) FROM agreements)")
    await tick(stage, monday(stage) + A_MOMENT)
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'chart' AND state = 'sent'", timeout=15)
    await ben.command(CHANNEL, "/socmob digest")
    await ben.command(CHANNEL, "/socmob leave")
    await ben.command(CHANNEL, "/socmob leave")
    await at_rest(stage)
    nothing_is_wrong(stage)


async def test_settings_and_what_is_refused(stage: Stage) -> None:
    amina, ben = stage.person("amina"), stage.person("ben")
    for command in (
        "status",
        "answer",
        "reveal",
        "agree",
        "close",
        "discard",
        "reopen",
        "post",
        "steps",
        "add",
    ):
        await ben.command(CHANNEL, f"/socmob {command}")
    await at_rest(stage)
    settings = await form(stage, "amina", "/socmob settings")
    await settings.press_in_modal(ids.SETTINGS_WORKSPACE)
    await settings.until(lambda one: one.modal.view["callback_id"] == ids.WORKSPACE_FORM)
    await settings.press_in_modal(ids.SETTINGS_DAYS)
    await settings.until(lambda one: one.modal.view["callback_id"] == ids.DAYS_FORM)
    await closed(amina)
    review = await stage.start_review(title="Άνοιξη")
    message = await stage.post_area()
    for command in ("reveal 2", "agree", "close", "discard", "reopen 2", "post 3", "status 99", "status x"):
        await ben.command(CHANNEL, f"/socmob {command}")
    await ben.press(message, ids.AREA_REVEAL)
    await amina.press(message, ids.AREA_REVEAL)
    await amina.command(CHANNEL, "/socmob close")
    await amina.command(CHANNEL, "/socmob start")
    await at_rest(stage)
    await amina.submit()
    await closed(amina)
    await amina.command(CHANNEL, "/socmob reveal")
    await at_rest(stage)
    menu = next(one for one in amina.messages(CHANNEL) if one.find(ids.REVIEW_PACE))
    await amina.press(menu, ids.REVIEW_PACE)
    await amina.until(lambda one: one.modal)
    await closed(amina)
    await form(stage, "amina", "/socmob discard")
    assert (await amina.submit()).ok
    await stage.until_row("SELECT 1 FROM reviews WHERE state = 'discarded' AND id = :id", id=review)
    await at_rest(stage)
    nothing_is_wrong(stage)
