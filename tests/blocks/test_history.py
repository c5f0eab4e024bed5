"""What was agreed before."""

from __future__ import annotations

from dataclasses import replace

from bot.blocks import history, ids
from bot.domain.answers import Choice
from bot.domain.looking_back import Chapter, QuestionHistory
from tests.blocks.block_examples import CHECKLIST, TODAY, agreement, longest, longest_checklist, review
from tests.blocks.message_checks import action_ids, buttons, element, fits, option_values, words
from tests.blocks.message_examples import CLOSED, past

QUESTION = CHECKLIST.area("normalise").questions[0]


def of_question(*agreements: object, checklist=CHECKLIST, question=QUESTION, earlier=(), by="U0SOMEBODY"):
    """``earlier``: what was agreed in a review before this one."""
    chapters = [Chapter(review(id=11, title="Autumn review", **CLOSED), tuple(earlier))] if earlier else []
    if agreements:
        chapters.append(Chapter(review(), tuple(agreements)))
    found = QuestionHistory(review(), checklist, question, tuple(chapters))
    return history.question(found, by, today=TODAY)


def test_only_a_facilitator_is_led_on_to_the_record():
    facilitator = review().facilitator_ids[0]
    message = of_question(agreement(QUESTION, Choice.AMBER, sequence=1), by=facilitator)
    fits(message)
    assert element(message, ids.REVIEW_RECORD)["value"] == f"12|={QUESTION.id}"
    assert ids.REVIEW_RECORD not in action_ids(of_question())


def test_a_closed_review_with_its_counts() -> None:
    message = history.message([past(3)], None, today=TODAY)
    line = "closed on Friday 11 December: 31 of 40 agreed. Red 6, Amber 14, Green 11, Not applicable 2"
    assert message.text.startswith("1 review closed in this channel.")
    assert line in message.text
    assert line in words(message)
    fits(message)


def test_the_latest_comes_first() -> None:
    said = words(history.message([past(3), past(2)], None, today=TODAY))
    assert said.index("Review 3") < said.index("Review 2")


def test_the_open_review_is_named_first() -> None:
    message = history.message([past(3)], review(), today=TODAY)
    assert "*Winter review* is open, started on Tuesday 1 December." in words(message)
    fits(message)


def test_a_channel_without_a_past_offers_to_start() -> None:
    message = history.message([], None, today=TODAY)
    assert message.text == "No review is closed here yet."
    assert action_ids(message) == [ids.REVIEW_START]
    fits(message)


def test_nothing_is_offered_while_a_first_review_is_open() -> None:
    assert action_ids(history.message([], review(), today=TODAY)) == []


def test_a_long_past_is_counted() -> None:
    message = history.message(
        [past(number, title=longest(75)) for number in range(34)], review(), today=TODAY
    )
    assert "And 14 more before these." in words(message)
    fits(message)


def test_how_an_answer_came_about() -> None:
    message = of_question(
        agreement(QUESTION, Choice.AMBER, sequence=1),
        agreement(QUESTION, Choice.RED, sequence=2, round=2, reason="Two sites only"),
        replace(agreement(QUESTION, Choice.RED, sequence=3, round=2), choice=None),
    )
    assert "Monday 7 December: Amber, recorded by <@U0ANNA>." in words(message)
    assert ("Monday 7 December, round 2: Red, recorded by <@U0ANNA>. Reason: Two sites only.") in words(
        message
    )
    assert "Monday 7 December, round 2: taken back by <@U0ANNA>." in words(message)
    fits(message)


def test_the_text_says_the_latest_first() -> None:
    text = of_question(
        agreement(QUESTION, Choice.AMBER, sequence=1), agreement(QUESTION, Choice.RED, sequence=2)
    ).text
    assert text.startswith("Normalise the conversation, question 1:")
    assert text.index("Red, recorded") < text.index("Amber, recorded")


def test_a_question_without_an_agreement() -> None:
    message = of_question()
    assert "Nothing is agreed on this question yet." in words(message)
    fits(message)


def test_a_long_record_fits() -> None:
    checklist = longest_checklist()
    question = checklist.areas[0].questions[0]
    record = [agreement(question, Choice.RED, sequence=n, reason=longest(500)) for n in range(1, 41)]
    message = of_question(*record, checklist=checklist, question=question)
    assert "28 earlier changes are not shown." in words(message)
    fits(message)


def test_each_closed_review_can_be_seen() -> None:
    shown = history.message([past(3), past(2)], review(), today=TODAY)
    assert [one["value"] for one in buttons(shown) if one["action_id"] == ids.HISTORY_REVIEW] == ["3", "2"]


def test_the_reviews_of_a_channel_are_told_apart() -> None:
    message = of_question(
        agreement(QUESTION, Choice.AMBER, sequence=1), earlier=[agreement(QUESTION, Choice.RED, sequence=1)]
    )
    said = words(message)
    assert said.index("*Autumn review*, closed on") < said.index("Red, recorded")
    assert said.index("Red, recorded") < said.index("*Winter review*, open:")
    assert element(message, ids.HISTORY)["value"] == "12"
    fits(message)


def test_several_questions_fit_what_was_typed() -> None:
    questions = [question for area in CHECKLIST.areas for question in area.questions]
    message = history.which(review(), CHECKLIST, questions)
    assert message.text.startswith("42 questions fit that. Which one do you mean?")
    values = option_values(element(message, ids.HISTORY_QUESTION))
    assert values[0] == f"12|{CHECKLIST.areas[0].id}|{questions[0].id}"
    fits(message)
    checklist = longest_checklist()
    every = [question for area in checklist.areas for question in area.questions]
    fits(history.which(review(), checklist, every))
