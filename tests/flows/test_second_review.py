"""A channel's second review looks back on its first: beside each question, in its summary, in the history."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE, with_times
from tests.flows import playing

if TYPE_CHECKING:
    from bot.domain.deliveries import DeliveryTimes
    from bot.sandbox.message import Message
    from tests.faults.stage import Stage


@pytest.fixture
def at_once() -> DeliveryTimes:
    """Drawing is part of sending: it gets the time that it may take on a busy machine."""
    return with_times(
        update_gap=timedelta(0),
        post_gap=timedelta(0),
        step_gap=timedelta(milliseconds=5),
        lease=timedelta(seconds=60),
    )


async def first_review(stage: Stage) -> tuple[Message, Message]:
    """Area 2 agreed Amber and Green; closed. Its message, and the summary."""
    await stage.start_review()
    message = await stage.post_area("2")
    for name in playing.TEAM[:4]:
        await playing.answer_area(stage, name, message, ["amber", "green", "amber"])
    await stage.reveal(message)
    await playing.agree(stage, message, 1)
    await playing.agree(stage, message, 2)
    await playing.until_says(stage, message, "Agreed: Green.")
    return message, await closed(stage)


async def closed(stage: Stage) -> Message:
    before = len(summaries(stage))
    amina = await playing.form_of(stage, "amina", "/socmob close")
    assert (await amina.submit()).ok
    await amina.until(lambda _: len(summaries(stage)) > before, 20)
    return summaries(stage)[-1]


def summaries(stage: Stage) -> list[Message]:
    return [one for one in stage.posts("was closed on") if one.find(ids.REVIEW_RESUME)]


async def pictures(stage: Stage, message: Message, number: int = 1) -> list[Message]:
    """The replies with a file in the thread of a message."""

    def found(_: object) -> list[Message]:
        channel = stage.sandbox.world.channels[message.channel_id]
        return [one for one in channel.messages.values() if one.thread_ts == message.ts and one.files]

    return await stage.person("amina").until(lambda one: (f := found(one)) and len(f) >= number and f, 30)


async def press_menu(stage: Stage, name: str, message: Message, action_id: str) -> None:
    assert (await stage.person(name).press(message, action_id)).ok


def last_whisper(stage: Stage, name: str) -> Message:
    return [one for one in stage.person(name).messages(CHANNEL) if one.ephemeral_for][-1]


async def test_the_summary_has_one_picture_in_its_thread(stage: Stage) -> None:
    _, summary = await first_review(stage)
    [reply] = await pictures(stage, summary)
    [file_id] = reply.files
    picture = stage.sandbox.world.files[file_id]
    assert (picture.content or b"").startswith(b"\x89PNG")
    assert ": ratings by area. All areas: Red 0, Amber 1, Green 1, 40 not agreed." in picture.alt_text
    assert "Red, Amber and Green by area." in reply.text
    assert "last review" not in summary.words()


async def test_an_opened_and_closed_again_review_has_a_picture_for_each_summary(stage: Stage) -> None:
    _, summary = await first_review(stage)
    await pictures(stage, summary)
    await stage.person("amina").press(summary, ids.REVIEW_RESUME)
    await stage.until_row("SELECT 1 FROM reviews WHERE state = 'open'")
    again = await closed(stage)
    assert again.ts != summary.ts
    assert len(await pictures(stage, again)) == 1
    assert len(await pictures(stage, summary)) == 1


async def test_without_the_permission_for_files_the_summary_stands_alone(stage: Stage) -> None:
    stage.sandbox.world.app.scopes.remove("files:write")
    stage.refusals_expected = True
    await first_review(stage)
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'chart' AND state = 'dead'", timeout=30)


async def test_the_second_review_shows_what_the_first_agreed_and_what_moved(stage: Stage) -> None:
    await first_review(stage)
    question = (await stage.rows("SELECT question_id FROM agreements WHERE choice = 'amber'"))[0].question_id
    await stage.start_review()
    step = await playing.form_of(stage, "amina", "/socmob add Set three KPIs")
    await step.close_modal()
    message = await stage.post_area("2")
    said = stage.current(message).words()
    assert (said.count("Last review: "), "Last review: Amber." in said) == (2, True)
    assert "Last review: Amber." in message.text
    form = await playing.open_answers(stage, "ben", message)
    assert "Last review: Amber." in str(form.modal.view)
    await form.close_modal()
    for name in playing.TEAM[:4]:
        await playing.answer_area(stage, name, message, ["green", "red", "amber"])
    await stage.reveal(message)
    assert "Last review: Amber." in stage.current(message).words()
    await playing.agree(stage, message, 1)
    await playing.agree(stage, message, 2)
    said = await playing.until_says(stage, message, "Agreed: Red. Down from Green in the last review.")
    assert "Agreed: Green. Up from Amber in the last review." in said
    summary = await closed(stage)
    said = summary.words()
    assert "What has moved since the last review" in said
    assert said.index("Worse: ") < said.index("Better: ")
    assert "(last review: Amber 1 · Green 1)" in said
    assert "What has moved since the last review" in summary.text
    [reply] = await pictures(stage, summary)
    picture = stage.sandbox.world.files[reply.files[0]]
    assert "Red 1 (1 more), Amber 0 (1 fewer), Green 1 (the same)" in picture.alt_text
    assert "in this review and in the last one" in reply.text
    history = await playing.said(stage, "ben", "/socmob history 2.1")
    assert history.count("recorded by") == 2
    assert history.index("Green, recorded by") < history.index("Amber, recorded by")
    assert question


async def test_the_history_leads_to_each_review_area_and_question(stage: Stage) -> None:
    message, summary = await first_review(stage)
    assert (await stage.person("ben").command(CHANNEL, "/socmob history")).ok
    await stage.told("ben", "1 review closed in this channel.")
    assert (await stage.person("ben").press(last_whisper(stage, "ben"), ids.HISTORY_REVIEW)).ok
    await stage.told("ben", "was closed on")
    shown = last_whisper(stage, "ben")
    assert "Amber 1 · Green 1 · 1 not agreed" in shown.words()
    assert ids.REVIEW_RESUME not in str(shown.blocks)
    review_id = (await stage.rows("SELECT id FROM reviews"))[0].id
    ben = stage.person("ben")
    assert (await ben.choose(shown, ids.HISTORY_QUESTION, f"{review_id}|normalise")).ok
    assert "Agreed: Amber." in await stage.told("ben", "revealed: ")
    question = (await stage.rows("SELECT question_id FROM agreements WHERE choice = 'amber'"))[0].question_id
    assert (await ben.choose(shown, ids.HISTORY_QUESTION, f"{review_id}|normalise|{question}")).ok
    assert f"Amber, recorded by <@{PEOPLE['amina']}>" in await stage.told("ben", "recorded by")
    await playing.choose_in_menu(stage, "chloe", message, 2, "history")
    assert "Green, recorded by" in await stage.told("chloe", "recorded by")
    await press_menu(stage, "dev", summary, ids.HISTORY)
    await stage.told("dev", "1 review closed in this channel.")
    assert stage.current(summary).find(ids.REVIEW_RESUME), "the summary stays where it is"


async def test_history_is_asked_for_in_words_too(stage: Stage) -> None:
    await first_review(stage)
    assert "recorded by" in await playing.said(stage, "ben", "/socmob history 2.2")
    assert "has no such question" in await playing.said(stage, "ben", "/socmob history 2.99")
    assert "has no such question" in await playing.said(stage, "ben", "/socmob history xyzzy")
    assert "Which one do you mean?" in await playing.said(stage, "ben", "/socmob history data")


async def test_nothing_changes_after_closing(stage: Stage) -> None:
    """Answers, comments, agreements and new rounds are refused, whatever is still on somebody's screen."""
    await stage.start_review()
    message = await stage.post_area("2")
    for name in playing.TEAM[:4]:
        await playing.answer_area(stage, name, message, ["amber", "green", "amber"])
    await playing.comment(stage, "ben", message, 1, "We tried, in spring.")
    answer = next(sent for sent in reversed(stage.sandbox.sent) if "answer." in sent.summary)
    commenting = stage.payload_of("view_submission")
    await stage.reveal(message)
    await playing.agree(stage, message, 1)
    await playing.until_says(stage, message, "Agreed: Amber.")
    agreeing = stage.payload_of()
    await closed(stage)
    before = await everything(stage)
    await stage.again(answer)
    await stage.told("efua", "This review is closed")
    await stage.again(commenting)
    (action,) = agreeing.payload["actions"]
    await stage.action(agreeing, value=action["value"].replace("amber|", "green|"))
    await stage.told("amina", "This review is closed")
    assert "no open review" in await playing.said(stage, "amina", "/socmob reopen 2")
    assert "no open review" in await playing.said(stage, "amina", "/socmob reveal 2")
    stage.clock.forward(timedelta(minutes=1))
    assert await everything(stage) == before


async def everything(stage: Stage) -> list[object]:
    tables = ("answers", "agreements", "review_areas", "reviews")
    return [sorted(map(str, await stage.rows(f"SELECT * FROM {table}"))) for table in tables]
