"""What people see on the App Home, and what they press there."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.faults.stage import Stage


def shown(stage: Stage, name: str) -> str:
    """All that stands on somebody's Home, the words of its buttons too."""
    return json.dumps(blocks(stage, name), ensure_ascii=False)


def blocks(stage: Stage, name: str) -> list[dict[str, Any]]:
    home = stage.person(name).home
    return home["blocks"] if home else []


def headers(stage: Stage, name: str) -> list[str]:
    return [one["text"]["text"] for one in blocks(stage, name) if one["type"] == "header"]


def top(stage: Stage, name: str) -> str:
    """What the last press there came to."""
    first = blocks(stage, name)[0]
    return first["text"]["text"] if first.get("block_id") == "result" else ""


async def opened(stage: Stage, name: str) -> str:
    """Opens somebody's Home and waits until it is there."""
    person = stage.person(name)
    before = published(stage, name)
    assert (await person.open_home()).ok
    await person.until(lambda _: published(stage, name) > before)
    return shown(stage, name)


async def reads(stage: Stage, name: str, *words: str, without: tuple[str, ...] = ()) -> str:
    """Waits until somebody's Home says all that, and nothing that it shall not."""

    def there(_: Any) -> bool:
        now = shown(stage, name)
        return all(word in now for word in words) and not any(word in now for word in without)

    await stage.person(name).until(there)
    return shown(stage, name)


def published(stage: Stage, name: str) -> int:
    """How often somebody's Home has been published."""
    user_id = stage.person(name).id
    calls = [call for call in stage.sandbox.calls if call.method == "views.publish"]
    return sum(1 for call in calls if call.args.get("user_id") == user_id)


def values(stage: Stage, name: str, action_id: str) -> list[str]:
    """What the buttons of a kind carry on somebody's Home."""
    return [one["value"] for one in elements(stage, name) if one["action_id"] == action_id]


def elements(stage: Stage, name: str) -> list[dict[str, Any]]:
    found = []
    for block in blocks(stage, name):
        found += [one for one in (block.get("accessory"), *block.get("elements", ())) if one]
    return [one for one in found if "action_id" in one]
