"""Before the reveal nothing that others see depends on what anybody answers."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING

from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing

if TYPE_CHECKING:
    from tests.faults.conftest import StartStage
    from tests.faults.stage import Stage

SECRET = "Xylophones in the canteen"
LINK = "https://example.org/xylophones"
AUTHORS = {"ben": "Ben Carter", "chloe": "Chloé Dubois", "dev": "Dev Patel"}
COUNT = re.compile(r"\d of 5 have answered(, \d more in part)?")
POSTS = ("chat.postMessage", "chat.update")


async def play(stage: Stage, choices: dict[str, list[str]], remark: str | None) -> set[str]:
    """Three people answer an area, one with a comment and a change of mind: all that the channel saw."""
    first_call = len(stage.sandbox.calls)
    review_id = await stage.start_review()
    message = await stage.post_area()
    for name, answers in choices.items():
        await playing.answer_area(stage, name, message, [answers[0], answers[0], answers[1]])
        await playing.answer_area(stage, name, message, answers)
        if name == "chloe" and remark is not None:
            await playing.comment(stage, name, message, 2, remark, LINK)
        await stage.settled(message)
    await playing.said(stage, "hana", "/socmob status share")
    await playing.said(stage, "hana", "/socmob status 2 share")
    shown = [call.args for call in stage.sandbox.calls[first_call:] if call.method in POSTS]
    shown += [one.body for one in stage.sandbox.sent if "in_channel" in str(one.body)]
    reviews_own = re.compile(rf'"([a-z]+\|)?{review_id}(?=[|"])')
    words = {json.dumps([one.get("text"), one.get("blocks")]) for one in shown}
    # How many had answered at each refresh depends on how fast they came.
    return {COUNT.sub("some of 5 have answered", reviews_own.sub(r'"\1R', one)) for one in words}


async def test_what_the_channel_sees_is_the_same_whatever_is_answered(start_stage: StartStage) -> None:
    stage = await start_stage()
    greens = {name: ["green", "green", "green"] for name in AUTHORS}
    mixed = {
        "ben": ["red", "dont_know", "amber"],
        "chloe": ["green", "red", "red"],
        "dev": ["amber", "amber", "dont_know"],
    }
    one = await play(stage, greens, None)
    amina = await playing.form_of(stage, "amina", "/socmob discard")
    assert (await amina.submit()).ok
    await amina.until(lambda _: not stage.area_messages())
    stage.sandbox.sent.clear()
    other = await play(stage, mixed, SECRET)
    assert "some of 5 have answered" in "".join(one)
    assert one == other


async def test_no_answer_no_comment_and_no_name_reaches_anybody_else(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await playing.answer_area(stage, "ben", message, ["red", "dont_know", "amber"])
    await playing.answer_area(stage, "chloe", message, ["red", "red", "red"])
    await playing.comment(stage, "chloe", message, 1, SECRET, LINK)
    await playing.answer_area(stage, "dev", message, ["red", "red", "red"])
    await stage.settled(message)
    for name in ("hana", "amina"):
        await playing.said(stage, name, "/socmob")
        await playing.said(stage, name, "/socmob status")
        await playing.said(stage, name, "/socmob status 2")
        await playing.said(stage, name, "/socmob history")
        opened = await playing.open_answers(stage, name, message)
        assert playing.prefilled(opened) == [None, None, None]
        assert SECRET not in str(opened.modal.view)
        await opened.close_modal()
    await playing.said(stage, "amina", "/socmob reveal")
    refused = await playing.said(stage, "amina", "/socmob agree")
    assert "No answer waits to be agreed" in refused + "".join(stage.whispers("amina"))

    for name in ("hana", "amina", "efua"):
        person = stage.person(name)
        seen = [*person.messages(CHANNEL), *person.messages(person.direct())]
        everything = "\n".join(f"{one.text}\n{one.words()}\n{one.blocks}\n{one.metadata}" for one in seen)
        assert SECRET not in everything
        assert LINK not in everything
        for author, full_name in AUTHORS.items():
            assert PEOPLE[author] not in everything
            assert full_name not in everything
        for words in ("Red 3", "Red 2", "Amber 1", "rated this", "Discuss:", "Proposed:", "Comments ("):
            assert words not in everything

    # Whoever wrote it is the only one to whom it was sent.
    calls = [call for call in stage.sandbox.calls if SECRET in str(call.args)]
    assert [call.method for call in calls] == []
    answers = [one for one in stage.sandbox.sent if SECRET in str(one.body)]
    assert answers == []
