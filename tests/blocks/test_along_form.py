"""The form in which open next steps of earlier reviews are taken along."""

from __future__ import annotations

import pytest

from bot.blocks import along_form, ids
from bot.blocks.forms import FormErrors
from bot.domain.errors import NotOurs
from bot.domain.taking_along import TakingAlong
from tests.blocks import block_checks, message_checks
from tests.blocks.block_checks import filled
from tests.blocks.block_examples import TODAY, longest, review
from tests.blocks.step_examples import longest_placed, placed


def form(number: int, total: int | None = None, longest_ones: bool = False):
    one = longest_placed if longest_ones else placed
    shown = tuple(one(number) if longest_ones else placed(id=number) for number in range(1, number + 1))
    return along_form.view(TakingAlong(review(), shown, total or number, TODAY))


@pytest.mark.parametrize("number", [1, 10, 11, 100])
def test_it_fits(number: int) -> None:
    block_checks.fits(form(number, 9_999_999, longest_ones=True))


def test_all_are_ticked_at_first_and_read_back() -> None:
    view = form(23)
    assert along_form.read(filled(view)) == (12, list(range(1, 24)))
    options = [one for block in view["blocks"] if "element" in block for one in block["element"]["options"]]
    assert len(options) == 23
    assert options[0]["text"]["text"] == "Publish the guide"
    assert options[0]["description"]["text"] == "Due Friday 29 January 2027. Managers supported"
    assert "*Winter review*" in block_checks.words(view)


def test_what_is_too_much_for_one_form_is_counted() -> None:
    assert "7 more can be taken along after these." in block_checks.words(form(100, 107))
    assert "more" not in block_checks.words(form(100))


def test_one_at_least_has_to_be_ticked() -> None:
    view = filled(form(2), along={"selected_options": []})
    with pytest.raises(FormErrors) as refused:
        along_form.read(view)
    assert list(refused.value.errors) == ["along.0"]


def test_a_form_that_is_none_of_ours() -> None:
    with pytest.raises(NotOurs):
        along_form.read({**filled(form(1)), "private_metadata": "x"})
    with pytest.raises(NotOurs):
        along_form.read(filled(form(1), along={"selected_options": [{"value": "x"}]}))


@pytest.mark.parametrize("number", [0, 1, 12])
def test_what_it_came_to(number: int) -> None:
    message = along_form.taken(review(title=longest(75)), number)
    message_checks.fits(message)
    assert ids.STEPS_SHOW in message_checks.action_ids(message)
    assert ("Nothing was left" in message.text) is (number == 0)
