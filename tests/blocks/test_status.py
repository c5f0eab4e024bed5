"""Where a review stands."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from bot.blocks import ids, status
from bot.domain.answers import Choice, Tally
from bot.domain.checklist import Checklist, Section
from bot.domain.reviews import AreaState, Progress, Visibility
from bot.domain.status import EssentialState
from tests.blocks import message_examples as examples
from tests.blocks.block_examples import CHECKLIST, TODAY, agreement, longest_checklist
from tests.blocks.message_checks import action_ids, element, fits, words

AREA = CHECKLIST.area("normalise")
FIRST, SECOND, THIRD = AREA.questions
UNDERWAY = examples.status(
    {"understanding": AreaState.OPEN, AREA.id: AreaState.REVEALED},
    {FIRST.id: Choice.RED, SECOND.id: Choice.AMBER},
    {"understanding": Progress(4, 9, False)},
    deadline_on=date(2026, 12, 11),
)

BACK = (ids.HISTORY, ids.COMPARE)


def shown(of: object = UNDERWAY, *, is_facilitator: bool = True, can_share: bool = True):
    return status.message(of, is_facilitator=is_facilitator, can_share=can_share, today=TODAY)


def test_it_starts_with_the_counts() -> None:
    message = shown()
    assert message.text.startswith("Winter review: 2 of 42 agreed. Red 1, Amber 1, Green 0, 40 to agree.")
    fits(message)


def test_nothing_agreed_yet() -> None:
    assert shown(examples.status({})).text.startswith("Winter review: 0 of 42 agreed.\n")


@pytest.mark.parametrize(
    "line",
    [
        "Understanding: 4 of 9 have answered",
        "Normalise conversation: Red 1 · Amber 1 · 1 to agree",
        "Network: not posted",
        "• Commitment: not posted",
    ],
)
def test_every_area_has_a_line(line: str) -> None:
    assert line in words(shown())
    assert line.removeprefix("• ") in shown().text


def test_areas_stand_under_their_section() -> None:
    assert "*External advocacy*\n• Commitment: not posted\n• Leaders" in words(shown())


def test_an_agreed_not_applicable_is_named_and_left_out_of_the_whole() -> None:
    agreed = {FIRST.id: Choice.NOT_APPLICABLE, SECOND.id: Choice.GREEN}
    message = shown(examples.status({AREA.id: AreaState.REVEALED}, agreed))
    assert "1 of 41 agreed. Red 0, Amber 0, Green 1, Not applicable 1, 40 to agree." in message.text
    assert "Normalise conversation: Green 1 · Not applicable 1 · 1 to agree" in message.text


def test_a_later_round_is_named() -> None:
    areas = tuple(
        replace(one, review_area=replace(one.review_area, round=2)) if one.area.id == "understanding" else one
        for one in UNDERWAY.areas
    )
    assert "Understanding: round 2, 4 of 9 have answered" in words(shown(replace(UNDERWAY, areas=areas)))


def test_the_essentials_are_counted() -> None:
    states = [EssentialState.MET, EssentialState.MET, EssentialState.MISSING, EssentialState.PARTLY]
    stands = {str(number): state for number, state in enumerate(states)}
    message = shown(replace(UNDERWAY, essentials=stands))
    assert "Essentials: 2 met, 1 partly, 1 missing." in words(message)
    assert "Essentials: 2 met, 1 partly, 1 missing." in message.text


def test_nothing_is_said_of_essentials_before_anything_is_agreed() -> None:
    assert "Essentials" not in shown(examples.status({AREA.id: AreaState.REVEALED})).text


def test_the_deadline_is_named_while_answers_are_awaited() -> None:
    assert "Answer by Friday 11 December, 17:00 (London)." in words(shown())


def test_the_deadline_is_not_named_once_all_is_revealed() -> None:
    assert "Answer by" not in words(shown(examples.finished(deadline_on=date(2026, 12, 11))))


def test_a_facilitator_is_offered_what_waits() -> None:
    message = shown()
    assert action_ids(message) == [
        ids.REVIEW_ANSWER_NEXT,
        ids.DISCUSS,
        ids.REVIEW_EXPORT,
        ids.HISTORY,
        ids.COMPARE,
        ids.REVIEW_SHARE_STATUS,
    ]
    assert element(message, ids.DISCUSS)["value"] == "12"


def test_a_participant_is_offered_to_answer() -> None:
    message = shown(is_facilitator=False, can_share=False)
    assert action_ids(message) == [ids.REVIEW_ANSWER_NEXT, ids.REVIEW_EXPORT, *BACK]


def test_what_is_finished_leads_to_follow_up_questions_and_can_be_taken_along_as_a_file() -> None:
    message = shown(examples.finished(), can_share=False)
    assert action_ids(message) == [ids.FOLLOW_UPS, ids.REVIEW_EXPORT, *BACK]
    assert element(message, ids.FOLLOW_UPS)["value"] == "12"
    fits(message)


def test_a_closed_review_says_so_and_offers_no_answering() -> None:
    closed = examples.status(
        {"understanding": AreaState.OPEN, AREA.id: AreaState.REVEALED}, **examples.CLOSED
    )
    message = shown(closed)
    assert "This review was closed on Friday 11 December." in words(message)
    assert "not agreed" in words(message)
    assert "to agree" not in words(message)
    assert "Understanding: not revealed" in words(message)
    assert action_ids(message) == [ids.FOLLOW_UPS, ids.REVIEW_EXPORT, *BACK, ids.REVIEW_SHARE_STATUS]


def test_what_is_shared_says_by_whom_and_has_no_buttons() -> None:
    message = status.shared(UNDERWAY, "U0CARA", today=TODAY)
    assert "Shared by <@U0CARA>." in words(message)
    assert "Shared by <@U0CARA>." in message.text
    assert "Normalise conversation: Red 1 · Amber 1 · 1 to agree" in words(message)
    assert action_ids(message) == []
    fits(message)


@pytest.mark.parametrize("state", list(AreaState))
def test_the_longest_checklist_fits(state: AreaState) -> None:
    long = examples.longest_status(state)
    fits(shown(long))
    fits(status.shared(long, "U0CARA", today=TODAY))


@pytest.mark.parametrize(("sections", "areas"), [(60, 1), (3, 20)])
def test_many_sections_and_long_ones_fit(sections: int, areas: int) -> None:
    checklist = escaping_checklist(sections, areas)
    kinds = (Choice.RED, Choice.AMBER, Choice.GREEN, Choice.NOT_APPLICABLE, None)
    agreed = {
        question.id: kind
        for question, kind in zip(checklist.areas[0].questions, kinds * 3, strict=False)
        if kind is not None
    }
    states = {area.id: AreaState.REVEALED for area in checklist.areas}
    long = examples.status(states, agreed, checklist=checklist)
    later = tuple(replace(one, review_area=replace(one.review_area, round=12)) for one in long.areas)
    fits(shown(replace(long, areas=later)))


def test_what_does_not_fit_is_counted() -> None:
    message = shown(examples.status({}, checklist=escaping_checklist(40, 5)))
    assert "• 140 more areas" in words(message)
    fits(message)


def escaping_checklist(sections: int, areas: int) -> Checklist:
    """Names that are five times as long once they are escaped."""
    (area, *_) = longest_checklist().areas
    return replace(
        CHECKLIST,
        sections=tuple(
            Section(
                f"s{section}",
                "&" * 150,
                "Step",
                tuple(replace(area, id=f"{section}-{number}", short="&" * 24) for number in range(areas)),
            )
            for section in range(sections)
        ),
        essentials=(),
    )


class TestOneArea:
    def test_questions_with_what_was_agreed_or_is_to_do(self) -> None:
        board = examples.revealed_board(agreed={THIRD.id: agreement(THIRD, Choice.GREEN)})
        message = status.area(board, today=TODAY)
        for said in (words(message), message.text):
            assert f"1. {FIRST.short}: Red 1 · Amber 5 · Green 2. Discuss: split" in said
            assert f"2. {SECOND.short}: Amber 6 · Green 1. Proposed: Amber." in said
            assert f"3. {THIRD.short}: Green 7. Agreed: Green." in said
        assert "revealed: 1 to discuss, 1 proposed, 1 agreed" in words(message)
        assert action_ids(message) == []
        fits(message)

    def test_an_open_area_tells_how_many_never_what(self) -> None:
        board = replace(examples.open_board(), tallies=examples.TALLIES)
        message = status.area(board, today=TODAY)
        assert "4 of 9 have answered · not revealed" in words(message)
        assert not any(colour in message.text for colour in ("Red", "Amber", "Green"))
        fits(message)

    def test_a_live_area_tells_what(self) -> None:
        board = replace(examples.open_board(visibility=Visibility.LIVE), tallies={FIRST.id: Tally(amber=4)})
        assert f"1. {FIRST.short}: Amber 4." in words(status.area(board, today=TODAY))

    def test_a_pending_area(self) -> None:
        board = examples.open_board()
        board = replace(board, review_area=replace(board.review_area, state=AreaState.PENDING))
        assert "area 2 of 10 · not posted" in words(status.area(board, today=TODAY))

    def test_what_an_earlier_round_agreed_is_in_force(self) -> None:
        board = replace(
            examples.open_board(round_=2), agreements={FIRST.id: agreement(FIRST, Choice.RED, round=1)}
        )
        assert f"1. {FIRST.short}: In force from round 1. Agreed: Red." in words(
            status.area(board, today=TODAY)
        )

    def test_an_area_that_was_never_revealed(self) -> None:
        board = examples.ended(examples.open_board(), examples.CLOSED)
        assert "not revealed · review closed on Friday 11 December" in words(status.area(board, today=TODAY))

    @pytest.mark.parametrize("state", list(AreaState))
    def test_the_longest_area_fits(self, state: AreaState) -> None:
        fits(status.area(examples.longest_board(state, visibility=Visibility.LIVE), today=TODAY))
        fits(status.area(examples.agreed_at_length(examples.longest_board(state, round_=2)), today=TODAY))

    def test_twelve_reasons_that_escape_to_five_times_their_length_fit(self) -> None:
        board = examples.longest_board(AreaState.REVEALED)
        agreed = {q.id: agreement(q, Choice.RED, reason="&" * 500) for q in board.area.questions}
        fits(status.area(replace(board, agreements=agreed), today=TODAY))
