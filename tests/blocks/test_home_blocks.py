"""What an App Home says to each kind of person, and that Slack would take the longest one there can be."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest

from bot.blocks import ids
from bot.blocks.kit import View
from bot.domain.answers import Choice, Tally
from bot.domain.home import Coordinating, Facilitated
from bot.domain.network import WorkspaceSettings
from bot.domain.next_steps import StepChange
from bot.domain.people import Member
from bot.domain.reviews import AreaState, Progress
from bot.domain.status import ReviewStatus
from bot.listeners.home import MENU
from tests.blocks import block_checks, home_examples, message_examples
from tests.blocks.block_checks import words
from tests.blocks.block_examples import CHECKLIST, NOW, longest, longest_checklist
from tests.blocks.home_examples import DEADLINE, a_member, home, view
from tests.blocks.message_examples import CLOSED
from tests.blocks.step_examples import OWNER

AREA, OTHER = "normalise", "data"
SPLIT, WIDE = Tally(1, 5, 2), Tally(amber=6, green=1)
MINE = {"facilitator_ids": (OWNER,)}


def headers(shown: View) -> list[str]:
    return [block["text"]["text"] for block in shown["blocks"] if block["type"] == "header"]


def buttons(shown: View) -> list[str]:
    return [one["text"]["text"] for one in block_checks.elements(shown, "button")]


def labels(shown: View) -> list[str]:
    return [one["accessibility_label"] for one in block_checks.elements(shown, "button")]


def carried(shown: View, action_id: str) -> list[str]:
    return [one["value"] for one in block_checks.elements(shown) if one["action_id"] == action_id]


def entries(shown: View) -> list[str]:
    (menu,) = [one for one in block_checks.elements(shown) if one["action_id"] == ids.HOME_REVIEW_MENU]
    return [option["value"].split("|")[0] for option in menu["options"]]


@pytest.mark.parametrize("state", [AreaState.OPEN, AreaState.REVEALED, AreaState.PENDING])
def test_the_longest_home_is_taken(state: AreaState) -> None:
    shown = view(home_examples.longest_home(state))
    block_checks.fits(shown)
    said = labels(shown)
    assert len(set(said)) == len(said), "every label is its button's own"
    pressed = [
        one
        for one in shown["blocks"]
        if one.get("accessory") or one.get("elements", [{}])[0].get("action_id")
    ]
    assert [one for one in pressed if "block_id" not in one] == [], (
        "what is published anew leaves each button"
    )


def test_everything_at_once_is_taken() -> None:
    """All that is open and all that is revealed, of the same reviews, and a next step's result on top."""
    both = home_examples.longest_home(AreaState.REVEALED)
    still = home_examples.longest_home(AreaState.OPEN)
    shown = replace(
        both,
        facilitated=tuple(
            replace(one, status=_with_one_to_post(other.status))
            for one, other in zip(both.facilitated, still.facilitated, strict=True)
        ),
    )
    block_checks.fits(view(home_examples.with_result(shown, StepChange.DONE)))


def _with_one_to_post(status: ReviewStatus) -> ReviewStatus:
    *areas, last = status.areas
    pending = replace(last, review_area=replace(last.review_area, state=AreaState.PENDING), progress=None)
    waits = replace(areas[-1], progress=Progress(100, 200, False))
    return replace(status, areas=(*areas[:-1], waits, pending))


def test_a_checklist_of_many_sections_is_cut() -> None:
    of_one = tuple(
        replace(section, id=f"s{section.areas[number].id}", areas=(area,))
        for section in longest_checklist().sections
        for number, area in enumerate(section.areas)
    )
    checklist = replace(longest_checklist(), sections=of_one)
    several = [
        message_examples.status({}, checklist=checklist, id=one, title=longest(75)) for one in range(5)
    ]
    shown = view(home(reviews=home_examples.reviews(*several)))
    block_checks.fits(shown)
    assert words(shown).count("There are more areas: *Status* shows them.") == 5


def test_somebody_new() -> None:
    shown = view(home())
    block_checks.fits(shown)
    assert headers(shown) == ["Review how your organisation speaks up for social mobility"]
    assert "people answer 42 questions Red, Amber or Green" in words(shown)
    assert buttons(shown) == ["Start a review", "Join the weekly digest", "How it works", "Help"]


def test_who_may_not_start_or_join() -> None:
    guest = view(home(person=Member(OWNER, is_guest=True)))
    assert buttons(guest) == ["Join the weekly digest", "How it works", "Help"]
    assert "you take part where a facilitator has chosen you" in words(guest)
    outsider = view(home(person=Member(OWNER, is_external=True)))
    assert buttons(outsider) == ["How it works", "Help"]
    assert buttons(view(home(person=None)))[0] == "Start a review"


