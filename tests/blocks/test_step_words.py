"""A next step in words."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.blocks import gap_words, message_words, step_news, step_result, step_words
from bot.domain.language import speaking
from bot.domain.next_steps import StepChange, StepCounts, StepState, StepSubject
from bot.domain.step_place import StepPlace
from tests.blocks.block_examples import CHECKLIST, TODAY, longest, review
from tests.blocks.message_checks import fits, words
from tests.blocks.step_examples import DUE, OWNER, longest_placed, outcome, placed, step

TODAY_AT_TEN = datetime(2026, 12, 7, 10, tzinfo=UTC)


@pytest.mark.parametrize(
    ("due_on", "said"),
    [
        (TODAY, "Due today"),
        (TODAY + timedelta(1), "Due tomorrow, Tuesday 8 December"),
        (TODAY + timedelta(4), "Due Friday 11 December"),
        (DUE, "Due Friday 29 January 2027"),
        (TODAY - timedelta(1), "1 day overdue, was due Sunday 6 December"),
        (TODAY - timedelta(3), "3 days overdue, was due Friday 4 December"),
    ],
)
def test_when_it_is_due(due_on, said):
    assert step_words.standing(step(due_on=due_on), TODAY, "UTC") == said


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"state": StepState.IN_PROGRESS, "due_on": TODAY}, "In progress, due today"),
        ({"state": StepState.DONE, "finished_at": TODAY_AT_TEN}, "Done today"),
        ({"state": StepState.DONE, "finished_at": TODAY_AT_TEN - timedelta(3)}, "Done, Friday 4 December"),
        ({"state": StepState.WONT_DO, "finished_at": TODAY_AT_TEN}, "Won't do today"),
    ],
)
def test_what_became_of_it(changes, said):
    assert step_words.standing(step(**changes), TODAY, "UTC") == said


@pytest.mark.parametrize(
    ("state", "said"), [(StepState.DONE, "Done today"), (StepState.WONT_DO, "Won't do today")]
)
@pytest.mark.parametrize(
    ("tz", "at"),
    [
        ("Pacific/Auckland", datetime(2026, 12, 6, 20, tzinfo=UTC)),
        ("America/Los_Angeles", datetime(2026, 12, 8, 1, tzinfo=UTC)),
    ],
)
def test_today_is_the_reader_s_day_and_not_that_of_utc(tz, at, state, said):
    assert step_words.standing(step(state=state, finished_at=at), TODAY, tz) == said


@pytest.mark.parametrize(
    ("subject", "said"),
    [
        (StepSubject(12, "normalise", "managers-supported"), 'From "Managers supported", Winter review'),
        (StepSubject(12, "internal-commitment"), "From Internal: Commitment, Winter review"),
        (StepSubject(12), "From Winter review"),
    ],
)
def test_where_it_belongs(subject, said):
    assert step_words.about(StepPlace.of(review(), CHECKLIST, subject)) == said


def test_the_counts_leave_out_what_there_is_none_of():
    steps = [
        step(due_on=TODAY - timedelta(1)),
        step(due_on=TODAY),
        step(due_on=TODAY + timedelta(7)),
        step(due_on=TODAY + timedelta(8)),
        step(due_on=TODAY, state=StepState.DONE),
    ]
    assert StepCounts.of(steps, TODAY) == StepCounts(unfinished=4, overdue=1, due_soon=2)
    assert step_words.counts(StepCounts(12, 3, 2)) == "Next steps: 12 open, 3 overdue, 2 due within 7 days."
    assert step_words.counts(StepCounts(12)) == "Next steps: 12 open."
    assert step_words.counts(StepCounts()) == "Next steps: none open."


def test_where_there_is_hardly_room_they_are_counted():
    assert step_words.in_area("Next step", [step()], 50, today=TODAY) == (
        "1 next step: `/socmob steps` shows more."
    )


@given(st.text(min_size=1, max_size=500), st.integers(110, 900))
def test_a_line_keeps_to_its_room(text, room):
    line = step_words.in_area("Next step", [step(text=text)], room, today=TODAY)
    assert len(line) <= max(room, 160)
    assert line.endswith(f", <@{OWNER}>, due Friday 29 January 2027.")


def test_gaps_are_named():
    first, second, third, *_ = CHECKLIST.essentials
    assert gap_words.sentence([]) == ""
    assert gap_words.sentence([first]) == "Essential missing without a next step: Commitment."
    assert gap_words.sentence([first, second, third]) == (
        "Essentials missing without a next step: Commitment, Role models and Data."
    )


def test_the_thread_hears_that_it_was_added():
    message = step_news.message(placed(), today=TODAY)
    fits(message)
    assert words(message) == (
        f"Next step: Publish the guide, <@{OWNER}>, due Friday 29 January 2027.\n"
        'From "Managers supported", Winter review.'
    )


def test_the_thread_hears_that_it_is_done():
    message = step_news.message(placed(state=StepState.DONE), today=TODAY)
    assert message.text == f'Done: Publish the guide, <@{OWNER}>. From "Managers supported", Winter review.'


@pytest.mark.parametrize("state", [StepState.OPEN, StepState.DONE])
def test_the_longest_news_fits(state):
    fits(step_news.message(longest_placed(state=state), today=TODAY))


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("Ask <@U1> and <@U2|dev> in <#C1|general>", "Ask @Ben and @dev in #general"),
        ("<@U9> or <#C1>", "@somebody or #a channel"),
        ("<https://example.org/a|the guide> &amp; <https://example.org>", "the guide & https://example.org"),
        ("<!here> <!subteam^S1|@leads> <!date^1^{date}|today>", "@here @leads today"),
        ("<mailto:a@example.org|a@example.org> 1 &lt; 2 &gt; 0", "a@example.org 1 < 2 > 0"),
        ("&amp;lt; stays as it was written", "&lt; stays as it was written"),
        (" <> < unclosed ", "< unclosed"),
    ],
)
def test_a_message_in_plain_words(written, plain):
    assert message_words.plain(written, {"U1": "Ben"}) == plain


def test_who_is_mentioned_without_a_name():
    assert message_words.mentioned("<@U1> <@U2|dev> <@U1> <!here> <#C1>") == ["U1"]


def test_a_due_date_of_another_year_says_the_year():
    assert "2028" in step_words.line("Next step", step(due_on=date(2028, 2, 29)), 300, today=TODAY)


def test_a_long_name_of_what_it_is_called_is_cut():
    assert len(step_words.line(longest(150), step(), 300, today=TODAY)) < 160


class LongWinded:
    """A language that says everything of English and as many letters again."""

    def text(self, english: str, context: str | None = None) -> str:
        return english + "ë" * len(english)

    def counted(self, one: str, many: str, number: int) -> str:
        return self.text(one if number == 1 else many)


@pytest.mark.parametrize("room", [250, 300])
def test_a_line_stays_in_its_room_in_a_language_that_needs_more(room):
    one = step(state=StepState.IN_PROGRESS, text="word " * 200)
    with speaking(LongWinded()):
        said = step_words.line("Next step", one, room, today=TODAY)
    assert room - 10 < len(said) <= room
    assert OWNER in said


def test_what_was_undone_is_as_before():
    said, _ = step_result.words(outcome(StepChange.UNDONE), OWNER)
    assert said.endswith(" is as before. Due Friday 29 January 2027.")


def test_a_follow_up_question_is_named_by_its_area_or_by_itself():
    for area_id, follow_up_id, said in (
        ("data", "people-to-speak-with", "From Data (follow-up question), Winter review"),
        (None, "project-plan", 'From "What will our project plan look like?", Winter review'),
    ):
        one = placed(subject=StepSubject(12, area_id, follow_up_id=follow_up_id))
        assert step_words.about(one.place) == said
