"""Follow-up questions, from the offer to the last answer, as people in Slack meet them."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import finishing, playing
from tests.flows.at_home import opened
from tests.flows.finishing import CHECKLIST, before_the_last, finished, follow_ups

if TYPE_CHECKING:
    from bot.sandbox.message import Message
    from bot.sandbox.person import Person
    from tests.faults.stage import Stage

STEPS = "SELECT id, text, owner_id, due_on, state, area_id, follow_up_id FROM next_steps ORDER BY id"
ANSWERS = "SELECT follow_up_id, area_id, sequence, answered_by FROM follow_up_answers ORDER BY area_id"
BEN, AMINA, CHLOE = PEOPLE["ben"], PEOPLE["amina"], PEOPLE["chloe"]
DECIDERS, SPEAK_WITH = "decision-makers", "people-to-speak-with"


def day(stage: Stage, days: int) -> str:
    return (stage.clock.now() + timedelta(days=days)).date().isoformat()


async def open_answer(
    stage: Stage, name: str, listed: Message, review_id: int, follow_up_id: str = DECIDERS
) -> Person:
    person = stage.person(name)
    await person.press(listed.ts, ids.FOLLOW_UP_ANSWER, f"{review_id}|={follow_up_id}", CHANNEL)
    await person.until(lambda one: one.modal)
    return person


async def fill_in(person: Person, text: str, **picks: object) -> None:
    for action_id, value in {"text": text, **picks}.items():
        await person.pick(action_id, value)
    reply = await person.submit()
    assert reply.ok, reply


def shown(person: Person, listed: Message) -> str:
    """The list as this person sees it now, in its place."""
    return next(one for one in person.messages(CHANNEL) if one.ts == listed.ts).words()


async def test_they_are_offered_once_everything_is_agreed(stage: Stage) -> None:
    review_id, message = await before_the_last(stage)
    said = await playing.said(stage, "ben", "/socmob follow-ups")
    assert "come when all answers are agreed, or when the review is closed. So far 39 of 42" in said
    await finishing.agree_the_last(stage, message)
    stage.clock.forward(timedelta(minutes=2))
    stage.program.jobs.wake_deliver()
    row = await stage.until_row("SELECT ts FROM deliveries WHERE kind = 'follow_ups' AND state = 'sent'")
    offer = stage.sandbox.world.channels[CHANNEL].messages[row.ts]
    assert offer.text.startswith("Everything is agreed in ")
    assert "Red 0, Amber 3, Green 39" in offer.text
    ben = stage.person("ben")
    await ben.press(offer, ids.FOLLOW_UPS)
    assert "0 of 13 answered." in await stage.told("ben", "Follow-up questions")
    assert offer.buttons()
    assert await stage.rows("SELECT count(*) FROM deliveries WHERE kind = 'follow_ups'") == [(1,)]
    assert review_id


async def test_an_agreement_that_is_taken_back_takes_the_offer_back(stage: Stage) -> None:
    _, message = await before_the_last(stage)
    await finishing.agree_the_last(stage, message)
    amina = stage.person("amina")
    said = "Agreed: Amber for question 3"
    told = (await amina.until(lambda one: [m for m in one.messages(CHANNEL) if said in m.text]))[-1]
    await amina.press(told, ids.QUESTION_UNDO)
    await stage.until_row("SELECT 1 FROM agreements WHERE choice IS NULL")
    stage.clock.forward(timedelta(minutes=2))
    stage.program.jobs.wake_deliver()
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'follow_ups' AND state = 'skipped'")
    await playing.agree(stage, message, 3)
    await stage.until_row("SELECT 1 FROM deliveries WHERE kind = 'follow_ups' AND state = 'planned'")


async def test_an_answer_becomes_a_next_step_and_the_list_shows_it(stage: Stage) -> None:
    review_id = await finished(stage)
    listed = await follow_ups(stage, "ben")
    assert "Normalise conversation: Red 0, Amber 3, Green 0" in listed.words()
    ben = await open_answer(stage, "ben", listed, review_id)
    await fill_in(ben, "The <board>", owner=CHLOE, due=day(stage, 9))
    assert not ben.modal
    await ben.until(lambda one: "The &lt;board&gt;" in shown(one, listed))
    assert "1 of 13 answered." in shown(ben, listed)
    (row,) = await stage.rows(STEPS)
    assert (row.text, row.owner_id, str(row.due_on), row.follow_up_id) == (
        "The <board>",
        CHLOE,
        day(stage, 9),
        DECIDERS,
    )
    await stage.again(stage.payload_of("view_submission"))
    assert len(await stage.rows(STEPS)) == 1

    listed_steps = await playing.said(stage, "chloe", "/socmob steps")
    assert 'From "Which decision makers can help us to make the change?"' in listed_steps

    ben = await open_answer(stage, "ben", listed, review_id)
    await fill_in(ben, "The chief of staff")
    await ben.until(lambda one: "The chief of staff" in shown(one, listed))
    assert [row.text for row in await stage.rows(STEPS)] == ["The chief of staff"]
    assert [row.sequence for row in await stage.rows(ANSWERS)] == [2]
    assert playing.unheard(stage) == set()


async def test_area_after_area_without_coming_back(stage: Stage) -> None:
    review_id = await finished(stage)
    listed = await follow_ups(stage, "chloe")
    chloe = await open_answer(stage, "chloe", listed, review_id, SPEAK_WITH)
    for number, area in enumerate(CHECKLIST.areas, 1):
        field = f"step.text.{area.id}"
        await chloe.until(lambda one, field=field: one.modal and field in str(one.modal.view["blocks"]))
        more = "Save and next area" if number < len(CHECKLIST.areas) else "Save"
        assert chloe.modal.view["submit"]["text"] == more
        await fill_in(chloe, f"Person {number}")
    assert not chloe.modal
    await chloe.until(lambda one: "10 of 13 answered." in shown(one, listed))
    assert "*External: Commitment*: Person" in shown(chloe, listed)
    assert [row.text for row in await stage.rows(STEPS)] == [f"Person {n}" for n in range(1, 11)]
    await chloe.choose(listed.ts, ids.FOLLOW_UP_AREA, f"{review_id}|={SPEAK_WITH}|data", CHANNEL)
    await chloe.until(lambda one: one.modal)
    await fill_in(chloe, "Priya")
    assert not chloe.modal
    await chloe.until(lambda one: "*Data*: Priya" in shown(one, listed))


async def test_left_between_two_areas_the_list_shows_what_is_saved(stage: Stage) -> None:
    review_id = await finished(stage)
    listed = await follow_ups(stage, "chloe")
    chloe = await open_answer(stage, "chloe", listed, review_id, SPEAK_WITH)
    assert not chloe.modal.view["notify_on_close"], "nothing is saved yet"
    await fill_in(chloe, "Priya")
    await chloe.until(lambda one: one.modal and "Saved. 9 more areas wait." in str(one.modal.view["blocks"]))
    await chloe.close_modal()
    await chloe.until(lambda one: "1 of 13 answered." in shown(one, listed))
    assert "Priya" in shown(chloe, listed)
    assert [one for one in stage.direct("chloe") if "Follow-up questions" in one.text] == []


async def test_in_a_form_the_list_is_shown_anew_below(stage: Stage) -> None:
    """From the App Home the status opens as a form, the list over it, and the question over the list."""
    review_id = await finished(stage)
    await opened(stage, "ben")
    ben = stage.person("ben")
    await ben.press_in_home(ids.REVIEW_STATUS)
    await ben.until(lambda one: one.modal and ids.FOLLOW_UPS in str(one.modal.view["blocks"]))
    await ben.press_in_modal(ids.FOLLOW_UPS, str(review_id))
    await ben.until(lambda one: one.modal and "0 of 13 answered." in str(one.modal.view["blocks"]))
    await ben.press_in_modal(ids.FOLLOW_UP_ANSWER, f"{review_id}|={DECIDERS}")
    await ben.until(lambda one: one.modal.view["callback_id"] == ids.FOLLOW_UP_FORM)
    await fill_in(ben, "The board")
    await ben.until(lambda one: one.modal and "1 of 13 answered." in str(one.modal.view["blocks"]))


async def test_two_answer_the_same_question(stage: Stage) -> None:
    review_id = await finished(stage)
    for_ben, for_chloe = await follow_ups(stage, "ben"), await follow_ups(stage, "chloe")
    ben = await open_answer(stage, "ben", for_ben, review_id)
    chloe = await open_answer(stage, "chloe", for_chloe, review_id)
    await fill_in(ben, "The board")
    await chloe.pick("text", "The union")
    await chloe.submit()
    said = str(chloe.modal.view["blocks"])
    assert f"<@{BEN}> answered this a moment ago, so nothing was changed." in said
    await chloe.close_modal()
    assert "The union" in str(chloe.modal.state), "what was typed is still there"
    assert [row.text for row in await stage.rows(STEPS)] == ["The board"]
    await chloe.close_modal(all=True)
    await chloe.press(for_chloe.ts, ids.FOLLOW_UP_ANSWER, f"{review_id}|={DECIDERS}", CHANNEL)
    await stage.told("chloe", "Only its owner, whoever added it and the facilitators of its review")


async def test_what_cannot_be_used_is_said_under_its_field(stage: Stage) -> None:
    review_id = await finished(stage)
    listed = await follow_ups(stage, "amina")
    amina = await open_answer(stage, "amina", listed, review_id, SPEAK_WITH)
    place = CHECKLIST.areas[0].id
    for action_id, value, field, said in (
        ("due", day(stage, -1), "due", "Choose today or a later date."),
        ("owner", "USLACKBOT", "owner", "An app cannot own a next step."),
    ):
        await amina.pick("text", "Priya")
        await amina.pick(action_id, value)
        reply = await amina.submit()
        assert reply.errors == {f"step.{field}.{place}": reply.errors[f"step.{field}.{place}"]}
        assert reply.errors[f"step.{field}.{place}"].startswith(said)
        await amina.pick(action_id, {"due": day(stage, 3), "owner": AMINA}[action_id])
    await amina.pick("text", None)
    reply = await amina.submit()
    assert not reply.ok
    assert await stage.rows(STEPS) == []


async def test_who_only_reads_along(stage: Stage) -> None:
    review_id = await finished(stage, [BEN, CHLOE, PEOPLE["dev"]])
    listed = await follow_ups(stage, "efua")
    assert "You can read along here, and add next steps." in listed.words()
    for_ben = await follow_ups(stage, "ben")
    ben = await open_answer(stage, "ben", for_ben, review_id)
    press = stage.payload_of()
    await ben.close_modal()
    await stage.again(press, user={**press.payload["user"], "id": PEOPLE["efua"]})
    # Slack gives every press an address of its own; this one leads to Ben.
    await stage.told("ben", "Those who take part in this review and its facilitators answer")
    assert await stage.rows(ANSWERS) == []


async def test_a_quick_win_is_planned_in_one_press(stage: Stage) -> None:
    review_id = await finished(stage)
    listed = await follow_ups(stage, "ben")
    assert "3 quick wins are proposed" in listed.words()
    value = f"{review_id}|normalise|managers-supported"
    ben = stage.person("ben")
    await ben.press(listed, ids.STEP_ADD, value)
    await ben.until(lambda one: one.modal)
    await ben.pick("text", "Write prompts")
    assert (await ben.submit()).ok
    await stage.told("ben", 'Added: "Write prompts"')
    assert "2 quick wins are proposed" in (await follow_ups(stage, "ben")).words()


async def leads_back(stage: Stage, review_id: int) -> None:
    """``/socmob`` alone, where no review is open any more."""
    said = await playing.said(stage, "ben", "/socmob")
    assert "The last one, " in said
    menu = [one for one in stage.person("ben").messages(CHANNEL) if one.ephemeral_for][-1]
    values = {button["action_id"]: button.get("value") for button in menu.buttons()}
    for action_id in (ids.FOLLOW_UPS, ids.REVIEW_EXPORT, ids.HISTORY):
        assert values[action_id] == str(review_id)
    elsewhere = await playing.said(stage, "amina", "/socmob", "CGENERAL01")
    assert "The last one, " not in elsewhere


async def test_they_go_on_in_a_closed_review_and_in_the_next_one_lead_back(stage: Stage) -> None:
    review_id, _ = await before_the_last(stage)
    amina = await playing.form_of(stage, "amina", "/socmob close")
    assert (await amina.submit()).ok
    row = await stage.until_row("SELECT ts FROM deliveries WHERE kind = 'closing' AND state = 'sent'")
    await leads_back(stage, review_id)
    summary = stage.sandbox.world.channels[CHANNEL].messages[row.ts]
    assert "Follow-up questions make a plan of it" in summary.text
    ben = stage.person("ben")
    await ben.press(summary, ids.FOLLOW_UPS)
    await stage.told("ben", "0 of 13 answered.")
    listed = [one for one in ben.messages(CHANNEL) if one.ephemeral_for][-1]
    ben = await open_answer(stage, "ben", listed, review_id)
    await fill_in(ben, "The board")
    await ben.until(lambda one: "1 of 13 answered." in shown(one, listed))
    await stage.start_review()
    early = await follow_ups(stage, "ben")
    assert "So far 0 of 42 are agreed" in early.words()
    await ben.press(early, ids.FOLLOW_UPS)
    await stage.told("ben", "1 of 13 answered.")


async def test_a_discarded_review_has_none(stage: Stage) -> None:
    review_id = await finished(stage)
    listed = await follow_ups(stage, "ben")
    ben = await open_answer(stage, "ben", listed, review_id)
    await ben.pick("text", "The board")
    amina = await playing.form_of(stage, "amina", "/socmob discard")
    assert (await amina.submit()).ok
    reply = await ben.submit()
    assert "It may have been discarded." in str(reply.errors)
    assert await stage.rows(STEPS) == []
    assert "this channel has none, open or closed" in await playing.said(stage, "ben", "/socmob follow-ups")


async def test_what_is_typed_behind_it_and_what_is_none_of_ours(stage: Stage) -> None:
    review_id = await finished(stage)
    said = await playing.said(stage, "ben", "/socmob follow-ups all")
    assert said.startswith("`/socmob follow-ups` stands alone.")
    listed = await follow_ups(stage, "ben")
    ben = await open_answer(stage, "ben", listed, review_id)
    press = stage.payload_of()
    await ben.close_modal()
    for value, words in (
        (f"{review_id}|=rag-counts", "This checklist has no such question."),
        (f"{review_id}|={SPEAK_WITH}|no-area", "This checklist has no such area."),
        (f"4242|={DECIDERS}", "I cannot find that review."),
        ("nonsense", "I do not know that button any more."),
    ):
        await stage.action(press, value=value)
        await stage.told("ben", words)
    assert ben.modal is None
    assert await stage.rows(ANSWERS) == []


async def test_the_ways_there(stage: Stage) -> None:
    await finished(stage)
    ben = stage.person("ben")
    for name, command in (("ben", "/socmob"), ("amina", "/socmob next")):
        person = stage.person(name)
        assert (await person.command(CHANNEL, command)).ok
        await person.until(
            lambda one: (
                ids.FOLLOW_UPS in str([m for m in one.messages(CHANNEL) if m.ephemeral_for][-1].blocks)
            )
        )
    await ben.press([m for m in ben.messages(CHANNEL) if m.ephemeral_for][-1], ids.FOLLOW_UPS)
    await stage.told("ben", "0 of 13 answered.")
