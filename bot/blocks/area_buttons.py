"""Buttons of an area that stand in more than one message."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit
from bot.blocks.ids import AreaRef
from bot.blocks.text import truncate
from bot.blocks.wording import would_be_revealed

if TYPE_CHECKING:
    from bot.blocks.kit import Element
    from bot.domain.checklist import Area
    from bot.domain.reviews import Progress


def reveal(place: AreaRef | str, area: Area, progress: Progress, *, style: str | None = None) -> Element:
    """Asks before it reveals, and says how many have answered."""
    return kit.button(
        "Reveal",
        ids.AREA_REVEAL,
        str(place),
        label=f"Reveal the answers to {area.short}",
        style=style,
        confirm=kit.confirm(
            f"Reveal {truncate(area.title, 80)}?",
            f"{would_be_revealed(progress)}. Answers cannot be hidden again.",
            "Reveal",
        ),
    )


def discuss(value: str) -> Element:
    """``value``: a review, or one of its areas to stay in."""
    return kit.button(
        "Discuss in order",
        ids.DISCUSS,
        value,
        label="Discuss the questions that wait, in order",
    )


def add_step(value: str, about: str) -> Element:
    """``value``: the review, area or question that it is offered for; ``about`` names that to the ear."""
    return kit.button("Add a next step", ids.STEP_ADD, value, label=f"Add a next step, {about}")


def facilitate(review_id: int) -> Element:
    return kit.button(
        "Facilitate",
        ids.REVIEW_FACILITATE,
        str(review_id),
        label="Facilitate: what facilitators can do now",
    )
