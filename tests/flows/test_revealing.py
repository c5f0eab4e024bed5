"""Revealing an area: by hand, by itself, once, and for small groups with care."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing

if TYPE_CHECKING:
    from bot.sandbox.message import Message
    from tests.faults.stage import Stage


def news(stage: Stage, message: Message) -> list[Message]:
    """What stands in the area's thread."""
    return stage.person("hana").messages(CHANNEL, message.ts)


async def test_without_an_answer_there_is_nothing_to_reveal(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await stage.person("amina").press(message, ids.AREA_REVEAL)
    await stage.told("amina", "Nobody has answered this area yet")
    assert "have answered" in (await stage.settled(message)).text


async def test_it_asks_first(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await playing.answer_area(stage, "ben", message, ["red", "amber", "green"])
    await playing.until_says(stage, message, "1 of 5 have answered")
    button = stage.current(message).find(ids.AREA_REVEAL)
    asked = button["confirm"]["text"]["text"]
    assert asked == "1 of 5 have answered. Answers cannot be hidden again."
    before = len(stage.sandbox.sent)
    await stage.person("amina").press(message, ids.AREA_REVEAL, confirm=False)
    assert len(stage.sandbox.sent) == before


async def test_pressed_twice_it_happens_once(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    for name in playing.TEAM[:4]:
        await playing.answer_area(stage, name, message, ["red", "amber", "green"])
    amina = stage.person("amina")
    await amina.press(message, ids.AREA_REVEAL)
    await stage.again(stage.payload_of())
    await amina.until(lambda _: "is revealed" in stage.current(message).text)
    await amina.until(lambda _: news(stage, message))
    await stage.settled(message)
    assert await stage.rows("SELECT count(*) FROM audit_events WHERE action = 'area revealed'") == [(1,)]
    (reply,) = news(stage, message)
    assert reply.broadcast
    assert reply in stage.person("hana").messages(CHANNEL)
    assert reply.text.startswith("Normalise the conversation is revealed: 3 proposed.")
    (button,) = reply.buttons()
    assert message.ts.replace(".", "") in button["url"]
    assert (await stage.person("ben").press(reply, ids.OPEN_LINK)).ok


async def test_afterwards_answers_are_refused(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await stage.answer("ben", message, 1, "red")
    pressed = stage.payload_of()
    await stage.reveal(message)
    await stage.again(pressed)
    await stage.told("ben", "This area is revealed, so its answers no longer change.")


async def test_how_many_took_part_is_fixed_at_the_reveal(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    for name in ("ben", "chloe"):
        await playing.answer_area(stage, name, message, ["red", "amber", "green"])
    await stage.sandbox.remove_member(CHANNEL, PEOPLE["chloe"])
    await stage.sandbox.remove_member(CHANNEL, PEOPLE["dev"])
    await playing.until_says(stage, message, "2 of 4 have answered")
    await stage.reveal(message)
    await stage.sandbox.remove_member(CHANNEL, PEOPLE["ben"])
    await stage.sandbox.add_member(CHANNEL, PEOPLE["dev"])
    await playing.open_decision(stage, message, 1)
    await playing.fill_in(stage.person("amina"), "red")
    await playing.until_says(stage, message, "2 of 4 answered")


async def test_small_groups_are_protected_everywhere(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    for name, answers in {
        "ben": ["red", "amber", "red"],
        "chloe": ["green", "amber", "dont_know"],
        "dev": ["amber", "amber", "dont_know"],
    }.items():
        await playing.answer_area(stage, name, message, answers)
    await stage.reveal(message)
    words = await playing.until_says(stage, message, "3 people rated this")
    assert "3 people rated this; shown from 4. They do not all agree. Discuss: the ratings differ." in words
    assert "3 people rated this; shown from 4. They agree. Proposed: Amber." in words
    assert "1 person rated this; shown from 4. Discuss: most of us do not know." in words
    hidden = [words, await playing.said(stage, "hana", "/socmob status 2")]
    amina = await playing.form_of(stage, "amina", "/socmob agree")
    for _ in range(3):
        hidden.append(str(amina.modal.view["blocks"]))
        await amina.press_in_modal(ids.DISCUSS_SKIP)
        await amina.until(lambda one: str(one.modal.view["blocks"]) != hidden[-1])
    for shown in hidden:
        for tally in ("Red 1", "Amber 1", "Amber 3", "Green 1", "split", "Don't know 2"):
            assert tally not in shown


async def test_facilitators_alone_are_told_when_everyone_has_answered(stage: Stage) -> None:
    await stage.start_review(facilitators=[PEOPLE["amina"], PEOPLE["hana"]])
    message = await stage.post_area()
    for name in ("ben", "chloe", "dev", "efua"):
        assert stage.direct("amina") == []
        await playing.answer_area(stage, name, message, ["green", "green", "green"])
    for name in ("amina", "hana"):
        await stage.person(name).until(lambda _, name=name: stage.direct(name))
    assert all(stage.direct(name) == [] for name in ("ben", "chloe", "dev", "efua"))
    (told,) = stage.direct("hana")
    assert "Everyone has answered Normalise the conversation" in told.text
    assert "4 of 4" in told.text
    hana = stage.person("hana")
    await hana.press(told, ids.AREA_REVEAL)
    await hana.until(lambda _: "is revealed" in stage.current(message).text)
    await stage.told("hana", "Revealed: the channel sees it now.", hana.direct())


async def test_an_answer_removed_in_time_stops_the_reveal(stage: Stage) -> None:
    await stage.start_review(reveal_rule="when_complete")
    message = await stage.post_area()
    for name in playing.TEAM:
        await playing.answer_area(stage, name, message, ["green", "green", "amber"])
    await stage.until_row("SELECT 1 FROM review_areas WHERE reveal_at IS NOT NULL")
    await playing.choose_in_menu(stage, "ben", message, 1, "remove")
    await playing.until_says(stage, message, "4 of 5 have answered")
    stage.clock.forward(timedelta(minutes=11))
    await stage.program.jobs.tick()
    assert "is revealed" not in (await stage.settled(message)).text
    # From when everyone has answered again, it is ten minutes once more.
    await stage.answer("ben", message, 1, "red")
    await stage.until_row("SELECT 1 FROM review_areas WHERE reveal_at IS NOT NULL")
    stage.clock.forward(timedelta(minutes=9))
    await stage.program.jobs.tick()
    assert "is revealed" not in (await stage.settled(message)).text
    stage.clock.forward(timedelta(minutes=2))
    await stage.program.jobs.tick()
    await playing.until_says(stage, message, "5 of 5 answered")


async def test_revealed_by_hand_it_does_not_reveal_itself_again(stage: Stage) -> None:
    await stage.start_review(reveal_rule="when_complete")
    message = await stage.post_area()
    for name in playing.TEAM:
        await playing.answer_area(stage, name, message, ["green", "green", "amber"])
    await stage.until_row("SELECT 1 FROM review_areas WHERE reveal_at IS NOT NULL")
    await stage.reveal(message)
    await stage.person("amina").until(lambda _: news(stage, message))
    stage.clock.forward(timedelta(minutes=11))
    await stage.program.jobs.tick()
    await stage.settled(message)
    assert len(news(stage, message)) == 1
    assert await stage.rows("SELECT count(*) FROM audit_events WHERE action = 'area revealed'") == [(1,)]
