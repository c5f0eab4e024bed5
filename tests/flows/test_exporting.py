"""``/socmob export`` and its form: who gets which file, where, and what they are told when none comes."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from pypdf import PdfReader

from bot.blocks import ids
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing

if TYPE_CHECKING:
    from bot.sandbox.message import Message
    from bot.sandbox.person import Person
    from bot.sandbox.uploaded import UploadedFile
    from tests.faults.stage import Stage

GENERAL = "CGENERAL01"
FORMULA = '=HYPERLINK("https://evil.example")'


async def played(stage: Stage) -> Message:
    """One area revealed and agreed in part, with comments, one that takes answers."""
    await stage.start_review(title="Spring & <summer>")
    message = await stage.post_area()
    for name in playing.TEAM[:4]:
        await playing.answer_area(stage, name, message, ["amber", "green", "red"])
    await playing.comment(stage, "ben", message, 1, FORMULA)
    leaders = await stage.post_area("leaders")
    await stage.answer("ben", leaders, 1, "red")
    await playing.comment(stage, "ben", leaders, 1, "Not to be seen yet")
    await stage.reveal(message)
    await playing.agree(stage, message, 1)
    await playing.until_says(stage, message, "Agreed: Amber.")
    return message


def files_in(stage: Stage, channel_id: str) -> list[UploadedFile]:
    channel = stage.sandbox.world.channels[channel_id]
    return [
        stage.sandbox.world.files[file_id]
        for message in channel.messages.values()
        for file_id in message.files
    ]


async def sent_to(stage: Stage, name: str, number: int = 1) -> UploadedFile:
    """The last of the files in somebody's messages with the app, once there are so many."""
    person = stage.person(name)
    await person.until(lambda one: len(files_in(stage, one.direct())) >= number, 15)
    found = files_in(stage, person.direct())
    assert len(found) == number
    return found[-1]


def table(file: UploadedFile, sheet: int = 0) -> list[tuple[Any, ...]]:
    book = openpyxl.load_workbook(io.BytesIO(file.content or b""))
    return [row for row in book.worksheets[sheet].iter_rows(values_only=True) if any(row)]


async def filled_in(stage: Stage, name: str, text: str = "/socmob export", **picks: Any) -> Person:
    """The form, sent."""
    person = await playing.form_of(stage, name, text)
    for action_id, value in picks.items():
        await person.pick(action_id, value)
    reply = await person.submit()
    assert reply.ok, reply
    return person


def shown(person: Person) -> str:
    return str(person.modal.view["blocks"])


async def test_a_member_gets_the_table_in_their_messages(stage: Stage) -> None:
    await played(stage)
    said = await playing.said(stage, "hana", "/socmob export xlsx")
    assert said == "I am making the spreadsheet. You will find it in your messages with me."
    file = await sent_to(stage, "hana")
    assert file.name.startswith("Spring & summer 20")
    assert file.name.endswith(".xlsx")
    rows = table(file)
    assert rows[2] == ("Area", "Recommendation", "Current status", "Next step or Action", "Due date")
    standing = {row[1]: row[2] for row in rows if row[2]}
    asked = [row[1] for row in rows if row[0] == "Normalise the conversation"]
    assert [standing[question] for question in asked] == ["Amber", "To agree", "To agree"]
    assert {row[2] for row in rows if row[0] == "Leaders"} == {"Not revealed"}
    words = str([table(file, 0), table(file, 1)])
    assert not any(hidden in words for hidden in ("evil.example", "Not to be seen", "Ben", PEOPLE["ben"]))
    (message,) = [one for one in stage.direct("hana") if one.files]
    assert message.text.startswith("*Spring &amp; &lt;summer&gt;* as a spreadsheet. 1 of 42 agreed: Red 0")
    assert files_in(stage, CHANNEL) == []


@pytest.mark.parametrize("typed", ["csv", "PDF"])
async def test_the_other_formats(stage: Stage, typed: str) -> None:
    await played(stage)
    await playing.said(stage, "ben", f"/socmob export {typed}")
    content = (await sent_to(stage, "ben")).content or b""
    if typed == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
        assert [row[3] for row in rows if row[2:] and row[3] == "Amber"] == ["Amber"]
    else:
        pages = PdfReader(io.BytesIO(content)).pages
        assert "Normalise the" in "".join(page.extract_text() for page in pages)


