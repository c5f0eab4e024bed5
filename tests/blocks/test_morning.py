from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import pytest

from bot.blocks import ids, morning, owner_notes
from bot.blocks.ids import MorningRef
from bot.domain.calendar import EVERY_WEEKDAY
from bot.domain.errors import NotOurs
from bot.domain.mornings import Morning, MorningStep, Orphaned
from bot.domain.next_steps import Changed, NextStep, StepChange, StepState, StepSubject
from bot.domain.nudges import Nudge
from bot.domain.step_place import PlacedStep, StepPlace
from tests.blocks import block_examples as examples
from tests.blocks.block_examples import CHECKLIST, longest, longest_checklist
from tests.blocks.message_checks import action_ids, buttons, element, fits

ON = date(2026, 12, 10)
NOW = datetime(2026, 12, 10, 9, tzinfo=UTC)
REVIEW = replace(examples.board().review, title="Spring review", deadline_on=date(2026, 12, 11))
ME = "U0ANNA"


def one(
    number: int = 1, *, last: StepChange = StepChange.ADDED, is_new: bool = False, **changes: Any
) -> MorningStep:
    subject = StepSubject(REVIEW.id, "normalise", CHECKLIST.area("normalise").questions[0].id)
    step = NextStep(
        id=number,
        subject=subject,
        text=f"Write the prompts {number}",
        owner_id=ME,
        due_on=ON + timedelta(days=1),
        state=StepState.OPEN,
        sequence=2,
        created_by="U0BEN",
        created_at=NOW,
        changed_at=NOW,
        assigned_by="U0BEN",
    )
    step = replace(step, **changes)
    placed = PlacedStep(step, StepPlace.of(REVIEW, CHECKLIST, subject))
    return MorningStep(placed, Changed(2, last, ME, NOW, {}, {}), is_new)


def of(*steps: MorningStep, **changes: Any) -> Morning:
    return replace(Morning(ME, ON, ON, NOW, time(9), "UTC", steps=steps), **changes)


def message(*steps: MorningStep, **changes: Any):
    built = morning.message(of(*steps, **changes), EVERY_WEEKDAY)
    fits(built)
    return built


def test_a_step_says_what_and_when_and_where_it_is_from() -> None:
    built = message(one())
    assert built.text.splitlines() == [
        "1 next step of yours",
        'Write the prompts 1. Due tomorrow, Friday 11 December. From "'
        + CHECKLIST.area("normalise").questions[0].short
        + '", Spring review.',
        "You get this on working days at 09:00.",
    ]
    assert action_ids(built) == [ids.MORNING_MENU, ids.MORNING_DONE, ids.MORNING_SNOOZE, ids.SETTINGS]


def test_snooze_offers_each_day_once() -> None:
    words = [option["text"]["text"] for option in element(message(one()), ids.MORNING_SNOOZE)["options"]]
    assert words == ["Until Friday 11 December", "Until Monday 14 December", "Until another day…"]
    friday = message(one(), today=ON + timedelta(days=1))
    assert len(element(friday, ids.MORNING_SNOOZE)["options"]) == 2


def test_what_somebody_else_gave_names_them() -> None:
    built = message(one(is_new=True), one(2))
    assert "<@U0BEN> gave you a next step: Write the prompts 1." in built.text
    assert built.text.startswith("2 next steps of yours, 1 of them new\n")
    all_new = message(one(is_new=True), more=3, more_new=3)
    assert all_new.text.startswith("4 next steps of yours, all new\n")


