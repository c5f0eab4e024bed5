"""*People…*: who facilitates a review and who takes part, as facilitators change it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from bot.blocks import ids, kit, status_words
from bot.blocks.forms import Filled, FormErrors
from bot.blocks.kit import Message
from bot.blocks.start_input import MOST_FACILITATORS, MOST_PARTICIPANTS
from bot.blocks.text import mention
from bot.domain.errors import NotOurs
from bot.domain.language import t
from bot.domain.review_people import NobodyTakesPart, NoFacilitatorLeft, ReviewPeople
from bot.domain.reviews import TakesPart

if TYPE_CHECKING:
    from bot.blocks.kit import View
    from bot.domain.reviews import Review

FACILITATORS = "facilitators"
TAKES_PART = "takes_part"
PARTICIPANTS = "participants"
EXTERNAL = "external"


@dataclass(frozen=True)
class Given:
    """``seen``: the fingerprint of what the form showed."""

    review_id: int
    people: ReviewPeople
    seen: str


def view(review: Review, people: ReviewPeople) -> View:
    options = {
        TakesPart.EVERYONE: kit.option(t("Everyone in this channel"), TakesPart.EVERYONE.value),
        TakesPart.CHOSEN: kit.option(t("Chosen people"), TakesPart.CHOSEN.value),
    }
    external = kit.option(t("People from other organisations can take part"), EXTERNAL)
    return kit.modal(
        ids.PEOPLE_FORM,
        t("People"),
        [
            kit.section(
                t(
                    "*{review}*: what you change here counts for areas that are not revealed yet.",
                    review=status_words.title(review),
                )
            ),
            kit.input_block(
                t("Facilitators"),
                kit.people_select(
                    FACILITATORS,
                    t("Choose people"),
                    list(people.facilitator_ids),
                    most=max(MOST_FACILITATORS, len(people.facilitator_ids)),
                ),
                block_id=FACILITATORS,
                hint=t("They reveal areas, record what the team agrees, and close the review."),
            ),
            kit.input_block(
                t("Who takes part"),
                kit.radio_buttons(TAKES_PART, list(options.values()), options[people.takes_part]),
                block_id=TAKES_PART,
            ),
            kit.input_block(
                t("Chosen people"),
                kit.people_select(
                    PARTICIPANTS,
                    t("Choose people"),
                    list(people.participant_ids),
                    most=max(MOST_PARTICIPANTS, len(people.participant_ids)),
                ),
                block_id=PARTICIPANTS,
                hint=t(
                    "Where everyone takes part, guests do only if they are chosen here. "
                    "Who is not asked can read along."
                ),
                optional=True,
            ),
            kit.input_block(
                t("Other organisations"),
                kit.checkboxes(EXTERNAL, [external], [external] if people.allows_external else None),
                block_id=EXTERNAL,
                optional=True,
            ),
        ],
        submit=t("Save"),
        close=t("Cancel"),
        metadata=f"{review.id}{ids.SEPARATOR}{people.fingerprint}",
    )


def read(view: View) -> Given:
    """Raises FormErrors, NotOurs."""
    review_id, separator, seen = str(view.get("private_metadata", "")).partition(ids.SEPARATOR)
    if not separator:
        raise NotOurs
    filled = Filled(view)
    word = filled.option(TAKES_PART)
    if word not in list(TakesPart):
        raise NotOurs
    people = ReviewPeople(
        filled.users(FACILITATORS),
        TakesPart(word),
        tuple(sorted(filled.users(PARTICIPANTS))),
        EXTERNAL in filled.ticked(EXTERNAL),
    )
    errors = {}
    if not people.facilitator_ids:
        errors[FACILITATORS] = NoFacilitatorLeft().sentence
    if people.takes_part is TakesPart.CHOSEN and not people.participant_ids:
        errors[PARTICIPANTS] = NobodyTakesPart().sentence
    if errors:
        raise FormErrors(errors)
    return Given(ids.number(review_id), people, seen)


def named_facilitator(review: Review) -> Message:
    """To somebody who facilitates a review from now on."""
    others = [mention(user_id) for user_id in review.facilitator_ids]
    words = t(
        "You are a facilitator of *{review}* in {channel} now. You can post and reveal areas, record what "
        "the team agrees, and close the review. Its facilitators: {people}.",
        review=status_words.title(review),
        channel=f"<#{review.channel_id}>",
        people=", ".join(others),
    )
    return _message(
        words,
        kit.button(
            t("Facilitate"),
            ids.REVIEW_FACILITATE,
            str(review.id),
            label=t("Facilitate: what facilitators can do now"),
        ),
    )


def named_participant(review: Review) -> Message:
    """To somebody who is asked to answer from now on."""
    words = t(
        "You are asked to take part in *{review}* in {channel}: answer its questions for yourself. "
        "Nobody sees what you answer until an area is revealed, and never who.",
        review=status_words.title(review),
        channel=f"<#{review.channel_id}>",
    )
    return _message(
        words,
        kit.button(
            t("Answer"),
            ids.REVIEW_ANSWER_NEXT,
            str(review.id),
            label=t("Answer the next area that waits for you"),
        ),
    )


def _message(words: str, button: kit.Element) -> Message:
    return Message(words, [kit.section(words), kit.actions(button)])