async def test_it_is_posted_in_the_channel_only_when_that_is_asked_for(stage: Stage) -> None:
    await played(stage)
    said = await playing.said(stage, "ben", "/socmob export csv share")
    assert f"It comes to <#{CHANNEL}> in a moment." in said
    await stage.person("hana").until(lambda _: files_in(stage, CHANNEL), 15)
    (message,) = [one for one in stage.sandbox.world.channels[CHANNEL].messages.values() if one.files]
    assert message.text.endswith(f"Shared by <@{PEOPLE['ben']}>.")
    assert stage.person("ben").direct() not in stage.sandbox.world.channels or not files_in(
        stage, stage.person("ben").direct()
    )


async def test_elsewhere_it_is_not_shared(stage: Stage) -> None:
    await played(stage)
    ben = stage.person("ben")
    said = await playing.said(stage, "ben", "/socmob export csv share", ben.direct())
    assert said.startswith(f"Type that in <#{CHANNEL}>")
    await playing.said(stage, "ben", "/socmob export csv", ben.direct())
    await sent_to(stage, "ben")


@pytest.mark.parametrize("words", ["doc", "xlsx csv", "share", "xlsx please"])
async def test_what_it_does_not_know_is_said_in_one_sentence(stage: Stage, words: str) -> None:
    said = await playing.said(stage, "ben", f"/socmob export {words}")
    assert said.startswith("I can make a spreadsheet with `/socmob export xlsx`")


async def test_where_there_is_no_review(stage: Stage) -> None:
    assert "There is no open review" in await playing.said(stage, "ben", "/socmob export pdf")


async def test_whoever_is_not_in_the_channel_gets_none(stage: Stage) -> None:
    review_id = await stage.start_review()
    await stage.person("hana").command(CHANNEL, "/socmob")
    menu = [one for one in stage.person("hana").messages(CHANNEL) if one.ephemeral_for][-1]
    await stage.person("hana").press(menu, ids.REVIEW_EXPORT)
    await stage.person("hana").until(lambda one: one.modal)
    pressed = stage.payload_of()
    assert str(review_id) in str(pressed.payload["actions"])
    user = {**pressed.payload["user"], "id": PEOPLE["grace"]}
    await stage.again(pressed, user=user)
    await stage.told("hana", "a channel that you are not in")  # by the address that came with the press
    form = stage.person("hana").modal.view
    await stage.person("hana").submit()
    sent = stage.payload_of("view_submission")
    reply = await stage.again(sent, user=user, view={**sent.payload["view"], "id": "VFOREIGN"})
    assert form["callback_id"] == ids.EXPORT_FORM
    assert "a channel that you are not in" in str(reply.body)


async def test_the_form_offers_comments_to_facilitators_alone(stage: Stage) -> None:
    await played(stage)
    hana = await playing.form_of(stage, "hana", "/socmob export")
    assert "Include comments" not in shown(hana)
    await hana.pick("format", "xlsx")
    await hana.submit()
    sent = stage.payload_of("view_submission")
    await sent_to(stage, "hana")
    view = {**sent.payload["view"], "id": "VANOTHER"}
    values = {
        **view["state"]["values"],
        "comments": {"comments": {"selected_options": [{"value": "comments"}]}},
    }
    reply = await stage.again(sent, view={**view, "state": {"values": values}})
    assert "Only the facilitators of this review can have comments in a file" in str(reply.body)

    amina = await filled_in(stage, "amina", comments=["comments"])
    assert "I am making the spreadsheet." in shown(amina)
    file = await sent_to(stage, "amina")
    comments = table(file, 2)
    assert [row[2] for row in comments[3:]] == [FORMULA]
    assert "Not to be seen" not in str(comments)
    assert PEOPLE["ben"] not in str(comments)
    (message,) = [one for one in stage.direct("amina") if one.files]
    assert message.text.endswith("Comments are included, without names.")


async def test_the_form_can_send_it_to_the_channel(stage: Stage) -> None:
    await played(stage)
    await filled_in(stage, "ben", format="csv", where="channel")
    await stage.person("ben").until(lambda _: files_in(stage, CHANNEL), 15)


