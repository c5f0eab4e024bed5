"""Taking open next steps of earlier reviews along: which, in one form, and the ways to it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids, kit, quiet, status_words, step_result
from bot.blocks.forms import Filled, FormErrors
from bot.blocks.text import day, truncate
from bot.domain.language import marked, t, tn

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.blocks.kit import Block, Element, Message, View
    from bot.domain.reviews import Review
    from bot.domain.step_place import PlacedStep
    from bot.domain.taking_along import TakingAlong

TITLE = marked("Take next steps along")
GROUP = "along."
TO_A_GROUP = 10
LONGEST_OPTION = 75


def view(found: TakingAlong) -> View:
    """All of them are ticked at first."""
    lead = t(
        "They move into {review}, with their owners, due dates, reminders and history, and show beside its "
        "questions.",
        review=f"*{status_words.title(found.review)}*",
    )
    blocks = [kit.section(lead), *_groups(found)]
    more = found.total - len(found.steps)
    if more:
        blocks.append(
            kit.context(
                tn(
                    "{n} more can be taken along after these.",
                    "{n} more can be taken along after these.",
                    more,
                )
            )
        )
    return kit.modal(
        ids.ALONG_FORM,
        t(TITLE),
        blocks,
        submit=t("Take along"),
        close=t("Cancel"),
        metadata=str(found.review.id),
    )


def read(view: View) -> tuple[int, list[int]]:
    """The review, and the next steps that are ticked. Raises FormErrors where none is, NotOurs."""
    filled = Filled(view)
    blocks = list(filled.block_ids(GROUP))
    ticked = [ids.number(value) for block_id in blocks for value in filled.ticked(block_id)]
    if not ticked:
        raise FormErrors({f"{GROUP}0": t("Tick at least one next step, or press Cancel.")})
    return ids.number(view.get("private_metadata", "")), ticked


def words(number: int) -> str:
    return tn(
        "{n} next step of an earlier review here is still open.",
        "{n} next steps of earlier reviews here are still open.",
        number,
    )


def button(review_id: int) -> Element:
    return kit.button(
        t("Take them along…"),
        ids.STEPS_ALONG,
        str(review_id),
        label=t("Take open next steps of earlier reviews along into this one"),
    )


def taken(review: Review, number: int) -> Message:
    """To the facilitator who took them along."""
    if not number:
        return quiet.sentence(
            t("Nothing was left to take along: somebody was faster, or they are finished."),
            [step_result.show()],
        )
    sentence = tn(
        "{n} next step belongs to {review} now.",
        "{n} next steps belong to {review} now.",
        number,
        review=status_words.title(review),
    )
    return quiet.sentence(sentence, [step_result.show()])


def _groups(found: TakingAlong) -> Iterator[Block]:
    for group in range(0, len(found.steps), TO_A_GROUP):
        options = [_option(placed, found) for placed in found.steps[group : group + TO_A_GROUP]]
        first = group // TO_A_GROUP
        yield kit.input_block(
            t("Open next steps") if not first else t("More of them"),
            kit.checkboxes("along", options, options),
            block_id=f"{GROUP}{first}",
            optional=True,
        )


def _option(placed: PlacedStep, found: TakingAlong) -> dict[str, object]:
    text = truncate(" ".join(placed.step.text.split()), LONGEST_OPTION)
    place = _about(placed)
    due_on = day(placed.step.due_on, found.today)
    said = t("Due {day}. {place}", day=due_on, place=place) if place else t("Due {day}", day=due_on)
    return kit.option(text, str(placed.step.id), truncate(said, LONGEST_OPTION))


def _about(placed: PlacedStep) -> str:
    """Plain text: a description is no markup."""
    place = placed.place
    if place.question is not None:
        return place.question.short
    if place.area is not None:
        return place.checklist.name_of(place.area.id)
    return place.follow_up.text if place.follow_up else ""
