"""*Forget me*: what goes, what stays, and the press that does it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit
from bot.blocks.text import listed
from bot.domain.language import t, tn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import View
    from bot.domain.forgetting import Footprint

MOST_CHANNELS = 10


def view(found: Footprint) -> View:
    forget = kit.button(
        t("Forget me"),
        ids.FORGET,
        label=t("Forget me: remove what is kept of me"),
        style="danger",
        confirm=kit.confirm(
            t("Forget you?"),
            t("Your answers, comments and settings are removed for good. This cannot be undone."),
            t("Forget me"),
            t("Cancel"),
            style="danger",
        ),
    )
    return kit.modal(
        ids.FORGET_VIEW,
        t("Forget me"),
        [
            kit.section(_list(t("What goes"), _goes(found))),
            kit.section(_list(t("What stays"), _stays(found))),
            *(kit.section(line) for line in _first(found)),
            kit.context(
                t(
                    "Messages that stand in Slack, and what others wrote, are not changed. "
                    "While you are in the channel of a review, it can ask you to answer again."
                )
            ),
            kit.actions(forget),
        ],
    )


def done() -> str:
    """What stands in the form afterwards, and beside nothing else: it is told once."""
    return t(
        "Done. Your answers, comments and settings are removed, and you get no digest any more. "
        "What was revealed still counts, without your name."
    )


def _list(title: str, lines: Iterator[str]) -> str:
    return "\n".join([f"*{title}*", *(f"• {line}" for line in lines)])


def _goes(found: Footprint) -> Iterator[str]:
    if found.answers:
        yield tn("Your {n} answer.", "Your {n} answers.", found.answers)
    else:
        yield t("Your answers: there are none now.")
    if found.comments:
        yield tn(
            "Your {n} comment or link to evidence.",
            "Your {n} comments and links to evidence.",
            found.comments,
        )
    yield t("Your settings, and your part in reviews, also as a facilitator.")
    if found.is_in_network:
        yield t("Your place in the social mobility network: no weekly digest any more.")
    if found.is_coordinator:
        yield t("Your place among those who look after the settings of the workspace.")


def _stays(found: Footprint) -> Iterator[str]:
    yield t("How many gave each answer in areas that are revealed, without any name.")
    if found.open_steps:
        yield tn(
            "The {n} next step that you own, without your name: the facilitators are asked for a new owner.",
            "The {n} next steps that you own, without your name: the facilitators are asked for new owners.",
            found.open_steps,
        )
    yield t("What the team agreed and the next steps, with “(name removed)” where your name stood.")
    yield t("The record of what was done, under a random key that no longer leads to you.")


def _first(found: Footprint) -> Iterator[str]:
    """What somebody may want to do before."""
    if found.alone_in:
        shown = listed(f"<#{channel_id}>" for channel_id in found.alone_in[:MOST_CHANNELS])
        yield t(
            "Nobody else facilitates the review in {channels}. Name somebody there first, under "
            "*Facilitate*, *People…*; otherwise the channel is told that whoever takes part can take it "
            "over.",
            channels=shown,
        )
