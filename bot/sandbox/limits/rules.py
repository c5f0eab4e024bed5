"""Rules between the keys of one object, which a shape alone cannot say."""

from __future__ import annotations

import json
from collections.abc import Sequence
from decimal import Decimal
from itertools import pairwise
from typing import Any

from bot.sandbox.limits.problem import Path
from bot.sandbox.limits.structures import Rule
from bot.sandbox.limits.walk import Walk


def _named(keys: tuple[str, ...]) -> str:
    return " or ".join(f"`{key}`" for key in keys)


def at_least_one(*keys: str) -> Rule:
    """Ask for one of the keys or more."""

    def rule(value: dict[str, Any], at: Path, walk: Walk) -> None:
        if not any(key in value for key in keys):
            walk.report(at, f"must define either {_named(keys)}")

    return rule


def exactly_one(*keys: str) -> Rule:
    """Ask for one of the keys and no second."""

    def rule(value: dict[str, Any], at: Path, walk: Walk) -> None:
        given = sum(key in value for key in keys)
        if given == 0:
            walk.report(at, f"must define either {_named(keys)}")
        elif given > 1:
            walk.report(at, f"must define only one of {_named(keys)}")

    return rule


def no_twins(items: Sequence[Any], at: Path, walk: Walk) -> None:
    """Refuse a list in which a value stands twice."""
    seen = set()
    for index, item in enumerate(items):
        text = json.dumps(item, sort_keys=True)
        if text in seen:
            walk.report((at, index), "must provide unique items")
        seen.add(text)


def _choices(element: dict[str, Any], at: Path) -> list[tuple[dict[str, Any], Path]]:
    groups = [(element, at)]
    if "option_groups" in element:
        place = (at, "option_groups")
        groups = [(group, (place, index)) for index, group in enumerate(element["option_groups"])]
    return [
        (option, ((place, "options"), index))
        for group, place in groups
        for index, option in enumerate(group["options"])
    ]


def distinct_options(element: dict[str, Any], at: Path, walk: Walk) -> None:
    """Refuse two options of one element that would send the same value."""
    seen = set()
    for option, place in _choices(element, at):
        if option["value"] in seen:
            walk.report((place, "value"), f"option value {option['value']!r} already exists")
        seen.add(option["value"])


def initial_among_options(element: dict[str, Any], at: Path, walk: Walk) -> None:
    """Ask that what is chosen at first is an option of the element, to the last key."""
    initial: list[tuple[Any, Path]] = []
    if "initial_option" in element:
        initial.append((element["initial_option"], (at, "initial_option")))
    for index, option in enumerate(element.get("initial_options", ())):
        initial.append((option, ((at, "initial_options"), index)))
    if not initial:
        return
    options = {option["value"]: option for option, _ in _choices(element, at)}
    for option, place in initial:
        if options.get(option["value"]) != option:
            walk.report(place, "must match one of the provided options exactly")


def not_more_than_selectable(key: str) -> Rule:
    """Ask that no more is chosen at first than may be chosen at all."""

    def rule(element: dict[str, Any], at: Path, walk: Walk) -> None:
        most = element.get("max_selected_items")
        if most is not None and len(element.get(key, ())) > most:
            walk.report((at, key), f"no more than {most} items allowed")

    return rule


def text_bounds_in_order(element: dict[str, Any], at: Path, walk: Walk) -> None:
    """Hold a text input's bounds against each other and its first value against them."""
    least, most = element.get("min_length", 0), element.get("max_length", 3000)
    if least > most:
        walk.report((at, "min_length"), "must be less than or equal to `max_length`")
    elif len(element.get("initial_value", "")) > most:
        walk.report((at, "initial_value"), f"must be less than {most + 1} characters")
    elif "initial_value" in element and len(element["initial_value"]) < least:
        walk.report((at, "initial_value"), f"must be more than {least - 1} characters")


def numbers_in_order(element: dict[str, Any], at: Path, walk: Walk) -> None:
    """Hold a number input's bounds and first value against each other, and against whole numbers."""
    given = {key: element[key] for key in ("min_value", "initial_value", "max_value") if key in element}
    if not element["is_decimal_allowed"]:
        for key, text in given.items():
            if "." in text:
                walk.report((at, key), "must be a valid integer")
    keys = list(given)
    for lower, upper in pairwise(keys):
        if Decimal(given[lower]) > Decimal(given[upper]):
            walk.report((at, lower), f"must be less than or equal to `{upper}`")