def test_areas_that_wait_stand_under_their_review() -> None:
    status = message_examples.status({AREA: AreaState.OPEN, OTHER: AreaState.OPEN}, **DEADLINE)
    shown = view(home(waiting=home_examples.waiting(status), reviews=home_examples.reviews(status)))
    assert headers(shown)[0] == "2 areas wait for your answers"
    assert words(shown).startswith(
        "Winter review in <#C0TEAM>. Answer by Friday 11 December, 17:00 (London).\n"
        "*Normalise the conversation*\n3 questions, about 2 minutes\n"
    )
    assert carried(shown, ids.AREA_FORM) == ["12|normalise|1", "12|data|1"]
    begun = view(home(waiting=home_examples.waiting(status, given=1)[:1]))
    assert "2 of 3 questions are left" in words(begun)


def test_more_areas_are_counted() -> None:
    everything = {area.id: AreaState.OPEN for area in CHECKLIST.areas}
    status = message_examples.status(everything)
    shown = view(home(waiting=home_examples.waiting(status)))
    assert len(carried(shown, ids.AREA_FORM)) == 5
    assert "And 5 more: the button under a form leads on to the next area." in words(shown)


def facilitating(status: Any, *waits: Any) -> View:
    return view(home(facilitated=(Facilitated(status, waits),), reviews=home_examples.reviews(status)))


def test_a_facilitator_is_told_what_to_reveal_and_whom_it_waits_for() -> None:
    status = message_examples.status(
        {AREA: AreaState.OPEN, OTHER: AreaState.OPEN},
        progress={AREA: Progress(9, 9, True), OTHER: Progress(4, 9, False)},
        **MINE,
    )
    shown = facilitating(status)
    assert "Everybody has answered *Normalise the conversation*: 9 of 9." in words(shown)
    assert "Answers are still missing from: 5 people in Data." in words(shown)
    assert carried(shown, ids.AREA_REVEAL) == ["12|normalise|1"]
    (button,) = [one for one in block_checks.elements(shown) if one["action_id"] == ids.AREA_REVEAL]
    assert "Answers cannot be hidden again." in button["confirm"]["text"]["text"]
    assert "can be posted next" in words(shown)


def test_a_facilitator_is_told_what_to_discuss_first_and_what_to_agree() -> None:
    status = message_examples.status({AREA: AreaState.REVEALED}, **MINE)
    split, wide = home_examples.to_discuss(status, SPLIT)[2], home_examples.to_discuss(status, WIDE)[1]
    shown = facilitating(status, split, wide)
    assert "1 question to discuss, 1 proposed, to agree." in words(shown)
    assert (
        "First: *Managers supported*, in Normalise conversation. "
        "Discuss: split, both red and green were given." in words(shown)
    )
    assert carried(shown, ids.DISCUSS) == ["12"]


def test_of_a_small_group_only_that_they_differ_is_said() -> None:
    status = message_examples.status({AREA: AreaState.REVEALED}, **MINE)
    (first, *_) = home_examples.to_discuss(status, Tally(red=1, green=2))
    shown = facilitating(status, first)
    assert "Discuss: the ratings differ." in words(shown)
    assert "split" not in words(shown)


def test_everything_is_agreed() -> None:
    shown = facilitating(message_examples.finished(**MINE))
    assert "Everything is agreed. Close the review to post its summary." in words(shown)
    assert carried(shown, ids.REVIEW_CLOSE) == ["12"]


def test_nothing_waits_for_a_facilitator() -> None:
    agreed = {question.id: Choice.AMBER for question in CHECKLIST.area(AREA).questions}
    status = message_examples.status(
        {area.id: AreaState.REVEALED for area in CHECKLIST.areas}, agreed, **MINE
    )
    assert "Nothing waits for you here." in words(facilitating(status))


def test_own_next_steps_have_their_buttons() -> None:
    shown = view(home(steps=home_examples.steps(2)))
    assert headers(shown)[0] == "2 open next steps of yours"
    assert "Next steps: 2 open, 1 overdue, 2 due within 7 days." in words(shown)
    assert carried(shown, ids.MORNING_DONE) == ["1|3|-", "2|3|-"]
    assert '*Publish the guide.*\nDue Friday 29 January 2027. From "Managers supported"' in words(shown)


@pytest.mark.parametrize(
    ("start", "total", "turns"),
    [
        (0, 10, {}),
        (0, 11, {ids.HOME_STEPS_LATER: "10"}),
        (10, 30, {ids.HOME_STEPS_EARLIER: "0", ids.HOME_STEPS_LATER: "20"}),
        (20, 30, {ids.HOME_STEPS_EARLIER: "10"}),
    ],
)
def test_pages_of_next_steps(start: int, total: int, turns: dict[str, str]) -> None:
    shown = view(home(steps=home_examples.steps(10, total, start)))
    found = {
        action_id: value
        for action_id in (ids.HOME_STEPS_EARLIER, ids.HOME_STEPS_LATER)
        for value in carried(shown, action_id)
    }
    assert found == turns
    assert (f"{start + 1} to {start + 10} of {total}." in words(shown)) == bool(turns)


