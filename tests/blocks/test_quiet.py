"""Sentences that one person alone sees."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import ids, kit, quiet
from bot.blocks.ids import AreaRef, QuestionRef, split_extra
from bot.blocks.text import escape
from bot.domain.answers import Choice
from bot.domain.reviews import AreaState
from tests.blocks.block_examples import CHECKLIST, agreement, longest, review
from tests.blocks.message_checks import action_ids, element, fits, words
from tests.blocks.message_examples import longest_board, revealed_board

AREA = CHECKLIST.area("normalise")
FIRST, SECOND, THIRD = AREA.questions
REF = AreaRef(12, AREA.id, 1)


def test_one_answer_is_saved() -> None:
    message = quiet.saved(REF, AREA, [(FIRST.id, Choice.AMBER)], 1)
    assert message.text == "Saved: Amber for question 1. 1 of 3 answered here."
    fits(message)


def test_several_answers_are_saved() -> None:
    message = quiet.saved(REF, AREA, [(FIRST.id, Choice.AMBER), (SECOND.id, Choice.DONT_KNOW)], 2)
    assert message.text.startswith("Saved: Amber for question 1, Don't know for question 2.")


def test_an_answer_is_removed() -> None:
    message = quiet.saved(REF, AREA, [(FIRST.id, None)], 0)
    assert message.text == "Removed: your answer to question 1. 0 of 3 answered here."


def test_some_are_saved_and_some_removed() -> None:
    pressed = [(FIRST.id, Choice.RED), (SECOND.id, None), (THIRD.id, None)]
    assert quiet.saved(REF, AREA, pressed, 1).text == (
        "Saved: Red for question 1. Removed: your answers to question 2 and question 3. 1 of 3 answered here."
    )


def test_what_was_saved_can_be_looked_at() -> None:
    button = element(quiet.saved(REF, AREA, [(FIRST.id, Choice.RED)], 1), ids.MY_ANSWERS)
    assert AreaRef.parse(button["value"]) == AreaRef(12, AREA.id, 1)


def test_twelve_answers_fit() -> None:
    board = longest_board(AreaState.OPEN)
    fits(
        quiet.saved(
            AreaRef(12, board.area.id, 1),
            board.area,
            [(q.id, Choice.NOT_APPLICABLE) for q in board.area.questions],
            12,
        )
    )


def test_a_sentence_stands_alone() -> None:
    message = quiet.sentence("All areas are posted already.")
    assert (message.text, words(message)) == ("All areas are posted already.",) * 2
    assert len(message.blocks) == 1


def test_a_sentence_with_a_button() -> None:
    message = quiet.sentence("Nobody looks after this.", [kit.button("Take over", "x", label="Take over")])
    assert action_ids(message) == ["x"]
    fits(message)


def test_a_very_long_sentence_is_cut() -> None:
    fits(quiet.sentence("x" * 5000))


@given(st.text(min_size=1, max_size=4000).filter(str.strip))
def test_any_sentence_fits(text: str) -> None:
    fits(quiet.sentence(escape(text)))


def test_an_agreement_can_be_undone() -> None:
    agreed = agreement(SECOND, Choice.AMBER)
    message = quiet.agreed(revealed_board(), SECOND, agreed)
    assert message.text == "Agreed: Amber for question 2."
    sequence, ref = split_extra(element(message, ids.QUESTION_UNDO)["value"])
    assert (sequence, QuestionRef.parse(ref)) == ("3", QuestionRef(12, AREA.id, 1, SECOND.id))
    fits(message)


def test_what_was_taken_back_has_nothing_to_undo() -> None:
    agreed = replace(agreement(SECOND, Choice.AMBER), choice=None)
    message = quiet.agreed(revealed_board(), SECOND, agreed)
    assert message.text == "Taken back: the collective answer to question 2."
    assert action_ids(message) == []


def test_a_review_that_was_opened_again() -> None:
    message = quiet.resumed(review(), "U0CARA")
    assert message.text.startswith("<@U0CARA> has opened Winter review again.")
    fits(message)
    fits(quiet.resumed(review(title=longest(75)), "U0CARA"))


def test_somebody_took_over() -> None:
    message = quiet.taken_over(review(title="<!here>"), "U0CARA")
    assert message.text == "<@U0CARA> is a facilitator of &lt;!here&gt; now."
    fits(message)


def test_two_areas_fit_a_word() -> None:
    areas = CHECKLIST.find_areas("commitment")
    message = quiet.which_area(areas, CHECKLIST, "status")
    assert message.text == "2 areas fit that. Which one do you mean?"
    values = [element(message, f"{ids.AREA_CHOICE}.{index}")["value"] for index in (0, 1)]
    assert values == ["status|internal-commitment", "status|external-commitment"]
    fits(message)


def test_a_button_names_its_area_with_its_section() -> None:
    message = quiet.which_area(CHECKLIST.find_areas("commitment"), CHECKLIST, "status")
    button = element(message, f"{ids.AREA_CHOICE}.0")
    assert button["text"]["text"] == "Internal: Commitment"
    assert button["accessibility_label"] == "4. Internal: Commitment"


def test_a_great_many_areas_fit() -> None:
    checklist = longest_board(AreaState.OPEN).checklist
    message = quiet.which_area(checklist.areas, checklist, "answer")
    assert "40 areas fit that." in message.text
    assert "see the other 30" in message.text
    assert len(action_ids(message)) == 10
    fits(message)
