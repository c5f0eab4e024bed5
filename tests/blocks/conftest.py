"""Whatever the tests of this folder render is rendered once more, in a language that nobody speaks."""

from __future__ import annotations

import inspect
import sys
from functools import wraps
from typing import TYPE_CHECKING, Any

import pytest

from bot.domain.language import speaking
from bot.sandbox.limits import check_message, check_view
from tests.language.pseudo import catalogue
from tests.language.reading import data_in, problems

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

RENDERED = {"Message", "View", "kit.Message", "kit.View"}
"""What the renderers of messages and forms return."""

MOST_CALLS = 12
"""Of one renderer in one test."""

NOT_YET: set[str] = set()
"""Modules whose words are still to be taken into the catalogue."""


class Recorder:
    def __init__(self) -> None:
        self.calls: list[tuple[Callable[..., Any], tuple, dict]] = []

    def wrap(self, renderer: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(renderer)
        def render(*args: Any, **named: Any) -> Any:
            if sum(known is renderer for known, _, _ in self.calls) < MOST_CALLS:
                self.calls.append((renderer, args, named))
            return renderer(*args, **named)

        return render


def renderers(module: ModuleType) -> Iterator[tuple[str, Callable[..., Any]]]:
    for name, one in vars(module).items():
        if (
            inspect.isfunction(one)
            and one.__module__.startswith("bot.blocks.")
            and one.__module__ != "bot.blocks.kit"
            and not one.__name__.startswith("_")
            and one.__annotations__.get("return") in RENDERED
        ):
            yield name, one


@pytest.fixture(autouse=True)
def another_language(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    recorder = Recorder()
    modules = [one for name, one in sys.modules.items() if name.startswith(("bot.blocks", "tests.blocks"))]
    for module in modules:
        for name, renderer in list(renderers(module)):
            monkeypatch.setattr(module, name, recorder.wrap(renderer))
    yield
    monkeypatch.undo()
    found = []
    for renderer, args, named in recorder.calls:
        where = f"{renderer.__module__}.{renderer.__name__}"
        if renderer.__module__ in NOT_YET:
            continue
        with speaking(catalogue()):
            rendered = renderer(*args, **named)
        payload = rendered if isinstance(rendered, dict) else rendered._asdict()
        refused = (
            check_view(payload)
            if payload.get("type") in ("modal", "home")
            else check_message(payload, update=True)
        )
        found += [f"{where}: {one.pointer} {one.reason}" for one in refused]
        found += [f"{where}: {problem}" for problem in problems(payload, data_in([args, named]))]
    assert not found, "\n".join(dict.fromkeys(found))
