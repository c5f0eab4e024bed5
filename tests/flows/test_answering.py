"""Answering by the buttons, by the menu and by the form, until the reveal."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing

if TYPE_CHECKING:
    from tests.faults.conftest import StartStage
    from tests.faults.stage import Stage

OWN = (
    "SELECT question_id, choice, comment, evidence_url FROM answers WHERE user_id = :who ORDER BY question_id"
)


async def choices_of(stage: Stage, name: str) -> list[str | None]:
    """In the order of the questions' ids, which is no order that people see."""
    return [row.choice for row in await stage.rows(OWN, who=PEOPLE[name])]


async def test_several_presses_are_confirmed_in_one_quiet_line(start_stage: StartStage) -> None:
    stage = await start_stage(quiet_after=0.7)
    await stage.start_review()
    message = await stage.post_area()
    await playing.answer_area(stage, "ben", message, ["red", "dont_know"])
    line = await stage.told("ben", "2 of 3 answered here.")
    assert line == "Saved: Red for question 1, Don't know for question 2. 2 of 3 answered here."
    assert len(stage.whispers("ben")) == 1
    assert stage.whispers("chloe") == []


async def test_the_progress_line_follows_by_itself(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await playing.answer_area(stage, "ben", message, ["red", "amber"])
    assert "0 of 5 have answered" in (await stage.settled(message)).words()
    await stage.answer("ben", message, 3, "dont_know")
    await playing.until_says(stage, message, "1 of 5 have answered")
    await playing.choose_in_menu(stage, "ben", message, 3, "remove")
    await playing.until_says(stage, message, "0 of 5 have answered")
    await playing.choose_in_menu(stage, "ben", message, 3, "na")
    assert "hidden until revealed" in await playing.until_says(stage, message, "1 of 5 have answered")


async def test_a_facilitator_counts_once_the_whole_area_is_answered(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await playing.answer_area(stage, "amina", message, ["red", "amber"])
    await stage.told("amina", "2 of 3 answered here.")
    assert "0 of 5 have answered" in (await stage.settled(message)).words()
    await stage.answer("amina", message, 3, "green")
    await playing.until_says(stage, message, "1 of 6 have answered")


async def test_menu_answers_are_told_and_kept(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await playing.choose_in_menu(stage, "ben", message, 1, "na")
    await stage.told("ben", "Saved: Not applicable for question 1. 1 of 3 answered here.")
    assert await choices_of(stage, "ben") == ["not_applicable"]
    await playing.choose_in_menu(stage, "ben", message, 1, "remove")
    await stage.told("ben", "Removed: your answer to question 1. 0 of 3 answered here.")
    assert await choices_of(stage, "ben") == [None]


async def test_each_pick_in_the_form_is_saved_at_once(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    ben = await playing.open_answers(stage, "ben", message)
    assert playing.prefilled(ben) == [None, None, None]
    await playing.pick(ben, 1, "green")
    await playing.pick(ben, 1, "red")
    await stage.until_row("SELECT 1 FROM answers WHERE choice = 'red'")
    await playing.pick(ben, 3, "not_applicable")
    await stage.until_row("SELECT 1 FROM answers WHERE choice = 'not_applicable'")
    await ben.close_modal()

    await playing.open_answers(stage, "ben", message)
    assert playing.prefilled(ben) == ["red", None, "not_applicable"]
    chloe = await playing.open_answers(stage, "chloe", message)
    assert playing.prefilled(chloe) == [None, None, None]


async def test_the_form_goes_on_to_the_next_area_that_waits(stage: Stage) -> None:
    await stage.start_review()
    await stage.post_area("normalise")
    await stage.post_area("network")
    last = await stage.post_area("leaders")
    await playing.answer_area(stage, "ben", last, ["green"] * 5)
    ben = await playing.form_of(stage, "ben", "/socmob answer normalise")
    titles = []
    while ben.modal is not None:
        titles.append((ben.modal.view["title"]["text"], ben.modal.view["submit"]["text"]))
        for block_id in playing.blocks_of(ben, "pick."):
            await ben.pick(ids.FORM_PICK, "amber", block_id=block_id)
        assert (await ben.submit()).ok
    assert titles == [("Normalise conversation", "Save and next area"), ("Network", "Save and finish")]
    assert sorted(await choices_of(stage, "ben")) == ["amber"] * 8 + ["green"] * 5


async def test_a_comment_alone_is_no_answer(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await playing.answer_area(stage, "ben", message, ["red", "amber"])
    await playing.comment(stage, "ben", message, 3, "We <tried> & failed", "https://example.org/?a=1&b=2")
    assert "0 of 5 have answered" in (await stage.settled(message)).words()
    await stage.answer("ben", message, 3, "green")
    await playing.until_says(stage, message, "1 of 5 have answered")
    (row,) = [row for row in await stage.rows(OWN, who=PEOPLE["ben"]) if row.comment]
    assert (row.choice, row.comment) == ("green", "We <tried> & failed")
    assert row.evidence_url == "https://example.org/?a=1&b=2"


async def test_ones_own_comment_can_be_changed_and_taken_back(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await stage.answer("ben", message, 1, "red")
    await playing.comment(stage, "ben", message, 1, "First thought", "https://example.org/")
    ben = await playing.choose_in_menu(stage, "ben", message, 1, "comment")
    await ben.until(lambda one: one.modal)
    shown = str(ben.modal.view["blocks"])
    assert "Your answer: Red" in shown
    assert "'initial_value': 'First thought'" in shown
    assert "'initial_value': 'https://example.org/'" in shown
    await ben.close_modal()
    await playing.comment(stage, "ben", message, 1, None, None)
    assert [row.comment for row in await stage.rows(OWN, who=PEOPLE["ben"])] == [None]
    assert ids.QUESTION_COMMENTS not in str((await stage.reveal(message)).blocks)


async def test_a_link_that_is_none_is_refused_under_its_field(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    ben = await playing.choose_in_menu(stage, "ben", message, 1, "comment")
    await ben.until(lambda one: one.modal)
    await ben.pick("evidence", "ftp://example.org/file")
    await ben.submit()
    assert "evidence" in ben.modal.errors
    assert await stage.rows(OWN, who=PEOPLE["ben"]) == []


async def test_ones_own_answers_can_be_read_after_the_reveal(stage: Stage) -> None:
    await stage.start_review()
    message = await stage.post_area()
    await playing.answer_area(stage, "ben", message, ["red", "amber"])
    await stage.told("ben", "2 of 3 answered here.")
    await playing.comment(stage, "ben", message, 1, "Only mine")
    await stage.reveal(message)
    ben = stage.person("ben")
    (line,) = [one for one in ben.messages(CHANNEL) if one.ephemeral_for][-1:]
    await ben.press(line, ids.MY_ANSWERS)
    await ben.until(lambda one: one.modal)
    shown = str(ben.modal.view["blocks"])
    assert [shown.count(f"Your answer: {word}") for word in ("Red", "Amber")] == [1, 1]
    assert shown.count("You gave no answer.") == 1
    assert "Only mine" in shown
    assert "submit" not in ben.modal.view
