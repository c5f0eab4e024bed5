"""An area is re-opened: it starts empty, and what was agreed holds until something else is agreed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.blocks import ids
from tests.faults.stage import CHANNEL
from tests.flows import playing

if TYPE_CHECKING:
    from bot.sandbox.message import Message
    from tests.faults.stage import Stage

TEAM = playing.TEAM[:4]


async def first_round(stage: Stage) -> Message:
    """Four people have answered, the area is revealed and its first question agreed Amber."""
    await stage.start_review()
    message = await stage.post_area()
    for name in TEAM:
        await playing.answer_area(stage, name, message, ["amber", "green", "red"])
    await playing.comment(stage, "ben", message, 1, "Said in round one")
    await stage.reveal(message)
    await playing.agree(stage, message, 1)
    await playing.until_says(stage, message, "Agreed: Amber.")
    return message


async def reopened(stage: Stage, first: Message) -> Message:
    """The new round's message."""
    amina = await playing.form_of(stage, "amina", "/socmob reopen normalise")
    await amina.pick("reason", "New people & figures")
    assert (await amina.submit()).ok
    await playing.until_says(stage, first, "Round 1 is over")
    await stage.until_row("SELECT 1 FROM area_messages WHERE round = 2")
    return stage.area_messages()[-1]


async def test_the_old_message_says_so_and_the_new_one_starts_empty(stage: Stage) -> None:
    first = await first_round(stage)
    second = await reopened(stage, first)
    assert second.ts != first.ts
    old = {button["action_id"] for button in stage.current(first).buttons()}
    assert old == {ids.QUESTION_COMMENTS}, "there is nothing to do but read"
    assert stage.current(first).find(ids.QUESTION_MENU) is None
    assert "round 2" in second.words()
    assert "0 of 5 have answered" in second.words()
    assert "Amber 4" not in second.words()
    assert ids.QUESTION_COMMENTS not in str(second.blocks)
    (row,) = await stage.rows("SELECT detail FROM audit_events WHERE action = 'area re-opened'")
    assert "New people & figures" in str(row.detail)


async def test_the_form_shows_everybody_their_own_earlier_answers(stage: Stage) -> None:
    second = await reopened(stage, await first_round(stage))
    ben = await playing.open_answers(stage, "ben", second)
    assert playing.prefilled(ben) == [None, None, None]
    assert [str(ben.modal.view).count(f"Last time: {word}") for word in ("Red", "Amber", "Green")] == [
        1,
        1,
        1,
    ]
    hana = await playing.open_answers(stage, "hana", second)
    assert "Last time" not in str(hana.modal.view)


async def test_what_was_agreed_holds_until_something_else_is(stage: Stage) -> None:
    first = await first_round(stage)
    second = await reopened(stage, first)
    assert "1 of 42 agreed. Red 0, Amber 1, Green 0" in await playing.said(stage, "ben", "/socmob status")
    assert "In force from round 1. Agreed: Amber." in await playing.said(stage, "ben", "/socmob status 2")
    for name in TEAM:
        await playing.answer_area(stage, name, second, ["green", "green", "green"])
    words = (await stage.reveal(second)).words()
    assert "Green 4. Proposed: Green. In force from round 1. Agreed: Amber." in words
    await playing.agree(stage, second, 1)
    await playing.until_says(stage, second, "Agreed: Green.")
    assert "1 of 42 agreed. Red 0, Amber 0, Green 1" in await playing.said(stage, "ben", "/socmob status")
    assert "Round 1 is over" in stage.current(first).text
    replies = [len(stage.person("ben").messages(CHANNEL, one.ts)) for one in (first, second)]
    assert replies == [1, 1]


async def test_what_the_round_before_showed_can_still_be_read(stage: Stage) -> None:
    await stage.start_review()
    first = await stage.post_area()
    for name in TEAM:
        await playing.answer_area(stage, name, first, ["amber", "green", "red"])
    await playing.comment(stage, "ben", first, 1, "Two offices do.")
    await stage.reveal(first)
    second = await reopened(stage, first)
    words = stage.current(first).words()
    assert "Round 1 is over" in words
    assert f"Amber {len(TEAM)}." in words
    assert f"Red {len(TEAM)}." in words
    assert not stage.current(first).find(ids.QUESTION_DECIDE)
    assert f"Amber {len(TEAM)}" not in stage.current(second).words()
    await playing.comment(stage, "ben", second, 1, "Now three.")
    chloe = stage.person("chloe")
    await chloe.press(stage.current(first), ids.QUESTION_COMMENTS)
    form = await chloe.until(lambda one: one.modal)
    assert "Two offices do." in str(form.view)
    assert "Now three." not in str(form.view)


async def test_what_is_in_force_is_counted_beside_the_area(stage: Stage) -> None:
    await reopened(stage, await first_round(stage))
    said = await playing.said(stage, "ben", "/socmob status")
    assert "Amber 1 in force · round 2, 0 of 5 have answered" in said
    amina = await playing.form_of(stage, "amina", "/socmob close")
    await amina.submit()
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'closing' AND state = 'sent'")
    (summary,) = [one for one in stage.posts("was closed on") if one.find(ids.REVIEW_RESUME)]
    assert "Amber 1 in force · round 2, not revealed" in summary.words()
    assert "have answered" not in summary.words()


async def test_an_answer_to_the_round_before_is_refused(stage: Stage) -> None:
    await stage.start_review()
    first = await stage.post_area()
    await stage.answer("ben", first, 1, "green")
    late = stage.payload_of()
    await stage.reveal(first)
    await reopened(stage, first)
    await stage.again(late)
    await stage.told("ben", "That message belongs to an earlier round.")
    assert await stage.rows("SELECT 1 FROM answers WHERE round = 2") == []


async def test_by_button_the_area_is_chosen_in_the_form(stage: Stage) -> None:
    first = await first_round(stage)
    amina = stage.person("amina")
    await amina.press(stage.current(first), ids.REVIEW_FACILITATE)
    await stage.told("amina", "Re-open an area")
    menu = [one for one in amina.messages(CHANNEL) if one.ephemeral_for][-1]
    await amina.press(menu, ids.AREA_REOPEN)
    await amina.until(lambda one: one.modal)
    (area,) = [block for block in amina.modal.view["blocks"] if block.get("block_id") == "area"]
    (option,) = area["element"]["options"]
    await amina.submit()
    assert list(amina.modal.errors) == ["area"]
    await amina.pick("area", option["value"])
    assert (await amina.submit()).ok
    await playing.until_says(stage, first, "Round 1 is over")


async def test_sent_twice_it_is_one_new_round(stage: Stage) -> None:
    first = await first_round(stage)
    await reopened(stage, first)
    await stage.again(stage.payload_of("view_submission"))
    assert await stage.rows("SELECT round FROM review_areas WHERE area_id = 'normalise'") == [(2,)]


async def test_what_is_not_revealed_cannot_be_re_opened(stage: Stage) -> None:
    await stage.start_review()
    await stage.post_area()
    amina = await playing.form_of(stage, "amina", "/socmob reopen 2")
    assert "No area is revealed yet" in str(amina.modal.view["blocks"])
