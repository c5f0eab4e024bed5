"""Shapes made of shapes: objects, objects told apart by their type, and lists."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.limits.problem import Path
from bot.sandbox.limits.values import OneOf
from bot.sandbox.limits.walk import Shape, Surface, Walk

Rule = Callable[[Any, Path, Walk], None]

MESSAGE: frozenset[Surface] = frozenset({"message"})
MODAL: frozenset[Surface] = frozenset({"modal"})
EVERYWHERE: frozenset[Surface] = frozenset({"message", "modal", "home"})


@dataclass(frozen=True, slots=True)
class Obj:
    """An object with exactly these keys.

    Its rules compare several keys. They run in order and only as long as nothing was found: a rule may
    rely on every key being as it should be, and on what the rules before it asked for.
    """

    required: Mapping[str, Shape] = field(default_factory=dict)
    optional: Mapping[str, Shape] = field(default_factory=dict)
    rules: tuple[Rule, ...] = ()
    _shapes: Mapping[str, Shape] = field(init=False, repr=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_shapes", {**self.required, **self.optional})

    def check(self, value: Any, at: Path, walk: Walk) -> None:
        if not isinstance(value, dict):
            walk.report(at, "must provide an object")
            return
        before = len(walk.found)
        for key in self.required:
            if key not in value:
                walk.report(at, f"missing required field: {key}")
        for key, item in value.items():
            shape = self._shapes.get(key)
            if shape is None:
                walk.report(at, f"invalid additional property: {key}")
            else:
                shape.check(item, (at, key), walk)
        for rule in self.rules:
            if len(walk.found) > before:
                return
            rule(value, at, walk)


@dataclass(frozen=True, slots=True)
class Kind:
    """An object that names itself by its ``type``, and the surfaces on which it may stand."""

    name: str
    shape: Obj
    surfaces: frozenset[Surface]


def kind(
    name: str,
    required: Mapping[str, Shape] | None = None,
    optional: Mapping[str, Shape] | None = None,
    *,
    rules: tuple[Rule, ...] = (),
    on: frozenset[Surface] = EVERYWHERE,
) -> Kind:
    """Describe the objects of one type; the ``type`` key itself is understood."""
    return Kind(name, Obj({"type": OneOf((name,)), **(required or {})}, optional or {}, rules), on)


class Kinds:
    """An object of one of several types."""

    __slots__ = ("_kinds",)

    def __init__(self, *kinds: Kind) -> None:
        self._kinds = {one.name: one for one in kinds}

    def check(self, value: Any, at: Path, walk: Walk) -> None:
        if not isinstance(value, dict):
            walk.report(at, "must provide an object")
            return
        name = value.get("type")
        if name is None:
            walk.report(at, "missing required field: type")
            return
        one = self._kinds.get(name) if isinstance(name, str) else None
        if one is None or walk.surface not in one.surfaces:
            walk.report((at, "type"), f"unsupported type: {name}")
            return
        one.shape.check(value, at, walk)


@dataclass(frozen=True, slots=True)
class Items:
    """A list of ``least`` to ``most`` values of one shape."""

    shape: Shape
    least: int = 1
    most: int | None = None
    rules: tuple[Rule, ...] = ()

    def check(self, value: Any, at: Path, walk: Walk) -> None:
        if not isinstance(value, (list, tuple)):
            walk.report(at, "must provide an array")
            return
        if len(value) < self.least:
            walk.report(at, f"no less than {self.least} items allowed")
        elif self.most is not None and len(value) > self.most:
            walk.report(at, f"no more than {self.most} items allowed")
        before = len(walk.found)
        check = self.shape.check
        for index, item in enumerate(value):
            check(item, (at, index), walk)
        for rule in self.rules:
            if len(walk.found) > before:
                return
            rule(value, at, walk)


@dataclass(frozen=True, slots=True)
class Nullable:
    """A value of a shape, or null."""

    shape: Shape

    def check(self, value: Any, at: Path, walk: Walk) -> None:
        if value is not None:
            self.shape.check(value, at, walk)