@pytest.mark.parametrize(
    ("last", "changes", "words"),
    [
        (StepChange.DONE, {"state": StepState.DONE, "finished_at": NOW}, "Done today."),
        (StepChange.SNOOZED, {"snoozed_until": date(2026, 12, 14)}, "Snoozed until Monday 14 December."),
        (
            StepChange.WONT_DO,
            {"state": StepState.WONT_DO, "finished_at": NOW, "reason": "No time"},
            "Won't do today. No time.",
        ),
    ],
)
def test_what_became_of_a_step_can_be_undone(last: StepChange, changes: dict[str, Any], words: str) -> None:
    built = message(one(last=last, **changes))
    assert f"Write the prompts 1. {words}" in built.text
    assert [button["text"]["text"] for button in buttons(built)] == ["Undo", "Change"]
    assert built.text.startswith(morning.NOTHING_LEFT)
    too_late = message(one(last=last, **changes), now=NOW + timedelta(hours=25))
    assert ids.MORNING_UNDO not in action_ids(too_late)


def test_what_belongs_to_somebody_else_has_no_buttons() -> None:
    built = message(one(owner_id="U0BEN"))
    assert "<@U0BEN> owns it now." in built.text
    assert action_ids(built) == [ids.SETTINGS]


def test_late_says_so_and_more_can_be_shown() -> None:
    built = message(one(), is_late=True, more=14)
    assert "This comes late: I could not send it at 09:00." in built.text
    assert "And 14 more." in built.text
    assert built.text.startswith("15 next steps of yours\n")
    assert ids.STEPS_SHOW in action_ids(built)


def test_a_nudge_names_the_areas_and_until_when() -> None:
    nudge = Nudge(REVIEW, (CHECKLIST.area("normalise"),))
    built = message(nudges=(nudge,))
    assert built.text.startswith(
        "1 area to answer\nNormalise the conversation: 3 questions, until 17:00 (London) tomorrow."
    )
    assert element(built, ids.REVIEW_ANSWER_NEXT)["value"] == str(REVIEW.id)


def test_in_a_digest_a_press_leaves_the_message() -> None:
    part = morning.section(of(one()), EVERY_WEEKDAY)
    done = part.blocks[1]["elements"][0]
    assert MorningRef.parse(done["value"]).on is None


@pytest.mark.parametrize("text", ["&" * 500, "😀" * 250, "\u202eاكتب" * 100, longest(500)])
def test_the_longest_fits(text: str) -> None:
    checklist = longest_checklist()
    area = checklist.areas[0]
    subject = StepSubject(REVIEW.id, area.id, area.questions[0].id)
    review = replace(REVIEW, title="&" * 150)
    place = StepPlace.of(review, checklist, subject)
    steps = [
        replace(entry, placed=PlacedStep(replace(entry.step, text=text), place))
        for number in range(1, 11)
        if (entry := one(number, is_new=True))
    ]
    message(
        *steps,
        more=400,
        is_late=True,
        nudges=tuple(Nudge(replace(review, id=n), checklist.areas) for n in range(5)),
    )
    placed = tuple(entry.placed for entry in steps) * 3
    unique = tuple(replace(p, step=replace(p.step, id=n)) for n, p in enumerate(placed))
    built = owner_notes.owner_gone(Orphaned("1|U0BEN", "U0BEN", unique, ON, "UTC"))
    assert "And 10 more" in built.text
    overdue = owner_notes.overdue(placed[0], ON, "UTC")
    fits(overdue)
    assert action_ids(overdue) == [ids.OVERDUE_OWNER, ids.OVERDUE_DATE, ids.OVERDUE_WONT_DO]


def test_of_an_owner_who_left_each_step_has_a_button() -> None:
    built = owner_notes.owner_gone(Orphaned("1|U0BEN", "U0BEN", (one().placed, one(2).placed), ON, "UTC"))
    fits(built)
    assert built.text.startswith(
        "2 next steps of <@U0BEN>, who is no longer active in Slack, need a new owner."
    )
    assert action_ids(built) == [ids.OWNER_CHOOSE] * 2
    fits(owner_notes.owner_gone(Orphaned("1|U0BEN", "U0BEN", (), ON, "UTC")))


@pytest.mark.parametrize("value", ["", "1|2", "1|2|tomorrow", "x|2|-", "1|2|2026-13-01", "1|2|-|4"])
def test_foreign_references_are_refused(value: str) -> None:
    with pytest.raises(NotOurs):
        MorningRef.parse(value)
