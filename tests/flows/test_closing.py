"""Closing a review, what stays of it, and opening it again; discarding one."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing

if TYPE_CHECKING:
    from bot.sandbox.message import Message
    from tests.faults.stage import Stage


async def agreed_once(stage: Stage) -> tuple[Message, Message]:
    """One area is revealed with an answer agreed in it, one takes answers still."""
    await stage.start_review()
    revealed, answered = await stage.post_area("2"), await stage.post_area("4")
    for name in playing.TEAM[:4]:
        await playing.answer_area(stage, name, revealed, ["amber", "green", "red"])
    await playing.answer_area(stage, "ben", answered, ["red", "red"])
    await stage.reveal(revealed)
    await playing.agree(stage, revealed, 1)
    await playing.until_says(stage, revealed, "Agreed: Amber.")
    return revealed, answered


async def closed(stage: Stage) -> Message:
    """Closed by command; the summary."""
    before = len(summaries(stage))
    amina = await playing.form_of(stage, "amina", "/socmob close")
    assert (await amina.submit()).ok
    await amina.until(lambda _: len(summaries(stage)) > before)
    return summaries(stage)[-1]


def summaries(stage: Stage) -> list[Message]:
    return [one for one in stage.posts("was closed on") if one.find(ids.REVIEW_RESUME)]


async def test_with_nothing_agreed_it_is_refused(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await stage.answer("ben", message, 1)
    await stage.reveal(message)
    await stage.person("amina").command(CHANNEL, "/socmob close")
    await stage.told("amina", "Nothing is agreed in this review yet")
    assert stage.person("amina").modal is None


async def test_the_form_says_what_is_left(stage: Stage) -> None:
    await agreed_once(stage)
    amina = await playing.form_of(stage, "amina", "/socmob close")
    words = str(amina.modal.view["blocks"])
    assert "1 of 42 agreed: Red 0, Amber 1, Green 0." in words
    assert "Still to agree: Normalise the conversation (2)." in words
    assert "Internal: Commitment" in words
    assert "Their answers stay hidden." in words
    await amina.close_modal()
    assert await stage.rows("SELECT state FROM reviews") == [("open",)]


async def test_the_summary_is_posted_and_nothing_changes_any_more(stage: Stage) -> None:
    revealed, answered = await agreed_once(stage)
    press = next(sent for sent in reversed(stage.sandbox.sent) if "answer." in sent.summary)
    summary = await closed(stage)
    assert f"by <@{PEOPLE['amina']}>" in summary.text
    assert "1 of 42 agreed. Red 0, Amber 1, Green 0, 41 not agreed." in summary.words()
    assert "Essentials" in summary.words()
    words = await playing.until_says(stage, answered, "closed")
    assert "Red" not in words.replace("Red:", "")
    assert stage.current(answered).buttons() == []
    await playing.until_says(stage, revealed, "review closed on")
    assert not {ids.QUESTION_AGREE, ids.QUESTION_DECIDE} & {
        b["action_id"] for b in revealed_buttons(stage, revealed)
    }
    await stage.again(press)
    await stage.told("ben", "This review is closed")
    assert "There is no open review" in await playing.said(stage, "ben", "/socmob status")
    history = await playing.said(stage, "ben", "/socmob history")
    assert "1 review closed in this channel." in history
    assert "1 of 42 agreed. Red 0, Amber 1, Green 0, 41 not agreed." in history


def revealed_buttons(stage: Stage, message: Message) -> list[dict[str, object]]:
    return stage.current(message).buttons()


async def test_it_goes_on_from_the_summary(stage: Stage) -> None:
    revealed, answered = await agreed_once(stage)
    summary = await closed(stage)
    await playing.until_says(stage, answered, "closed")
    await stage.person("ben").press(summary, ids.REVIEW_RESUME)
    await stage.told("ben", "Only the facilitators of this review can open it again")
    await stage.person("amina").press(summary, ids.REVIEW_RESUME)
    await playing.until_says(stage, answered, "1 of 5 have answered")
    await stage.person("amina").until(
        lambda one: any(f"<@{PEOPLE['amina']}> has opened" in m.text for m in one.messages(CHANNEL))
    )
    await stage.person("amina").press(summary, ids.REVIEW_RESUME)
    await stage.told("amina", "This review is open already.")
    # Answers go on, what was agreed stays, and closing again posts a summary anew.
    await playing.answer_area(stage, "chloe", answered, ["green", "green"])
    await playing.until_says(stage, answered, "2 of 5 have answered")
    await playing.until_says(stage, revealed, "Agreed: Amber.")
    assert (await closed(stage)).ts != summary.ts


async def test_after_a_week_it_stays_closed(stage: Stage) -> None:
    await agreed_once(stage)
    summary = await closed(stage)
    stage.clock.forward(timedelta(days=8))
    await stage.person("amina").press(summary, ids.REVIEW_RESUME)
    await stage.told("amina", "A closed review can be opened again for 7 days.")
    assert await stage.rows("SELECT state FROM reviews") == [("closed",)]


async def test_discarded_it_is_given_up(stage: Stage) -> None:
    revealed, answered = await agreed_once(stage)
    amina = await playing.form_of(stage, "amina", "/socmob discard")
    assert "That is given up too; closing the review would keep it." in str(amina.modal.view["blocks"])
    assert (await amina.submit()).ok
    for message in (revealed, answered):
        await playing.until_says(stage, message, "discarded on")
        assert ids.QUESTION_AGREE not in str(stage.current(message).blocks)
    assert summaries(stage) == []
    assert "No review is closed here yet." in await playing.said(stage, "ben", "/socmob history")
    await stage.start_review()
