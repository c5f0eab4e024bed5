"""*Decide…*"""

from __future__ import annotations

import pytest

from bot.blocks import decide_form
from bot.blocks.decide_form import Decision, read, reason_block
from bot.blocks.decision import choice_block
from bot.blocks.forms import FormErrors
from bot.blocks.ids import QuestionRef
from bot.domain.answers import Choice, Tally
from tests.blocks.block_checks import block, elements, filled, fits, words
from tests.blocks.block_examples import CHECKLIST, agreement, board, longest, longest_board

QUESTION = CHECKLIST.area("normalise").question("managers-supported")
REF = QuestionRef(12, "normalise", 1, "managers-supported")
SPLIT = board()
PROPOSED = board(tallies={QUESTION.id: Tally(amber=6, green=1)})


def view(on=SPLIT, current=None) -> dict:
    return decide_form.view(on, QUESTION, sequence=4, current=current)


def sent(choice: str | None, reason: str | None = None) -> dict:
    option = {"value": choice} if choice else None
    return filled(view(), choice={"selected_option": option}, reason={"value": reason})


def test_it_fits() -> None:
    fits(view())


def test_it_fits_with_the_longest_texts() -> None:
    on = longest_board()
    question = on.area.questions[-1]
    current = agreement(question, Choice.NOT_APPLICABLE, reason=longest(500), round=1)
    fits(decide_form.view(on, question, sequence=10**9, current=current))


def test_it_shows_how_people_answered_and_why_to_discuss() -> None:
    text = words(view())
    assert "Red 1 · Amber 5 · Green 2" in text
    assert "Discuss: split, both red and green were given." in text


def test_it_says_what_is_proposed() -> None:
    assert "Proposed: Amber." in words(view(PROPOSED))


def test_few_ratings_are_not_shown() -> None:
    text = words(view(board(tallies={QUESTION.id: Tally(red=1, green=2)})))
    assert "3 people rated this" in text
    assert "Red 1" not in text


def test_the_team_can_agree_on_four_answers() -> None:
    (radios,) = elements(view(), "radio_buttons")
    assert [option["value"] for option in radios["options"]] == ["red", "amber", "green", "not_applicable"]


def test_nothing_is_set_until_something_is_agreed() -> None:
    assert "initial_option" not in block(view(PROPOSED), choice_block(REF))["element"]


def test_the_answer_in_force_is_set_and_said() -> None:
    form = view(current=agreement(QUESTION, Choice.GREEN, reason="Seen <everywhere>"))
    assert block(form, choice_block(REF))["element"]["initial_option"]["value"] == "green"
    assert "Agreed: Green. Reason: Seen &lt;everywhere&gt;." in words(form)


def test_an_answer_from_an_earlier_round_says_so() -> None:
    again = board(round_=2)
    assert "In force from round 1. Agreed: Red." in words(view(again, agreement(QUESTION, Choice.RED)))


def test_it_says_when_a_reason_is_needed() -> None:
    hints = [block(view(on), reason_block(REF))["hint"]["text"] for on in (SPLIT, PROPOSED)]
    assert ["Needed" in hint for hint in hints] == [False, True]


def test_read_gives_back_the_decision_with_the_agreements_seen() -> None:
    assert read(sent("amber", " Half of the teams ")) == Decision(REF, Choice.AMBER, "Half of the teams", 4)


def test_a_reason_can_be_left_out() -> None:
    assert read(sent("not_applicable")).reason is None


@pytest.mark.parametrize("choice", [None, "dont_know", "purple"])
def test_what_no_team_agrees_on_is_refused_beside_its_field(choice: str | None) -> None:
    with pytest.raises(FormErrors) as refused:
        read(sent(choice))
    assert list(refused.value.errors) == [choice_block(REF)]


def test_a_reason_that_is_too_long_is_refused_beside_its_field() -> None:
    with pytest.raises(FormErrors) as refused:
        read(sent("amber", "x" * 501))
    assert list(refused.value.errors) == [reason_block(REF)]
