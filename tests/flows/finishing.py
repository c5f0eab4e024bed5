"""A review that is nearly at its end: what was agreed in other areas stands in the table already."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from bot.blocks import ids
from bot.checklist_file import load_checklist
from bot.domain.answers import Choice
from bot.store.schema import agreements
from tests.faults.stage import CHANNEL, PEOPLE
from tests.flows import playing

if TYPE_CHECKING:
    from sqlalchemy import Connection

    from bot.sandbox.message import Message
    from tests.faults.stage import Stage

CHECKLIST, _ = load_checklist(Path(__file__).parents[2] / "checklist.json")
LAST_AREA = "normalise"


async def agree_other_areas(stage: Stage, review_id: int, choice: Choice = Choice.GREEN) -> None:
    """All but the questions of ``LAST_AREA``."""
    (row,) = await stage.rows("SELECT workspace_id FROM reviews WHERE id = :id", id=review_id)
    values = [
        {
            "workspace_id": row.workspace_id,
            "review_id": review_id,
            "area_id": area.id,
            "question_id": question.id,
            "sequence": 1,
            "round": 1,
            "choice": choice,
            "agreed_by": PEOPLE["amina"],
            "agreed_at": stage.clock.now(),
        }
        for area in CHECKLIST.areas
        if area.id != LAST_AREA
        for question in area.questions
    ]

    def write(connection: Connection, _workspace_id: str) -> None:
        connection.execute(agreements.insert(), values)

    await stage.database.write(row.workspace_id, write)


async def start_for(stage: Stage, chosen: list[str]) -> int:
    """A review of chosen people."""
    amina = await stage.open_form()
    await amina.pick("pace", "by_hand")
    await amina.pick(ids.START_TAKES_PART, "chosen")
    await amina.until(lambda one: "participants" in str(one.modal.view["blocks"]))
    await amina.pick("participants", chosen)
    reply = await amina.submit()
    assert reply.ok, reply
    row = await stage.until_row("SELECT id FROM reviews WHERE state = 'open'")
    return int(row.id)


async def before_the_last(stage: Stage, chosen: list[str] | None = None) -> tuple[int, Message]:
    """The review, and the message of its last area, which is revealed with Amber proposed throughout."""
    review_id = await (start_for(stage, chosen) if chosen else stage.start_review())
    message = await stage.post_area()
    for name in ("ben", "chloe", "dev"):
        await playing.answer_area(stage, name, message, ["amber", "amber", "amber"])
    await stage.reveal(message)
    await agree_other_areas(stage, review_id)
    return review_id, message


async def agree_the_last(stage: Stage, message: Message) -> None:
    for number in (1, 2, 3):
        await playing.agree(stage, message, number)
        await playing.until_says(stage, message, "Agreed: Amber.")
        await stage.until_row(
            "SELECT 1 FROM agreements WHERE area_id = :area GROUP BY area_id HAVING count(*) = :number",
            area=LAST_AREA,
            number=number,
        )


async def finished(stage: Stage, chosen: list[str] | None = None) -> int:
    """A review in which everything is agreed."""
    review_id, message = await before_the_last(stage, chosen)
    await agree_the_last(stage, message)
    return review_id


async def follow_ups(stage: Stage, name: str) -> Message:
    """What ``/socmob follow-ups`` shows, with its buttons."""
    person = stage.person(name)
    before = {one.ts for one in person.messages(CHANNEL)}
    assert (await person.command(CHANNEL, "/socmob follow-ups")).ok
    found = await person.until(
        lambda one: [m for m in one.messages(CHANNEL) if m.ephemeral_for and m.ts not in before]
    )
    return found[-1]
