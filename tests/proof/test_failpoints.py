"""A worker dies at each point of a delivery's life, and another one finishes what it had begun."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.proof import laws
from tests.proof.crew import HOUSE_MARKS
from tests.proof.ending import all_ended
from tests.proof.ledger_slack import Conduct
from tests.proof.seeding import ahead, seed
from tests.proof.worker import times

if TYPE_CHECKING:
    from tests.proof.conftest import StartCrew
    from tests.proof.ledger_slack import Truth

pytestmark = HOUSE_MARKS
PEOPLE = 8
FOR_EACH_DELIVERY = ("before_connect", "after_write", "after_response")
FAILPOINTS = (
    "in_planner_before_commit",
    "in_planner_after_commit",
    "before_claim_commit",
    "after_claim_commit",
    "before_connect",
    "after_write",
    "after_response",
    "before_finish_commit",
    "after_finish_commit",
)
"""All that ``bot.failpoints`` names."""
WAITS = times(http_total=0.3, settle=0.5, lease=1.6, post_gap=0.0)
KILLED = -9


@pytest.mark.parametrize(
    ("name", "nth"), [(name, 1) for name in FAILPOINTS] + [(name, 3) for name in FOR_EACH_DELIVERY]
)
async def test_dying_there_loses_and_doubles_nothing(
    crew: StartCrew, database_url: str, name: str, nth: int
) -> None:
    later = ahead()
    await seed(database_url, PEOPLE, later)
    async with crew(database_url, Conduct(lag=0.1, ahead=later), WAITS) as ours:
        dying = await ours.start_worker(name, nth)
        assert await ours.has_ended(dying) == KILLED, "it never came there"
        finishing = await ours.start_worker()
        found = await all_ended(database_url, PEOPLE, 20)
        assert await ours.stop(finishing) == 0
        truth = await ours.truth()
    laws.each_once(found, truth)
    laws.asked_before_sent_again(truth, WAITS["settle"])
    assert attempts(truth) >= PEOPLE


def attempts(truth: Truth) -> int:
    return sum(call.method == "chat.postMessage" for call in truth.asked)
