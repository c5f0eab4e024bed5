"""Every way into the app is gone by some test: each command, button, menu entry, form, shortcut and event.

Noted is what sandboxes send to the app in whatever test; judged at the end of a run of the whole suite.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

from bot.blocks import ids
from bot.listeners import ACTIONS, CLOSED, EVENTS, SHORTCUTS, SUBMISSIONS
from bot.listeners.commands import COMMANDS
from bot.sandbox import Sandbox

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bot.sandbox.journal import Sent

GONE = pytest.StashKey[set[str]]()
SHOWN = pytest.StashKey[set[str]]()
WORD = re.compile(r"[a-z_]+")
NUMBERED = re.compile(r"\.\d+$")


def gone(sent: Sent) -> Iterator[str]:
    """The ways that something went which the app has acknowledged."""
    payload = sent.payload
    if not sent.acknowledged:
        return
    match sent.kind:
        case "command":
            yield f"command {payload['text'].partition(' ')[0].casefold()}".strip()
        case "block_actions":
            for action in payload["actions"]:
                yield f"button {NUMBERED.sub('', action['action_id'])}"
                if action["type"] == "overflow":
                    yield from _entry(action["action_id"], action["selected_option"])
        case "view_submission":
            yield f"form {payload['view']['callback_id']}"
        case "view_closed":
            yield f"closed form {payload['view']['callback_id']}"
        case "message_action" | "shortcut":
            yield f"shortcut {payload['callback_id']}"
        case _ if "event" in payload:
            yield f"event {payload['event']['type']}"


def entries(shown: Any) -> Iterator[str]:
    """The entries of all menus that the app has shown."""
    if isinstance(shown, list):
        for one in shown:
            yield from entries(one)
    elif isinstance(shown, dict):
        if shown.get("type") == "overflow":
            for option in shown["options"]:
                yield from _entry(shown["action_id"], option)
        for one in shown.values():
            yield from entries(one)


def _entry(action_id: str, option: dict[str, Any]) -> Iterator[str]:
    """What distinguishes it from the others is the word that its value begins with, where it does."""
    word = option["value"].partition(ids.SEPARATOR)[0]
    if action_id in ACTIONS and WORD.fullmatch(word):
        yield f"entry {action_id} {word}"


def there() -> set[str]:
    """All ways that the app listens to, whatever it shows."""
    buttons = {*ACTIONS, *ids.ANSWERS.values(), ids.AREA_CHOICE}
    return {
        "command",
        *(f"command {word}" for word in COMMANDS),
        *(f"button {action_id}" for action_id in buttons),
        *(f"form {callback_id}" for callback_id in SUBMISSIONS),
        *(f"closed form {callback_id}" for callback_id in CLOSED),
        *(f"shortcut {callback_id}" for callback_id in SHORTCUTS),
        *(f"event {event_type}" for event_type in EVENTS),
    }


def pytest_configure(config: pytest.Config) -> None:
    config.stash[GONE], config.stash[SHOWN] = set(), set()
    stop = Sandbox.stop

    async def noting(sandbox: Sandbox) -> None:
        for sent in sandbox.sent:
            config.stash[GONE].update(gone(sent))
        config.stash[SHOWN].update(entries([call.args for call in sandbox.calls]))
        config.stash[SHOWN].update(entries([sent.body for sent in sandbox.sent]))
        await stop(sandbox)

    Sandbox.stop = noting  # type: ignore[method-assign]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    output = getattr(node, "workeroutput", {})
    node.config.stash[GONE].update(output.get("ways_gone", ()))
    node.config.stash[SHOWN].update(output.get("ways_shown", ()))


def pytest_sessionfinish(session: pytest.Session) -> None:
    config = session.config
    if hasattr(config, "workeroutput"):
        config.workeroutput["ways_gone"] = sorted(config.stash[GONE])
        config.workeroutput["ways_shown"] = sorted(config.stash[SHOWN])
    elif _is_whole(config) and not session.testsfailed and _missing(config):
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    if _is_whole(config):
        for way in _missing(config):
            terminalreporter.write_line(f"No test goes this way into the app: {way}", red=True)


def _missing(config: pytest.Config) -> list[str]:
    return sorted((there() | config.stash[SHOWN]) - config.stash[GONE])


def _is_whole(config: pytest.Config) -> bool:
    """Whether all tests ran, and not some that were chosen."""
    narrowed = any(config.getoption(name) for name in ("keyword", "markexpr", "collectonly"))
    return config.args_source is pytest.Config.ArgsSource.TESTPATHS and not narrowed
