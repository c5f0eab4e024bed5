"""*People…*: the form, what it reads, and what is told to those who are new."""

from __future__ import annotations

import pytest

from bot.blocks import ids, people_form
from bot.blocks.forms import FormErrors
from bot.domain.errors import NotOurs
from bot.domain.review_people import ReviewPeople
from bot.domain.reviews import TakesPart
from tests.blocks import block_checks, message_checks
from tests.blocks.block_examples import longest, review

PEOPLE = ReviewPeople(("U0ANNA", "U0BEN"), TakesPart.EVERYONE, (), False)
MANY = tuple(f"U{number:010d}" for number in range(200))


def sent(people: ReviewPeople, **changes: object) -> dict:
    """The form as Slack sends it back, unchanged but for ``changes``."""
    view = people_form.view(review(), people)
    values: dict[str, dict] = {
        "facilitators": {"selected_users": list(people.facilitator_ids)},
        "takes_part": {"selected_option": {"value": people.takes_part.value}},
        "participants": {"selected_users": list(people.participant_ids)},
        "external": {"selected_options": [{"value": "external"}] if people.allows_external else []},
        **changes,  # type: ignore[dict-item]
    }
    return {**view, "state": {"values": {name: {name: value} for name, value in values.items()}}}


def test_it_fits() -> None:
    block_checks.fits(people_form.view(review(), PEOPLE))
    many = ReviewPeople(MANY[:10], TakesPart.CHOSEN, MANY, True)
    block_checks.fits(people_form.view(review(title=longest(75)), many))


@pytest.mark.parametrize(
    "people", [PEOPLE, ReviewPeople(("U0ANNA",), TakesPart.CHOSEN, ("U0BEN", "U0CARA"), True)]
)
def test_what_is_sent_off_unchanged_reads_as_it_was(people: ReviewPeople) -> None:
    given = people_form.read(sent(people))
    assert (given.review_id, given.people, given.seen) == (12, people, people.fingerprint)


def test_somebody_has_to_facilitate_and_to_take_part() -> None:
    view = sent(
        PEOPLE,
        facilitators={"selected_users": []},
        takes_part={"selected_option": {"value": "chosen"}},
    )
    with pytest.raises(FormErrors) as refused:
        people_form.read(view)
    assert set(refused.value.errors) == {"facilitators", "participants"}


@pytest.mark.parametrize("metadata", ["", "12", "x|y"])
def test_a_form_that_is_none_of_ours(metadata: str) -> None:
    with pytest.raises(NotOurs):
        people_form.read({**sent(PEOPLE), "private_metadata": metadata})


def test_every_change_shows_in_the_fingerprint() -> None:
    others = {
        ReviewPeople(("U0ANNA",), TakesPart.EVERYONE, (), False).fingerprint,
        ReviewPeople(("U0ANNA", "U0BEN"), TakesPart.CHOSEN, (), False).fingerprint,
        ReviewPeople(("U0ANNA", "U0BEN"), TakesPart.EVERYONE, ("U0CARA",), False).fingerprint,
        ReviewPeople(("U0ANNA", "U0BEN"), TakesPart.EVERYONE, (), True).fingerprint,
    }
    assert len(others | {PEOPLE.fingerprint}) == 5
    assert ReviewPeople(("U0BEN", "U0ANNA"), TakesPart.EVERYONE, (), False).fingerprint == PEOPLE.fingerprint


def test_what_those_who_are_new_are_told() -> None:
    for title in ("Winter review", longest(75)):
        for message in (
            people_form.named_facilitator(review(title=title, facilitator_ids=MANY[:11])),
            people_form.named_participant(review(title=title)),
        ):
            message_checks.fits(message)
    facilitator = people_form.named_facilitator(review())
    assert facilitator.text.startswith("You are a facilitator of *Winter review* in <#C0TEAM> now.")
    assert message_checks.element(facilitator, ids.REVIEW_FACILITATE)["value"] == "12"
    assert message_checks.element(people_form.named_participant(review()), ids.REVIEW_ANSWER_NEXT)
