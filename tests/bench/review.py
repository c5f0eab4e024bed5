"""A review of two hundred people, and presses on the message of its area of six questions."""

from __future__ import annotations

import itertools
import urllib.parse
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import orjson

from bot.blocks import area, ids
from bot.checklist_file import content_hash, load_checklist, parse_checklist
from bot.domain.people import Member
from bot.domain.reviews import NewReview, Pace, RevealRule, TakesPart, Visibility
from bot.store import areas, boards, lifecycle, members, workspaces
from bot.store.checklists import Checklists
from bot.store.engine import open_database
from bot.store.migrate import upgrade
from tests.bench.slack import TEAM

if TYPE_CHECKING:
    from collections.abc import Callable

    from bot.blocks.kit import Message
    from bot.domain.board import AreaBoard

PEOPLE = [f"UBENCH{number:04}" for number in range(200)]
CHANNEL = "CBENCH0001"
AREA = "understanding"
CHECKLIST = Path(__file__).resolve().parents[2] / "checklist.json"


async def prepare(url: str) -> AreaBoard:
    """A migrated database with an open review, its first area posted."""
    upgrade(url)
    checklist, raw = load_checklist(CHECKLIST)
    database = open_database(url)
    now = datetime.now(UTC)
    try:
        await database.write(TEAM, workspaces.save, "Bench", "USOCMOB001", "BSOCMOB001", now)
        await database.write(
            TEAM, members.save_members, [Member(user_id, user_id, "Europe/London") for user_id in PEOPLE], now
        )
        await database.write(TEAM, members.save_channel, CHANNEL, "bench", PEOPLE, now)
        new = NewReview(
            origin="bench",
            channel_id=CHANNEL,
            checklist_hash=content_hash(raw),
            area_ids=tuple(area.id for area in checklist.areas),
            title="Bench review",
            started_by=PEOPLE[0],
            tz="Europe/London",
            visibility=Visibility.HIDDEN,
            pace=Pace.BY_HAND,
            reveal_rule=RevealRule.ON_PRESS,
            takes_part=TakesPart.EVERYONE,
            allows_external=False,
            facilitator_ids=(PEOPLE[0],),
            participant_ids=(),
        )
        review = await database.write(TEAM, lifecycle.start, new, raw, now)
        await database.write(TEAM, areas.post, review, AREA, PEOPLE[0], now)
        return await database.read(
            TEAM, boards.area_board, Checklists(parse_checklist), review.id, AREA, None
        )
    finally:
        await database.close()


def bodies(board: AreaBoard, slack_url: str) -> Callable[[int], bytes]:
    """Presses of everybody on every question, each with the whole message in it, as Slack sends it."""
    message = area.message(board, today=datetime.now(UTC).date())
    turns = itertools.cycle(
        (user_id, question.id, choice)
        for choice in ids.ANSWERS
        for question in board.area.questions
        for user_id in PEOPLE
    )
    stamps = itertools.count(int(datetime.now(UTC).timestamp() * 1_000_000))

    def body(_index: int) -> bytes:
        user_id, question_id, choice = next(turns)
        ref = ids.QuestionRef(board.review.id, AREA, board.round, question_id)
        stamp = next(stamps)
        payload = _payload(message, user_id, ids.ANSWERS[choice], str(ref), stamp, slack_url)
        return b"payload=" + urllib.parse.quote_plus(orjson.dumps(payload)).encode()

    return body


def _payload(
    message: Message, user_id: str, action_id: str, value: str, stamp: int, slack_url: str
) -> dict[str, object]:
    return {
        "type": "block_actions",
        "user": {"id": user_id, "username": user_id.lower(), "name": user_id.lower(), "team_id": TEAM},
        "api_app_id": "ABENCH0001",
        "token": "not-a-real-token",
        "container": {
            "type": "message",
            "message_ts": "1700000000.000100",
            "channel_id": CHANNEL,
            "is_ephemeral": False,
        },
        "trigger_id": "1.2.abcdef",
        "team": {"id": TEAM, "domain": "bench"},
        "channel": {"id": CHANNEL, "name": "bench"},
        "message": {
            "type": "message",
            "user": "USOCMOB001",
            "bot_id": "BSOCMOB001",
            "ts": "1700000000.000100",
            "text": message.text,
            "blocks": message.blocks,
        },
        "state": {"values": {}},
        "response_url": f"{slack_url}/response",
        "actions": [
            {
                "type": "button",
                "action_id": action_id,
                "block_id": "a1.1",
                "value": value,
                "action_ts": f"{stamp // 1_000_000}.{stamp % 1_000_000:06}",
            }
        ],
    }
