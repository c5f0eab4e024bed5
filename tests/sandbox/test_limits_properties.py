"""What holds for any payload: good ones pass, one mistake is found, and nothing makes a check raise."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.sandbox.limits import check_blocks, check_message, check_view
from tests.sandbox.limits_block_examples import actions, blocks, section
from tests.sandbox.limits_examples import Json, button, confirm, elements, option

# A loaded machine is slow at drawing; that is no failure of the checker.
patient = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])

SURFACES = st.sampled_from(["message", "modal", "home"])


def texts(most: int) -> st.SearchStrategy[str]:
    return st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=most)


def plain(most: int) -> st.SearchStrategy[Json]:
    keys = {"type": st.just("plain_text"), "text": texts(most)}
    return st.fixed_dictionaries(keys, optional={"emoji": st.booleans()})


def any_text(most: int) -> st.SearchStrategy[Json]:
    keys = {"type": st.just("mrkdwn"), "text": texts(most)}
    return st.one_of(plain(most), st.fixed_dictionaries(keys, optional={"verbatim": st.booleans()}))


def option_lists(most: int) -> st.SearchStrategy[list[Json]]:
    one = st.fixed_dictionaries({"text": plain(75), "value": texts(150)}, optional={"description": plain(75)})
    return st.lists(one, min_size=1, max_size=most, unique_by=lambda one: one["value"])


@st.composite
def choosers(draw: st.DrawFn) -> Json:
    choices = draw(option_lists(5))
    kind = draw(st.sampled_from(["static_select", "radio_buttons", "overflow"]))
    first = {"initial_option": draw(st.sampled_from(choices))} if kind != "overflow" else {}
    return {"type": kind, "options": choices, **first}


BUTTONS = st.fixed_dictionaries(
    {"type": st.just("button"), "text": plain(75)},
    optional={
        "value": texts(99),
        "style": st.sampled_from(["primary", "danger"]),
        "confirm": st.builds(confirm),
        "accessibility_label": texts(75),
    },
)
BLOCKS = st.one_of(
    st.fixed_dictionaries(
        {"type": st.just("section"), "text": any_text(300)}, optional={"accessory": BUTTONS | choosers()}
    ),
    st.fixed_dictionaries(
        {"type": st.just("section"), "fields": st.lists(any_text(50), min_size=1, max_size=10)}
    ),
    st.fixed_dictionaries({"type": st.just("header"), "text": plain(150)}),
    st.fixed_dictionaries(
        {"type": st.just("context"), "elements": st.lists(any_text(50), min_size=1, max_size=10)}
    ),
    st.fixed_dictionaries(
        {"type": st.just("actions"), "elements": st.lists(BUTTONS | choosers(), min_size=1, max_size=5)}
    ),
    st.just({"type": "divider"}),
)


@st.composite
def payloads(draw: st.DrawFn) -> list[Json]:
    """Up to twelve good blocks, each element and block with an id of its own."""
    result = draw(st.lists(BLOCKS, min_size=1, max_size=12))
    result = [{**block, "block_id": f"b{number}"} for number, block in enumerate(copy.deepcopy(result))]
    for block in result:
        if block["type"] == "actions":
            for number, element in enumerate(block["elements"]):
                element["action_id"] = f"a{number}"
    return result


@patient
@given(payloads(), SURFACES)
def test_good_blocks_pass_on_every_surface(payload: list[Json], surface: Any) -> None:
    assert check_blocks(payload, surface) == []


def _twin_ids(payload: list[Json], _: Json) -> None:
    payload.append(copy.deepcopy(payload[0]))


def _twin_actions(payload: list[Json], _: Json) -> None:
    payload.append(actions(button("a"), button("a")))


def _twin_options(payload: list[Json], _: Json) -> None:
    payload.append(section(accessory={"type": "static_select", "options": [option("a"), option("a")]}))


def _stranger(payload: list[Json], _: Json) -> None:
    payload.append(
        section(accessory={"type": "static_select", "options": [option("a")], "initial_option": option("b")})
    )


MISTAKES: dict[str, Callable[[list[Json], Json], Any]] = {
    "an unknown key": lambda _, block: block.update(acessory={}),
    "an unknown block": lambda _, block: block.update(type="setcion"),
    "no type": lambda _, block: block.pop("type"),
    "a long block_id": lambda _, block: block.update(block_id="x" * 256),
    "a block_id of another type": lambda _, block: block.update(block_id=1),
    "null": lambda _, block: block.update(block_id=None),
    "an empty section": lambda payload, _: payload.append({"type": "section"}),
    "an empty text": lambda payload, _: payload.append(section("")),
    "a long text": lambda payload, _: payload.append(section("x" * 3001)),
    "a multi-select among actions": lambda payload, _: payload.append(
        actions({"type": "multi_users_select"})
    ),
    "an input element among actions": lambda payload, _: payload.append(
        actions({"type": "plain_text_input"})
    ),
    "two accessories": lambda payload, _: payload.append(section(accessory=[button("a"), button("b")])),
    "the same block twice": _twin_ids,
    "the same action twice": _twin_actions,
    "the same option twice": _twin_options,
    "a first choice that is no option": _stranger,
    "too many blocks": lambda payload, _: payload.extend({"type": "divider"} for _ in range(100)),
    "a block that is text": lambda payload, _: payload.append("divider"),  # type: ignore[arg-type]
}


@pytest.mark.parametrize("mistake", MISTAKES)
@settings(patient, max_examples=30)
@given(payload=payloads(), surface=SURFACES, data=st.data())
def test_one_mistake_is_found(mistake: str, payload: list[Json], surface: Any, data: st.DataObject) -> None:
    MISTAKES[mistake](payload, data.draw(st.sampled_from(payload)))
    assert check_blocks(payload, surface)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inside: st.lists(inside, max_size=4) | st.dictionaries(st.text(max_size=5), inside, max_size=4),
    max_leaves=12,
)
EXAMPLES = st.sampled_from([*blocks(), *elements()])


def resolve(document: Any, pointer: str) -> Any:
    """The value a pointer stands for."""
    for step in pointer.split("/")[1:]:
        name = step.replace("~1", "/").replace("~0", "~")
        document = document[int(name)] if isinstance(document, (list, tuple)) else document[name]
    return document


@st.composite
def disturbed(draw: st.DrawFn) -> Json:
    """An example with anything at all in place of one of its values, however deep."""
    result = copy.deepcopy(draw(EXAMPLES))
    node: Any = result
    while True:
        keys = list(node) if isinstance(node, dict) else list(range(len(node)))
        key = draw(st.sampled_from(keys))
        if not isinstance(node[key], (dict, list)) or not node[key] or draw(st.booleans()):
            node[key] = draw(JSON)
            return result
        node = node[key]


@settings(patient, max_examples=300)
@given(JSON | st.lists(JSON | disturbed(), max_size=4), SURFACES)
def test_every_pointer_leads_somewhere_and_nothing_raises(payload: Any, surface: Any) -> None:
    documents = [{"blocks": payload}, {"type": surface, "blocks": payload}, payload]
    found = [check_blocks(payload, surface), check_view(documents[1]), check_view(payload)]
    for document, problems in zip(documents, found, strict=True):
        for problem in problems:
            resolve(document, problem.pointer)
    message = {"text": payload, "blocks": payload, "attachments": payload, "metadata": payload}
    for problem in check_message(message):
        resolve(message, problem.pointer)
