"""Next steps and essentials in the status, the menu and the summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.blocks import closing_summary, ids, menu, status, status_words
from bot.domain.next_steps import StepState
from bot.domain.reviews import AreaState
from bot.domain.status import EssentialState
from tests.blocks.block_examples import CHECKLIST, TODAY, longest
from tests.blocks.message_checks import action_ids, fits, words
from tests.blocks.message_examples import CLOSED, finished, longest_status
from tests.blocks.step_examples import step

STEPS = (
    step(id=1, due_on=TODAY - timedelta(1)),
    step(id=2, due_on=TODAY),
    step(id=3),
    step(id=4),
    step(id=5, state=StepState.DONE),
)
COUNTED = "Next steps: 4 open, 1 overdue, 1 due within 7 days."
GAP = "Essential missing without a next step: Commitment."


def asked(found):
    return status.message(found, is_facilitator=True, can_share=True, today=TODAY)


def with_gaps(found):
    many = tuple(replace(one, title=longest(150)) for one in CHECKLIST.essentials)
    return replace(found, steps=STEPS, gaps=many)


def test_the_status_counts_next_steps_and_leads_to_them():
    message = asked(replace(finished(), steps=STEPS, gaps=CHECKLIST.essentials[:1]))
    assert COUNTED in words(message)
    assert COUNTED in message.text
    assert GAP in words(message)
    assert ids.STEPS_SHOW in action_ids(message)
    fits(message)


def test_without_any_nothing_is_said_of_them():
    message = asked(finished())
    assert "Next steps" not in words(message)
    assert ids.STEPS_SHOW not in action_ids(message)


def test_the_summary_counts_them_and_says_that_they_live_on():
    message = closing_summary.message(
        replace(finished(**CLOSED), steps=STEPS, gaps=CHECKLIST.essentials[:1]), today=TODAY
    )
    assert f"{COUNTED} They live on" in words(message)
    assert GAP in words(message)
    assert COUNTED in message.text
    fits(message)


@pytest.mark.parametrize("state", list(AreaState))
def test_the_longest_status_and_summary_fit(state):
    fits(asked(with_gaps(longest_status(state))))
    fits(closing_summary.message(with_gaps(longest_status(state, **CLOSED)), today=TODAY))


def test_the_menu_leads_to_them():
    def shown(found):
        return menu.message(
            open_status=found, is_facilitator=True, waiting=1, in_direct_message=False, today=TODAY
        )

    assert ids.STEPS_SHOW in action_ids(shown(replace(finished(), steps=STEPS)))
    assert ids.STEPS_SHOW not in action_ids(shown(finished()))


MET, PARTLY, MISSING, NOT_AGREED, LEFT_OUT = EssentialState


@pytest.mark.parametrize(
    ("states", "said"),
    [
        ([MET] * 3 + [PARTLY] * 2 + [MISSING], "Essentials: 3 met, 2 partly, 1 missing."),
        ([PARTLY] * 6, "Essentials: none met yet, 6 partly."),
        ([PARTLY, *[NOT_AGREED] * 5], "Essentials: none met yet, 1 partly, 5 not agreed yet."),
        ([MISSING] * 2 + [PARTLY] * 4, "Essentials: none met yet, 4 partly, 2 missing."),
        ([MET] * 6, "Essentials: 6 met."),
        ([MET] * 4 + [LEFT_OUT] * 2, "Essentials: 4 met."),
        ([LEFT_OUT] * 6, None),
        ([], None),
    ],
)
def test_essentials_in_words(states, said):
    found = replace(finished(), essentials={str(number): state for number, state in enumerate(states)})
    assert status_words.essentials(found) == said