def test_where_the_reviews_stand() -> None:
    agreed = dict(
        zip([q.id for q in CHECKLIST.area(AREA).questions], (Choice.RED, Choice.AMBER), strict=False)
    )
    status = message_examples.status(
        {AREA: AreaState.REVEALED, OTHER: AreaState.OPEN}, agreed, {OTHER: Progress(4, 9, False)}, **DEADLINE
    )
    shown = view(home(reviews=home_examples.reviews(status)))
    said = words(shown)
    assert "*Winter review* in <#C0TEAM>: 2 of 42 agreed. Red 1, Amber 1, Green 0, 40 to agree." in said
    assert "• Normalise conversation: Red 1 · Amber 1 · 1 to agree" in said
    assert "• Data: 4 of 9 have answered" in said
    assert "Next steps: 12 open, 3 overdue, 2 due within 7 days." in said
    assert "Answer by Friday 11 December, 17:00 (London)." in said
    assert carried(shown, ids.REVIEW_STATUS) == ["12"]


def test_pages_of_reviews() -> None:
    several = [message_examples.status({}, id=one) for one in range(5)]
    shown = view(home(reviews=home_examples.reviews(*several, start=5, total=30)))
    assert carried(shown, ids.HOME_REVIEWS_EARLIER) == ["0"]
    assert carried(shown, ids.HOME_REVIEWS_LATER) == ["10"]
    assert "6 to 10 of 30." in words(shown)


def test_a_closed_review_says_so_and_has_no_menu() -> None:
    shown = view(home(reviews=home_examples.reviews(message_examples.finished(**MINE, **CLOSED))))
    assert "This review was closed on Friday 11 December." in words(shown)
    assert carried(shown, ids.REVIEW_STATUS) == ["12"]


def test_a_closed_review_has_nothing_to_agree_any_more() -> None:
    agreed = {CHECKLIST.area(AREA).questions[0].id: Choice.AMBER}
    status = message_examples.status({AREA: AreaState.REVEALED}, agreed, **CLOSED)
    said = words(view(home(reviews=home_examples.reviews(status))))
    assert "1 of 42 agreed. Red 0, Amber 1, Green 0, 41 not agreed." in said
    assert "• Normalise conversation: Amber 1 · 2 not agreed" in said


def test_the_menu_of_a_facilitator() -> None:
    begun = message_examples.status({AREA: AreaState.REVEALED, OTHER: AreaState.OPEN}, **MINE)
    shown = view(home(reviews=home_examples.reviews(begun)))
    assert entries(shown) == ["status", "pace", "pause", "reopen", "discard"]
    assert set(entries(shown)) <= set(MENU)
    paused = message_examples.status({OTHER: AreaState.OPEN}, paused_at=NOW, **MINE)
    assert entries(view(home(reviews=home_examples.reviews(paused)))) == [
        "status",
        "pace",
        "go_on",
        "discard",
    ]
    done = message_examples.finished(**MINE)
    assert entries(view(home(reviews=home_examples.reviews(done)))) == ["status", "reopen", "discard"]


def test_digest_and_reminders() -> None:
    on = view(home(settings=a_member(), next_digest_at=NOW + timedelta(days=7)))
    assert "Weekly digest: Mondays at 09:00, your time. The next one is due on Monday 14 December." in words(
        on
    )
    assert {"Change", "Show my digest now", "Leave"} <= set(buttons(on))
    off = view(home(settings=a_member(wants_reminders=False)))
    assert "Reminders of your next steps: off." in words(off)


def test_a_coordinator() -> None:
    alone = view(home(coordinating=Coordinating((), ())))
    assert "Bank holidays of England and Wales are kept." in words(alone)
    assert "Coordinators: nobody is named yet" in words(alone)
    nowhere = view(home(coordinating=Coordinating(("U0ANNA",), ()), common=WorkspaceSettings("UTC", "")))
    assert "No bank holidays are kept." in words(nowhere)
    assert "Coordinators: <@U0ANNA>." in words(nowhere)
    assert "Workspace settings" not in headers(view(home()))


def test_what_a_press_came_to_with_the_way_back() -> None:
    done = home_examples.with_result(home(), StepChange.DONE)
    shown = view(done)
    assert words(shown).startswith('Done: "Publish the guide".')
    assert carried(shown, ids.MORNING_UNDO) == ["7|4|-"]
    late = view(replace(done, now=NOW + timedelta(hours=25)))
    assert carried(late, ids.MORNING_UNDO) == []
    faster = view(home_examples.with_result(home(), StepChange.DONE, by="U0BEN"))
    assert words(faster).startswith("<@U0BEN> was faster.")
    assert carried(faster, ids.MORNING_UNDO) == []
    assert words(view(home(said="Only facilitators can."))).startswith("Only facilitators can.")


def test_what_was_typed_is_no_markup() -> None:
    status = message_examples.status({AREA: AreaState.OPEN}, title="<!channel> *loud*", **MINE)
    shown = view(
        home(
            waiting=home_examples.waiting(status),
            facilitated=(Facilitated(status, ()),),
            reviews=home_examples.reviews(status),
        )
    )
    assert "<!channel>" not in words(shown)
    assert words(shown).count("&lt;!channel&gt; *loud*") == 3