async def test_a_double_press_sends_one_file(stage: Stage) -> None:
    await played(stage)
    await filled_in(stage, "ben", format="csv")
    await sent_to(stage, "ben")
    again = await stage.again(stage.payload_of("view_submission"))
    assert "it comes once" in str(again.body)
    await playing.said(stage, "ben", "/socmob export csv")
    repeated = await stage.again(stage.payload_of("command"))
    assert "it comes once" in str(repeated.body)
    await sent_to(stage, "ben", 2)


async def test_a_closed_review_can_be_exported_from_its_summary(stage: Stage) -> None:
    await played(stage)
    amina = await playing.form_of(stage, "amina", "/socmob close")
    await amina.submit()
    channel = stage.sandbox.world.channels[CHANNEL]
    (summary,) = await amina.until(
        lambda _: [one for one in channel.messages.values() if one.find(ids.REVIEW_EXPORT)]
    )
    ben = stage.person("ben")
    await ben.press(summary, ids.REVIEW_EXPORT)
    await ben.until(lambda one: one.modal)
    await ben.pick("format", "csv")
    await ben.submit()
    assert "Not agreed" in ((await sent_to(stage, "ben")).content or b"").decode()
    await playing.said(stage, "chloe", "/socmob export csv")
    await sent_to(stage, "chloe")


REFUSALS = {
    "missing_scope": "I lack the permission `files:write`.",
    "messages_tab_disabled": "Slack does not let me send you direct messages",
    "posting_to_channel_denied": "Slack does not let me send you direct messages",
    "ratelimited": "Slack did not answer me in time.",
}


@pytest.mark.parametrize("code", REFUSALS)
async def test_what_slack_refuses_is_told_and_can_be_asked_again(stage: Stage, code: str) -> None:
    await played(stage)
    stage.sandbox.faults.add("files.completeUploadExternal", "error", code=code)
    await playing.said(stage, "ben", "/socmob export csv")
    await stage.told("ben", REFUSALS[code])
    stage.sandbox.faults.add("files.completeUploadExternal", "error", code=code)
    ben = await filled_in(stage, "ben", format="csv")
    plain = REFUSALS[code]
    await ben.until(lambda one: plain in shown(one))
    assert await stage.rows("SELECT 1 FROM export_requests") == []


async def test_a_file_that_may_have_come_is_told_so(stage: Stage) -> None:
    await played(stage)
    stage.sandbox.faults.add("files.completeUploadExternal", "drop_after")
    await playing.said(stage, "ben", "/socmob export csv")
    await stage.told("ben", "Look for it first")
    await sent_to(stage, "ben")


async def test_a_channel_that_the_app_has_left(stage: Stage) -> None:
    await played(stage)
    stage.sandbox.faults.add("files.completeUploadExternal", "error", code="not_in_channel")
    await playing.said(stage, "ben", "/socmob export csv share")
    await stage.told("ben", "I am not in it any more.")
    stage.sandbox.faults.add("files.completeUploadExternal", "error", code="restricted_action")
    await playing.said(stage, "ben", "/socmob export csv share")
    await stage.told("ben", "keeps me from posting the file in")


async def test_a_file_that_cannot_be_made_is_told_with_a_reference(
    stage: Stage, unexpected: list[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    await played(stage)
    unexpected.append("A file (csv) could not be made")
    monkeypatch.setattr("bot.render.process.sys.executable", "/nowhere/python")
    await playing.said(stage, "ben", "/socmob export csv")
    await stage.told("ben", "I could not make the file (reference ")
    assert await stage.rows("SELECT 1 FROM export_requests") == []


async def test_a_file_that_would_be_too_large(stage: Stage, monkeypatch: pytest.MonkeyPatch) -> None:
    await played(stage)
    monkeypatch.setattr("bot.render.wire.LARGEST_JOB", 1000)
    await playing.said(stage, "ben", "/socmob export csv")
    await stage.told("ben", "That file would be too large.")


async def test_all_that_it_shows_is_listened_to(stage: Stage) -> None:
    await played(stage)
    await playing.said(stage, "amina", "/socmob")
    await playing.said(stage, "amina", "/socmob status")
    await playing.form_of(stage, "amina", "/socmob export")
    assert playing.unheard(stage) == set()
