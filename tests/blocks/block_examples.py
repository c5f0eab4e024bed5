"""Reviews, boards and statuses to render: as they usually are, and with the longest texts there can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

from bot.checklist_file import load_checklist
from bot.domain.answers import Agreement, Answer, Choice, Comment, Tally
from bot.domain.board import AreaBoard
from bot.domain.checklist import Area, Checklist, Question, Section
from bot.domain.pace import deadline_instant
from bot.domain.reviews import (
    AreaState,
    Pace,
    Progress,
    RevealRule,
    Review,
    ReviewArea,
    ReviewState,
    TakesPart,
    Visibility,
)
from bot.domain.status import ReviewStatus, review_status

TODAY = date(2026, 12, 7)
NOW = datetime(2026, 12, 7, 10, 30, tzinfo=UTC)
CHECKLIST, _ = load_checklist(Path(__file__).parents[2] / "checklist.json")

HOSTILE = "<!channel> & <@U0EVE> *b* مرحبا بالعالم 👩🏽‍🚒 "


def longest(limit: int) -> str:
    """Mentions, markup, right-to-left text and emoji, up to a limit."""
    return (HOSTILE * (limit // len(HOSTILE) + 1))[:limit].strip().ljust(limit, "x")


def review(**changes: object) -> Review:
    """A deadline is still to come, unless ``deadline_at`` says otherwise."""
    plain = Review(
        workspace_id="T0TEAM",
        id=12,
        channel_id="C0TEAM",
        checklist_hash="hash",
        title="Winter review",
        state=ReviewState.OPEN,
        started_by="U0ANNA",
        started_at=datetime(2026, 12, 1, 9, tzinfo=UTC),
        tz="Europe/London",
        visibility=Visibility.HIDDEN,
        pace=Pace.ALL_AT_ONCE,
        reveal_rule=RevealRule.ON_PRESS,
        takes_part=TakesPart.EVERYONE,
        allows_external=False,
        facilitator_ids=("U0ANNA", "U0BEN"),
    )
    changed = replace(plain, **changes)  # type: ignore[arg-type]
    if changed.deadline_on is None or "deadline_at" in changes or not changed.is_open:
        return changed
    return replace(changed, deadline_at=deadline_instant(changed.deadline_on, changed.tz))


def longest_checklist() -> Checklist:
    """Two sections of twenty areas of twelve questions, every text as long as a checklist may have it."""
    return replace(
        CHECKLIST,
        title=longest(150),
        summary=longest(500),
        source=longest(500),
        introduction=tuple(longest(500) for _ in range(12)),
        scale=replace(CHECKLIST.scale, red=longest(75), amber=longest(75), green=longest(75)),
        sections=tuple(_longest_section(number) for number in (1, 2)),
        essentials=(),
    )


def _longest_section(section: int) -> Section:
    return Section(
        id=f"section-{section}".ljust(40, "x"),
        title=longest(150),
        step_label=longest(150),
        areas=tuple(_longest_area(section, area) for area in range(1, 21)),
    )


def _longest_area(section: int, area: int) -> Area:
    name = f"{section}-{area}"
    return Area(
        id=f"area-{name}".ljust(40, "x"),
        title=f"{name} {longest(150)}"[:150],
        short=f"{name} ".ljust(24, "W"),
        questions=tuple(
            Question(
                id=f"question-{name}-{number}".ljust(40, "x"),
                short=longest(45),
                text=longest(500),
                green_example=longest(500),
            )
            for number in range(1, 13)
        ),
    )


def board(
    *,
    area_id: str = "normalise",
    checklist: Checklist = CHECKLIST,
    state: AreaState = AreaState.REVEALED,
    round_: int = 1,
    tallies: dict[str, Tally] | None = None,
    **changes: object,
) -> AreaBoard:
    """``changes`` are those of the review."""
    area = checklist.area(area_id)
    return AreaBoard(
        review=review(**changes),
        checklist=checklist,
        area=area,
        review_area=ReviewArea(12, area.id, checklist.area_number(area.id), state, round_),
        round=round_,
        progress=Progress(4, 9, False),
        tallies=tallies if tallies is not None else {q.id: Tally(1, 5, 2) for q in area.questions},
    )


def longest_board(**changes: object) -> AreaBoard:
    checklist = longest_checklist()
    return board(
        area_id=checklist.areas[-1].id,
        checklist=checklist,
        tallies={q.id: Tally(200, 200, 200, 200, 200) for q in checklist.areas[-1].questions},
        title=longest(75),
        **changes,
    )


def answer(question: Question, choice: Choice | None, **changes: object) -> Answer:
    return replace(Answer(question.id, 1, "U0CARA", choice), **changes)  # type: ignore[arg-type]


def agreement(question: Question, choice: Choice, **changes: object) -> Agreement:
    agreed = Agreement(question.id, 3, 1, choice, None, "U0ANNA", NOW)
    return replace(agreed, **changes)  # type: ignore[arg-type]


def comment(number: int, text: str = "We tried, in spring.", **changes: object) -> Comment:
    return replace(Comment(f"c{number:031d}", "managers-supported", text), **changes)  # type: ignore[arg-type]


def status(
    states: dict[str, AreaState],
    agreed: dict[str, Choice],
    *,
    checklist: Checklist = CHECKLIST,
    **changes: object,
) -> ReviewStatus:
    """An area that ``states`` does not name is pending."""
    areas = [
        ReviewArea(12, area.id, number, states.get(area.id, AreaState.PENDING), 1)
        for number, area in enumerate(checklist.areas, 1)
    ]
    return review_status(review(**changes), checklist, areas, agreed, {})


def longest_status(state: AreaState) -> ReviewStatus:
    checklist = longest_checklist()
    states = {area.id: state for area in checklist.areas}
    return status(states, {}, checklist=checklist, title=longest(75))
