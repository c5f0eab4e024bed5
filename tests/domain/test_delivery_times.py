"""A claim outlives its call, and a check sees what was accepted late."""

from __future__ import annotations

from datetime import timedelta

import pytest

from bot.domain.deliveries import DeliveryTimes


def test_the_times_fit_together() -> None:
    times = DeliveryTimes()
    assert times.http_total < times.settle < times.lease


@pytest.mark.parametrize(
    "wrong",
    [
        {"http_total": timedelta(seconds=115)},
        {"settle": timedelta(seconds=15)},
        {"lease": timedelta(seconds=75)},
    ],
)
def test_times_that_would_lose_or_double_a_message_are_refused(wrong: dict[str, timedelta]) -> None:
    with pytest.raises(ValueError, match=r"has to outlive|must wait longer"):
        DeliveryTimes(**wrong)
