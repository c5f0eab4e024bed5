"""*Hide…*"""

from __future__ import annotations

import pytest

from bot.blocks import hide_comment_form
from bot.blocks.forms import FormErrors
from bot.blocks.hide_comment_form import REASON_BLOCK, Hiding, read
from bot.blocks.ids import QuestionRef
from tests.blocks.block_checks import filled, fits, words
from tests.blocks.block_examples import CHECKLIST, board, comment, longest, longest_board

QUESTION = CHECKLIST.area("normalise").question("managers-supported")
REF = QuestionRef(12, "normalise", 1, "managers-supported")
FORM = hide_comment_form.view(board(), QUESTION, comment(1, "Ask <@U0EVE>."))


def test_it_fits() -> None:
    fits(FORM)
    on = longest_board()
    fits(hide_comment_form.view(on, on.area.questions[0], comment(1, longest(3000))))


def test_it_shows_the_comment_as_it_was_typed() -> None:
    assert "Ask <@U0EVE>." in words(FORM)
    assert FORM["blocks"][0]["text"]["type"] == "plain_text"


def test_read_gives_back_which_and_why() -> None:
    sent = filled(FORM, reason={"value": " It names a person. "})
    assert read(sent) == Hiding(REF, comment(1).id, "It names a person.")


@pytest.mark.parametrize("reason", [None, "", "  ", "x" * 301])
def test_a_reason_is_needed_and_short(reason: str | None) -> None:
    with pytest.raises(FormErrors) as refused:
        read(filled(FORM, reason={"value": reason}))
    assert list(refused.value.errors) == [REASON_BLOCK]
