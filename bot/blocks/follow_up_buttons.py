"""The way to the follow-up questions, from wherever a review stands at its end."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit
from bot.blocks.text import fitted
from bot.domain.language import t

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.blocks.kit import Element
    from bot.domain.checklist import FollowUp
    from bot.domain.follow_ups import FollowUpAnswer
    from bot.domain.reviews import Review


def what_they_ask() -> str:
    return t(
        "Follow-up questions make a plan of it: quick wins, people to speak with, and who can help to make "
        "the change."
    )


def show(review_id: int, *, style: str | None = None) -> Element:
    return kit.button(
        t("Follow-up questions"),
        ids.FOLLOW_UPS,
        str(review_id),
        label=t("See and answer the follow-up questions"),
        style=style,
    )


def earlier(review: Review) -> Element:
    """Where those of the open review have not come yet."""

    def say(title: str) -> str:
        return t("Follow-up questions of the last review, {review}", review=title)

    return kit.button(
        t("Those of the last review"), ids.FOLLOW_UPS, str(review.id), label=_fitted(say, review.title)
    )


def answer(value: str, number: int, follow_up: FollowUp, given: FollowUpAnswer | None) -> Element:
    """``number``: of the question; ``given``: the answer that holds, if any."""

    def say(text: str) -> str:
        if given is None:
            return t("Answer {n}: {text}", n=number, text=text)
        if given.step.state.is_unfinished:
            return t("Change answer {n}: {text}", n=number, text=text)
        return t("Answer {n} anew: {text}", n=number, text=text)

    name = t("Answer…")
    if given is not None:
        name = t("Change…") if given.step.state.is_unfinished else t("Answer anew…")
    return kit.button(name, ids.FOLLOW_UP_ANSWER, value, label=_fitted(say, follow_up.text))


def add_step(value: str, number: int, follow_up: FollowUp) -> Element:
    def say(text: str) -> str:
        return t("Add a next step, follow-up {n}: {text}", n=number, text=text)

    return kit.button(t("Add a next step"), ids.STEP_ADD, value, label=_fitted(say, follow_up.text))


def plan_win(value: str, number: int, name: str) -> Element:
    def say(name: str) -> str:
        return t("Add a next step, quick win {n}: {name}", n=number, name=name)

    return kit.button(t("Add a next step"), ids.STEP_ADD, value, label=_fitted(say, name))


def _fitted(say: Callable[[str], str], text: str) -> str:
    return fitted(say, text, kit.LONGEST_LABEL)
