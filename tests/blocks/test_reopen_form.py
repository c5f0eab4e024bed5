"""Re-opening an area."""

from __future__ import annotations

import pytest

from bot.blocks import ids, reopen_form
from bot.blocks.forms import FormErrors
from bot.blocks.ids import AreaRef
from bot.blocks.reopen_form import AREA_BLOCK, REASON_BLOCK, Reopening, read
from bot.domain.reviews import AreaState
from tests.blocks.block_checks import block, filled, fits, words
from tests.blocks.block_examples import CHECKLIST, longest_status, status

TWO = status({"normalise": AreaState.REVEALED, "data": AreaState.OPEN, "leaders": AreaState.REVEALED}, {})
FORM = reopen_form.view(TWO, CHECKLIST.area("leaders"))


def sent(area: str | None, reason: str | None = None) -> dict:
    return filled(FORM, area={"selected_option": area and {"value": area}}, reason={"value": reason})


def test_it_fits() -> None:
    fits(FORM)
    fits(reopen_form.view(longest_status(AreaState.REVEALED), None))


def test_revealed_areas_can_be_chosen_and_no_others() -> None:
    options = block(FORM, AREA_BLOCK)["element"]["options"]
    assert [option["text"]["text"] for option in options] == ["Normalise the conversation", "Leaders"]


def test_the_area_asked_for_is_set() -> None:
    assert read(filled(FORM)) == Reopening(AreaRef(12, "leaders", 1), None)


@pytest.mark.parametrize("area", [None, CHECKLIST.area("data")])
def test_nothing_is_set_otherwise(area) -> None:
    assert "initial_option" not in block(reopen_form.view(TWO, area), AREA_BLOCK)["element"]


def test_it_says_that_agreed_answers_hold() -> None:
    assert "What was agreed holds" in words(FORM)


def test_where_nothing_is_revealed_it_says_so() -> None:
    form = reopen_form.view(status({"data": AreaState.OPEN}, {}), None)
    assert "No area is revealed yet" in words(form)
    assert form["callback_id"] == ids.NOTICE
    fits(form)


def test_read_gives_back_round_and_reason() -> None:
    assert read(sent("12|normalise|3", " New people ")) == Reopening(
        AreaRef(12, "normalise", 3), "New people"
    )


def test_an_area_is_needed() -> None:
    with pytest.raises(FormErrors) as refused:
        read(sent(None))
    assert list(refused.value.errors) == [AREA_BLOCK]


def test_a_reason_that_is_too_long_is_refused_beside_its_field() -> None:
    with pytest.raises(FormErrors) as refused:
        read(sent("12|normalise|1", "x" * 501))
    assert list(refused.value.errors) == [REASON_BLOCK]
