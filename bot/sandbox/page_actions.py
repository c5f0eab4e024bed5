"""What the page does: the same things that a :class:`~bot.sandbox.Person` does, by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import orjson
from aiohttp import web

from bot.sandbox import using
from bot.sandbox.choices import chosen
from bot.sandbox.elements import find
from bot.sandbox.errors import Refused
from bot.sandbox.faults import KINDS
from bot.sandbox.journal import Reply
from bot.sandbox.page_views import answer
from bot.sandbox.person import Person

if TYPE_CHECKING:
    from bot.sandbox.server import Sandbox

FAULT_ARGS = ("retry_after", "seconds", "code", "status", "match")


class Body(dict[str, Any]):
    """What the page sent; something it should have sent and did not is a refusal."""

    def __missing__(self, name: str) -> Any:
        raise Refused(f"The page did not say {name!r}.")


class PageActions:
    """``POST /sandbox/do``, from this very page only."""

    def __init__(self, slack: Sandbox) -> None:
        self._slack = slack
        self._acts: dict[str, Callable[[Person, Body], Awaitable[Any]]] = {
            "say": self._say,
            "press": self._press,
            "choose": self._choose,
            "input": self._input,
            "suggest": self._suggest,
            "submit": lambda person, _body: person.submit(),
            "close": lambda person, body: person.close_modal(all=bool(body.get("all"))),
            "home": lambda person, _body: person.open_home(),
            "shortcut": self._shortcut,
            "join": lambda person, body: person.join(body["channel"]),
            "leave": lambda person, body: person.leave(body["channel"]),
            "open_dm": self._open_direct,
            "reload": lambda person, _body: person.reload(),
            "forward": self._forward,
            "fault": self._fault,
            "clear_faults": self._clear_faults,
        }

    async def do(self, request: web.Request) -> web.Response:
        """``{ok: true, reply}``, or ``{ok: false, error}`` with a sentence for the person."""
        if not _from_own_page(request):
            return answer({"ok": False, "error": "Only the sandbox's own page may do this."}, status=403)
        try:
            body = _body(await request.read())
            act = self._acts.get(body["do"])
            if act is None:
                raise Refused(f"The sandbox cannot do {body['do']!r}.")
            result = await act(self._slack.person(body["as"]), body)
        except Refused as refused:
            return answer({"ok": False, "error": str(refused)})
        return answer({"ok": True, "reply": _reply(result)})

    async def _say(self, person: Person, body: Body) -> Any:
        if body["text"].startswith("/"):
            return await person.command(body["channel"], body["text"], body.get("thread"))
        return await person.say(body["channel"], body["text"], body.get("thread"))

    async def _press(self, person: Person, body: Body) -> Reply:
        where = {"block_id": body["block_id"]}
        if body.get("modal"):
            return await person.press_in_modal(body["action_id"], **where)
        if body.get("home"):
            return await person.press_in_home(body["action_id"], **where)
        return await person.press(body["ts"], body["action_id"], channel_id=body["channel"], **where)

    async def _choose(self, person: Person, body: Body) -> Reply | None:
        value, where = body.get("value"), {"block_id": body["block_id"]}
        if body.get("modal"):
            return await person.pick(body["action_id"], value, **where)
        if body.get("home"):
            return await person.choose_in_home(body["action_id"], value, **where)
        return await person.choose(body["ts"], body["action_id"], value, body["channel"], **where)

    async def _input(self, person: Person, body: Body) -> None:
        """Typed, but not done with: nobody is told yet."""
        surface = person.surface(body.get("ts"), body.get("channel"), home=bool(body.get("home")))
        placed = find(surface.blocks, body["action_id"], None, body["block_id"])
        using.hold(surface, placed, chosen(placed.element, body.get("value")))

    async def _suggest(self, person: Person, body: Body) -> dict[str, Any]:
        surface = person.surface(body.get("ts"), body.get("channel"), home=bool(body.get("home")))
        placed = find(surface.blocks, body["action_id"], None, body["block_id"])
        sent = await using.suggest(self._slack, person.id, surface, placed, str(body.get("value") or ""))
        found = sent.body if isinstance(sent.body, dict) else {}
        return {"status": sent.status, "seconds": sent.seconds, **found}

    async def _shortcut(self, person: Person, body: Body) -> Reply:
        if body.get("ts"):
            return await person.shortcut(body["ts"], body["callback_id"], body["channel"])
        return await person.global_shortcut(body["callback_id"])

    async def _open_direct(self, person: Person, body: Body) -> None:
        self._slack.world.direct(person.id, self._slack.world.account(body["user"]).id)

    async def _forward(self, _person: Person, body: Body) -> None:
        if self._slack.forward is None:
            raise Refused("The clock of this sandbox cannot be moved.")
        until = body.get("until")
        refusal = await self._slack.forward(None if until is None else _instant(until))
        self._slack.world.changes.note("state")
        if refusal is not None:
            raise Refused(refusal)

    async def _fault(self, _person: Person, body: Body) -> None:
        if body["kind"] not in KINDS:
            raise Refused(f"There is no fault {body['kind']!r}.")
        more = {name: body[name] for name in FAULT_ARGS if name in body}
        times = body.get("times", 1)
        if not isinstance(times, int) or times < 1:
            raise Refused("A fault happens a whole number of times.")
        self._slack.faults.add(str(body["method"]), body["kind"], times, **more)
        self._slack.world.changes.note("state")

    async def _clear_faults(self, _person: Person, _body: Body) -> None:
        self._slack.faults.clear()
        self._slack.world.changes.note("state")


def _instant(until: Any) -> datetime:
    try:
        instant = datetime.fromisoformat(until)
    except (TypeError, ValueError):
        raise Refused("Choose a day and a time.") from None
    if instant.tzinfo is None:
        raise Refused("Choose a day and a time.")
    return instant.astimezone(UTC)


def _body(data: bytes) -> Body:
    try:
        return Body(orjson.loads(data))
    except (orjson.JSONDecodeError, TypeError, ValueError) as wrong:
        raise Refused("The page sent something that is no JSON object.") from wrong


def _reply(result: Any) -> dict[str, Any]:
    """What the page is told: an acknowledgement where the app was asked, else plainly that it is done."""
    if isinstance(result, dict):
        return result
    if not isinstance(result, Reply) or (result.status == 0 and result.error is None):
        text = result.text if isinstance(result, Reply) else None
        return {"status": 200, "seconds": 0.0, "text": text}
    return {"status": result.status, "seconds": round(result.seconds, 3), "text": result.text or result.error}


def _from_own_page(request: web.Request) -> bool:
    """A foreign page cannot send JSON here unasked; one that tries is refused by what its browser says."""
    origin = request.headers.get("Origin")
    site = request.headers.get("Sec-Fetch-Site", "same-origin")
    return (
        request.content_type == "application/json"
        and origin in (None, f"http://{request.headers.get('Host')}")
        and site in ("same-origin", "none")
    )
