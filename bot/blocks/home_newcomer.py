"""The App Home of somebody who has no review yet; and its foot, which is the same for all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit
from bot.domain.language import t, tn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block, Element
    from bot.domain.home import Home


def blocks(home: Home, questions: int) -> Iterator[Block]:
    if not home.is_newcomer:
        return
    yield kit.header(t("Review how your organisation speaks up for social mobility"))
    if home.can_start:
        yield kit.section(
            tn(
                "You start a review in a channel; people answer {n} question Red, Amber or Green; you agree "
                "what to do next, and nothing is forgotten.",
                "You start a review in a channel; people answer {n} questions Red, Amber or Green; you agree "
                "what to do next, and nothing is forgotten.",
                questions,
            )
        )
    else:
        yield kit.section(
            tn(
                "Somebody starts a review in a channel; people answer {n} question Red, Amber or Green; the "
                "team agrees what to do next, and nothing is forgotten.",
                "Somebody starts a review in a channel; people answer {n} questions Red, Amber or Green; the "
                "team agrees what to do next, and nothing is forgotten.",
                questions,
            )
        )
    buttons = [start(style="primary")] if home.can_start else []
    if home.can_join and not home.settings.membership.is_member:
        buttons.append(join())
    yield kit.actions(*buttons, how_it_works(), block_id="newcomer")
    yield kit.context(
        t("A review that runs already shows here as soon as you are in its channel.")
        if home.can_start
        else t(
            "A review shows here as soon as you are in its channel. Full members of a channel start one "
            "there; you take part where a facilitator has chosen you."
        )
    )


def foot(home: Home) -> Iterator[Block]:
    """What is always possible."""
    buttons: list[Element] = []
    if not home.is_newcomer:
        if home.can_start:
            buttons.append(start())
        buttons.append(how_it_works())
    yield kit.actions(*buttons, _help(), block_id="foot")


def start(style: str | None = None) -> Element:
    return kit.button(
        t("Start a review"), ids.REVIEW_START, label=t("Start a review in a channel"), style=style
    )


def join() -> Element:
    return kit.button(
        t("Join the weekly digest"),
        ids.NETWORK_JOIN,
        label=t("Join the network's weekly digest"),
    )


def how_it_works() -> Element:
    return kit.button(t("How it works"), ids.REVIEW_ABOUT, label=t("How a review works"))


def _help() -> Element:
    return kit.button(t("Help"), ids.REVIEW_HELP, label=t("Help: all commands"))
