"""What the app posts about a review without being asked."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest

from bot.blocks import announcements, ids
from bot.blocks.ids import AreaRef
from bot.domain.answers import Choice
from bot.domain.reviews import AreaState, Pace, RevealRule, TakesPart, Visibility
from bot.domain.status import EssentialState
from tests.blocks.block_examples import CHECKLIST, TODAY, agreement, longest, longest_checklist, review
from tests.blocks.message_checks import action_ids, element, fits, words
from tests.blocks.message_examples import (
    CLOSED,
    finished,
    longest_board,
    longest_status,
    open_board,
    revealed_board,
    status,
)

AREA = CHECKLIST.area("normalise")
THIRD = AREA.questions[2]
AGREED = {THIRD.id: agreement(THIRD, Choice.GREEN)}
MANY = tuple(f"U0{number:09}" for number in range(200))
PERMALINK = "https://team.example/archives/C0TEAM/p1"


class TestStart:
    def test_it_fits(self) -> None:
        fits(announcements.start(review(), CHECKLIST, people=9, today=TODAY))

    def test_it_fits_with_the_longest_content(self) -> None:
        long = review(title=longest(75), facilitator_ids=MANY, tz="America/Argentina/Buenos_Aires")
        fits(announcements.start(long, longest_checklist(), people=200, today=TODAY), in_full=False)

    def test_it_says_who_started_and_how_much_there_is(self) -> None:
        text = announcements.start(review(), CHECKLIST, people=9, today=TODAY).text
        assert text.startswith("Winter review: <@U0ANNA> has started a review here")
        assert "42 questions in 10 areas" in text

    def test_it_says_who_takes_part(self) -> None:
        message = announcements.start(review(), CHECKLIST, people=9, today=TODAY)
        assert "9 people are asked to answer: everyone in this channel." in words(message)
        assert "Facilitators: <@U0ANNA>, <@U0BEN>." in words(message)

    def test_one_chosen_person(self) -> None:
        chosen = review(takes_part=TakesPart.CHOSEN, facilitator_ids=("U0ANNA",))
        message = announcements.start(chosen, CHECKLIST, people=1, today=TODAY)
        assert "1 person is asked to answer; everybody else here can read along." in words(message)
        assert "Facilitators" not in words(message)

    def test_a_starter_who_does_not_facilitate_is_not_called_a_facilitator(self) -> None:
        message = announcements.start(review(facilitator_ids=("U0BEN",)), CHECKLIST, people=9, today=TODAY)
        assert "Facilitators: <@U0BEN>." in words(message)

    def test_the_rules_of_a_plain_review(self) -> None:
        message = announcements.start(
            review(deadline_on=date(2026, 12, 11)), CHECKLIST, people=9, today=TODAY
        )
        assert (
            "Answers stay hidden until an area is revealed · all areas at once · "
            "a facilitator reveals each area · answer by Friday 11 December, 17:00 (London)"
        ) in words(message)
        assert "17:00 (London)" in message.text

    def test_the_rules_of_another_review(self) -> None:
        other = review(visibility=Visibility.LIVE, pace=Pace.BY_HAND, reveal_rule=RevealRule.WHEN_COMPLETE)
        said = words(announcements.start(other, CHECKLIST, people=9, today=TODAY))
        assert "Live: tallies are shown at once, so each change can be seen" in said
        assert "area by area, as the facilitators post them" in said
        assert "an area reveals itself 10 minutes after everyone has answered" in said
        assert "answer by" not in said

    def test_its_buttons(self) -> None:
        message = announcements.start(review(), CHECKLIST, people=9, today=TODAY)
        assert action_ids(message) == [ids.REVIEW_ABOUT, ids.REVIEW_FACILITATE]
        assert element(message, ids.REVIEW_FACILITATE)["value"] == "12"


class TestRevealed:
    def test_it_counts_what_there_is_to_do(self) -> None:
        message = announcements.revealed(revealed_board(agreed=AGREED), today=TODAY, permalink=None)
        assert message.text == (
            "Normalise the conversation is revealed: 1 to discuss, 1 proposed, 1 agreed. 8 of 9 answered."
        )
        assert action_ids(message) == []
        fits(message)

    def test_it_leads_to_the_area(self) -> None:
        message = announcements.revealed(revealed_board(), today=TODAY, permalink=PERMALINK)
        assert element(message, ids.OPEN_LINK)["url"] == PERMALINK
        fits(message)

    def test_a_late_one_says_since_when(self) -> None:
        later = TODAY + timedelta(days=3)
        message = announcements.revealed(revealed_board(), today=later, permalink=None)
        assert message.text.startswith("Normalise the conversation was revealed on Monday 7 December:")

    def test_it_fits_with_the_longest_area(self) -> None:
        board = longest_board(AreaState.REVEALED)
        fits(announcements.revealed(board, today=TODAY, permalink=PERMALINK))


class TestComplete:
    def test_it_offers_to_reveal(self) -> None:
        message = announcements.complete(open_board(), today=TODAY)
        assert message.text.startswith(
            "Everyone has answered Normalise the conversation (Winter review, <#C0TEAM>)"
        )
        assert AreaRef.parse(element(message, ids.AREA_REVEAL)["value"]) == AreaRef(12, AREA.id, 1)
        fits(message)

    def test_it_says_when_the_area_reveals_itself(self) -> None:
        board = open_board(reveal_rule=RevealRule.WHEN_COMPLETE)
        assert "It reveals itself in 10 minutes." in announcements.complete(board, today=TODAY).text

    def test_it_does_not_say_so_where_somebody_has_to_press(self) -> None:
        assert "reveals itself" not in announcements.complete(open_board(), today=TODAY).text

    def test_it_reminds_of_the_deadline(self) -> None:
        board = open_board(deadline_on=date(2026, 12, 11))
        assert "by Friday 11 December, 17:00 (London)" in announcements.complete(board, today=TODAY).text

    def test_it_fits_with_the_longest_area(self) -> None:
        fits(announcements.complete(longest_board(AreaState.OPEN), today=TODAY))


class TestClosing:
    def test_it_starts_with_what_was_agreed(self) -> None:
        message = announcements.closing(finished(**CLOSED), today=TODAY)
        assert message.text.startswith(
            "Winter review was closed on Friday 11 December by <@U0BEN>. "
            "42 of 42 agreed. Red 0, Amber 42, Green 0."
        )
        fits(message)

    def test_it_names_the_essentials_by_how_they_stand(self) -> None:
        first, second, *others = CHECKLIST.essentials
        stands = {
            first.id: EssentialState.MET,
            second.id: EssentialState.MISSING,
            **{one.id: EssentialState.PARTLY for one in others},
        }
        message = announcements.closing(replace(finished(**CLOSED), essentials=stands), today=TODAY)
        for said in (words(message), message.text):
            assert f"Essentials met: {first.title}." in said
            assert f"Essentials missing: {second.title}." in said
            assert f"Essentials partly met: {others[0].title}, " in said

    def test_it_goes_by_area(self) -> None:
        agreed = {AREA.questions[0].id: Choice.RED}
        half = status({AREA.id: AreaState.REVEALED}, agreed, **CLOSED)
        message = announcements.closing(half, today=TODAY)
        for said in (words(message), message.text):
            assert "Normalise conversation: Red 1 · 2 not agreed" in said
            assert "1 of 42 agreed. Red 1, Amber 0, Green 0, 41 not agreed." in said

    def test_it_can_be_opened_again(self) -> None:
        message = announcements.closing(finished(**CLOSED), today=TODAY)
        assert element(message, ids.REVIEW_RESUME)["value"] == "12"
        assert "for 7 days" in words(message)

    @pytest.mark.parametrize("state", [AreaState.REVEALED, AreaState.OPEN])
    def test_it_fits_with_the_longest_checklist(self, state: AreaState) -> None:
        fits(announcements.closing(longest_status(state, **CLOSED), today=TODAY))

    def test_it_fits_with_very_many_essentials(self) -> None:
        essentials = tuple(
            replace(CHECKLIST.essentials[0], id=f"e{n}", title=longest(150)) for n in range(99)
        )
        long = longest_status(AreaState.REVEALED, **CLOSED)
        long = replace(
            long,
            checklist=replace(long.checklist, essentials=essentials),
            essentials={one.id: list(EssentialState)[n % 3] for n, one in enumerate(essentials)},
        )
        fits(announcements.closing(long, today=TODAY))


def test_a_review_without_a_facilitator_can_be_taken_over() -> None:
    message = announcements.no_facilitator(review())
    assert message.text.startswith("Winter review has no facilitator any more")
    assert element(message, ids.REVIEW_TAKE_OVER)["value"] == "12"
    fits(message)
    fits(announcements.no_facilitator(review(title=longest(75))))


def test_a_lost_message_can_be_posted_again() -> None:
    message = announcements.message_gone(open_board())
    assert "The answers are saved." in message.text
    assert AreaRef.parse(element(message, ids.AREA_POST_AGAIN)["value"]) == AreaRef(12, AREA.id, 1)
    fits(message)
    fits(announcements.message_gone(longest_board(AreaState.OPEN)))


def test_a_channel_that_takes_no_messages() -> None:
    for_network = announcements.cannot_post_for_network("C0NETWORK1")
    fits(for_network)
    assert "<#C0NETWORK1>" in for_network.text
    message = announcements.cannot_post(review())
    assert message.text.startswith("I cannot post in <#C0TEAM> for Winter review.")
    assert "/invite @socmob" in message.text
    fits(message)
