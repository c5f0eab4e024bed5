"""The collective answer: agreed in one press, decided with a reason, undone, discussed in order."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing

if TYPE_CHECKING:
    from bot.sandbox.message import Message
    from tests.faults.stage import Stage

AGREED = "SELECT choice, reason FROM agreements ORDER BY question_id, sequence"
REASON_FIELD = "Say in a few words why"


async def revealed(stage: Stage, *answers: list[str], area: str = "2", **picks: object) -> Message:
    """An area that four people answered, each with the list of the same place, the last list going on."""
    await stage.start_review(**picks)
    message = await stage.post_area(area)
    for number, name in enumerate(playing.TEAM[:4]):
        await playing.answer_area(stage, name, message, answers[min(number, len(answers) - 1)])
    return await stage.reveal(message)


def last_whisper(stage: Stage, name: str) -> Message:
    return [one for one in stage.person(name).messages(CHANNEL) if one.ephemeral_for][-1]


async def test_what_is_proposed_is_agreed_in_one_press(stage: Stage) -> None:
    message = await revealed(stage, ["amber", "green", "green"])
    assert "Amber 4. Proposed: Amber." in message.words()
    await playing.agree(stage, message, 1)
    await stage.again(stage.payload_of())
    await stage.told("amina", "Agreed: Amber for question 1.")
    words = await playing.until_says(stage, message, "Agreed: Amber.")
    assert words.count("Agreed:") == 1
    assert [tuple(row) for row in await stage.rows(AGREED)] == [("amber", None)]


async def test_it_is_undone_by_the_same_person(stage: Stage) -> None:
    message = await revealed(stage, ["amber", "green", "green"])
    await playing.agree(stage, message, 1)
    await stage.told("amina", "Agreed: Amber for question 1.")
    await playing.until_says(stage, message, "Agreed: Amber.")
    await stage.person("amina").press(last_whisper(stage, "amina"), ids.QUESTION_UNDO)
    assert "Agreed:" not in await playing.until_says(stage, message, "Amber 4. Proposed: Amber.")
    await stage.told("amina", "Undone: what held before holds again.")
    assert not any("Agreed: Amber" in one for one in stage.whispers("amina"))
    assert [row.choice for row in await stage.rows(AGREED)] == ["amber", None]


async def test_a_day_later_it_is_too_late_to_undo(stage: Stage) -> None:
    message = await revealed(stage, ["amber", "green", "green"])
    await playing.agree(stage, message, 1)
    await stage.told("amina", "Agreed: Amber for question 1.")
    stage.clock.forward(timedelta(hours=25))
    await stage.person("amina").press(last_whisper(stage, "amina"), ids.QUESTION_UNDO)
    await stage.told("amina", "That can no longer be undone")
    assert [row.choice for row in await stage.rows(AGREED)] == ["amber"]


async def test_against_the_proposal_a_reason_is_asked_for_under_its_field(stage: Stage) -> None:
    message = await revealed(stage, ["amber", "green", "green"])
    amina = await playing.open_decision(stage, message, 1)
    reply = await playing.fill_in(amina, "red")
    (field,) = playing.blocks_of(amina, "reason.")
    assert list(reply.errors) == [field]
    assert REASON_FIELD in reply.errors[field]
    assert (await playing.fill_in(amina, "red", "We <looked> & it is not")).ok
    words = await playing.until_says(stage, message, "Agreed: Red.")
    assert "Reason: We &lt;looked&gt; &amp; it is not." in words
    await stage.told("amina", "Agreed: Red for question 1.")


async def test_where_nothing_is_proposed_no_reason_is_needed(stage: Stage) -> None:
    message = await revealed(stage, ["red", "dont_know", "green"], ["green", "dont_know", "green"])
    words = message.words()
    assert "Red 1 · Green 3. Discuss: split, both red and green were given." in words
    assert "Discuss: most of us do not know." in words
    amina = await playing.open_decision(stage, message, 1)
    assert (await playing.fill_in(amina, "amber")).ok
    await playing.until_says(stage, message, "Agreed: Amber.")
    await playing.open_decision(stage, message, 2)
    assert (await playing.fill_in(amina, "not_applicable")).ok
    await playing.until_says(stage, message, "Agreed: Not applicable.")


async def test_a_collective_answer_can_be_changed_and_its_history_stays(stage: Stage) -> None:
    message = await revealed(stage, ["amber", "green", "green"])
    await playing.agree(stage, message, 1)
    await playing.until_says(stage, message, "Agreed: Amber.")
    amina = await playing.choose_in_menu(stage, "amina", message, 1, "decide")
    await amina.until(lambda one: one.modal)
    assert playing.prefilled(amina)[0] == "amber"
    assert (await playing.fill_in(amina, "green", "New figures")).ok
    words = await playing.until_says(stage, message, "Agreed: Green.")
    assert "Agreed: Amber." not in words
    assert [tuple(row) for row in await stage.rows(AGREED)] == [("amber", None), ("green", "New figures")]


async def test_what_somebody_agreed_meanwhile_is_not_written_over(stage: Stage) -> None:
    facilitators = [PEOPLE["amina"], PEOPLE["hana"]]
    message = await revealed(stage, ["amber", "green", "green"], facilitators=facilitators)
    amina = await playing.open_decision(stage, message, 1)
    await playing.agree(stage, message, 1, "hana")
    await playing.until_says(stage, message, "Agreed: Amber.")
    await playing.fill_in(amina, "red", "As I see it")
    assert "Somebody agreed another answer a moment ago." in str(amina.modal.errors)
    assert [row.choice for row in await stage.rows(AGREED)] == ["amber"]


async def test_others_are_told_who_can(stage: Stage) -> None:
    message = await revealed(stage, ["amber", "red", "green"], ["amber", "green", "green"])
    ben = stage.person("ben")
    for action_id, block_id in (
        (ids.QUESTION_AGREE, "a1.1"),
        (ids.QUESTION_DECIDE, "a2.1"),
        (ids.DISCUSS, "foot"),
        (ids.REVIEW_FACILITATE, "foot"),
    ):
        before = len(stage.whispers("ben"))
        await ben.press(message, action_id, block_id=block_id)
        await ben.until(lambda _, before=before: len(stage.whispers("ben")) > before)
        told = stage.whispers("ben")[-1]
        assert told.startswith("Only the facilitators of this review can")
        assert f"<@{PEOPLE['amina']}>" in told
    assert ben.modal is None
    assert await stage.rows(AGREED) == []


async def test_the_order_of_discussion(stage: Stage) -> None:
    """Splits, what most do not know, reds, ambers, greens; one is skipped, one agreed as proposed."""
    answers = ["green", "dont_know", "amber", "red", "red"]
    message = await revealed(stage, answers, ["green", "dont_know", "amber", "red", "green"], area="balance")
    amina = stage.person("amina")
    await amina.press(message, ids.DISCUSS)
    await amina.until(lambda one: one.modal)
    walked = []
    for number in range(1, 6):
        view = amina.modal.view
        (heading,) = [b["text"]["text"] for b in view["blocks"] if str(b.get("text")).count("*") == 2]
        walked.append(heading[1])
        assert f"Question {number} of 5 to discuss" in str(view["blocks"])
        if heading[1] == "2":
            before = view
            await amina.press_in_modal(ids.DISCUSS_SKIP)
            await amina.until(lambda one, before=before: one.modal.view != before)
        else:
            chosen = "amber" if heading[1] == "5" else None
            assert (await playing.fill_in(amina, chosen)).ok
    assert walked == ["5", "2", "4", "3", "1"]
    assert "4 of 42 agreed: Red 1, Amber 2, Green 1." in str(amina.modal.view["blocks"])
    assert "That was the last one. Still to agree: Broader balance of D&amp;I (1)." in str(
        amina.modal.view["blocks"]
    )
    await amina.close_modal()
    words = await playing.until_says(stage, message, "Agreed: Green.")
    assert words.count("Agreed:") == 4

    # What was skipped is what waits the next time, and after it nothing does.
    await playing.form_of(stage, "amina", "/socmob agree")
    assert "Question 1 of 1 to discuss" in str(amina.modal.view["blocks"])
    assert (await playing.fill_in(amina, "red")).ok
    assert "Nothing is left to discuss for now." in str(amina.modal.view["blocks"])
    await amina.close_modal()
    await playing.until_says(stage, message, "Agreed: Red.")
    assert "No answer waits to be agreed" in await _refusal(stage)


async def _refusal(stage: Stage) -> str:
    before = len(stage.whispers("amina"))
    await playing.said(stage, "amina", "/socmob agree")
    await stage.person("amina").until(lambda _: len(stage.whispers("amina")) > before)
    return stage.whispers("amina")[-1]
