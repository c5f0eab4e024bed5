"""Reviews to make files of: a usual one, and one in which all is as long and as strange as it may be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.blocks import export_table
from bot.checklist_file import load_checklist
from bot.domain import export
from bot.domain.answers import Choice, Comment
from bot.domain.checklist import Area
from bot.domain.export import Known
from bot.domain.next_steps import LONGEST_TEXT, NextStep, StepState, StepSubject
from bot.domain.reviews import (
    AreaState,
    Pace,
    RevealRule,
    Review,
    ReviewArea,
    ReviewState,
    TakesPart,
    Visibility,
)
from bot.render import export as jobs

if TYPE_CHECKING:
    from bot.domain.export import Export, ExportFormat

NOW = datetime(2026, 12, 7, 9, tzinfo=UTC)
TODAY = NOW.date()
CHECKLIST, _ = load_checklist(Path(__file__).resolve().parents[2] / "checklist.json")
REVIEW = Review(
    workspace_id="T1",
    id=1,
    channel_id="C1",
    checklist_hash="x",
    title="Spring review",
    state=ReviewState.OPEN,
    started_by="U1",
    started_at=NOW,
    tz="Europe/London",
    visibility=Visibility.HIDDEN,
    pace=Pace.BY_HAND,
    reveal_rule=RevealRule.ON_PRESS,
    takes_part=TakesPart.EVERYONE,
    allows_external=False,
    facilitator_ids=("U1",),
)
NAMES = {"U1": "Amina Okafor", "U2": "Ben Carter", "U3": "=Chloé"}
UNREVEALED = ("leaders", "data")
ROUND = (Choice.RED, Choice.AMBER, Choice.GREEN, Choice.AMBER, None, Choice.NOT_APPLICABLE)
CHARACTERS = (
    "نراجع كيف تدعم مؤسستنا الحراك الاجتماعي ",
    "社会的流動性のレビュー ",
    "Обсуждаем данные 🙂🏽👩‍👩‍👧 ",
    '=HYPERLINK("https://evil.example") ',
    "\u202eabc\u202c \x07\x1b[0m _x0041_ \ud800 \ufffe ",
    "w" * 120,
)


def step(number: int, subject: StepSubject, **changes: Any) -> NextStep:
    made = NextStep(
        id=number,
        subject=subject,
        text="Write a page of prompts for managers",
        owner_id="U2",
        due_on=TODAY + timedelta(days=number),
        state=StepState.OPEN,
        sequence=1,
        created_by="U1",
        created_at=NOW,
        changed_at=NOW,
        assigned_by="U1",
    )
    return replace(made, **changes)


def review_area(area: Area, position: int) -> ReviewArea:
    state = AreaState.OPEN if area.id in UNREVEALED else AreaState.REVEALED
    return ReviewArea(1, area.id, position, state, 1)


def usual(**changes: Any) -> Export:
    revealed = [area for area in CHECKLIST.areas if area.id not in UNREVEALED]
    agreed = {
        question.id: choice
        for number, area in enumerate(revealed)
        for place, question in enumerate(area.questions)
        if (choice := ROUND[(number + place) % len(ROUND)])
    }
    first, second = CHECKLIST.areas[0], CHECKLIST.areas[1]
    about = [StepSubject(1, first.id, question.id) for question in first.questions]
    steps = (
        step(1, about[0]),
        step(2, about[0], owner_id="U1", state=StepState.IN_PROGRESS, text="Ask the university for its data"),
        step(3, about[1], state=StepState.DONE, evidence_url="https://intranet.example.org/guide"),
        step(4, about[1], state=StepState.WONT_DO, text="Never mind"),
        step(5, StepSubject(1, second.id), owner_id="UGONE", text="Invite a speaker"),
        step(6, StepSubject(1), text="Tell the board"),
        step(7, StepSubject(1, first.id, follow_up_id="people-to-speak-with"), text="Speak with HR"),
        step(8, StepSubject(1, None, follow_up_id="quick-wins"), text="The hashtags"),
        step(9, StepSubject(1, None, follow_up_id="quick-wins"), text="The newsletter", owner_id="U1"),
    )
    known = Known(
        review=REVIEW,
        checklist=CHECKLIST,
        areas=tuple(review_area(area, at) for at, area in enumerate(CHECKLIST.areas)),
        agreed=agreed,
        steps=steps,
        follow_ups={
            ("people-to-speak-with", first.id): (steps[6],),
            ("quick-wins", None): (steps[7], steps[8]),
        },
        names=NAMES,
    )
    return export.of_review(replace(known, **changes))


def with_comments(**changes: Any) -> Export:
    first = CHECKLIST.areas[0].questions[0]
    return usual(
        comments={
            first.id: (
                Comment("a", first.id, "Nobody has asked me to.", "https://intranet.example.org/spring"),
                Comment("b", first.id, "The spring training was good.\nMore of it, please."),
            ),
        },
        **changes,
    )


def strange() -> Export:
    """Twelve areas, three hundred next steps, the longest of texts, in scripts that not every font has."""
    long = ["".join(one for one in CHARACTERS)[:LONGEST_TEXT], *(one * 40 for one in CHARACTERS)]
    areas = tuple(
        replace(area, id=f"area-{number}", title=f"{long[number % len(long)][:60]} {number}")
        for number, area in enumerate([*CHECKLIST.areas, *CHECKLIST.areas[:2]])
    )
    section = replace(CHECKLIST.sections[0], title=long[1][:75], areas=areas)
    checklist = replace(CHECKLIST, sections=(section,))
    steps = tuple(
        step(
            number,
            StepSubject(1, areas[number % 12].id, areas[number % 12].questions[0].id)
            if number % 4
            else StepSubject(1, areas[0].id, areas[0].questions[0].id),
            text=long[number % len(long)][:LONGEST_TEXT],
            evidence_url="https://example.org/" + "a" * 900,
        )
        for number in range(1, 301)
    )
    question = areas[0].questions[0]
    return export.of_review(
        Known(
            review=replace(REVIEW, title=long[0][:200]),
            checklist=checklist,
            areas=tuple(review_area(area, at) for at, area in enumerate(areas)),
            agreed={question.id: Choice.RED},
            steps=steps,
            follow_ups={},
            names={"U2": long[2][:80]},
            comments={
                question.id: tuple(Comment(str(n), question.id, one[:3000]) for n, one in enumerate(long))
            },
        )
    )


def job(of: Export, to: ExportFormat, made_on: date = TODAY) -> dict[str, Any]:
    return jobs.job(export_table.document(of, made_on), to)
