"""*Record*: lines in words, pages, and that nothing on the record is without a sentence."""

from __future__ import annotations

import ast
from dataclasses import replace
from pathlib import Path

import pytest

from bot.blocks import ids, record
from bot.domain.answers import Choice
from bot.domain.errors import NotOurs
from bot.domain.next_steps import Changed, StepChange
from bot.domain.record import Record, Recorded, RecordOf
from bot.store import audit
from tests.blocks.block_checks import element, fits, has_block, words
from tests.blocks.block_examples import CHECKLIST, NOW, TODAY, longest, review

STORE = Path(audit.__file__).parent
WHOLE = RecordOf(12)
LINE = Recorded(7, NOW, "review started", "U0ANNA", "", {})


def said(line: Recorded) -> str:
    view = record.view(Record(WHOLE, review(), CHECKLIST, (line,)), today=TODAY)
    fits(view)
    return words(view).splitlines()[-1]


def test_a_line_says_when_who_and_what() -> None:
    view = record.view(Record(WHOLE, review(), CHECKLIST, (LINE,)), today=TODAY)
    assert "Monday 7 December, 10:30\n<@U0ANNA> started the review." in words(view)


def test_an_agreement_says_what_was_before_and_why() -> None:
    line = replace(
        LINE,
        action="answer agreed",
        subject="12|normalise|managers-supported",
        detail={"choice": "green", "reason": "All of them do"},
        before=Choice.AMBER,
    )
    assert said(line) == (
        "<@U0ANNA> recorded Green for *Managers supported*. Before: Amber. Reason: All of them do."
    )


def test_what_the_app_did_by_itself() -> None:
    detail = {"answered": 4, "taking_part": 9, "round": 1}
    line = replace(LINE, action="area revealed", person=None, subject="12|normalise", detail=detail)
    assert said(line) == ("socmob, by itself, revealed *Normalise the conversation*: 4 of 9 had answered.")


def test_days_words_and_people() -> None:
    moved = {"from": "2026-12-11", "to": "None"}
    assert "from Friday 11 December to none." in said(replace(LINE, action="deadline changed", detail=moved))
    pace = {"from": "by_hand", "to": "one_a_day"}
    assert "from area by area to one area each working day." in said(
        replace(LINE, action="pace changed", detail=pace)
    )
    opened = {"before": False, "after": True}
    assert "from without other organisations to with other organisations." in said(
        replace(LINE, action="participation changed", detail=opened)
    )
    named = replace(LINE, action="facilitator named", about="gone-ab12")
    assert said(named) == "<@U0ANNA> named (name removed) a facilitator."


def test_a_next_step_says_what_was_before_and_after() -> None:
    change = Changed(
        2, StepChange.DUE_DATE, "U0ANNA", NOW, {"due_on": "2026-12-11"}, {"due_on": "2026-12-18"}
    )
    line = replace(LINE, action="next step: due date", subject="step|7", step="Write it", change=change)
    assert said(line) == (
        "<@U0ANNA>, next step “Write it”: due date changed from Friday 11 December to Friday 18 December."
    )
    assert "changed the next step “Write it”." in said(replace(line, change=None))


def test_a_line_of_an_older_version_is_told_all_the_same() -> None:
    assert said(replace(LINE, action="something else")) == "<@U0ANNA>: something else."
    assert "an area: ? of ? had answered" in said(replace(LINE, action="area revealed", subject="12|gone"))


def test_it_fits_at_its_longest() -> None:
    line = replace(
        LINE, action="next step: edited", subject="step|7", step=longest(500), detail={"reason": "&" * 3000}
    )
    view = record.view(Record(WHOLE, review(title=longest(75)), CHECKLIST, (line,) * 20, 5), today=TODAY)
    fits(view)
    assert record.page(element(view, ids.RECORD_EARLIER)["value"]) == (WHOLE, 5)
    empty = record.view(Record(WHOLE, review(), CHECKLIST, ()), today=TODAY)
    fits(empty)
    assert not has_block(empty, "foot")


def test_it_says_what_it_is_of() -> None:
    of_question = Record(RecordOf(12, question_id="managers-supported"), review(), CHECKLIST, (LINE,), 5)
    view = record.view(of_question, today=TODAY)
    assert words(view).startswith("*Winter review*\n*Managers supported*")
    assert record.page(element(view, ids.RECORD_EARLIER)["value"]) == (of_question.of, 5)
    of_step = Record(RecordOf(12, step_id=7), review(title=longest(75)), CHECKLIST, (LINE,), 5, longest(500))
    view = record.view(of_step, today=TODAY)
    fits(view)
    assert "\nNext step: " in words(view)
    assert record.page(element(view, ids.RECORD_EARLIER)["value"]) == (of_step.of, 5)


def test_a_hidden_comment_names_its_question_and_no_author() -> None:
    line = replace(LINE, action="comment hidden", subject="12|normalise|managers-supported")
    assert said(line) == "<@U0ANNA> hid a comment on *Managers supported*."


@pytest.mark.parametrize("value", ["", "5", "x|12", "5|12|x", "5|12|7|1", "5||=q", "5|="])
def test_a_page_that_is_none_of_ours(value: str) -> None:
    with pytest.raises(NotOurs):
        record.page(value)


def test_everything_that_is_put_on_record_about_a_review_has_its_sentence() -> None:
    """Looks for the names of actions where they are written down."""
    found = set()
    for path in STORE.glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text())):
            if not isinstance(node, ast.Call) or not _records(node):
                continue
            for part in node.args:
                found |= {
                    one.value
                    for one in ast.walk(part)
                    if isinstance(one, ast.Constant)
                    and isinstance(one.value, str)
                    and " " in one.value.strip(": ")
                }
    assert len(found) > 12
    assert found - record.SENTENCES.keys() == {"next step: "}, "followed by what happened to it"


def _records(node: ast.Call) -> bool:
    name = ast.unparse(node.func)
    if name in ("_changed", "_record"):
        return True
    return name == "audit.record" and any(keyword.arg == "review_id" for keyword in node.keywords)
