"""Buttons of an area that stand in more than one message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit
from bot.blocks.ids import AreaRef
from bot.blocks.text import truncate
from bot.blocks.wording import as_sentence, would_be_revealed
from bot.domain.language import t

if TYPE_CHECKING:
    from bot.blocks.kit import Element
    from bot.domain.checklist import Area
    from bot.domain.reviews import Progress


def reveal(place: AreaRef | str, area: Area, progress: Progress, *, style: str | None = None) -> Element:
    """Asks before it reveals, and says how many have answered."""
    return kit.button(
        t("Reveal"),
        ids.AREA_REVEAL,
        str(place),
        label=t("Reveal the answers to {area}", area=area.short),
        style=style,
        confirm=kit.confirm(
            t("Reveal {area}?", area=truncate(area.title, 80)),
            " ".join([as_sentence(would_be_revealed(progress)), t("Answers cannot be hidden again.")]),
            t("Reveal"),
        ),
    )


def discuss(value: str) -> Element:
    """``value``: a review, or one of its areas to stay in."""
    return kit.button(
        t("Discuss in order"),
        ids.DISCUSS,
        value,
        label=t("Discuss the questions that wait, in order"),
    )


def add_step(value: str, about: str) -> Element:
    """``value``: the review, area or question that it is offered for; ``about`` names that to the ear."""
    return kit.button(
        t("Add a next step"), ids.STEP_ADD, value, label=t("Add a next step, {about}", about=about)
    )


def facilitate(review_id: int) -> Element:
    return kit.button(
        t("Facilitate"),
        ids.REVIEW_FACILITATE,
        str(review_id),
        label=t("Facilitate: what facilitators can do now"),
    )
