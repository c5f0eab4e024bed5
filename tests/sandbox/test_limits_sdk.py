"""Whatever the models of slack_sdk refuse, the checker refuses too.

The models know fewer limits than Slack. Their validators are listed one by one, so that a release of
the SDK that learns a new one fails here until the checker has been held against it.
"""

from __future__ import annotations

import copy
import inspect
import re
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from slack_sdk.errors import SlackObjectFormationError
from slack_sdk.models.basic_objects import JsonObject, JsonValidator
from slack_sdk.models.blocks import Block, basic_components, block_elements
from slack_sdk.models.blocks import blocks as block_models
from slack_sdk.models.views import View

from bot.sandbox.limits import check_blocks, check_view
from tests.sandbox.limits_block_examples import blocks, home_of, section, surface_of
from tests.sandbox.limits_examples import Json, elements, plain
from tests.sandbox.limits_sdk_refusals import REFUSED, REFUSED_PARTS

MODAL = {"type": "modal", "title": plain(), "blocks": [section()]}
REFUSED_VIEWS: dict[str, Json] = {
    "_validate_type": {**MODAL, "type": "dialog"},
    "_validate_title_length": {**MODAL, "title": plain("x" * 25)},
    "_validate_blocks_length": {**MODAL, "blocks": [section()] * 101},
    "_validate_home_tab_structure": {**MODAL, "type": "home", "submit": plain()},
    "_validate_close_length": {**MODAL, "close": plain("x" * 25)},
    "_validate_submit_length": {**MODAL, "submit": plain("x" * 25)},
    "_validate_private_metadata_max_length": {**MODAL, "private_metadata": "x" * 3001},
    "_validate_callback_id_max_length": {**MODAL, "callback_id": "x" * 256},
}
# An older name of StaticSelectElement, and a block that no surface of ours has.
OUTSIDE = {"SelectElement", "AuthProviderBlock"}


def models() -> Iterator[type[JsonObject]]:
    for module in (basic_components, block_elements, block_models):
        for _, model in inspect.getmembers(module, inspect.isclass):
            if model.__module__ == module.__name__ and issubclass(model, JsonObject):
                yield model
    yield View


def sentence_of(validator: Any) -> str:
    """What the SDK says when this validator refuses."""
    [decorator] = [
        cell.cell_contents for cell in validator.__closure__ if isinstance(cell.cell_contents, JsonValidator)
    ]
    return decorator.message


VALIDATORS = {
    (model.__name__, name): sentence_of(function)
    for model in models()
    if model.__name__ not in OUTSIDE
    for name, function in vars(model).items()
    if hasattr(function, "validator")
}
BLOCK_CASES = [(model, name) for model, names in REFUSED.items() for name in names]


def test_every_validator_of_the_sdk_is_listed() -> None:
    listed = {*BLOCK_CASES, *(("View", name) for name in REFUSED_VIEWS)}
    assert set(VALIDATORS) == listed | set(REFUSED_PARTS)


@pytest.mark.parametrize(("model", "name"), BLOCK_CASES)
def test_what_a_block_model_refuses_is_refused(model: str, name: str) -> None:
    block = REFUSED[model][name]
    with pytest.raises(SlackObjectFormationError, match=f"^{re.escape(VALIDATORS[model, name])}"):
        Block.parse(copy.deepcopy(block)).to_dict()
    assert check_blocks([block], surface_of(block))


@pytest.mark.parametrize("name", REFUSED_VIEWS)
def test_what_the_view_model_refuses_is_refused(name: str) -> None:
    view = REFUSED_VIEWS[name]
    with pytest.raises(SlackObjectFormationError, match=f"^{re.escape(VALIDATORS['View', name])}"):
        View(**copy.deepcopy(view)).to_dict()
    assert check_view(view)


@pytest.mark.parametrize(("model", "name"), REFUSED_PARTS)
def test_what_the_model_of_a_part_refuses_is_refused(model: str, name: str) -> None:
    part, around = REFUSED_PARTS[model, name]
    keys = {key: value for key, value in part.items() if key != "type"}
    with pytest.raises(SlackObjectFormationError, match=f"^{re.escape(VALIDATORS[model, name])}"):
        getattr(basic_components, model)(**keys).to_dict()
    assert check_blocks([around(part)], "message")


def test_a_block_outside_is_no_block_here() -> None:
    [problem] = check_blocks([{"type": "auth_provider"}], "message")
    assert problem.reason == "unsupported type: auth_provider"


SIZES = st.sampled_from([1, 24, 25, 30, 31, 49, 50, 75, 76, 100, 101, 150, 151, 199, 200, 201, 255, 256]) | (
    st.sampled_from([300, 301, 2000, 2001, 3000, 3001, 4000, 4001, 12_000, 12_001])
)
EXAMPLES = [*blocks(), *(home_of(one)[0][0] for one in elements())]


def _strings(node: Any) -> Iterator[tuple[Any, str | int]]:
    for key, value in node.items() if isinstance(node, dict) else enumerate(node):
        if isinstance(value, str) and key != "type":
            yield node, key
        elif isinstance(value, (dict, list)):
            yield from _strings(value)


@settings(deadline=None, max_examples=300, suppress_health_check=[HealthCheck.too_slow])
@given(st.sampled_from(EXAMPLES), st.data())
def test_the_sdk_refuses_nothing_that_the_checker_accepts(example: Json, data: st.DataObject) -> None:
    block = copy.deepcopy(example)
    parent, key = data.draw(st.sampled_from(list(_strings(block))))
    parent[key] = parent[key][:1] * data.draw(SIZES)
    if not check_blocks([block], "message") or not check_blocks([block], "modal"):
        parsed = Block.parse(block)
        # The two blocks of charts and tables that the SDK has no model for yet.
        if parsed is None:
            assert block["type"].startswith("data_")
        else:
            parsed.to_dict()
