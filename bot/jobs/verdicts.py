"""What a failure of Slack's means for a delivery."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.domain import outcomes
from bot.domain.deliveries import FILES
from bot.slack.client import POST
from bot.slack.failures import NoDirectMessages, RateLimited

if TYPE_CHECKING:
    from datetime import datetime

    from bot.domain.deliveries import Delivery, DeliveryTimes
    from bot.domain.outcomes import Outcome
    from bot.slack.failures import SlackFailure

LONGEST_BACKOFF = timedelta(seconds=60)
DISCONNECTED_PAUSE = timedelta(minutes=10)
TOO_LATE_TO_BEGIN = "too_late_to_begin"
"""So much was claimed at once that its turn came late: nothing was tried, and nothing is wrong with Slack."""

AMBIGUOUS = "ambiguous"
"""Why something was given up that may be there: Slack did not say."""


def quiet_for(failure: SlackFailure) -> timedelta | None:
    """For how long the same method must not be called in this workspace; None: it may be."""
    if failure.retry_after is not None:
        return timedelta(seconds=failure.retry_after)
    return DISCONNECTED_PAUSE if failure.disconnected else None


def quiet_method(failure: SlackFailure) -> str:
    """What is not to be called meanwhile: the method that Slack limits, else nothing that posts."""
    return failure.method if isinstance(failure, RateLimited) and failure.method else POST


def backoff(attempt: int) -> timedelta:
    return min(timedelta(seconds=2.0 ** min(attempt, 10)), LONGEST_BACKOFF)


def of_post(delivery: Delivery, failure: SlackFailure, real_now: datetime, times: DeliveryTimes) -> Outcome:
    quiet = quiet_for(failure)
    if quiet is not None:
        return outcomes.again(real_now + quiet, was_no_try=True)
    if failure.code == TOO_LATE_TO_BEGIN:
        return outcomes.again(real_now, was_no_try=True)
    if failure.ambiguous and delivery.key.kind in FILES:
        return outcomes.dead(AMBIGUOUS)
    if failure.ambiguous:
        return outcomes.check(real_now + times.settle)
    if isinstance(failure, NoDirectMessages):
        return outcomes.skipped(failure.code)
    if failure.permanent:
        return outcomes.dead(failure.code)
    return outcomes.again(real_now + backoff(delivery.attempt))


def of_check(
    delivery: Delivery, failure: SlackFailure, now: datetime, real_now: datetime, times: DeliveryTimes
) -> Outcome:
    """Slack could not be asked. A refusal counts; where it only does not answer, it has longer."""
    is_last = failure.permanent and delivery.checks + 1 >= times.check_tries
    is_long = now - delivery.last_try_at >= times.check_limit
    if not failure.disconnected and (is_last or is_long):
        return unknown(delivery, real_now)
    return outcomes.check(real_now + (quiet_for(failure) or times.settle), told_nothing=failure.permanent)


def unknown(delivery: Delivery, real_now: datetime) -> Outcome:
    """Whether it is there will not be known any more."""
    if delivery.key.may_be_repeated and not delivery.is_repeat:
        return outcomes.repeat(real_now)
    return outcomes.dead(AMBIGUOUS)
